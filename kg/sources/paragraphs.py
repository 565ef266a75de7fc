"""Paragraphs of a Word document that say label and value -> tables, as the lines of a text make them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kg.records import Cell, Place
from kg.sources import cover, starts, written
from kg.sources.blocks import Block, Paragraph, Table
from kg.sources.labelled import parted
from kg.sources.margins import is_note

_SEVERAL = 2
_LONGEST_SIGNATURE = 30


@dataclass(frozen=True, slots=True)
class _Run:
    """Paragraphs that follow one another: their lines, the number of the first, how many belong to no margin, and the tables they make."""

    blocks: Sequence[Block]
    lines: Sequence[str]
    first: int
    end: int
    found: Sequence[starts.Start]


def tabled(blocks: Sequence[Block], where: str) -> list[Block]:
    """The blocks with a table in place of each duty that paragraphs state; beside real tables only where they state several.

    The place of such a cell is its line, counted among all lines of the document's paragraphs.
    """
    runs: list[_Run] = []
    lines: list[str] = []
    for is_text, group in groupby(blocks, lambda one: isinstance(one, Paragraph)):
        here = list(group)
        own = [line for one in here if isinstance(one, Paragraph) for line in one.cell.text.split("\n")]
        end = _end(own) if is_text else 0
        runs.append(_Run(here, own, len(lines), end, starts.found(own[:end])))
        lines += own
    real = max((one.number for one in blocks if isinstance(one, Table)), default=0)
    if sum(len(run.found) for run in runs) < (_SEVERAL if real else 1):
        return list(blocks)
    found = [_moved(one, run.first) for run in runs for one in run.found]
    title = next((line.strip() for line in lines if line.strip()), "")
    made = written.tables([line.strip() for line in lines], found, title, where, real + 1)
    return [block for run in runs for block in _read(run, made)]


def _end(lines: Sequence[str]) -> int:
    """The line after the last table of a run of paragraphs: a note, or who has signed and when."""
    last = max((n for n, line in enumerate(lines) if parted(line)), default=-1)
    for n in range(last + 1, len(lines)):
        if is_note(lines[n]):
            return n
        if cover.date(lines[n]):
            return n - 1 if n - 1 > last and len(lines[n - 1].strip()) <= _LONGEST_SIGNATURE else n
    return len(lines)


def _moved(one: starts.Start, by: int) -> starts.Start:
    return replace(one, top=one.top + by, first=one.first + by, end=one.end + by)


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
    return (Paragraph(Cell(run.lines[n], Place(run.first + n + 1))) for n in range(begin, end) if run.lines[n].strip())
