"""What has been moved in one row is moved in every row that has the same cell: a merged one, or one that blank cells below are read from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.records import Cell, Field, Finding, Item, Status
from kg.repair.where import row, row_of

Moved = Mapping[tuple[str, int], Cell | None]


def moves(mended: Item, found: Sequence[Finding]) -> dict[tuple[str, int], Cell | None]:
    """What now stands for a cell, by label and id of the cell: of two exchanged ones, and of one that slipped in the row in which it is printed.

    What rows above have as well has not slipped with this row alone.
    """
    pairs = {one.repair.origin for one in found if one.code == "misplaced-value" and one.repair}
    slipped = any(one.code == "row-shift" and one.repair for one in found) and mended.across
    own = row_of(mended) if slipped else None
    return {
        (field.label, id(field.printed)): field.value
        for field in mended.fields
        if field.printed
        and (
            (field.value and any(field.label in pair for pair in pairs))
            or (slipped and field.value is not field.printed and row(field.printed) == own)
        )
    }


def shared(item: Item, moved: Moved) -> Item:
    """The item with what now stands for the cells that it has in common with other rows."""
    return replace(item, fields=tuple(_shared(field, moved) for field in item.fields)) if moved else item


def _shared(field: Field, moved: Moved) -> Field:
    key = (field.label, id(field.value))
    if field.status is not Status.AS_PRINTED or key not in moved:
        return field
    value = moved[key]
    return replace(field, value=value, status=Status.MOVED if value else Status.MISSING)
