"""Rows under a header -> items of a list, or entries of a contents table."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

from kg.labels import NAME_OF, kind_of
from kg.records import Cell, ContentsEntry, Field, Item, Responsibility
from kg.sources.blocks import Row, distinct
from kg.sources.header import Column, Header, value
from kg.text import normal, squeeze

_NUMBER = re.compile(r"[0-9A-Za-z一二三四五六七八九十()._/-]{1,40}")
_TYPE = re.compile("行政(?:许可|处罚|强制|征收|征用|给付|检查|确认|奖励|裁决|备案)|其他(?:行政)?(?:权力|职权|类)|公共服务")
_LONGEST_TITLE = 30
_NOTHING = frozenset(("", "/", "\\", "-", "—", "——", "无", "无子项"))


@dataclass(slots=True)
class Contents:
    """The contents table as far as it has been read."""

    entries: list[ContentsEntry] = field(default_factory=list)
    responsibilities: dict[str, Responsibility] = field(default_factory=dict)
    current: str = ""

    def add(self, row: Row, header: Header) -> None:
        """Read one row of a contents table; the main responsibility stands in its first row only, or is merged."""
        number, name = _number(row, header), value(row, header.first("name"))
        if not (number and squeeze(number.text)):
            return
        self.belongs(row, header)
        page = value(row, header.first("page"))
        name = name or Cell("", number.place)
        self.entries.append(
            ContentsEntry(digits(number.text), number.place, name, squeeze(page.text) if page else "", self.current)
        )

    def belongs(self, row: Row, header: Header) -> str:
        """The number of the main responsibility of a row, which is remembered for the rows below."""
        text = value(row, header.first("responsibility"))
        if text and text.text.strip():
            known = next((r.number for r in self.responsibilities.values() if squeeze(r.text.text) == squeeze(text.text)), "")
            self.current = known or _above(row, header) or str(len(self.responsibilities) + 1)
            self.responsibilities.setdefault(self.current, Responsibility(self.current, text))
        return self.current


def _above(row: Row, header: Header) -> str:
    """The number of the main responsibility of a row: it has a column of its own, or begins the number of the item (1 of 1.2)."""
    first, last = value(row, header.first("number")), value(row, header.last("number"))
    if first and last and header.first("number") is not header.last("number"):
        return digits(first.text)
    main, dot, _ = digits(last.text if last else "").partition(".")
    return main if dot else ""


def digits(text: str) -> str:
    """A number or code as it is compared: without white space, in ASCII."""
    return unicodedata.normalize("NFKC", squeeze(text))


def item(row: Row, header: Header, above: Item | None, table: int) -> Item | None:
    """The item of a row; None for a row that is a note, a section title or empty.

    A row that leaves number and name empty belongs to the item above it as another sub-item, and takes every empty cell from there.
    """
    filled = [one for one in distinct(row) if one.text.strip()]
    number, name = _number(row, header), value(row, header.first("name"))
    sub = value(row, header.first("subitem"))
    counted = number is not None and _NUMBER.fullmatch(digits(number.text)) is not None
    alone = filled == [sub] and sum(one is sub for one in row) == 1
    if len(filled) <= 1 and not alone and not (counted and filled == [number]):
        return None
    if not (name and name.text.strip()) and not counted:
        if number and number.text.strip():
            return None
        if above is None or not (sub and sub.text.strip()):
            return None
        return _goes_on(row, header, above, sub)
    fields = tuple(_field(value(row, column), column, row) for column in header.columns)
    heading = number or name
    return Item(digits(number.text) if number else "", None, table, heading, fields, _subitem(sub))


def section(row: Row) -> Cell | None:
    """The type of power that the title of a section, or of a sheet, gives the rows below it (一、行政许可); None for any other row."""
    filled = [one for one in distinct(row) if one.text.strip()]
    found = _TYPE.search(filled[0].text) if len(filled) == 1 and len(filled[0].text) <= _LONGEST_TITLE else None
    return replace(filled[0], text=found[0]) if found else None


def typed(one: Item, section: Cell) -> Item:
    """The item with the type of its section beside its number."""
    at = 1 if one.fields and kind_of(one.fields[0].label) == "number" else 0
    return replace(one, fields=(*one.fields[:at], Field(NAME_OF["type"], section, section), *one.fields[at:]))


def _number(row: Row, header: Header) -> Cell | None:
    """The code of a row where it has one, else its running number."""
    code = value(row, header.first("code"))
    return code if code and code.text.strip() else value(row, header.last("number")) or code


def _goes_on(row: Row, header: Header, above: Item, sub: Cell) -> Item:
    fields = []
    columned = [old for old in above.fields if old.label in header.labels]  # the type of its section stands under no column
    for column, old in zip(header.columns, columned, strict=False):
        own = value(row, column)
        fields.append(_field(own, column, row) if own and own.text.strip() else old)
    return Item(above.number, None, above.table, sub, tuple(fields), _subitem(sub))


def _field(own: Cell | None, column: Column, row: Row) -> Field:
    cell = own or Cell("", row[0].place)
    return Field(column.label, cell, cell if cell.text.strip() else None)


def _subitem(sub: Cell | None) -> str:
    text = normal(sub.text) if sub else ""
    return "" if text in _NOTHING else text
