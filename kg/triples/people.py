"""Who carries out a duty, in which role, and through whom it is supervised."""

from __future__ import annotations

from collections.abc import Iterator

from kg.names import Names
from kg.records import Duty
from kg.triples.terms import Statement, count, node, plain, term, zh

_ROLES = {
    "牵头": "lead",
    "主办": "lead",
    "负责": "lead",
    "配合": "support",
    "协助": "support",
    "协办": "support",
    "参与": "support",
    "协作": "support",
    "会同": "joint",
    "联合": "joint",
    "协同": "joint",
    "会审": "joint",
    "会签": "joint",
    "指导": "guidance",
    "监督": "oversight",
}


def _role(printed: str) -> str:
    """The role that a printed one is or begins with (联合检查)."""
    return next((role for word, role in _ROLES.items() if printed.startswith(word)), "implementing")


def statements(iri: str, duty: Duty, names: Names) -> Iterator[Statement]:
    """The participations of the duty with this IRI, in printed order, and its supervision contact."""
    for n, department in enumerate(duty.departments, 1):
        participation = f"{iri}/participation/{n}"
        yield iri, "duty:implementedBy", node(names.department(department.name))
        yield iri, "cv:hasParticipation", node(participation)
        yield participation, "rdf:type", term("cv:Participation")
        yield participation, "dct:identifier", plain(f"{duty.number}-{n}")
        yield participation, "dct:description", zh(f"{department.role or '实施机构'}：{department.name}")
        yield participation, "cv:role", term(f"scheme:role-{_role(department.role or '')}")
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
