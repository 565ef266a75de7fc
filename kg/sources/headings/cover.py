"""What stands above the tables: the date that a line prints (二〇二三年六月 -> 2023-06), the title that several tables share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from kg.records import Cell
from kg.sources.headings.numbers import value

_FIGURE = "[0-9零〇○一二三四五六七八九]"
_COUNT = f"{_FIGURE}{{1,2}}|{_FIGURE}?十{_FIGURE}?"
_DATE = re.compile(
    rf"[(（]?(?:(?:发布|印发|公布|编制|制定|发文|成文)(?:日期|时间)[:：]?)?({_FIGURE}{{4}})年({_COUNT})月(?:({_COUNT})日)?"
    r"(?:发布|印发|印制|公布|编制|制定|修订)?[)）]?"
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_BETWEEN = re.compile(r"[\s;；|｜,，]+")  # of the statements of one line
_IN_DATE = re.compile(r"(?<=\d)\s+(?=[年月日])|(?<=[年月])\s+(?=\d)|\s*(?<=[:：])\s*|\s+(?=[:：])")
_LABELLED = re.compile(r"[（(]?[\u4e00-\u9fff]{2,8}\s*[:：]")
_STATES = re.compile(r"[（(]?(发布|印发|公布|公开|发文|成文|制定|更新)(?:日期|时间)[:：](.+)")
_UPDATED = "更新"
TITLE = re.compile("目录|清单")
_KIND = re.compile("(?:(?:部门|行政)?(?:职责|权责|权力|责任|职权)(?:事项)?(?:目录|清单)[和与及、]?)+")
_SENTENCE = re.compile("[。；！？]|[，：].{15,}")
_LONGEST_SIGNATURE, _LONGEST_LINE = 30, 120
_BRACKET = re.compile("[（(][^（）()]*[）)]$")


def date(text: str) -> str:
    """The date, as YYYY-MM or YYYY-MM-DD, of a line that says nothing else; "" for any other line."""
    line = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = _DATE.fullmatch(line) or _ISO.fullmatch(line)
    if not found:
        return ""
    year, month, day = (value(part) if part else 0 for part in found.groups())
    if not (1949 <= year <= 2100 and 1 <= month <= 12 and day <= 31):
        return ""
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def stated(text: str) -> str:
    """The date of issue that a line of several labels states (发布机构：某局　发布日期：2025年3月18日), that of the last update where it states no other; "" for any other line."""
    if len(text) > _LONGEST_LINE or not _LABELLED.match(text.strip()):
        return ""
    parts = _BETWEEN.split(_IN_DATE.sub("", text.strip()))
    told = [(found[1], dated) for one in parts if (found := _STATES.match(one)) and (dated := date(found[2]))]
    return next((dated for _, dated in sorted(told, key=lambda one: one[0] == _UPDATED)), "")


def date_of(text: str) -> str:
    """The date of a line that is one, or that states when the document was issued; "" for any other line."""
    return date(text) or stated(text)


def is_signed(text: str) -> bool:
    """Whether a short text ends with a date, as who has made a table and when (人事处制　2024年6月)."""
    said = text.strip()
    return len(said) <= _LONGEST_SIGNATURE and any(date(said[n:]) for n in range(len(said)))


def is_sentence(text: str) -> bool:
    """Whether a line is said rather than a title (一、本目录依据有关规定编制，所列职责由各科室承担。)."""
    return _SENTENCE.search(text.strip()) is not None


def whole_title(above: Cell | None, line: Cell) -> Cell:
    """The title that a line is; with the body on the line above where it only says what sort of document follows (职责目录)."""
    alone = re.sub(r"\s", "", line.text)
    return replace(above, text=above.text + alone) if above and _KIND.fullmatch(alone) else line


def shared_title(title: Cell, others: Iterable[str]) -> Cell:
    """The title of all tables: where another one's differs in the bracket at its end alone, what both share."""
    shared = _BRACKET.sub("", title.text)
    apart = any(other != title.text and _BRACKET.sub("", other) == shared for other in others)
    return replace(title, text=shared) if apart else title
