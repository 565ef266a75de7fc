"""Rows under a header -> items of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from kg.labels import NAME_OF, REMARKS, usual_kind
from kg.meaning import subitem
from kg.records import Cell, Field, Item
from kg.sources.blocks import Row, filled
from kg.sources.headings.columns import Column
from kg.sources.headings.cover import date
from kg.sources.headings.header import Header, cell_of
from kg.sources.headings.heads import of_row
from kg.sources.headings.notes import begins_note, is_page, is_total
from kg.sources.headings.numbers import is_number
from kg.sources.known import kind_of
from kg.text import digits, squeeze

_BEGINS = frozenset(("number", "code", "name", "subitem", "type", "body"))
_COUNT = 3  # characters of a code that count sub-items
_SIGNED = 24  # characters of the longest signature
_SENTENCE = re.compile("[，。；：、》]|第.+条")
_OPEN, _GOING_ON = re.compile("[的对和与及或、，—（《“]$"), re.compile("[的和与及或、，）》”]")


def item(row: Row, header: Header, above: Item | None, table: int) -> Item | None:
    """The item of a row; None for a row that is a note, a section title or empty.

    A row that leaves number and name empty belongs to the item above it as another sub-item, and takes every empty cell but remarks from there;
    one with a code of its own takes no more than number and name, where those are merged.
    """
    said = filled(row)
    number, name = number_of(row, header), cell_of(row, header.first("name"))
    sub = cell_of(row, header.first("subitem"))
    sub = None if sub is name else sub  # merged over both columns
    counted = number is not None and is_number(number.text)
    alone = said == [sub] and sum(one is sub for one in row) == 1
    if is_total(row) or (len(said) <= 1 and not alone and not (counted and said == [number])) or _is_margin(said):
        return None
    if not (name and name.text.strip()) and not counted:
        if number and number.text.strip():
            return None
        if above is None or not (sub and sub.text.strip()):
            return None
        return _goes_on(row, header, above, sub)
    fields = tuple(field_of(cell_of(row, column), column, row) for column in header.columns)
    heading = number or name
    made = Item(digits(number.text) if number else "", None, table, heading, fields, subitem(sub.text if sub else ""))
    return _shared(made, above) if above and not (name and name.text.strip()) else made


def _is_margin(said: Sequence[Cell]) -> bool:
    """Whether a row is a signature (制表：某办公室), or no more than the number of a page."""
    return begins_note(said[0].text) or (len(said) == 1 and is_page(said[0].text))


def placed(one: Item, office: Cell) -> Item:
    """The item with the department of its section."""
    name = NAME_OF["department"]
    return replace(one, fields=(*one.fields, Field(name, "department", office, office)), headed=(*one.headed, name))


def typed(one: Item, section: Cell) -> Item:
    """The item with the type of its section beside its number."""
    at = 1 if one.fields and one.fields[0].kind == "number" else 0
    name = NAME_OF["type"]
    return replace(
        one, fields=(*one.fields[:at], Field(name, "type", section, section), *one.fields[at:]), headed=(*one.headed, name)
    )


def typed_as(one: Item, above: Item, text: str) -> tuple[Item, bool]:
    """The item with the type of the one above where its own is blank, and whether it was: a merged cell does not reach over a page."""
    old, own = above.field(text), one.field(text)
    if not old or not old.value or not own or own.value not in (None, old.value):
        return one, False
    return replace(one, fields=tuple(old if field is own else field for field in one.fields)), True


def number_of(row: Row, header: Header) -> Cell | None:
    """The code of a row where it has one, else its running number."""
    codes = [own for one in _codes(header) if (own := cell_of(row, one))]
    said = next((own for own in codes if own.text.strip()), None)
    return said or cell_of(row, header.last("number")) or next(iter(codes), None)


def _codes(header: Header) -> list[Column]:
    """The columns of codes, the items' own first; one of main items stands for an item without one."""
    own = header.first("code")
    return [own, *(one for one in header.columns if one.kind != "code" and usual_kind(one.label) == "code")] if own else []


def _shared(one: Item, above: Item) -> Item:
    """A sub-item with a code of its own, with number and name of the sub-item above where both share merged cells that were undone."""
    own, old = _by_kind(one), _by_kind(above)
    code, name = own.get("code"), old.get("name")
    if not (code and code.value and one.subitem and name and name.value):
        return one
    if any(own[kind].value and squeeze(own[kind].text) != squeeze(old[kind].text) for kind in own.keys() & old.keys() & {"type"}):
        return one
    number = own.get("number")
    counts = (
        number is not None and number.value and squeeze(number.text) != squeeze(old["number"].text if "number" in old else "")
    )
    if (counts or number is None) and not (above.subitem and _akin(one.number, above.number)):
        return one
    merged = {field.label: field for field in above.fields if field.kind in ("number", "name")}
    return replace(one, fields=tuple(field if field.value else merged.get(field.label, field) for field in one.fields))


def _by_kind(one: Item) -> dict[str, Field]:
    return {field.kind: field for field in reversed(one.fields)}


def _akin(code: str, other: str) -> bool:
    """Whether two codes differ only where they count sub-items: 000120024001 and 000120024002."""
    differing = [n for n, (a, b) in enumerate(zip_longest(code, other)) if a != b]
    return bool(differing) and differing[0] > 0 and differing[-1] - differing[0] < _COUNT


def _goes_on(row: Row, header: Header, above: Item, sub: Cell) -> Item:
    fields = []
    columned = [old for old in above.fields if old.label in header.labels]  # the type of its section stands under no column
    for column, old in zip(header.columns, columned, strict=False):
        own = cell_of(row, column)
        fields.append(field_of(own, column, row) if (own and own.text.strip()) or old.label in REMARKS else old)
    return Item(above.number, None, above.table, sub, tuple(fields), subitem(sub.text))


def more(row: Row, header: Header, above: Item | None) -> tuple[Item, list[Cell]] | None:
    """The item above with what a row adds to it, and the cells added by a row without merged ones.

    None for a row that adds nothing, or begins an item.
    Such a row leaves number, name and sub-item empty, or shares them with the row above as merged cells: steps of one
    duty stand in rows of their own, or a long cell is broken in two.
    """
    if above is None or is_total(row) or of_row(row):
        return None
    if half := _half(row, header, above):
        name, cell = half
        return replace(above, fields=tuple(_joined(field, cell) if field is name else field for field in above.fields)), [cell]
    old = {field.label: field.printed for field in above.fields}
    added: dict[str, Cell] = {}
    for column in header.columns:
        own = cell_of(row, column)
        if not own or not own.text.strip() or _said(own, old.get(column.label)):
            continue
        if column.kind in _BEGINS or column.label not in old or sum(one is own for one in row) > 1:
            return None
        added[column.label] = own
    shared = any(column.kind == "name" and (own := cell_of(row, column)) and own.text.strip() for column in header.columns)
    if not added or not (shared or any(_goes_with(one.text) for one in added.values())):
        return None
    fields = tuple(_joined(field, added[field.label]) if field.label in added else field for field in above.fields)
    return replace(above, fields=fields), [] if shared else list(added.values())


def _half(row: Row, header: Header, above: Item) -> tuple[Field, Cell] | None:
    """The name above and the second half of it, which stands in a row of its own; None for a row that says anything else.

    The first half is no whole name: it ends where none does, or the second half alone ends as the type says (…的 | 单位和个人的奖励).
    """
    column, said = header.first("name"), filled(row)
    own, name = cell_of(row, column), above.field(column.label) if column else None
    if own is None or said != [own] or sum(one is own for one in row) > 1 or name is None or not name.value or above.subitem:
        return None
    first, second = squeeze(name.text), squeeze(own.text)
    power = next((squeeze(one.text)[-2:] for one in above.fields if one.kind == "type"), "")
    typed = bool(power) and second.endswith(power) and not first.endswith(power)
    cut = _OPEN.search(first) is not None or _GOING_ON.match(second) is not None or first.count("（") > first.count("）")
    return (name, own) if (typed or cut) and not (date(second) or begins_note(second)) else None


def is_other(row: Row, header: Header) -> bool:
    """Whether a row says several things, and none of them is the number that a row under the header has: labels of another table, signatures."""
    number = number_of(row, header)
    return (
        len(filled(row)) > 1
        and number is not None
        and bool(number.text.strip())
        and not (is_number(number.text) or is_total(row))
    )


def begins(row: Row, header: Header) -> bool:
    """Whether a row is as wide as the header and begins an item under it: it has a number and a name."""
    number, name = number_of(row, header), cell_of(row, header.first("name"))
    if number is None or name is None or len(row) != header.width:
        return False
    return is_number(number.text) and bool(name.text.strip())


def _goes_with(text: str) -> bool:
    """Whether a text alone in its row goes on with the cell above it: it is no date, no note and no signature below a list."""
    return not (date(text) or begins_note(text)) and (len(squeeze(text)) > _SIGNED or _SENTENCE.search(text) is not None)


def _said(own: Cell, old: Cell | None) -> bool:
    """Whether a cell is the one above or repeats it, or a line of it."""
    return old is not None and squeeze(own.text) in map(squeeze, (old.text, *old.text.split("\n")))


def _joined(field: Field, more: Cell) -> Field:
    printed = field.printed
    if not printed or not printed.text.strip():
        return replace(field, printed=more, value=more)
    cell = replace(printed, text=f"{printed.text}\n{more.text}")
    return replace(field, printed=cell, value=cell)


def field_of(own: Cell | None, column: Column, row: Row) -> Field:
    """The field that a cell of this column is; of a row that ends before it, a blank one."""
    cell = own or Cell("", row[0].place)
    return Field(column.label, kind_of(column.label), cell, cell if cell.text.strip() else None)
