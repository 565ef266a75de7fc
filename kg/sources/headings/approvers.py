"""A column of those who approve (审批机构) beside that of those who carry a duty out: it names nobody who does, and is the catalogue's own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.labels import GUESSES, is_helper
from kg.records import Item
from kg.sources.known import is_explained, kind_of

_APPROVES, _SECTION = re.compile(GUESSES["approves"]), re.compile(GUESSES["section"])
_SOME = 0.1  # of the duties have nobody who approves, but somebody who acts


def kinds(items: Sequence[Item], labels: Sequence[str]) -> dict[str, str]:
    """The labels of those who approve, where another label says who carries the duties out.

    Alone they say who acts (许可事项, 审批部门). Before sections (责任科室) they may be the body over them, unless some duties have none.
    """
    plain = beside(labels)
    return {
        text: "other" for text in _able(labels) if text in plain or any(_is_rarer(items, text, one) for one in _acting(labels))
    }


def beside(labels: Sequence[str]) -> tuple[str, ...]:
    """Those of the labels of a table that are of approvers, by the other labels alone: beside bodies who act, or behind their sections."""
    acting = _acting(labels)
    bodies = any(not _SECTION.search(text) for text in acting)
    return tuple(text for text in _able(labels) if bodies or any(labels.index(text) > labels.index(one) for one in acting))


def _able(labels: Sequence[str]) -> list[str]:
    return [text for text in labels if _APPROVES.fullmatch(text) and not is_explained(text)]


def _acting(labels: Sequence[str]) -> list[str]:
    able = _able(labels)
    return [text for text in labels if text not in able and kind_of(text) == "department" and not is_helper(text)]


def _is_rarer(items: Sequence[Item], text: str, section: str) -> bool:
    """Whether the column of those who approve is blank in rows that have a section."""
    acted = [item for item in items if item.text(section).strip()]
    return sum(not item.text(text).strip() for item in acted) > _SOME * len(acted)
