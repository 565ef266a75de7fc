"""Cards one below another in one table, each below a caption that counts it: 职责事项信息表（2）.

A contents table above them is one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.sources.blocks import Row, Table, distinct, filled
from kg.sources.headings.header import has_header
from kg.sources.headings.heads import heading_number
from kg.sources.headings.labels import is_known
from kg.sources.headings.numbers import COUNTED
from kg.text import squeeze

_CAPTION = re.compile(rf"{COUNTED}.*|.*信息表(?:[（(].{{1,8}}[)）])?")
_FEWEST = 3
_LONGEST = 80


def is_caption(row: Row) -> bool:
    """Whether a row says but what its card is: 职责事项2信息表, 事项三 义务植树."""
    said = [squeeze(one.text) for one in filled(row)]
    if len(said) != 1 or len(said[0]) > _LONGEST:
        return False
    return bool(heading_number(said[0])) or _CAPTION.fullmatch(said[0]) is not None


def divided(table: Table) -> Iterator[Table]:
    """The list at the top of a table and the cards below it, apart; any other table as it is."""
    first = next((n for n, row in enumerate(table.rows) if is_caption(row)), 0)
    cards = [row for row in table.rows[first:] if len(filled(row)) > 1]
    whole = len(cards) >= _FEWEST and all(map(_is_labelled, cards)) and not has_header(table.rows[first:])
    if first and whole and has_header(table.rows[:first]):
        yield replace(table, rows=table.rows[:first])
        yield replace(table, rows=table.rows[first:])
    else:
        yield table


def _is_labelled(row: Row) -> bool:
    """Whether a row begins with a label and what stands beside it."""
    first, second = distinct(row)[:2]
    return is_known(first.text) and not is_known(second.text)
