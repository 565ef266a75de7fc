"""Findings as quality annotations, and the repairs that answer some of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.names import Names, safe
from kg.records import Catalogue, Finding
from kg.triples.duty import Numbered
from kg.triples.terms import Statement, count, node, plain, term, zh

_SEVERITY = {"violation": "sh:Violation", "warning": "sh:Warning", "info": "sh:Info"}


def statements(catalogue: Catalogue, names: Names, numbered: list[Numbered]) -> Iterator[Statement]:
    """One dqv:QualityAnnotation a finding, in document order."""
    duties = {one.duty.number: one.iri for one in reversed(numbered)}
    seen: Counter[str] = Counter()
    for order, finding in enumerate(catalogue.findings, 1):
        key = safe("-".join((*finding.duties, finding.code)))
        seen[key] += 1
        iri = f"{names.catalogue}/finding/{key}" + (f"-{seen[key]}" if seen[key] > 1 else "")
        yield from _finding(iri, order, finding, names, duties)
        if finding.place.line:
            yield iri, "duty:line", count(finding.place.line)
        if finding.place.table:
            yield iri, "duty:table", count(finding.place.table)
        if finding.place.row:
            yield iri, "csvw:rownum", count(finding.place.row)
        yield iri, "oa:hasSource", node(names.source(catalogue.document.source))


def _finding(iri: str, order: int, finding: Finding, names: Names, duties: dict[str, str]) -> Iterator[Statement]:
    yield iri, "rdf:type", term("dqv:QualityAnnotation")
    yield iri, "oa:motivatedBy", term("dqv:qualityAssessment")
    yield iri, "dct:identifier", plain(finding.code)
    yield iri, "duty:order", count(order)
    yield iri, "sh:resultSeverity", term(_SEVERITY[finding.severity])
    yield iri, "sh:resultMessage", zh(finding.message)
    if finding.field:
        yield iri, "duty:label", zh(finding.field)
    for number in finding.duties:
        yield iri, "oa:hasTarget", node(duties.get(number, names.catalogue))
    if not finding.duties:
        yield iri, "oa:hasTarget", node(names.catalogue)
    if finding.repair:
        repair = iri.replace("/finding/", "/repair/")
        yield iri, "duty:repairedBy", node(repair)
        yield repair, "rdf:type", term("duty:Repair")
        yield repair, "duty:status", term(f"scheme:repair-{finding.repair.status}")
        yield repair, "duty:movedFrom", zh("、".join(finding.repair.origin))
        yield repair, "duty:movedTo", zh("、".join(finding.repair.target))
