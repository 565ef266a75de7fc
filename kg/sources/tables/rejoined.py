"""Rows of a text file that line breaks without quotation marks have cut into several lines are one row again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.records import Cell, Finding, Item, Repair, Severity
from kg.sources.blocks import Row
from kg.sources.headings.header import Header
from kg.sources.headings.notes import begins_note, is_total
from kg.sources.headings.numbers import is_number

_COUNTED, _SELDOM, _MOST = ("number", "code"), 2, 100


@dataclass(frozen=True, slots=True)
class Joined:
    """A cell that was cut, whole again, the label of its column, and on how many lines its row stood."""

    cell: Cell
    label: str
    lines: int


def whole(rows: Sequence[Row], at: int, header: Header, usual: int) -> tuple[list[Row], list[Joined]]:
    """The rows with those from `at` on put together that lack cells and are exactly one row together, and the cells that were cut.

    Only in a list of which most rows are as wide as its header, and whose rows are counted: a line that goes on begins
    with words, where each row has its number.
    """
    counted = bool(header.columns) and header.columns[0].at == 0 and header.columns[0].kind in _COUNTED
    if usual != header.width or not counted:
        return list(rows), []
    kept, found, n = list(rows[:at]), [], at
    while n < len(rows):
        count = _lines(rows, n, header.width)
        row, cut = _together(rows[n : n + count])
        kept.append(row)
        labels = {column.at: column.label for column in header.columns}
        found += [Joined(row[column], labels.get(column, ""), count) for column in cut[:1]]
        n += count
    return kept, found


def finding(joined: Sequence[Joined], items: Sequence[Item]) -> Iterator[Finding]:
    """A finding for each row that was put together, one for all where a file is made like that."""
    if len(joined) > max(_SELDOM, len(items) // 10):
        message = f"有 {len(joined)} 行被单元格里没有加引号的换行断开，已接成整行。"
        yield Finding("broken-row", Severity.INFO, (), "", joined[0].cell.place, message)
        return
    numbers = {field.printed.place: item.number for item in items for field in item.fields if field.printed}
    for one in joined:
        message = f"“{one.label}”一格里的换行没有加引号，一行断成了 {one.lines} 行；合起来正好是表头的各栏，已接成一行。"
        duties = (numbers[one.cell.place],) if one.cell.place in numbers else ()
        repair = Repair("applied", (one.label,), (one.label,))
        yield Finding("broken-row", Severity.WARNING, duties, one.label, one.cell.place, message, repair)


def _lines(rows: Sequence[Row], n: int, width: int) -> int:
    """How many lines, from the n-th, are one row; 1 for a row that nothing goes on with."""
    cells = len(rows[n])
    if cells < 2 or not (is_number(rows[n][0].text) or not rows[n][0].text.strip()):
        return 1
    for end in range(n + 1, min(n + _MOST, len(rows))):
        if cells >= width or not _goes_on(rows[end], width):
            return 1
        cells += len(rows[end]) - 1
        if cells == width and len(rows[end]) > 1:
            return end + 1 - n
    return 1


def _goes_on(row: Row, width: int) -> bool:
    """Whether a line begins with words that may be the rest of a cell: no number, no note, no sum."""
    first = row[0].text.strip() if row else ""
    return 0 < len(row) < width and bool(first) and not (is_number(first) or begins_note(first) or is_total(row))


def _together(lines: Sequence[Row]) -> tuple[Row, list[int]]:
    """The lines as one row, the last cell of each and the first of the next being one; and which cells these are."""
    row, cut = list(lines[0]), []
    for line in lines[1:]:
        first, *rest = line
        row[-1] = replace(row[-1], text=f"{row[-1].text}\n{first.text}")
        cut.append(len(row) - 1)
        row += rest
    return tuple(row), list(dict.fromkeys(cut))
