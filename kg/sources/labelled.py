"""Lines that begin with a label -> cells: 序号 and 1.1 with a tab, a colon or blanks between, or the value on the lines below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.labels import ASIDE, kind_of
from kg.records import Cell
from kg.sources.grid import GridCell, cell, is_furniture
from kg.sources.strange import meant
from kg.text import label

_PARTED = re.compile("\t+|[：:]| {2,}|[\u3000\xa0]+")
_REACH = 32  # characters at the beginning of a line among which a label ends
_MOST = 50  # labels of a document's own
_LABEL = re.compile("[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9（）()/]{1,11}")
_QUOTED = re.compile('"((?:[^"]|"")*)"')


@dataclass(frozen=True, slots=True)
class Parted:
    """A line that begins with a label: the label as printed, the mark behind it ("" where it ends the line), and the rest."""

    name: str
    mark: str
    rest: str

    @property
    def kind(self) -> str:
        """The kind of value that the label announces."""
        return kind_of(label(self.name))


def is_known(text: str) -> bool:
    """Whether a text is a label known by name."""
    return kind_of(label(text)) != "other" or label(text) in ASIDE


def parted(line: str, is_label: Callable[[str], bool] = is_known) -> Parted | None:
    """The label, mark and rest of a line; None where it begins with no label."""
    said = line.strip()
    if len(said) <= _REACH and is_label(said):
        return Parted(said, "", "")
    for found in _PARTED.finditer(said[:_REACH]):
        if is_label(said[: found.start()]):
            rest = said[found.end() :].lstrip(" \t\u3000\xa0")
            return Parted(said[: found.start()], found[0][:1].strip(" \u3000\xa0") or " ", rest)
    return None


def usual(tables: Sequence[Sequence[str]]) -> set[str]:
    """The labels at the beginning of lines: the known ones, and short texts before a tab or colon in at least half of the tables."""
    known: set[str] = set()
    seen: Counter[str] = Counter()
    for table in tables:
        here: set[str] = set()
        for line in table:
            if found := parted(line):
                known.add(label(found.name))
            elif (mark := re.search("[\t：:]", line.strip()[:_REACH])) and _LABEL.fullmatch(
                text := label(line.strip()[: mark.start()])
            ):
                here.add(text)
        seen.update(here)
    return known | {text for text, n in seen.most_common(_MOST) if n >= max(2, len(tables) / 2)}


def cells(rows: Sequence[str], first: int, title: str, labels: Iterable[str]) -> list[GridCell]:
    """The cells of a table of such lines, whose first element is line `first` of the document: a label, and its value.

    A label of the kind of the row above, as 电话 below 监督方式, goes on with its value.
    """
    own = frozenset(labels)

    def is_label(text: str) -> bool:
        return label(text) in own or bool(meant(label(text), own))

    found: list[tuple[int, list[str], bool]] = []
    above = indent = ""
    for n, line in enumerate(rows, first):
        here = parted(line, is_label)
        if here and not _goes_on(here, above):
            above, indent = here.kind, line[: len(line) - len(line.lstrip())]
            found += [(n, [here.name], True), (n, [here.rest], False)]
        elif found:
            found[-1][1].append("" if is_furniture(line, title) else line.strip("\f").removeprefix(indent))
    return [GridCell(_plain(cell(line, parts)), begins) for line, parts, begins in found]


def _goes_on(here: Parted, above: str) -> bool:
    """Whether a labelled line belongs to the value of the row above, which is of kind `above`."""
    if here.mark == "\t" or here.kind == "number":
        return False
    return here.kind == above != "other" or (above == "supervision" and here.mark in ("：", ":") and here.kind == "other")


def _plain(one: Cell) -> Cell:
    """A cell without the blank lines above its text, and without the quotation marks of a spreadsheet around its line breaks."""
    text = one.text.lstrip("\n")
    quoted = _QUOTED.fullmatch(text) if "\n" in text else None
    return replace(one, text=quoted[1].replace('""', '"') if quoted else text)


def by_words(grids: Sequence[list[GridCell]]) -> list[list[GridCell]]:
    """Tables of cells: where no blank lines set the rows apart, a row begins at each known label, and at each text usual in such a place."""
    tight = [n for n, grid in enumerate(grids) if _is_tight(grid)]
    seen = Counter(text for n in tight for text in {label(one.cell.text) for one in _orphans(grids[n])})
    more = {text for text, n in seen.items() if n >= max(2, len(tight) / 2) and _LABEL.fullmatch(text)}
    return [_begun(grid, more) if n in set(tight) else grid for n, grid in enumerate(grids)]


def _is_tight(grid: Sequence[GridCell]) -> bool:
    """Whether most known labels begin no row, or every cell does."""
    told = [one.begins_row for one in grid if is_known(one.cell.text)]
    return 2 * sum(told) < len(told)


def _orphans(grid: Sequence[GridCell]) -> Iterator[GridCell]:
    """The cells below the value of a known label."""
    below = 0
    for one in grid:
        below = 0 if is_known(one.cell.text) else below + 1
        if below > 1:
            yield one


def _begun(grid: Sequence[GridCell], more: set[str]) -> list[GridCell]:
    result: list[GridCell] = []
    above, below = "", 0
    for one in grid:
        kind = kind_of(label(one.cell.text))
        begins = (is_known(one.cell.text) and kind != above) or (below > 1 and label(one.cell.text) in more)
        above, below = (kind if kind != "other" else "", 1) if begins else (above, below + 1)
        result.append(replace(one, begins_row=begins))
    return result
