"""Formulas whose results a workbook does not store -> their values, where they only count: =ROW()-3, =MAX(A$3:A3)+1. Runs in the worker."""

from __future__ import annotations

from typing import Any

from kg.sources.files.formula import Formula, UnknownError, Value

_LONGEST, _DEEPEST = 300, 60
_LARGEST, _MOST_CELLS = 100_000, 3_000_000  # cells of a range, and those that are looked at


def out(values: Any, formulas: Any) -> str:
    """Put into the sheet `values` what its `formulas` give where it has no result; returns the first cell that cannot be told, "" for none."""
    sheet = _Sheet(values, formulas)
    for row in formulas.iter_rows():
        for one in row:
            if one.data_type == "f" and values[one.coordinate].value is None:
                try:
                    values[one.coordinate]._value = sheet.value(one.row, one.column)
                except UnknownError:
                    return str(one.coordinate)
    return ""


class _Sheet:
    """The cells of one sheet, with the formulas that have been worked out so far."""

    def __init__(self, values: Any, formulas: Any) -> None:
        self._values, self._formulas = values._cells, formulas._cells
        self._hides = any(one.hidden for one in formulas.row_dimensions.values())
        self._depth = self._seen = 0

    def value(self, row: int, column: int) -> Value:
        """What a cell shows, or would show."""
        stored, one = self._values.get((row, column)), self._formulas.get((row, column))
        if one is None or one.data_type != "f" or (stored is not None and stored.value is not None):
            return _plain(stored.value if stored is not None else None)
        if stored is not None and stored.data_type == "str":
            return ""  # a stored result that says nothing
        if not isinstance(one.value, str) or len(one.value) > _LONGEST or self._depth > _DEEPEST:
            raise UnknownError
        self._depth += 1
        found = Formula(self, row, column, one.value.removeprefix("=")).result()
        self._depth -= 1
        if stored is not None:
            stored._value = found
        return found

    def area(self, ref: str) -> list[list[Value]]:
        """The values of a range, row by row."""
        from openpyxl.utils import range_boundaries

        if not ref.lstrip("$")[0].isalpha():
            raise UnknownError
        left, top, right, bottom = range_boundaries(ref.replace("$", ""))
        size = (right - left + 1) * (bottom - top + 1)
        self._seen += size
        if right < left or bottom < top or size > _LARGEST or self._seen > _MOST_CELLS:
            raise UnknownError
        return [[self.value(row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]

    def refuse_hidden(self) -> None:
        """What SUBTOTAL leaves out depends on how rows were hidden."""
        if self._hides:
            raise UnknownError


def _plain(value: Any) -> Value:
    if value is None or isinstance(value, int | float | str):
        if isinstance(value, str) and value.startswith("#"):
            raise UnknownError  # an error spreads
        return value
    raise UnknownError
