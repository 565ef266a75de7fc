"""Two versions of a catalogue -> what changed: items added, removed, renamed, renumbered, moved to another department, on another basis."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

import pyoxigraph as ox

import ontology
from kg.labels import kind_of
from kg.names import Names
from kg.records import Catalogue, Duty
from kg.text import squeeze
from kg.triples.duty import numbered
from kg.triples.terms import node, plain, term, zh

_CS = "http://purl.org/vocab/changeset/schema#"
WORDS = {
    "added": "新增",
    "removed": "取消",
    "renumbered": "改号",
    "renamed": "改名",
    "moved": "改由其他机构承担",
    "basis": "依据变动",
}
_ALIKE, _SURE = 0.5, 0.75
_OWN = ("number", "code", "name", "subitem")

Pair = tuple[Duty | None, Duty | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one duty: `kind` is a key of `WORDS`; `old` and `new` are the values before and after, empty where there is none."""

    kind: str
    number: str
    subitem: str
    name: str
    old: str
    new: str


def changes(old: Catalogue, new: Catalogue) -> list[Change]:
    """Every change from `old` to `new`, in the order of the new catalogue, what was removed last.

    Duties are matched by what they say, not by their numbers: a number that now stands before another duty has been given away.
    """
    return [change for pair in _pairs(old.duties, new.duties) for change in _between(*pair)]


def rdf(old: Catalogue, new: Catalogue, names: Names) -> bytes:
    """The changes as change sets (Talis Changeset vocabulary) to be applied to the graph of `old`: no blank nodes, each statement named.

    `names` are those of `old` and know the names of both. A duty that goes on keeps its IRI; one that is added gets one not in use.
    """
    quads = list(_statements(old, new, names))
    prefixes = {"cs": _CS, "rdf": ontology.prefixes()["rdf"], "duty": ontology.prefixes()["duty"]}
    return ox.serialize(quads, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""


def _pairs(old: tuple[Duty, ...], new: tuple[Duty, ...]) -> list[Pair]:
    """Each duty with what it was before (None: it is new), and each that is gone."""
    gone, come = list(old), list(new)
    found: dict[int, Duty] = {}

    def match(was: Duty, now: Duty) -> None:
        found[id(now)] = was
        gone[:] = [duty for duty in gone if duty is not was]
        come[:] = [duty for duty in come if duty is not now]

    for key in (_whole, _said, _named):
        for was, now in _same(gone, come, key):
            match(was, now)
    for least, numbered_alike in ((_ALIKE, True), (_SURE, False)):
        for was, now in _nearest(gone, come, least, numbered_alike=numbered_alike):
            match(was, now)
    return [(found.get(id(duty)), duty) for duty in new] + [(duty, None) for duty in gone]


def _whole(duty: Duty) -> Hashable:
    return duty.number, _named(duty)


def _said(duty: Duty) -> Hashable:
    return *_named(duty), squeeze(_basis(duty))


def _named(duty: Duty) -> tuple[str, str]:
    return squeeze(duty.name), squeeze(duty.item.subitem)


def _same(gone: list[Duty], come: list[Duty], key: Callable[[Duty], Hashable]) -> list[tuple[Duty, Duty]]:
    """Duties of one key, the first with the first; a key that one side has more often is left to the next criterion."""
    before, after = _by(gone, key), _by(come, key)
    return [
        pair for one in after if len(before.get(one, ())) == len(after[one]) for pair in zip(before[one], after[one], strict=True)
    ]


def _by(duties: list[Duty], key: Callable[[Duty], Hashable]) -> dict[Hashable, list[Duty]]:
    found: dict[Hashable, list[Duty]] = {}
    for duty in duties:
        found.setdefault(key(duty), []).append(duty)
    return found


def _nearest(gone: list[Duty], come: list[Duty], least: float, *, numbered_alike: bool) -> list[tuple[Duty, Duty]]:
    """Duties whose names are alike, best first."""
    likeness = sorted(
        (
            (-_likeness(was, now), m, n)
            for m, was in enumerate(gone)
            for n, now in enumerate(come)
            if not numbered_alike or was.number == now.number
        ),
    )
    pairs: dict[int, int] = {}
    for score, m, n in likeness:
        if -score >= least and m not in pairs and n not in pairs.values():
            pairs[m] = n
    return [(gone[m], come[n]) for m, n in pairs.items()]


def _likeness(was: Duty, now: Duty) -> float:
    """How alike two duties are named; of one power, how alike its sub-items are."""
    one_power = was.number == now.number and squeeze(was.name) == squeeze(now.name)
    before, after = (squeeze(duty.item.subitem if one_power else duty.name) for duty in (was, now))
    named = SequenceMatcher(None, before, after, autojunk=False).ratio() if before and after else 0.0
    return max(named, _in_common(was, now)) if was.number == now.number and not one_power else named


def _in_common(was: Duty, now: Duty) -> float:
    """The share of the other fields that two duties on the same basis print alike: one that goes on may have got quite another name."""
    before, after = ({f.label: squeeze(f.text) for f in duty.item.fields if kind_of(f.label) not in _OWN} for duty in (was, now))
    if not _basis(was) or _basis(was) != _basis(now):
        return 0.0
    return sum(after.get(label) == text for label, text in before.items()) / len(before)


def _between(old: Duty | None, new: Duty | None) -> Iterator[Change]:
    duty = new or old
    assert duty
    title = _title(duty)
    if not old or not new:
        kind = "added" if new else "removed"
        yield Change(kind, duty.number, duty.item.subitem, duty.name, title if old else "", title if new else "")
        return
    values = (
        ("renumbered", old.number, new.number),
        ("renamed", _title(old), title),
        ("moved", "、".join(d.name for d in old.departments), "、".join(d.name for d in new.departments)),
        ("basis", _basis(old), _basis(new)),
    )
    for kind, before, after in values:
        if squeeze(before) != squeeze(after):
            yield Change(kind, new.number, new.item.subitem, new.name, before, after)


def _title(duty: Duty) -> str:
    return f"{duty.name}（{duty.item.subitem}）" if duty.item.subitem else duty.name


def _basis(duty: Duty) -> str:
    return "；".join(f"《{b.document}》{b.label}" if b.document else b.label or b.document_number for b in duty.legal)


def _statements(old: Catalogue, new: Catalogue, names: Names) -> Iterator[ox.Triple]:
    known = {id(one.duty): one.iri for one in numbered(old.duties, names)}
    taken = set(known.values())
    count = 0
    for was, now in _pairs(old.duties, new.duties):
        if was:
            iri = known[id(was)]
        else:
            assert now
            iri = next(iri for n in itertools.count(1) if (iri := names.duty(now.item, n)) not in taken)
            taken.add(iri)
        for change in _between(was, now):
            count += 1
            before, after = _facts(was, change.kind, names), _facts(now, change.kind, names)
            yield from _change_set(f"{names.catalogue}/change/{count}", iri, change.kind, before, after)


def _facts(duty: Duty | None, kind: str, names: Names) -> list[tuple[str, str]]:
    """What the graph says of a duty (property and object) as far as a change of this kind touches it."""
    if duty is None:
        return []
    whole = kind in ("added", "removed")
    facts = [
        ("renumbered", "dct:identifier", [plain(duty.number)]),
        ("renamed", "dct:title", [zh(duty.name)] if duty.name else []),
        ("renamed", "duty:subItem", [zh(duty.item.subitem)] if duty.item.subitem else []),
        ("moved", "duty:implementedBy", [node(names.department(d.name)) for d in duty.departments]),
        ("basis", "duty:legalBasis", [node(names.clause(basis)) for basis in duty.legal]),
        ("", "rdf:type", [term("duty:DutyItem")]),
        ("", "dct:isPartOf", [node(names.catalogue)]),
    ]
    return [(name, value) for of, name, values in facts if whole or of == kind for value in dict.fromkeys(values)]


def _change_set(
    iri: str, duty: str, kind: str, before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> Iterator[ox.Triple]:
    """A cs:ChangeSet with what is no longer true of the duty and what now is; what stays is in neither."""
    lines = [f"{node(iri)} {term('rdf:type')} {node(_CS + 'ChangeSet')}"]
    lines.append(f"{node(iri)} {node(_CS + 'subjectOfChange')} {node(duty)}")
    lines.append(f"{node(iri)} {node(_CS + 'changeReason')} {zh(WORDS[kind])}")
    for part, facts in (("removal", [f for f in before if f not in after]), ("addition", [f for f in after if f not in before])):
        for n, (name, value) in enumerate(facts, 1):
            said = node(f"{iri}/{part}/{n}")
            lines.append(f"{node(iri)} {node(_CS + part)} {said}")
            parts = (("rdf:type", term("rdf:Statement")), ("rdf:subject", node(duty)), ("rdf:predicate", term(name)))
            lines += [f"{said} {term(key)} {said_of}" for key, said_of in (*parts, ("rdf:object", value))]
    yield from (quad.triple for quad in ox.parse("".join(f"{line} .\n" for line in lines), format=ox.RdfFormat.N_TRIPLES))
