"""ontology/matters.ttl -> the plain matters the index works with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pyoxigraph as ox

import ontology
from index import Matter
from kg.errors import SourceError

_ABOVE = 0.85
_LEADS_TO = ontology.expand("duty:leadsTo")
_AUTHORITY = ontology.expand("duty:usualAuthority")
_SKOS = ontology.prefixes()["skos"]


def links(turtle: bytes) -> dict[str, tuple[str, ...]]:
    """Matter -> duties, best first, as a matter-links.ttl says. Raises SourceError for Turtle that does not parse."""
    found: dict[str, list[str]] = defaultdict(list)
    try:
        for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
            if triple.predicate.value == _LEADS_TO:
                found[triple.subject.value].append(triple.object.value)
    except SyntaxError as problem:
        raise SourceError(f"事项关联不是合法的 Turtle：{problem}", where="matter-links.ttl", hint="请改正后再导入。") from problem
    return {matter: tuple(duties) for matter, duties in found.items()}


def matters(linked: Mapping[str, tuple[str, ...]]) -> list[Matter]:
    """Every concept with all its Chinese labels; its terms are its official labels, and those above it with less weight.

    `linked` are the duties that catalogues name for a matter themselves.
    """
    return [replace(matter, passages=linked.get(matter.key, ())) for matter in _known()]


@cache
def _known() -> tuple[Matter, ...]:
    """The matters of the thesaurus, read once a process."""
    labels: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    broader: dict[str, list[str]] = defaultdict(list)
    authority: dict[str, str] = {}
    for triple in ox.parse(ontology.turtle("matters"), format=ox.RdfFormat.TURTLE):
        subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object
        if isinstance(value, ox.Literal) and value.language == "zh":
            if predicate.startswith(_SKOS):
                labels[subject][predicate.removeprefix(_SKOS)].append(value.value)
            elif predicate == _AUTHORITY:
                authority[subject] = value.value
        elif predicate == _SKOS + "broader":
            broader[subject].append(value.value)
    concepts = {iri: kinds for iri, kinds in sorted(labels.items()) if set(kinds) & {"altLabel", "hiddenLabel"}}
    official = {iri: [*kinds["prefLabel"], *kinds["altLabel"]] for iri, kinds in concepts.items()}
    return tuple(
        Matter(
            key=iri,
            label=kinds["prefLabel"][0],
            words=tuple(official[iri] + kinds["hiddenLabel"]),
            terms=tuple(_terms(iri, official, broader)),
            authority=authority.get(iri, ""),
        )
        for iri, kinds in concepts.items()
    )


def _terms(iri: str, official: dict[str, list[str]], broader: dict[str, list[str]]) -> list[tuple[str, float]]:
    terms: dict[str, float] = {}
    level, weight = [iri], 1.0
    while level:
        for concept in level:
            for term in official.get(concept, ()):
                terms.setdefault(term, weight)
        level = [above for concept in level for above in broader.get(concept, ())]
        weight *= _ABOVE
    return list(terms.items())
