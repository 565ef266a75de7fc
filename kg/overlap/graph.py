"""N-Quads or a store -> what a graph says of whom, as far as the comparison of duties reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

import ontology
from kg.store import Store

_KINDS = ("duty:Catalogue", "duty:DutyItem", "duty:MainResponsibility", "eli:LegalResource", "eli:LegalResourceSubdivision")
_PROPERTIES = (
    *("dct:identifier", "dct:title", "dct:description", "dct:isPartOf", "dct:publisher", "skos:prefLabel", "skos:hiddenLabel"),
    *("duty:order", "duty:position", "duty:partOfResponsibility", "duty:legalBasis", "duty:requiredDocument", "duty:approvedBy"),
    *("duty:supervisedThrough", "duty:boundary", "duty:boundaryText", "duty:workflow", "duty:accountability", "duty:leadsTo"),
    *("duty:citation", "duty:cites", "duty:citesDocument", "duty:quotedText", "eli:type_document"),
    *("cv:hasParticipation", "cv:hasParticipant", "org:reportsTo"),
)
_TYPE = b"<%s>" % ontology.expand("rdf:type").encode()
_NAMES = {b"<%s>" % ontology.expand(name).encode(): name for name in _PROPERTIES}
_CLASSES = {b"<%s>" % ontology.expand(name).encode(): name for name in _KINDS}


class GraphFacts:
    """Subjects and their values by property, the members of a class by the class; IRIs and texts are plain strings, each kept once."""

    def __init__(self) -> None:
        self._values: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in (*_PROPERTIES, *_KINDS)}
        self._known: dict[bytes, str] = {}

    @classmethod
    def by(cls, store: Store) -> GraphFacts:
        """What a store says."""
        said = cls()
        for name in _PROPERTIES:
            for subject, value in store.pairs(ontology.expand(name)):
                said._values[name][subject].append(value)
        for name in _KINDS:
            for subject, _ in store.pairs(ontology.expand("rdf:type"), ontology.expand(name)):
                said._values[name][subject]
        return said

    def passing(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Hand on `lines` of N-Quads, and hear what they say."""
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            if predicate in _NAMES:
                self._values[_NAMES[predicate]][self._iri(subject)].append(self._value(rest.rpartition(b" <")[0]))
            elif predicate == _TYPE and (kind := _CLASSES.get(rest.partition(b" ")[0])):
                self._values[kind][self._iri(subject)]
            yield line

    def of(self, subject: str, name: str) -> list[str]:
        """The values of a property, sorted, each once."""
        values = self._values[name].get(subject, ())
        return sorted(set(values)) if len(values) > 1 else list(values)

    def one(self, subject: str, name: str) -> str:
        """The first value of a property; empty where there is none."""
        return min(self._values[name].get(subject, ("",)))

    def subjects(self, name: str) -> Iterable[str]:
        """Whoever has a property or belongs to a class."""
        return self._values[name].keys()

    def _iri(self, term: bytes) -> str:
        return self._known.get(term) or self._known.setdefault(term, term[1:-1].decode())

    def _value(self, term: bytes) -> str:
        return self._known.get(term) or self._known.setdefault(term, _read(term))


def _read(term: bytes) -> str:
    """The IRI or the text of a term as N-Quads print it; what holds escapes is read by the engine."""
    if term.startswith(b"<"):
        return term[1:-1].decode()
    if b"\\" not in term:
        return term[1 : term.rindex(b'"')].decode()
    ((_, _, value, _),) = ox.parse(b"<x:> <x:> %s ." % term, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return str(value.value)
