"""Plain text in tab layout -> Document: title, contents table, one information table a duty; or a list of one row an item."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, takewhile
from pathlib import Path

from kg.errors import SourceError
from kg.labels import ASIDE, kind_of
from kg.records import Cell, ContentsEntry, Document, Field, Finding, Item, Place, Responsibility, Source
from kg.sources import cover, flat, labelled, layout, listing, starts
from kg.sources.blocks import Block, Paragraph, Table
from kg.sources.flat import is_number
from kg.sources.grid import GridCell, cells, lines
from kg.sources.header import Header, has_header, header
from kg.sources.heads import heading_number
from kg.sources.join import joined, ranked
from kg.sources.layout import MOST_ITEMS
from kg.sources.margins import cleared
from kg.sources.rows import beside, merged, misspelt
from kg.sources.strange import meant
from kg.text import digits, label, normal, squeeze

ITEM_NUMBER = re.compile(r"\d+(?:[.．]\d+)+")
_INDENT = re.compile(" {2,}|[\u3000\xa0]+")
_SHORT, _MOST = 12, 1000
_QUOTED = 40
_LINES_EXPECTED = (
    "每行应以栏名开头，栏名与内容之间用制表符或冒号隔开；栏名另有叫法时，请用 --mapping 说明，或另存为 .docx 后再导入。"
)
_LINES, _CELLS = 500_000, 1_000_000


def parse(text: str, source: Source) -> Document:
    """Read a document in tab layout. Raises SourceError when it holds neither an information table nor a list."""
    _refuse_endless(text, source)
    rows = cleared(lines(text))
    heads = [(i, number) for i, row in enumerate(rows) if not row.startswith("\t") and (number := heading_number(row))]
    if not heads:
        return _without_headings(text, rows, source)
    if len(heads) > MOST_ITEMS:
        raise SourceError(
            f"信息表超过 {MOST_ITEMS} 张。", where=source.path or source.name, hint="请按机构拆分成若干份目录，分别导入。"
        )
    bounds = [i for i, _ in heads] + [len(rows)]
    title = _title(rows, source)
    grids = _grids(rows, [(above + 1, below) for above, below in pairwise(bounds)], title.text)
    labels = _labels(grids)
    if not labels:
        raise SourceError(
            "信息表里没有内容。",
            where=f"{source.path or source.name}:{bounds[0] + 1}",
            hint="每张信息表应有“序号、名称、法定依据、实施机构……”等行：栏名、制表符或冒号、内容。",
        )
    rowed = [_rows(grid, labels) for grid in grids]
    tables = [_table(number, n + 1, Cell(rows[i].strip(), Place(i + 1, n + 1)), rowed[n]) for n, (i, number) in enumerate(heads)]
    responsibilities, entries = _contents(cells(_parted(rows[: bounds[0]]), 1, title.text))
    items = joined(entries, [table for table, _ in tables])
    more = [
        (number, row.label, one) for (_, number), table in zip(heads, rowed, strict=True) for row in table for one in row.said[1:]
    ]
    noted = (*(one for _, found in tables for one in found), *beside(more, [table for table, _ in tables]))
    return Document(source, title, responsibilities, items, labels, noted, _dated(rows))


def _without_headings(text: str, rows: list[str], source: Source) -> Document:
    """Tables that each begin with a row of their number, under whatever headings; or a list."""
    where = source.path or source.name
    found = starts.found(rows)
    if not found:
        return layout.document(listing.blocks(text, rows, where), source)
    document = layout.document(_blocks(rows, found, where), source)
    title = _title(rows[: found[0].top], source)
    responsibilities, entries = _contents(cells(_parted(rows[: found[0].top]), 1, title.text))
    return replace(document, responsibilities=responsibilities, items=joined(entries, document.items)) if entries else document


def told(paragraphs: Sequence[str], where: str) -> list[Block]:
    """The tables among paragraphs of label and value (职责名称：…) without lines of their own to stand on, and what stands between; [] for none."""
    rows = [line for one in paragraphs for line in lines(one)]
    found = starts.found(rows)
    made = _blocks(rows, found, where) if found else []
    numbers = accumulate((isinstance(one, Table) for one in made), initial=1)
    return [_unlined(one, number) for one, number in zip(made, numbers, strict=False)]


def _unlined(block: Block, number: int) -> Block:
    """A block as one of a Word file has it: it knows its table, no line."""
    if isinstance(block, Table):
        rows = tuple(tuple(replace(one, place=replace(one.place, line=None)) for one in row) for row in block.rows)
        return replace(block, rows=rows)
    return Paragraph(Cell(block.cell.text, Place(table=number))) if isinstance(block, Paragraph) else block


def _blocks(rows: list[str], found: Sequence[starts.Start], where: str) -> list[Block]:
    """The tables of a text and the lines between them."""
    above = list(_above(rows[: found[0].top]))
    grids = _grids(rows, [(one.first, one.end) for one in found], next((row.strip() for row in above if row.strip()), ""))
    labels = _labels(grids)
    made: list[Block] = [Paragraph(Cell(row, Place(n))) for n, row in enumerate(above, 1) if row.strip()]
    for number, (one, grid) in enumerate(zip(found, grids, strict=True), 1):
        made += (Paragraph(Cell(rows[n], Place(n + 1))) for n in range(one.top, one.first) if rows[n].strip())
        made.append(Table(number, "", tuple(_pair(row, number, n, where) for n, row in enumerate(_rows(grid, labels), 1))))
    return made


def _pair(row: _Row, table: int, n: int, where: str) -> tuple[Cell, Cell]:
    """A row of an information table as two cells. Raises SourceError where more than a number stands beside the label of one."""
    field = _field(row, table, n)
    if kind_of(row.label) == "number" and field.text.strip() and not is_number(field.text):
        what, at = squeeze(field.text)[:_QUOTED], field.printed.place.within(where) if field.printed else where
        raise SourceError(f"“{row.label}”一栏是“{what}”，不像序号。", where=at, hint=_LINES_EXPECTED)
    return Cell(row.printed, replace(row.at, table=table, row=n)), field.printed or Cell("", row.at)


def _grids(rows: list[str], bounds: Sequence[tuple[int, int]], title: str) -> list[list[GridCell]]:
    """The cells of the tables between these lines, each line a cell after a tab, or a label with its value beside or below it."""
    parts = [rows[above:below] for above, below in bounds]
    plain = [not any(one.startswith("\t") for one in part) for part in parts]
    told = iter(
        labelled.cells([(at + 1, part) for part, is_plain, (at, _) in zip(parts, plain, bounds, strict=True) if is_plain], title)
    )
    grids = [
        next(told) if is_plain else cells(part, at + 1, title)
        for part, is_plain, (at, _) in zip(parts, plain, bounds, strict=True)
    ]
    return labelled.by_words(grids)


def _parted(rows: Sequence[str]) -> list[str]:
    """The lines of a contents table with a tab before each cell, also where its rows are lines, or blanks stand for tabs."""
    blanks = not any(row.startswith("\t") for row in rows)
    spaced = [_INDENT.sub("\t", row) if blanks else row for row in rows]
    return [f"\t{row}" if "\t" in row[1:] and not row.startswith("\t") else row for row in spaced]


def _refuse_endless(text: str, source: Source) -> None:
    for marks, most, what in (("\n\r", _LINES, "行"), ("\t", _CELLS, "个单元格")):
        if max(map(text.count, marks)) > most:
            hint = "请删去多余的空行和空单元格，或拆分成若干份目录，分别导入。"
            raise SourceError(f"文件超过 {most} {what}。", where=source.path or source.name, hint=hint)


def _title(rows: list[str], source: Source) -> Cell:
    for number, row in enumerate(_above(rows), 1):
        if row.strip():
            return Cell(row.strip(), Place(number))
    return Cell(Path(source.name).stem, Place())


def _above(rows: list[str]) -> Iterator[str]:
    """The lines before the first table, whose cells begin with a tab as a title may too."""
    return takewhile(
        lambda row: not (heading_number(row) or (row.startswith("\t") and row.strip() and not cover.TITLE.search(row))), rows
    )


def _dated(rows: list[str]) -> str:
    """The date that stands on a line of its own before the first table."""
    return next(filter(None, map(cover.date, _above(rows))), "")


def _labels(grids: list[list[GridCell]]) -> tuple[str, ...]:
    """The row labels of this document: the known ones, and short texts that begin a row in at least half of its tables."""
    orders = [[label(g.cell.text) for g in grid if g.begins_row] for grid in grids]
    seen = Counter(text for order in orders for text in set(order))
    often = max(2, len(grids) / 2)
    known = {t for t in seen if kind_of(t) != "other" or t in ASIDE}
    kept = [t for t, n in seen.most_common(_MOST) if t in known or (0 < len(t) <= _SHORT and n >= often and not t[0].isdigit())]
    return ranked(orders, kept)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of an information table: its label, where that stands, and the cells beside it."""

    label: str
    at: Place
    values: list[Cell]
    printed: str

    @property
    def said(self) -> list[Cell]:
        """The cells that are not blank."""
        return [one for one in self.values if one.text.strip()]


def _rows(grid: list[GridCell], labels: tuple[str, ...]) -> list[_Row]:
    rows: list[_Row] = []
    usual = frozenset(labels)
    missing = usual - {label(g.cell.text) for g in grid if g.begins_row}
    for g in grid:
        text = printed = label(g.cell.text)
        if g.begins_row and text not in usual:
            text = meant(text, missing) or text
        if text in usual and (g.begins_row or (rows and rows[-1].values and text not in ASIDE)):
            rows.append(_Row(text, g.cell.place, [], printed))
        elif rows:
            rows[-1].values.append(g.cell)
    return rows


def _table(number: str, table: int, heading: Cell, rows: list[_Row]) -> tuple[Item, list[Finding]]:
    fields, repeated = merged([_field(row, table, n) for n, row in enumerate(rows, 1)], number)
    slips = [misspelt(number, row.printed, row.label, row.at) for row in rows if row.printed != row.label]
    return Item(number, None, table, heading, fields), [*repeated, *slips]


def _field(row: _Row, table: int, n: int) -> Field:
    line = next((v.place.line for v in row.said), row.values[0].place.line if row.values else row.at.line)
    cell = Cell("\n".join(v.text for v in row.values), Place(line, table, n))
    return Field(row.label, cell, cell if cell.text.strip() else None)


def _contents(grid: list[GridCell]) -> tuple[tuple[Responsibility, ...], list[ContentsEntry]]:
    """The contents table: columns are main responsibility (number, text) and item (number, name, page)."""
    texts = [normal(g.cell.text) for g in grid]
    anchors = [i for i, text in enumerate(texts) if ITEM_NUMBER.fullmatch(text)]
    responsibilities: dict[str, Responsibility] = {}
    entries: list[ContentsEntry] = []
    current = ""
    if not anchors:
        return _listed(grid)
    for i, following in pairwise([*anchors, len(grid) + 1]):
        if i >= 2 and texts[i - 2].isdecimal() and texts[i - 1] and not texts[i - 1].isdecimal():
            current = digits(texts[i - 2])
            responsibilities.setdefault(current, Responsibility(current, grid[i - 1].cell))
        page = _page(grid, texts, i, following)
        name = grid[i + 1].cell if i + 1 < len(grid) and i + 1 < following else Cell("", grid[i].cell.place)
        entries.append(ContentsEntry(digits(texts[i]), grid[i].cell.place, name, page, current))
    return tuple(responsibilities.values()), entries


def _listed(grid: list[GridCell]) -> tuple[tuple[Responsibility, ...], list[ContentsEntry]]:
    """A contents table whose items are counted 1, 2, 3: its header says which cell is which."""
    contents = flat.Contents()
    found: Header | None = None
    for n, row in enumerate(table := listing.rows(grid)):
        head = None if found else header(table, n, "") if has_header(table, n) else None
        if head and head.is_contents(described=True):
            found = head
        elif found and len(row) == found.width:
            contents.add(row, found)
    return tuple(contents.responsibilities.values()), contents.entries


def _page(grid: list[GridCell], texts: list[str], at: int, following: int) -> str:
    if at + 2 >= min(len(grid), following) or not texts[at + 2].isdecimal():
        return ""
    whole_row = following - at >= 5 or following > len(grid)
    return texts[at + 2] if whole_row or not grid[at + 2].begins_row else ""
