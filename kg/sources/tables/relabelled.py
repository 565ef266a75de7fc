"""A label printed twice in the table of a duty, where the tables beside it say which other label was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.records import Field, Finding, Item, Place, Repair, Severity
from kg.sources.known import kind_of
from kg.text import squeeze

_FEW = 3
_TOLD_BY_VALUE = ("number", "code", "name")


@dataclass(frozen=True, slots=True)
class Relabelled:
    """The field that was printed under another one's label, which label that is, which of its table's fields it is, and what is said of it."""

    field: Field
    printed: str
    at: int
    finding: Finding


def usual(orders: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The labels that most tables of a document have, in their order; none where no order is that of most, or of enough."""
    seen = Counter(map(tuple, orders))
    order, often = seen.most_common(1)[0] if seen else ((), 0)
    return order if often >= _FEW and 2 * often > seen.total() and len(set(order)) == len(order) else ()


def meant(fields: Sequence[Field], order: Sequence[str], number: str) -> Relabelled | None:
    """The field of a table as printed that stands where the usual `order` has a label that the table lacks, and bears the label of another one.

    Nothing else may differ from the order, and the two must say different things: a row may be printed twice.
    """
    differing = [n for n, (one, label) in enumerate(zip(fields, order, strict=False)) if one.label != label]
    if len(fields) != len(order) or len(differing) != 1:
        return None
    (at,) = differing
    field, label = fields[at], order[at]
    first = next((one for n, one in enumerate(fields) if n != at and one.label == field.label), None)
    if first is None or not {field.kind, kind_of(label)}.isdisjoint(_TOLD_BY_VALUE):
        return None
    if not (first.value and field.value) or squeeze(first.text) == squeeze(field.text):
        return None
    message = f"缺“{label}”一行，而“{field.label}”印了两次：按其余各表的次序，这一处应为“{label}”，已按此读，原文保留。"
    place = field.printed.place if field.printed else Place()
    found = Finding(
        "missing-row", Severity.WARNING, (number,), label, place, message, Repair("applied", (field.label,), (label,))
    )
    return Relabelled(replace(field, label=label, kind=kind_of(label)), field.label, at, found)


def apart(item: Item, rows: Sequence[Field], found: Relabelled) -> Item:
    """The item of these rows with both fields, which had been read as one."""
    first = next(one for n, one in enumerate(rows) if n != found.at and one.label == found.printed)
    before = {one.label for one in rows[: found.at]}
    fields = [first if one.label == found.printed else one for one in item.fields]
    fields.insert(max((n + 1 for n, one in enumerate(fields) if one.label in before), default=0), found.field)
    return replace(item, fields=tuple(fields))
