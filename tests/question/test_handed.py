"""What the boundary or a remark of a duty gives to another body is answered with that body, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import kg
from kg.web import application
from tests.catalogues.written import of_xlsx

_COLUMNS = ["序号", "职责名称", "责任科室", "职责边界", "备注"]
_ROWS = (
    (
        "养老机构备案和养老服务质量监督检查",
        "养老服务科",
        "养老服务科负责机构备案和检查；养老机构食堂的食品安全由县市场监督管理局监管，医养结合机构的医疗服务由县卫生健康局负责。",
        "",
    ),
    (
        "最低生活保障、特困人员供养的审核确认",
        "社会救助科",
        "乡镇（街道）负责受理和入户调查，社会救助科负责审核确认；医疗救助由县医疗保障局负责。",
        "",
    ),
    ("临时救助金审批发放", "社会救助科", "受灾群众生活救助由县应急管理局负责，本局只办理因病因学致困的临时救助。", ""),
    ("流浪乞讨人员救助管理", "救助管理站", "县公安局负责护送和身份核查；危重病人的救治由县人民医院承担。", ""),
    (
        "婚姻登记和婚姻档案查询",
        "婚姻登记处",
        "婚姻登记处独立实施；涉外婚姻登记由市民政局办理，婚前医学检查由县妇幼保健院承担。",
        "",
    ),
    (
        "社会团体、民办非企业单位登记管理",
        "社会组织管理科",
        "民办学校办学许可由县教育局审批，宗教活动场所由县民族宗教事务局管理。",
        "",
    ),
    ("慈善组织认定和公开募捐监管", "社会组织管理科", "社会组织管理科独立实施", ""),
    ("殡葬管理和公墓年检", "社会事务科", "社会事务科牵头；占用耕地建坟由县自然资源局查处。", ""),
    ("儿童收养登记和孤儿基本生活费发放", "儿童福利科", "儿童福利科负责；孤儿的助学金由县教育局发放。", ""),
    ("残疾人两项补贴审核", "社会救助科", "残疾人证由县残疾人联合会核发，社会救助科依证审核补贴。", ""),
    ("地名命名更名和门牌管理", "区划地名科", "门牌由区划地名科编制。", ""),
    ("村（居）民委员会换届选举指导", "基层政权科", "村干部违纪由县纪委监委查处。", "社区工作者招聘由县人力资源和社会保障局组织"),
    ("高龄津贴发放", "养老服务科", "养老服务科独立实施", "退休人员养老金由县社会保险中心发放"),
    ("福利彩票销售站点管理和公益金使用监督", "社会组织管理科", "县财政局负责公益金收支预算；县体育局负责体育彩票。", ""),
    ("流动摊点占道劝离", "社会事务科", "社会事务科独立实施", "机动车占道停放由交警处理"),
)


@pytest.fixture(scope="module")
def civil(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A bureau of civil affairs whose boundaries and remarks say what others do."""
    folder = tmp_path_factory.mktemp("civil")
    rows = [[str(number), *row] for number, row in enumerate(_ROWS, 1)]
    (folder / "list.xlsx").write_bytes(of_xlsx(["青岭县民政局职责清单"], _COLUMNS, *rows))
    return kg.build([folder / "list.xlsx"], into=folder / "base")


THEIRS = {
    "敬老院食堂食品安全谁来查": "县市场监督管理局",
    "养老院的医生看病服务归谁管": "县卫生健康局",
    "低保户看病的医疗救助找哪里": "县医疗保障局",
    "遭了洪灾的群众生活救助找谁": "县应急管理局",
    "跟外国人结婚涉外婚姻登记去哪": "市民政局",
    "婚前医学检查在哪做": "县妇幼保健院",
    "开私立学校的办学许可找谁批": "县教育局",
    "宗教活动场所归哪管": "县民族宗教事务局",
    "占耕地建坟谁查处": "县自然资源局",
    "孤儿助学金谁发": "县教育局",
    "残疾人证在哪办": "县残疾人联合会",
    "村干部违纪向谁举报": "县纪委监委",
    "社区工作者招聘谁组织": "县人力资源和社会保障局",
    "退休人员养老金谁发放": "县社会保险中心",
    "体育彩票中奖了去哪兑奖": "县体育局",
    "体育彩票的销售点谁批": "县体育局",
    "机动车占道停放谁来处理": "交警",
}
OURS = {
    "养老院备案找谁": "1",
    "养老院服务太差，饭也难吃，向谁投诉": "1",
    "低保怎么申请，谁审核": "2",
    "低保要先在哪受理": "2",
    "孩子生病上学花光了钱，临时救助": "3",
    "因病致困能申请临时救助吗": "3",
    "乞讨的人生病了谁救助": "4",
    "流浪人员身份不明怎么救助": "4",
    "结婚登记要去哪里": "5",
    "婚姻档案在哪查": "5",
    "民办学校作为民办非企业单位登记": "6",
    "慈善组织募捐不规范谁监管": "7",
    "乱建坟墓谁管": "8",
    "孤儿生活费什么时候发": "9",
    "重度残疾人护理补贴需要残疾证吗": "10",
    "残疾人补贴谁审核": "10",
    "小区门牌号编制": "11",
    "村委会换届选举谁指导": "12",
    "高龄补贴没有发放找谁": "13",
    "福利彩票的公益金使用谁监督": "14",
}


@pytest.mark.parametrize(("question", "whose"), THEIRS.items())
def test_a_matter_that_a_duty_gives_away_is_refused(civil: kg.KnowledgeBase, question: str, whose: str) -> None:
    """公开募捐资格谁审批 was answered with the duty of raising money, with certainty, though its boundary says that another bureau permits it."""
    answer = civil.ask(question)
    assert (answer.status, answer.reason) == ("abstained", "not_in_catalogue")
    assert answer.referral is not None
    assert answer.referral["authority"] == whose
    assert answer.referral["matter"] in answer.printed
    assert answer.duties[0].score < 0.15
    says = next(duty for duty in answer.duties if answer.printed.startswith(f"{duty.number} "))
    assert any(whose in cell["text"] for cell in says.json(answer.asked)["evidence"])


@pytest.mark.parametrize(("question", "number"), OURS.items())
def test_what_shares_words_with_it_stays_a_duty(civil: kg.KnowledgeBase, question: str, number: str) -> None:
    """Words of another body's matter, and of its steps (受理), stand in questions about the duty itself."""
    answer = civil.ask(question)
    assert (answer.status, answer.duties[0].number) == ("answered", number)


def test_it_is_told_in_the_words_of_the_document(civil: kg.KnowledgeBase) -> None:
    """A referral of the thesaurus holds in general (以当地规定为准); what the document prints holds here."""
    said = str(civil.ask("残疾人证在哪办"))
    assert "“残疾人证”由县残疾人联合会办理：10 的职责边界写明“残疾人证由县残疾人联合会核发”。" in said
    assert "以当地规定为准" not in said


def test_the_page_tells_it_in_both_languages(civil: kg.KnowledgeBase) -> None:
    """An English page had 由 before the body and 办理 behind it."""
    with TestClient(application(civil.folder.parent)) as web:
        assert "“残疾人证”由<strong>县残疾人联合会</strong>办理：10 的职责边界写明" in web.get("/?q=残疾人证在哪办").text
        english = web.get("/?q=残疾人证在哪办&lang=en").text
    assert " is handled by " in english
    assert "办理：" not in english


def test_who_asks_for_the_boundary_is_told_it(civil: kg.KnowledgeBase) -> None:
    """Its words are what is asked for."""
    answer = civil.ask("残疾人两项补贴审核的职责边界里残疾人证怎么说的")
    assert answer.status != "abstained"
    assert answer.duties[0].number == "10"


def test_a_body_of_the_base_is_no_other(tmp_path: Path) -> None:
    """Where the body that has the matter has a catalogue in the same base, its duty is found and nobody is sent away."""
    rows = [["1", "残疾人证核发", "办证科", "", ""], ["2", "残疾人就业培训", "就业科", "", ""]]
    (tmp_path / "other.xlsx").write_bytes(of_xlsx(["青岭县残疾人联合会职责清单"], _COLUMNS, *rows))
    (tmp_path / "list.xlsx").write_bytes(
        of_xlsx(["青岭县民政局职责清单"], _COLUMNS, *([str(n), *row] for n, row in enumerate(_ROWS, 1)))
    )
    both = kg.build([tmp_path / "list.xlsx", tmp_path / "other.xlsx"], into=tmp_path / "base")
    answer = both.ask("残疾人证在哪办")
    assert answer.status == "answered"
    assert answer.duties[0].name == "残疾人证核发"
