"""Changes -> change sets (Talis Changeset vocabulary): applied to the graph of the earlier version they give that of the later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

import pyoxigraph as ox

import ontology
from kg import triples
from kg.diff.change import Matched, matched
from kg.diff.told import Told, by_change, topic
from kg.names import Names
from kg.records import Catalogue
from kg.triples.duty import numbered
from kg.triples.terms import Statement, node, term, zh

_CS = "http://purl.org/vocab/changeset/schema#"
_REST = "其他变动（次序、标点、目录本身）"
_ABOUT = {"renumbered": "number", "renamed": "name", "moved": "department", "basis": "basis"}
_INTO_SOURCE = ("prov:wasDerivedFrom", "duty:informationTable")  # lead to cells, of which each version has its own

Version = tuple[Catalogue, Names]


@dataclass(slots=True)
class _Set:
    """A change set: what is no longer true, and what now is; what stays is in neither."""

    subject: str
    reason: str
    removal: list[Statement] = field(default_factory=list)
    addition: list[Statement] = field(default_factory=list)


def rdf(was: Version, now: Version) -> bytes:
    """The changes as change sets, to be applied together: no blank nodes, each statement named, none in two sets.

    Things have the IRIs that the base gives them, duties by their numbers: one that is renumbered goes from one IRI to another.
    Where in the document something stands is not told, and nothing is removed that another catalogue may say as well.
    """
    lines = chain.from_iterable(_lines(f"{was[1].catalogue}/change/{n}", one) for n, one in enumerate(_sets(was, now), 1))
    said = (quad.triple for quad in ox.parse("".join(f"{line} .\n" for line in lines), format=ox.RdfFormat.N_TRIPLES))
    prefixes = {"cs": _CS, "rdf": ontology.prefixes()["rdf"], "duty": ontology.prefixes()["duty"]}
    return ox.serialize(list(said), format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""


def _sets(was: Version, now: Version) -> list[_Set]:
    """A set a change, in their order, and one for what no change tells."""
    changes = list(matched(was[0], now[0]))
    before, after = ({id(one.duty): one for one in numbered(catalogue.duties, names)} for catalogue, names in (was, now))
    earlier = [Told(before.get(id(one.was)), _topic(one), one.main_before[0]) for one in changes]
    later = [Told(after.get(id(one.now)), _topic(one), one.main_after[0]) for one in changes]
    rest = _Set(was[1].catalogue, _REST)
    sets = [_Set(_subject(*sides), _reason(one)) for one, *sides in zip(changes, earlier, later, strict=True)]
    old, new = _said(*was), _said(*now)
    gone = [one for one in old if one not in new and one[0].startswith(was[1].catalogue)]
    come = [one for one in new if one not in old]
    removed, added = by_change(gone, earlier, was[1]), by_change(come, later, now[1])
    for statement in gone:
        (sets[removed[statement]] if statement in removed else rest).removal.append(statement)
    for statement in come:
        (sets[added[statement]] if statement in added else rest).addition.append(statement)
    return [*sets, *([rest] if rest.removal or rest.addition else [])]


def _said(catalogue: Catalogue, names: Names) -> dict[Statement, None]:
    """Everything the graph says of a version but where it stands in the document."""
    said = triples.data(catalogue, names, numbered(catalogue.duties, names))
    return dict.fromkeys(one for one in said if one[1] not in _INTO_SOURCE)


def _topic(one: Matched) -> str:
    return _ABOUT.get(one.change.kind) or topic(one.kind, one.change.field)


def _subject(earlier: Told, later: Told) -> str:
    """The duty as it is called now, else as it was."""
    duty = later.duty or earlier.duty
    return duty.iri if duty else ""


def _reason(one: Matched) -> str:
    change = one.change
    more = f"：{change.old} → {change.new}" if change.kind == "renumbered" else f"（{change.hint}）" if change.hint else ""
    return change.what + more


def _lines(iri: str, one: _Set) -> Iterator[str]:
    """A cs:ChangeSet as N-Triples."""
    yield f"{node(iri)} {term('rdf:type')} {node(_CS + 'ChangeSet')}"
    yield f"{node(iri)} {node(_CS + 'subjectOfChange')} {node(one.subject)}"
    yield f"{node(iri)} {node(_CS + 'changeReason')} {zh(one.reason)}"
    for part, statements in (("removal", one.removal), ("addition", one.addition)):
        for n, (subject, name, value) in enumerate(statements, 1):
            said = node(f"{iri}/{part}/{n}")
            yield f"{node(iri)} {node(_CS + part)} {said}"
            parts = (("rdf:type", term("rdf:Statement")), ("rdf:subject", node(subject)), ("rdf:predicate", term(name)))
            yield from (f"{said} {term(key)} {said_of}" for key, said_of in (*parts, ("rdf:object", value)))
