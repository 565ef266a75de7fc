"""Paragraphs of a Word document that say label and value, and cells that do -> tables, as the lines of a text make them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kg.records import Cell, Place
from kg.sources.blocks import Block, Paragraph, Table, filled
from kg.sources.headings import cover
from kg.sources.headings.header import has_header
from kg.sources.headings.labels import OF_LABELS
from kg.sources.headings.notes import is_note
from kg.sources.lines import starts, written
from kg.sources.lines.dressed import plain
from kg.sources.lines.labelled import parted
from kg.sources.lines.margins import ruled

_SEVERAL, _FEWEST, _MOSTLY = 2, 3, 0.8
_ENOUGH = 200  # rows that show what a table is
_SAYS = re.compile(rf"\s*[\u4e00-\u9fff][{OF_LABELS}\s]{{1,15}}[:：]\s*\S")
_LONGEST_SIGNATURE = 30


@dataclass(frozen=True, slots=True)
class _Run:
    """Paragraphs that follow one another: their lines with their places, how many belong to no margin, and the tables they make."""

    blocks: Sequence[Block]
    lines: Sequence[str]
    places: Sequence[Place]
    end: int
    found: Sequence[starts.Start]


def tabled(blocks: Sequence[Block], where: str) -> list[Block]:
    """The blocks with a table in place of each duty that paragraphs state; beside real tables only where they state several.

    The place of such a cell is its line, counted among all lines of the document's paragraphs, or the cell of a real table that says it.
    """
    said = [part for one in blocks for part in (_told(one) if isinstance(one, Table) and _is_told(one) else [one])]
    runs: list[_Run] = []
    count = 0
    for is_text, group in groupby(said, lambda one: isinstance(one, Paragraph)):
        here = list(group)
        runs.append(_run(here, count) if is_text else _Run(here, [], [], 0, []))
        count += len(runs[-1].lines)
    tables = [one.number for one in said if isinstance(one, Table)]
    if sum(len(run.found) for run in runs) < (_SEVERAL if tables else 1):
        return list(blocks)
    lines = [line.strip() for run in runs for line in run.lines]
    found: list[starts.Start] = []
    for run, first in zip(runs, _firsts(runs), strict=True):
        found += (replace(one, top=one.top + first, first=one.first + first, end=one.end + first) for one in run.found)
    places = [place for run in runs for place in run.places]
    last = max((one.number for one in blocks if isinstance(one, Table)), default=0)
    made = written.tables(lines, found, places, where, last + 1, next(filter(None, lines), ""))
    return [block for run in runs for block in _read(run, made)]


def _firsts(runs: Sequence[_Run]) -> list[int]:
    """How many lines stand before each run."""
    firsts = [0]
    for run in runs[:-1]:
        firsts.append(firsts[-1] + len(run.lines))
    return firsts


def _run(blocks: Sequence[Block], above: int) -> _Run:
    """A run of paragraphs that stands below so many lines."""
    rows = [(line, one.cell.place) for one in blocks if isinstance(one, Paragraph) for line in one.cell.text.split("\n")]
    lines, at = plain(ruled([row for row, _ in rows]))
    places = [rows[n][1] if rows[n][1].cell else Place(above + n + 1) for n in at]
    end = _end(lines)
    return _Run(blocks, lines, places, end, starts.found(lines[:end]))


def _is_told(table: Table) -> bool:
    """Whether the cells of a table say label and value themselves, and name duties."""
    rows = [said for row in table.rows[:_ENOUGH] if (said := tuple(filled(row)))]
    if has_header(rows):
        return False
    labels = [parted(line) for said in rows for one in said for line in one.text.split("\n")]
    kinds = {one.kind for one in labels if one and one.mark == ":" and one.rest} - {"other"}
    beside = [_SAYS.match(one.text) is not None for said in rows if len(said) > 1 for one in said]
    return "name" in kinds and len(kinds) >= _FEWEST and sum(beside) >= _MOSTLY * len(beside)


def _told(table: Table) -> Iterator[Paragraph]:
    """The cells of a table one below another."""
    seen: set[int] = set()
    for one in (one for row in table.rows for one in filled(row)):
        if id(one) not in seen:
            yield Paragraph(one)
        seen.add(id(one))


def _end(lines: Sequence[str]) -> int:
    """The line after the last table of a run of paragraphs: a note, or who has signed and when."""
    last = max((n for n, line in enumerate(lines) if parted(line)), default=-1)
    for n in range(last + 1, len(lines)):
        if is_note(lines[n]):
            return n
        if cover.date(lines[n]):
            return n - 1 if n - 1 > last and len(lines[n - 1].strip()) <= _LONGEST_SIGNATURE else n
    return len(lines)


def _read(run: _Run, made: Iterator[Block]) -> Iterator[Block]:
    """The blocks of a run: lines above its tables, the tables with their headings, lines below; or its paragraphs as they are."""
    if not run.found:
        yield from run.blocks
        return
    yield from _paragraphs(run, 0, run.found[0].top)
    left = len(run.found)
    while left:
        block = next(made)
        left -= isinstance(block, Table)
        yield block
    yield from _paragraphs(run, run.end, len(run.lines))


def _paragraphs(run: _Run, begin: int, end: int) -> Iterator[Block]:
    return (Paragraph(Cell(run.lines[n], run.places[n])) for n in range(begin, end) if run.lines[n].strip())
