"""Lines that begin with a label -> cells: 序号 and 1.1 with a tab, a colon or blanks between, or the value on the lines below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.records import Cell
from kg.sources.headings.labels import OF_LABELS, is_known
from kg.sources.known import kind_of
from kg.sources.lines.grid import GridCell, cell, is_furniture
from kg.sources.tables.slips import meant
from kg.text import label

_MARKS = {"\t": re.compile("\t+"), ":": re.compile("[：:]"), " ": re.compile(" {2,}|[\u3000\xa0]+")}
_PARTED = re.compile("|".join(one.pattern for one in _MARKS.values()))
_REACH = 32  # characters at the beginning of a line among which a label ends
_MOST = 100  # labels of a document
_SHORT = 2
_LABEL = re.compile(rf"[\u4e00-\u9fff][{OF_LABELS}]{{1,11}}")
_CONTACT = re.compile("电话|联系|咨询|信箱|邮|网|传真|地址|地点|时间")
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


def parted(line: str, is_label: Callable[[str], bool] = is_known) -> Parted | None:
    """The label, mark and rest of a line; None where it begins with no label."""
    said = line.strip()
    if len(said) <= _REACH and is_label(said):
        return Parted(said, "", "")
    for found in _PARTED.finditer(said[:_REACH]):
        if is_label(said[: found.start()]):
            mark = next(mark for mark, one in _MARKS.items() if one.match(found[0]))
            return Parted(said[: found.start()], mark, said[found.end() :].lstrip(" \t\u3000\xa0"))
    return None


def cells(tables: Sequence[tuple[int, Sequence[str]]], title: str) -> list[list[GridCell]]:
    """The cells of tables of such lines, each given with the number of its first line in the document: labels, and their values."""
    marks = [_mark(rows) for _, rows in tables]
    seen = Counter(text for (_, rows), mark in zip(tables, marks, strict=True) for text in dict.fromkeys(_beginnings(rows, mark)))
    enough = max(2, len(tables) / 2)
    usual = {text for text, n in seen.most_common(_MOST) if n >= enough or is_known(text)}
    labels = frozenset(text for text in usual if not _is_word(text, seen, enough))
    return [_cells(rows, first, title, mark, labels) for (first, rows), mark in zip(tables, marks, strict=True)]


def _mark(rows: Iterable[str]) -> str:
    """What stands between label and value in most rows of a table."""
    marks = Counter(found.mark or (":" if found.name.endswith((":", "：")) else "") for found in map(parted, rows) if found)
    return max(marks, key=lambda mark: marks[mark], default="")


def _is_word(text: str, seen: Mapping[str, int], enough: float) -> bool:
    """Whether a known label is only a word with which a line may begin (责任：…): seldom, or beside a longer label of its kind."""
    kind = kind_of(text)
    if len(text) > _SHORT or kind in ("other", "number", "name"):
        return False
    return seen[text] < enough or any(len(one) > _SHORT and kind_of(one) == kind and n >= seen[text] for one, n in seen.items())


def _beginnings(rows: Sequence[str], mark: str) -> Iterator[str]:
    """The labels of a table whose rows have this mark, and what may be one: a text before the mark, or alone below a value."""
    loose = _is_loose(rows)
    below, blank_above = 0, True
    for line in rows:
        said = line.strip()
        found = parted(line)
        if found and found.mark in (mark, ""):
            yield label(found.name)
            below = 1 if found.rest else 0
        elif said:
            first = _MARKS[mark].search(said[:_REACH]) if mark else None
            text = label(said[: first.start()] if first else "" if mark else said)
            if _LABEL.fullmatch(text) and (mark or (below and (blank_above or not loose))):
                yield text
            below += 1
        blank_above = not said


def _is_loose(rows: Sequence[str]) -> bool:
    """Whether blank lines stand above most labels."""
    told = [not n or not rows[n - 1].strip() for n, line in enumerate(rows) if line.strip() and is_known(line)]
    return 2 * sum(told) > len(told)


def _cells(rows: Sequence[str], first: int, title: str, mark: str, labels: frozenset[str]) -> list[GridCell]:
    def is_label(text: str) -> bool:
        return label(text) in labels or bool(meant(label(text), labels))

    found: list[tuple[int, list[str], bool]] = []
    above = indent = ""
    for n, line in enumerate(rows, first):
        here = parted(line, is_label)
        waits = bool(found) and not any(found[-1][1])
        if (
            here
            and here.mark in (mark, "")
            and not _goes_on(here, above)
            and not (waits and not here.mark and not is_known(here.name))
        ):
            above, indent = here.kind, line[: len(line) - len(line.lstrip())]
            found += [(n, [here.name], True), (n, [here.rest], False)]
        elif found:
            found[-1][1].append("" if is_furniture(line, title) else line.strip("\f").removeprefix(indent))
    return [GridCell(_plain(cell(line, parts)), begins) for line, parts, begins in found]


def _goes_on(here: Parted, above: str) -> bool:
    """Whether a line belongs to the value of the row above, which is of kind `above`: 电话：… below 监督方式."""
    if here.mark != ":" or above != "supervision":
        return False
    return here.kind == above or (here.kind == "other" and _CONTACT.search(here.name) is not None)


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
    return 2 * sum(told) < len(told) or all(one.begins_row for one in grid)


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
