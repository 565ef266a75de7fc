"""A printed term or sum as a plain number with its unit (30个工作日, 3日内); nothing for what says more than that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.question.words.plain import NUMERAL, number, plain

_TERM = re.compile(f"(?:自受理之日起)?(?P<n>{NUMERAL})个?(?P<unit>工作日|日|天|小时|分钟|月|年|元)(?:以内|之内|内)?[。]?")
_SAME = {"天": "日"}


@dataclass(frozen=True, slots=True)
class Term:
    """A number and its unit; terms of different units cannot be compared, for nobody knows how many days are holidays."""

    number: int
    unit: str


def term(text: str) -> Term | None:
    """The term that a text is, and nothing more."""
    found = _TERM.fullmatch(plain(text))
    value = number(found["n"]) if found else None
    return Term(value, _SAME.get(found["unit"], found["unit"])) if found and value is not None else None


def extreme(texts: Sequence[str], pick: str) -> list[int]:
    """The places of the shortest ("min") or longest ("max") of some terms; none where they are not all plain numbers of one unit."""
    terms = [term(text) for text in texts]
    known = [one for one in terms if one]
    if not known or len(known) < len(terms) or len({one.unit for one in known}) > 1:
        return []
    best = (min if pick == "min" else max)(one.number for one in known)
    return [n for n, one in enumerate(known) if one.number == best]


def mean(total: int, many: int) -> str:
    """A mean to one decimal, as 8.1 and 8; "" of nothing."""
    return f"{total / many:.1f}".removesuffix(".0") if many else ""


def percent(part: int, whole: int) -> str:
    """A share in percent to one decimal, as 17.9% and 25%; "" of nothing."""
    return f"{100 * part / whole:.1f}".removesuffix(".0") + "%" if whole else ""
