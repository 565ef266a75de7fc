"""Labels and values beside one another: the rows of an information table."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.labels import kind_of
from kg.records import Cell, Field
from kg.sources.blocks import Row, Table, distinct
from kg.sources.header import of_catalogue
from kg.text import label

_FEWEST = 3
_BEGINS = frozenset(("number", "code", "name"))


def of(cells: list[Cell]) -> list[tuple[Cell, list[Cell]]]:
    """(label, values) of a row: labels after the first one are those known by name."""
    found: list[tuple[Cell, list[Cell]]] = [(cells[0], [])]
    for n, one in enumerate(cells[1:], 1):
        if n >= 2 and found[-1][1] and kind_of(label(one.text)) != "other":
            found.append((one, []))
        else:
            found[-1][1].append(one)
    return found


def is_duty(fields: Iterable[Field]) -> bool:
    """Whether a table without heading is a duty's: it has a name and at least two of the other known rows, and they are a catalogue's."""
    said = [field.label for field in fields if field.text or kind_of(field.label) != "name"]
    kinds = set(map(kind_of, said)) - {"other"}
    return "name" in kinds and len(kinds) >= _FEWEST and of_catalogue(said)


def is_foreign(table: Table, fields: Iterable[Field], usual: Collection[str]) -> bool:
    """Whether a table says nothing about the duty whose `fields` have been read: each of its labels is there already, or is none that is `usual`.

    A table that Word has cut goes on with the next label, or with the value above (no label); another duty's has a number or a name.
    """
    labels = [text for text in map(_labelled, table.rows) if text is not None]
    there = {field.label for field in fields if field.value}
    kinds = {kind_of(text) for text in there} - {"other"}

    def strange(text: str) -> bool:
        kind = kind_of(text)
        return kind not in _BEGINS and (text in there or kind in kinds or (kind == "other" and text not in usual))

    return bool(labels) and all(text and strange(text) for text in labels)


def _labelled(row: Row) -> str | None:
    """The label of a row of label and value, the second cell where a number stands before it; None for any other row."""
    cells = distinct(row)
    if len(cells) < 2 or not any(one.text.strip() for one in cells):
        return None
    return next((text for text in map(label, (one.text for one in cells[:2])) if kind_of(text) != "other"), label(cells[0].text))
