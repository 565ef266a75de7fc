"""What the base and its catalogues are as datasets (VoID, DCAT): described, counted, and where a server has them as files."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import TypedDict

import pyoxigraph as ox

import ontology
from kg.export.parts import of_catalogue
from kg.export.rdf import say, typed
from kg.names import BASE, catalogue_of
from kg.store import Store


class File(TypedDict):
    """A file of a generation, as its manifest tells it."""

    bytes: int
    sha256: str


_EU = "http://publications.europa.eu/resource/authority/"
_CHINESE = ox.NamedNode(f"{_EU}language/ZHO")
_GOVERNMENT, _THEMES = ox.NamedNode(f"{_EU}data-theme/GOVE"), ox.NamedNode(f"{_EU}data-theme")
_FILE_TYPES = {
    "ttl": "RDF_TURTLE",
    "nt": "RDF_N_TRIPLES",
    "nq": "RDF_N_QUADS",
    "trig": "RDF_TRIG",
    "rdf": "RDF_XML",
    "jsonld": "JSON_LD",
    "csv": "CSV",
    "xlsx": "XLSX",
}
_SPACE = f"{BASE}/id/"
_ROOT = ox.NamedNode(f"{_SPACE}base")
_PUBLISHER = ox.NamedNode(ontology.expand("dct:publisher"))
_XSD = ontology.prefixes()["xsd"]
_TERMS = (ontology.expand("dct:license"), ontology.expand("dct:rights"))
_SAID = (
    *("title", "description", "identifier", "publisher", "issued", "language"),
    *("spatial", "license", "rights", "source", "provenance"),
)
_DESCRIBES = {*(ontology.expand(f"dct:{name}") for name in _SAID), ontology.expand("void:subset")}
_DUMPS = ("ttl", "nt", "rdf")  # what VoID takes for a dump: the triples
_CATALOGUES = """SELECT ?catalogue ?slug ?publisher ?name (MIN(?duty) AS ?example) {
  ?catalogue a duty:Catalogue ; dct:identifier ?slug . ?duty dct:isPartOf ?catalogue ; a duty:DutyItem .
  OPTIONAL { ?catalogue dct:publisher ?publisher . ?publisher skos:prefLabel ?name }
} GROUP BY ?catalogue ?slug ?publisher ?name ORDER BY ?slug"""

_WORDS = """SELECT DISTINCT ?word {{
  {0} dct:publisher ?body {{ {0} duty:area ?word }} UNION {{ ?body org:classification/skos:prefLabel ?word }} UNION {{ ?body skos:altLabel ?word }}
}} ORDER BY ?word"""


def description(store: Store) -> list[ox.Quad]:
    """VoID and DCAT: the base and each catalogue in it, with counts taken from the graphs."""
    quads = list(store.quads())
    described = [typed(_ROOT, "dcat:Catalog"), *_counts(_ROOT, quads), *_triples(store.about(_ROOT.value))]
    described.append(say(_ROOT, "dct:language", _CHINESE))
    described.append(say(_ROOT, "dcat:themeTaxonomy", _THEMES))
    described.append(say(_ROOT, "void:uriSpace", ox.Literal(_SPACE)))
    described += [say(_ROOT, "void:vocabulary", ox.NamedNode(space)) for space in _vocabularies(quads)]
    for row in store.select(_CATALOGUES):
        described += _catalogue(store, row)
    return described


def distributions(store: Store, at: str, built: str, forms: Mapping[str, str], files: Mapping[str, File]) -> Iterator[ox.Quad]:
    """Where a server at the address `at` has its endpoint, and the base, built then, and each catalogue as files in `forms`.

    `forms` is suffix -> media type. The base itself does not know where it is published, so its description names no files.
    Size and hash are those of `files`, for the others are made when somebody asks.
    """
    datasets = {"all": _ROOT} | {row["slug"]: ox.NamedNode(row["catalogue"]) for row in store.select(_CATALOGUES)}
    yield from _service(ox.NamedNode(f"{at}/sparql"))
    here = ox.NamedNode(f"{at}/void")
    yield from (typed(here, "void:DatasetDescription"), say(here, "foaf:primaryTopic", _ROOT))
    yield say(_ROOT, "dct:modified", ox.Literal(built, datatype=ox.NamedNode(_XSD + "dateTime")))
    for (name, dataset), (suffix, media) in itertools.product(datasets.items(), forms.items()):
        dump = ox.NamedNode(f"{at}/dump/{name}.{suffix}")
        yield from (say(dataset, "dcat:distribution", dump), typed(dump, "dcat:Distribution"))
        yield say(dump, "dct:title", ox.Literal(f"{name}.{suffix}"))
        yield from (say(dump, "dcat:downloadURL", dump), say(dump, "dcat:accessURL", ox.NamedNode(f"{at}/downloads")))
        yield say(dump, "dcat:mediaType", ox.NamedNode(f"https://www.iana.org/assignments/media-types/{media}"))
        yield say(dump, "dct:format", ox.NamedNode(f"{_EU}file-type/{_FILE_TYPES[suffix]}"))
        yield from (ox.Quad(dump, q.predicate, q.object) for q in store.about(dataset.value) if q.predicate.value in _TERMS)
        if suffix in _DUMPS:
            yield say(dataset, "void:dataDump", dump)
        if f"{name}.{suffix}" in files:
            yield from _measured(dump, files[f"{name}.{suffix}"])


def document(iri: str, address: str) -> list[ox.Quad]:
    """What the document at `address` about the thing `iri` is about, and of which dataset it is a part (VoID)."""
    slug = catalogue_of(iri)
    here, dataset = ox.NamedNode(address), ox.NamedNode(f"{BASE}/id/cat/{slug}" if slug else f"{BASE}/id/base")
    return [say(here, "foaf:primaryTopic", ox.NamedNode(iri)), say(here, "void:inDataset", dataset)]


def _service(endpoint: ox.NamedNode) -> Iterator[ox.Quad]:
    yield from (say(_ROOT, "void:sparqlEndpoint", endpoint), say(_ROOT, "dcat:service", endpoint))
    yield from (typed(endpoint, "dcat:DataService"), say(endpoint, "dct:title", ox.Literal("SPARQL 1.1", language="en")))
    yield from (say(endpoint, "dcat:endpointURL", endpoint), say(endpoint, "dcat:endpointDescription", endpoint))
    yield say(endpoint, "dct:conformsTo", ox.NamedNode("http://www.w3.org/TR/sparql11-protocol/"))
    yield say(endpoint, "dcat:servesDataset", _ROOT)


def _measured(dump: ox.NamedNode, file: File) -> Iterator[ox.Quad]:
    checksum = ox.NamedNode(f"{dump.value}#checksum")
    yield say(dump, "dcat:byteSize", ox.Literal(str(file["bytes"]), datatype=ox.NamedNode(_XSD + "nonNegativeInteger")))
    yield from (say(dump, "spdx:checksum", checksum), typed(checksum, "spdx:Checksum"))
    yield say(checksum, "spdx:algorithm", ox.NamedNode(ontology.expand("spdx:checksumAlgorithm_sha256")))
    yield say(checksum, "spdx:checksumValue", ox.Literal(file["sha256"], datatype=ox.NamedNode(_XSD + "hexBinary")))


def _catalogue(store: Store, row: dict[str, str]) -> Iterable[ox.Quad]:
    node = ox.NamedNode(row["catalogue"])
    yield typed(node, "void:Dataset")
    yield typed(node, "dcat:Dataset")
    yield say(_ROOT, "void:subset", node)
    yield say(_ROOT, "dcat:dataset", node)
    yield say(node, "dcat:theme", _GOVERNMENT)
    yield say(node, "dct:conformsTo", ox.NamedNode(ontology.IRI))
    yield from (
        say(node, "dcat:keyword", ox.Literal(word, language="zh")) for word in ("职责目录", "权责清单", *_keywords(store, node))
    )
    said = [quad for quad in store.about(node.value) if quad.predicate.value in _DESCRIBES]
    yield from _triples(said)
    for quad in said:
        if isinstance(quad.object, ox.NamedNode) and quad.predicate != _PUBLISHER:
            yield from _triples(store.about(quad.object.value))
    if "publisher" in row:
        publisher = ox.NamedNode(row["publisher"])
        yield typed(publisher, "foaf:Agent")
        yield say(publisher, "foaf:name", ox.Literal(row["name"], language="zh"))
    yield say(node, "void:exampleResource", ox.NamedNode(row["example"]))
    yield from _counts(node, of_catalogue(store, row["slug"]))


def _keywords(store: Store, catalogue: ox.NamedNode) -> list[str]:
    """The area, the sort of the body and its short forms."""
    return [row["word"] for row in store.select(_WORDS.format(catalogue))]


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
    return [say(node, term, ox.Literal(str(count), datatype=ox.NamedNode(_XSD + "integer"))) for term, count in counts.items()]


def _vocabularies(quads: list[ox.Quad]) -> list[str]:
    used = {quad.predicate.value for quad in quads}
    return sorted({space for space in ontology.prefixes().values() if any(term.startswith(space) for term in used)})
