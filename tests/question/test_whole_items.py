"""What is denied of an item with sub-items is denied of all of them: with and without come to all, as a number, a list and a share."""

from __future__ import annotations

import pytest

import kg
from kg import pipeline
from kg.answer import remarks
from kg.question.algebra import Exists, Pairs
from kg.question.condition import All

POWERS = """职权编码,职权类型,职权名称,子项,实施依据,承办机构,监督电话
0201,行政处罚,对违反花卉检疫规定的处罚,1.未经检疫调运,《中华人民共和国种子法》第七十八条,检疫科,6601000
0201,行政处罚,对违反花卉检疫规定的处罚,2.伪造检疫单证,《花卉检疫办法》第二十条,执法队,6601000
0202,行政处罚,对擅自采挖古树的处罚,,《中华人民共和国森林法》第七十六条,执法队,6601000
0203,行政处罚,对拒绝苗圃检查的处罚,,《花卉检疫办法》第二十二条,检疫科,6601000
0204,行政处罚,对乱设花市摊位的处罚,,《花市管理办法》第九条,检疫科,6601000
"""


@pytest.fixture(scope="module")
def powers(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """Four items, of which one has two sub-items with different bases and departments."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "白鹭县园林局权责清单.csv").write_text(POWERS, "utf-8")
    pipeline.publish([pipeline.read(folder / "白鹭县园林局权责清单.csv")], folder / "base")
    return kg.load(folder / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("引用国家法律的处罚有几项", 2),
        ("没有引用国家法律的处罚有几项", 2),
        ("没有引用国家法律的处罚有哪些", ["0203", "0204"]),
        ("不是执法队承办的职权占全部职权的百分之几", "50%"),
        ("不是执法队承办的职权有几项", 2),
        ("不是执法队承办的职权有哪些", ["0203", "0204"]),
        ("没有引用花卉检疫办法的职权有几项", 2),
        ("0202的监督电话有几个号码", 1),
    ],
)
def test_with_and_without_come_to_all(powers: kg.KnowledgeBase, question: str, value: object) -> None:
    """An item one part of which cites a law and another does not was counted among those with it and among those without it."""
    assert powers.ask(question).json()["answer"]["value"] == value


def test_the_reading_says_so_and_counts_sub_items_apart(powers: kg.KnowledgeBase) -> None:
    """Sub-items counted for themselves are those that do not cite it, whatever the others of their item do."""
    reading = powers.ask("没有引用国家法律的处罚有几项").reading
    assert "（各子项都如此）" in reading
    assert "子项逐一计为 3 项" in reading


def test_what_several_readings_give_is_said_as_an_answer_is(powers: kg.KnowledgeBase) -> None:
    """A table of several readings was printed as Python prints lists, a yes or no as True."""
    assert remarks.said(Exists(All()), powers.store) == "是"
    assert remarks.said(Pairs("department", "clause", All()), powers.store).startswith("检疫科 ")


_CODED = """职权编码,职权类型,职权名称,子项,实施依据,承办机构,监督电话
0301001,行政许可,花卉种苗经营许可,1.草花种苗,《中华人民共和国种子法》第三十一条,审批科,6601000
0301002,行政许可,花卉种苗经营许可,2.木本种苗,《中华人民共和国种子法》第三十一条,审批科,6601000
0302,行政许可,移植古树许可,,《中华人民共和国森林法》第四十条,审批科,6601000
0303,行政处罚,对毁坏绿篱的处罚,1.单位毁坏,《城市绿化条例》第二十六条,执法队,6601000
0303,行政处罚,对毁坏绿篱的处罚,2.个人毁坏,《城市绿化条例》第二十六条,执法队,6601000
0304,行政处罚,对占用绿地的处罚,,《城市绿化条例》第二十七条,执法队,6601000
0305,行政处罚,对偷伐行道树的处罚,,《城市绿化条例》第二十六条,执法队,6601000
"""


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """Six codes in seven rows: the sub-items of one item have codes of their own, those of another share one."""
    folder = tmp_path_factory.mktemp("coded")
    (folder / "鹤湾县园林局权责清单.csv").write_text(_CODED, "utf-8")
    pipeline.publish([pipeline.read(folder / "鹤湾县园林局权责清单.csv")], folder / "base")
    return kg.load(folder / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("行政许可有几项", 3),
        ("行政处罚比行政许可多出几项", 0),
        ("行政处罚是不是比行政许可多", False),
        ("按职权类型统计项数，出一张表", [["行政许可", 3], ["行政处罚", 3]]),
        ("审批科承办的职权占全部的百分之几", "50%"),
        ("审批科和执法队各有几项", [["审批科", 3], ["执法队", 3]]),
        ("全部职权有几项", 6),
    ],
)
def test_sub_items_with_codes_of_their_own_count_each(coded: kg.KnowledgeBase, question: str, value: object) -> None:
    """The reading said 有子项的事项计一项 of them too; a list names codes, and a number is as large as its list is long."""
    answer = coded.ask(question)
    assert answer.json()["answer"]["value"] == value
    assert "同一编号的子项计一项" in answer.reading


def test_what_items_come_to_by_their_names_is_said(coded: kg.KnowledgeBase) -> None:
    """行政许可（2项）, as documents print it, has three codes."""
    assert coded.ask("行政许可有几项").reading.endswith("；同名的子项合计一项则为 2 项")
