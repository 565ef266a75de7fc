"""A stretch of text -> the clauses it cites (条, 款, 项, 目), one by one, in all the short forms officials write.

第十条第（二）、（三）项 · 第十、十一条 · 第六条第一、二款 · 第十条至十二条 · 第3-5条 · 第（一）至（四）项 · 第十二条之一
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.meaning.numerals import arabic, chinese

NUMERAL = "[0-9０-９零〇一二三四五六七八九十百千两]{1,12}"
_BRACKETED = rf"(?:[（(]\s*{NUMERAL}\s*[）)]|[①-⑳⑴-⒇㈠-㈩])"
_ONE = rf"(?:{_BRACKETED}|{NUMERAL})"
_TO = r"\s*(?:至|到|[—–―－~～〜-]{1,2})\s*"
_AND = r"\s*(?:以及|或者|[、，,及和与或])\s*"
_UNITS = "条款项目"
_SUFFIX = rf"之{NUMERAL}(?![般切致些类种个次级])"
_SUFFIXES = rf"{_SUFFIX}(?:(?:{_AND}|{_TO}){_SUFFIX}){{0,20}}"
_LIST = rf"{_ONE}(?:(?:{_AND}|{_TO})第?{_ONE}|{_BRACKETED}){{0,40}}"
_GROUP = re.compile(rf"第\s*({_LIST})\s*([{_UNITS}])({_SUFFIXES})?")
_MORE = re.compile(rf"((?![，,])(?:{_AND}|{_TO}))?({_LIST})([{_UNITS}])({_SUFFIXES})?")
_BARE = re.compile(rf"({_BRACKETED}(?:(?:{_AND}|{_TO})?{_BRACKETED}){{0,40}})(?![{_UNITS}])")
_ONWARD = re.compile("[ 的之]?|中的?|[下内]的")
_OPENING = re.compile(rf"(?:[（(][^（）()]*[）)])?({_LIST})(条)({_SUFFIXES})?")
_PIECE = re.compile(rf"({_TO})?第?({_ONE})")
_INSERTED = re.compile(rf"({_TO})?之({NUMERAL})")
_RANGE = re.compile(_TO)
_MOST = 200
MOST = 1_000  # clauses of a cell that are of any use


@dataclass(frozen=True, slots=True)
class Reference:
    """A cited clause and where its citation begins; numbers as Arabic digits, "120-1" for an inserted article."""

    at: int
    levels: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class _Group:
    """Numbers before one unit: level of the unit, the numbers, whether a range leads here, whether it stands right behind the group before."""

    start: int
    end: int
    level: int
    values: tuple[str, ...]
    ranged: bool
    adjacent: bool


def cites(text: str) -> bool:
    """Whether a clause is cited at all."""
    return _GROUP.search(text) is not None


def references(text: str) -> list[Reference]:
    """Each clause of `text` in printed order; lists and ranges are filled, a 款 or 项 alone belongs to the 条 before it.

    Of more than MOST they are one more, for whoever refuses them.
    """
    found: list[Reference] = []
    levels, last = ("", "", "", ""), -1
    for group in _groups(text):
        joined = group.adjacent and group.level > last >= 0
        levels = _above(levels, group.level, keep=joined or last == group.level)
        if joined and found:
            found.pop()
        elif group.ranged and found:
            found.extend(_between(found[-1], group))
        found += [Reference(group.start, _at(levels, group.level, value)) for value in group.values]
        levels, last = found[-1].levels, group.level
        if len(found) > MOST:
            break
    return found[: MOST + 1]


def clause_label(article: str, paragraph: str, item: str, point: str = "") -> str:
    """The clause as officials write it: ("2", "7", "") -> 第二条第七款."""
    return "".join(_unit(value, unit) for value, unit in zip((article, paragraph, item, point), _UNITS, strict=True) if value)


def _groups(text: str) -> Iterator[_Group]:
    opening = _OPENING.match(text)
    group = _group(opening, opening[1], opening[2], opening[3]) if opening else _next(text, 0)
    while group:
        yield group
        group = _continued(text, group) or _next(text, group.end)


def _next(text: str, at: int) -> _Group | None:
    """The next group that begins with 第."""
    found = _GROUP.search(text, at)
    if found is None:
        return None
    glue = text[at : found.start()]
    return _group(found, found[1], found[2], found[3], _RANGE.fullmatch(glue) is not None, bool(_ONWARD.fullmatch(glue)))


def _continued(text: str, before: _Group) -> _Group | None:
    """What goes on behind a group without 第: 第十条至十二条, 第一条二款, 第（一）项、（三）项, 第三条（一）."""
    more = _MORE.match(text, before.end)
    if more:
        level, bracketed = _UNITS.index(more[3]), re.match(_BRACKETED, more[2]) is not None
        goes_on = level == before.level if more[1] or bracketed else level > before.level
        if goes_on or (bracketed and level > 1):
            ranged = more[1] is not None and _RANGE.fullmatch(more[1]) is not None
            return _group(more, more[2], more[3], more[4], ranged, more[1] is None)
    bare = _BARE.match(text, before.end) if before.level < _UNITS.index("项") else None
    return _group(bare, bare[1], "项", None, False, True) if bare else None


def _group(
    match: re.Match[str], numbers: str, unit: str, suffixes: str | None, ranged: bool = False, adjacent: bool = False
) -> _Group:
    values = _listed(_PIECE.finditer(numbers))
    if suffixes:
        inserted = _listed(_INSERTED.finditer(suffixes))
        values = [*values[:-1], *(f"{values[-1]}-{one}" for one in inserted)]
    return _Group(match.start(), match.end(), _UNITS.index(unit), tuple(values), ranged, adjacent)


def _listed(pieces: Iterator[re.Match[str]]) -> list[str]:
    """The numbers of a list, its ranges filled; a falling range is an inserted article (第120-1条)."""
    values: list[str] = []
    for piece in pieces:
        value = arabic(piece[2])
        if piece[1] and values and values[-1].isdecimal() and value.isdecimal():
            if int(value) <= int(values[-1]):
                values[-1] += f"-{value}"
                continue
            values += _numbers(values[-1], value)
        values.append(value)
    return values


def _numbers(first: str, last: str) -> list[str]:
    """The numbers between two, at most two hundred of them."""
    return [str(n) for n in range(int(first) + 1, min(int(last), int(first) + _MOST))]


def _between(last: Reference, group: _Group) -> list[Reference]:
    start, end = last.levels[group.level], group.values[0]
    if not (start.isdecimal() and end.isdecimal()):
        return []
    return [Reference(group.start, _at(last.levels, group.level, value)) for value in _numbers(start, end)]


def _above(levels: tuple[str, str, str, str], level: int, *, keep: bool) -> tuple[str, str, str, str]:
    """What still holds above a new 款, 项 or 目: the 条 always, the 款 above a 项 only where the citation goes on."""
    article, paragraph, item, _ = levels
    return (article, paragraph if keep else "", item if keep else "", "") if level > 1 else (article, "", "", "")


def _at(levels: tuple[str, str, str, str], level: int, value: str) -> tuple[str, str, str, str]:
    article, paragraph, item, point = (value if n == level else above if n < level else "" for n, above in enumerate(levels))
    return article, paragraph, item, point


def _unit(value: str, unit: str) -> str:
    number, _, inserted = value.partition("-")
    return f"第{chinese(number)}{unit}" + (f"之{chinese(inserted)}" if inserted else "")
