"""One duty item: what it is, who does it, on which clause, how, and where to complain."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg import meaning
from kg.labels import kind_of
from kg.names import Names
from kg.records import Catalogue, Duty, Field
from kg.text import normal
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
    yield from _people(one, names)
    yield from _basis(one, names)
    yield from _conduct(one)
    kinds: Counter[str] = Counter()
    for field in one.duty.item.fields:
        kinds[kind_of(field.label)] += 1
        yield from _field(one, field, kinds[kind_of(field.label)], catalogue, names)


def _identity(one: Numbered, catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    iri, item = one.iri, one.duty.item
    yield iri, "rdf:type", term("duty:DutyItem")
    yield iri, "dct:identifier", plain(item.number)
    yield iri, "duty:order", count(one.order)
    yield iri, "dct:isPartOf", node(names.catalogue)
    if one.duty.name:
        yield iri, "dct:title", zh(one.duty.name)
    yield iri, "cv:hasCompetentAuthority", node(names.organisation)
    if item.contents is None:
        return
    if any(item.contents.responsibility == r.number for r in catalogue.document.responsibilities):
        yield iri, "duty:partOfResponsibility", node(names.responsibility(item.contents.responsibility))
    if item.contents.page:
        yield iri, "duty:page", plain(item.contents.page)
    if item.contents.name.text:
        listed = f"{iri}/contents-name"
        yield iri, "duty:contentsName", node(listed)
        yield listed, "rdf:type", term("duty:ParallelText")
        yield listed, "prov:value", zh(item.contents.name.text)
        yield listed, "prov:wasDerivedFrom", node(names.cell(catalogue.document.source, item.contents.name.place))


def _people(one: Numbered, names: Names) -> Iterator[Statement]:
    for n, department in enumerate(one.duty.departments, 1):
        iri = f"{one.iri}/participation/{n}"
        yield one.iri, "duty:implementedBy", node(names.department(department.name))
        yield one.iri, "cv:hasParticipation", node(iri)
        yield iri, "rdf:type", term("cv:Participation")
        yield iri, "dct:identifier", plain(f"{one.duty.number}-{n}")
        yield iri, "cv:hasParticipant", node(names.department(department.name))
        yield iri, "duty:position", count(n)
        if department.role:
            yield iri, "duty:printedRole", zh(department.role)
    if one.duty.contacts.mailboxes or one.duty.contacts.phones:
        contact = names.contact(one.duty.contacts.mailboxes, one.duty.contacts.phones)
        yield one.iri, "duty:supervisedThrough", node(contact)
        yield contact, "rdf:type", term("cv:ContactPoint")
        for mailbox in one.duty.contacts.mailboxes:
            yield contact, "cv:email", plain(mailbox)
        for phone in one.duty.contacts.phones:
            yield contact, "cv:telephone", plain(phone)


def _basis(one: Numbered, names: Names) -> Iterator[Statement]:
    for n, basis in enumerate(one.duty.legal, 1):
        iri = f"{one.iri}/citation/{n}"
        yield one.iri, "duty:legalBasis", node(names.clause(basis))
        yield one.iri, "duty:citation", node(iri)
        yield iri, "rdf:type", term("duty:LegalBasisCitation")
        yield iri, "duty:position", count(n)
        yield iri, "duty:cites", node(names.clause(basis))
        yield iri, "duty:citesDocument", node(names.legal(basis))
        if basis.quote:
            yield iri, "duty:quotedText", zh(basis.quote)


def _conduct(one: Numbered) -> Iterator[Statement]:
    texts = {kind: normal(text) for kind, text in meaning.by_kind(one.duty.item).items()}
    if texts.get("boundary"):
        yield one.iri, "duty:boundary", term(f"scheme:boundary-{one.duty.boundary}")
        yield one.iri, "duty:boundaryText", zh(texts["boundary"])
    for kind, predicate in (("workflow", "duty:workflow"), ("accountability", "duty:accountability")):
        if texts.get(kind):
            yield one.iri, predicate, zh(texts[kind])
    for n, text in enumerate(one.duty.steps, 1):
        iri = f"{one.iri}/step/{n}"
        yield one.iri, "duty:step", node(iri)
        yield iri, "rdf:type", term("pplan:Step")
        yield iri, "duty:position", count(n)
        yield iri, "rdfs:label", zh(text)
    for text in one.duty.documents:
        yield one.iri, "duty:requiredDocument", zh(text)
    for meeting in one.duty.approvers:
        yield one.iri, "duty:approvedBy", zh(meeting)


def _field(one: Numbered, field: Field, occurrence: int, catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    kind = kind_of(field.label)
    repeated = f"-{occurrence}" if kind != "other" and occurrence > 1 else ""
    iri = f"{one.iri}/field/{kind if kind != 'other' else names.slugs[field.label]}{repeated}"
    yield one.iri, "duty:fieldValue", node(iri)
    yield iri, "rdf:type", term("duty:FieldValue")
    yield iri, "duty:field", node(names.field(field.label, kind))
    yield iri, "duty:label", zh(field.label)
    yield iri, "duty:valueStatus", term(f"scheme:value-{field.status}")
    if field.value:
        yield iri, "prov:value", zh(field.value.text)
        yield iri, "prov:wasDerivedFrom", node(names.cell(catalogue.document.source, field.value.place))
