"""Information tables without the usual headings -> where each begins: at a row of its number, its code or its name, whichever comes first.

Where no row says a name, at the row below a counted line that does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.sources.headings.heads import is_charged
from kg.sources.headings.labels import is_known
from kg.sources.headings.numbers import COUNT, COUNTED, is_number
from kg.sources.lines.labelled import parted
from kg.sources.tables.information import ABOUT
from kg.text import digits, squeeze

_FEWEST, _FEW = 3, 2
_LONGEST_HEADING, _LONGEST_CAPTION = 200, 80
_COUNTED = re.compile(rf"{COUNTED}|[（(]?{COUNT}[（(）)、.．\s]|.*信息表(?:[（(].{{1,8}}[)）])?$")
_ALONE = re.compile(rf"\s*[（(]?{COUNT}[)）]?[、.．]?\s*")
_SAID = re.compile("[:：].")
_NUMBERED = re.compile(rf"(?:第|(?:职责|职权|权责)?事项)\s*{COUNT}\s*[:：]")
_MAIN = re.compile(rf"[（(]?{COUNT}[)）]?[、.．\s]*主要(?:职责|职能)\s*[:：]")
_SENTENCE = re.compile("[。；，：:]")


@dataclass(frozen=True, slots=True)
class Start:
    """A table, by elements of the document's lines: its headings from `top`, its rows from `first` to `end`."""

    top: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that begins with a label, and the text beside or below it."""

    at: int
    kind: str
    value: str


def found(rows: Sequence[str]) -> list[Start]:
    """The tables of a text; none where it has no rows of labels with values among which are a name and two other known kinds."""
    labels = _labelled(rows)
    begins = next((one.kind for one in labels if _may_begin(one)), "")
    at = [n for n, one in enumerate(labels) if one.kind == begins and _may_begin(one)]
    kept = [
        (n, end)
        for n, end in pairwise([*at, len(labels)])
        if _is_table(labels[n:end], rows[max(0, labels[n].at - 1) : labels[n].at])
    ]
    tops = [_top(rows, labels[n:end], labels[n - 1].at if n else -1) for n, end in kept]
    ends = [*tops[1:], len(rows)][: len(tops)]
    made = [Start(top, labels[n].at, end) for (n, _), top, end in zip(kept, tops, ends, strict=True)]
    return made or _captioned(rows, labels)


def _captioned(rows: Sequence[str], labels: Sequence[_Line]) -> list[Start]:
    """Tables whose names stand above them (1.组织义务植树), each with the same first label; none where one of them does not say enough."""
    told = {one.at for one in labels}
    over = [_line_above(rows, one.at, told) for one in labels]
    below = [n for n, at in enumerate(over) if at is not None]
    counted = [n for n in below if _is_counted(rows[over[n] or 0])] or below
    first = Counter(labels[n].kind for n in counted).most_common(1)
    at = [n for n in counted if labels[n].kind == first[0][0]]
    parts = [labels[n:end] for n, end in pairwise([*at, len(labels)])]
    if len(parts) < _FEW or any(len(ABOUT & {one.kind for one in part if one.value}) < _FEWEST for part in parts):
        return []
    tops = [_first_line(rows, over[n] or 0, told) for n in at]
    return [Start(top, part[0].at, end) for top, part, end in zip(tops, parts, [*tops[1:], len(rows)], strict=True)]


def _first_line(rows: Sequence[str], at: int, told: Collection[int]) -> int:
    """The first of the counted lines that end with line `at`."""
    while (over := _line_above(rows, at, told)) is not None and _is_counted(rows[over]):
        at = over
    return at


def _line_above(rows: Sequence[str], at: int, told: Collection[int]) -> int | None:
    """The last line with words above line `at`, where it is short, and neither a label nor a sentence."""
    n = next((n for n in range(at - 1, -1, -1) if rows[n].strip()), None)
    if n is None or n in told or rows[n].startswith("\t") or len(rows[n]) > _LONGEST_CAPTION:
        return None
    return n if _is_counted(rows[n]) or not _SENTENCE.search(rows[n]) else None


def _is_counted(row: str) -> bool:
    return _COUNTED.match(row.strip()) is not None and not _SAID.search(_NUMBERED.sub("", row.strip()))


def _labelled(rows: Sequence[str]) -> list[_Line]:
    result: list[_Line] = []
    below = ""
    for n in reversed(range(len(rows))):
        if not rows[n].strip():
            continue
        if here := parted(rows[n]):
            value = here.rest or below
            result.append(_Line(n, here.kind, "" if is_known(value) else value))
        below = rows[n].strip().partition("\t")[0]
    return result[::-1]


def _may_begin(one: _Line) -> bool:
    return bool(one.value) and (one.kind == "name" or (one.kind in ("number", "code") and is_number(one.value)))


def _is_table(labels: Sequence[_Line], above: Sequence[str]) -> bool:
    """Whether labels say enough for a table; a line `above` that counts it is its number."""
    kinds = {one.kind for one in labels if one.value} - {"other"}
    counted = {"number"} if any(_ALONE.fullmatch(line) for line in above) else set()
    return "name" in kinds and len(kinds | counted) >= _FEWEST


def _top(rows: Sequence[str], labels: Sequence[_Line], above: int) -> int:
    """The first line of the headings over a table, whose last row above is line `above`."""
    first = labels[0].at
    name = next((squeeze(one.value) for one in labels if one.kind == "name" and one.value), "")
    number = digits(labels[0].value)
    top = first
    for n in range(first - 1, above, -1):
        line = rows[n].strip()
        if not line:
            continue
        if rows[n].startswith("\t") or len(line) > _LONGEST_HEADING:
            break
        if not (_is_heading(line, name, number) or (not rows[n - 1].strip() and is_charged(line))):
            break
        top = n
    return top


def _is_heading(line: str, name: str, number: str) -> bool:
    """Whether a line names the table below, or counts it."""
    if name in squeeze(line) or (len(number) > _FEW and number in digits(line)):
        return True
    return _MAIN.match(line) is not None or (_COUNTED.match(line) is not None and not _SAID.search(line))
