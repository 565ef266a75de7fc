"""Analysis -> the answer to a question about a matter: its duty found by search, and what the graph says of what is asked about it."""

from __future__ import annotations

from kg import query
from kg.answer import comparing, equals, remarks, stated, telling, verdict
from kg.answer.answer import Answer, lacking, nothing
from kg.answer.fields import fields_of
from kg.answer.scope import Scope
from kg.question import Analysis
from kg.question.wanted.spoken import asks_whom
from kg.question.words.columns import approves, labels_of


def searched(asked: str, analysis: Analysis, scope: Scope) -> Answer:
    """The answer to a question about a matter: found by search, put together from the graph."""
    if compared := comparing.answer(asked, scope):
        return compared
    found = scope.search(analysis.matter if analysis.partly else asked, scope.top)
    ranked = [(hit.key, hit.score) for hit in found.hits]
    facts = query.of_duties("who-handles", [iri for iri, _ in ranked])
    listed = scope.listed(ranked)
    state, reason, referral = verdict.status(found, listed)
    state = "candidates" if state == "answered" and analysis.several else state
    equal = equals.first(listed, scope.published) if state == "answered" else ()
    if equal:
        state, listed = "candidates", (*equal, *(duty for duty in listed if duty not in equal))
    said = query.found_reading([d.number for d in listed[:3]], analysis.field, analysis.told)
    said += equals.told(equal, scope.published) if equal else ""
    named, value, told = verdict.departments(equal or listed, state), None, None
    unsaid = unsaid_of = ""
    named = tuple({**place, "name": scope.told_apart.get(place["iri"], place["name"])} for place in named) if equal else named
    if state != "abstained":
        if len(scope.published) > 1 and (other := verdict.other(listed[0], scope.published, analysis.acting)):
            return verdict.elsewhere(asked, said, facts, listed, other)
        several = telling.beside(analysis.beside, listed[0], scope.store) if analysis.beside else None
        value = stated.whether(analysis, listed[0], scope.store) or (
            several.value if several else stated.field(analysis, listed[0], scope.store, scope.lexicon.contact)
        )
        said += stated.cited(value, listed[0])
        empty = value is None or nothing(value["value"])
        told = telling.told(analysis.spoken, analysis.bodiless, listed[:1], scope.store, kinds=empty)
        told = told or (several if several and value is several.value else None)
        said += f"；{told.reading}" if told else ""
        if empty and not told and (unsaid := remarks.called(analysis.field) if value else telling.unsaid(analysis.spoken)):
            unsaid_of = stated.denied(analysis, listed, scope.store)
            where = lacking(unsaid_of)
            if (beside := stated.beside(analysis, listed, scope.store)) and state == "answered":
                state, value, where = "candidates", beside.value, f"{beside.reading}；{where}"
                listed = (*beside.duties, *(duty for duty in listed if duty not in beside.duties))
                named = verdict.departments(listed, state)
            said = f"{where}未写明{unsaid}；{said}"
            value = None if any(map(approves, labels_of(analysis.field))) else value  # who acts is known
            value = value or ({"type": "text", "value": ""} if state == "answered" and not asks_whom(analysis.bodiless) else None)
        if analysis.unserved and not unsaid and (value is None or value["type"] == "contact"):
            unsaid, said = remarks.SERVICE, remarks.unserved(said)
        value = told.value if told else value or {"type": "departments", "value": [place["name"] for place in named]}
        named = verdict.said_of(named, value)
    proven = (*fields_of(analysis.told.dimension if analysis.told else analysis.field), *(told.fields if told else ()))
    known = asked, state, reason, referral, "duty", named, listed, value, facts, said, found.mentions
    return Answer(*known, asked=proven, unstated=unsaid, unstated_of=unsaid_of)
