"""Rows of a contents table -> its entries, and the main responsibilities of which it, or a heading, or an item's own table tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from kg.meaning import subitem
from kg.records import Cell, ContentsEntry, Item, Responsibility
from kg.sources.blocks import Row, Table, filled
from kg.sources.headings.columns import Column
from kg.sources.headings.header import Header, cell_of
from kg.sources.headings.heads import Head, unnumbered
from kg.sources.headings.notes import is_total
from kg.sources.headings.numbers import is_ordinal
from kg.sources.known import kind_of
from kg.sources.tables.lists import field_of, number_of
from kg.text import digits, label, squeeze

_LISTED = frozenset(("number", "code", "name", "subitem", "type", "department", "body"))
_OF_MAINS = ("number", "responsibility")
_ALIKE, _FEWEST = 0.6, 2


@dataclass(slots=True)
class Contents:
    """The contents table as far as it has been read."""

    entries: list[ContentsEntry] = field(default_factory=list)
    responsibilities: dict[str, Responsibility] = field(default_factory=dict)
    headings: set[str] = field(default_factory=set)
    current: str = ""

    def add(self, row: Row, header: Header) -> None:
        """Read one row of a contents table; the main responsibility stands in its first row only, or is merged."""
        number, name, page = number_of(row, header), cell_of(row, header.first("name")), cell_of(row, header.first("page"))
        sub = cell_of(row, header.first("subitem"))
        part = subitem(sub.text) if sub and sub is not name else ""
        above = self.entries[-1] if self.entries and part and not (name and name.text.strip()) else None
        if is_total(row):
            return
        if not ((number and squeeze(number.text)) or above):
            if not (name and name.text.strip()) and is_ordinal(_above(row, header)):
                self.belongs(row, header)  # a main responsibility under which nothing is listed
            return
        self.belongs(row, header)
        if above and not (number and squeeze(number.text)):
            number = Cell(above.number, above.place)
        number = number or Cell("", row[0].place)
        self.entries.append(
            ContentsEntry(
                digits(number.text),
                number.place,
                above.name if above else name or Cell("", number.place),
                squeeze(page.text) if page else "",
                self.current,
                part,
                tuple(field_of(cell_of(row, column), column, row) for column in header.columns if _is_listed(column, header)),
            )
        )

    def states(self, table: Table) -> bool:
        """Read a table of main responsibilities alone, each with its number; False for any other table."""
        rows = [said for row in table.rows if len(said := filled(row)) > 1]
        if len(rows) < _FEWEST or any(len(row) != len(_OF_MAINS) for row in rows):
            return False
        if tuple(kind_of(label(one.text)) for one in rows[0]) != _OF_MAINS or not all(
            is_ordinal(row[0].text) for row in rows[1:]
        ):
            return False
        for number, text in rows[1:]:
            ordinal = digits(number.text).strip("()、.")
            self.responsibilities.setdefault(ordinal, Responsibility(ordinal, unnumbered(text)[1]))
        return True

    def belongs(self, row: Row, header: Header) -> str:
        """The number of the main responsibility of a row, which is remembered for the rows below."""
        text = cell_of(row, header.first("responsibility"))
        if text and text.text.strip():
            ordinal, said = unnumbered(text)
            known = next((r.number for r in self.responsibilities.values() if squeeze(r.text.text) == squeeze(said.text)), "")
            wanted = _above(row, header) or ordinal or str(len(self.responsibilities) + 1)
            anew = self.current != wanted or self._begins_other(number_of(row, header))
            self.current = known or free(self.responsibilities, wanted, said, anew=anew)
            self.responsibilities.setdefault(self.current, Responsibility(self.current, said))
        return self.current

    def under(self, main: Head) -> str:
        """The number of the main responsibility that a heading is: its ordinal, with a count where another one has it."""
        known = {one.number: squeeze(one.text.text).rstrip("。；") for one in self.responsibilities.values()}
        same = next((number for number, text in known.items() if text == squeeze(main.cell.text).rstrip("。；")), "")
        number = same or free(self.responsibilities, main.ordinal or str(len(known) + 1))
        if number not in known:
            self.responsibilities[number] = Responsibility(number, main.cell)
            self.headings.add(number)
        return number

    def _begins_other(self, number: Cell | None) -> bool:
        """Whether the number of an item begins otherwise than that of the last one: 7.1 after 6.4."""
        last, own = (
            digits(one).partition(".") for one in (self.entries[-1].number if self.entries else "", number.text if number else "")
        )
        return bool(last[1] and own[1]) and last[0] != own[0]

    def stated(self, one: Item) -> Item:
        """An item with the number of the main responsibility that its own table states."""
        text = next((field.value for field in one.fields if field.kind == "responsibility" and field.value), None)
        return replace(one, above=self.under(Head("task", "", *unnumbered(text)))) if text else one

    def above(self, items: Iterable[Item]) -> tuple[Responsibility, ...]:
        """The main responsibilities, without headings over items for all of which the contents have another one."""
        used = {item.responsibility for item in items}
        return tuple(one for one in self.responsibilities.values() if one.number in used or one.number not in self.headings)


def free(known: Mapping[str, Responsibility], wanted: str, said: Cell | None = None, *, anew: bool = True) -> str:
    """A number with a count where another main responsibility has it: any one, or where a text is given, a quite different one.

    Of the table of that text only where it begins `anew`: one main responsibility may be told row by row.
    """
    for number in (wanted, *(f"{wanted}-{n}" for n in range(2, len(known) + 2))):
        other = known.get(number)
        if other is None or (said and not _is_other(other.text, said, anew=anew)):
            return number
    return wanted


def _is_listed(column: Column, header: Header) -> bool:
    """Whether a column says something of the item: of two columns of numbers, the first is that of main responsibilities."""
    return column.kind in _LISTED and (column.kind != "number" or column is header.last("number"))


def _is_other(one: Cell, other: Cell, *, anew: bool) -> bool:
    return (anew or one.place.table != other.place.table) and SequenceMatcher(None, one.text, other.text).ratio() < _ALIKE


def _above(row: Row, header: Header) -> str:
    """The number of the main responsibility of a row, "" where it has none.

    It has a column of its own (the one before its text, whatever that is called), or begins the item's number (1 of 1.2).
    """
    text, item = header.first("responsibility"), header.last("number")
    beside = next((one for one in header.columns if text and item and one.at == text.at - 1 and one is not item), None)
    if (own := cell_of(row, beside)) and is_ordinal(own.text):
        return digits(own.text).strip("()、.")
    first, last = cell_of(row, header.first("number")), cell_of(row, header.first("code") or header.last("number"))
    if first and last and first is not last:
        return digits(first.text)
    main, dot, _ = digits(last.text if last else "").partition(".")
    return main if dot else ""
