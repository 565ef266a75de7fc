"""Changes -> change sets (Talis Changeset vocabulary), to be applied to the graph of the earlier version."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pyoxigraph as ox

import ontology
from kg import meaning
from kg.diff.change import Matched, matched
from kg.names import Names
from kg.records import Catalogue, Duty
from kg.text import normal
from kg.triples.duty import Numbered, fields, numbered
from kg.triples.terms import Statement, node, plain, term, zh

_CS = "http://purl.org/vocab/changeset/schema#"


def rdf(old: Catalogue, new: Catalogue, names: Names) -> bytes:
    """The changes as change sets to be applied to the graph of `old`: no blank nodes, each statement named.

    `names` are those of `old` and know the names of both. A duty that goes on keeps its IRI; one that is added gets one not in use.
    """
    triples = list(_triples(old, new, names))
    prefixes = {"cs": _CS, "rdf": ontology.prefixes()["rdf"], "duty": ontology.prefixes()["duty"]}
    return ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""


def _triples(old: Catalogue, new: Catalogue, names: Names) -> Iterator[ox.Triple]:
    iris = {id(one.duty): one.iri for one in numbered(old.duties, names)}
    taken = set(iris.values())
    for count, one in enumerate(matched(old, new), 1):
        duty = one.was or one.now
        assert duty
        if id(duty) not in iris:
            iris[id(duty)] = next(iri for n in itertools.count(1) if (iri := names.duty(duty.item, n)) not in taken)
            taken.add(iris[id(duty)])
        yield from _change_set(f"{names.catalogue}/change/{count}", iris[id(duty)], one, names)


def _change_set(iri: str, duty: str, one: Matched, names: Names) -> Iterator[ox.Triple]:
    """A cs:ChangeSet with what is no longer true of the duty and what now is; what stays is in neither."""
    before = _facts(one.was, one.main_before, duty, one, names)
    after = _facts(one.now, one.main_after, duty, one, names)
    lines = [f"{node(iri)} {term('rdf:type')} {node(_CS + 'ChangeSet')}"]
    lines.append(f"{node(iri)} {node(_CS + 'subjectOfChange')} {node(duty)}")
    lines.append(f"{node(iri)} {node(_CS + 'changeReason')} {zh(one.change.what)}")
    for part, facts in (("removal", [f for f in before if f not in after]), ("addition", [f for f in after if f not in before])):
        for n, (subject, name, value) in enumerate(facts, 1):
            said = node(f"{iri}/{part}/{n}")
            lines.append(f"{node(iri)} {node(_CS + part)} {said}")
            parts = (("rdf:type", term("rdf:Statement")), ("rdf:subject", node(subject)), ("rdf:predicate", term(name)))
            lines += [f"{said} {term(key)} {said_of}" for key, said_of in (*parts, ("rdf:object", value))]
    yield from (quad.triple for quad in ox.parse("".join(f"{line} .\n" for line in lines), format=ox.RdfFormat.N_TRIPLES))


def _facts(duty: Duty | None, main: tuple[str, str], iri: str, told_of: Matched, names: Names) -> list[Statement]:
    """What the graph says of a duty, whose IRI this is, as far as the change touches it; `main` is its main responsibility."""
    if duty is None:
        return []
    change = told_of.change
    whole = change.kind in ("added", "removed")
    facts: list[tuple[str, str, list[str]]] = [
        ("renumbered", "dct:identifier", [plain(duty.number)]),
        ("renamed", "dct:title", [zh(duty.name)] if duty.name else []),
        ("renamed", "duty:subItem", [zh(duty.item.subitem)] if duty.item.subitem else []),
        ("moved", "duty:implementedBy", [node(names.department(d.name)) for d in duty.departments]),
        ("basis", "duty:legalBasis", [node(names.clause(basis)) for basis in duty.legal]),
        ("", "rdf:type", [term("duty:DutyItem")]),
        ("", "dct:isPartOf", [node(names.catalogue)]),
    ]
    found = [(iri, name, value) for of, name, values in facts if whole or of == change.kind for value in dict.fromkeys(values)]
    return found + (_content(duty, main, iri, told_of, names) if change.kind == "content" else [])


def _content(duty: Duty, main: tuple[str, str], iri: str, told_of: Matched, names: Names) -> list[Statement]:
    """What the graph says of one field of a duty: the cell's text, and what has been read from it."""
    own = duty.item.field(told_of.change.field)
    kind = own.kind if own else told_of.kind
    if kind == "responsibility" and own is None:
        number, text = main
        here = names.responsibility(number)
        return [(iri, "duty:partOfResponsibility", node(here)), (here, "dct:description", zh(normal(text)))] if number else []
    found: list[Statement] = []
    for one, here in fields(Numbered(duty, iri, 1), names):
        if one.kind == kind and (kind != "other" or one is own):
            found.append((iri, "duty:fieldValue", node(here)))
            found += [(here, "prov:value", zh(one.value.text))] if one.value else []
    text = normal(meaning.by_kind(duty.item).get(kind, ""))
    read = {
        "boundary": [("duty:boundary", term(f"scheme:boundary-{duty.boundary}")), ("duty:boundaryText", zh(text))]
        if text
        else [],
        "workflow": [("duty:workflow", zh(text))] if text else [],
        "documents": [("duty:requiredDocument", zh(one)) for one in duty.documents],
        "accountability": [("duty:accountability", zh(text))] if text else [],
        "supervision": _supervision(duty, names),
    }
    return found + [(iri, name, value) for name, value in dict.fromkeys(read.get(kind, ()))]


def _supervision(duty: Duty, names: Names) -> list[tuple[str, str]]:
    contacts = duty.contacts
    known = contacts.mailboxes or contacts.phones
    return [("duty:supervisedThrough", node(names.contact(contacts.mailboxes, contacts.phones)))] if known else []
