"""What a draft has and a published catalogue has not: remarks of those who edit it (（待补）, （请某科确认）), and blanks still to be filled in (××××, ____)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.labels import DRAFTS, REMARKS
from kg.meaning.pointers import is_pointer
from kg.records import Cell, Document, Field, Finding, Item, Severity
from kg.repair import where
from kg.repair.where import of_field, within

_REMARK = re.compile(DRAFTS["remark"])
_BLANK = re.compile(DRAFTS["blank"])
_HINT = re.compile(DRAFTS["hint"])
_FEW, _RARE = 3, 0.1


def left_in(document: Document) -> Iterator[Finding]:
    """A finding for each cell with such words amid others; where a column has them as a rule, one for all."""
    told: dict[tuple[str, str], list[tuple[Item, Field, str]]] = defaultdict(list)
    filled: dict[str, int] = defaultdict(int)
    for item, field, cell in where.cells(document):
        filled[field.label] += 1
        if _HINT.search(cell.text) and field.label not in REMARKS and not is_pointer(cell.text):
            code, words = _left(cell)
            if words:
                told[field.label, code].append((item, field, words))
    for (label, code), cells in told.items():
        usual = len(cells) > max(_FEW, _RARE * filled[label])
        for group in [cells] if usual else [[one] for one in cells]:
            yield _finding(code, group)


def _left(cell: Cell) -> tuple[str, str]:
    """The code of what is left in a cell, and its words; a blank to be filled in tells more than a remark that says so."""
    if blank := _BLANK.search(cell.text):
        return "missing-value", blank[0].strip()
    remark = _REMARK.search(cell.text)
    return ("stray-text", remark[0]) if remark else ("", "")


def _finding(code: str, cells: list[tuple[Item, Field, str]]) -> Finding:
    item, field, words = cells[0]
    times = f"等 {len(cells)} 处" if len(cells) > 1 else ""
    what = "没有填完" if code == "missing-value" else "留有编辑时的批注"
    message = f"“{field.label}”{what}：{words}{times}，原文照录，请核对。"
    duties = tuple(dict.fromkeys(one.number for one, _, _ in cells))
    place = within(field.value, words) if field.value and field.printed else of_field(item, field)
    return Finding(code, Severity.WARNING, duties, field.label, place, message)
