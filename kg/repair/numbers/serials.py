"""Cells of 序号 that bear another's number, where all else says which is meant: the heading and the contents, or the rows that are counted through."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from kg import meaning
from kg.records import Cell, Document, Field, Finding, Item, Place, Repair, Severity, Status
from kg.repair.numbers.miscounted import PARTED
from kg.text import digits, squeeze

_COUNTED, _FEW = 8, 2


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with these cells read as they are meant, and a finding for each; the number by which a duty is known was right before."""
    wanted = {**_headed(document), **_counted(document)}
    if not wanted:
        return document, []
    items = tuple(_renumbered(item, wanted[id(item)]) if id(item) in wanted else item for item in document.items)
    found = ((item, wanted[id(item)]) for item in document.items if id(item) in wanted)
    return replace(document, items=items), [_finding(item, meant) for item, meant in found if meant.why]


class _Meant(NamedTuple):
    """The field of a number, what it should be (and where that stands), and why; "" for further rows of one item."""

    field: Field
    cell: Cell
    why: str


def _headed(document: Document) -> dict[int, _Meant]:
    """One or two tables whose 序号 is that of another, while their heading and the contents have their own, beside the same name.

    A plain number is left alone: it may count something else, as main responsibilities.
    """
    used = {item.number for item in document.items}
    wanted: dict[int, _Meant] = {}
    for item in document.items:
        listed, field = item.contents, _number(item)
        if not (item.heading and listed and listed.number == item.number and field and PARTED.fullmatch(item.number)):
            continue
        if digits(field.text) in used - {item.number} and squeeze(listed.name.text) == squeeze(meaning.printed_name(item)):
            why = f"信息表标题和目录（{listed.place}）的序号是 {item.number}，表内“{field.label}”一栏却是 {digits(field.text)}，与另一事项重复"
            wanted[id(item)] = _Meant(field, Cell(item.number, listed.place), why)
    return wanted if len(wanted) <= _FEW else {}


def _counted(document: Document) -> dict[int, _Meant]:
    """The rows of a list with the running number of another, where each other item has that of its place; those of one item have one."""
    fields = [(item, _number(item)) for item in document.items if item.table is not None]
    if not fields or not all(field and squeeze(field.text).isdecimal() and item.across for item, field in fields):
        return {}
    groups = [[item for item, _ in group] for _, group in groupby(fields, key=lambda pair: pair[0].number)]
    counts = [{int(squeeze(field.text)) for item in group if (field := _number(item))} for group in groups]
    odd = [n for n, count in enumerate(counts) if count != {n + 1}]
    if len(groups) < _COUNTED or len(odd) != 1 or len(counts[odd[0]]) > 1:
        return {}
    (at,) = odd
    other = next((group[0] for n, group in enumerate(groups) if n != at and counts[n] == counts[at]), None)
    if other is None:
        return {}
    rows = [(item, field) for item in groups[at] if (field := _number(item)) and field.value]
    why = f"“{rows[0][1].label}”{rows[0][1].text} 已由 {other.number} 使用，其余各行依次编号，此处应为 {at + 1}"
    return {
        id(item): _Meant(field, Cell(str(at + 1), field.value.place), why if n == 0 else "")
        for n, (item, field) in enumerate(rows)
        if field.value
    }


def _number(item: Item) -> Field | None:
    return next((one for one in item.fields if one.kind == "number" and one.value and one.status is Status.AS_PRINTED), None)


def _renumbered(item: Item, meant: _Meant) -> Item:
    fields = (replace(one, value=meant.cell, status=Status.MOVED) if one is meant.field else one for one in item.fields)
    return replace(item, fields=tuple(fields))


def _finding(item: Item, meant: _Meant) -> Finding:
    place = meant.field.value.place if meant.field.value else Place(table=item.table)
    repair = Repair("applied", (squeeze(meant.field.text),), (meant.cell.text,))
    message = f"{meant.why}；已校正，原文保留。"
    return Finding("duplicate-number", Severity.VIOLATION, (item.number,), meant.field.label, place, message, repair)
