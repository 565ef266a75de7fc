"""Matrices -> pictures: where each square, line and label stands, with room for the longest label."""

from __future__ import annotations

import math
from dataclasses import dataclass
from unicodedata import east_asian_width

from kg.overlap.report.matrix import Matrix

_LETTER = 13
_SQUARE, _ROW, _GAP = 34, 30, 10
_BETWEEN = 260
_PALEST = 0.18


@dataclass(frozen=True, slots=True)
class Label:
    """A text and where it begins or ends."""

    text: str
    x: float
    y: float
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of a heat map; `kind` is near, scattered or self, `shade` in [0, 1]."""

    x: float
    y: float
    kind: str
    count: int
    shade: float
    title: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Above the diagonal 重复 and 交叉, below it 分散."""

    width: int
    height: int
    size: int
    squares: tuple[Square, ...]
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A curve from a clause to a department, as wide as there are duties."""

    path: str
    width: float
    strong: bool
    title: str


@dataclass(frozen=True, slots=True)
class Bipartite:
    """Clauses on the left, departments on the right; clauses of several departments are strong."""

    width: int
    height: int
    left: tuple[Label, ...]
    right: tuple[Label, ...]
    lines: tuple[Line, ...]


def breadth(text: str) -> int:
    """How wide `text` is at most, in the unit of the pictures."""
    return sum(_LETTER if east_asian_width(char) in "WFA" else math.ceil(_LETTER * 0.65) for char in text)


def heat_map(near: Matrix, scattered: Matrix) -> HeatMap:
    """The two matrices of the same departments in one square."""
    size, names = len(near.rows), near.rows
    longest = max(map(breadth, names), default=0)
    left, top = longest + 2 * _GAP, math.ceil((longest + _LETTER) * math.sqrt(0.5)) + 2 * _GAP
    squares = tuple(
        _square(near, scattered, row, column, left + column * _SQUARE, top + row * _SQUARE)
        for row in range(size)
        for column in range(size)
    )
    return HeatMap(
        width=left + size * _SQUARE + top,
        height=top + size * _SQUARE + _GAP,
        size=_SQUARE - 2,
        squares=squares,
        rows=tuple(Label(name, left - _GAP, top + (n + 0.5) * _SQUARE + _LETTER / 3) for n, name in enumerate(names)),
        columns=tuple(Label(name, left + (n + 0.5) * _SQUARE, top - _GAP / 2) for n, name in enumerate(names)),
    )


def _square(near: Matrix, scattered: Matrix, row: int, column: int, x: float, y: float) -> Square:
    if row == column:
        return Square(x, y, "self", 0, 0, near.rows[row])
    matrix, kind, what = (near, "near", "重复或交叉") if row < column else (scattered, "scattered", "分散")
    count, most = matrix.counts[row][column], max(map(max, matrix.counts))
    shade = round(_PALEST + (1 - _PALEST) * count / most, 3) if count else 0
    return Square(x, y, kind, count, shade, f"{matrix.rows[row]}与{matrix.columns[column]}：{what} {count}")


def bipartite(matrix: Matrix) -> Bipartite:
    """A matrix as two columns of labels with lines between; on the right in the order that crosses little."""
    right_order = sorted(range(len(matrix.columns)), key=lambda n: _middle([row[n] for row in matrix.counts]))
    height = max(len(matrix.rows), len(right_order), 1) * _ROW + 2 * _GAP
    start = max(map(breadth, matrix.rows), default=0) + 2 * _GAP
    end = start + _BETWEEN
    ys = {n: _spread(place, len(right_order), height) for place, n in enumerate(right_order)}
    shared = [sum(map(bool, row)) > 1 for row in matrix.counts]
    most = max((count for row in matrix.counts for count in row), default=1)
    left, lines = [], []
    for n, (label, row) in enumerate(zip(matrix.rows, matrix.counts, strict=True)):
        y = _spread(n, len(matrix.rows), height)
        left.append(Label(label, start - _GAP, y + _LETTER / 3, shared[n]))
        for column, count in enumerate(row):
            if count:
                middle = (start + end) / 2
                path = f"M{start} {y:.1f} C{middle} {y:.1f} {middle} {ys[column]:.1f} {end} {ys[column]:.1f}"
                title = f"{label}—{matrix.columns[column]}：职责 {count} 项"
                lines.append(Line(path, round(1.5 + 8.5 * count / most, 1), shared[n], title))
    right = tuple(Label(matrix.columns[n], end + _GAP, ys[n] + _LETTER / 3) for n in right_order)
    width = end + 2 * _GAP + max(map(breadth, matrix.columns), default=0)
    return Bipartite(width, height, tuple(left), right, tuple(lines))


def _spread(place: int, count: int, height: int) -> float:
    return _GAP + (height - 2 * _GAP) * (place + 0.5) / count


def _middle(column: list[int]) -> float:
    return sum(n * count for n, count in enumerate(column)) / (sum(column) or 1)
