"""The vocabulary itself: its quads, and its page for people in Chinese and English, rendered from the Turtle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

import ontology

_KINDS = {
    "owl:Class": ("类", "Classes"),
    "owl:ObjectProperty": ("对象属性", "Object properties"),
    "owl:DatatypeProperty": ("数据属性", "Datatype properties"),
}
_SHOWN = ("rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "rdfs:seeAlso")


Node = TypeVar("Node")
Term = tuple[str, ...]  # a prefixed name with its Chinese and its English words
Said = tuple[str, str, str, str | None]  # subject, prefixed property, value, language (None: an IRI)


@dataclass(frozen=True, slots=True)
class Word:
    """A term or concept: its anchor, IRI, texts by (property, language), and what it points to as (property, name) pairs."""

    anchor: str
    iri: str
    texts: dict[tuple[str, str], tuple[str, ...]]
    pointers: tuple[tuple[str, str], ...]


def quads() -> list[ox.Quad]:
    """The vocabulary and its schemes."""
    return [
        ox.Quad(*q.triple) for part in ("duty", "schemes") for q in ox.parse(ontology.turtle(part), format=ox.RdfFormat.TURTLE)
    ]


def shapes() -> list[ox.Quad]:
    """The shapes that a published catalogue satisfies; their nameless nodes are numbered, so that they are written alike every time."""
    named: dict[str, ox.BlankNode] = {}

    def told(node: Node) -> Node | ox.BlankNode:
        return named.setdefault(node.value, ox.BlankNode(f"n{len(named):03}")) if isinstance(node, ox.BlankNode) else node

    parsed = ox.parse(ontology.turtle("shapes"), format=ox.RdfFormat.TURTLE)
    return [ox.Quad(told(quad.subject), quad.predicate, told(quad.object)) for quad in parsed]


def page() -> bytes:
    """The page of the vocabulary: every class, property and scheme with its labels and comments, self-contained HTML."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    said = list(_said())
    environment = Environment(loader=PackageLoader("kg.export"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    sections = [(zh, en, _of_kind(said, kind)) for kind, (zh, en) in _KINDS.items()]
    about = _word(said, ontology.IRI)
    page = environment.get_template("ontology.html")
    return page.render(about=about, used=list(_used(said)), sections=sections, schemes=list(_schemes(said))).encode()


def _said() -> Iterator[Said]:
    for quad in quads():
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            language = quad.object.language or "" if isinstance(quad.object, ox.Literal) else None
            yield quad.subject.value, ontology.short(quad.predicate.value), quad.object.value, language


def _used(said: list[Said]) -> Iterator[tuple[Term, list[Term]]]:
    """Each class with the properties that its things have."""
    told = dict(ontology.usage()["terms"])
    for iri, name, text, language in said:
        if name == "rdfs:label" and language:
            told.setdefault(ontology.short(iri), ["", ""])[language == "en"] = text
    for kind, properties in ontology.usage()["classes"].items():
        yield (kind, *told[kind]), [(one, *told[one]) for one in properties]


def _of_kind(said: list[Said], kind: str) -> list[Word]:
    wanted = ontology.expand(kind)
    return [_word(said, iri) for iri, name, value, _ in said if name == "rdf:type" and value == wanted]


def _schemes(said: list[Said]) -> Iterator[tuple[Word, list[Word]]]:
    for scheme in _of_kind(said, "skos:ConceptScheme"):
        yield scheme, [_word(said, iri) for iri, name, value, _ in said if name == "skos:inScheme" and value == scheme.iri]


def _word(said: list[Said], iri: str) -> Word:
    texts: dict[tuple[str, str], tuple[str, ...]] = {}
    pointers = []
    for subject, name, value, language in said:
        if subject == iri and language is not None:
            texts[name, language] = (*texts.get((name, language), ()), value)
        elif subject == iri and name in _SHOWN:
            pointers.append((name, ontology.short(value)))
    return Word(iri.rpartition("#")[2].rpartition("/")[2], iri, texts, tuple(pointers))
