"""The base in other people's terms: as CPSV-AP public services, and as described datasets (VoID, DCAT)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

import ontology
from kg.export.parts import of_catalogue
from kg.names import BASE
from kg.store import Store

_XSD_INTEGER = ox.NamedNode(ontology.prefixes()["xsd"] + "integer")


def cpsv_ap(store: Store) -> list[ox.Quad]:
    """Every duty as a CPSV-AP 3.2.0 public service, with its organisation (CPOV 2.1.2), rules, evidence types and contacts."""
    return [ox.Quad(*triple) for triple in store.construct(ontology.profile("cpsv-ap"))]


def description(store: Store) -> list[ox.Quad]:
    """VoID and DCAT: the base and each catalogue in it, with counts taken from the graphs."""
    root = ox.NamedNode(f"{BASE}/id/base")
    quads = list(store.quads())
    described = [_type(root, "void:Dataset"), _type(root, "dcat:Catalog"), *_counts(root, quads)]
    described.append(_say(root, "dct:title", ox.Literal("职责目录知识库", language="zh")))
    about = "公布的职责目录：每项职责的部门、法定依据、流程和监督方式，各有原文件中的出处；附质量问题和部门职责的重叠。"
    described.append(_say(root, "dct:description", ox.Literal(about, language="zh")))
    described.append(_say(root, "void:uriSpace", ox.Literal(f"{BASE}/id/")))
    described += [_say(root, "void:vocabulary", ox.NamedNode(space)) for space in _vocabularies(quads)]
    for row in store.select(_CATALOGUES):
        described += _catalogue(of_catalogue(store, row["slug"]), root, row)
    return described


def distributions(store: Store, at: str, forms: Mapping[str, str]) -> list[ox.Quad]:
    """Where a server at the address `at` has its endpoint, and the base and each catalogue as files; `forms`: suffix -> media type.

    The base itself does not know where it is published, so its description names no files.
    """
    root = ox.NamedNode(f"{BASE}/id/base")
    datasets = {"all": root} | {row["slug"]: ox.NamedNode(row["catalogue"]) for row in store.select(_CATALOGUES)}
    said = [_say(root, "void:sparqlEndpoint", ox.NamedNode(f"{at}/sparql"))]
    for (name, dataset), (suffix, media) in itertools.product(datasets.items(), forms.items()):
        dump = ox.NamedNode(f"{at}/dump/{name}.{suffix}")
        said += [_type(dump, "dcat:Distribution"), _say(dataset, "dcat:distribution", dump)]
        said += [_say(dump, "dcat:downloadURL", dump), _say(dump, "dcat:accessURL", ox.NamedNode(f"{at}/downloads"))]
        said.append(_say(dump, "dcat:mediaType", ox.NamedNode(f"https://www.iana.org/assignments/media-types/{media}")))
        if suffix in _DUMPS:
            said.append(_say(dataset, "void:dataDump", dump))
    return said


_DUMPS = ("ttl", "nt", "rdf")  # what VoID takes for a dump: the triples
_CATALOGUES = """SELECT ?catalogue ?slug ?title ?description ?publisher ?name ?rights ?issued (MIN(?duty) AS ?example) {
  ?catalogue a duty:Catalogue ; dct:identifier ?slug ; dct:title ?title ; dct:description ?description . ?duty dct:isPartOf ?catalogue ; a duty:DutyItem .
  OPTIONAL { ?catalogue dct:publisher ?publisher . ?publisher skos:prefLabel ?name }
  OPTIONAL { ?catalogue dct:rights ?rights } OPTIONAL { ?catalogue dct:issued ?issued }
} GROUP BY ?catalogue ?slug ?title ?description ?publisher ?name ?rights ?issued ORDER BY ?slug"""


def _catalogue(quads: list[ox.Quad], root: ox.NamedNode, row: dict[str, str]) -> Iterable[ox.Quad]:
    node = ox.NamedNode(row["catalogue"])
    yield _type(node, "void:Dataset")
    yield _type(node, "dcat:Dataset")
    yield _say(root, "void:subset", node)
    yield _say(root, "dcat:dataset", node)
    yield _say(node, "dct:title", ox.Literal(row["title"], language="zh"))
    yield _say(node, "dct:description", ox.Literal(row["description"], language="zh"))
    if "publisher" in row:
        publisher = ox.NamedNode(row["publisher"])
        yield from (_say(node, "dct:publisher", publisher), _type(publisher, "foaf:Agent"))
        yield _say(publisher, "foaf:name", ox.Literal(row["name"], language="zh"))
    yield _say(node, "void:exampleResource", ox.NamedNode(row["example"]))
    for key, term in (("rights", "dct:rights"), ("issued", "dct:issued")):
        if key in row:
            yield _say(node, term, ox.Literal(row[key]))
    yield from _counts(node, quads)


def _counts(node: ox.NamedNode, quads: list[ox.Quad]) -> Iterable[ox.Quad]:
    triples = {(subject, predicate, value) for subject, predicate, value, _ in quads}
    kind = ox.NamedNode(ontology.expand("rdf:type"))
    subjects = len({subject for subject, _, _ in triples})
    counts = {
        "void:triples": len(triples),
        "void:entities": subjects,
        "void:classes": len({value for _, predicate, value in triples if predicate == kind}),
        "void:properties": len({predicate for _, predicate, _ in triples}),
        "void:distinctSubjects": subjects,
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
