"""A merged cell of departments that was drawn over one more duty: the telephone there is another department's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg import meaning
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.evidence.homes import may_reach
from kg.repair.where import of_field

_SEVERAL = 2


def departments(document: Document) -> Iterator[Finding]:
    """The department that a duty shares with the one above in one cell, beside a telephone of its own that leads to another department.

    In all other duties that have this telephone, two at least, that other one comes first. Nothing where more than one cell is like that.
    """
    shared = [pair for pair in pairwise(document.items) if _is_shared(*pair)]
    if not shared:
        return
    reached = [(item.number, _first(item), _phones(item)) for item in document.items]
    found = []
    for above, item in shared:
        for phone in _phones(item) - _phones(above):
            others = {(number, first) for number, first, phones in reached if phone in phones and number != item.number}
            firsts = {first for _, first in others}
            if len(others) >= _SEVERAL and len(firsts) == 1 and not firsts & {_first(item), ""}:
                found.append((above, item, phone, firsts.pop()))
    if len(found) == 1:
        above, item, phone, other = found[0]
        field = _acting(item)
        message = f"“{field.label if field else ''}”与上一项 {above.number} 合用一格，而所留电话 {phone} 在其他各项都是“{other}”的，疑合并单元格多并了一行，请核对。"
        if field:
            yield Finding("implausible-department", Severity.WARNING, (item.number,), field.label, of_field(item, field), message)


def _is_shared(above: Item, item: Item) -> bool:
    """Whether a duty has its departments in one cell with the duty above."""
    mine, its = _acting(item), _acting(above)
    return bool(mine and its and mine.printed is its.printed and item.number != above.number)


def _acting(item: Item) -> Field | None:
    return next((one for one in item.fields if one.kind == "department" and one.value and one.printed), None)


def _first(item: Item) -> str:
    """The department that comes first in a duty."""
    field = _acting(item)
    return next((one.name for one in meaning.departments(field.text)), "") if field else ""


def _phones(item: Item) -> set[str]:
    cells = (one for one in item.fields if one.value and may_reach(one))
    return {phone for cell in cells for phone in meaning.contacts(cell.text).phones}
