"""What a graph says -> what is compared of each duty: plain facts, in the order of the documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg import thesaurus
from kg.overlap.graph import GraphFacts
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Facts:
    """One duty as the comparison sees it. Things shared between duties are IRIs, texts are as normalised in the graph.

    `cells` holds the texts of 运行流程, 责任事项 and 职责边界 by their kind, `quotes` the words cited of each clause,
    `matters` the matters of the thesaurus that lead to the duty, by their labels, and those named by it, by the official term that
    stands in the name: (IRI, label or term). A matter may stand for a class of them (水土保持 and 水库移民 under one member's name).
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

    @property
    def roofs(self) -> tuple[str, ...]:
        """What it stands under: its clauses, then its main responsibility, each once."""
        return tuple(thing for thing in dict.fromkeys((*self.clauses, self.responsibility)) if thing)

    @property
    def home(self) -> str:
        """The IRI of its catalogue, which stands for the body that publishes it."""
        return self.iri.partition("/duty/")[0]

    def cell(self, kind: str) -> str:
        """The text of a cell by its kind; empty when there is none."""
        for known, text in self.cells:
            if known == kind:
                return text
        return ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause that a duty cites, the title of its document and the kind of that."""

    clause: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Material:
    """What a search for overlaps and gaps goes by: every duty, what things are called (catalogues by their slugs), who publishes
    each catalogue and to whom they report, and each cited clause with the documents it is cited of.
    """

    duties: tuple[Facts, ...]
    labels: Mapping[str, str]
    publishers: Mapping[str, str]
    cited: Mapping[str, Sequence[Cited]] = field(default_factory=dict)
    superiors: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, said: GraphFacts) -> Material:
        """All that was said."""
        matters, slugs = _Matters(said), {iri: said.one(iri, "dct:identifier") for iri in said.subjects("duty:Catalogue")}
        duties = [_facts(said, iri, slugs, matters) for iri in said.subjects("duty:DutyItem")]
        ordered = tuple(sorted(duties, key=lambda one: (one.catalogue, one.order, one.iri)))
        above = {slug: frozenset(_of_publisher(said, iri, "org:reportsTo")) for iri, slug in slugs.items()}
        publishers = {slug: _publisher(said, iri) for iri, slug in slugs.items()}
        return cls(ordered, dict(_labels(said)), publishers, _cited(said), above)

    @classmethod
    def read(cls, store: Store) -> Material:
        """All of a store."""
        return cls.of(GraphFacts.by(store))


def homes(store: Store) -> dict[str, str]:
    """IRI -> name of what tells two things of one label apart: the title of a document, the publisher of a catalogue."""
    rows = store.select(
        "SELECT DISTINCT ?home ?name WHERE { { ?home a eli:LegalResource ; dct:title ?name }"
        " UNION { ?home a duty:Catalogue ; dct:publisher ?body . ?body skos:prefLabel ?name } } ORDER BY ?home ?name"
    )
    return {row["home"]: row["name"].removeprefix("中华人民共和国") for row in rows}


_LABELLED = {
    "duty:Catalogue": "dct:identifier",
    "duty:MainResponsibility": "dct:description",
    "eli:LegalResourceSubdivision": "skos:prefLabel",
    "eli:LegalResource": "dct:title",
}


def _labels(said: GraphFacts) -> Iterator[tuple[str, str]]:
    """(IRI, its Chinese label) of catalogues (their slugs), responsibilities, clauses and documents."""
    for kind, name in _LABELLED.items():
        yield from ((iri, label) for iri in said.subjects(kind) if (label := said.one(iri, name)))


def _publisher(said: GraphFacts, catalogue: str) -> str:
    """The names of the publisher, as one text."""
    names = _of_publisher(said, catalogue, "skos:prefLabel") | _of_publisher(said, catalogue, "skos:hiddenLabel")
    return "".join(f"{name} " for name in sorted(names))


def _of_publisher(said: GraphFacts, catalogue: str, name: str) -> set[str]:
    """The values of a property of whoever publishes a catalogue."""
    return {value for body in said.of(catalogue, "dct:publisher") for value in said.of(body, name)}


def _cited(said: GraphFacts) -> dict[str, list[Cited]]:
    pairs = {
        (clause, document)
        for citation in said.subjects("duty:cites")
        for clause in said.of(citation, "duty:cites")
        for document in said.of(citation, "duty:citesDocument")
    }
    found: dict[str, list[Cited]] = defaultdict(list)
    for clause, document in sorted(pairs):
        found[clause].append(Cited(clause, said.one(document, "dct:title"), said.one(document, "eli:type_document")))
    return found


class _Matters:
    """The matters of the thesaurus, by the duties they lead to and by their official terms."""

    def __init__(self, said: GraphFacts) -> None:
        known = thesaurus.matters({})
        self._labels = {matter.key: matter.label for matter in known}
        terms = {term: matter.key for matter in reversed(known) for term, weight in matter.terms if weight == 1}
        self._terms: dict[str, list[tuple[str, str]]] = defaultdict(list)  # by how they begin: most names have few such
        for term, matter in terms.items():
            self._terms[term[:2]].append((term, matter))
        self._links: dict[str, list[str]] = defaultdict(list)
        for matter in said.subjects("duty:leadsTo"):
            for duty in said.of(matter, "duty:leadsTo"):
                self._links[duty].append(matter)

    def of(self, duty: str, name: str) -> tuple[tuple[str, str], ...]:
        """(IRI, label or term) of each matter of a duty, sorted."""
        found = {(matter, self._labels[matter]) for matter in self._links.get(duty, ()) if matter in self._labels}
        for beginning in {name[n : n + 2] for n in range(len(name))}:
            found |= {(matter, term) for term, matter in self._terms.get(beginning, ()) if term in name}
        return tuple(sorted(found))


def _facts(said: GraphFacts, iri: str, slugs: Mapping[str, str], matters: _Matters) -> Facts:
    def all_of(name: str) -> tuple[str, ...]:
        return tuple(said.of(iri, name))

    def one_of(name: str) -> str:
        return said.one(iri, name)

    name, departments = one_of("dct:title"), _departments(said, iri)
    texts = {"workflow": one_of("duty:workflow"), "accountability": one_of("duty:accountability")}
    texts["boundary"] = one_of("duty:boundaryText")
    return Facts(
        iri=iri,
        order=int(one_of("duty:order") or 0),
        number=one_of("dct:identifier"),
        catalogue=next((slug for part in all_of("dct:isPartOf") if (slug := slugs.get(part, ""))), ""),
        name=name,
        departments=tuple(name for _, name in departments),
        department_iris=tuple(department for department, _ in departments),
        responsibility=one_of("duty:partOfResponsibility"),
        clauses=all_of("duty:legalBasis"),
        quotes=tuple(_quotes(said, iri)),
        documents=all_of("duty:requiredDocument"),
        approvers=all_of("duty:approvedBy"),
        contacts=all_of("duty:supervisedThrough"),
        boundary=one_of("duty:boundary").rpartition("boundary-")[2],
        cells=tuple((kind, text) for kind, text in texts.items() if text),
        matters=matters.of(iri, name),
    )


def _departments(said: GraphFacts, duty: str) -> list[tuple[str, str]]:
    """(IRI, name) of each department that takes part, in printed order."""
    parts = sorted(said.of(duty, "cv:hasParticipation"), key=lambda part: int(said.one(part, "duty:position") or 0))
    iris = [iri for part in parts for iri in said.of(part, "cv:hasParticipant")]
    return [(iri, name) for iri in iris for name in said.of(iri, "skos:prefLabel")]


def _quotes(said: GraphFacts, duty: str) -> list[tuple[str, str]]:
    """(clause, the words quoted of it) of each citation, sorted."""
    return sorted(
        (clause, quote)
        for citation in said.of(duty, "duty:citation")
        for quote in said.of(citation, "duty:quotedText")
        for clause in said.of(citation, "duty:cites")
    )
