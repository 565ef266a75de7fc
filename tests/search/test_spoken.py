"""What people ask of one matter in everyday words is told by what its own fields print, found by search or by number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import pipeline
from kg.answer import brief
from kg.question.wanted import spoken

POWERS = """职权编码,职权类型,职权名称,子项,设定依据,承办机构,责任事项,追责情形,监督电话
HZSL-XK-011,行政许可,取水许可证核发,,《取水许可和水资源费征收管理条例》第四条第一款、第九条；《中华人民共和国水法》第四十八条,水资源科（牵头）、河道所（配合）,1.核对取水口位置图和水资源论证报告；2.十五日内作出决定；3.颁发取水许可证，不收工本费用。,1.超期不批的；2.收受好处的。,66120011
HZSL-CF-021,行政处罚,对非法采砂的处罚,,《中华人民共和国水法》第八十三条第一款,执法大队（牵头）、河道所（配合）,1.夜间巡河并扣押采砂船；2.测量采砂坑方量；3.提请没收砂石。,1.放纵采砂船的；2.私分罚款的。,66120022
HZSL-CF-022,行政处罚,对私自打井的处罚,,《中华人民共和国水法》第八十三条第二款,执法大队,1.责令封井；2.对家庭生活用井先劝导。,1.以罚代管的。,66120022
HZSL-JC-031,行政检查,对水库大坝的检查,,《水库大坝安全管理条例》第十九条,河道所（牵头）、执法大队（会同）,1.汛前察看坝体和溢洪道；2.每月查验渗流读数至少两次。,1.检查走过场的。,66120033
"""
CARDS = (
    ("1.1", "负责节水型小区的评选和授牌。", "小区申报，入户抽查用水器具，专家评分，公示，授牌", "节水小区申报表、用水量证明", "公示不少于七天，授牌小区每三年复核一次。"),
    ("1.2", "负责农村饮水困难户的补助发放。", "村里上报，核实水源，张榜，打卡发放", "困难户申请表、取水距离照片", "每户补助不超过八百元，受理后二十个工作日内到账。"),
)  # fmt: skip


@pytest.fixture(scope="module")
def powers(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A short list of powers whose departments play parts."""
    return _base(tmp_path_factory.mktemp("powers"), "list.csv", POWERS)


@pytest.fixture(scope="module")
def duties(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A short catalogue of duties with workflow, papers and what is answered for."""
    head = "序号,职责事项,法定依据,实施机构,运行流程,运行要件,责任事项,监督方式"
    rows = (
        f'{n},{name},《禾洲县水务局三定方案》第三条第一款,节水科,"{flow}","{papers}","{duty}",66120044'
        for n, name, flow, papers, duty in CARDS
    )
    return _base(tmp_path_factory.mktemp("duties"), "list.csv", "\n".join((head, *rows)))


def _base(folder: Path, name: str, text: str) -> kg.KnowledgeBase:
    (folder / name).write_text(text, "utf-8")
    pipeline.publish([pipeline.read(folder / name)], folder / "base")
    return kg.load(folder / "base")


def _value(base: kg.KnowledgeBase, question: str) -> Any:
    answer = base.ask(question)
    assert answer.status != "abstained", answer.reading
    return (answer.answer or {})["value"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("CF-021是罚啥的", "对非法采砂的处罚"),
        ("XK-011监督电话", ["66120011"]),
        ("JC-031查些什么", "1.汛前察看坝体和溢洪道；2.每月查验渗流读数至少两次。"),
        ("XK-011几天能批", "十五日内作出决定"),
        ("CF-021谁牵头谁配合", ["执法大队", "河道所"]),
        ("CF-021除了执法大队还有谁", ["河道所"]),
        ("JC-031谁主办、谁会同", ["河道所", "执法大队"]),
    ],
)
def test_a_code_given_by_its_end(powers: kg.KnowledgeBase, question: str, value: object) -> None:
    """CF-021 of HZSL-CF-021 was not in the catalogue, for only the last part of a code stood for it."""
    answer = powers.ask(question)
    assert (answer.status, answer.kind) == ("answered", "query")
    assert (answer.answer or {})["value"] == value


def test_an_end_that_several_codes_have_names_none(tmp_path: Path) -> None:
    """Of two codes that end so none is meant, and nobody says that the catalogue has no such code."""
    rows = "职权编码,职权名称,设定依据,承办机构,监督电话\nAB-CF-021,采砂处罚,《水法》第一条,甲科,66120011\nCD-CF-021,打井处罚,《水法》第二条,乙科,66120012\n"
    answer = _base(tmp_path, "list.csv", rows).ask("CF-021归谁管")
    assert answer.kind == "duty"


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("想评节水型小区，要填什么表、开什么证明", "运行要件"),
        ("节水型小区评选整个流程是怎样的", "运行流程"),
        ("节水型小区评选得走哪些步骤", "运行流程"),
        ("农村饮水困难户的补助每户最多给多少钱", "责任事项"),
        ("节水型小区评选你们会怎么抽查", "运行流程"),
    ],
)
def test_the_printed_field_that_speaks_of_it(duties: kg.KnowledgeBase, question: str, label: str) -> None:
    """Asked how long, how, or with which papers, people got the department; steps came in the order of their letters."""
    answer = duties.ask(question)
    printed = {cell.field: cell.text for cell in answer.duties[0].evidence}
    assert (answer.answer or {}) == {"type": "text", "value": printed[label]}
    assert label in answer.json()["reading"] or label in [cell.field for cell in answer.proofs]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("节水型小区授牌以后多久复核一次", "授牌小区每三年复核一次"),
        ("农村饮水困难户的补助几个工作日能到账", "受理后二十个工作日内到账"),
        ("节水型小区的评选多少天办完", "公示不少于七天，授牌小区每三年复核一次。"),
    ],
)
def test_one_clause_is_enough(duties: kg.KnowledgeBase, question: str, value: str) -> None:
    """How long was answered with the whole cell; one clause is the answer where it is sure which, and the whole where none is. The place is told."""
    answer = duties.ask(question)
    assert (answer.answer or {})["value"] == value
    assert "责任事项 " in str(answer).partition("出处")[2]


def test_papers_are_counted_one_by_one(duties: kg.KnowledgeBase) -> None:
    """要件超过1份的 counted cells, of which a duty has one, and found nothing."""
    assert _value(duties, "要件超过1份的职责有几项？") == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.受理；2.法定20个工作日，承诺12个工作日；3.送达。", "承诺12个工作日"),
        ("5个工作日内受理，承诺期限见窗口公示。", ""),
        ("承诺12个工作日，情况复杂的承诺20个工作日。", ""),
    ],
)
def test_the_promised_term_is_told_apart(text: str, value: str) -> None:
    """Of two terms the one that is asked for; of two promises none."""
    says = next(kind.says for kind in spoken.kinds() if kind.name == "time")
    assert says is not None
    assert brief.brief("核发的承诺期限是几个工作日", text, says, "许可证核发") == value


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("有人半夜非法采砂，你们会怎么查？", "HZSL-CF-021"),
        ("办取水许可证要看什么证明", "HZSL-XK-011"),
        ("办取水许可证，手续怎么走，收不收费", "HZSL-XK-011"),
        ("家里私自打井，是直接罚还是先劝导？", "HZSL-CF-022"),
        ("生活用水私自打井，家庭用井罚不罚", "HZSL-CF-022"),
    ],
)
def test_a_list_of_powers_tells_it_in_what_officials_do(powers: kg.KnowledgeBase, question: str, code: str) -> None:
    """Lists of powers print no workflow and no papers: what is to be done stands in 责任事项, never in 追责情形."""
    answer = powers.ask(question)
    assert answer.duties[0].number == code
    assert (answer.answer or {})["value"] == next(cell.text for cell in answer.duties[0].evidence if cell.field == "责任事项")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("河里非法采砂谁罚，哪个单位配合", ["执法大队", "河道所"]),
        ("取水许可证由哪个科牵头、哪个单位协助", ["水资源科", "河道所"]),
        ("非法采砂，除了执法大队还有谁", ["河道所"]),
        ("办取水许可证，水法里是哪几条？", ["第四十八条"]),
        ("对非法采砂的处罚有意见，打哪个电话反映", ["66120022"]),
    ],
)
def test_departments_with_the_parts_asked_for(powers: kg.KnowledgeBase, question: str, value: list[str]) -> None:
    """谁牵头谁配合 gave those in charge alone, and 除了…还有谁 the one that was left out."""
    assert _value(powers, question) == value


def test_who_is_named_as_doing_it_alone(powers: kg.KnowledgeBase) -> None:
    """一家干的？ behind a number asks whether, and whom it names by a short name must be one of those who do."""
    assert _value(powers, "CF-022执法队一家办的？") is True
    assert _value(powers, "CF-021执法队一家办的？") is False
    assert _value(powers, "CF-021渔政站一家办的？") == ["执法大队", "河道所"]


def test_clauses_stand_beside_their_own_law(powers: kg.KnowledgeBase) -> None:
    """A table of documents and clauses gave every document every clause of the duty."""
    assert _value(powers, "XK-011引用了哪些文件的哪些条款，逐条列出") == [
        ["中华人民共和国水法", "第四十八条"],
        ["取水许可和水资源费征收管理条例", "第九条"],
        ["取水许可和水资源费征收管理条例", "第四条第一款"],
    ]


def test_law_and_article_are_both_given(powers: kg.KnowledgeBase) -> None:
    """哪部法规第几条 of a matter was answered with articles alone, and nobody knew of which law."""
    answer = powers.ask("办取水许可证依据哪部法规第几条？")
    assert (answer.answer or {}) == {
        "type": "table",
        "value": [
            ["中华人民共和国水法", "第四十八条"],
            ["取水许可和水资源费征收管理条例", "第九条"],
            ["取水许可和水资源费征收管理条例", "第四条第一款"],
        ],
    }
    assert "答：中华人民共和国水法 第四十八条、" in str(answer)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("设立助学基金的联系邮箱是什么", ["zhuxue@qyxcs.org.cn"]),
        ("2的邮箱是多少", ["jiandu@qyxcs.org.cn"]),
        ("对设立助学基金不满意，往哪个邮箱举报", ["jiandu@qyxcs.org.cn"]),
        ("1的电子邮箱", ["zhuxue@qyxcs.org.cn"]),
        ("2的服务对象是谁", "年满16周岁的居民"),
        ("2的咨询方式和监督邮箱", [["66120012", "jiandu@qyxcs.org.cn"]]),
    ],
)
def test_the_address_to_ask_at(tmp_path: Path, question: str, value: object) -> None:
    """联系邮箱 was answered with the address for complaints, though the one to ask at is printed in the same row; 谁 may ask for a column, and 和 for two."""
    rows = (
        "序号,事项名称,法定依据,实施机构,服务对象,咨询方式,监督方式\n"
        "1,设立助学基金并签订协议,《慈善法》第三十条,募捐科,在校学生,电话66120011；邮箱：zhuxue@qyxcs.org.cn,监督信箱：jiandu@qyxcs.org.cn\n"
        "2,招募帮扶志愿者,《志愿服务条例》第九条,联络科,年满16周岁的居民,66120012,监督信箱：jiandu@qyxcs.org.cn\n"
    )
    assert _value(_base(tmp_path, "list.csv", rows), question) == value


def test_a_plan_to_be_drawn_up_is_a_matter(tmp_path: Path) -> None:
    """防汛应急预案 is a kind of document and no title: who draws one up was asked of the duties that cite another, and answered by nobody."""
    rows = "职权编码,职权名称,设定依据,承办机构,监督电话\nAB-QT-021,编制修订防汛应急预案,《青野县防汛总体应急预案》（青政发〔2020〕9号）第三条,甲科（牵头）、乙科（配合）,66120011\nAB-QT-022,值守防汛电话,《防洪法》第二条,乙科,66120012\n"
    assert _value(_base(tmp_path, "list.csv", rows), "修订本县防汛应急预案由哪个部门牵头") == ["甲科"]


def test_whether_a_document_is_an_order_is_never_invented(tmp_path: Path) -> None:
    """办法是不是国务院令 was answered yes, for some duty cites it; no document of that kind is among those that are cited."""
    rows = "职权编码,职权名称,设定依据,承办机构,监督电话\nAB-CF-021,采砂处罚,《河道采砂管理办法》（水利部令第9号）第一条,甲科,66120011\n"
    assert _value(_base(tmp_path, "list.csv", rows), "河道采砂管理办法是不是国务院令？") is False


def test_number_and_page_make_a_row(base: kg.KnowledgeBase) -> None:
    """Asked for number and page at once, a matter gave the page alone."""
    page = _value(base, "8.3在第几页")
    assert _value(base, "信访接待是第几项，在第几页") == [["8.3", page]]


def test_what_no_field_tells_is_said(powers: kg.KnowledgeBase) -> None:
    """Nothing prints a time: the reading says so first of all, and the department is named; it was the answer, and a remark behind it."""
    answer = powers.ask("对非法采砂的处罚几天能办完")
    assert answer.answer == {"type": "text", "value": ""}
    assert answer.departments
    assert answer.reading.startswith("职责事项 HZSL-CF-021 未写明所问的时间")


@pytest.mark.parametrize(
    "story",
    ["老板欠了我几个月工资找谁", "等了多久都没人管", "网上骂工会光收钱不办事", "贴了封条，凭什么，谁批的", "几百块房钱没着落"],
)
def test_stories_ask_for_no_field(story: str) -> None:
    """Months and money are parts of stories: such a question is for the one in charge."""
    assert not spoken.asked(story, "").kinds


def test_the_answer_keeps_the_contract(duties: kg.KnowledgeBase) -> None:
    """The departments stay beside the text, and the field that tells is among the evidence."""
    found = json.loads(json.dumps(duties.ask("农村饮水困难户的补助几个工作日能到账").json()))
    assert [one["name"] for one in found["departments"]] == ["节水科"]
    assert "责任事项" in [one["field"] for one in found["duties"][0]["evidence"]]


def test_what_officials_are_called_to_account_for(powers: kg.KnowledgeBase) -> None:
    """哪种情形要追责 was answered with the department alone, for no label is named."""
    assert _value(powers, "非法采砂的处罚，干部出了哪种情形要追责") == "1.放纵采砂船的；2.私分罚款的。"
