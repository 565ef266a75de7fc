"""Lines of a text that stand over the headings of its information tables: main responsibilities, counted one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.meaning import arabic
from kg.records import Cell, Item, Place, Responsibility
from kg.sources.contents.table import Contents
from kg.sources.headings.heads import Head, head

_FEWEST = 2


def mains(rows: Sequence[str], at: Sequence[int]) -> dict[int, Head]:
    """The main responsibilities by their lines: each stands right above one of the headings `at`, a blank line above itself.

    They are counted through, for a line like them may also end the value above.
    """
    found: dict[int, Head] = {}
    for above, below in zip((-1, *at), at, strict=False):
        n = next((n for n in range(below - 1, above, -1) if rows[n].strip()), above)
        if n > above and not rows[n].startswith("\t") and (n == 0 or not rows[n - 1].strip()):
            one = head(Cell(rows[n].strip(), Place(n + 1)))
            if one and one.ordinal and one.kind in ("task", "phrase"):
                found[n] = one
    counted = [arabic(one.ordinal) for one in found.values()] == [str(n) for n in range(1, len(found) + 1)]
    return found if counted and len(found) >= _FEWEST and len({one.rank for one in found.values()}) == 1 else {}


def divided(
    tables: Sequence[Item], at: Sequence[int], found: Mapping[int, Head]
) -> tuple[list[Item], tuple[Responsibility, ...]]:
    """The tables whose headings stand at these lines, each with the main responsibility above it; and all of those."""
    contents = Contents()
    items: list[Item] = []
    for table, line in zip(tables, at, strict=True):
        main = next((found[n] for n in sorted(found, reverse=True) if n < line), None)
        items.append(replace(table, above=contents.under(main)) if main else contents.stated(table))
    return items, contents.above(items)
