"""A mark of a clause that is printed twice (第第四十二条, 第六条条) says it once: it is read so, and what is printed is kept."""

from __future__ import annotations

import re

from kg.meaning.clauses import NUMERAL
from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity
from kg.repair.inplace import mended
from kg.repair.where import within

_TWICE = re.compile(rf"第(?:\s*第){{1,3}}(\s*[（(]?{NUMERAL}[)）]?\s*[条款项])|第(\s*{NUMERAL}\s*([条款项]))\3(?![条款项目])")


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with each such mark once, and a finding for each."""
    return mended(document, _judged)


def _judged(item: Item, field: Field, cell: Cell) -> tuple[str, list[Finding]] | None:
    found = [_finding(item, field, cell, match) for match in _TWICE.finditer(cell.text)]
    return (_TWICE.sub(_once, cell.text), found) if found else None


def _once(match: re.Match[str]) -> str:
    return f"第{match[1] or match[2]}"


def _finding(item: Item, field: Field, cell: Cell, match: re.Match[str]) -> Finding:
    message = f"“{match[0]}”多印了一个“{match[3] or '第'}”，按“{_once(match)}”读，原文保留。"
    repair = Repair("applied", (match[0],), (_once(match),))
    return Finding("stray-mark", Severity.WARNING, (item.number,), field.label, within(cell, match[0]), message, repair)
