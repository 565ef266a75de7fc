"""Header rows: which column of a table carries which label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kg.errors import SourceError
from kg.labels import ASIDE, EVERYDAY, FOREIGN, POWERS, is_explained, kind_of
from kg.records import Cell
from kg.sources.blocks import Row, distinct, filled
from kg.sources.headings.labels import kinds_of
from kg.text import label

_LONGEST = 24
_HAN = re.compile("[\u4e00-\u9fff]")
_ENOUGH, _MOST_LINES = 3, 3
_FOREIGN = 4  # labels to one without a Chinese character (SYS_ID), in what a system has exported
_SAYS_ENOUGH = 3  # characters
_SAID = re.compile("[:：].")
_COUNTED_BY = frozenset(("栏次", "列次", "甲"))
_SAYS_DUTY = frozenset(("basis", "type", "code", "boundary", "workflow", "accountability"))
_WHO = frozenset(("department", "body"))
_ASIDE = _WHO | {"code", "type"}
_OF_LISTS = frozenset(("basis", "department", "body", "type", "code", "boundary", "workflow", "accountability", "supervision"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where it stands (0-based), its label and the kind of value under it."""

    at: int
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, how many rows the header takes (numbers of the columns included), and how many cells it is wide."""

    columns: tuple[Column, ...]
    rows: int
    width: int

    def is_contents(self, described: bool) -> bool:
        """Whether this is a contents table: numbers, names and pages, nothing about the duties themselves.

        A column of departments, codes or types is no hindrance beside one of pages, or where each duty is `described` in a table of its own.
        """
        kinds = {column.kind for column in self.columns}
        about = kinds & _OF_LISTS
        return bool(kinds & {"page", "responsibility"}) and (not about or (about <= _ASIDE and (described or "page" in kinds)))

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the fields, from left to right."""
        return tuple(column.label for column in self.columns)

    @property
    def names_only(self) -> bool:
        """Whether the columns are numbers and names, and none that only other tables have."""
        return {column.kind for column in self.columns} >= {"number", "name"} and not _is_foreign(self.labels)

    def first(self, kind: str) -> Column | None:
        """The first column of a kind."""
        return next((column for column in self.columns if column.kind == kind), None)

    def last(self, kind: str) -> Column | None:
        """The last column of a kind."""
        return next((column for column in reversed(self.columns) if column.kind == kind), None)


def has_header(rows: Sequence[Row], most: int | None = None) -> bool:
    """Whether a header begins with one of the rows, or of the first so many."""
    return any(_found(rows, n) for n in range(len(rows[:most])))


def header(rows: Sequence[Row], at: int, where: str) -> Header | None:
    """The header that begins with row `at`, of one to three lines; None where that row is no header.

    Raises SourceError for a catalogue's header without a column of names, or with two columns of the same label.
    """
    columns = _found(rows, at)
    if columns is None:
        return None
    row, found = rows[at], _with_names(columns)
    if found.first("name") is None:
        raise SourceError(
            "表头缺少“名称”一栏。",
            where=row[0].place.within(where),
            hint=f"表头有：{'、'.join(found.labels)}。名称栏若另有叫法，请用 --mapping 说明，例如“名称: [某某]”。",
        )
    doubled = [text for text, n in Counter(found.labels).items() if n > 1 and kind_of(text) != "number"]
    if doubled and of_catalogue(found.labels) and not found.is_contents(described=False):
        raise SourceError(f"表头有两栏都叫“{doubled[0]}”。", where=row[0].place.within(where), hint="请改成不同的名称后再导入。")
    return found


def _with_names(found: Header) -> Header:
    """A contents table's header whose names are called as something else is (责任事项 before 页码), with that column as one of names."""
    page = found.first("page")
    before = next(
        (one for one in found.columns if page and one.at == page.at - 1 and one.kind in ("accountability", "other")), None
    )
    if found.first("name") or before is None:
        return found
    return replace(found, columns=tuple(replace(one, kind="name") if one is before else one for one in found.columns))


def _found(rows: Sequence[Row], at: int) -> Header | None:
    """The columns that row `at` heads; None where neither its texts nor, below wide cells, those under them look like labels."""
    texts = [text for text in (label(one.text) for one in distinct(rows[at])) if text]
    if _looks_like_header(texts):
        return columns_of(rows, at)
    found = columns_of(rows, at) if _is_upper_line(texts) else None
    return found if found and _looks_like_header(found.labels) else None


def columns_of(rows: Sequence[Row], at: int) -> Header:
    """The columns that row `at` would head, whatever its texts are."""
    lines = _lines(rows[at : at + _MOST_LINES])
    taken = len(lines) + (at + len(lines) < len(rows) and _counts_columns(rows[at + len(lines)]))
    return Header(_columns(lines), taken, max(map(len, lines)))


def _lines(rows: Sequence[Row]) -> Sequence[Row]:
    """The first of `rows` and those of them that go on with it as a header."""
    taken = 1
    while taken < len(rows) and _goes_on(rows[taken - 1], rows[taken]):
        taken += 1
    return rows[:taken]


def _is_upper_line(texts: Sequence[str]) -> bool:
    """Whether a row may stand over the labels of a header: one of its own is known, and none is a statement (填报单位：某局)."""
    return len(texts) > 1 and any(kind_of(text) != "other" for text in texts) and not any(_SAID.search(text) for text in texts)


def _looks_like_header(texts: Sequence[str]) -> bool:
    """Short texts of which enough are labels known by name."""
    foreign = sum(not _HAN.search(text) for text in texts)
    if len(texts) < 2 or any(len(text) > _LONGEST for text in texts) or _FOREIGN * foreign > len(texts):
        return False
    if len(texts) > 3 and all((kind_of(text) == "other" and text not in ASIDE) == n % 2 for n, text in enumerate(texts)):
        return False  # label and value, twice
    kinds = kinds_of(texts)
    known = sum(kind_of(text) != "other" for text in texts)
    if len(kinds) < 2:
        return False
    named = any(kind_of(text) == "name" and text not in EVERYDAY for text in texts)
    return (
        (len(kinds) >= _ENOUGH and 2 * known >= len(texts)) or {"number", "name"} <= kinds or {"code", "name"} <= kinds or named
    )


def of_catalogue(labels: Sequence[str]) -> bool:
    """Whether labels among which is one of names are a catalogue's: 序号、项目名称、金额、责任单位 are not, nor 名称 beside 部门.

    The names are called 职权名称 and the like; or one says what the duty rests on or how it is done (two, where the names may be those of
    any table and another is one of money, things or progress); or they say who does it, and none is strange to catalogues.
    A contents table needs no more than numbers and pages, and has nothing else that only other tables have (文号、施行日期); names that the user has explained are believed.
    """
    kinds = {kind_of(text) for text in labels}
    names = [text for text in labels if kind_of(text) == "name"]
    plain = all(kind_of(text) != "other" or text in ASIDE for text in labels)
    listed = {"number", "name"} <= kinds and ("responsibility" in kinds or ("page" in kinds and plain))
    if listed or any(map(is_explained, names)):
        return True
    if any(word in name for name in names for word in POWERS):
        return bool(kinds & (_OF_LISTS | {"number", "subitem"}))
    said, everyday = len({kind_of(text) for text in labels if text not in EVERYDAY} & _SAYS_DUTY), EVERYDAY.issuperset(names)
    foreign = _is_foreign(labels)
    if said or foreign:
        return said >= (2 if everyday and foreign else 1)
    own = any(kind_of(text) in _WHO and text not in EVERYDAY for text in labels)
    return (own and plain) if everyday else own or (plain and bool(kinds & (_WHO | {"subitem"})))


def _is_foreign(labels: Sequence[str]) -> bool:
    """Whether one of the labels is of money, things or progress, as in budgets, registers and plans."""
    return any(word in text for text in labels for word in FOREIGN)


def _goes_on(upper: Row, lower: Row) -> bool:
    """Whether a row goes on with the header above it: mostly under a wide cell several short texts, else the same (merged) or no text."""
    if filled(lower) == list(lower[:1]) and len(filled(upper)) > 1:
        return False  # the title of a section
    wide = narrow = 0
    spans = Counter(id(one) for one in upper)
    for n, (above, below) in enumerate(zip(upper, lower, strict=False)):
        text = label(below.text)
        if below is above or not text:
            continue
        if len(text) > _LONGEST or not _HAN.search(text):
            return False
        blank_beside = n + 1 < len(upper) and not label(upper[n + 1].text)
        if spans[id(above)] > 1 or blank_beside or (not label(above.text) and n > 0):
            wide += 1
        else:
            narrow += 1
    return wide > narrow


def _counts_columns(row: Row) -> bool:
    """Whether a row below a header only numbers the columns: 1, 2, 3 … or 栏次 before them."""
    texts = [label(one.text).strip("()（）") for one in distinct(row)]
    counted = texts[1:] if texts and texts[0] in _COUNTED_BY else texts
    return len(counted) >= _ENOUGH and counted == [str(n) for n in range(1, len(counted) + 1)]


def _columns(lines: Sequence[Row]) -> tuple[Column, ...]:
    found: list[tuple[int, str, str]] = []
    seen: set[int] = set()
    over = [""] * len(lines)  # what stands over a column in each line: a wide cell that is not merged leaves blanks beside it
    for n in range(len(lines[0])):
        here = [line[n] if n < len(line) else line[-1] for line in lines]
        over = [label(one.text) or before for one, before in zip(here, over, strict=True)]
        level = max((k for k, one in enumerate(here) if label(one.text) and one not in here[:k]), default=0)
        cell = here[level]
        if not label(cell.text) or id(cell) in seen:
            continue
        seen.add(id(cell))
        found.append((n, label(cell.text), over[level - 1] if level else ""))
    names = Counter(name for _, name, _ in found)
    told = {upper for _, name, upper in found if kind_of(name) == kind_of(upper)}  # what it says stands below, among others
    alone = {
        name
        for _, name, upper in found
        if names[name] == 1 and (upper in told or (kind_of(upper) == "other" and not _is_foreign([upper])))
    }
    lower = Counter(name for _, name, upper in found if upper)
    doubled = {name for name, count in lower.items() if count > 1 and kind_of(name) != "number"}
    return tuple(Column(n, *_named(name, upper, alone, doubled)) for n, name, upper in found)


def _named(name: str, over: str, alone: Collection[str], doubled: Collection[str]) -> tuple[str, str]:
    """(label, kind) of a lower label: with the upper one where both make one that is known, or where it says little by itself (依据 under 责任).

    One that nobody described says enough where it is long and one of `alone`: no other column is called so, and the upper one does not tell its kind.
    """
    whole = kind_of(over + name)
    if len(name) >= _SAYS_ENOUGH and name in alone and kind_of(name) == whole != "other":
        return name, whole
    if over + name in ASIDE or whole != "other":
        return over + name, whole
    if over and name in doubled:  # 责任科室 below 受理环节 and below 审核环节
        return f"{over}（{name}）", kind_of(f"{over}（{name}）")
    general = (name in EVERYDAY or kind_of(name) == "basis") and kind_of(over) not in ("other", "name", kind_of(name))
    if not over or name.startswith(over) or (kind_of(name) != "other" and not general):
        return name, kind_of(name)
    if len(name) >= _SAYS_ENOUGH and name in alone and not general:
        return name, kind_of(name)
    return f"{over}（{name}）", kind_of(over)


def cell_of(row: Row, column: Column | None) -> Cell | None:
    """The cell of a column in a row."""
    return row[column.at] if column and column.at < len(row) else None
