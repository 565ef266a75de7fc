"""Rows whose label is neither known nor usual in their document: the label is a slip of one that is, or no label at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kg.labels import ASIDE
from kg.records import Field, Finding, Item, Place
from kg.sources.known import kind_of
from kg.sources.tables.faults import misspelt
from kg.text import one_apart

_FEW, _SHORTEST = 4, 4


def meant(printed: str, labels: Iterable[str]) -> str:
    """The one of `labels` of which a printed label is a slip: one character is another, missing or too many; "" for none."""
    if len(printed) < _SHORTEST or kind_of(printed) != "other" or printed in ASIDE:
        return ""
    return next((one for one in labels if len(one) >= _SHORTEST and one_apart(printed, one)), "")


def settled(
    items: Sequence[Item], orders: Sequence[tuple[str, ...]], columns: Collection[str] = ()
) -> tuple[list[Item], list[Finding]]:
    """The items without rows of a misspelt or odd label, and a finding for each that was read as another.

    `orders` are the labels of each table, `columns` those of lists.
    What is no label goes on with the field above.
    """
    seen = Counter(text for order in orders for text in set(order))
    told = {*ASIDE, *columns}
    odd = {text for text, n in seen.items() if kind_of(text) == "other" and text not in told and 2 * n < len(orders)}
    if not odd or len(orders) < _FEW:
        return list(items), []
    usual = [text for text in seen if text not in odd]
    found: list[Finding] = []
    kept: list[Item] = []
    for item in items:
        respelt = [_respelt(field, item, usual) if field.label in odd else field for field in item.fields]
        for old, new in zip(item.fields, respelt, strict=True):
            if old.label != new.label:
                found.append(misspelt(item.number, old.label, new.label, old.printed.place if old.printed else Place()))
        kept.append(replace(item, fields=tuple(_folded(respelt, odd))))
    return kept, found


def _respelt(field: Field, item: Item, usual: Iterable[str]) -> Field:
    here = {one.label for one in item.fields}
    right = meant(field.label, [text for text in usual if text not in here])
    return replace(field, label=right, kind=kind_of(right)) if right else field


def _folded(fields: Iterable[Field], odd: set[str]) -> list[Field]:
    kept: list[Field] = []
    for field in fields:
        above = kept[-1].printed if kept else None
        if field.label not in odd or above is None:
            kept.append(field)
            continue
        words = "\n".join(text for text in (above.text, field.label, field.text) if text.strip())
        cell = replace(above, text=words)
        kept[-1] = replace(kept[-1], printed=cell, value=cell)
    return kept
