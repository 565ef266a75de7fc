"""Stretches of citations that are printed with a slip: read as meant where that is certain, what is printed is kept; each is one finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice

from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity, Status
from kg.repair.where import within

_MOST = 20  # of a cell that has more no other is told


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of a text, what it means (None where nobody can say), and what is told: `shown` are words of the text around it."""

    start: int
    end: int
    meant: str | None
    shown: str
    message: str


def mended(document: Document, slips: Callable[[Cell], Iterable[Slip]]) -> tuple[Document, list[Finding]]:
    """The document with what slips say put right, and a finding for each; a merged cell, which belongs to several items, is looked at once."""
    made: dict[int, Cell] = {}
    told: list[Finding] = []
    items = tuple(_mended(item, slips, made, told) for item in document.items)
    return (replace(document, items=items) if told else document), told


def _mended(item: Item, slips: Callable[[Cell], Iterable[Slip]], made: dict[int, Cell], told: list[Finding]) -> Item:
    fields, changed = list(item.fields), False
    for n, field in enumerate(fields):
        cell = field.value
        if cell is None:
            continue
        if id(cell) not in made:
            found = list(islice(slips(cell), _MOST))
            made[id(cell)] = _read(cell, found)
            told += [_finding(item, field, cell, one) for one in found]
        if made[id(cell)] is not cell:
            fields[n], changed = replace(field, value=made[id(cell)], status=Status.MOVED), True
    return replace(item, fields=tuple(fields)) if changed else item


def _read(cell: Cell, slips: list[Slip]) -> Cell:
    """The cell as meant; of two slips that overlap the later is read."""
    text, before = cell.text, len(cell.text)
    for one in sorted((one for one in slips if one.meant is not None), key=lambda one: one.start, reverse=True):
        if one.end <= before:
            text, before = f"{text[: one.start]}{one.meant}{text[one.end :]}", one.start
    return cell if text == cell.text else replace(cell, text=text)


def _finding(item: Item, field: Field, cell: Cell, slip: Slip) -> Finding:
    repair = None if slip.meant is None else Repair("applied", (slip.shown,), (_shown(cell.text, slip),))
    message = f"{slip.message}，按此读，原文保留。" if repair else f"{slip.message}，请核对。"
    return Finding("bad-citation", Severity.WARNING, (item.number,), field.label, within(cell, slip.shown), message, repair)


def _shown(text: str, slip: Slip) -> str:
    """The words around a slip as they are meant."""
    begin = text.rfind(slip.shown, 0, slip.start + len(slip.shown))
    return f"{text[begin : slip.start]}{slip.meant}{text[slip.end : begin + len(slip.shown)]}"
