"""Statements of a graph -> the change that tells each: of which duty it is, and of which of its fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.names import Names
from kg.triples.duty import Numbered, fields
from kg.triples.terms import Statement, node

_PARTS = {
    "participation": "department",
    "citation": "basis",
    "procedure": "workflow",
    "step": "workflow",
    "boundary-side": "boundary",
}
_PROPERTIES = {
    "dct:title": "name",
    "duty:subItem": "name",
    "dct:description": "name",
    "rdf:type": "name",
    "duty:implementedBy": "department",
    "duty:legalBasis": "basis",
    "cv:hasLegalResource": "basis",
    "duty:boundary": "boundary",
    "duty:boundaryText": "boundary",
    "duty:workflow": "workflow",
    "duty:approvedBy": "workflow",
    "duty:approvingBody": "workflow",
    "duty:requiredDocument": "documents",
    "cv:hasInputType": "documents",
    "duty:accountability": "accountability",
    "duty:supervisedThrough": "supervision",
    "duty:partOfResponsibility": "responsibility",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A change as one of the versions has it: the duty (None: it has none), what it is about (see `topic`), the number of its main responsibility."""

    duty: Numbered | None
    topic: str
    main: str


def topic(kind: str, label: str) -> str:
    """What a field is about: its kind, else its label."""
    return label if kind == "other" else kind


def by_change(statements: Iterable[Statement], changes: Sequence[Told], names: Names) -> dict[Statement, int]:
    """Which of the changes tells each of the statements, by its place in the list; what none tells is left out.

    A statement about a duty goes with the change of its field, else with the first of the duty; what is said of a thing that was not
    named before, a department or a clause, with the statement that names it.
    """
    places = _places(changes)
    about_fields = {iri: topic(field.kind, field.label) for one in changes if one.duty for field, iri in fields(one.duty, names)}
    found: dict[Statement, int] = {}
    others: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        duty, about = _about(statement, names, about_fields)
        place = places.get((duty, about), places.get((duty, "")))
        if place is not None:
            found[statement] = place
        elif not duty:
            frame = statement[0] in (names.catalogue, names.organisation)
            others[statement[2] if frame else node(statement[0])].append(statement)
    named = [
        (node(names.responsibility(one.main)), n) for n, one in enumerate(changes) if one.topic == "responsibility" and one.main
    ]
    named += [(value, place) for (_, _, value), place in found.items()]
    for thing, place in named:  # which grows by what the things found name in turn: a clause its document
        for statement in others.pop(thing, ()):
            found[statement] = place
            named.append((statement[2], place))
    return found


def _places(changes: Sequence[Told]) -> dict[tuple[str, str], int]:
    """(IRI of a duty, what a change is about, "" for whatever else) -> the first change of that."""
    places: dict[tuple[str, str], int] = {}
    for n, one in enumerate(changes):
        if one.duty:
            places.setdefault((one.duty.iri, one.topic), n)
            places.setdefault((one.duty.iri, ""), n)
    return places


def _about(statement: Statement, names: Names, about_fields: dict[str, str]) -> tuple[str, str]:
    """The IRI of the duty that a statement is about, and of which field; "" for none."""
    subject, predicate, value = statement
    duties = f"{names.catalogue}/duty/"
    if not subject.startswith(duties):
        return "", ""
    key, _, part = subject.removeprefix(duties).partition("/")
    duty = duties + key
    if not part and value.startswith(f"<{duty}/"):
        subject = value[1:-1]
        part = subject.removeprefix(f"{duty}/")
    if not part:
        return duty, _PROPERTIES.get(predicate, "")
    return duty, about_fields.get(subject, "") or _PARTS.get(part.partition("/")[0], "")
