"""Store -> what is compared of each duty: plain facts, in the order of the documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import ontology
from kg import query, thesaurus
from kg.store import Store

_LABELS = """SELECT DISTINCT ?thing ?label WHERE { GRAPH ?graph {
  { ?thing a duty:Catalogue ; dct:identifier ?label }
  UNION { ?thing a duty:MainResponsibility ; dct:description ?label }
  UNION { ?thing a eli:LegalResourceSubdivision ; skos:prefLabel ?label }
  UNION { ?thing a eli:LegalResource ; dct:title ?label }
} }"""
_QUOTES = """SELECT ?duty ?clause ?quote WHERE {
  GRAPH ?graph { ?duty duty:citation ?citation . ?citation duty:cites ?clause ; duty:quotedText ?quote }
} ORDER BY ?duty ?clause ?quote"""
_DEPARTMENTS = """SELECT ?duty ?department ?name WHERE { GRAPH ?graph {
  ?duty cv:hasParticipation ?one . ?one duty:position ?position ; cv:hasParticipant ?department . ?department skos:prefLabel ?name
} } ORDER BY ?duty ?position"""
_LINKS = "SELECT ?duty ?matter WHERE { ?matter duty:leadsTo ?duty } ORDER BY ?duty ?matter"


@dataclass(frozen=True, slots=True)
class Facts:
    """One duty as the comparison sees it. Things shared between duties are IRIs, texts are as normalised in the graph.

    `cells` holds the texts of 运行流程, 责任事项 and 职责边界 by their kind, `quotes` the words cited of each clause,
    `matters` the matters of the thesaurus that lead to the duty or are named by it: (IRI, label).
    """

    iri: str
    order: int
    number: str
    catalogue: str
    name: str
    departments: tuple[str, ...]
    department_iris: tuple[str, ...]
    responsibility: str
    clauses: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    documents: tuple[str, ...]
    approvers: tuple[str, ...]
    contacts: tuple[str, ...]
    boundary: str
    cells: tuple[tuple[str, str], ...]
    matters: tuple[tuple[str, str], ...]

    @property
    def department(self) -> str:
        """The departments as one text."""
        return "、".join(self.departments)

    def cell(self, kind: str) -> str:
        """The text of a cell by its kind; empty when there is none."""
        for known, text in self.cells:
            if known == kind:
                return text
        return ""


@dataclass(frozen=True, slots=True)
class Material:
    """What a search for overlaps and gaps reads of a store: every duty, what things are called, who publishes each catalogue."""

    duties: tuple[Facts, ...]
    labels: Mapping[str, str]
    publishers: Mapping[str, str]

    @classmethod
    def of(cls, store: Store) -> Material:
        """All of a store."""
        named = labels(store)
        return cls(_gathered(store, named), named, bodies(store))


def gather(store: Store) -> tuple[Facts, ...]:
    """The facts of every duty in the store, catalogue by catalogue, in document order."""
    return _gathered(store, labels(store))


def _gathered(store: Store, named: Mapping[str, str]) -> tuple[Facts, ...]:
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    unsorted = query.whole("duty-facts").partition("ORDER BY")[0]  # the engine takes longer to sort than to find
    for row in store.select(unsorted):
        values[row["duty"]][row["property"]].append(row["value"])
    matters = _Matters(store)
    quotes, departments = _pairs(store, _QUOTES), _pairs(store, _DEPARTMENTS)
    found = [_facts(iri, have, named, (departments[iri], quotes[iri]), matters) for iri, have in values.items()]
    return tuple(sorted(found, key=lambda one: (one.catalogue, one.order, one.iri)))


def labels(store: Store) -> dict[str, str]:
    """IRI -> its Chinese label, for catalogues (their slugs), responsibilities and clauses."""
    return {row["thing"]: row["label"] for row in store.select(_LABELS)}


def bodies(store: Store) -> dict[str, str]:
    """Catalogue slug -> the names of its publisher, as one text."""
    rows = store.select(
        "SELECT DISTINCT ?slug ?name WHERE { ?catalogue a duty:Catalogue ; dct:identifier ?slug ; dct:publisher ?body ."
        " ?body skos:prefLabel|skos:hiddenLabel ?name } ORDER BY ?slug ?name"
    )
    names: dict[str, str] = defaultdict(str)
    for row in rows:
        names[row["slug"]] += row["name"] + " "
    return names


def homes(store: Store) -> dict[str, str]:
    """IRI -> name of what tells two things of one label apart: the title of a document, the publisher of a catalogue."""
    rows = store.select(
        "SELECT DISTINCT ?home ?name WHERE { { GRAPH ?g { ?home a eli:LegalResource ; dct:title ?name } }"
        " UNION { ?home a duty:Catalogue ; dct:publisher ?body . ?body skos:prefLabel ?name } } ORDER BY ?home ?name"
    )
    return {row["home"]: row["name"].removeprefix("中华人民共和国") for row in rows}


class _Matters:
    """The matters of the thesaurus, by the duties they lead to and by their official terms."""

    def __init__(self, store: Store) -> None:
        known = thesaurus.matters({})
        self._labels = {matter.key: matter.label for matter in known}
        terms = {term: matter.key for matter in reversed(known) for term, weight in matter.terms if weight == 1}
        self._terms: dict[str, list[tuple[str, str]]] = defaultdict(list)  # by how they begin: most names have few such
        for term, matter in terms.items():
            self._terms[term[:2]].append((term, matter))
        self._links = _pairs(store, _LINKS)

    def of(self, duty: str, name: str) -> tuple[tuple[str, str], ...]:
        """(IRI, label) of each matter of a duty, sorted."""
        found = {matter for (matter,) in self._links[duty]}
        for beginning in {name[n : n + 2] for n in range(len(name))}:
            found |= {matter for term, matter in self._terms.get(beginning, ()) if term in name}
        return tuple((matter, self._labels[matter]) for matter in sorted(found) if matter in self._labels)


def _pairs(store: Store, sparql: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in store.select(sparql):
        subject, *others = row.values()
        found[subject].append(tuple(others))
    return found


def _facts(
    iri: str,
    have: dict[str, list[str]],
    named: Mapping[str, str],
    pairs: tuple[list[tuple[str, ...]], list[tuple[str, ...]]],
    matters: _Matters,
) -> Facts:
    def all_of(name: str) -> tuple[str, ...]:
        return tuple(sorted(have.get(ontology.expand(name), ())))

    def one_of(name: str) -> str:
        return next(iter(all_of(name)), "")

    catalogue = next((slug for part in all_of("dct:isPartOf") if (slug := named.get(part, ""))), "")
    texts = {"workflow": one_of("duty:workflow"), "accountability": one_of("duty:accountability")}
    texts["boundary"] = one_of("duty:boundaryText")
    return Facts(
        iri=iri,
        order=int(one_of("duty:order") or 0),
        number=one_of("dct:identifier"),
        catalogue=catalogue,
        name=one_of("dct:title"),
        departments=tuple(name for _, name in pairs[0]),
        department_iris=tuple(department for department, _ in pairs[0]),
        responsibility=one_of("duty:partOfResponsibility"),
        clauses=all_of("duty:legalBasis"),
        quotes=tuple((clause, text) for clause, text in pairs[1]),
        documents=all_of("duty:requiredDocument"),
        approvers=all_of("duty:approvedBy"),
        contacts=all_of("duty:supervisedThrough"),
        boundary=one_of("duty:boundary").rpartition("boundary-")[2],
        cells=tuple((kind, text) for kind, text in texts.items() if text),
        matters=matters.of(iri, one_of("dct:title")),
    )
