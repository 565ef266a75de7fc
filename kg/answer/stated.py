"""Analysis + the duties found -> what the graph has for the field that is asked for; where the first has none, what is said.

A denial is that of one duty where others print the field, and where the next are found as certainly, what they print is told beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.answer import exact, telling, verdict
from kg.answer.answer import nothing
from kg.answer.card import plain
from kg.answer.duties import DutyAnswer
from kg.question.algebra import Count, Exists, Values
from kg.question.analysis import Analysis
from kg.question.condition import Has
from kg.question.dimensions import those
from kg.question.structure import counted, within
from kg.question.words.columns import filled
from kg.store import Store

_REPORTED = re.compile("举报|投诉|信访|控告|检举")
_TOLD = ("word:workflow", "boundary-kind", "mailbox", "clause", "page", "document")  # what may be asked of a duty that is found
_NEAR, _AS_GOOD = 3, 0.1  # duties that are looked at, and how much less certain than the first one


@dataclass(frozen=True, slots=True)
class Beside:
    """What the duties next to the first one tell of what that leaves empty: the typed answer, which duties tell it, and that in words."""

    value: dict[str, Any]
    duties: tuple[DutyAnswer, ...]
    reading: str


def beside(analysis: Analysis, listed: Sequence[DutyAnswer], store: Store) -> Beside | None:
    """What the next duties tell where they are found as certainly as the first, which does not; None where none of them does."""
    least = listed[0].score - _AS_GOOD
    near = [duty for duty in listed[1 : 1 + _NEAR] if verdict.certain(duty.score) and duty.score >= least]
    told = [(duty, *found) for duty in near if (found := _told(analysis, duty, store))]
    if not told:
        return None
    said = "，".join(f"{duty.number} 的是{text}" for duty, _, text in told)
    return Beside(told[0][1], tuple(duty for duty, _, _ in told), said)


def denied(analysis: Analysis, listed: Sequence[DutyAnswer], store: Store) -> str:
    """The number of the first duty, where it alone does not state what others do; "" where no catalogue states it."""
    printed = Values("duty", Has(filled(analysis.field))) if analysis.field else None
    if printed is not None:
        return listed[0].number if exact.value(Count(printed), store)["value"] else ""
    others = (telling.told(analysis.spoken, analysis.bodiless, [duty], store) for duty in listed[1:])
    return listed[0].number if any(others) else ""


def cited(value: dict[str, Any] | None, duty: DutyAnswer) -> str:
    """Of which documents the clauses of an answer are, where these are several, as the end of a reading; "" else."""
    if value is None or value["type"] != "clause":
        return ""
    clauses = dict.fromkeys((one.document, one.label) for one in duty.clauses)
    return exact.documents_of([one for one in clauses if {exact.in_full(*one), one[1]} & set(value["value"])])


def _told(analysis: Analysis, duty: DutyAnswer, store: Store) -> tuple[dict[str, Any], str] | None:
    """The typed answer that a duty gives, and what it prints; None where it tells nothing."""
    value = whether(analysis, duty, store) or field(analysis, duty, store)
    if value is None:
        told = telling.told(analysis.spoken, analysis.bodiless, [duty], store)
        value = told.value if told else None
    if value is None or nothing(value["value"]):
        return None
    return value, plain((field(analysis, duty, store) or value)["value"])


def field(analysis: Analysis, duty: DutyAnswer, store: Store, contact: str = "") -> dict[str, Any] | None:
    """What the graph has for the field that is asked for of a duty, typed, empty where the catalogue does not say; None where none is.

    Who wants to report something is given the `contact` of the duty, if to take such reports is its own matter, and not the telephone to complain of it.
    """
    if not analysis.field:
        return None
    counts = analysis.field in ("subitem", *those("contact"), *those("document")) and isinstance(analysis.query, Count)
    asked = contact if contact and analysis.field == "phone" and _REPORTED.search(duty.title) else analysis.field
    meant = counted(analysis.query) if counts else None
    kind = meant.of if isinstance(meant, Values) else ()  # 引用了几部法律
    return exact.field(asked, duty.alone, store, of=analysis.documents or kind, counts=counts)


def whether(analysis: Analysis, duty: DutyAnswer, store: Store) -> dict[str, Any] | None:
    """Whether a duty is as the question says: 困难帮扶要上主席办公会吗; None where it says nothing that the graph can tell."""
    if analysis.told:
        return exact.whether(analysis.told, duty.alone, store)
    meant = analysis.query if all(atom.dimension in _TOLD for atom in analysis.atoms) else None
    return exact.value(within(meant, duty.alone), store) if isinstance(meant, Exists) else None
