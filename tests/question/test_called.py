"""Duties that a question calls by what they do, several beside one another or with what stands next to them: told of all of them, or refused."""

from __future__ import annotations

import pytest

import kg
from tests.question import answers


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("信访接待和困难帮扶救助是同一个部门负责的吗", True),
        ("工会经费收缴和机关财务管理是不是归一个部门管", True),
        ("机关固定资产管理和机关财务管理是不是同一家办", False),
        ("机关固定资产管理和机关财务管理分属不同部门吗", True),
        ("机关固定资产管理跟机关财务管理，不是一个部门管的吧？", True),
        ("法律援助和信访接待用的是不是同一个监督电话", True),
        ("信访接待的监督电话跟新闻发布制度的一样吗", True),
        ("同一个部门管着信访接待和新闻发布制度吗", False),
        ("信访接待、法律援助和新闻发布制度是不是同一个部门负责", False),
    ],
)
def test_whether_matters_have_the_same(base: kg.KnowledgeBase, question: str, value: bool) -> None:
    """Only 一样吗 behind the field was understood: 是不是归同一家办, 留的是同一个电话吗 had the department of the first matter for an answer."""
    answer = base.ask(question)
    assert (answer.status, answer.answer) == ("answered", {"type": "boolean", "value": value})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("工会经费收缴和机关财务管理都归财务资产管理部吗", True),
        ("机关固定资产管理和机关财务管理都归财务资产管理部吗", False),
        ("集体合同和信访接待，依据里都引了第二条第八款吗", True),
        ("机关固定资产管理和机关财务管理都要公示吗", "candidates"),
        ("机关固定资产管理和机关财务管理都归{x}管吗", "candidates"),
    ],
)
def test_what_is_said_of_several_is_true_of_each(base: kg.KnowledgeBase, question: str, value: object) -> None:
    """The first matter alone was looked at, so that 都归财务资产管理部吗 was true of two of which one is the office's."""
    assert answers.value_or_status(base, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("目录上紧跟在机关财务管理那项后头的是什么", ["12.4"]),
        ("排在离退休人员管理后面的是哪一项", ["11.11"]),
        ("职工职业技能大赛的下一项是什么", ["7.1"]),
        ("信访接待前面两项是哪些", ["8.1", "8.2"]),
        ("信访接待的上一项归哪个部门负责", ["权益保障部"]),
        ("信访接待的下一项的编号是多少", ["8.4"]),
        ("工会经费的上一项是什么", "candidates"),
    ],
)
def test_what_stands_next_to_a_matter(base: kg.KnowledgeBase, question: str, value: object) -> None:
    """The department of the matter itself was the answer to what stands behind it."""
    assert answers.value_or_status(base, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [("7.3和8.3是不是都有职责边界", True), ("7.3和8.3都有子项吗", False), ("7.3和8.3的流程里都有公示吗", "abstained")],
)
def test_that_two_numbers_both_have_something_is_no_likeness(base: kg.KnowledgeBase, question: str, value: object) -> None:
    """都有 was taken for a thing that two duties have in common, and their departments were compared."""
    assert answers.value_or_status(base, question) == value


def test_what_a_duty_has_to_do_and_another_body_has(base: kg.KnowledgeBase) -> None:
    """怎么分的工 asks for the boundary; the department or the name was given."""
    assert base.ask("信访接待跟信访局怎么分的工").answer == base.ask("信访接待的职责边界").answer


@pytest.mark.parametrize("question", ["退休之前要办什么手续", "加班以后工资怎么算", "下一步该找谁", "前面有人插队找谁管"])
def test_before_and_after_belong_to_a_matter(base: kg.KnowledgeBase, question: str) -> None:
    """Who tells what happened before or after something asks for no place in the catalogue."""
    reading = base.ask(question).reading
    assert "之后的" not in reading
    assert "之前的" not in reading
