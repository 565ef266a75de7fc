"""What merged cells become in a csv file: the first row has the value, the rows below are blank. Here they are one cell again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.records import Cell, Finding, Place, Severity
from kg.sources.blocks import Row
from kg.sources.header import Column, Header
from kg.text import label, squeeze

_SHARED = ("type", "body", "department", "supervision")
_LONG = ("boundary", "workflow", "accountability")


def forward(rows: Sequence[Row], at: int, header: Header) -> tuple[tuple[Row, ...], Finding | None]:
    """The rows with each blank cell of a merged column replaced by the cell above, and the finding that says so.

    `at` is the first row below the header. Whoever fills every row repeats himself from row to row; so a column is merged
    when it never does and is half blank (or, beside such a column, blank somewhere). Only columns whose values several
    items share are looked at.
    """
    result = [row + tuple(Cell("", row[0].place) for _ in range(header.width - len(row))) if row else row for row in rows]
    runs = list(_runs(result, at, header))
    columns = [column for column in header.columns if column.kind in (*_SHARED, *_LONG)]
    gaps = {column: _gaps(result, runs, column) for column in columns}
    half = {column for column in columns if gaps[column] and 2 * gaps[column] >= sum(map(len, runs))}
    if not any(column.kind in _SHARED for column in half):
        return tuple(rows), None
    merged = [column for column in columns if column in half or (gaps[column] and column.kind in _SHARED)]
    for run in runs:
        for above, below in pairwise(run):
            result[below] = _filled(result[above], result[below], merged)
    return tuple(result), _finding(result[runs[0][0]][0].place, merged, sum(gaps[column] for column in merged))


def _runs(rows: Sequence[Row], at: int, header: Header) -> Iterator[list[int]]:
    """Rows of items that follow one another: no cell reaches over a section title or into the next header."""
    name = header.first("name")
    run: list[int] = []
    for n in range(at, len(rows)):
        row = rows[n]
        if name and row and label(row[name.at].text) == name.label:
            break
        if sum(bool(one.text.strip()) for one in row) > 1:
            run.append(n)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _gaps(rows: Sequence[Row], runs: list[list[int]], column: Column) -> int:
    """How many blank cells of a column have a value above them; 0 where a value is repeated, for then nothing is merged."""
    gaps = 0
    for run in runs:
        texts = [squeeze(rows[n][column.at].text) for n in run]
        if any(above and above == below for above, below in pairwise(texts)):
            return 0
        first = next((n for n, text in enumerate(texts) if text), len(texts))
        gaps += texts[first:].count("")
    return gaps


def _filled(above: Row, below: Row, columns: Sequence[Column]) -> Row:
    blank = {column.at for column in columns if not below[column.at].text.strip()}
    return tuple(above[n] if n in blank else one for n, one in enumerate(below))


def _finding(place: Place, columns: list[Column], count: int) -> Finding:
    names = "、".join(column.label for column in columns)
    message = f"“{names}”空着的 {count} 格按上一行读：合并单元格另存为 csv 后，只有首行留有内容。"
    return Finding("merged-cells", Severity.INFO, (), columns[0].label, place, message)
