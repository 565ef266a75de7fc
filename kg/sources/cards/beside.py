"""Cards that stand side by side in one table, the same labels before the values of each -> cards one below another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.sources.blocks import Row, Table, distinct, filled
from kg.sources.headings.labels import is_known, kinds_of
from kg.text import label

_FEWEST = 3
_BEGINS = frozenset(("number", "code", "name"))


def parted(table: Table) -> Iterator[Table]:
    """The cards of a table apart, those of one band from left to right, each with what stands over the band before it; any other table as it is."""
    bounds = _bounds(table.rows)
    for band in _bands(table.rows, bounds) if bounds else ():
        over = [row for row in band if _is_title(row) and len(row) > bounds[1] and row[0] is row[bounds[1]]]
        if over:
            yield replace(table, rows=tuple(over))
        for left, right in pairwise(bounds):
            rows = tuple(row[left:right] for row in band if row not in over)
            if any(one.text.strip() for row in rows for one in distinct(row)[1:]):
                yield replace(table, rows=rows)
    if not bounds:
        yield table


def _is_title(row: Row) -> bool:
    """Whether a row says one thing, and it is no label that waits for a value."""
    said = filled(row)
    return len(said) <= 1 and not any(is_known(one.text) for one in said)


def _bounds(rows: Sequence[Row]) -> list[int]:
    """Where the cards begin, and where the last one ends; none where some cell reaches from one into the next.

    A card begins where the label of a row's first column stands again, in enough rows of several kinds.
    """
    labelled = [row for row in rows if row and is_known(row[0].text)]
    if len(labelled) < _FEWEST:
        return []
    said = [row for row in rows if len(filled(row)) > 1]
    width, first = min(map(len, said), default=0), label(labelled[0][0].text)
    again = [at for at in range(2, width - 1) if label(labelled[0][at].text) == first and _begins(said, at)]
    whole = all(row[at] is not row[at - 1] for row in said for at in again)
    return [0, *again, max(map(len, said))] if again and whole else []


def _begins(rows: Sequence[Row], at: int) -> bool:
    """Whether the labels of the first column stand in this column too, before values of their own."""
    same = [label(row[0].text) for row in rows if row[0] is not row[at] and label(row[0].text) == label(row[at].text)]
    other = [row for row in rows if label(row[at].text) and label(row[0].text) != label(row[at].text)]
    kinds = kinds_of(same)
    return len(same) >= _FEWEST and len(other) < len(same) and len(kinds) >= _FEWEST and bool(kinds & _BEGINS)


def _bands(rows: Sequence[Row], bounds: Sequence[int]) -> Iterator[Sequence[Row]]:
    """The rows of cards that stand side by side: each band begins with the label that the first one begins with, or what stands over it."""
    first = next(label(row[0].text) for row in rows if row and is_known(row[0].text))
    over = [all(_is_title(row[left:right]) for left, right in pairwise(bounds)) for row in rows]
    begins = [n for n, row in enumerate(rows) if not over[n] and label(row[0].text) == first]
    tops = [max((k + 1 for k in range(n) if not over[k]), default=0) for n in begins]
    for top, end in pairwise([0, *tops[1:], len(rows)]):
        yield rows[top:end]
