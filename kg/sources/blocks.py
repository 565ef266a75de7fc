"""What a file consists of before anybody knows its layout: paragraphs and tables, in document order.

A merged cell is one `Cell` object that stands at every position it spans; that is how a reader of rows sees the merge.
The worker that opens Office files sends blocks as JSON (`pack`, `unpack`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.records import Cell, Place

Row = tuple[Cell, ...]
PICTURES = "图片里的文字读不出来，请导入 Word 或 Excel 原件；没有原件时，请先识别成文字、填进表格再导入。"
LONGEST = 100_000  # characters of a cell; a longer one holds some other text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text outside of tables."""

    cell: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a text document or a sheet of a workbook, counted from 1; `merges` says whether its file can tell merged cells.

    Where it is known, the rows that begin another duty's card are those of the indices `begins`.
    """

    number: int
    name: str
    rows: tuple[Row, ...]
    merges: bool = True
    begins: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Hidden:
    """A sheet, or a `part` of one (第 3 行), with content that is not shown; nobody who opens the workbook sees it, so it is not read."""

    number: int
    name: str
    part: str = ""


Block = Paragraph | Table | Hidden


def reference(row: int, column: int) -> str:
    """The name of a cell as spreadsheets write it, both counted from 1: (12, 28) -> "AB12"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def cell(text: str, table: int, row: int, column: int) -> Cell:
    """A table cell: its text without the empty lines after it."""
    return Cell(text.rstrip("\n"), Place(table=table, row=row, cell=reference(row, column)))


def distinct(row: Iterable[Cell]) -> list[Cell]:
    """The cells of a row from left to right, a merged cell once."""
    return list({id(one): one for one in row}.values())


def filled(row: Iterable[Cell]) -> list[Cell]:
    """The cells of a row that say something, from left to right, a merged cell once."""
    return [one for one in distinct(row) if one.text.strip()]


def pack(blocks: Iterable[Block]) -> list[Any]:
    """The blocks as plain lists."""
    return [_packed(block) for block in blocks]


def unpack(data: Sequence[Any]) -> list[Block]:
    """The blocks that `pack` made lists of, with every merged cell one object again."""
    return [_unpacked(one) for one in data]


def _packed(block: Block) -> list[Any]:
    if isinstance(block, Paragraph):
        return [block.cell.text, block.cell.place.table]
    if isinstance(block, Hidden):
        return [block.number, block.name, block.part]
    cells = {id(one): one for row in block.rows for one in row}
    index = {key: n for n, key in enumerate(cells)}
    listed = [[one.text, one.place.row, one.place.cell] for one in cells.values()]
    return [block.number, block.name, listed, [[index[id(one)] for one in row] for row in block.rows]]


def _unpacked(data: Sequence[Any]) -> Block:
    if len(data) == 2:
        return Paragraph(Cell(data[0], Place(table=data[1])))
    if len(data) == 3:
        return Hidden(*data)
    number, name, listed, rows = data
    cells = [Cell(text, Place(table=number, row=row, cell=where)) for text, row, where in listed]
    return Table(number, name, tuple(tuple(cells[n] for n in row) for row in rows))
