"""CSV text -> one table of blocks."""

from __future__ import annotations

import csv
import io

from kg.errors import SourceError
from kg.records import Cell, Place
from kg.sources.blocks import Block, Row, Table, reference

_LONGEST, _CELLS = 1_000_000, 1_000_000


def blocks(text: str, where: str) -> list[Block]:
    """The rows of a text with comma, semicolon or tab between its values; a cell knows the line on which its row begins."""
    csv.field_size_limit(_LONGEST)
    head = text[:20_000]
    delimiter = max(",\t;，", key=head.count)
    rows: list[Row] = []
    begins, count = 1, 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
        for n, values in enumerate(reader, 1):
            count += len(values) + 1
            if count > _CELLS:
                raise SourceError(
                    f"单元格超过 {_CELLS} 个。", where=f"{where}:{begins}", hint="请删去多余的空行和空列，或拆分后再导入。"
                )
            rows.append(tuple(_cell(value, begins, n, column) for column, value in enumerate(values, 1)))
            begins = reader.line_num + 1
    except csv.Error as problem:
        raise SourceError(
            f"CSV 格式有误：{problem}", where=f"{where}:{begins}", hint="请检查引号是否成对，或另存为 .xlsx。"
        ) from problem
    return [Table(1, "", tuple(rows), merges=False)]


def _cell(value: str, line: int, row: int, column: int) -> Cell:
    text = value.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return Cell(text, Place(line, 1, row, reference(row, column)))
