"""The rows and columns of a sheet that somebody has hidden: nobody who opens the workbook sees them. Runs in the worker.

A filter that is still on, and a group that is folded up, are ways to look at a sheet: what they put away counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from kg.sources.blocks import reference
from kg.sources.files.shown import shown

_MOST = 12  # ranges that are named


def columns(sheet: Any, most: int) -> set[int]:
    """The hidden columns with values, counted from 1, of the first `most`."""
    away = {n for one in sheet.column_dimensions.values() if one.hidden for n in range(one.min or 0, min(one.max or 0, most) + 1)}
    return away & {column for (_, column), one in sheet._cells.items() if one.value is not None} if away else set()


def rows(sheet: Any) -> set[int]:
    """The rows with values that are hidden by hand, counted from 1."""
    away = {n for n, one in sheet.row_dimensions.items() if one.hidden and not one.outlineLevel}
    if not away:
        return away
    away &= {row for (row, _), one in sheet._cells.items() if one.value is not None}
    filters = [sheet.auto_filter, *(one.autoFilter for one in sheet.tables.values())]
    return {n for n in away if not any(_is_filtered(sheet, n, one) for one in filters)}


def _is_filtered(sheet: Any, row: int, filtering: Any) -> bool:
    """Whether a filter puts a row away."""
    from openpyxl.utils import range_boundaries

    if filtering is None or not filtering.ref or not filtering.filterColumn:
        return False
    left, top, _, bottom = range_boundaries(filtering.ref)
    return top < row <= bottom and any(
        _puts_away(sheet._cells.get((row, left + one.colId)), one) for one in filtering.filterColumn
    )


def _puts_away(cell: Any, column: Any) -> bool:
    """Whether a cell does not satisfy its column's filter; one that says more than a list of values may do anything."""
    chosen = column.filters
    if chosen is None or chosen.dateGroupItem:
        return True
    text = shown(cell).strip()
    return text not in {one.strip() for one in chosen.filter} and not (not text and chosen.blank)


def named_columns(away: Iterable[int]) -> str:
    """Columns by their letters."""
    return f" {'、'.join(reference(1, column).rstrip('1') for column in sorted(away))} 列"


def named_rows(away: Iterable[int]) -> str:
    """Rows by their numbers, those that follow one another as a range."""
    ranges = list(_ranges(sorted(away)))
    more = " 等" if len(ranges) > _MOST else ""
    return f"第 {'、'.join(ranges[:_MOST])}{more} 行"


def _ranges(numbers: list[int]) -> Iterator[str]:
    first = numbers[0]
    for one, following in pairwise([*numbers, numbers[-1] + 2]):
        if following != one + 1:
            yield str(one) if one == first else f"{first}–{one}"
            first = following
