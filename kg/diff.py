"""Two versions of a catalogue -> what changed: items added, removed, renamed, moved to another department, on another basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

import ontology
from kg.records import Catalogue, Duty
from kg.text import squeeze

_CS = "http://purl.org/vocab/changeset/schema#"
WORDS = {
    "added": "新增",
    "removed": "取消",
    "renamed": "改名",
    "moved": "改由其他机构承担",
    "basis": "依据变动",
    "renumbered": "改号",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one duty: `kind` is a key of `WORDS`; `old` and `new` are the values before and after, empty where there is none."""

    kind: str
    number: str
    name: str
    old: str
    new: str


def changes(old: Catalogue, new: Catalogue) -> list[Change]:
    """Every change from `old` to `new`, in the order of the new catalogue, what was removed last.

    Duties are matched by number and sub-item; one whose number is gone is matched by its name, if that is unmistakable.
    """
    before = {_key(duty): duty for duty in old.duties}
    after = {_key(duty): duty for duty in new.duties}
    moved = _renumbered([d for k, d in before.items() if k not in after], [d for k, d in after.items() if k not in before])
    found: list[Change] = []
    for key, duty in after.items():
        was = before.get(key) or moved.get(key)
        found += _between(was, duty) if was else [Change("added", duty.number, duty.name, "", duty.name)]
    gone = {_key(duty) for duty in moved.values()}
    found += [Change("removed", d.number, d.name, d.name, "") for k, d in before.items() if k not in after and k not in gone]
    return found


def rdf(found: Iterable[Change], catalogue: str) -> bytes:
    """The changes as a change set (Talis Changeset vocabulary): one cs:ChangeSet a change, its statements named, no blank nodes."""
    quads = list(_statements(found, catalogue))
    prefixes = {"cs": _CS, "rdf": ontology.prefixes()["rdf"], "duty": ontology.prefixes()["duty"]}
    return ox.serialize(quads, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""


def _key(duty: Duty) -> tuple[str, str]:
    return duty.number, duty.item.subitem


def _renumbered(gone: list[Duty], come: list[Duty]) -> dict[tuple[str, str], Duty]:
    """New key -> the old duty of the same name, where exactly one is gone and one has come."""
    names = [squeeze(duty.name) for duty in gone], [squeeze(duty.name) for duty in come]
    return {
        _key(duty): gone[names[0].index(name)]
        for duty, name in zip(come, names[1], strict=True)
        if name and names[0].count(name) == names[1].count(name) == 1
    }


def _between(old: Duty, new: Duty) -> Iterator[Change]:
    pairs = (
        ("renumbered", old.number, new.number),
        ("renamed", old.name, new.name),
        ("moved", "、".join(d.name for d in old.departments), "、".join(d.name for d in new.departments)),
        ("basis", _basis(old), _basis(new)),
    )
    for kind, before, after in pairs:
        if squeeze(before) != squeeze(after):
            yield Change(kind, new.number, new.name, before, after)


def _basis(duty: Duty) -> str:
    return "；".join(f"《{b.document}》{b.label}" if b.document else b.label or b.document_number for b in duty.legal)


_PREDICATE = {"renumbered": "dct:identifier", "renamed": "dct:title", "moved": "duty:implementedBy", "basis": "duty:legalBasis"}


def _statements(found: Iterable[Change], catalogue: str) -> Iterator[ox.Triple]:
    for n, change in enumerate(found, 1):
        node = ox.NamedNode(f"{catalogue}/change/{n}")
        subject = ox.NamedNode(f"{catalogue}/duty/{quote(change.number, safe='')}")
        yield ox.Triple(node, _term("rdf:type"), ox.NamedNode(f"{_CS}ChangeSet"))
        yield ox.Triple(node, ox.NamedNode(f"{_CS}subjectOfChange"), subject)
        yield ox.Triple(node, ox.NamedNode(f"{_CS}changeReason"), ox.Literal(WORDS[change.kind], language="zh"))
        predicate = _term(_PREDICATE.get(change.kind, "dct:title"))
        for part, value in (("removal", change.old), ("addition", change.new)):
            if value:
                said = ox.NamedNode(f"{node.value}/{part}")
                yield ox.Triple(node, ox.NamedNode(f"{_CS}{part}"), said)
                yield ox.Triple(said, _term("rdf:type"), _term("rdf:Statement"))
                yield ox.Triple(said, _term("rdf:subject"), subject)
                yield ox.Triple(said, _term("rdf:predicate"), predicate)
                yield ox.Triple(said, _term("rdf:object"), ox.Literal(value, language="zh"))


def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(ontology.expand(name))
