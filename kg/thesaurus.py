"""ontology/matters.ttl -> the plain matters the index works with."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

import ontology
from index import Matter

_ABOVE = 0.85
_SKOS = ontology.prefixes()["skos"]


def matters() -> list[Matter]:
    """Every concept with all its Chinese labels; its terms are its official labels, and those above it with less weight."""
    labels: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    broader: dict[str, list[str]] = defaultdict(list)
    authority: dict[str, str] = {}
    for triple in ox.parse(ontology.turtle("matters"), format=ox.RdfFormat.TURTLE):
        subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object
        if isinstance(value, ox.Literal) and value.language == "zh":
            if predicate.startswith(_SKOS):
                labels[subject][predicate.removeprefix(_SKOS)].append(value.value)
            else:
                authority[subject] = value.value
        elif predicate == _SKOS + "broader":
            broader[subject].append(value.value)
    concepts = {iri: kinds for iri, kinds in sorted(labels.items()) if set(kinds) & {"altLabel", "hiddenLabel"}}
    official = {iri: [*kinds["prefLabel"], *kinds["altLabel"]] for iri, kinds in concepts.items()}
    return [
        Matter(
            key=iri,
            label=kinds["prefLabel"][0],
            words=tuple(official[iri] + kinds["hiddenLabel"]),
            terms=tuple(_terms(iri, official, broader)),
            authority=authority.get(iri, ""),
        )
        for iri, kinds in concepts.items()
    ]


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
