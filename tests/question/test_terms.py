"""Printed terms compared: only where all are plain numbers of one unit; else as they are printed, and the reading says so."""

from __future__ import annotations

import pytest

import kg
from kg.answer.terms import Term, extreme, term

_ROWS = (
    ("行政许可", "占道施工许可", "市政股", "20个工作日", "受理后核发占道施工许可证。每人每年最多补助800元。"),
    ("行政许可", "户外广告设置许可", "市容股", "7个工作日", "审查设置方案。每年抽检不少于1.5万人次。"),
    ("行政许可", "渣土运输许可", "环卫股", "", "核验车辆。"),
    ("行政处罚", "对乱倒垃圾的处罚", "执法队", "90日", "立案调查。"),
    ("行政处罚", "对毁坏绿地的处罚", "执法队", "7个工作日", "立案调查。"),
    ("行政检查", "对路灯的检查", "市政股", "自受理之日起30个工作日内办结，可延长至45个工作日", "15个工作日内反馈。"),
    ("行政检查", "对公厕的检查", "环卫股", "法定60日，承诺5个工作日", "5个工作日内反馈，完好率不低于95%。"),
    ("行政检查", "对泵站的检查", "市政股", "每月20日前报送，三十日内办结", "2.15日内反馈，完好率不低于5%。"),
)


@pytest.fixture(scope="module")
def timed(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list of five powers, four of which print a term."""
    import openpyxl

    folder = tmp_path_factory.mktemp("timed")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["梧川县城市管理局权责清单"])
    sheet.append(["序号", "职权类型", "职权名称", "实施依据", "承办机构", "办理时限", "责任事项", "监督电话"])
    for n, (kind, name, department, limit, does) in enumerate(_ROWS, 1):
        sheet.append([n, kind, name, "《城市市容条例》第三条", department, limit, does, "0571-8812345"])
    book.save(folder / "list.xlsx")
    return kg.build([folder / "list.xlsx"], into=folder / "base")


def test_a_term_is_a_number_with_its_unit_and_nothing_more() -> None:
    """每季度一次 and 公告期不少于20日 were no numbers of days, and working days are not days."""
    assert term("20个工作日") == Term(20, "工作日")
    assert term("三十日内") == Term(30, "日")
    assert term("公告期不少于20日") is None
    assert extreme(["7个工作日", "20个工作日", "7个工作日"], "min") == [0, 2]
    assert extreme(["7个工作日", "90日"], "min") == []
    assert extreme(["7个工作日", "当场"], "max") == []


def test_the_quickest_of_a_kind(timed: kg.KnowledgeBase) -> None:
    """最快 was searched for and 最长 measured the letters of the field."""
    answer = timed.ask("哪个行政许可办得最快，几天？")
    assert answer.answer == {"type": "table", "value": [["2", "7个工作日"]]}
    assert "1 项没有写明办理时限" in answer.reading
    longest = timed.ask("办理时限最长的行政许可是哪一项？").answer
    assert longest == {"type": "table", "value": [["1", "20个工作日"]]}


def test_terms_of_two_units_are_not_compared(timed: kg.KnowledgeBase) -> None:
    """90 days and 7 working days: nobody knows the holidays between."""
    answer = timed.ask("哪项行政处罚办得最慢？")
    assert answer.answer == {"type": "table", "value": [["4", "90日"], ["5", "7个工作日"]]}
    assert "不能比较" in answer.reading


def test_two_matters(timed: kg.KnowledgeBase) -> None:
    """The term of one of them alone was given as how much longer it takes."""
    answer = timed.ask("占道施工许可比户外广告设置许可要多等几个工作日？")
    assert answer.answer == {"type": "count", "value": 13}
    assert "20个工作日" in answer.reading
    assert "7个工作日" in answer.reading
    other = timed.ask("对乱倒垃圾的处罚比对毁坏绿地的处罚多等几天？")
    assert other.answer == {"type": "text", "value": ["90日", "7个工作日"]}


@pytest.mark.parametrize(
    ("question", "words"),
    [("占道施工许可最多能补助多少钱？", "最多补助800元"), ("户外广告设置许可每年至少抽检多少人？", "不少于1.5万人次")],
)
def test_bounds_of_amounts(timed: kg.KnowledgeBase, question: str, words: str) -> None:
    """最多多少 and 至少多少 were answered with a department, for no text says 最多 of what says 不超过, or 多少人 of 1.5万人次."""
    answer = timed.ask(question).answer
    assert answer is not None
    assert words in answer["value"]


def test_how_somebody_was_treated_is_no_matter(timed: kg.KnowledgeBase) -> None:
    """The attitude of a counter led to the authorities for officials' conduct, where the telephone of the matter was asked for."""
    answer = timed.ask("占道施工许可的窗口态度差，投诉打哪个号码？").answer
    assert answer == {"type": "contact", "value": ["0571-8812345"]}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("办理时限超过20个工作日的有哪些？", ["6"]),
        ("办理时限不超过10个工作日的有哪些？", ["2", "5"]),
        ("办理时限在90天以上的有几项？", 1),
    ],
)
def test_terms_within_sentences_are_compared(timed: kg.KnowledgeBase, question: str, value: object) -> None:
    """What prints more than a number (自受理之日起30个工作日内) was no term, and an empty list was served as certain."""
    assert timed.ask(question).answer == {"type": "count" if isinstance(value, int) else "duties", "value": value}


def test_several_terms_not_all_as_is_said(timed: kg.KnowledgeBase) -> None:
    """法定60日，承诺5个工作日 is neither within 10 working days nor beyond them: it is told beside the list, and alone it is no answer.

    20日前 is a date and no term; a term in words is one that cannot be compared.
    """
    assert "7 写了几个期限，不都如此，没有计入" in timed.ask("办理时限不超过10个工作日的有哪些？").reading
    refused = timed.ask("办理时限超过50日的行政检查有哪些？")
    assert (refused.status, refused.reason) == ("abstained", "unclear")
    assert "7、8 写了几个期限" in refused.reading


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("责任事项提到5个工作日的有哪些？", ["7"]),
        ("责任事项里写着“5个工作日”的有几项？", 1),
        ("责任事项提到5日的有哪些？", []),
        ("责任事项提到15日的有哪些？", ["8"]),
        ("责任事项里有5%的是哪项？", ["8"]),
        ("责任事项提到5万的有哪些？", []),
    ],
)
def test_a_number_is_no_part_of_a_longer_one(timed: kg.KnowledgeBase, question: str, value: object) -> None:
    """5个工作日 was found in 15个工作日 and 5% in 95%, as certain; the point behind the number of a list ends that number."""
    answer = timed.ask(question).answer
    assert answer is not None
    assert answer["value"] == value
