"""The base in other people's terms: as CPSV-AP public services, and as described datasets (VoID, DCAT)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

import ontology
from kg.export.parts import of_catalogue
from kg.meaning.contacts import contacts
from kg.names import BASE
from kg.question.words import columns
from kg.store import Store

_CHINESE = ox.NamedNode("http://publications.europa.eu/resource/authority/language/ZHO")
_SPACE = f"{BASE}/id/"
_PUBLISHER = ox.NamedNode(ontology.expand("dct:publisher"))
_SAID = (
    "title",
    "description",
    "identifier",
    "publisher",
    "issued",
    "language",
    "spatial",
    "license",
    "rights",
    "source",
    "provenance",
)
_DESCRIBES = {*(ontology.expand(f"dct:{name}") for name in _SAID), ontology.expand("void:subset")}
_XSD_INTEGER = ox.NamedNode(ontology.prefixes()["xsd"] + "integer")


def cpsv_ap(store: Store) -> list[ox.Quad]:
    """Every duty that faces the public as a CPSV-AP 3.2.0 public service, with its organisation (CPOV 2.1.2), rules, evidence types and contacts."""
    return [*(ox.Quad(*triple) for triple in store.construct(ontology.profile("cpsv-ap"))), *_contact_points(store)]


def without_area(store: Store) -> list[str]:
    """The catalogues whose organisation lacks what CPSV-AP demands of it, an area."""
    return [row["slug"] for row in store.select(_WITHOUT_AREA)]


def _contact_points(store: Store) -> Iterator[ox.Quad]:
    """Where a service is to be had, as far as its catalogue prints a telephone or an address for that."""
    for row in store.select(_FIELDS):
        found = contacts(row["text"]) if columns.is_contact(columns.OWN + row["label"]) else None
        if found and (found.mailboxes or found.phones):
            service, point = ox.NamedNode(row["duty"]), ox.NamedNode(row["value"])
            yield from (_say(service, "cv:contactPoint", point), _type(point, "cv:ContactPoint"))
            yield _say(point, "skos:prefLabel", ox.Literal(row["label"], language="zh"))
            yield from (_say(point, "cv:email", ox.Literal(mailbox)) for mailbox in found.mailboxes)
            yield from (_say(point, "cv:telephone", ox.Literal(phone)) for phone in found.phones)


def description(store: Store) -> list[ox.Quad]:
    """VoID and DCAT: the base and each catalogue in it, with counts taken from the graphs."""
    root = ox.NamedNode(f"{BASE}/id/base")
    quads = list(store.quads())
    described = [_type(root, "dcat:Catalog"), *_counts(root, quads), *_triples(store.about(root.value))]
    described.append(_say(root, "dct:language", _CHINESE))
    described.append(_say(root, "void:uriSpace", ox.Literal(_SPACE)))
    described += [_say(root, "void:vocabulary", ox.NamedNode(space)) for space in _vocabularies(quads)]
    for row in store.select(_CATALOGUES):
        described += _catalogue(store, root, row)
    return described


def distributions(store: Store, at: str, forms: Mapping[str, str]) -> list[ox.Quad]:
    """Where a server at the address `at` has its endpoint, and the base and each catalogue as files; `forms`: suffix -> media type.

    The base itself does not know where it is published, so its description names no files.
    """
    root = ox.NamedNode(f"{BASE}/id/base")
    datasets = {"all": root} | {row["slug"]: ox.NamedNode(row["catalogue"]) for row in store.select(_CATALOGUES)}
    endpoint, document = ox.NamedNode(f"{at}/sparql"), ox.NamedNode(f"{at}/void")
    said = [
        _say(root, "void:sparqlEndpoint", endpoint),
        _say(root, "dcat:service", endpoint),
        _type(endpoint, "dcat:DataService"),
    ]
    said += [_say(endpoint, "dct:title", ox.Literal("SPARQL 1.1", language="en")), _say(endpoint, "dcat:endpointURL", endpoint)]
    said += [_say(endpoint, "dcat:servesDataset", root), _type(document, "void:DatasetDescription")]
    said.append(_say(document, "foaf:primaryTopic", root))
    for (name, dataset), (suffix, media) in itertools.product(datasets.items(), forms.items()):
        dump = ox.NamedNode(f"{at}/dump/{name}.{suffix}")
        said += [_type(dump, "dcat:Distribution"), _say(dataset, "dcat:distribution", dump)]
        said.append(_say(dump, "dct:title", ox.Literal(f"{name}.{suffix}")))
        said += [_say(dump, "dcat:downloadURL", dump), _say(dump, "dcat:accessURL", ox.NamedNode(f"{at}/downloads"))]
        said.append(_say(dump, "dcat:mediaType", ox.NamedNode(f"https://www.iana.org/assignments/media-types/{media}")))
        if suffix in _DUMPS:
            said.append(_say(dataset, "void:dataDump", dump))
    return said


_FIELDS = """SELECT ?duty ?value ?label ?text {
  ?duty a duty:PublicFacingDuty ; dct:title ?title ; duty:fieldValue ?value . ?value duty:label ?label ; prov:value ?text
} ORDER BY ?value"""
_WITHOUT_AREA = """SELECT ?slug {
  ?catalogue a duty:Catalogue ; dct:identifier ?slug ; dct:publisher ?body FILTER NOT EXISTS { ?body dct:spatial ?area }
} ORDER BY ?slug"""
_DUMPS = ("ttl", "nt", "rdf")  # what VoID takes for a dump: the triples
_CATALOGUES = """SELECT ?catalogue ?slug ?publisher ?name (MIN(?duty) AS ?example) {
  ?catalogue a duty:Catalogue ; dct:identifier ?slug . ?duty dct:isPartOf ?catalogue ; a duty:DutyItem .
  OPTIONAL { ?catalogue dct:publisher ?publisher . ?publisher skos:prefLabel ?name }
} GROUP BY ?catalogue ?slug ?publisher ?name ORDER BY ?slug"""


def _catalogue(store: Store, root: ox.NamedNode, row: dict[str, str]) -> Iterable[ox.Quad]:
    node = ox.NamedNode(row["catalogue"])
    yield _type(node, "void:Dataset")
    yield _type(node, "dcat:Dataset")
    yield _say(root, "void:subset", node)
    yield _say(root, "dcat:dataset", node)
    said = [quad for quad in store.about(node.value) if quad.predicate.value in _DESCRIBES]
    yield from _triples(said)
    for quad in said:
        if isinstance(quad.object, ox.NamedNode) and quad.predicate != _PUBLISHER:
            yield from _triples(store.about(quad.object.value))
    if "publisher" in row:
        publisher = ox.NamedNode(row["publisher"])
        yield _type(publisher, "foaf:Agent")
        yield _say(publisher, "foaf:name", ox.Literal(row["name"], language="zh"))
    yield _say(node, "void:exampleResource", ox.NamedNode(row["example"]))
    yield from _counts(node, of_catalogue(store, row["slug"]))


def _triples(quads: Iterable[ox.Quad]) -> Iterable[ox.Quad]:
    return (ox.Quad(*quad.triple) for quad in quads)


def _counts(node: ox.NamedNode, quads: list[ox.Quad]) -> Iterable[ox.Quad]:
    triples = {(subject, predicate, value) for subject, predicate, value, _ in quads}
    kind = ox.NamedNode(ontology.expand("rdf:type"))
    subjects = {str(subject).strip("<>") for subject, _, _ in triples}
    counts = {
        "void:triples": len(triples),
        "void:entities": sum(subject.startswith(_SPACE) for subject in subjects),
        "void:classes": len({value for _, predicate, value in triples if predicate == kind}),
        "void:properties": len({predicate for _, predicate, _ in triples}),
        "void:distinctSubjects": len(subjects),
        "void:distinctObjects": len({value for _, _, value in triples}),
    }
    return [_say(node, term, ox.Literal(str(count), datatype=_XSD_INTEGER)) for term, count in counts.items()]


def _vocabularies(quads: list[ox.Quad]) -> list[str]:
    used = {quad.predicate.value for quad in quads}
    return sorted({space for space in ontology.prefixes().values() if any(term.startswith(space) for term in used)})


def _type(node: ox.NamedNode, name: str) -> ox.Quad:
    return _say(node, "rdf:type", ox.NamedNode(ontology.expand(name)))


def _say(node: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(node, ox.NamedNode(ontology.expand(name)), value)
