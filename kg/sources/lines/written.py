"""Lines that begin with labels, or stand in cells one below another -> rows of label and value, and the tables that these make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.errors import SourceError
from kg.labels import ASIDE
from kg.records import Cell, Field, Place
from kg.sources.blocks import Block, Paragraph, Table
from kg.sources.headings.labels import ranked
from kg.sources.headings.numbers import is_number
from kg.sources.known import kind_of
from kg.sources.lines import labelled
from kg.sources.lines.grid import GridCell, cells
from kg.sources.lines.starts import Start
from kg.sources.tables.slips import meant
from kg.text import is_mark_only, label, squeeze

_SHORT, _MOST = 12, 1000
_QUOTED = 40
_LINES_EXPECTED = (
    "每行应以栏名开头，栏名与内容之间用制表符或冒号隔开；栏名另有叫法时，请用 --mapping 说明，或另存为 .docx 后再导入。"
)


def tables(
    rows: Sequence[str], found: Sequence[Start], places: Sequence[Place], where: str, first: int = 1, title: str = ""
) -> Iterator[Block]:
    """The tables that begin at these elements of a document's lines, each below its headings.

    They are counted from `first`; `places` are those of the lines.
    """
    grids = grids_of(rows, [(one.first, one.end) for one in found], title)
    labels = labels_of(grids)
    for number, (one, grid) in enumerate(zip(found, grids, strict=True), first):
        yield from (Paragraph(Cell(rows[n], places[n])) for n in range(one.top, one.first) if rows[n].strip())
        table, beyond = parted(rows_of(grid, labels), number)
        made = [_pair(row, number, n, where) for n, row in enumerate(table, 1)]
        made += [(replace(cell, text=""), cell) for cell in beyond]  # beside a blank label
        own = tuple(tuple(_placed(cell, places) for cell in pair) for pair in made)
        yield Table(number, "", own, begins=frozenset((0,)))


def _placed(cell: Cell, places: Sequence[Place]) -> Cell:
    """A cell with the place of its line, which may be a cell of a real table."""
    here = places[(cell.place.line or 1) - 1]
    return replace(cell, place=here if here.cell else replace(cell.place, line=here.line))


def _pair(row: LabelledRow, table: int, n: int, where: str) -> tuple[Cell, Cell]:
    """A row of an information table as two cells. Raises SourceError where more than a number stands beside the label of one."""
    field = field_of(row, table, n)
    if kind_of(row.label) == "number" and field.text.strip() and not is_number(field.text):
        what, at = squeeze(field.text)[:_QUOTED], field.printed.place.within(where) if field.printed else where
        raise SourceError(f"“{row.label}”一栏是“{what}”，不像序号。", where=at, hint=_LINES_EXPECTED)
    return Cell(row.printed, replace(row.at, table=table, row=n)), field.printed or Cell("", row.at)


def grids_of(rows: Sequence[str], bounds: Sequence[tuple[int, int]], title: str) -> list[list[GridCell]]:
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


def labels_of(grids: list[list[GridCell]]) -> tuple[str, ...]:
    """The row labels of this document: the known ones, and short texts that begin a row in at least half of its tables."""
    orders = [[label(g.cell.text) for g in grid if g.begins_row] for grid in grids]
    seen = Counter(text for order in orders for text in dict.fromkeys(order))
    often = max(2, len(grids) / 2)
    known = {t for t in seen if kind_of(t) != "other" or t in ASIDE}
    kept = [t for t, n in seen.most_common(_MOST) if t in known or (0 < len(t) <= _SHORT and n >= often and not t[0].isdigit())]
    return ranked(orders, kept)


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row of an information table: its label, where that stands, and the cells beside it."""

    label: str
    at: Place
    values: list[Cell]
    printed: str

    @property
    def said(self) -> list[Cell]:
        """The cells that are not blank."""
        return [one for one in self.values if one.text.strip()]


def rows_of(grid: list[GridCell], labels: tuple[str, ...]) -> list[LabelledRow]:
    """The rows of a table: each of the document's `labels` that begins one, be it misspelt, with the cells behind it."""
    rows: list[LabelledRow] = []
    usual = frozenset(labels)
    missing = usual - {label(g.cell.text) for g in grid if g.begins_row}
    for g in grid:
        text = printed = label(g.cell.text)
        if g.begins_row and text not in usual:
            text = meant(text, missing) or text
        if text in usual and (g.begins_row or (rows and rows[-1].values and text not in ASIDE)):
            rows.append(LabelledRow(text, g.cell.place, [], printed))
        elif rows:
            rows[-1].values.append(g.cell)
    return rows


def parted(rows: list[LabelledRow], table: int) -> tuple[list[LabelledRow], tuple[Cell, ...]]:
    """The rows of a table, and the values behind a blank label in the last one where a label above has none: then all may have slipped."""
    blank = [n for n, one in enumerate(rows[-1].values) if not one.text.strip()] if rows else []
    if not blank or len(rows[-1].said) < 2 or all(any(not is_mark_only(one.text) for one in row.said) for row in rows):
        return rows, ()
    last = rows[-1]
    own = replace(last, values=last.values[: blank[-1]])
    more = tuple(replace(one, place=replace(one.place, table=table)) for one in last.values[blank[-1] :] if one.text.strip())
    return ([*rows[:-1], own], more) if own.said and more else (rows, ())


def field_of(row: LabelledRow, table: int, n: int) -> Field:
    """The field that a row is, the n-th of its table."""
    line = next((v.place.line for v in row.said), row.values[0].place.line if row.values else row.at.line)
    cell = Cell("\n".join(v.text for v in row.values), Place(line, table, n))
    return Field(row.label, kind_of(row.label), cell, cell if cell.text.strip() else None)
