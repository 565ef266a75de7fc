"""Header rows: which column of a table carries which label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.errors import SourceError
from kg.labels import ASIDE, BARE, EVERYDAY, POWERS
from kg.records import Cell
from kg.sources.blocks import Row, distinct, filled
from kg.sources.headings.columns import WHO, Column, columns, is_foreign
from kg.sources.known import is_explained, kind_of
from kg.text import label

_LONGEST = 24
_TWICE = "请改成不同的名称后再导入；左右并排的两栏清单，请把右边的接到左边下面。"
_FIELD = re.compile("[A-Za-z]{2,}[A-Za-z_]*\\d{0,2}")
_HAN = re.compile("[\u4e00-\u9fff]")
_ENOUGH, _MOST_LINES = 3, 3
_FOREIGN = 4  # labels to one without a Chinese character (SYS_ID), in what a system has exported
_SAID = re.compile("[:：].")
_COUNTED_BY = frozenset(("栏次", "列次", "甲"))
_SAYS_DUTY = frozenset(("basis", "type", "code", "boundary", "workflow", "accountability"))
_ASIDE = WHO | {"code", "type"}
_OF_LISTS = frozenset(("basis", "department", "body", "type", "code", "boundary", "workflow", "accountability", "supervision"))


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
        return {column.kind for column in self.columns} >= {"number", "name"} and not is_foreign(self.labels)

    def first(self, kind: str) -> Column | None:
        """The first column of a kind."""
        return next((column for column in self.columns if column.kind == kind), None)

    def last(self, kind: str) -> Column | None:
        """The last column of a kind."""
        return next((column for column in reversed(self.columns) if column.kind == kind), None)


def has_header(rows: Sequence[Row], most: int | None = None) -> bool:
    """Whether a header begins with one of the rows, or of the first so many."""
    return any(found_at(rows, n) for n in range(len(rows[:most])))


def header(rows: Sequence[Row], at: int, where: str) -> Header | None:
    """The header that begins with row `at`, of one to three lines; None where that row is no header.

    Raises SourceError for a catalogue's header without a column of names, or with two columns of the same label.
    """
    if (head := found_at(rows, at)) is None:
        return None
    row, found = rows[at], _with_names(head)
    if found.first("name") is None:
        raise SourceError(
            "表头缺少“名称”一栏。",
            where=row[0].place.within(where),
            hint=f"表头有：{'、'.join(found.labels)}。名称栏若另有叫法，请用 --mapping 说明，例如“名称: [某某]”。",
        )
    doubled = [text for text, n in Counter(found.labels).items() if n > 1 and kind_of(text) != "number"]
    if doubled and of_catalogue(found.labels) and not found.is_contents(described=False):
        raise SourceError(f"表头有两栏都叫“{doubled[0]}”。", where=row[0].place.within(where), hint=_TWICE)
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


def found_at(rows: Sequence[Row], at: int) -> Header | None:
    """The columns that row `at` heads; None where neither its texts nor, below wide cells, those under them look like labels."""
    texts = [text for text in (label(one.text) for one in distinct(rows[at])) if text]
    if _looks_like_header(texts, list(map(kind_of, texts))):
        return columns_of(rows, at)
    found = columns_of(rows, at) if _is_upper_line(texts) else None
    return found if found and _looks_like_header(found.labels, [one.kind for one in found.columns]) else None


def columns_of(rows: Sequence[Row], at: int) -> Header:
    """The columns that row `at` would head, whatever its texts are."""
    lines = _lines(rows[at : at + _MOST_LINES])
    below = rows[at + len(lines)] if at + len(lines) < len(rows) else ()
    taken = len(lines) + (_counts_columns(below) or _names_fields(below))
    return Header(columns(lines), taken, max(map(len, lines)))


def _lines(rows: Sequence[Row]) -> Sequence[Row]:
    """The first of `rows` and those of them that go on with it as a header."""
    taken = 1
    while taken < len(rows) and _goes_on(rows[taken - 1], rows[taken]):
        taken += 1
    return rows[:taken]


def _is_upper_line(texts: Sequence[str]) -> bool:
    """Whether a row may stand over the labels of a header: one of its own is known, and none is a statement (填报单位：某局)."""
    return len(texts) > 1 and any(kind_of(text) != "other" for text in texts) and not any(_SAID.search(text) for text in texts)


def _looks_like_header(texts: Sequence[str], told: Sequence[str]) -> bool:
    """Short texts of which enough are labels of known kinds."""
    foreign = sum(not _HAN.search(text) for text in texts)
    if len(texts) < 2 or any(len(text) > _LONGEST for text in texts) or _FOREIGN * foreign > len(texts):
        return False
    if len(texts) > 3 and all(
        (kind == "other" and text not in ASIDE) == n % 2 for n, (text, kind) in enumerate(zip(texts, told, strict=True))
    ):
        return False  # label and value, twice
    kinds = set(told) - {"other"}
    known = sum(kind != "other" for kind in told)
    if len(kinds) < 2:
        return False
    named = any(kind == "name" and (text not in EVERYDAY or is_explained(text)) for text, kind in zip(texts, told, strict=True))
    return (
        (len(kinds) >= _ENOUGH and 2 * known >= len(texts)) or {"number", "name"} <= kinds or {"code", "name"} <= kinds or named
    )


def of_catalogue(labels: Sequence[str]) -> bool:
    """Whether labels among which is one of names are a catalogue's: 序号、项目名称、金额、责任单位 are not, nor 名称 beside 部门.

    The names are called 职权名称 and the like (not 职责 alone beside 姓名 or 受理量, as in a roster); or one says what the duty rests on or how it is done (two, where the names may be those of
    any table and another is one of money, things or progress); or they say who does it, and none is strange to catalogues.
    A contents table needs no more than numbers and pages, and has nothing else that only other tables have (文号、施行日期); names that the user has explained are believed.
    """
    kinds = {kind_of(text) for text in labels}
    if {"name", "tick"} <= kinds:
        return True
    names = [text for text in labels if kind_of(text) == "name"]
    plain = all(kind_of(text) != "other" or text in ASIDE for text in labels)
    listed = {"number", "name"} <= kinds and ("responsibility" in kinds or ("page" in kinds and plain))
    if listed or any(map(is_explained, names)):
        return True
    foreign = is_foreign(labels)
    if any(word in name for name in names if not (foreign and name in BARE) for word in POWERS):
        return bool(kinds & (_OF_LISTS | {"number", "subitem"}))
    said, everyday = len({kind_of(text) for text in labels if text not in EVERYDAY} & _SAYS_DUTY), EVERYDAY.issuperset(names)
    if said or foreign:
        return said >= (2 if everyday and foreign else 1)
    own = any(kind_of(text) in WHO and text not in EVERYDAY for text in labels)
    return (own and plain) if everyday else own or (plain and bool(kinds & (WHO | {"subitem"})))


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


def _names_fields(row: Row) -> bool:
    """Whether a row below a header names the columns once more, as a database calls them: ITEM_CODE, DEPT_NAME."""
    texts = [one.text.strip() for one in filled(row)]
    return len(texts) >= _ENOUGH and all(map(_FIELD.fullmatch, texts)) and len(set(texts)) == len(texts)


def cell_of(row: Row, column: Column | None) -> Cell | None:
    """The cell of a column in a row."""
    return row[column.at] if column and column.at < len(row) else None
