"""Quotations that are never closed: what stands behind them is cited, not quoted."""

from __future__ import annotations

import pytest

from kg import meaning
from kg.repair.citations.unclosed import slips


def read(text: str) -> tuple[str, list[str]]:
    """A text with such marks where they belong, and what is told."""
    found = list(slips(text, lambda _: False))
    for one in reversed(found):
        text = text if one.meant is None else text[: one.start] + one.meant + text[one.end :]
    return text, [one.message for one in found]


@pytest.mark.parametrize(
    ("cell", "labels"),
    [
        (
            "1.《甲法》第七条：“各级配备人员。；第八条第二款\n2.《乙方案》第三条：“加强建设。”",
            ["第七条", "第八条第二款", "第三条"],
        ),
        ("《甲法》第七条：“各级配备人员。；《乙法》第八条", ["第七条", "第八条"]),
        ("《甲法》第七条：“各级配备人员\n2.《乙方案》（青委编〔2021〕17号）第三条：“加强建设。”", ["第七条", "第三条"]),
    ],
)
def test_a_quotation_ends_before_the_next_clause(cell: str, labels: list[str]) -> None:
    """A ” was gone before ；第八条: two clauses of two documents were taken for words of the first, and nobody was told."""
    text, told = read(cell)
    assert [one.label for one in meaning.legal_bases(text)] == labels
    assert len(told) == 1


@pytest.mark.parametrize(
    "cell", ["《甲法》第七条：“依照《治安法》第二条处罚", "《甲法》第七条：“对“三无”船舶处罚，《乙法》第三条"]
)
def test_where_nobody_knows_how_far_it_goes_it_is_told(cell: str) -> None:
    """A clause behind it may be quoted, or not: the text stays as it is."""
    text, told = read(cell)
    assert text == cell
    assert ["说不准" in one for one in told] == [True]


@pytest.mark.parametrize(
    "cell",
    [
        "《甲法》第七条：“第一段。\n“第二段。\n“第三段。”\n《乙法》第一条",
        "《甲法》第七条：“依照《治安法》第二条处罚。”；《乙法》第三条",
        "《甲法》第七条：“各级配备人员。",
    ],
)
def test_what_is_closed_or_opens_each_paragraph_is_sound(cell: str) -> None:
    """A quotation of several paragraphs opens each and closes the last."""
    assert read(cell) == (cell, [])
