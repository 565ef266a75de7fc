"""Findings -> N-Quads of their own graph, and back: the graph is where findings live."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from kg import query
from kg.names import BASE, catalogue_of
from kg.overlap.finding import Gap, Kind, Overlap, Proof, Reason, Review, Side
from kg.store import Store
from kg.triples import in_graph
from kg.triples.terms import Statement, count, node, term, zh

_GRAPH = f"{BASE}/id/graph/overlaps"


def lines(findings: Iterable[Overlap]) -> Iterator[bytes]:
    """The findings as N-Quads of the graph of findings, finding for finding."""
    for order, finding in enumerate(findings, 1):
        yield from in_graph(_GRAPH, _finding(finding, order))


def gap_lines(gaps: Iterable[Gap]) -> Iterator[bytes]:
    """The gaps as N-Quads of the graph of findings, counted by catalogue and kind."""
    return iter(in_graph(_GRAPH, _gaps(gaps)))


def read(store: Store) -> list[Overlap]:
    """The findings in a store, best first."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in store.select(query.whole("overlap-findings")):
        rows[row["finding"]].append(row)
    proofs: dict[str, dict[str, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(query.whole("overlap-proofs")):
        proofs[row["finding"]][row["proof"]].append(row)
    return [_overlap(found, tuple(map(_proof, proofs[iri].values()))) for iri, found in rows.items()]


def _gaps(gaps: Iterable[Gap]) -> Iterator[Statement]:
    often = Counter[str]()
    for order, gap in enumerate(gaps, 1):
        place = f"{catalogue_of(gap.seen)}/{gap.kind}"
        often[place] += 1
        yield from _gap(gap, f"{BASE}/id/gap/{place}-{often[place]}", order)


def _finding(finding: Overlap, order: int) -> Iterator[Statement]:
    yield finding.iri, "rdf:type", term("duty:OverlapFinding")
    yield finding.iri, "duty:order", count(order)
    yield finding.iri, "duty:overlapType", term(f"scheme:overlap-{finding.kind}")
    yield finding.iri, "duty:score", _decimal(finding.score)
    yield finding.iri, "duty:firstDuty", node(finding.duties[0].iri)
    yield finding.iri, "duty:secondDuty", node(finding.duties[1].iri)
    yield from ((finding.iri, "oa:hasTarget", node(side.iri)) for side in finding.duties)
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
    yield iri, "oa:hasTarget", node(gap.concerns)
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
    name, subitem = row.get(f"{which}Name", ""), row.get(f"{which}Subitem", "")
    return Side(row[which], row[f"{which}Number"], row[f"{which}Catalogue"], name, tuple(departments), subitem)


def _proof(rows: list[dict[str, str]]) -> Proof:
    things = tuple(row["thing"] for row in rows if "thing" in row)
    return Proof(Reason(_key(rows[0]["kind"], "proof")), rows[0]["text"], things, float(rows[0]["weight"]))


def _key(iri: str, scheme: str) -> str:
    return iri.rpartition(f"/{scheme}-")[2]


@lru_cache(maxsize=16384)
def _decimal(value: float) -> str:
    """A number as the store prints it: without zeros at its end."""
    return f'"{Decimal(str(value)).normalize():f}"^^{term("xsd:decimal")}'
