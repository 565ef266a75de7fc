"""What a question names and asks for is answered as it stands in any catalogue: fields, codes, titles, numbers of documents."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import pipeline
from kg.answer import DutyAnswer
from kg.text import normal

WORDINGS: dict[str, list[str]] = tomllib.loads((Path(__file__).parents[1] / "questions" / "fields.toml").read_text("utf-8"))


def _printed(duty: DutyAnswer, field: str) -> list[Any]:
    """The values that answer a question for a field; a telephone alone answers one for supervision too."""
    if field == "basis":
        return [sorted(dict.fromkeys(clause.label for clause in duty.clauses))]
    if field == "supervision":
        return [sorted([*duty.mailboxes, *duty.phones]), sorted(duty.phones)]
    return [normal(next(e.text for e in duty.evidence if e.kind == field))]


@pytest.mark.parametrize("field", WORDINGS)
@pytest.mark.parametrize("number", ["2.2", "7.4", "8.6"])
def test_a_field_in_every_usual_wording(base: kg.KnowledgeBase, number: str, field: str) -> None:
    """依据哪几条 answered the duty's name, and beside a matter's name 的依据 the department: now each wording gives the field, by number and by name."""
    duty = base.ask(f"{number}由谁负责").duties[0]
    wanted = _printed(duty, field)
    for said in (number, duty.name.rstrip("。；")):
        for wording in WORDINGS[field]:
            answer = base.ask(wording.format(x=said))
            value = (answer.answer or {})["value"]
            assert (sorted(value) if isinstance(value, list) else value) in wanted, wording
            assert answer.duties[0].number == number, wording


@pytest.mark.parametrize(
    "question",
    [
        "文明单位复评材料",
        "救济款花哪去了",
        "机要文件",
        "落实中央八项规定精神的主体责任",
        "打电话问满不满意",
        "老板不给工钱怎么办",
    ],
)
def test_words_of_a_matter_ask_for_no_field(base: kg.KnowledgeBase, question: str) -> None:
    """材料, 责任 and 款 are words of matters too: such questions are for the one in charge."""
    assert base.analyse(question).field == ""


@pytest.mark.parametrize("asked", ["困难职工帮扶的依据是什么文件哪一条", "困难职工帮扶是依据什么法律第几条"])
def test_document_and_clause_are_both_given(base: kg.KnowledgeBase, asked: str) -> None:
    """Who asks for the document and the clause gets both; the clause alone did not say of what."""
    answer = base.ask(asked)
    assert (answer.answer or {})["value"] == [[clause.document, clause.label] for clause in answer.duties[0].clauses]


@pytest.mark.parametrize(
    "asked",
    [
        "我想投诉权益保障部",
        "请问我要举报一下财务资产管理部",
        "投诉办公室",
        "对处理结果不满意找谁",
        "办理结果不满意该找谁",
        "谁监督你们",
        "怎么投诉你们",
    ],
)
def test_who_wants_to_complain_of_a_department_is_told_where(base: kg.KnowledgeBase, asked: str) -> None:
    """我想投诉权益保障部 listed the duties of that department, and who asked who supervises them was refused, though every answer prints it."""
    told = base.ask(asked).json()
    assert (told["status"], told["answer"]["type"], "65309957" in told["answer"]["value"]) == ("answered", "contact", True)


@pytest.mark.parametrize("asked", ["我想投诉老板拖欠工资", "权益保障部负责投诉吗", "谁监督安全生产"])
def test_a_complaint_about_a_matter_asks_for_no_channel(base: kg.KnowledgeBase, asked: str) -> None:
    """投诉 beside anything but a department is part of the matter."""
    assert (base.ask(asked).json()["answer"] or {"type": ""})["type"] != "contact"


def test_to_report_something_is_part_of_the_matter(base: kg.KnowledgeBase) -> None:
    """Who reports a fraud tells what it is about, too; a body that somebody hands a task to is no stranger that has tasks."""
    assert "举报" in base.analyse("有人冒充工会卖保健品，向谁举报").matter
    assert "举报" not in base.analyse("信访接待的举报电话是多少").matter
    assert base.analyse("市里托给工会的任务，是哪个部门牵头的").unknown == ()


POWERS = """职权类型,职权编码,职权名称,子项,实施依据,承办机构,责任事项,追责情形,监督电话
行政许可,0101,捕捞许可证核发,海洋捕捞许可证核发,《中华人民共和国渔业法》第二十三条第二款,渔政科,受理、审查、决定。,不予受理的，依法追究。,12316
行政许可,0101,捕捞许可证核发,内陆捕捞许可证核发,《中华人民共和国渔业法》第二十三条第三款,渔政科,受理、审查、决定。,不予受理的，依法追究。,12316
行政处罚,0204,对电鱼的处罚,,《中华人民共和国渔业法》第三十八条第一款；《渔业港口管理办法》（农业农村部令2018年第4号）第五条,执法大队,立案、调查、执行。,违法处罚的，依法处分。,66112233
行政检查,LSNY-JC-0301,对码头的检查,,《渔业港口管理办法》第九条,港口科,制定计划、实施检查。,检查不实的，依法处分。,66112233
行政给付,370102060100,耕地补贴发放,,《补贴资金管理规定》（财农〔2016〕26号）第二条,耕地科,登记、公示、发放。,截留补贴的，依法处分。,66112233
"""


@pytest.fixture(scope="module")
def powers(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A short list of powers with codes of three makes."""
    folder = tmp_path_factory.mktemp("powers")
    (folder / "powers.csv").write_text(POWERS, "utf-8")
    pipeline.publish([pipeline.read(folder / "powers.csv")], folder / "base")
    return kg.load(folder / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("0204的实施依据", ["第三十八条第一款", "第五条"]),
        ("LSNY-JC-0301由谁负责", ["港口科"]),
        ("lsny－jc－0301由谁负责", ["港口科"]),
        ("0301归谁管", ["港口科"]),
        ("370102060100由哪个科室负责", ["耕地科"]),
        ("0101-2的依据是哪一条", ["第二十三条第三款"]),
        ("0101（一）依据哪条", ["第二十三条第二款"]),
        ("0101第2个子项的依据", ["第二十三条第三款"]),
        ("对0204的办理不满意打哪个电话", ["66112233"]),
    ],
)
def test_a_code_is_recognised_as_it_stands(powers: kg.KnowledgeBase, question: str, value: list[str]) -> None:
    """Codes of power lists were searched for like words, and 0501的责任事项 got the text of another item."""
    answer = powers.ask(question)
    assert (answer.status, answer.kind) == ("answered", "query")
    assert answer.answer is not None
    assert sorted(answer.answer["value"]) == sorted(value)


@pytest.mark.parametrize(
    "question", ["0299的追责情形", "LSNY-CF-9999的依据", "0101-9的依据", "请问370102999900由谁负责", "编码8888归谁管"]
)
def test_an_unknown_code_is_not_in_the_catalogue(powers: kg.KnowledgeBase, question: str) -> None:
    """A code that the base does not have never gets the text of another item."""
    answer = powers.ask(question)
    assert (answer.status, answer.reason, answer.answer) == ("abstained", "not_in_catalogue", None)


@pytest.mark.parametrize(
    "question", ["2019年的耕地补贴找谁", "5000元罚款归谁管", "PM2.5的来源", "12345打不通找谁", "13912345678打来的是谁"]
)
def test_years_amounts_and_telephones_are_no_codes(powers: kg.KnowledgeBase, question: str) -> None:
    """A number that counts, dates or calls is none of an item's."""
    assert not [atom for atom in powers.analyse(question).atoms if atom.dimension == "duty"]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("哪些职权依据《渔业法》", ["0101", "0204"]),
        ("哪些职权依据渔业法", ["0101", "0204"]),
        ("哪些职权依据中华人民共和国渔业法", ["0101", "0204"]),
        ("哪些职权依据《渔业港口管理办法》", ["0204", "LSNY-JC-0301"]),
        ("哪些职权依据港口管理办法", ["0204", "LSNY-JC-0301"]),
        ("哪些职权依据《港口法》", []),
        ("依据渔业法第三十八条的是哪项职权", ["0204"]),
    ],
)
def test_a_short_title_means_the_law_it_abbreviates(powers: kg.KnowledgeBase, question: str, numbers: list[str]) -> None:
    """《公路法》 meant every title with these letters in it, 《农村公路建设管理办法》 too; without the marks it was searched for."""
    answer = powers.ask(question)
    assert (answer.kind, answer.answer) == ("query", {"type": "duties", "value": numbers})


@pytest.mark.parametrize("question", ["兽药管理办法归谁管", "劳动渔业法规咨询", "化学品管理规定由谁执行"])
def test_another_law_is_not_taken_for_one_that_is_cited(powers: kg.KnowledgeBase, question: str) -> None:
    """A common end such as 管理办法 names no document."""
    assert not [atom for atom in powers.analyse(question).atoms if atom.dimension == "document"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("0204的责任事项", "立案、调查、执行。"),
        ("0204的追责情形是什么", "违法处罚的，依法处分。"),
        ("耕地补贴发放的追责情形", "截留补贴的，依法处分。"),
        ("财农〔2016〕26号是什么文件", "补贴资金管理规定"),
        ("0204依据渔业法哪几条", ["第三十八条第一款"]),
        ("12316是哪些职权的监督电话", ["0101"]),
        ("66112233是哪些职权的监督电话", ["0204", "LSNY-JC-0301", "370102060100"]),
    ],
)
def test_what_is_asked_for_and_nothing_beside_it(powers: kg.KnowledgeBase, question: str, value: object) -> None:
    """A column of its own, the one document that bears a number, the articles of the one law, the duties that print a number."""
    assert (powers.ask(question).answer or {})["value"] == value


@pytest.mark.parametrize(
    "question", ["0204的运行流程是什么", "耕地补贴发放的办理流程", "0204要准备哪些材料", "0204的职责边界", "目录什么时候发布的"]
)
def test_what_the_catalogue_does_not_say(powers: kg.KnowledgeBase, question: str) -> None:
    """A field without a value printed 答： and nothing; now it says that the catalogue does not say."""
    answer = powers.ask(question)
    assert (answer.status, (answer.answer or {})["value"]) == ("answered", "")
    assert "目录未写明" in answer.reading
    assert "答：目录未写明" in str(answer)


def test_a_word_stands_in_one_place() -> None:
    """只 stood among the signs and among the words of no meaning, and the later place won in silence; words.toml promises one place each."""
    data = tomllib.loads(files("kg").joinpath("question", "words", "words.toml").read_text("utf-8"))
    said = Counter(word for values in data.values() for listed in values.values() for word in listed)
    assert [word for word, times in said.items() if times > 1] == []
