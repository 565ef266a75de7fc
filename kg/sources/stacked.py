"""A form whose labels stand above their values -> rows of label and value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.labels import ASIDE, kind_of
from kg.sources.blocks import Row, Table, distinct, filled
from kg.text import label

_LONGEST = 16
_FEWEST = 2  # rows of labels, beside which there may be rows of label and value


def unstacked(table: Table) -> Table:
    """The table with each value beside its label where rows of labels and rows of values take turns; any other table as it is.

    Only one row of labels may name duties: several lists under headers of their own are none.
    """
    rows = [row for row in table.rows if filled(row)]
    first = next((n for n, row in enumerate(rows) if _is_labels(row)), len(rows))
    labels = {tuple(label(one.text) for one in filled(row)) for row in rows[first:] if _is_labels(row)}
    beside = {label(filled(row)[0].text) for row in rows[first:] if _is_pair(row)}
    naming = sum("name" in map(kind_of, texts) for texts in labels)
    if naming != 1 or len(labels) + len(beside) < _FEWEST or not _takes_turns(rows[first:]):
        return table
    return replace(table, rows=(*rows[:first], *_unstacked(rows[first:])))


def _is_labels(row: Row) -> bool:
    """Whether a row holds labels and nothing else, two thirds of them known."""
    said = [label(one.text) for one in filled(row)]
    unknown = [text for text in said if not _is_known(text)]
    return 3 * len(unknown) <= len(said) > 0 and all(len(text) <= _LONGEST for text in unknown)


def _is_pair(row: Row) -> bool:
    """Whether a row is a label and what stands beside it."""
    said = [label(one.text) for one in filled(row)]
    return len(said) > 1 and _is_known(said[0]) and not any(map(_is_known, said[1:]))


def _is_known(text: str) -> bool:
    return kind_of(text) != "other" or text in ASIDE


def _takes_turns(rows: Sequence[Row]) -> bool:
    """Whether one row of values follows each row of labels, each value under one label, and all other rows are label and value."""
    n = 0
    while n < len(rows):
        if _is_labels(rows[n]):
            if n + 1 == len(rows) or not _fits(rows[n], rows[n + 1]):
                return False
            n += 2
        elif _is_pair(rows[n]):
            n += 1
        else:
            return False
    return True


def _fits(labels: Row, values: Row) -> bool:
    over: dict[int, set[int]] = {}
    for name, one in zip(labels, values, strict=False):
        if one.text.strip():
            over.setdefault(id(one), set()).add(id(name) if name.text.strip() else 0)
    known = any(_is_known(label(one.text)) for one in filled(values))
    return not known and len(values) <= len(labels) and all(len(names) == 1 and 0 not in names for names in over.values())


def _unstacked(rows: Sequence[Row]) -> Iterator[Row]:
    above: Row = ()
    for row in rows:
        if above:
            for name in filled(above):
                yield (name, *distinct(one for over, one in zip(above, row, strict=False) if over is name))
            above = ()
        elif _is_labels(row):
            above = row
        else:
            yield row
