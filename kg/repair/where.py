"""Where a word stands in its cell, and which cells of an item stand as printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.records import Cell, Document, Field, Item, Place, Status


def within(cell: Cell, word: str) -> Place:
    """The line on which the word stands, where lines are known; of a word that the cell does not have so, the first."""
    before = cell.text.lstrip("\n").partition(word)[0] if word in cell.text else ""
    return replace(cell.place, line=cell.place.line + before.count("\n")) if cell.place.line else cell.place


def of_field(item: Item, field: Field) -> Place:
    """The place of a field as printed; of one that no row prints, that of its table."""
    return field.printed.place if field.printed else Place(table=item.table)


def cells(document: Document) -> Iterator[tuple[Item, Field, Cell]]:
    """The cells as they are read, in order; a merged one, which belongs to several items, once, with the first of them."""
    seen: set[int] = set()
    for item in document.items:
        for field in item.fields:
            cell = field.value
            if cell is not None and id(cell) not in seen:
                seen.add(id(cell))
                yield item, field, cell


def standing(item: Item) -> list[Field]:
    """The fields of a table in which no repair has moved anything but what came from its own column, and that have a value."""
    moved = [field for field in item.fields if field.status is Status.MOVED and field.kind != "number" and not in_place(field)]
    return [] if moved and not _of_column(item, moved) else [field for field in item.fields if field.value]


def _of_column(item: Item, moved: list[Field]) -> bool:
    """Whether the one value of a row of a list that was moved comes from another row."""
    if len(moved) > 1 or not item.across:
        return False
    rows = {row(cell) for cell in (moved[0].printed, moved[0].value) if cell}
    return len(rows | {row_of(item)}) > 1


def row(cell: Cell) -> tuple[int | None, ...]:
    """The row, or line, in which a cell begins."""
    return cell.place.table, cell.place.row, cell.place.line


def row_of(item: Item) -> tuple[int | None, ...]:
    """The row in which most cells of an item stand."""
    return Counter(row(field.printed) for field in item.fields if field.printed).most_common(1)[0][0]


def in_place(field: Field) -> bool:
    """Whether a value stands where it is printed, only put right."""
    return bool(field.printed and field.value and field.printed.place == field.value.place)
