"""Two things asked for in one question: fields of one duty, duties with what each of them has, and what each of several has."""

from __future__ import annotations

import pytest

import kg


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("9.3的流程还有要件", ["workflow", "documents"]),
        ("9.3 要件+流程", ["documents", "workflow"]),
        ("9.3的流程、要件、责任事项", ["workflow", "documents", "accountability"]),
        ("9.3的页码和运行要件", ["page", "documents"]),
        ("工会网站维护那块的责任事项、监督邮箱", ["accountability", "mailbox"]),
        ("工会网站维护的运行要件，还有责任事项", ["documents", "accountability"]),
        ("工会网站维护的活，流程和要件分别怎么规定", ["workflow", "documents"]),
    ],
)
def test_fields_of_one_duty(base: kg.KnowledgeBase, question: str, row: list[str]) -> None:
    """All but the last were lost; by words for a matter they became a table of every duty."""
    duty = next(one for one in base.ask("9.3归哪个部门").duties if one.number == "9.3")
    printed = {cell.kind: cell.text for cell in duty.evidence}
    printed |= {"page": "42", "mailbox": duty.mailboxes[0]}
    answer = base.ask(question)
    assert answer.duties[0].number == "9.3"
    assert answer.answer is not None
    assert answer.answer["type"] == "table"
    assert [str(cell) for cell in answer.answer["value"][0]] == [printed[kind].strip() for kind in row]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("9.3的监督信箱和举报电话", "contact"),
        ("9.3的责任事项，原文照录", "text"),
        ("9.3的依据，具体到条款是？", "clause"),
        ("工会网站维护归哪个部门，监督邮箱是多少", "contact"),
    ],
)
def test_one_field_said_twice(base: kg.KnowledgeBase, question: str, kind: str) -> None:
    """What only says how a field is wanted, and the two contacts, which are one list, make no table."""
    answer = base.ask(question).answer
    assert answer is not None
    assert answer["type"] == kind


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("机关党委的职责及其页码", [["11.3", 47]]),
        ("第三款的职责和对应的部门", [["3.1", "统筹发展部"], ["3.2", "办公室"], ["3.3", "办公室"]]),
        ("财务资产管理部的职责和各自的法定依据", [[f"12.{n}", "第二条第十二款"] for n in range(1, 5)]),
        ("各部门引用第三款的分别是哪些", [["统筹发展部", "3.1"], ["办公室", "3.2"], ["办公室", "3.3"]]),
        (
            "机关党委和统筹发展部的职责分别是哪些",
            [["统筹发展部", n] for n in ("3.1", "4.1", "4.2", "4.3", "10.2")] + [["机关党委", "11.3"]],
        ),
    ],
)
def test_each_with_its_own(base: kg.KnowledgeBase, question: str, value: list[list[object]]) -> None:
    """The pages came without their duties, and what each department has came without the departments."""
    assert base.ask(question).answer == {"type": "table", "value": value}


def test_no_table_where_nothing_is_joined(base: kg.KnowledgeBase) -> None:
    """Departments that are what is asked for stand alone, and so does a telephone for all duties of one."""
    departments = base.ask("第七款涉及的各部门是哪些").answer
    assert departments == {"type": "departments", "value": ["权益保障部", "基层工作部"]}
    contact = base.ask("宣传网络部的职责和监督电话").answer
    assert contact == {"type": "contact", "value": ["65309957"]}
