"""A mark of a clause that is printed twice (第第四十二条, 第六条条) says it once: it is read so, and what is printed is kept."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.meaning.clauses import NUMERAL
from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity, Status
from kg.repair.where import within

_TWICE = re.compile(rf"第(?:\s*第){{1,3}}(\s*[（(]?{NUMERAL}[)）]?\s*[条款项])|第(\s*{NUMERAL}\s*([条款项]))\3(?![条款项目])")


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with each such mark once, and a finding for each."""
    made: dict[int, Cell] = {}
    found: list[Finding] = []
    items = tuple(_mended(item, made, found) for item in document.items)
    return (replace(document, items=items) if made else document), found


def _mended(item: Item, made: dict[int, Cell], found: list[Finding]) -> Item:
    """The item with the cells that are `made` right; a merged cell, which belongs to several items, is made and found once."""
    fields = list(item.fields)
    for n, field in enumerate(fields):
        cell = field.value
        if cell is None or not _TWICE.search(cell.text):
            continue
        if id(cell) not in made:
            made[id(cell)] = replace(cell, text=_TWICE.sub(_once, cell.text))
            found += [_finding(item, field, cell, match) for match in _TWICE.finditer(cell.text)]
        fields[n] = replace(field, value=made[id(cell)], status=Status.MOVED)
    return replace(item, fields=tuple(fields))


def _once(match: re.Match[str]) -> str:
    return f"第{match[1] or match[2]}"


def _finding(item: Item, field: Field, cell: Cell, match: re.Match[str]) -> Finding:
    message = f"“{match[0]}”多印了一个“{match[3] or '第'}”，按“{_once(match)}”读，原文保留。"
    repair = Repair("applied", (match[0],), (_once(match),))
    return Finding("stray-mark", Severity.WARNING, (item.number,), field.label, within(cell, match[0]), message, repair)
