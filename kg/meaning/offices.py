"""A sentence that lists the departments of the body (内设机构：办公室、…、老干部科。) -> their names. What is no such list names nobody."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from kg.labels import OFFICES
from kg.meaning.departments import is_body, listed
from kg.records import Cell
from kg.script import as_printed, simplified
from kg.text import normal, squeeze

_LIST = re.compile(
    rf"(?:^|[。；;\n])[^。；;：:，,、\n]{{0,24}}(?:{'|'.join(OFFICES)})"
    r"(?:共|设有|设置|包括|分别为|有|为|设|是){0,2}(?:[一二三四五六七八九十\d]+个)?[：:]([^。；;：:\n]+)"
)
_REST = re.compile(r"等(?:[一二三四五六七八九十\d]+个)?(?:[科股处部]室|部门|机构)?$")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_FEWEST = 2


def offices(text: str) -> tuple[str, ...]:
    """The departments that a text lists as those of the body, as printed; none where one of the names reads as no department's."""
    seen = normal(text)
    plain = simplified(seen)
    found: list[str] = []
    for match in _LIST.finditer(plain):
        names = [normal(_REST.sub("", name)) for name in listed(match[1])]
        if len(names) >= _FEWEST and all(map(is_body, names)):
            found += names
    return tuple(as_printed(name, plain, seen) for name in dict.fromkeys(found))


def others(sentences: Iterable[Cell], departments: Collection[str]) -> dict[str, Cell]:
    """The departments that sentences list and that are none of these, each with its sentence: 办公室 is 局办公室 and 办公室（党建办）."""
    known = {part for name in departments for part in _forms(name)}
    found: dict[str, Cell] = {}
    for cell in sentences:
        for name in offices(cell.text):
            if not any(part in one or one in part for part in _forms(name) for one in known):
                found.setdefault(name, cell)
    return found


def _forms(name: str) -> Collection[str]:
    """A name without what stands in brackets behind it, and that by itself: 机关党委（人事科）."""
    plain = simplified(squeeze(name))
    inner = (one[1:-1] for one in _BRACKETS.findall(plain))
    return [form for form in (_BRACKETS.sub("", plain), *inner) if form]
