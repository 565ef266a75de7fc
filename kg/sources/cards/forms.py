"""Tables as people lay out forms -> rows that begin with their label: labels in the first column alone, with ordinals, or behind a group's title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.records import Cell
from kg.sources.blocks import Table, distinct, filled
from kg.sources.headings.header import has_header
from kg.sources.headings.labels import OF_LABELS, is_known
from kg.sources.headings.numbers import is_number
from kg.sources.known import kind_of
from kg.sources.lines.dressed import undressed
from kg.text import label

LABEL = re.compile(rf"[\u4e00-\u9fff][{OF_LABELS}、]{{1,15}}")
_SEVERAL, _FEWEST = 2, 3
_MOST_LABELS = 60
_TOP = 10  # rows among which the header of a list stands


def turned(table: Table) -> Table:
    """A list whose labels stand in its first column and its duties in the others, as one under a header."""
    rows = [row for row in table.rows[:_MOST_LABELS] if len(filled(row)) > 1]
    numbers = next((row for row in rows if kind_of(label(row[0].text)) in ("number", "code")), ())
    texts = [one.text for one in numbers[1:]]
    named = any(kind_of(label(row[0].text)) == "name" and len(set(row)) == len(row) for row in rows)
    known = sum(is_known(row[0].text) for row in rows)
    whole = all(len(row) == len(numbers) for row in rows) and len(table.rows) <= _MOST_LABELS
    if not (whole and named and len(rows) > _FEWEST and 2 * known >= len(rows) and len(texts) > 1):
        return table
    if len(set(texts)) < len(texts) or not all(map(is_number, texts)) or any(kind_of(label(text)) != "other" for text in texts):
        return table
    first = next(n for n, row in enumerate(table.rows) if row in rows)
    return replace(
        table, rows=(*table.rows[:first], *zip(*(row for row in table.rows[first:] if label(row[0].text)), strict=True))
    )


def uncounted(table: Table) -> Table:
    """The table with its labels without their ordinals: 1.事项名称, （二）设定依据."""
    if has_header(table.rows, _TOP):
        return table
    places = [one for cells in map(distinct, table.rows) if len(cells) > 1 for one in cells[::2]]
    found = undressed([one.text for one in places])
    own = {id(places[n]): replace(places[n], text=text) for n, text in found.items()}
    return replace(table, rows=tuple(tuple(own.get(id(one), one) for one in row) for row in table.rows)) if own else table


def ungrouped(table: Table) -> Table:
    """The table without the cells that stand before its labels and are labels of none, 基本信息 at the side, or of labels alone: 办理时限 of 法定时限."""
    width = min(map(len, table.rows), default=0)
    frame = next((n for n in range(width) if any(row[n].text.strip() for row in table.rows)), 0)
    if frame:  # a column left free at the side
        table = replace(table, rows=tuple(row[frame:] for row in table.rows))
    beside: dict[int, list[str]] = defaultdict(list)
    over: set[int] = set()
    for cells in map(distinct, table.rows):
        if len(cells) > _SEVERAL and LABEL.fullmatch(label(cells[0].text)):
            beside[id(cells[0])].append(label(cells[1].text))
            over |= {id(cells[0])} if _is_over(cells) else set()
    names = {id(row[0]): label(row[0].text) for row in table.rows if row}
    groups = {
        one
        for one, texts in beside.items()
        if one in over or (len(texts) > 1 and 2 * sum(_is_part(text, names[one]) for text in texts) >= len(texts))
    }
    if not groups:
        return table
    widths = {sum(id(one) in groups for one in row) for row in table.rows} - {0}
    alone = {
        one
        for one, texts in beside.items()
        if len(texts) == 1 and not is_known(names[one]) and groups != over and _width(table, one) in widths
    }
    rows = (tuple(one for one in row if id(one) not in groups | alone) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _is_over(cells: Sequence[Cell]) -> bool:
    """Whether the first cell of a row stands over labels that have each a value: 办理时限, 法定时限 and 承诺时限."""
    texts = [label(one.text) for one in cells]
    return len(texts) % 2 == 1 and len(texts) > _FEWEST and all(is_known(text) for text in texts[1::2])


def _is_part(text: str, name: str) -> bool:
    """Whether a text beside a merged cell is a label of its own: any known one, but beside a known label no mere word (电话 of 监督方式)."""
    return is_known(text) and not (is_known(name) and len(text) <= _SEVERAL)


def _width(table: Table, cell: int) -> int:
    """How many columns the cell of this identity takes in its row."""
    return next((n for row in table.rows if (n := sum(id(one) == cell for one in row))), 0)
