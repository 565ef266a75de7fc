"""A body and its departments in each other's column: all read as bodies, and only where the others stand tells which is which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import replace

from kg import meaning
from kg.records import Document, Field, Finding, Item
from kg.repair.places.exchange import exchanged

_SEVERAL, _AGAIN = 2, 3


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with both in their own columns, where each name stands again and again in the other's, and in its own nowhere else."""
    rows = {id(item): pair for item in document.items if (pair := _of_bodies(item))}
    duties: dict[tuple[str, str], set[str]] = defaultdict(set)
    for item in document.items:
        for field in rows.get(id(item), ()):
            for name in _names(field):
                duties[field.kind, name].add(item.number)
    items, told = [], []
    for item in document.items:
        pair = rows.get(id(item))
        crossed = pair and _stand_crossed(*pair, item.number, duties)
        mended, found = exchanged(item, [pair]) if pair and crossed else (item, [])
        items.append(mended)
        told += found
    return replace(document, items=tuple(items)), list(dict.fromkeys(told))


def _stand_crossed(body: Field, office: Field, number: str, duties: Mapping[tuple[str, str], Set[str]]) -> bool:
    """Whether each name of two cells is at home in the other's column, where so many duties have it, and in its own is this duty's alone."""
    own, other = _names(body), _names(office)
    if not (own and other) or any(duties[field.kind, name] != {number} for field in (body, office) for name in _names(field)):
        return False
    there = [len(duties.get((office.kind, name), ())) for name in own], [len(duties.get((body.kind, name), ())) for name in other]
    return min(there[0]) >= _SEVERAL and min(there[1]) >= _AGAIN


def _of_bodies(item: Item) -> tuple[Field, Field] | None:
    """The body of a row and its departments, where it has one cell of each."""
    body, office = ([field for field in item.fields if field.kind == kind and field.value] for kind in ("body", "department"))
    return (body[0], office[0]) if len(body) == len(office) == 1 else None


def _names(field: Field) -> frozenset[str]:
    return frozenset(one.name for one in meaning.departments(field.text))
