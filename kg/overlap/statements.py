"""Findings -> quads of their own graph, and back: the graph is where findings live."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

import pyoxigraph as ox

import ontology
from kg import query
from kg.overlap.finding import Gap, Kind, Overlap, Proof, Reason, Review, Side
from kg.store import Store
from kg.triples.terms import Statement, count, node, term, zh

_XSD_DECIMAL = ox.NamedNode(ontology.expand("xsd:decimal"))


def graph(base: str) -> str:
    """The IRI of the graph of findings under an IRI base."""
    return f"{base.rstrip('/')}/id/graph/overlaps"


def quads(findings: Iterable[Overlap], home: str) -> Iterator[ox.Quad]:
    """The findings as quads of the graph `home`."""
    for order, finding in enumerate(findings, 1):
        for subject, predicate, value in _finding(finding, order):
            yield ox.Quad(node(subject), term(predicate), value, node(home))


def gap_quads(gaps: Iterable[Gap], base: str) -> Iterator[ox.Quad]:
    """The gaps as quads of the graph of findings under an IRI base, counted by catalogue and kind."""
    home, often = node(graph(base)), Counter[str]()
    for order, gap in enumerate(gaps, 1):
        place = f"{gap.seen.partition('/id/cat/')[2].partition('/duty/')[0]}/{gap.kind}"
        often[place] += 1
        for subject, predicate, value in _gap(gap, f"{base.rstrip('/')}/id/gap/{place}-{often[place]}", order):
            yield ox.Quad(node(subject), term(predicate), value, home)


def read(store: Store) -> list[Overlap]:
    """The findings in a store, best first."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in store.select(query.whole("overlap-findings")):
        rows[row["finding"]].append(row)
    proofs: dict[str, dict[str, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(query.whole("overlap-proofs")):
        proofs[row["finding"]][row["proof"]].append(row)
    return [_overlap(found, tuple(map(_proof, proofs[iri].values()))) for iri, found in rows.items()]


def _finding(finding: Overlap, order: int) -> Iterator[Statement]:
    yield finding.iri, "rdf:type", term("duty:OverlapFinding")
    yield finding.iri, "duty:order", count(order)
    yield finding.iri, "duty:overlapType", term(f"scheme:overlap-{finding.kind}")
    yield finding.iri, "duty:score", _decimal(finding.score)
    yield finding.iri, "duty:firstDuty", node(finding.duties[0].iri)
    yield finding.iri, "duty:secondDuty", node(finding.duties[1].iri)
    yield finding.iri, "duty:reviewStatus", term(f"scheme:review-{finding.review}")
    for predicate, text in (("duty:legitimateReason", finding.legitimate), ("duty:proposal", finding.proposal)):
        if text:
            yield finding.iri, predicate, zh(text)
    if finding.lead:
        yield finding.iri, "duty:proposedLead", node(finding.lead)
    if finding.note:
        yield finding.iri, "skos:note", zh(finding.note)
    for position, proof in enumerate(finding.proofs, 1):
        iri = f"{finding.iri}/proof/{proof.kind}"
        yield finding.iri, "duty:proof", node(iri)
        yield iri, "rdf:type", term("duty:OverlapProof")
        yield iri, "duty:position", count(position)
        yield iri, "duty:proofKind", term(f"scheme:proof-{proof.kind}")
        yield iri, "duty:weight", _decimal(proof.weight)
        yield iri, "rdfs:label", zh(proof.text)
        for thing in proof.things:
            yield iri, "duty:sharedThing", node(thing)


def _gap(gap: Gap, iri: str, order: int) -> Iterator[Statement]:
    yield iri, "rdf:type", term("duty:GapFinding")
    yield iri, "duty:order", count(order)
    yield iri, "duty:gapKind", term(f"scheme:gap-{gap.kind}")
    yield iri, "duty:concerns", node(gap.concerns)
    yield iri, "duty:seenIn", node(gap.seen)
    yield iri, "duty:gapWords", zh(gap.words)
    yield iri, "rdfs:label", zh(gap.said)
    if gap.nearest:
        yield iri, "duty:nearestDuty", node(gap.nearest)


def _overlap(rows: list[dict[str, str]], proofs: tuple[Proof, ...]) -> Overlap:
    row = rows[0]
    return Overlap(
        iri=row["finding"],
        kind=Kind(_key(row["type"], "overlap")),
        score=float(row["score"]),
        duties=(_side(rows, "first"), _side(rows, "second")),
        proofs=proofs,
        legitimate=row.get("legitimate", ""),
        proposal=row.get("proposal", ""),
        lead=row.get("lead", ""),
        review=Review(_key(row["status"], "review")),
        note=row.get("note", ""),
    )


def _side(rows: list[dict[str, str]], which: str) -> Side:
    row, departments = rows[0], dict.fromkeys(row[f"{which}Department"] for row in rows)
    return Side(row[which], row[f"{which}Number"], row[f"{which}Catalogue"], row.get(f"{which}Name", ""), tuple(departments))


def _proof(rows: list[dict[str, str]]) -> Proof:
    things = tuple(row["thing"] for row in rows if "thing" in row)
    return Proof(Reason(_key(rows[0]["kind"], "proof")), rows[0]["text"], things, float(rows[0]["weight"]))


def _key(iri: str, scheme: str) -> str:
    return iri.rpartition(f"/{scheme}-")[2]


def _decimal(value: float) -> ox.Literal:
    return ox.Literal(format(Decimal(str(value)), "f"), datatype=_XSD_DECIMAL)
