"""One formula of a sheet -> its value, for what serial numbers are made with: counting, comparing, joining texts. Runs in the worker.

Anything that this does not know exactly as Excel does is an UnknownError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Protocol

_TOKEN = re.compile(
    r'\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<number>\d+(?:\.\d+)?)(?!\s*:)|(?P<name>[A-Z]+(?=\())'
    r"|(?P<ref>\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?|\$?\d{1,7}:\$?\d{1,7})(?![A-Z0-9_.!(:])|(?P<mark><=|>=|<>|[-+*&(),<>=]))\s*",
    re.IGNORECASE,
)
_ZEROS = re.compile("0+")
_OPERATOR = re.compile(r"[<>=*?~]")
_FIGURES = re.compile(r"\s*[-+]?[\d.,/%:年月日-]+\s*")
Value = int | float | str | bool | None


class UnknownError(Exception):
    """A formula that asks for more."""


class Cells(Protocol):
    """What a formula may ask of its sheet."""

    def area(self, ref: str) -> list[list[Value]]:
        """The values of a range, row by row."""

    def refuse_hidden(self) -> None:
        """Raises UnknownError where rows are hidden: what SUBTOTAL leaves out depends on how."""


class Formula:
    """One formula, read from left to right; `row` and `column` are where it stands."""

    def __init__(self, sheet: Cells, row: int, column: int, text: str) -> None:
        self._sheet, self._row, self._column = sheet, row, column
        self._tokens, self._at = list(_tokens(text)), 0

    def result(self) -> Value:
        """What the cell shows; an empty cell that is pointed at is 0."""
        found = self._compared()
        if self._next()[0]:
            raise UnknownError
        return 0 if found is None else found

    def _next(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _take(self, *marks: str) -> str:
        """The next mark where it is one of these."""
        kind, text = self._next()
        if kind == "mark" and text in marks:
            self._at += 1
            return text
        return ""

    def _want(self, mark: str) -> None:
        if not self._take(mark):
            raise UnknownError

    def _compared(self) -> Value:
        left = self._joined()
        while mark := self._take("=", "<>", "<", ">", "<=", ">="):
            left = _compare(left, self._joined(), mark)
        return left

    def _joined(self) -> Value:
        left = self._sum()
        while self._take("&"):
            left = _text(left) + _text(self._sum())
        return left

    def _sum(self) -> Value:
        left = self._product()
        while mark := self._take("+", "-"):
            right = _number(self._product())
            left = _number(left) + (right if mark == "+" else -right)
        return left

    def _product(self) -> Value:
        left = self._signed()
        while self._take("*"):
            left = _number(left) * _number(self._signed())
        return left

    def _signed(self) -> Value:
        if mark := self._take("+", "-"):
            return self._signed() if mark == "+" else -_number(self._signed())
        return self._one()

    def _one(self) -> Value:
        if self._take("("):
            found = self._compared()
            self._want(")")
            return found
        kind, text = self._next()
        self._at += 1
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "number":
            return float(text) if "." in text else int(text)
        if kind == "ref" and ":" not in text:
            return self._sheet.area(text)[0][0]
        if kind == "name":
            return self._called(text.upper())
        raise UnknownError

    def _called(self, name: str) -> Value:
        self._want("(")
        if name in ("ROW", "ROWS"):
            return self._of_rows(name)
        if name in _OF_RANGES:
            found = _OF_RANGES[name](list(self._listed()))
        elif name == "SUBTOTAL":
            found = self._subtotal()
        elif name == "COUNTIF":
            found = self._count_if()
        else:
            found = _of_values(name, list(self._arguments()))
        self._want(")")
        return found

    def _of_rows(self, name: str) -> int:
        """ROW() is where the formula stands, ROW(A3) where that cell does, ROWS(A$3:A5) how many rows a range has."""
        from openpyxl.utils import range_boundaries

        kind, text = self._next()
        if kind != "ref":
            self._want(")")
            if name == "ROWS":
                raise UnknownError
            return self._row
        self._at += 1
        self._want(")")
        _, top, _, bottom = range_boundaries(text.replace("$", ""))
        return int(bottom) - int(top) + 1 if name == "ROWS" else int(top)

    def _arguments(self) -> Iterator[Value]:
        if self._next() != ("mark", ")"):
            yield self._compared()
            while self._take(","):
                yield self._compared()

    def _listed(self) -> Iterator[Sequence[Value]]:
        """The arguments of a function of ranges, each a range or a cell."""
        while True:
            yield self._range()
            if not self._take(","):
                return

    def _range(self) -> list[Value]:
        kind, text = self._next()
        if kind != "ref":
            raise UnknownError
        self._at += 1
        return list(chain.from_iterable(self._sheet.area(text)))

    def _subtotal(self) -> Value:
        sort = self._one()
        self._want(",")
        self._sheet.refuse_hidden()
        if not isinstance(sort, int) or sort not in _SUBTOTALS:
            raise UnknownError
        return _OF_RANGES[_SUBTOTALS[sort]](list(self._listed()))

    def _count_if(self) -> int:
        """How many cells say a word."""
        cells = self._range()
        self._want(",")
        wanted = self._compared()
        if not isinstance(wanted, str) or not wanted or _OPERATOR.search(wanted) or _FIGURES.fullmatch(wanted):
            raise UnknownError
        return sum(isinstance(one, str) and one.lower() == wanted.lower() for one in cells)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found or not found.lastgroup:
            raise UnknownError
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()


def _number(value: Value) -> int | float:
    if value is None:
        return 0
    if isinstance(value, str):
        raise UnknownError
    return value


def _text(value: Value) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise UnknownError


def _compare(left: Value, right: Value, mark: str) -> bool:
    """A comparison of two numbers or of two texts, in which an empty cell is 0 or ""."""
    if isinstance(left, str) or isinstance(right, str):
        one, other = left or "", right or ""
        if not (isinstance(one, str) and isinstance(other, str)):
            return mark == "<>" if mark in ("=", "<>") else _refused()
        if mark not in ("=", "<>"):
            _refused()
        return (one.lower() == other.lower()) == (mark == "=")
    a, b = _number(left), _number(right)
    return {"=": a == b, "<>": a != b, "<": a < b, ">": a > b, "<=": a <= b, ">=": a >= b}[mark]


def _refused() -> bool:
    raise UnknownError


def _figures(ranges: Sequence[Sequence[Value]]) -> list[int | float]:
    return [one for part in ranges for one in part if isinstance(one, int | float) and not isinstance(one, bool)]


_OF_RANGES: dict[str, Callable[[Sequence[Sequence[Value]]], Value]] = {
    "MAX": lambda ranges: max(_figures(ranges), default=0),
    "SUM": lambda ranges: sum(_figures(ranges)),
    "COUNT": lambda ranges: len(_figures(ranges)),
    "COUNTA": lambda ranges: sum(one is not None for part in ranges for one in part),
}
_SUBTOTALS = {2: "COUNT", 3: "COUNTA", 4: "MAX", 9: "SUM", 102: "COUNT", 103: "COUNTA", 104: "MAX", 109: "SUM"}


def _of_values(name: str, given: Sequence[Value]) -> Value:
    """IF, TEXT with zeros (TEXT(ROW()-2,"000")), CONCATENATE, HYPERLINK, which shows its last."""
    if name == "IF" and len(given) in (2, 3) and given[0] is not None and not isinstance(given[0], str):
        return given[1] if given[0] else (given[2] if len(given) == 3 else False)
    if name == "TEXT" and len(given) == 2:
        count, form = given
        if isinstance(count, int) and count >= 0 and isinstance(form, str) and _ZEROS.fullmatch(form):
            return f"{count:0{len(form)}}"
    if name == "HYPERLINK" and given:
        return given[-1]
    if name == "CONCATENATE":
        return "".join(map(_text, given))
    raise UnknownError
