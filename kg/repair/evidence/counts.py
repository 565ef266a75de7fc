"""How the numbers of a document are counted: whether they begin again under each heading or on each sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.meaning.numerals import arabic
from kg.records import Item
from kg.text import digits


def counts_anew(numbered: Sequence[tuple[Item, str]]) -> bool:
    """Whether numbers begin again, sheet by sheet or heading by heading, and go through each time.

    They are those of rows of a list, or of tables below headings.
    """
    runs, table, under = 0, 0, ""
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    for item, number in numbered:
        count = _count(number)
        here = _heading(item)
        if not (count and item.table and (here or item.across)):
            return False
        first = first or count
        begins = count == first and (here != under or (item.across and (last != first or item.table != table)))
        if not begins and not _follows(count, last):
            return False
        runs, last, table, under = runs + begins, count, item.table, here
    return runs > 1


def _heading(item: Item) -> str:
    """What the headings over an item give it: its main responsibility, and values that stand in none of its rows."""
    given = (field.text for field in item.fields if field.printed and field.printed.place.row is None)
    return " ".join(filter(None, (item.above, *given)))


def _count(number: str) -> tuple[int, ...]:
    """A number in figures: 1, （1）, ①, 一 and （一） are 1, 1.2 is 1 and 2; () for what is none."""
    parts = [arabic(part) for part in re.split("[.-]", digits(number).strip("、.-"))]
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()


def _follows(count: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether a number comes next after another, or repeats it: 1.2 and 2.1 after 1.1."""
    if count == last:
        return True
    at = next((n for n, (one, other) in enumerate(zip(count, last, strict=False)) if one != other), len(last))
    before = last[at] if at < len(last) else 0
    return at < len(count) and count[at] == before + 1 and set(count[at + 1 :]) <= {1}
