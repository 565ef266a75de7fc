"""An information table: label and value beside one another, under a heading or none, until it is a duty item."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.labels import FOREIGN, NAME_OF
from kg.meaning import subitem
from kg.records import Cell, Field, Finding, Item, Place
from kg.sources.blocks import Row, Table, distinct
from kg.sources.headings.cover import TITLE
from kg.sources.headings.header import of_catalogue
from kg.sources.headings.heads import heading_number
from kg.sources.headings.labels import kinds_of
from kg.sources.headings.numbers import COUNT, COUNTED, is_ordinal
from kg.sources.known import kind_of
from kg.sources.tables import faults
from kg.text import digits, is_mark_only, label, squeeze

_LONGEST_NAME = 80
_LEADING = re.compile(r"\s*(?:表|事项|附件|附表)?\s*(\d+(?:[.．]\d+)+)(?![.．]?\d)")
_ORDINAL = re.compile(
    rf"[（(]{COUNT}[)）]\s*|{COUNTED}(?:-{COUNT})*项?[、.．:：\s]*|\d+(?:[.．]\d+)+[、.．:：\s]*|{COUNT}[、.．:：\s]+"
)
_FEWEST = 3
_NUMBERS = ("code", "number")
_BEGINS = frozenset((*_NUMBERS, "name"))
# kinds of labels of which three say enough of a duty that is named elsewhere
ABOUT = frozenset(("basis", "department", "boundary", "workflow", "documents", "accountability", "supervision"))


@dataclass(slots=True)
class InformationTable:
    """A table as far as it has been read.

    Its heading (blank where it has none), the line above it, its fields, its last label, and the values under no label that
    may be one too many.
    """

    heading: Cell | None = None
    caption: Cell | None = None
    fields: list[Field] = field(default_factory=list)
    label: Cell | None = None
    spare: list[Cell] = field(default_factory=list)

    @property
    def table(self) -> int | None:
        """The table of the document in which the last row stands."""
        last = self.fields[-1].printed if self.fields else None
        return last.place.table if last else None

    def ends_before(self, name: Cell) -> bool:
        """Whether a label begins the table of another duty: a second number; or a second name, in another table or where none has a number."""
        text, kind = label(name.text), kind_of(label(name.text))
        before = next((one for one in self.fields if one.kind == kind), None)
        if before is None or kind not in _BEGINS:
            return False
        numbered = any(one.kind in _NUMBERS for one in self.fields)
        elsewhere = before.printed is not None and before.printed.place.table != name.place.table
        return kind != "name" or (before.label == text and (elsewhere or not numbered))

    def add(self, name: Cell, values: list[Cell], table: int, above: Cell | None) -> list[Cell]:
        """Read the values beside a label; returns those after the first. `above` is the last line before a table without heading."""
        if self.spare:  # they stand between labels
            self.go_on(self.spare)
            self.spare = []
        said = [one for one in values if one.text.strip()]
        cell = next(iter(said or values), Cell("", name.place))
        if len(said) > 1:
            cell = replace(cell, text="\n".join(one.text for one in said))
        self.label = name
        self.fields.append(Field(label(name.text), kind_of(label(name.text)), cell, cell if cell.text.strip() else None))
        if self.heading is None:
            self.heading, self.caption = Cell("", replace(name.place, table=table)), above
        return said[1:]

    def go_on(self, values: list[Cell]) -> None:
        """Read more values of the last label."""
        last = self.fields.pop()
        more = [one for one in values if one.text.strip()]
        cell = last.printed if last.printed and last.printed.text.strip() else (more.pop(0) if more else last.printed)
        if cell and more:
            cell = replace(cell, text="\n".join([cell.text, *(one.text for one in more)]))
        self.fields.append(replace(last, printed=cell, value=cell if cell and cell.text.strip() else None))

    def beside_none(self, values: list[Cell]) -> None:
        """Read values beside a blank label: more of the last one, unless a label above has none; then all may have slipped, which `kg.repair` tells."""
        if all(one.value and not is_mark_only(one.text) for one in self.fields):
            self.go_on(values)
        else:
            self.spare += [one for one in values if one.text.strip()]

    def item(self) -> tuple[Item, list[Finding], list[Field]] | None:
        """The item that the table is, the rows it prints twice, and all of its rows; None for a heading without rows and for a table of another kind."""
        if self.heading is None or not self.fields:
            return None
        whole = self.fields if self.heading.text else _named(self.fields, self.caption)
        printed = next((one.text for kind in _NUMBERS for one in whole if one.kind == kind), "")
        number = heading_number(self.heading.text) or digits(printed) or _leading(self.caption, _name(self.fields))
        if not (self.heading.text or _is_duty(whole, number)):
            return None
        fields, repeated = faults.merged(whole, number)
        place = self.fields[0].printed.place if self.fields[0].printed else Place()
        sub = next((one.printed for one in fields if one.kind == "subitem"), None)
        at, part = place.table or self.heading.place.table, subitem(sub.text if sub else "")
        return Item(number, None, at, self.heading, fields, part, tuple(self.spare)), repeated, list(whole)


def pairs(cells: list[Cell]) -> list[tuple[Cell, list[Cell]]]:
    """(label, values) of a row: labels after the first one are those known by name."""
    found: list[tuple[Cell, list[Cell]]] = [(cells[0], [])]
    for n, one in enumerate(cells[1:], 1):
        if n >= 2 and found[-1][1] and kind_of(label(one.text)) != "other":
            found.append((one, []))
        else:
            found[-1][1].append(one)
    return found


def is_card(table: Table) -> bool:
    """Whether a table's rows of label and value say enough to be a duty's."""
    return _says_enough(text for text in map(_labelled, table.rows) if text)


def is_foreign(table: Table, fields: Iterable[Field], usual: Collection[str]) -> bool:
    """Whether a table says nothing about the duty whose `fields` have been read: each of its labels is there already, or is none that is `usual`.

    A table that Word has cut goes on with the next label, or with the value above (no label); another duty's has a number or a name.
    """
    labels = [text for text in map(_labelled, table.rows) if text is not None]
    there = {one.label for one in fields if one.value}
    kinds = kinds_of(there)

    def strange(text: str) -> bool:
        kind = kind_of(text)
        return kind not in _BEGINS and (text in there or kind in kinds or (kind == "other" and text not in usual))

    return bool(labels) and all(text and strange(text) for text in labels)


def _labelled(row: Row) -> str | None:
    """The label of a row of label and value, the second cell where a number stands before it; None for any other row."""
    cells = distinct(row)
    if len(cells) < 2 or not any(one.text.strip() for one in cells):
        return None
    texts = [label(one.text) for one in cells[:2]]
    return next((text for text in texts if kind_of(text) != "other"), texts[0])


def _name(fields: Iterable[Field]) -> str:
    return next((squeeze(one.text) for one in fields if one.kind == "name"), "")


def _leading(caption: Cell | None, name: str) -> str:
    """The number with which a line begins (1.1 of 1.1 组织义务植树, 表1.1), or which is all that it says (（一）) beside the `name` that its table prints too."""
    text = caption.text.strip() if caption else ""
    ordinal = squeeze(text).removesuffix(name)
    if is_ordinal(ordinal):
        return digits(ordinal).strip("、.．")
    found = _LEADING.match(text)
    return digits(found[1]) if found else ""


def _named(fields: list[Field], caption: Cell | None) -> list[Field]:
    """The fields with the line above their table as the name of the duty, where they have none and are a duty's."""
    if caption is None or any(one.kind == "name" for one in fields) or TITLE.search(caption.text):
        return fields
    cell = replace(caption, text=_ORDINAL.sub("", caption.text.strip(), count=1))
    whole = [Field(NAME_OF["name"], "name", cell, cell), *fields]
    fits = 0 < len(cell.text) <= _LONGEST_NAME and _is_duty(whole) and _says_enough(one.label for one in fields)
    return whole if fits else fields


def _is_duty(fields: Sequence[Field], number: str = "") -> bool:
    """Whether a table without heading is a duty's, and a catalogue's.

    It has a name and at least two of the other known rows, or one and a number; what is beside its labels is no label (姓名) itself.
    """
    if any(squeeze(one.text) in FOREIGN for one in fields):
        return False  # the header of a roster: 序号、姓名、部门、角色、职责、联系方式
    said = [one.label for one in fields if one.text or one.kind != "name"]
    kinds = kinds_of(said) | ({"number"} if number else set())
    return "name" in kinds and len(kinds) >= _FEWEST and of_catalogue(said)


def _says_enough(labels: Iterable[str]) -> bool:
    return len(set(map(kind_of, labels)) & ABOUT) >= _FEWEST
