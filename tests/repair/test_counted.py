"""Cells of 序号 that bear another's number, and rows that a copy of the one above has overwritten."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg.records import Document, Finding, Source
from kg.repair import repair
from kg.sources.document.txt import parse
from tests.catalogues import render
from tests.catalogues.written import of_csv, of_xlsx
from tests.repair.test_slipped import BASIS, HEAD, NAME, found, sound

BODY = render.load_body("songling-disabled")


def mended(cell: str, other: str) -> tuple[Document, list[Finding]]:
    """A catalogue whose table of this number prints another one beside 序号, as it is after repair, and what is told of it."""
    text = render.render(BODY).text
    heading, table, rest = re.split(rf"(?m)(?=^{re.escape(cell)}.*信息表)", text)[0], "", text
    assert heading != text
    table = rest[len(heading) :]
    changed = re.sub(rf"\t{re.escape(cell)}\n", f"\t{other}\n", table, count=1)
    assert changed != table
    document, findings = repair(parse(heading + changed, Source("x.txt", "0" * 64, "utf-8")))
    return document, list(findings)


def test_a_cell_that_contradicts_heading_and_contents_is_put_right() -> None:
    """Heading and contents said 1.2, the cell 序号 said 1.1: it was told, but every answer that showed the field showed the wrong number."""
    first, second = (duty["number"] for duty in BODY["duties"][:2])
    document, (only,) = mended(second, first)
    (item,) = (item for item in document.items if item.number == second)
    assert item.text("序号") == second
    assert (only.code, only.duties, only.field) == ("duplicate-number", (second,), "序号")
    assert only.repair
    assert (only.repair.origin, only.repair.target) == ((first,), (second,))


@pytest.mark.parametrize("make", [of_csv, of_xlsx])
@pytest.mark.parametrize("row", [1, 4, 8])
def test_a_running_number_of_the_row_above_is_put_right(row: int, make: Any, tmp_path: Path) -> None:
    """11 stood twice and 12 never, amid rows that count on: the second one is the twelfth. The code was right and stays."""
    rows = sound()
    rows[row][0] = rows[row - 1][0]
    document, (only,) = found(rows, tmp_path, make)
    assert [item.text("序号") for item in document.items] == [one[0] for one in sound()]
    assert [item.number for item in document.items] == [one[1] for one in rows]
    assert (only.code, only.duties, only.repair is not None) == ("duplicate-number", (rows[row][1],), True)


def test_numbers_that_do_not_count_on_else_prove_nothing(tmp_path: Path) -> None:
    """Where another number is missing as well, the doubled one is told and stays as printed."""
    rows = sound()
    rows[3][0] = rows[2][0]
    rows[8][0], rows[9][0] = "10", "11"
    document, findings = found(rows, tmp_path)
    assert document.items[3].text("序号") == "3"
    assert ("duplicate-number", (rows[3][1],), None) in [(one.code, one.duties, one.repair) for one in findings]


@pytest.mark.parametrize("make", [of_csv, of_xlsx])
@pytest.mark.parametrize("row", [1, 5, 9])
def test_a_row_overwritten_by_the_row_above_is_told(row: int, make: Any, tmp_path: Path) -> None:
    """A clerk filled a row down and changed its numbers only: its own duty was lost, and the list read as sound."""
    rows = sound()
    rows[row][2:] = rows[row - 1][2:]
    document, (only,) = found(rows, tmp_path, make)
    assert (only.code, only.duties, only.field, only.repair) == ("copied-text", (rows[row][1],), HEAD[NAME], None)
    assert rows[row - 1][1] in only.message
    assert document.items[row].text(HEAD[BASIS]) == rows[row][BASIS]


def test_rows_of_one_name_that_say_something_of_their_own_are_no_copies(tmp_path: Path) -> None:
    """Two powers of one name differ in what is done: nothing is told of them."""
    rows = sound()
    rows[4][2:5] = rows[3][2:5]
    assert [one for one in found(rows, tmp_path)[1] if "一字不差" in one.message] == []


def test_lists_that_repeat_rows_as_a_rule_have_no_copies(tmp_path: Path) -> None:
    """Where each power stands once for every office that exercises it, the rows are meant to be alike."""
    rows = [[str(2 * n + m + 1), f"WG-{n:03}-{m}", *row[2:]] for n, row in enumerate(sound()) for m in range(2)]
    assert [one for one in found(rows, tmp_path)[1] if "一字不差" in one.message] == []
