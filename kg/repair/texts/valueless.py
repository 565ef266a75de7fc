"""Cells that print no value: what a spreadsheet writes where it failed (#REF!, ########), and words that only point elsewhere (略, 同上, 详见附件)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kg.meaning.pointers import is_annex, is_error, is_pointer
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.where import of_field
from kg.text import squeeze

_NAMED = ("number", "code", "page", "subitem", "department")
_FEW, _RARE = 3, 0.1


def mend(document: Document) -> Document:
    """The document in which a cell of a spreadsheet's error has no value; what is printed stays. `missing.complete` reports it."""
    return replace(document, items=tuple(map(_without_errors, document.items)))


def _without_errors(item: Item) -> Item:
    if not any(field.value and is_error(field.text) for field in item.fields):
        return item
    return replace(item, fields=tuple(replace(f, value=None) if is_error(f.text) else f for f in item.fields))


def placeholders(document: Document) -> Iterator[Finding]:
    """A missing-value finding for each cell that only points elsewhere; the words stay the value, as printed.

    Where a column does so as a rule, one finding names all duties, and none is made of 见附件 beside a flow chart.
    """
    told: dict[str, list[tuple[Item, Field]]] = defaultdict(list)
    filled: dict[str, int] = defaultdict(int)
    for item in document.items:
        for field in item.fields:
            filled[field.label] += bool(field.value)
            if field.value and field.kind not in _NAMED and is_pointer(field.text):
                told[field.label].append((item, field))
    for label, cells in told.items():
        usual = len(cells) > max(_FEW, _RARE * filled[label]) or filled[label] <= 2 * len(cells) - 2
        own = [(item, field) for item, field in cells if not (usual and is_annex(field.text))]
        for group in ([own] if usual else [[cell] for cell in own]) if own else ():
            yield _finding(label, group)


def _finding(label: str, cells: list[tuple[Item, Field]]) -> Finding:
    item, field = cells[0]
    times = f"等 {len(cells)} 处" if len(cells) > 1 else ""
    message = f"“{label}”缺失：只印有“{squeeze(field.text)}”{times}，没有具体内容，原文照录。"
    duties = tuple(dict.fromkeys(one.number for one, _ in cells))
    return Finding("missing-value", Severity.WARNING, duties, label, of_field(item, field), message)
