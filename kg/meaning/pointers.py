"""Words in a cell that are no value but point to one elsewhere: 略, 同上, 详见附件, 待定."""

from __future__ import annotations

import re

from kg.text import squeeze

_BRACKETED = re.compile("^[（(【\\[](.*)[）)】\\]]$")
_SAME = re.compile(
    "[省从]?略|同(?:以?上|前|左)(?:[栏项条款]|一?[栏项])?|同上(?:所述|一致)|同第?[一二三四五六七八九十\\d.]+[项条]"
)
_ELSEWHERE = re.compile(
    "(?:详?见|另见|参见|另附)?(?:附[件表录图]|附后|另附)[一二三四五六七八九十\\d]{0,3}|详?见(?:附页|后附|背面)"
)
_OPEN = re.compile("待(?:定|补充?|完善|明确|核实?|填写?)|暂缺|[xX×]{2,}")


def is_pointer(text: str) -> bool:
    """Whether a cell says nothing but that its value is left out, stands elsewhere or is still to come."""
    words = _inner(text)
    return any(pattern.fullmatch(words) for pattern in (_SAME, _ELSEWHERE, _OPEN))


def is_annex(text: str) -> bool:
    """Whether a cell says nothing but that its value stands in an annex."""
    return _ELSEWHERE.fullmatch(_inner(text)) is not None


def _inner(text: str) -> str:
    """The words without white space, brackets around all of them and a full stop."""
    words = squeeze(text).rstrip("。.…")
    while match := _BRACKETED.match(words):
        words = match[1]
    return words
