"""A column of one body beside that of its own sections (责任单位, 责任科室): the section carries the duty out, the body exercises it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import product

from kg.labels import BODIES, GUESSES, is_helper
from kg.meaning import departments
from kg.parts import of_label
from kg.records import Item
from kg.sources.known import kind_of

_SECTION = re.compile(GUESSES["section"])
_BODY = re.compile(rf"(?:{'|'.join(BODIES['names'])})$")
_BUREAUS = ("局", "厅", "署", "委", "会", "政府")  # 节水办 and 监察大队 may be sections
_HALF, _NEARLY = 0.5, 0.8


def kinds(items: Sequence[Item], labels: Sequence[str]) -> dict[str, str]:
    """The labels under which nearly all items have one body, and beside which another label has its sections.

    None of bodies that only have a part (牵头单位).
    Where bodies differ they stay departments: 法制股 alone does not tell whose it is, and people ask what 县税务局 does.
    """
    who = [text for text in labels if kind_of(text) == "department" and not is_helper(text)]
    sections = [text for text in who if _SECTION.search(text)]
    able = [text for text in who if text not in sections and not of_label(text)]
    return {unit: "body" for unit, section in product(able, sections) if _is_over(items, unit, section)}


def _is_over(items: Sequence[Item], unit: str, section: str) -> bool:
    """Whether two labels stand in the same rows, one body under the one and mostly others under the other."""
    beside = [item for item in items if item.field(unit) and item.field(section)]
    alone = sum((item.field(unit) is None) != (item.field(section) is None) for item in items)
    named = [[one.name for one in departments(item.text(unit))] for item in beside]
    usual, times = next(iter(Counter(name for names in named for name in names).most_common(1)), ("", 0))
    parts = [one.name for item in beside for one in departments(item.text(section))]
    return (
        len(beside) > alone
        and times >= _NEARLY * len(beside)
        and _BODY.search(usual) is not None
        and sum(name != usual and not name.endswith(_BUREAUS) for name in parts) > _HALF * len(parts)
    )
