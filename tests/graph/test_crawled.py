"""The data can be walked: from the description of the base to every duty, from each thing back to what belongs to it, and files are told as they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from fastapi.testclient import TestClient
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SH, SKOS, VOID

import kg
import ontology
from kg.web import application

BASE, SITE = "https://w3id.org/duty-kg", "http://testserver"
CATALOGUE = f"{BASE}/id/cat/binhai-ftu"


@pytest.fixture(scope="module")
def web(base_folder: Path) -> Iterator[TestClient]:
    with TestClient(application(base_folder), raise_server_exceptions=False, follow_redirects=True) as client:
        yield client


def told(web: TestClient, iri: str) -> rdflib.Graph:
    """What a client is told that asks for a thing's data."""
    found = web.get(iri.removeprefix(BASE), headers={"Accept": "application/n-triples"})
    assert found.status_code == 200, iri
    return rdflib.Graph().parse(data=found.content, format="nt")


def test_every_duty_is_reached_from_the_description(web: TestClient, base: kg.KnowledgeBase) -> None:
    """The catalogue had no link to its duties nor to its responsibilities: a crawler that knew the standards alone saw one example."""
    described = told(web, f"{BASE}/id/base")
    (catalogue,) = described.objects(rdflib.URIRef(f"{BASE}/id/base"), DCAT.dataset)
    seen, waiting = {str(catalogue)}, [str(catalogue)]
    while waiting:
        for node in told(web, waiting.pop()).all_nodes():
            iri = str(node)
            if iri.startswith(f"{BASE}/id/") and iri not in seen:
                seen.add(iri)
                waiting += [iri] if iri.startswith(f"{CATALOGUE}/duty/") and iri.count("/") == CATALOGUE.count("/") + 2 else []
    for kind in (
        "duty:DutyItem",
        "duty:MainResponsibility",
        "org:OrganizationalUnit",
        "duty:OverlapFinding",
        "dqv:QualityAnnotation",
    ):
        wanted = {row["s"] for row in base.store.select(f"SELECT ?s {{ ?s a {kind} }}")}
        assert wanted <= seen, kind


@pytest.mark.parametrize(
    ("path", "predicate", "often"),
    [
        ("cat/binhai-ftu/dept/quan-yi-bao-zhang-bu", "duty:implementedBy", 14),
        ("cat/binhai-ftu/responsibility/9", "duty:partOfResponsibility", 3),
        ("scheme/roles", "skos:inScheme", 6),
        ("matter/union", "skos:topConceptOf", 38),
    ],
)
def test_a_thing_knows_what_belongs_to_it(web: TestClient, path: str, predicate: str, often: int) -> None:
    """A department said nothing of its duties, a scheme was a bare label: no property has an inverse, and the server added no links back."""
    iri = rdflib.URIRef(f"{BASE}/id/{path}")
    graph = told(web, str(iri))
    back = set(graph.subjects(rdflib.URIRef(ontology.expand(predicate)), iri))
    assert len(back) == often
    names = (DCTERMS.title, SKOS.prefLabel)
    assert all(any(graph.value(one, name) for name in names) for one in back)
    as_json = json.loads(web.get(f"/data/{path}.jsonld").content)
    assert len(as_json["@reverse"][predicate.partition(":")[2]]) == often


def test_a_document_says_what_it_is_about(web: TestClient) -> None:
    """Nothing led from the data of a thing to the dataset and its licence (VoID 6.2); the thing was called the document's canonical address."""
    for path, dataset in (("cat/binhai-ftu/duty/9.1", CATALOGUE), ("scheme/roles", f"{BASE}/id/base")):
        found = web.get(f"/data/{path}.ttl")
        graph = rdflib.Graph().parse(data=found.content, format="turtle")
        document = rdflib.URIRef(f"{SITE}/data/{path}.ttl")
        assert graph.value(document, FOAF.primaryTopic) == rdflib.URIRef(f"{BASE}/id/{path}")
        assert graph.value(document, VOID.inDataset) == rdflib.URIRef(dataset)
        assert f"<{BASE}/id/{path}>; rel=describes" in found.headers["link"]


def test_the_shapes_have_an_address(web: TestClient) -> None:
    """The shapes' IRIs begin with an address that was 404."""
    forms = {
        "ttl": ox.RdfFormat.TURTLE,
        "nt": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdf": ox.RdfFormat.RDF_XML,
    }
    counted = set()
    for suffix, form in forms.items():
        found = web.get(f"/ontology/shapes.{suffix}")
        counted.add(len(list(ox.parse(found.content, format=form))))
        assert web.get("/ontology/shapes", headers={"Accept": found.headers["content-type"]}).content == found.content
    assert len(counted) == 1
    graph = rdflib.Graph().parse(data=web.get("/ontology/shapes.ttl").content, format="turtle")
    assert all(str(shape).startswith(f"{BASE}/ontology/shapes#") for shape in graph.subjects(RDF.type, SH.NodeShape))
    assert web.get("/ontology/shapes", headers={"Accept": "image/png"}).status_code == 406
    assert web.get("/ontology/shapes.exe").status_code == 404


def test_a_portal_finds_what_it_asks_for(web: TestClient) -> None:
    """Catalogues had no keyword and no theme, files no format, terms of use, size or hash, the base no date."""
    graph = rdflib.Graph().parse(data=web.get("/void.ttl").content, format="turtle")
    catalogue, root = rdflib.URIRef(CATALOGUE), rdflib.URIRef(f"{BASE}/id/base")
    assert {str(word) for word in graph.objects(catalogue, DCAT.keyword)} >= {"职责目录", "天津市滨海新区", "群团组织"}
    assert str(graph.value(catalogue, DCAT.theme)).endswith("/data-theme/GOVE")
    assert graph.value(root, DCTERMS.modified)
    for file in graph.objects(catalogue, DCAT.distribution):
        assert graph.value(file, DCTERMS.rights) == graph.value(catalogue, DCTERMS.rights)
        assert str(graph.value(file, DCTERMS.format)).startswith("http://publications.europa.eu/resource/authority/file-type/")
    lines = rdflib.URIRef(f"{SITE}/dump/all.nq")
    data = web.get("/dump/all.nq").content
    checksum = graph.value(lines, rdflib.URIRef(ontology.expand("spdx:checksum")))
    assert str(graph.value(checksum, rdflib.URIRef(ontology.expand("spdx:checksumValue")))) == hashlib.sha256(data).hexdigest()
    assert int(str(graph.value(lines, DCAT.byteSize))) == len(data)
    (service,) = graph.subjects(RDF.type, DCAT.DataService)
    assert graph.value(service, DCAT.servesDataset) == root


def test_formats_and_terms_have_the_names_that_others_know(web: TestClient) -> None:
    """The service description called JSON-LD as the engine does; the SPARQL page completed the project's own terms alone."""
    said = web.get("/sparql", headers={"Accept": "application/n-triples"}).text
    assert "<http://www.w3.org/ns/formats/JSON-LD>" in said
    assert "/formats/data/" not in said
    words = {one["name"]: one for one in web.get("/terms.json").json()}
    assert words["dct:title"] == {"name": "dct:title", "zh": "名称、题名", "en": "name or title"}
    assert words["duty:DutyItem"]["zh"] == "职责事项"
