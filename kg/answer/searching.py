"""Analysis -> the answer to a question about a matter: its duty found by search, and what the graph says of what is asked about it."""

from __future__ import annotations

from typing import Any

from kg import query
from kg.answer import comparing, equals, exact, remarks, telling, verdict
from kg.answer.answer import Answer, nothing
from kg.answer.duties import DutyAnswer
from kg.answer.fields import fields_of
from kg.answer.scope import Scope
from kg.question import Analysis
from kg.question.algebra import Count, Exists
from kg.question.structure import within
from kg.question.wanted.spoken import asks_whom
from kg.store import Store

_TOLD = ("word:workflow", "boundary-kind", "mailbox", "clause", "page", "document")  # what may be asked of a duty that is found


def searched(asked: str, analysis: Analysis, scope: Scope) -> Answer:
    """The answer to a question about a matter: found by search, put together from the graph."""
    if compared := comparing.answer(asked, scope):
        return compared
    found = scope.search(analysis.matter if analysis.partly else asked, scope.top)
    ranked = [(hit.key, hit.score) for hit in found.hits]
    facts = query.of_duties("who-handles", [iri for iri, _ in ranked])
    listed = scope.listed(ranked)
    state, reason, referral = verdict.status(found, listed[0].score if listed else 0.0)
    state = "candidates" if state == "answered" and analysis.several else state
    equal = equals.first(listed, scope.published) if state == "answered" else ()
    if equal:
        state, listed = "candidates", (*equal, *(duty for duty in listed if duty not in equal))
    said = query.found_reading([d.number for d in listed[:3]], analysis.field, analysis.told)
    said += equals.told(equal, scope.published) if equal else ""
    named, value, told = verdict.departments(equal or listed, state), None, None
    unsaid = ""
    named = tuple({**place, "name": scope.told_apart.get(place["iri"], place["name"])} for place in named) if equal else named
    if state != "abstained":
        if len(scope.published) > 1 and (other := verdict.other(listed[0], scope.published, analysis.acting)):
            return verdict.elsewhere(asked, said, facts, listed, other)
        several = telling.beside(analysis.beside, listed[0], scope.store) if analysis.beside else None
        value = _whether(analysis, listed[0], scope.store) or (
            several.value if several else _field(analysis, listed[0], scope.store)
        )
        empty = value is None or nothing(value["value"])
        told = telling.told(analysis.spoken, analysis.bodiless, listed[:1], scope.store, kinds=empty)
        told = told or (several if several and value is several.value else None)
        said += f"；{told.reading}" if told else ""
        if empty and not told and (unsaid := remarks.called(analysis.field) if value else telling.unsaid(analysis.spoken)):
            said = f"本目录未写明{unsaid}；{said}"
            value = value or ({"type": "text", "value": ""} if state == "answered" and not asks_whom(analysis.bodiless) else None)
        if analysis.unserved and not unsaid and (value is None or value["type"] == "contact"):
            unsaid, said = remarks.SERVICE, remarks.unserved(said)
        value = told.value if told else value or {"type": "departments", "value": [place["name"] for place in named]}
        named = verdict.said_of(named, value)
    proven = (*fields_of(analysis.told.dimension if analysis.told else analysis.field), *(told.fields if told else ()))
    return Answer(
        asked, state, reason, referral, "duty", named, listed, value, facts, said, found.mentions, asked=proven, unstated=unsaid
    )


def _field(analysis: Analysis, duty: DutyAnswer, store: Store) -> dict[str, Any] | None:
    """What the graph has for the field that is asked for of a duty, typed, empty where the catalogue does not say; None where none is."""
    if not analysis.field:
        return None
    counts = analysis.field == "subitem" and isinstance(analysis.query, Count)
    return exact.field(analysis.field, duty.alone, store, of=analysis.documents, counts=counts)


def _whether(analysis: Analysis, duty: DutyAnswer, store: Store) -> dict[str, Any] | None:
    """Whether a duty is as the question says: 困难帮扶要上主席办公会吗; None where it says nothing that the graph can tell."""
    if analysis.told:
        return exact.whether(analysis.told, duty.alone, store)
    meant = analysis.query if all(atom.dimension in _TOLD for atom in analysis.atoms) else None
    return exact.value(within(meant, duty.alone), store) if isinstance(meant, Exists) else None
