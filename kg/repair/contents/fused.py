"""Two values in one cell: the second stands behind its own label (…公开。追责情形：…), and beside that label there is none. They are parted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity, Status
from kg.repair.contents.missing import slot
from kg.repair.evidence.homes import CONDUCT
from kg.repair.where import of_field, within
from kg.text import bare

_KINDS, _SHORTEST = ("basis", "boundary", "supervision", *CONDUCT), 3


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with such values beside their labels, and a finding for each."""
    labels = [one for one in document.labels if document.kinds[one] in _KINDS and len(one) >= _SHORTEST]
    marks = {one: re.compile(rf"(?<=[。；;\n])[^\S\n]*{re.escape(one)}[：:]\s*(?=\S)") for one in labels}
    read = [_whole(item, marks, document) if item.table is not None else (item, []) for item in document.items]
    found = [one for _, told in read for one in told]
    return (replace(document, items=tuple(item for item, _ in read)), found) if found else (document, [])


def _whole(item: Item, marks: Mapping[str, re.Pattern[str]], document: Document) -> tuple[Item, list[Finding]]:
    """The item with all such values beside their labels: one of them may hold the next."""
    whole, found = item, []
    for label, mark in marks.items():
        if parted := _parted(whole, label, mark, document):
            whole, told = parted
            found.append(told)
    return whole, found


def _parted(item: Item, label: str, mark: re.Pattern[str], document: Document) -> tuple[Item, Finding] | None:
    """The item with the value of a label that it lacks, and the finding; None where no cell has it, or more than one."""
    own = item.field(label)
    if own and own.value:
        return None
    fused = [(field, field.value, at) for field in item.fields if field.value and (at := mark.search(field.text))]
    if len(fused) != 1:
        return None
    field, cell, at = fused[0]
    first, second = cell.text[: at.start()].rstrip(), cell.text[at.end() :]
    if not bare(first) or not bare(second):
        return None
    value = Cell(second, within(cell, at[0]))
    fields = [replace(one, value=replace(cell, text=first), status=Status.MOVED) if one is field else one for one in item.fields]
    fields = [one for one in fields if one is not own]
    kind = document.kinds[label]
    fields.insert(slot(fields, document.labels, label), Field(label, kind, value, value))
    message = f"“{label}”的内容印在“{field.label}”的末尾，已按栏名分开，原文保留。"
    repair = Repair("applied", (field.label,), (label,))
    told = Finding("misplaced-value", Severity.WARNING, (item.number,), field.label, of_field(item, field), message, repair)
    return replace(item, fields=tuple(fields)), told
