"""text in tab layout -> cells that know the line they stand on.

A line that begins with a tab starts a cell (further tabs on it start further cells); any other line goes on with the
cell above it, also after blank lines. Rows are set apart by blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.records import Cell, Place
from kg.sources.headings.notes import is_page

_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell and whether a blank line stands above it (then it begins a row)."""

    cell: Cell
    begins_row: bool


def lines(text: str) -> list[str]:
    """The document's lines, whatever its line ends (LF, CRLF, CR); line n is element n-1."""
    return _LINE_END.split(text)


def is_furniture(line: str, title: str) -> bool:
    """Whether a line is blank, a page number in its dress, or repeats the document's `title` as a page header does."""
    said = line.strip()
    return not said or said == title or is_page(said)


def cells(rows: Sequence[str], first: int, title: str = "") -> list[GridCell]:
    """The cells of `rows`, whose first element is line `first` of the document.

    A line that only repeats the document's `title` is a page header, as a page number is. A cell's text is verbatim, without the tab before it and the blank lines after it;
    its place is the line where its first visible character stands.
    """
    found: list[tuple[int, list[str], bool]] = []
    blank_before = True
    for offset, line in enumerate(rows):
        if line.startswith("\t"):
            for column, part in enumerate(line[1:].split("\t")):
                found.append((first + offset, [part], blank_before and column == 0))
            blank_before = False
        else:
            furniture = is_furniture(line, title)
            if found:
                found[-1][1].append("" if furniture else line.replace("\f", ""))
            blank_before = furniture
    return [GridCell(cell(line, parts), begins) for line, parts, begins in found]


def cell(line: int, parts: Sequence[str]) -> Cell:
    """The cell of these lines, the first of which is `line`, without the blank ones at both ends."""
    end, lead = len(parts), 0
    while end and not parts[end - 1].strip():
        end -= 1
    while lead < end and not parts[lead].strip():
        lead += 1
    return Cell("\n".join(parts[:end]), Place(line=line + lead))
