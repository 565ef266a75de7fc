"""Blocks, one by one -> items, contents and titles: what has been read so far, and at last the Document of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.errors import SourceError
from kg.records import Cell, Document, Field, Item, Source
from kg.sources.blocks import LONGEST, Block, Hidden, Row, Table, distinct, filled
from kg.sources.contents import overview
from kg.sources.contents.counting import numbered, without_blanks
from kg.sources.contents.join import placed
from kg.sources.contents.parts import folded
from kg.sources.contents.table import Contents
from kg.sources.document import unread
from kg.sources.document.noted import Noted
from kg.sources.document.titles import Titles
from kg.sources.headings.above import Heads, Under
from kg.sources.headings.cover import is_signed
from kg.sources.headings.header import Header, has_header, header, of_catalogue
from kg.sources.headings.heads import heading_number, of_row
from kg.sources.headings.labels import ranked
from kg.sources.headings.notes import is_remark
from kg.sources.headings.numbers import is_number
from kg.sources.known import kind_of
from kg.sources.tables import faults, lists, rejoined, relabelled, unmerged
from kg.sources.tables.information import InformationTable, is_card, is_foreign, pairs
from kg.sources.tables.slips import settled
from kg.text import label, squeeze

_LONGEST_LABEL = 16
_MOST_GOING_ON = 1000  # rows of one item
MOST_ITEMS = 20_000
_MOST_COLUMNS = 200


class Gathering:
    """What has been read so far."""

    def __init__(self, source: Source, heads: Heads, described: bool) -> None:
        self.source, self.heads, self.described = source, heads, described
        self.where = source.path or source.name
        self.titles, self.noted = Titles(), Noted()
        self.contents = Contents()
        self.items: list[Item] = []
        self.orders: list[tuple[str, ...]] = []
        self.twice: dict[int, list[Field]] = {}
        self.columns: set[str] = set()
        self.usual_labels: set[str] = set()
        self.header: Header | None = None
        self.last: Header | None = None
        self.in_contents = False
        self.above: Cell | None = None
        self.under = Under()
        self.open = InformationTable()
        self.problem: SourceError | None = None
        self.unread = 0
        self.seen_header = self.untyped = self.parted = False
        self.other: tuple[str, ...] = ()
        self.listed: tuple[str, ...] = ()
        self.usual = self.goes_on = 0

    def paragraph(self, cell: Cell) -> None:
        """A heading begins an information table; any other line holds for the rows below, or is a title or date."""
        if heading_number(cell.text):
            self._close()
            self.open, self.header, self.last = InformationTable(Cell(cell.text.strip(), cell.place)), None, None
            return
        self.heads.line(cell)
        self.above = cell
        begun = self.items or self.open.heading or self.contents.entries
        (self.titles.between if begun else self.titles.above)(cell)

    def hidden(self, sheet: Hidden) -> None:
        """A hidden sheet is left out, and that is said."""
        self.noted.said.append(unread.hidden(sheet))

    def table(self, table: Table) -> None:
        """Read every row of a table or sheet."""
        self.header = self._carried(table)
        if table.name:
            self.heads.sheet(table.name, table.number)
        self.untyped, self.parted = self.header is not None, False
        if self._is_foreign(table):
            self._close()
            if not is_card(table):
                self.noted.said.append(unread.foreign(table, [one.text for one in distinct(table.rows[0])]))
                return
        lengths = Counter(map(len, table.rows))
        self.usual = max(lengths, key=lambda length: (lengths[length], length), default=0)
        table = self._rejoined(table, 0, self.header)
        n, lines = 0, self._merged(table.rows, 0, self.header) if self.header else table.rows
        while n < len(lines):
            self._begin_card(n, table)
            found = self._header(lines, n, table) if any(one.text.strip() for one in lines[n]) else None
            if found and not self._is_catalogue(found):
                self.noted.said.append(unread.foreign(table, found.labels))
                self.other, found, self.header = self.other or found.labels, None, None
            if found:
                self.unread = 0
                self._begin_list(found, sheet=bool(table.name))
                begun, table = n + found.rows, self._rejoined(table, n + found.rows, found)
                lines = self._merged((*lines[:begun], *table.rows[begun:]), begun, found)
            elif self.unread != table.number and not self._ends(lines, n, table):
                if self.header and not (table.merges or self.in_contents):
                    faults.refuse_broken(table.rows, n, self.header, self.usual, self.where)
                self._row(lines[n], lines[n + 1] if n + 1 < len(lines) else (), table)
            n += found.rows if found else 1
        if table.name:  # a sheet; a table of a text document may go on in the next one
            self._close()

    def _begin_card(self, n: int, table: Table) -> None:
        """Where row `n` begins another duty's card, what has been read before it is a duty; a heading without rows waits for them."""
        if n in table.begins and self.open.fields:
            self._close()

    def _header(self, lines: Sequence[Row], n: int, table: Table) -> Header | None:
        """The header in line `n`; None where no list can be made of it.

        Then its rows are not read, and why is what is said where nothing else is found.
        """
        try:
            return header(lines, n, self.where)
        except SourceError as problem:
            if (self.header and not self.parted) or self.open.table == table.number:
                raise  # the rows above it, in this table, have been read as those of duties
            self.problem, self.header, self.unread = self.problem or problem, None, table.number
            self.noted.said.append(unread.nameless(table, problem))
            return None

    def _ends(self, lines: Sequence[Row], n: int, table: Table) -> bool:
        """Whether a row below a blank one, or below the title of another list, is none of the list above; what is not read is said where it is a table."""
        above = self.items[-1] if self.items else None
        if not (self.parted and self.header and above and is_number(above.number) and lists.is_other(lines[n], self.header)):
            return False
        below = lines[n + 1] if n + 1 < len(lines) else ()
        if len(filled(below)) > 1:
            self.noted.said.append(unread.foreign(table, [one.text for one in distinct(lines[n])]))
        self.header, self.unread = None, table.number
        return True

    def _is_catalogue(self, found: Header) -> bool:
        """Whether labels are a catalogue's, a contents table's beside information tables, or numbered names below a title that says so (某镇履行职责事项清单)."""
        listed = self.described and found.is_contents(self.described)
        return of_catalogue(found.labels) or listed or (found.names_only and self.titles.say_duties())

    def _is_foreign(self, table: Table) -> bool:
        """Whether a table stands behind the last information table and is no part of it: telephone numbers, a form's signatures."""
        if not self.open.fields or self.header or not is_foreign(table, self.open.fields, self.usual_labels):
            return False
        return not has_header(table.rows)

    def finished(self, blocks: Sequence[Block]) -> Document:
        """The document of these blocks. Raises SourceError when it has no item."""
        dated = self.titles.date
        self._close()
        if len(self.columns) > _MOST_COLUMNS:
            said = f"各张清单的栏名共有 {len(self.columns)} 个，超过 {_MOST_COLUMNS} 个。"
            raise SourceError(said, where=self.where, hint="请删去多余的列；几种格式的清单请拆分后分别导入。")
        self.items, self.contents.entries = numbered(self.items, self.contents.entries)
        self._relabel()
        self.items, slips = settled(self.items, self.orders, self.columns)
        if not (self.items or (self.listed and self.contents.entries)):
            listed, headed = bool(self.contents.entries), self.seen_header
            raise self.problem or unread.nothing(blocks, self.where, self.other, self.noted.said, listed=listed, headed=headed)
        whole, worded = overview.together(self.contents.entries, without_blanks(self.items))
        items = placed(tuple(folded(whole)), self.contents.responsibilities)
        self.orders += [tuple(field.label for field in item.fields) for item in items if item.subitem or item.contents]
        used = {field.label for item in items if item.table is not None for field in item.fields}
        labels = ranked([[text for text in order if text in used] for order in self.orders]) or self.listed
        noted = self.noted.findings(self.items, (*slips, *worded), self.heads.counting)
        title = self.titles.whole(self.source.name)
        return Document(
            self.source, title, self.contents.above(items), items, labels, noted, dated, offices=tuple(self.titles.offices)
        )

    def _relabel(self) -> None:
        """Where a table prints a label twice, one of the two may stand for another."""
        order = relabelled.usual(self.orders) if self.twice else ()
        for n, rows in self.twice.items():
            if found := relabelled.meant(rows, order, self.items[n].number):
                self.items[n] = relabelled.apart(self.items[n], rows, found)
                self.noted.relabelled(n, found)

    def _begin_list(self, found: Header, *, sheet: bool) -> None:
        self._close()
        self.above = None
        self.untyped = self.last is not None and self.last.labels == found.labels and not sheet
        self.header, self.last, self.seen_header = found, found, True
        self.in_contents = found.is_contents(self.described)
        if not self.in_contents:
            self.orders.append(found.labels)
            self.columns |= set(found.labels)
        elif sheet:
            self.listed = tuple(column.label for column in (found.last("number"), found.first("name")) if column)

    def _carried(self, table: Table) -> Header | None:
        """The header of the list above, where a table without one goes on with its rows: Word cuts a long list into pages."""
        goes_on = self.last and any(lists.begins(row, self.last) for row in table.rows)
        return self.last if goes_on and not any(row and kind_of(label(row[0].text)) != "other" for row in table.rows) else None

    def _rejoined(self, table: Table, at: int, found: Header | None) -> Table:
        """A table of a text file with the rows that line breaks have cut whole again."""
        if found is None or table.merges or self.in_contents:
            return table
        rows, joined = rejoined.whole(table.rows, at, found, self.usual)
        self.noted.rejoined += joined
        return replace(table, rows=tuple(rows)) if joined else table

    def _merged(self, lines: tuple[Row, ...], at: int, found: Header) -> tuple[Row, ...]:
        lines, filled = unmerged.forward(lines, at, found, self.noted.merged if self.untyped else ())
        self.noted.filled(filled)
        return lines

    def _row(self, row: Row, below: Row, table: Table) -> None:
        said = filled(row)
        if not said:
            self.parted = True
            return
        if len(said) == 1 and heading_number(said[0].text):
            self.paragraph(said[0])
        elif self.header and self.in_contents:
            self.contents.add(row, self.header)
        elif self.header:
            if len(said) > 1 and (heading := of_row(row, below)):
                self.heads.begin(heading)
            else:
                self._list_row(row, self.header, table)
        else:
            self._info_row(row, said, table)

    def _list_row(self, row: Row, columns: Header, table: Table) -> None:
        above = self.items[-1] if self.items else None
        if more := lists.more(row, columns, above):
            self.items[-1], added = more
            self.goes_on += 1
            long = any(field.printed and len(field.printed.text) > LONGEST for field in more[0].fields)
            if long or self.goes_on > _MOST_GOING_ON:
                hint = "请检查这些行是否缺了序号和名称，或表格之后是否还有别的文字。"
                raise SourceError(f"一个事项占了 {self.goes_on + 1} 行，太长。", where=row[0].place.within(self.where), hint=hint)
            self.noted.broken(len(self.items) - 1, added)
            return
        found = lists.item(row, columns, above, table.number)
        if found is None:
            heading = of_row(row)
            self.heads.begin(heading)
            self.titles.row(row, heading)
            self.parted = self.parted or (heading is not None and heading.title)
            return
        if self.untyped and above and (kind := columns.first("type")):
            found, self.untyped = lists.typed_as(found, above, kind.label)
        self.under = self.heads.stand()
        found = self._headed(found)
        if len(found.fields) > len(columns.columns):
            self.orders.append(tuple(field.label for field in found.fields))
        if not table.merges:
            faults.refuse_shifted(row, columns, self.usual, self.where)
        found = replace(found, beyond=faults.beyond(row, columns))
        if columns.first("responsibility"):
            found = replace(found, above=self.contents.belongs(row, columns))
            self.contents.add(row, columns)
        self._add(found)

    def _headed(self, found: Item) -> Item:
        """The item with what the headings above it say, and its own table does not."""
        kinds, printed = {field.kind for field in found.fields}, {squeeze(field.text) for field in found.fields}
        section, office, main = self.under.section, self.under.office, self.under.main
        if section and "type" not in kinds and section.text not in printed:
            found = lists.typed(found, section)
        if office and not kinds & {"department", "body"} and office.text not in printed:
            found = lists.placed(found, office)
        return replace(found, above=self.contents.under(main)) if main and "responsibility" not in kinds else found

    def _info_row(self, row: Row, said: list[Cell], table: Table) -> None:
        """Label and value, once or twice a row; a row under a merged label goes on with its value."""
        cells, fields = distinct(row), self.open.fields
        if fields and len(cells) > 1 and said == cells[:1] and is_signed(said[0].text):
            return
        first = next((one for one in cells[:2] if kind_of(label(one.text)) != "other"), cells[0]) if len(cells) > 2 else cells[0]
        if first is self.open.label and fields:
            self.open.go_on(cells[1:])
            return
        if fields and len(cells) > 1 and not label(first.text):
            self.noted.beside(len(self.items), fields[-1].label, said)
            self.open.beside_none(cells[1:])
            return
        known = kind_of(label(first.text)) != "other"
        if not known and not (self.open.heading or fields):
            if len(said) == 1:
                self.paragraph(said[0])
            else:
                self.heads.begin(of_row(row))
            return
        if known or (len(cells) > 1 and 0 < len(label(first.text)) <= _LONGEST_LABEL and not is_remark(first.text)):
            for name, values in pairs(cells[cells.index(first) :]):
                self._field(name, values, table)

    def _field(self, name: Cell, values: list[Cell], table: Table) -> None:
        if self.open.ends_before(name):
            self._close()
        if not self.open.fields:
            self.under = replace(self.heads.stand(), section=None)
        more = self.open.add(name, values, table.number, self.above)
        self.noted.beside(len(self.items), label(name.text), more)
        self.above = None
        self.titles.go_on()

    def _close(self) -> None:
        """The information table read so far becomes an item."""
        made, self.open = self.open.item(), InformationTable()
        if made is None:
            self.noted.is_none(len(self.items))
        else:
            item, repeated, rows = made
            self.noted.repeated(len(self.items), repeated)
            self.twice |= {len(self.items): rows} if repeated else {}
            item = self._headed(self.contents.stated(item))
            self.orders.append(tuple(field.label for field in item.fields))
            self.usual_labels.update(self.orders[-1])
            self._add(item)

    def _add(self, item: Item) -> None:
        self.noted.below(len(self.items), self.under.counting)
        self.items.append(item)
        self.titles.go_on()
        self.goes_on, self.parted = 0, False
        if len(self.items) > MOST_ITEMS:
            raise SourceError(f"事项超过 {MOST_ITEMS} 项。", where=self.where, hint="请按机构拆分成若干份目录，分别导入。")
