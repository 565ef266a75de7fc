"""The numbers that Word prints before paragraphs by itself: 1, 1.1, （三）. Runs in the worker.

They stand nowhere in the text, but every reader sees them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"%([1-9])")
_CHINESE = frozenset(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"))
_CIRCLED, _MOST_CIRCLED = ord("①"), 20
_HUNDRED = 100


class Numbering:
    """The lists of one document, and how far each has been counted."""

    def __init__(self, document: Any) -> None:
        parts = {rel.reltype.rpartition("/")[2]: rel.target_part for rel in document.part.rels.values() if not rel.is_external}
        root = getattr(parts.get("numbering"), "element", None)
        self._abstract = {} if root is None else {one.get(f"{_W}abstractNumId"): one for one in root.iter(f"{_W}abstractNum")}
        self._lists = {} if root is None else {one.get(f"{_W}numId"): one for one in root.iter(f"{_W}num")}
        styles = getattr(parts.get("styles"), "element", None)
        self._styles = {} if styles is None else {one.get(f"{_W}styleId"): one for one in styles.iter(f"{_W}style")}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def before(self, paragraph: Any) -> str:
        """What is printed before a paragraph, which is counted with this; "" for one without a number (bullets say nothing)."""
        number, level = self._place(paragraph)
        own = self._lists.get(number)
        abstract = _value(own, "abstractNumId") if own is not None else ""
        if own is None or abstract not in self._abstract:
            return ""
        counts = self._counts[abstract]
        start = _value(own.find(f"{_W}lvlOverride[@{_W}ilvl='{level}']"), "startOverride")
        anew = bool(start) and (number, level) not in self._begun
        self._begun.add((number, level))
        first = _figure(start or _value(self._level(own, abstract, level), "start"), 1)
        counts[level] = counts[level] + 1 if level in counts and not anew else first
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return self._printed(own, abstract, level)

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list to which a paragraph belongs, by itself or by its style, and the level there."""
        number = level = ""
        holder, seen = paragraph, set()
        while holder is not None and id(holder) not in seen:
            seen.add(id(holder))
            own = holder.find(f"{_W}pPr/{_W}numPr")
            number, level = number or _value(own, "numId"), level or _value(own, "ilvl")
            style = _value(holder.find(f"{_W}pPr"), "pStyle") if holder is paragraph else _value(holder, "basedOn")
            holder = None if number else self._styles.get(style)
        return number, _figure(level, 0)

    def _level(self, own: Any, abstract: str, level: int) -> Any:
        at = f"{_W}lvl[@{_W}ilvl='{level}']"
        changed = own.find(f"{_W}lvlOverride/{at}")
        return changed if changed is not None else self._abstract[abstract].find(at)

    def _printed(self, own: Any, abstract: str, level: int) -> str:
        here = self._level(own, abstract, level)
        if _value(here, "numFmt") in ("bullet", "none"):
            return ""

        def count(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            one = self._level(own, abstract, at)
            value = self._counts[abstract].get(at, _figure(_value(one, "start"), 1))
            return _counted(value, "decimal" if here.find(f"{_W}isLgl") is not None else _value(one, "numFmt"))

        text = _LEVEL.sub(count, _value(here, "lvlText"))
        return text if _value(here, "suff") == "nothing" or not text[-1:].isalnum() else f"{text} "


def _value(element: Any, name: str) -> str:
    """The value of a setting of an element; "" where it has none."""
    found = element.find(f"{_W}{name}") if element is not None else None
    return found.get(f"{_W}val", "") if found is not None else ""


def _figure(text: str, default: int) -> int:
    return int(text) if text.isdecimal() else default


def _counted(n: int, form: str) -> str:
    """A count as a list of this form prints it; in digits where the form is none of those in use here."""
    if form in _CHINESE and 0 < n < _HUNDRED:
        from kg.meaning.numerals import chinese

        return chinese(str(n))
    if form == "decimalEnclosedCircle" and 0 < n <= _MOST_CIRCLED:
        return chr(_CIRCLED + n - 1)
    return f"{n:02}" if form == "decimalZero" else str(n)
