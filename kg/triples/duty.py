"""One duty item: what it is, who does it, on which clause, how, and where to complain."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg import audience
from kg.names import Names
from kg.records import Catalogue, Duty, Field
from kg.triples import conduct, people
from kg.triples.terms import Statement, count, node, plain, term, zh


@dataclass(frozen=True, slots=True)
class Numbered:
    """A duty with its IRI and its place in document order, counted from 1."""

    duty: Duty
    iri: str
    order: int


def numbered(duties: tuple[Duty, ...], names: Names) -> list[Numbered]:
    """The duties with their IRIs; a number used twice still gives two IRIs."""
    taken: set[str] = set()
    result = []
    for order, duty in enumerate(duties, 1):
        iri = next(iri for n in itertools.count(1) if (iri := names.duty(duty.item, n)) not in taken)
        taken.add(iri)
        result.append(Numbered(duty, iri, order))
    return result


def statements(one: Numbered, catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    """Everything said about one duty, its fields and their cells included."""
    yield from _identity(one, catalogue, names)
    yield from people.statements(one.iri, one.duty, names)
    yield from _basis(one, names)
    yield from conduct.statements(one.iri, one.duty, catalogue, names)
    for field, iri in fields(one, names):
        yield from _field(one.iri, iri, field, catalogue, names)


def fields(one: Numbered, names: Names) -> Iterator[tuple[Field, str]]:
    """The fields of a duty with their IRIs; a second label of the same kind gets "-2"."""
    kinds: Counter[str] = Counter()
    for field in one.duty.item.fields:
        kind = field.kind
        kinds[kind] += 1
        repeated = f"-{kinds[kind]}" if kind != "other" and kinds[kind] > 1 else ""
        yield field, f"{one.iri}/field/{kind if kind != 'other' else names.slugs[field.label]}{repeated}"


def _identity(one: Numbered, catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    iri, item = one.iri, one.duty.item
    yield iri, "rdf:type", term("duty:DutyItem")
    yield iri, "dct:identifier", plain(item.number)
    yield iri, "duty:order", count(one.order)
    yield iri, "dct:isPartOf", node(names.catalogue)
    if one.duty.name:
        yield iri, "dct:title", zh(one.duty.name)
    if item.subitem:
        yield iri, "duty:subItem", zh(item.subitem)
    if audience.faces_public(one.duty.name):
        yield iri, "rdf:type", term("duty:PublicFacingDuty")
        yield iri, "rdf:type", term("cpsv:PublicService")
        yield iri, "dct:description", zh(one.duty.name)
    yield iri, "cv:hasCompetentAuthority", node(names.organisation)
    if item.table:
        yield iri, "duty:informationTable", node(names.table(catalogue.document.source, item.table))
    if any(item.responsibility == r.number for r in catalogue.document.responsibilities):
        yield iri, "duty:partOfResponsibility", node(names.responsibility(item.responsibility))
    if item.contents is None:
        return
    if item.contents.page:
        yield iri, "duty:page", plain(item.contents.page)
    if item.contents.name.text:
        listed = f"{iri}/contents-name"
        yield iri, "duty:contentsName", node(listed)
        yield listed, "rdf:type", term("duty:ParallelText")
        yield listed, "prov:value", zh(item.contents.name.text)
        yield listed, "prov:wasDerivedFrom", node(names.cell(catalogue.document.source, item.contents.name.place))


def _basis(one: Numbered, names: Names) -> Iterator[Statement]:
    for n, basis in enumerate(one.duty.legal, 1):
        iri = f"{one.iri}/citation/{n}"
        yield one.iri, "duty:legalBasis", node(names.clause(basis))
        yield one.iri, "cv:hasLegalResource", node(names.clause(basis))
        yield one.iri, "duty:citation", node(iri)
        yield iri, "rdf:type", term("duty:LegalBasisCitation")
        yield iri, "duty:position", count(n)
        yield iri, "duty:cites", node(names.clause(basis))
        yield iri, "duty:citesDocument", node(names.legal(basis))
        if basis.document_number:
            yield iri, "duty:printedNumber", plain(basis.document_number)
        if basis.quote:
            yield iri, "duty:quotedText", zh(basis.quote)


def _field(duty: str, iri: str, field: Field, catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    yield duty, "duty:fieldValue", node(iri)
    yield iri, "rdf:type", term("duty:FieldValue")
    yield iri, "duty:field", node(names.field(field.label, field.kind))
    yield iri, "duty:label", zh(field.label)
    yield iri, "duty:valueStatus", term(f"scheme:value-{field.status}")
    if field.value:
        yield iri, "prov:value", zh(field.value.text)
        yield iri, "prov:wasDerivedFrom", node(names.cell(catalogue.document.source, field.value.place))
