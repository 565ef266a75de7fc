"""Who carries out a duty, in which role, and through whom it is supervised."""

from __future__ import annotations

from collections.abc import Iterator

from kg.names import Names
from kg.parts import role
from kg.records import Duty
from kg.triples.terms import Statement, count, node, plain, term, zh


def statements(iri: str, duty: Duty, names: Names) -> Iterator[Statement]:
    """The participations of the duty with this IRI, in printed order, and its supervision contact."""
    for n, department in enumerate(duty.departments, 1):
        participation = f"{iri}/participation/{n}"
        yield iri, "duty:implementedBy", node(names.department(department.name))
        yield iri, "cv:hasParticipation", node(participation)
        yield participation, "rdf:type", term("cv:Participation")
        yield participation, "dct:identifier", plain(f"{duty.number}-{n}")
        yield participation, "dct:description", zh(f"{department.role or '实施机构'}：{department.name}")
        yield participation, "cv:role", term(f"scheme:role-{role(department.role)}")
        yield participation, "cv:hasParticipant", node(names.department(department.name))
        yield participation, "duty:position", count(n)
        if department.role:
            yield participation, "duty:printedRole", zh(department.role)
    if duty.contacts.mailboxes or duty.contacts.phones:
        contact = names.contact(duty.contacts.mailboxes, duty.contacts.phones)
        yield iri, "duty:supervisedThrough", node(contact)
        yield contact, "rdf:type", term("cv:ContactPoint")
        yield contact, "skos:prefLabel", zh("监督举报")
        for mailbox in duty.contacts.mailboxes:
            yield contact, "cv:email", plain(mailbox)
        for phone in duty.contacts.phones:
            yield contact, "cv:telephone", plain(phone)
