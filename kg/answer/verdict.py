"""What was found -> how it is answered: whether it is certain, which departments are named, what is said without an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from index import Found
from kg import query
from kg.answer.answer import Answer, Published
from kg.answer.duties import DutyAnswer
from kg.names import catalogue_of

_NONE: Mapping[str, str] = MappingProxyType({})
_SIBLINGS = 3  # duties that may share what speaks for one matter: two of auditing in one department
_LITERAL = 0.5  # of the feature words, from which their names say it in the question's own words


def status(found: Found, listed: Sequence[DutyAnswer]) -> tuple[str, str | None, dict[str, str] | None]:
    """(status, reason, referral) from the scores of the duties found and the matters recognised in the question."""
    best, thresholds = listed[0].score if listed else 0.0, _thresholds()
    if best >= thresholds["answered"]:
        return "answered", None, None
    away = next((m for m in found.mentions if m.authority), None)
    away = away or next((m.otherwise for m in found.mentions if m.otherwise), None)  # of two meanings it has the other one
    referral = {"matter": away.matter, "authority": away.authority} if away else None
    literal = bool(found.hits) and found.hits[0].features.get("words", 0.0) >= _LITERAL
    if best >= thresholds["candidates"] or (literal and sum(d.score for d in _siblings(listed)) >= thresholds["candidates"]):
        return "candidates", None, None
    if not found.hits:
        return "abstained", "unclear", referral
    known = any(not mention.authority for mention in found.mentions)
    return "abstained", "not_in_catalogue" if known and not away else "out_of_scope", referral


def _siblings(listed: Sequence[DutyAnswer]) -> list[DutyAnswer]:
    """The first duty and those right behind it that a department of its own carries out too."""
    theirs = {place["iri"] for duty in listed[:1] for place in duty.places}
    return [duty for duty in listed[:_SIBLINGS] if theirs.intersection(place["iri"] for place in duty.places)] or list(listed[:1])


def certain(score: float) -> bool:
    """Whether a duty of this score answers a question."""
    return score >= _thresholds()["answered"]


def departments(listed: Sequence[DutyAnswer], state: str) -> tuple[dict[str, Any], ...]:
    """The departments to name: of the first duty, for candidates of every duty that is one; none when abstained."""
    if state == "abstained":
        return ()
    floor = _thresholds()["candidates"]
    chosen = listed[:1] if state == "answered" else [d for d in listed if d.score >= floor] or _siblings(listed)
    found = {place["iri"]: place for duty in chosen for place in duty.places}
    return tuple(found.values())


def of_several(
    question: str,
    status: str,
    duties: tuple[DutyAnswer, ...],
    reading: str,
    value: dict[str, Any] | None = None,
    labels: tuple[str, ...] = (),
) -> Answer:
    """The answer about duties that a question names beside one another; `labels` are the fields that prove the value."""
    return Answer(
        question=question,
        status=status,
        kind="duty",
        departments=departments(duties, status),
        duties=duties,
        answer=value,
        sparql=query.of_duties("evidence", [duty.iri for duty in duties]),
        reading=reading,
        asked=labels,
    )


def said_of(places: tuple[dict[str, Any], ...], value: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The departments that an answer names, where it names some of those that have to do with the matter (谁牵头); else all."""
    some = tuple(place for place in places if value["type"] == "departments" and place["name"] in value["value"])
    return some or places


def other(first: DutyAnswer, known: Mapping[str, Published], acting: Sequence[str]) -> dict[str, str] | None:
    """Who has the matter, where a body of the base is asked for its part in it and only another has it (城管局哪个科管低保); None otherwise."""
    if not acting or first.catalogue in map(catalogue_of, acting) or first.catalogue not in known:
        return None
    return {"matter": first.title, "authority": known[first.catalogue].publisher}


def elsewhere(question: str, reading: str, facts: str, listed: Sequence[DutyAnswer], other: dict[str, str]) -> Answer:
    """The answer to a question for the part of a body that has none: who has the matter, as a referral."""
    said = f"{reading}；问到的机构没有这样的事项，{other['authority']}有：{listed[0].number} {listed[0].title}"
    return Answer(
        question=question,
        status="abstained",
        reason="not_in_catalogue",
        referral=other,
        kind="duty",
        duties=tuple(listed),
        sparql=facts,
        reading=said,
    )


def acting(listed: Sequence[DutyAnswer], apart: Mapping[str, str] = _NONE) -> tuple[dict[str, Any], ...]:
    """The departments of some duties; `apart` are the names that say the body too, by IRI."""
    return told_apart({place["iri"]: place for duty in listed for place in duty.places}.values(), apart)


def told_apart(places: Iterable[dict[str, Any]], apart: Mapping[str, str]) -> tuple[dict[str, Any], ...]:
    """Departments, those of `apart` (IRI -> name) under the name that says their body too."""
    return tuple({**place, "name": apart.get(place["iri"], place["name"])} for place in places)


def named(
    names: Sequence[str], listed: Sequence[DutyAnswer], known: Mapping[str, tuple[str, ...]], apart: Mapping[str, str]
) -> tuple[dict[str, Any], ...]:
    """The departments that an exact answer names, those of its one duty with their part; `known` are name -> IRIs, `apart` as above."""
    places = {place["iri"]: place for place in acting(listed, apart)} if len(listed) == 1 else {}
    known = {**known, **{name: (iri,) for iri, name in apart.items()}}
    return tuple(places.get(iri, {"name": name, "iri": iri, "role": None}) for name in names for iri in known.get(name, ()))


def unknown(question: str, reading: str, names: Sequence[str]) -> Answer:
    """The honest answer to a question about something that the catalogue does not have."""
    return _refused(question, "not_in_catalogue", f"{reading}；但本目录里没有{'、'.join(names)}")


def unstated(question: str, what: str) -> Answer:
    """The honest answer to a question for what no catalogue of duties states: who leads a department, where it is."""
    return replace(_refused(question, "not_in_catalogue", f"本目录没有写明{what}"), unstated=what)


def unclear(question: str, reading: str, condition: str) -> Answer:
    """The honest answer to a question with a condition that no query can tell: everything would be a wrong answer."""
    return _refused(question, "unclear", f"{reading}；但没看懂“{condition}”这个条件")


def undecided(question: str, reading: str) -> Answer:
    """The honest answer where nothing is certainly so and something may be: a duty that states several terms."""
    return _refused(question, "unclear", reading)


def untrue(question: str, reading: str, number: str, condition: str) -> Answer:
    """The honest answer to a question that says of a duty what its catalogue does not: nothing was asked of the duty as it is."""
    return _refused(question, "not_in_catalogue", f"{reading}；但{number}不符合“{condition}”")


def _refused(question: str, reason: str, reading: str) -> Answer:
    """The answer to a question that no query may be run for."""
    return Answer(question=question, status="abstained", reason=reason, kind="query", reading=reading)


def _thresholds() -> dict[str, float]:
    from index.rank import ranking

    return ranking().thresholds
