"""Stretches of citations that are printed with a slip: read as meant where that is certain, what is printed is kept; each is one finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity
from kg.repair import inplace
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
    """The document with what slips say put right, and a finding for each; a merged cell is looked at once."""

    def judge(item: Item, field: Field, cell: Cell) -> tuple[str, list[Finding]] | None:
        found = list(islice(slips(cell), _MOST))
        return (_read(cell.text, found), [_finding(item, field, cell, one) for one in found]) if found else None

    return inplace.mended(document, judge)


def _read(text: str, slips: list[Slip]) -> str:
    """A text as meant; of two slips that overlap the later is read."""
    before = len(text)
    for one in sorted((one for one in slips if one.meant is not None), key=lambda one: one.start, reverse=True):
        if one.end <= before:
            text, before = f"{text[: one.start]}{one.meant}{text[one.end :]}", one.start
    return text


def _finding(item: Item, field: Field, cell: Cell, slip: Slip) -> Finding:
    repair = None if slip.meant is None else Repair("applied", (slip.shown,), (_shown(cell.text, slip),))
    message = f"{slip.message}，按此读，原文保留。" if repair else f"{slip.message}，请核对。"
    return Finding("bad-citation", Severity.WARNING, (item.number,), field.label, within(cell, slip.shown), message, repair)


def _shown(text: str, slip: Slip) -> str:
    """The words around a slip as they are meant."""
    begin = text.rfind(slip.shown, 0, slip.start + len(slip.shown))
    return f"{text[begin : slip.start]}{slip.meant}{text[slip.end : begin + len(slip.shown)]}"
