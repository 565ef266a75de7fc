"""A form whose labels stand above their values -> rows of label and value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.sources.blocks import Row, Table, distinct, filled
from kg.sources.headings.labels import is_known
from kg.sources.known import kind_of
from kg.text import label

_LONGEST = 16
_FEWEST = 2  # rows of labels, beside which there may be rows of label and value

Labels = tuple[str, ...]


def recurring(tables: Iterable[Table]) -> frozenset[Labels]:
    """The rows of short texts that stand several times in a document: labels of its forms, be some of them unknown."""
    seen = Counter(_said(row) for table in tables for row in table.rows if all(len(one.text) <= 2 * _LONGEST for one in row))
    return frozenset(said for said, n in seen.items() if n > 1 and said and all(len(text) <= _LONGEST for text in said))


def unstacked(table: Table, usual: Collection[Labels]) -> Table:
    """The table with each value beside its label where rows of labels and rows of values take turns; any other table as it is.

    Rows that are `usual` in the document need but one known label. Only one row of labels may name duties: several lists under headers of their own are none.
    """
    rows = [row for row in table.rows if filled(row)]
    first = next((n for n, row in enumerate(rows) if _is_labels(row, usual)), len(rows))
    parted, end = _turns(rows, first, usual)
    labels = {_said(above) for above, below in parted if below}
    beside = {_said(row)[0] for row, below in parted if not below and _is_pair(row)}
    naming = sum("name" in map(kind_of, texts) for texts in labels)
    if not naming and all(_are_known(texts) for texts in labels):
        naming = [kind_of(text) for text in beside].count("name") if labels else 0
    if naming != 1 or len(labels) + len(beside) < _FEWEST or end < len(rows):
        return table
    return replace(table, rows=(*rows[:first], *_unstacked(parted)))


def _said(row: Row) -> Labels:
    return tuple(label(one.text) for one in filled(row))


def _is_labels(row: Row, usual: Collection[Labels]) -> bool:
    """Whether a row holds labels and nothing else: two thirds of them known, or one and the row is usual; one alone may be but usual."""
    if any(len(one.text) > 2 * _LONGEST for one in row):
        return False
    said = _said(row)
    return (said in usual and (len(said) == 1 or any(map(is_known, said)))) or _are_known(said)


def _are_known(said: Labels) -> bool:
    unknown = [text for text in said if not is_known(text)]
    return 3 * len(unknown) <= len(said) > 0 and all(len(text) <= _LONGEST for text in unknown)


def _is_section(row: Row, below: Row, usual: Collection[Labels]) -> bool:
    """Whether a row is a usual title over labels: 基本信息."""
    said = _said(row)
    return len(said) == 1 and said in usual and not is_known(said[0]) and len(_said(below)) > 1 and _is_labels(below, usual)


def _is_pair(row: Row) -> bool:
    """Whether a row is a label and what stands beside it."""
    said = [label(one.text) for one in filled(row)]
    return len(said) > 1 and is_known(said[0]) and not any(map(is_known, said[1:]))


def _turns(rows: Sequence[Row], n: int, usual: Collection[Labels]) -> tuple[list[tuple[Row, Row]], int]:
    """(labels, the values below them), or (label and values, nothing), from row `n` to the first one that is neither, and which that is."""
    parted: list[tuple[Row, Row]] = []
    while n < len(rows):
        below = rows[n + 1] if n + 1 < len(rows) else ()
        if _is_labels(rows[n], usual) and below and _fits(rows[n], below):
            parted.append((rows[n], below))
            n += 1
        elif _is_pair(rows[n]) or _is_section(rows[n], below, usual):
            parted.append((rows[n], ()))
        else:
            break
        n += 1
    return parted, n


def _fits(labels: Row, values: Row) -> bool:
    over: dict[int, set[int]] = {}
    for name, one in zip(labels, values, strict=False):
        if one.text.strip():
            over.setdefault(id(one), set()).add(id(name) if name.text.strip() else 0)
    known = any(is_known(one.text) for one in filled(values))
    return not known and len(values) <= len(labels) and all(len(names) == 1 and 0 not in names for names in over.values())


def _unstacked(parted: Iterable[tuple[Row, Row]]) -> Iterator[Row]:
    for above, below in parted:
        if not below:
            yield above
            continue
        for name in filled(above):
            yield (name, *distinct(one for over, one in zip(above, below, strict=False) if over is name))
