"""The catalogue, the body that publishes it, its superiors, its departments and main responsibilities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.meaning import others, titled
from kg.names import Names
from kg.records import Body, Catalogue, Cell
from kg.text import normal, without_place
from kg.triples.terms import Statement, dated, node, plain, term, zh

_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")
_GRAPHS = {"data": "职责事项及其机构", "source": "原文件及其单元格", "findings": "质量问题与校正"}
_CHINESE = "http://publications.europa.eu/resource/authority/language/ZHO"


def statements(catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    """The frame in which the duties stand."""
    yield from _catalogue(catalogue, names)
    yield from _organisation(catalogue, names)
    departments = dict.fromkeys(d.name for duty in catalogue.duties for d in duty.departments)
    for department in departments:
        yield from _department(department, names)
    for department, said in idle(catalogue).items():
        yield from _department(department, names)
        yield names.department(department), "prov:wasDerivedFrom", node(names.sentence(catalogue.document.source, said.text))
    for responsibility in catalogue.document.responsibilities:
        iri = names.responsibility(responsibility.number)
        yield iri, "rdf:type", term("duty:MainResponsibility")
        yield iri, "dct:identifier", plain(responsibility.number)
        yield iri, "dct:description", zh(normal(responsibility.text.text))
        yield iri, "dct:isPartOf", node(names.catalogue)
        yield iri, "prov:wasDerivedFrom", node(names.cell(catalogue.document.source, responsibility.text.place))
    wholes = dict(catalogue.document.wholes)
    for label in catalogue.document.labels:
        if catalogue.document.kinds[label] == "other":
            iri = names.field(label, "other")
            yield iri, "rdf:type", term("skos:Concept")
            yield iri, "skos:inScheme", term("scheme:fields")
            yield iri, "skos:prefLabel", zh(wholes.get(label, label))


def _catalogue(catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    iri, about = names.catalogue, catalogue.about
    title = normal(catalogue.document.title.text)
    yield iri, "rdf:type", term("duty:Catalogue")
    yield iri, "rdf:type", term("dcat:Dataset")
    yield iri, "dct:identifier", plain(names.catalogue_slug)
    yield iri, "dct:title", zh(title)
    yield iri, "dct:description", zh(f"《{title}》的结构化数据：主要职责、职责事项及其在原文件中的出处。")
    yield iri, "dct:language", node(_CHINESE)
    yield iri, "dct:publisher", node(names.organisation)
    yield iri, "prov:wasDerivedFrom", node(names.source(catalogue.document.source))
    if about.area:
        yield iri, "duty:area", zh(about.area)
        yield iri, "dct:spatial", node(names.area)
        yield names.area, "rdf:type", term("dct:Location")
        yield names.area, "skos:prefLabel", zh(about.area)
    if about.issued:
        yield iri, "dct:issued", dated(about.issued)
    yield from _told(iri, about.licence, "dct:license", "dct:rights", "dct:RightsStatement")
    yield from _told(iri, about.origin, "dct:source", "dct:provenance", "dct:ProvenanceStatement")
    for part, says in _GRAPHS.items():
        yield iri, "void:subset", node(names.graph(part))
        yield names.graph(part), "rdf:type", term("void:Dataset")
        yield names.graph(part), "dct:title", zh(says)


def _told(iri: str, text: str, address: str, statement: str, kind: str) -> Iterator[Statement]:
    """A licence or an origin: its address where it is one, else a statement in words."""
    if _ADDRESS.fullmatch(text):
        yield iri, address, node(text)
    elif text:
        words = f"{iri}/{statement.partition(':')[2]}"
        yield iri, statement, node(words)
        yield words, "rdf:type", term(kind)
        yield words, "rdfs:label", zh(text)


def _organisation(catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    iri, about = names.organisation, catalogue.about
    name = publisher(catalogue)
    yield iri, "rdf:type", term("cv:PublicOrganisation")
    yield from _formal(iri, name, about.aliases)
    yield iri, "dct:identifier", plain(names.catalogue_slug)
    if about.area:
        yield iri, "dct:spatial", node(names.area)
    if about.kind:
        kind = f"{iri}/kind"
        yield iri, "org:classification", node(kind)
        yield kind, "rdf:type", term("skos:Concept")
        yield kind, "skos:prefLabel", zh(about.kind)
    for superior in about.superiors:
        yield iri, "org:reportsTo", node(names.body(superior.name))
        yield from outside(superior, names)


def _formal(iri: str, name: str, aliases: tuple[str, ...]) -> Iterator[Statement]:
    """An organisation with its names; CPOV allows one altLabel a language, so further short forms are hiddenLabels."""
    yield iri, "rdf:type", term("org:FormalOrganization")
    yield iri, "rdf:type", term("foaf:Agent")
    yield iri, "skos:prefLabel", zh(name)
    yield iri, "dct:title", zh(name)
    for n, alias in enumerate(aliases):
        yield iri, "skos:hiddenLabel" if n else "skos:altLabel", zh(alias)


def outside(body: Body, names: Names) -> Iterator[Statement]:
    """A body that is not the publisher: a superior, or the issuer of a legal document."""
    iri = names.body(body.name)
    yield from _formal(iri, body.name, body.aliases)
    yield iri, "dct:identifier", plain(iri.rpartition("/")[2])


def body_names(catalogue: Catalogue) -> tuple[str, ...]:
    """What people call the publishing body: its name, its short forms, its name without the place."""
    name = publisher(catalogue)
    return tuple(dict.fromkeys([name, *catalogue.about.aliases, without_place(name)]))


def publisher(catalogue: Catalogue) -> str:
    """The publishing body: as catalogue.toml says, else the title without the kind of document."""
    title = normal(catalogue.document.title.text)
    return catalogue.about.publisher or titled(title) or title


def idle(catalogue: Catalogue) -> dict[str, Cell]:
    """The departments that the document lists as those of the body and that have no duty, each with the sentence that lists it."""
    return others(catalogue.document.offices, {d.name for duty in catalogue.duties for d in duty.departments})


def _department(name: str, names: Names) -> Iterator[Statement]:
    iri = names.department(name)
    yield iri, "rdf:type", term("org:OrganizationalUnit")
    yield iri, "rdf:type", term("foaf:Agent")
    yield iri, "dct:identifier", plain(names.slugs[name])
    yield iri, "dct:title", zh(name)
    yield iri, "skos:prefLabel", zh(name)
    yield iri, "org:unitOf", node(names.organisation)
    yield names.organisation, "org:hasUnit", node(iri)
