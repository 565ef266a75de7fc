"""Formulas whose results a workbook does not store -> their values, where they number the rows: =ROW()-3, =A4+1, =MAX(A$3:A3)+1. Runs in the worker."""

from __future__ import annotations

import re
from typing import Any

_ROW = re.compile(r"ROW\(\)(?:(?P<sign>[+-])(?:(?P<by>\d{1,7})|ROW\((?P<ref>[A-Z]{1,3}\d{1,7})\)))?")
_NEXT = re.compile(r"(?P<ref>[A-Z]{1,3}\d{1,7})(?P<sign>[+-])(?P<by>\d{1,7})")
_ABOVE = re.compile(
    r"(?P<how>MAX|COUNT|COUNTA|SUBTOTAL)\((?:(?:10)?3,)?(?P<first>[A-Z]{1,3}\d{1,7}):(?P<last>[A-Z]{1,3}\d{1,7})\)(?:\+(?P<by>\d{1,7}))?"
)
_SUBTOTAL_COUNTS = ("SUBTOTAL(3,", "SUBTOTAL(103,")
_LARGEST = 20_000  # cells of a range


class _UnknownError(Exception):
    """A formula that asks for more than the number of a row."""


def out(values: Any, formulas: Any) -> str:
    """Put into the sheet `values` what its `formulas` give where it has no result; returns the first cell that cannot be told, "" for none.

    Row by row, so that what stands above is known; a formula that points further down is not.
    """
    hides = any(one.hidden for one in formulas.row_dimensions.values())
    for row in formulas.iter_rows():
        for one in row:
            stored = values[one.coordinate]
            if one.data_type != "f" or stored.value is not None:
                continue
            try:
                stored._value = "" if stored.data_type == "str" else _number(one, values, hides=hides)  # a stored empty text
            except _UnknownError:
                return str(one.coordinate)
    return ""


def _number(one: Any, values: Any, *, hides: bool) -> int:
    text = str(one.value).upper().replace("$", "").replace(" ", "").removeprefix("=").removeprefix("+")
    if found := _ROW.fullmatch(text):
        by = int(found["by"] or 0) or (values[found["ref"]].row if found["ref"] else 0)
        return int(one.row) + (-by if found["sign"] == "-" else by)
    if found := _NEXT.fullmatch(text):
        by = int(found["by"])
        return _whole(values[found["ref"]].value) + (-by if found["sign"] == "-" else by)
    if found := _ABOVE.fullmatch(text):
        return _of_range(found, text, one, values, hides=hides) + int(found["by"] or 0)
    raise _UnknownError


def _of_range(found: re.Match[str], text: str, one: Any, values: Any, *, hides: bool) -> int:
    """The largest or the number of the values above; SUBTOTAL leaves rows out that are hidden."""
    first, last = values[found["first"]], values[found["last"]]
    cells = (last.row - first.row + 1) * (last.column - first.column + 1)
    itself = first.row <= one.row <= last.row and first.column <= one.column <= last.column
    subtotal = found["how"] == "SUBTOTAL"
    if (
        cells <= 0
        or cells > _LARGEST
        or itself
        or last.row > one.row
        or (subtotal and (hides or not text.startswith(_SUBTOTAL_COUNTS)))
    ):
        raise _UnknownError
    block = values[f"{found['first']}:{found['last']}"]
    held = [
        cell.value for row in (block if isinstance(block, tuple) else ((block,),)) for cell in row if cell.value not in (None, "")
    ]
    numbers = [value for value in held if isinstance(value, int | float) and not isinstance(value, bool)]
    if found["how"] == "MAX":
        return _whole(max(numbers, default=0))
    return len(numbers if found["how"] == "COUNT" else held)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise _UnknownError
    return int(value)
