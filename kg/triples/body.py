"""The catalogue, the body that publishes it, its departments and main responsibilities."""

from __future__ import annotations

from collections.abc import Iterator

from kg.labels import kind_of
from kg.names import Names
from kg.records import Catalogue
from kg.text import normal
from kg.triples.terms import Statement, node, plain, term, zh


def statements(catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    """The frame in which the duties stand."""
    yield from _catalogue(catalogue, names)
    yield from _organisation(catalogue, names)
    departments = dict.fromkeys(d.name for duty in catalogue.duties for d in duty.departments)
    for department in departments:
        yield from _department(department, names)
    for responsibility in catalogue.document.responsibilities:
        iri = names.responsibility(responsibility.number)
        yield iri, "rdf:type", term("duty:MainResponsibility")
        yield iri, "dct:identifier", plain(responsibility.number)
        yield iri, "dct:description", zh(normal(responsibility.text.text))
        yield iri, "dct:isPartOf", node(names.catalogue)
        yield iri, "prov:wasDerivedFrom", node(names.cell(catalogue.document.source, responsibility.text.place))
    for label in catalogue.document.labels:
        if kind_of(label) == "other":
            iri = names.field(label, "other")
            yield iri, "rdf:type", term("skos:Concept")
            yield iri, "skos:prefLabel", zh(label)


def _catalogue(catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    iri, about = names.catalogue, catalogue.about
    yield iri, "rdf:type", term("duty:Catalogue")
    yield iri, "rdf:type", term("dcat:Dataset")
    yield iri, "dct:identifier", plain(names.catalogue_slug)
    yield iri, "dct:title", zh(normal(catalogue.document.title.text))
    yield iri, "dct:publisher", node(names.organisation)
    yield iri, "prov:wasDerivedFrom", node(names.source(catalogue.document.source))
    if about.area:
        yield iri, "duty:area", zh(about.area)
    if about.issued:
        yield iri, "dct:issued", plain(about.issued)
    if about.licence:
        yield iri, "dct:rights", plain(about.licence)
    if about.origin:
        yield iri, "dct:provenance", plain(about.origin)


def _organisation(catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    iri = names.organisation
    yield iri, "rdf:type", term("org:FormalOrganization")
    yield iri, "rdf:type", term("cv:PublicOrganisation")
    yield iri, "skos:prefLabel", zh(publisher(catalogue))
    for alias in catalogue.about.aliases:
        yield iri, "skos:hiddenLabel", zh(alias)


def publisher(catalogue: Catalogue) -> str:
    """The publishing body: as catalogue.toml says, else the title without the kind of document."""
    title = normal(catalogue.document.title.text)
    for ending in ("职责目录", "权责清单", "权力清单", "责任清单", "目录", "清单"):
        title = title.removesuffix(ending)
    return catalogue.about.publisher or title or normal(catalogue.document.title.text)


def _department(name: str, names: Names) -> Iterator[Statement]:
    iri = names.department(name)
    yield iri, "rdf:type", term("org:OrganizationalUnit")
    yield iri, "skos:prefLabel", zh(name)
    yield iri, "org:unitOf", node(names.organisation)
    yield names.organisation, "org:hasUnit", node(iri)
