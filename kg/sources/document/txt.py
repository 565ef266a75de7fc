"""Plain text in tab layout -> Document: title, contents table, one information table a duty; or a list of one row an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from kg.errors import SourceError
from kg.records import Cell, ContentsEntry, Document, Finding, Item, Place, Responsibility, Source
from kg.sources.blocks import Paragraph
from kg.sources.contents import sections
from kg.sources.contents.join import joined, placed
from kg.sources.contents.table import Contents, free
from kg.sources.document import listing, reading
from kg.sources.document.gathering import MOST_ITEMS
from kg.sources.document.kinds import with_kinds
from kg.sources.document.titles import Titles
from kg.sources.files import separated
from kg.sources.headings import cover
from kg.sources.headings.header import Header, header
from kg.sources.headings.heads import heading_number
from kg.sources.headings.labels import is_known
from kg.sources.headings.numbers import FIGURES
from kg.sources.lines import piped, starts
from kg.sources.lines.dressed import plain
from kg.sources.lines.grid import GridCell, cells, lines
from kg.sources.lines.margins import cleared
from kg.sources.lines.tails import contents_end, document_end
from kg.sources.lines.written import LabelledRow, field_of, grids_of, labels_of, parted, rows_of, tables
from kg.sources.tables import relabelled
from kg.sources.tables.faults import beside, merged, misspelt
from kg.text import digits, label, normal

_ITEM_NUMBER = re.compile(r"\d+(?:[.．-]\d+)+")
_MAIN = re.compile(rf"\d+|[{FIGURES}]+")
_INDENT = re.compile(" {2,}|[\u3000\xa0]+")
_FEW = 2
_LINES, _CELLS = 500_000, 1_000_000


def parse(text: str, source: Source) -> Document:
    """Read a document in tab layout. Raises SourceError when it holds neither an information table nor a list."""
    _refuse_endless(text, source)
    printed = lines(text)
    if piped.is_piped(printed):
        return reading.document(piped.blocks(printed), source)
    rows = cleared(printed)
    rows, below = (
        rows[: (end := document_end(rows))],
        [Paragraph(Cell(row.strip(), Place(n))) for n, row in enumerate(rows, 1) if n > end and row.strip()],
    )
    heads = [(i, number) for i, row in enumerate(rows) if not row.startswith("\t") and (number := heading_number(row))]
    if not heads:
        return _without_headings(text, rows, below, source)
    if len(heads) > MOST_ITEMS:
        raise SourceError(
            f"信息表超过 {MOST_ITEMS} 张。", where=source.path or source.name, hint="请按机构拆分成若干份目录，分别导入。"
        )
    bounds = [i for i, _ in heads] + [len(rows)]
    titles, above = _titles(rows), sections.mains(rows, bounds[:-1])
    title = titles.whole(source.name)
    ends = [next((n for n in above if here < n < end), end) for here, end in pairwise(bounds)]
    grids = grids_of(rows, [(here + 1, end) for here, end in zip(bounds[:-1], ends, strict=True)], title.text)
    labels = labels_of(grids)
    if not labels:
        raise SourceError(
            "信息表里没有内容。",
            where=f"{source.path or source.name}:{bounds[0] + 1}",
            hint="每张信息表应有“序号、名称、法定依据、实施机构……”等行：栏名、制表符或冒号、内容。",
        )
    rowed = [rows_of(grid, labels) for grid in grids]
    order = relabelled.usual([row.label for row in table] for table in rowed)
    headings = [(number, Cell(rows[i].strip(), Place(i + 1, n))) for n, (i, number) in enumerate(heads, 1)]
    made = [_table(number, heading, table, order) for (number, heading), table in zip(headings, rowed, strict=True)]
    responsibilities, entries = _contents(cells(_parted(rows[: bounds[0]]), 1, title.text))
    whole = [table for table, _ in made]
    if not responsibilities:
        whole, responsibilities = sections.divided(whole, bounds[:-1], above)
    items = placed(joined(entries, whole), {one.number for one in responsibilities})
    more = [
        (number, row.label, replace(one, place=replace(one.place, table=n)))
        for n, ((_, number), table) in enumerate(zip(heads, rowed, strict=True), 1)
        for row in table
        for one in row.said[1:]
    ]
    noted = (*(one for _, found in made for one in found), *beside(more, [table for table, _ in made]))
    dated = titles.date or next(filter(None, (cover.date(one.cell.text) for one in below)), "")
    return with_kinds(Document(source, title, responsibilities, items, labels, noted, dated, offices=tuple(titles.offices)))


def _without_headings(text: str, rows: list[str], below: Sequence[Paragraph], source: Source) -> Document:
    """Tables that each begin with a row of their number, under whatever headings; or a list."""
    where = source.path or source.name
    if sum(map(_is_several, rows)) >= _FEW:
        return reading.document(separated.blocks(text, where, "\t"), source)
    bare, at = plain(rows)
    found = starts.found(bare)
    if not found:
        return reading.document(listing.blocks(text, rows, where), source)
    head = rows[: at[found[0].top]]
    title = _titles(head).whole(source.name)
    above = (Paragraph(Cell(row, Place(n))) for n, row in enumerate(_above(head), 1) if row.strip())
    places = [Place(n + 1) for n in at]
    document = reading.document([*above, *tables(bare, found, places, where, title=title.text), *below], source)
    responsibilities, entries = _contents(cells(_parted(head), 1, title.text))
    if not entries:
        return document
    return with_kinds(replace(document, responsibilities=responsibilities, items=joined(entries, document.items)), document.kinds)


def _is_several(row: str) -> bool:
    """Whether a line is a row of a card: several labels, each with its value, tabs between."""
    texts = [label(text) for text in row.split("\t")]
    return len(texts) > _FEW and not len(texts) % 2 and is_known(texts[0]) and not any(map(is_known, texts[1::2]))


def _parted(rows: Sequence[str]) -> list[str]:
    """The lines of a contents table with a tab before each cell, also where its rows are lines, or blanks stand for tabs; without what stands below it."""
    rows = rows[: contents_end(rows)]
    blanks = not any(row.startswith("\t") for row in rows)
    spaced = [_INDENT.sub("\t", row) if blanks else row for row in rows]
    return [f"\t{row}" if "\t" in row[1:] and not row.startswith("\t") else row for row in spaced]


def _refuse_endless(text: str, source: Source) -> None:
    for marks, most, what in (("\n\r", _LINES, "行"), ("\t", _CELLS, "个单元格")):
        if max(map(text.count, marks)) > most:
            hint = "请删去多余的空行和空单元格，或拆分成若干份目录，分别导入。"
            raise SourceError(f"文件超过 {most} {what}。", where=source.path or source.name, hint=hint)


def _titles(rows: list[str]) -> Titles:
    """The title and the date in the lines before the first table."""
    found = Titles()
    for number, row in enumerate(_above(rows), 1):
        if row.strip():
            found.above(Cell(row.strip(), Place(number)))
    return found


def _above(rows: list[str]) -> Iterator[str]:
    """The lines before the first table, whose cells begin with a tab as a title may too."""
    return takewhile(
        lambda row: not (heading_number(row) or (row.startswith("\t") and row.strip() and not cover.TITLE.search(row))), rows
    )


def _table(number: str, heading: Cell, rows: list[LabelledRow], order: Sequence[str]) -> tuple[Item, list[Finding]]:
    table = heading.place.table or 0
    rows, beyond = parted(rows, table)
    printed = [field_of(row, table, n) for n, row in enumerate(rows, 1)]
    found = relabelled.meant(printed, order, number)
    if found:
        printed[found.at] = found.field
    fields, repeated = merged(printed, number)
    slips = [misspelt(number, row.printed, row.label, row.at) for row in rows if row.printed != row.label]
    told = [found.finding] if found else []
    return Item(number, None, table, heading, fields, beyond=beyond), [*repeated, *told, *slips]


def _contents(grid: list[GridCell]) -> tuple[tuple[Responsibility, ...], list[ContentsEntry]]:
    """The contents table: columns are main responsibility (number, text) and item (number, name, page)."""
    texts = [normal(g.cell.text) for g in grid]
    anchors = [i for i, text in enumerate(texts) if _ITEM_NUMBER.fullmatch(text)]
    responsibilities: dict[str, Responsibility] = {}
    entries: list[ContentsEntry] = []
    current = ""
    if not anchors:
        return _listed(grid)
    alone = _alone(grid, texts)
    for i, following in pairwise([*anchors, len(grid) + 1]):
        for start in [start for start in alone if start < i]:
            current = alone[start].number
            responsibilities.setdefault(current, alone.pop(start))
        if i >= 2 and _MAIN.fullmatch(texts[i - 2]) and texts[i - 1] and not _MAIN.fullmatch(texts[i - 1]):
            current = free(responsibilities, digits(texts[i - 2]), grid[i - 1].cell)
            responsibilities.setdefault(current, Responsibility(current, grid[i - 1].cell))
        page = _page(grid, texts, i, following)
        name = grid[i + 1].cell if i + 1 < len(grid) and i + 1 < following else Cell("", grid[i].cell.place)
        entries.append(ContentsEntry(digits(texts[i]), grid[i].cell.place, name, page, current))
    for one in alone.values():
        responsibilities.setdefault(one.number, one)
    return tuple(responsibilities.values()), entries


def _alone(grid: list[GridCell], texts: list[str]) -> dict[int, Responsibility]:
    """The main responsibilities in whose rows no item stands, by where the row begins: nothing may be listed under them."""
    found = {}
    for start, end in pairwise([*(n for n, one in enumerate(grid) if one.begins_row), len(grid)]):
        number, text, *rest = *texts[start:end], "", ""
        if _MAIN.fullmatch(number) and text and not _MAIN.fullmatch(text) and not any(rest):
            found[start] = Responsibility(digits(number), grid[start + 1].cell)
    return found


def _listed(grid: list[GridCell]) -> tuple[tuple[Responsibility, ...], list[ContentsEntry]]:
    """A contents table whose items are counted 1, 2, 3: its header says which cell is which."""
    contents = Contents()
    found: Header | None = None
    for n, row in enumerate(table := listing.rows(grid)):
        head = None if found else header(table, n, "")
        if head and head.is_contents(described=True):
            found = head
        elif found and len(row) == found.width:
            contents.add(row, found)
    return tuple(contents.responsibilities.values()), contents.entries


def _page(grid: list[GridCell], texts: list[str], at: int, following: int) -> str:
    """The number of the page of the item that stands at `at`: what goes on below it is a remark."""
    number = texts[at + 2].partition("\n")[0] if at + 2 < min(len(grid), following) else ""
    if not number.isdecimal():
        return ""
    whole_row = following - at >= 5 or following > len(grid)
    return number if whole_row or not grid[at + 2].begins_row else ""
