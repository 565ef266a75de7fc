"""Analysis -> the answer to a question about a matter: its duty found by search, and what the graph says of what is asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg import query
from kg.answer import comparing, equals, handed, matched, named, remarks, stated, telling, verdict
from kg.answer.answer import Answer, lacking, nothing
from kg.answer.duties import DutyAnswer
from kg.answer.fields import fields_of
from kg.answer.scope import Scope
from kg.question.analysis import Analysis
from kg.question.wanted.spoken import asks_whom
from kg.question.words.columns import approves, labels_of


@dataclass(slots=True)
class _Draft:
    """An answer in the making.

    `fields` prove the value; `unsaid` is what is asked for and not stated, `unsaid_of` the duty that does not.
    """

    state: str
    listed: tuple[DutyAnswer, ...]
    named: tuple[dict[str, Any], ...]
    said: str
    value: dict[str, Any] | None = None
    fields: tuple[str, ...] = ()
    unsaid: str = ""
    unsaid_of: str = ""


def searched(asked: str, analysis: Analysis, scope: Scope) -> Answer:
    """The answer to a question about a matter: found by search, put together from the graph."""
    if compared := comparing.answer(asked, scope) or matched.answer(asked, scope):
        return compared
    text = analysis.matter if analysis.partly else asked
    found = scope.search(text, scope.top)
    ranked = [(hit.key, hit.score) for hit in found.hits]
    facts = query.of_duties("who-handles", [iri for iri, _ in ranked])
    listed = named.pointed(asked, scope.listed(ranked))
    state, reason, referral = verdict.status(found, listed)
    draft = _draft(state, listed, analysis, scope)
    if given := handed.over(text, analysis, listed, scope):
        return handed.refused(asked, given, listed, draft.said, facts)
    if state != "abstained":
        if len(scope.published) > 1 and (other := verdict.other(draft.listed[0], scope.published, analysis.acting)):
            return verdict.elsewhere(asked, draft.said, facts, draft.listed, other)
        _tell(draft, analysis, scope)
    return Answer(
        question=asked,
        status=draft.state,
        reason=reason,
        referral=referral,
        kind="duty",
        departments=draft.named,
        duties=draft.listed,
        answer=draft.value,
        sparql=facts,
        reading=draft.said,
        mentions=found.mentions,
        asked=(*fields_of(analysis.told.dimension if analysis.told else analysis.field), *draft.fields),
        unstated=draft.unsaid,
        unstated_of=draft.unsaid_of,
    )


def _draft(state: str, listed: tuple[DutyAnswer, ...], analysis: Analysis, scope: Scope) -> _Draft:
    """The duties found and their departments; where several bodies have the matter alike, the duty of each of them before the others."""
    state = "candidates" if state == "answered" and analysis.several else state
    equal = equals.first(listed, scope.published) if state == "answered" else ()
    if equal:
        state, listed = "candidates", (*equal, *(duty for duty in listed if duty not in equal))
    said = query.found_reading([duty.number for duty in listed[:3]], analysis.field, analysis.told)
    said += equals.told(equal, scope.published) if equal else ""
    named = verdict.departments(equal or listed, state)
    return _Draft(state, listed, verdict.told_apart(named, scope.told_apart) if equal else named, said)


def _tell(draft: _Draft, analysis: Analysis, scope: Scope) -> None:
    """Puts into the draft what the first duty tells of what is asked of it, or that it does not state it."""
    first, store = draft.listed[0], scope.store
    several = telling.beside(analysis.beside, first, store) if analysis.beside else None
    value = stated.whether(analysis, first, store) or (
        several.value if several else stated.field(analysis, first, store, scope.lexicon.contact)
    )
    draft.said += stated.cited(value, first)
    empty = value is None or nothing(value["value"])
    told = telling.told(analysis.spoken, analysis.bodiless, draft.listed[:1], store, kinds=empty)
    told = (telling.ordinal(*analysis.ordinal, first, store) if analysis.ordinal else None) or told
    told = told or (several if several and value is several.value else None)
    draft.said += f"；{told.reading}" if told else ""
    if empty and not told and (unsaid := remarks.called(analysis.field) if value else telling.unsaid(analysis.spoken)):
        draft.unsaid, draft.unsaid_of = unsaid, stated.denied(analysis, draft.listed, store)
        value = _instead(draft, value, analysis, scope)
    if analysis.unserved and not draft.unsaid and (value is None or value["type"] == "contact"):
        draft.unsaid, draft.said = remarks.SERVICE, remarks.unserved(draft.said)
    draft.value = told.value if told else value or {"type": "departments", "value": [place["name"] for place in draft.named]}
    draft.named = verdict.said_of(draft.named, draft.value)
    draft.fields = told.fields if told else ()


def _instead(draft: _Draft, value: dict[str, Any] | None, analysis: Analysis, scope: Scope) -> dict[str, Any] | None:
    """What is given in place of what the first duty does not state: what the next ones state, nothing, or None for who is in charge."""
    where = lacking(draft.unsaid_of)
    if draft.state == "answered" and (beside := stated.beside(analysis, draft.listed, scope.store)):
        draft.state, value, where = "candidates", beside.value, f"{beside.reading}；{where}"
        draft.listed = (*beside.duties, *(duty for duty in draft.listed if duty not in beside.duties))
        draft.named = verdict.departments(draft.listed, draft.state)
    draft.said = f"{where}未写明{draft.unsaid}；{draft.said}"
    if any(map(approves, labels_of(analysis.field))):
        value = None  # who acts is known
    nothing_said = {"type": "text", "value": ""} if draft.state == "answered" and not asks_whom(analysis.bodiless) else None
    return value or nothing_said
