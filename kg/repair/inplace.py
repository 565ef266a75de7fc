"""Cells read otherwise than they are printed, each in its place: the one way in which a text is put right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kg.records import Cell, Document, Field, Finding, Item, Status
from kg.repair.where import cells

Judge = Callable[[Item, Field, Cell], tuple[str, list[Finding]] | None]


def mended(document: Document, judge: Judge) -> tuple[Document, list[Finding]]:
    """The document with the texts that `judge` gives for cells, and its findings; a merged cell is judged once."""
    made: dict[int, Cell] = {}
    found: list[Finding] = []
    for item, field, cell in cells(document):
        if judged := judge(item, field, cell):
            text, findings = judged
            found += findings
            if text != cell.text:
                made[id(cell)] = replace(cell, text=text)
    return read_as(document, made), found


def read_as(document: Document, made: Mapping[int, Cell]) -> Document:
    """The document with other cells in the place of some, given by the identity of these."""
    return replace(document, items=tuple(_with(item, made) for item in document.items)) if made else document


def _with(item: Item, made: Mapping[int, Cell]) -> Item:
    if not any(id(field.value) in made for field in item.fields):
        return item
    fields = (
        replace(field, value=made[id(field.value)], status=Status.MOVED) if id(field.value) in made else field
        for field in item.fields
    )
    return replace(item, fields=tuple(fields))
