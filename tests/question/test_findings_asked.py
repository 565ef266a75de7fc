"""Findings are asked for by the names under which they are shown; what nobody has read of all duties is said to be not understood."""

from __future__ import annotations

import pytest

import kg
from kg.findings import KINDS
from kg.question.condition import Is
from kg.question.structure import made_of

FRAMES = ("哪些职责{}？", "哪些职责有{}的问题？", "{}的有哪些？", "哪些职责有“{}”？")


@pytest.mark.parametrize("code", KINDS)
@pytest.mark.parametrize("frame", FRAMES)
def test_every_finding_is_asked_for_by_its_name(code: str, frame: str, base: kg.KnowledgeBase) -> None:
    """重号 and 编码有误 were answered with all 57 duties, and 名称写法不一 with those whose table and contents differ: six codes alone had words."""
    asked = frame.format(KINDS[code].zh)
    query = base.analyse(asked).query
    assert query, asked
    assert [one.terms for one in made_of(query) if isinstance(one, Is) and one.dimension == "finding"] == [(code,)]
    found = base.ask(asked)
    numbers = {one["number"] for one in base.findings() if one["code"] == code and one["number"]}
    assert found.status == "answered"
    assert found.answer
    assert set(found.answer["value"]) == numbers


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("哪些职责的编码有误", "bad-code"),
        ("哪些职责的编码错了", "bad-code"),
        ("哪些职责的实施机构不像部门", "implausible-department"),
        ("哪些职责编号重复", "duplicate-number"),
        ("电话有误的职责有哪些", "bad-contact"),
    ],
)
def test_findings_in_other_words(asked: str, code: str, base: kg.KnowledgeBase) -> None:
    """What words.toml has beside the names of findings."""
    query = base.analyse(asked).query
    assert query
    assert [one.terms for one in made_of(query) if isinstance(one, Is)] == [(code,)]


@pytest.mark.parametrize(
    ("asked", "unread"),
    [
        ("哪些职责的名称有误", "误"),
        ("哪些职责的页码不对", "不对"),
        ("哪些职责的依据不像话", "不像话"),
        ("哪些职责的电话重了", "电话"),
        ("哪些职责有问题", "问题"),
    ],
)
def test_all_duties_answer_no_complaint(asked: str, unread: str, base: kg.KnowledgeBase) -> None:
    """A fault that no finding tells was passed over, and all duties were the answer: one letter says as much as two where nothing else restricts."""
    found = base.ask(asked)
    assert found.status == "abstained"
    assert found.answer is None
    assert f"没看懂“{unread}”" in found.reading


@pytest.mark.parametrize(
    "asked", ["我身份证编码有误怎么改", "车牌重号了怎么办", "公司登记的联系方式有误找谁", "一共有多少项职责"]
)
def test_names_of_findings_in_other_matters(asked: str, base: kg.KnowledgeBase) -> None:
    """A story in which something is 有误 asks for no defects of the catalogue, and all duties can still be asked for."""
    found = base.ask(asked)
    assert "数据质量" not in found.reading
    assert "没看懂" not in found.reading
