"""Citations that are written as none is: broken numbers of clauses, titles and quotations that lack a mark, years that no document has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from kg.records import Cell, Document, Finding
from kg.repair.citations import clauses, unclosed
from kg.repair.citations.slips import Slip, mended

_TITLE = re.compile("《([^《》]{2,60})》")
_NUMBER = re.compile(r"([\u4e00-\u9fff]{2,14})([〔﹝\[［【（(])\s*([0-9OoIl]{3,5})\s*([〕﹞\]］】）)])\s*第?(\d{1,5})\s*号")
_SQUARE = "〔﹝[［【"
_YEAR = re.compile("19[5-9][0-9]|20[0-4][0-9]")
_FOR_DIGITS = str.maketrans("OoIl", "0011")
_SHORTEST = 3  # characters of 政办发

Numbered = tuple[str, str, str]


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with what is certain read as meant, and a finding for each slip."""

    @cache
    def titles() -> frozenset[str]:
        return frozenset(title for cell in _cells(document) for title in _TITLE.findall(cell.text))

    @cache
    def numbers() -> frozenset[Numbered]:
        found = (found for cell in _cells(document) if "号" in cell.text for found in _NUMBER.finditer(cell.text))
        return frozenset((one[1], one[3], one[5]) for one in found if _YEAR.fullmatch(one[3]))

    def slips(cell: Cell) -> Iterator[Slip]:
        yield from _of_clauses(cell.text)
        yield from unclosed.slips(cell.text, lambda title: title in titles())
        if "号" in cell.text:
            yield from _years(cell.text, numbers)

    return mended(document, slips)


@lru_cache(maxsize=4096)
def _of_clauses(text: str) -> tuple[Slip, ...]:
    return tuple(clauses.slips(text))


def _years(text: str, numbers: Callable[[], frozenset[Numbered]]) -> Iterator[Slip]:
    """Years that no document has, as it has one everywhere else in the catalogue."""
    for found in _NUMBER.finditer(text):
        name, opening, year, _, serial = found.groups()
        if _YEAR.fullmatch(year):
            continue
        digits = year.translate(_FOR_DIGITS)
        meant = {digits} if _YEAR.fullmatch(digits) else {y for n, y, s in numbers() if s == serial and _are_one(n, name)}
        said = f"文号“{found[0]}”中没有“{year}”这样的年份"
        if len(meant) == 1:
            right = min(meant)
            yield Slip(*found.span(3), right, found[0], f"{said}，疑为“{right}”")
        elif opening in _SQUARE:
            yield Slip(*found.span(3), None, found[0], said)


def _are_one(name: str, other: str) -> bool:
    """Whether two signs of issuers are one, but for words that ran into them: 根据青党办发."""
    shorter, longer = sorted((name, other), key=len)
    return len(shorter) >= _SHORTEST and longer.endswith(shorter)


def _cells(document: Document) -> Iterator[Cell]:
    return (field.value for item in document.items for field in item.fields if field.value)
