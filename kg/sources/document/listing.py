"""Plain text that is a list -> blocks: a row a line, with tabs between its cells, or a cell a line, each after a tab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.errors import SourceError
from kg.records import Cell, Place
from kg.sources.blocks import Block, Paragraph, Row, Table, reference
from kg.sources.document import unread
from kg.sources.files import separated
from kg.sources.headings.header import header, of_catalogue
from kg.sources.lines.grid import GridCell, cells

_FEWEST = 2


def blocks(text: str, lines: Sequence[str], where: str) -> list[Block]:
    """The list in a text of these `lines`. Raises SourceError where there is none."""
    if any(not line.startswith("\t") and line.count("\t") >= _FEWEST for line in lines):
        return separated.blocks(text, where, "\t")
    title = next((line for line in lines if line.strip() and not line.startswith("\t")), "")
    table = rows(cells(lines, 1, title.strip()))
    if not any(found and of_catalogue(found.labels) for found in (header(table, n, where) for n in range(len(table)))):
        hint = "这像是逗号分隔的表，请把扩展名改为 .csv 后再导入。" if separated.has_header(text) else _EXPECTED
        raise unread.instead(text, where) or SourceError("没有找到职责事项信息表，也没有每行一项的清单。", where=where, hint=hint)
    return [Paragraph(Cell(title.strip(), Place(1))), Table(1, "", tuple(table), merges=False)]


_EXPECTED = (
    "信息表应以“1.1（职责事项名称）信息表”这样的行开头，其后每栏一行：栏名、制表符或冒号、内容；"
    "清单应有“序号、职权名称、实施依据、承办机构”这样的表头，每行一项、单元格之间用制表符隔开。"
)


def rows(grid: Sequence[GridCell]) -> list[Row]:
    """The cells by rows: as the blank lines set them apart, or all as wide as the first row where a cell itself ends in one."""
    found: list[list[Cell]] = []
    for one in grid:
        if one.begins_row or not found:
            found.append([])
        found[-1].append(one.cell)
    width = len(found[0]) if found else 0
    if any(len(row) != width for row in found) and len(grid) % width == 0:
        found = [[one.cell for one in grid[at : at + width]] for at in range(0, len(grid), width)]
    return [_placed(row, n) for n, row in enumerate(found, 1)]


def _placed(row: Sequence[Cell], n: int) -> Row:
    return tuple(replace(one, place=Place(one.place.line, 1, n, reference(n, column))) for column, one in enumerate(row, 1))
