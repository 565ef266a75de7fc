"""Marks of a web page that were exported with a cell's words (&nbsp;, <br/>, &rarr;): it is read as a page shows it, and what is printed is kept."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity, Status
from kg.repair.where import within

_ENTITY = "&(?:nbsp|lt|gt|amp|quot|apos|[lr][sd]quo|middot|hellip|[lr]arr|times|[mn]dash|ensp|emsp|#\\d{2,5}|#x[0-9a-fA-F]{2,4});"
_TAG = r"<(?P<end>/?)(?P<tag>br|p|div|span|b|strong|i|u|em|font|a|li|ul|ol|table|tbody|tr|td)(?:\s[^<>]{0,200})?/?>"
_MARK = re.compile(f"{_ENTITY}|{_TAG}", re.IGNORECASE)
_BLOCKS = ("p", "div", "li", "tr")
_BLANK_LINES = re.compile(r"\s*\n\s*")
_NAMED = 3


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with such cells as a page shows them, and one finding for all."""
    made: dict[int, Cell] = {}
    told: list[tuple[Item, Field, Cell]] = []
    items = tuple(_mended(item, made, told) for item in document.items)
    return (replace(document, items=items), [_finding(told)]) if made else (document, [])


def _mended(item: Item, made: dict[int, Cell], told: list[tuple[Item, Field, Cell]]) -> Item:
    """The item with the cells that are `made` plain; a merged cell, which belongs to several items, is made and told once."""
    fields = list(item.fields)
    for n, field in enumerate(fields):
        cell = field.value
        if cell is None or not _marks(cell.text):
            continue
        if id(cell) not in made:
            made[id(cell)] = replace(cell, text=shown(cell.text))
            told.append((item, field, cell))
        fields[n] = replace(field, value=made[id(cell)] if made[id(cell)].text else None, status=Status.MOVED)
    return replace(item, fields=tuple(fields))


def _marks(text: str) -> list[re.Match[str]]:
    """The marks of a text; a tag that nothing closes is none."""
    found = list(_MARK.finditer(text)) if "&" in text or "<" in text else []
    closed = {"br"} | {mark["tag"].lower() for mark in found if mark["end"]}
    return [mark for mark in found if not mark["tag"] or mark["tag"].lower() in closed]


def shown(text: str) -> str:
    """What a page shows of a text."""
    parts: list[str] = []
    at = 0
    for mark in _marks(text):
        parts += [text[at : mark.start()], _meant(mark)]
        at = mark.end()
    return _BLANK_LINES.sub("\n", "".join([*parts, text[at:]]).replace("\xa0", " ")).strip()


def _meant(mark: re.Match[str]) -> str:
    if not mark["tag"]:
        return html.unescape(mark[0])
    tag = mark["tag"].lower()
    return "\n" if tag == "br" or (mark["end"] and tag in _BLOCKS) else ""


def _finding(told: list[tuple[Item, Field, Cell]]) -> Finding:
    _, field, cell = told[0]
    marks = list(dict.fromkeys(mark[0] for _, _, one in told for mark in _marks(one.text)))
    named = "、".join(marks[:_NAMED]) + (" 等" if len(marks) > _NAMED else "")
    message = f"有 {len(told)} 格带着网页的标记（{named}），按网页显示的文字读，原文保留。"
    duties = tuple(dict.fromkeys(one.number for one, _, _ in told))
    repair = Repair("applied", tuple(marks), ())
    return Finding("stray-mark", Severity.WARNING, duties, field.label, within(cell, marks[0]), message, repair)
