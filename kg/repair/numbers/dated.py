"""Codes that Excel has taken for dates (1-1 is shown as 1月1日, 1-32 as Jan-32): where they count on as codes do, they are read as codes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity, Status

_MONTHS = {
    name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_DATE = re.compile(r"(\d{1,2})月(\d{1,2})日|(\d{1,2})-([A-Z][a-z]{2})|([A-Z][a-z]{2})-(\d{2})")
_CODE = re.compile(r"(\d{1,3})-(\d{1,3})")
_KINDS, _FEWEST, _NAMED = ("number", "code"), 2, 3


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with such codes as somebody has typed them, what is printed beside; one finding a column.

    A column in which anything else stands, or that does not count through (1-1, 1-2, 2-1), is left as printed.
    """
    found = []
    for label in dict.fromkeys(field.label for item in document.items for field in item.fields if field.kind in _KINDS):
        cells = [field.value for item in document.items if (field := item.field(label)) and field.value]
        codes = [_code(one.text) for one in cells]
        dated = [
            (one, f"{code[0]}-{code[1]}") for one, code in zip(cells, codes, strict=True) if code and _DATE.fullmatch(one.text)
        ]
        if len(dated) >= _FEWEST and _counts(codes):
            changed = {id(one): replace(one, text=text) for one, text in dated}
            document = _read(document, label, changed)
            duties = [item.number for item in document.items if (field := item.field(label)) and field.printed is not field.value]
            found.append(_finding(label, dated, tuple(dict.fromkeys(duties))))
    return document, found


def _code(text: str) -> tuple[int, int] | None:
    """The two numbers that a date, or a code beside dates, has been typed as."""
    said = text.strip()
    if code := _CODE.fullmatch(said):
        return int(code[1]), int(code[2])
    if not (date := _DATE.fullmatch(said)):
        return None
    month, day, english_day, english, name, year = date.groups()
    if month:
        return int(month), int(day)
    first = _MONTHS.get((english or name).lower())
    return (first, int(english_day or year)) if first else None


def _counts(codes: Sequence[tuple[int, int] | None]) -> bool:
    """Whether codes count on from 1-1, within each part and from part to part; a merged one comes several times."""
    told = [one for one in codes if one]
    steps = all(
        below in (above, (above[0], above[1] + 1), (above[0] + 1, 1)) for above, below in pairwise([(told[0][0], 0), *told])
    )
    return len(told) == len(codes) and steps


def _read(document: Document, label: str, changed: dict[int, Cell]) -> Document:
    """The document with other cells under a label, and the items named by these called so."""
    numbers = dict(_numbers(document.items, label, changed))
    items = tuple(
        replace(item, number=numbers.get(item.number, item.number), fields=tuple(_field(f, label, changed) for f in item.fields))
        for item in document.items
    )
    noted = tuple(replace(one, duties=tuple(numbers.get(n, n) for n in one.duties)) for one in document.noted)
    return replace(document, items=items, noted=noted)


def _numbers(items: Sequence[Item], label: str, changed: dict[int, Cell]) -> list[tuple[str, str]]:
    """Numbers of items that are such codes, with what they are."""
    named = ((item.number, field.value) for item in items if (field := item.field(label)))
    return [
        (number, changed[id(cell)].text) for number, cell in named if id(cell) in changed and cell and cell.text.strip() == number
    ]


def _field(field: Field, label: str, changed: dict[int, Cell]) -> Field:
    cell = changed.get(id(field.value)) if field.label == label else None
    return replace(field, value=cell, status=Status.MOVED) if cell else field


def _finding(label: str, dated: Sequence[tuple[Cell, str]], duties: tuple[str, ...]) -> Finding:
    shown, read = ("、".join(words[:_NAMED]) for words in ([one.text for one, _ in dated], [text for _, text in dated]))
    more = " 等" if len(dated) > _NAMED else ""
    message = f"“{label}”有 {len(dated)} 格被 Excel 当作日期，显示为“{shown}”{more}，按编号读作“{read}”{more}，请核对。"
    repair = Repair("applied", tuple(one.text for one, _ in dated), tuple(text for _, text in dated))
    return Finding("code-as-date", Severity.WARNING, duties, label, dated[0][0].place, message, repair)
