"""Questions about overlaps are answered by the findings of the base, and by nothing else that is alike."""

from __future__ import annotations

import pytest

import kg
from kg.overlap.finding import Kind, Overlap


@pytest.fixture(scope="module")
def found(base: kg.KnowledgeBase) -> list[Overlap]:
    """The findings that are 重复 or 交叉."""
    return [one for one in base.overlaps() if one.kind in (Kind.DUPLICATION, Kind.CROSSING)]


@pytest.fixture(scope="module")
def pairs(found: list[Overlap]) -> set[frozenset[str]]:
    """The numbers of the two duties of each finding."""
    return {frozenset(side.number for side in one.duties) for one in found}


@pytest.mark.parametrize("question", ["哪些职责交叉重复", "职责重叠清单", "部门之间有重叠的职责有哪些"])
def test_which_duties_overlap(base: kg.KnowledgeBase, pairs: set[frozenset[str]], question: str) -> None:
    """The flagship's own question listed all 57 duties, or was searched for as a matter."""
    answer = base.ask(question).answer
    assert answer is not None
    assert set(answer["value"]) == {number for pair in pairs for number in pair}


def test_with_which_a_duty_overlaps(base: kg.KnowledgeBase, pairs: set[frozenset[str]]) -> None:
    """One duty named: the others of its findings; two: whether one finding is about both."""
    number = sorted(sorted(pairs, key=sorted)[0])[0]
    answer = base.ask(f"{number}和哪些职责有重叠").answer
    assert answer is not None
    assert set(answer["value"]) == {other for pair in pairs if number in pair for other in pair - {number}}
    for pair in ([*sorted(answer["value"])[:1], number], ["9.1", "12.1"]):
        held = base.ask(f"{pair[0]}和{pair[1]}重复吗").answer
        assert held == {"type": "boolean", "value": frozenset(pair) in pairs}


def test_departments_that_overlap(base: kg.KnowledgeBase, found: list[Overlap]) -> None:
    """权益保障部和办公室的职责有没有重复 asked only whether either has duties."""
    both = [(one.duties, one.duties[::-1]) for one in found]
    beside = {name for sides in both for one, two in sides if "办公室" in one.departments for name in two.departments}
    answer = base.ask("和办公室职责重叠的部门有哪些").answer
    assert answer is not None
    assert set(answer["value"]) == beside - {"办公室"}
    for name in ("机关党委", "宣传网络部"):
        assert base.ask(f"{name}和办公室的职责有没有重叠").answer == {"type": "boolean", "value": name in beside}


@pytest.mark.parametrize("question", ["第七款有几个部门重叠", "法定依据重复的职责", "名称里有“重复”的职责"])
def test_what_else_is_alike(base: kg.KnowledgeBase, question: str) -> None:
    """A clause that several departments share, or a word of a name, is no overlap of duties."""
    assert "重复或交叉" not in base.ask(question).reading
