"""Merged cells that were undone, as in a csv file, are one cell again.

The first row has the value, the rows below are blank.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.labels import REMARKS, is_helper
from kg.records import Cell, Finding, Place, Severity
from kg.sources.blocks import Row
from kg.sources.headings import approvers
from kg.sources.headings.columns import Column, is_ticked
from kg.sources.headings.header import Header
from kg.sources.headings.heads import of_row
from kg.sources.headings.notes import is_total
from kg.text import is_wordless, label, squeeze

_SHARED = ("type", "body", "department", "supervision")
_BEGINS = ("number", "code", "name")
_CLASSES = ("other", "type", "body", "department")
_LONG = ("boundary", "workflow", "accountability")
_PARTS_OF_NAME = ("number", "code", "name", "subitem")
_NEARLY_ALL, _FEWEST, _SOME = 0.9, 2, 5


@dataclass(frozen=True, slots=True)
class Filled:
    """What was read from above: the labels of the columns, where the first blank cell stands, and how many there are."""

    labels: tuple[str, ...] = ()
    place: Place | None = None
    count: int = 0


def forward(rows: Sequence[Row], at: int, header: Header, before: Collection[str] = ()) -> tuple[tuple[Row, ...], Filled]:
    """The rows with each blank cell of a merged column replaced by the cell above, and what was replaced.

    `at` is the first row below the header. Whoever fills every row repeats himself from row to row; so a column is merged
    when it never does and is half blank (of types and classes, when each is there once; or blank somewhere, beside such a
    column, or where an earlier part of the list was merged: its label is one of `before`). Only columns whose values several
    items share are looked at, none that is ticked off or of approvers, and those that are blank exactly where a class is. In rows of sub-items, any column may be merged.
    """
    printed = [row + tuple(Cell("", row[0].place) for _ in range(header.width - len(row))) if row else row for row in rows]
    result = list(printed)
    runs = list(_runs(result, at, header))
    _group(result, runs, header)
    classes = {column for column in header.columns if _is_class(result, runs, column, header)}
    apart = approvers.beside(header.labels)
    own = [one for one in header.columns if not (is_helper(one.label) or one.label.startswith(REMARKS) or one.label in apart)]
    told = [column for column in own if not is_ticked(column, [result[n] for run in runs for n in run])]
    parts = _parts(result, runs, header)
    below = _going_on(result, at, header) if parts else set()
    parted = [column for column in told if _over_parts(result, runs, (parts, below), column)]
    told = [column for column in told if column not in parted]
    shared = {
        column for column in told if column.kind in _SHARED or column in classes or _goes_with(result, runs, column, classes)
    }
    columns = [column for column in told if column in shared or column.kind in _LONG]
    count, kinds = sum(map(len, runs)), header.first("type")
    gaps = {column: _gaps(result, runs, column) or _within(result, runs, column, kinds, count) for column in columns}
    half = {column for column in columns if gaps[column] and (2 * gaps[column] >= count or column.label in before)}
    half |= {column for column in columns if gaps[column] and column in classes}
    half |= {column for column in columns if gaps[column] > 1 and column.kind == "type" and _once(result, runs, column)}
    merged = [column for column in columns if column in half or (gaps[column] and column in shared)] if half & shared else []
    blank = [result[n][column.at] for column in parted for n in _blank(result, runs, column) if n in parts]
    for run in runs:
        for above, n in pairwise(run):
            result[n] = _filled(result[above], result[n], [*merged, *(parted if n in parts else ())])
    labels = tuple(column.label for column in (*merged, *parted))
    if not labels:
        return tuple(result), Filled()
    first = _first_blank(printed, runs, merged[0]) if merged else blank[0].place
    return tuple(result), Filled(labels, first, sum(gaps[column] for column in merged) + len(blank))


def finding(parts: Sequence[Filled]) -> Iterator[Finding]:
    """One finding about all parts of a list, none where nothing was replaced."""
    if labels := list(dict.fromkeys(text for part in parts for text in part.labels)):
        count, place = sum(part.count for part in parts), next(part.place for part in parts if part.place)
        message = f"“{'、'.join(labels)}”空着的 {count} 格按上一行读：合并单元格拆开后，只有首行留有内容。"
        yield Finding("merged-cells", Severity.INFO, (), labels[0], place, message)


def _group(rows: list[Row], runs: list[list[int]], header: Header) -> None:
    """Give the rows below a main responsibility its text, and its number where they have none of their own: both are said once, in its first row."""
    number, text = header.first("number"), header.first("responsibility")
    beside = [column for column in header.columns if text and column.kind == "other" and column.label.startswith(text.label)]
    wanted = [column for column in (text, number, *beside) if column]
    for run in runs if text else ():
        for above, below in pairwise(run):
            if not rows[below][wanted[0].at].text.strip():
                rows[below] = _filled(rows[above], rows[below], wanted)


def _once(rows: Sequence[Row], runs: list[list[int]], column: Column) -> bool:
    """Whether no value of a column comes twice."""
    said = [text for run in runs for n in run if (text := squeeze(rows[n][column.at].text))]
    return len(set(said)) == len(said) > 1


def _is_class(rows: Sequence[Row], runs: list[list[int]], column: Column, header: Header) -> bool:
    """Whether a column before that of names says to which class its rows belong, or who is in charge.

    Each run of rows begins with one, and none comes again.
    """
    name = header.first("name")
    if column.kind not in _CLASSES or column.label in REMARKS or not name or column.at >= name.at:
        return False
    said = [text for run in runs for n in run if (text := squeeze(rows[n][column.at].text))]
    begun = all(squeeze(rows[run[0]][column.at].text) for run in runs)
    return begun and _once(rows, runs, column) and not any(map(is_wordless, said))


def _goes_with(rows: Sequence[Row], runs: list[list[int]], column: Column, classes: Collection[Column]) -> bool:
    """Whether a column of no known kind is blank where one of classes is, and nowhere else."""
    blank = _blank(rows, runs, column)
    return column.kind == "other" and len(blank) > 1 and any(_blank(rows, runs, one) == blank for one in classes)


def _blank(rows: Sequence[Row], runs: list[list[int]], column: Column) -> list[int]:
    return [n for run in runs for n in run if not rows[n][column.at].text.strip()]


def _parts(rows: Sequence[Row], runs: list[list[int]], header: Header) -> set[int]:
    """The rows that go on with the item above: sub-items with codes of their own, whose number and name are blank since those were merged over them."""
    own = {kind: column.at for kind in ("code", "subitem") if (column := header.first(kind))}
    merged = [column.at for column in header.columns if column.kind in ("number", "name")]
    if len(own) < 2 or not header.first("name"):
        return set()
    said = (
        (n, [rows[n][at].text.strip() for at in own.values()], [rows[n][at].text.strip() for at in merged])
        for run in runs
        for n in run[1:]
    )
    return {n for n, told, blank in said if all(told) and not any(blank)}


def _going_on(rows: Sequence[Row], at: int, header: Header) -> set[int]:
    """The rows that go on with the item above without a code of their own: they name a sub-item and nothing that begins an item."""
    begins = [column.at for column in header.columns if column.kind in _BEGINS]
    own = header.first("subitem")
    if not own:
        return set()
    return {n for n in range(at, len(rows)) if _says(rows[n], own.at) and not any(_says(rows[n], one) for one in begins)}


def _says(row: Row, at: int) -> bool:
    return at < len(row) and bool(row[at].text.strip())


def _over_parts(rows: Sequence[Row], runs: list[list[int]], continued: tuple[set[int], set[int]], column: Column) -> bool:
    """Whether a column is blank in nearly all rows that go on with an item, and filled in nearly all that begin one: it was merged as its name was.

    `continued` are the rows that go on with a code of their own, and without.
    """
    parts, below = continued
    count = len(parts) + len(below)
    if count < _FEWEST or column.kind in _PARTS_OF_NAME:
        return False
    blank, begun = set(_blank(rows, runs, column)), sum(map(len, runs)) - len(parts)
    lacking = len(blank & parts) + sum(not _says(rows[n], column.at) for n in below)
    return lacking >= _NEARLY_ALL * count and len(blank - parts) <= max((1 - _NEARLY_ALL) * begun, begun >= _SOME)


def _runs(rows: Sequence[Row], at: int, header: Header) -> Iterator[list[int]]:
    """Rows that begin items, as they follow one another: no cell reaches over a section title or into the next header."""
    name = header.first("name")
    begins = [column.at for column in header.columns if column.kind in _BEGINS]
    run: list[int] = []
    for n in range(at, len(rows)):
        row = rows[n]
        if name and row and label(row[name.at].text) == name.label:
            break
        if is_total(row):  # what it says is of no item
            continue
        if sum(bool(one.text.strip()) for one in row) > 1 and not of_row(row, rows[n + 1] if n + 1 < len(rows) else ()):
            run += [n] if any(row[at].text.strip() for at in begins) else []
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


def _within(rows: Sequence[Row], runs: list[list[int]], column: Column, kinds: Column | None, count: int) -> int:
    """The same of a column half blank that is merged within each of the `kinds`, and so says the same again where the next one begins."""
    if kinds is None or kinds is column:
        return 0
    parts: list[list[int]] = []
    for run in runs:
        for n in run:
            text, above = squeeze(rows[n][kinds.at].text), squeeze(rows[parts[-1][-1]][kinds.at].text) if parts else ""
            if n == run[0] or (text and text != above):
                parts.append([])
            parts[-1].append(n)
    gaps = _gaps(rows, parts, column)
    return gaps if 2 * gaps >= count else 0


def _filled(above: Row, below: Row, columns: Sequence[Column]) -> Row:
    blank = {column.at for column in columns if not below[column.at].text.strip()}
    return tuple(above[n] if n in blank else one for n, one in enumerate(below))


def _first_blank(rows: Sequence[Row], runs: list[list[int]], column: Column) -> Place:
    """Where the first blank cell stands that has a value above it."""
    cells = [rows[n][column.at] for run in runs for n in run]
    first = next(n for n, one in enumerate(cells) if squeeze(one.text))
    return next(one.place for one in cells[first:] if not squeeze(one.text))
