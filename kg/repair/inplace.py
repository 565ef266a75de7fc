"""Cells read otherwise than they are printed, each in its place: the one way in which a text is put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.records import Cell, Document, Field, Finding, Item, Status

Judge = Callable[[Item, Field, Cell], tuple[str, list[Finding]] | None]


def mended(document: Document, judge: Judge) -> tuple[Document, list[Finding]]:
    """The document with the texts that `judge` gives for cells, and its findings; a merged cell, which belongs to several items, is judged once."""
    made: dict[int, Cell] = {}
    seen: set[int] = set()
    found: list[Finding] = []
    for item in document.items:
        for field in item.fields:
            cell = field.value
            if cell is None or id(cell) in seen:
                continue
            seen.add(id(cell))
            if judged := judge(item, field, cell):
                made[id(cell)] = replace(cell, text=judged[0])
                found += judged[1]
    if not made:
        return document, found
    return replace(document, items=tuple(_with(item, made) for item in document.items)), found


def _with(item: Item, made: dict[int, Cell]) -> Item:
    if not any(id(field.value) in made for field in item.fields):
        return item
    fields = (
        replace(field, value=made[id(field.value)], status=Status.MOVED) if id(field.value) in made else field
        for field in item.fields
    )
    return replace(item, fields=tuple(fields))
