"""Findings as quality annotations, and the repairs that answer some of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.findings import KINDS
from kg.names import Names, safe
from kg.records import Catalogue, Finding, Place, Repair, Source, Status
from kg.triples.duty import Numbered, fields
from kg.triples.terms import Statement, count, node, plain, term, zh

_DIMENSIONS = "http://www.w3.org/2016/05/ldqd#"


def statements(catalogue: Catalogue, names: Names, numbered: list[Numbered]) -> Iterator[Statement]:
    """One dqv:QualityAnnotation a finding, in document order."""
    duties: dict[str, list[Numbered]] = defaultdict(list)
    for one in numbered:
        duties[one.duty.number].append(one)
    seen: Counter[str] = Counter()
    for order, finding in enumerate(catalogue.findings, 1):
        key = safe("-".join((*finding.duties, finding.code)))
        seen[key] += 1
        iri = f"{names.catalogue}/finding/{key}" + (f"-{seen[key]}" if seen[key] > 1 else "")
        found_in = [_rows_of(finding, duties.get(number, [])) for number in finding.duties]
        yield from _finding(iri, order, finding, names, found_in)
        if finding.repair:
            repaired = [one for rows in found_in for one in rows]
            yield from _repair(iri, finding, finding.repair, catalogue.document.source, names, repaired)
        if finding.place.line:
            yield iri, "duty:line", count(finding.place.line)
        if finding.place.table:
            yield iri, "duty:table", count(finding.place.table)
        if finding.place.row:
            yield iri, "duty:row", count(finding.place.row)
        yield iri, "prov:wasDerivedFrom", node(names.source(catalogue.document.source))


def _rows_of(finding: Finding, duties: list[Numbered]) -> list[Numbered]:
    """Of the duties that bear one number, as sub-items do, those that print what stands at the finding's place; all where none does."""
    at = finding.place
    return [one for one in duties if at.row and _prints(one, at)] or duties


def _prints(one: Numbered, at: Place) -> bool:
    """Whether a duty has a cell of a row."""
    return any(
        field.printed and (field.printed.place.table, field.printed.place.row) == (at.table, at.row)
        for field in one.duty.item.fields
    )


def _finding(iri: str, order: int, finding: Finding, names: Names, found_in: list[list[Numbered]]) -> Iterator[Statement]:
    yield iri, "rdf:type", term("dqv:QualityAnnotation")
    yield iri, "oa:motivatedBy", term("dqv:qualityAssessment")
    yield iri, "duty:findingCode", plain(finding.code)
    yield iri, "dqv:inDimension", node(_DIMENSIONS + KINDS[finding.code].dimension)
    yield iri, "duty:order", count(order)
    yield iri, "sh:resultSeverity", term(f"sh:{finding.severity.capitalize()}")
    yield iri, "sh:resultMessage", zh(finding.message)
    if finding.field:
        yield iri, "duty:label", zh(finding.field)
    for rows in found_in:
        yield iri, "oa:hasTarget", node(rows[0].iri if rows else names.catalogue)
    if not finding.duties:
        yield iri, "oa:hasTarget", node(names.catalogue)


def _repair(
    finding: str, found: Finding, repair: Repair, source: Source, names: Names, numbered: list[Numbered]
) -> Iterator[Statement]:
    """What was done about the finding with this IRI: by which rule, from which cells, and which values came of it."""
    iri = finding.replace("/finding/", "/repair/")
    yield finding, "duty:repairedBy", node(iri)
    yield iri, "rdf:type", term("duty:Repair")
    yield iri, "rdf:type", term("prov:Activity")
    yield iri, "adms:status", term(f"scheme:repair-{repair.status}")
    yield iri, "duty:movedFrom", zh("、".join(repair.origin))
    yield iri, "duty:movedTo", zh("、".join(repair.target))
    yield iri, "prov:wasAssociatedWith", node(names.agent)
    yield names.agent, "rdf:type", term("prov:SoftwareAgent")
    yield names.agent, "rdfs:label", plain("duty-kg")
    association = f"{iri}/association"
    yield iri, "prov:qualifiedAssociation", node(association)
    yield association, "rdf:type", term("prov:Association")
    yield association, "prov:agent", node(names.agent)
    yield association, "prov:hadPlan", term(f"scheme:rule-{found.code}")
    for field, value in (pair for one in numbered for pair in fields(one, names)):
        if field.status is not Status.AS_PRINTED and field.label in (found.field, *repair.origin, *repair.target):
            yield value, "prov:wasGeneratedBy", node(iri)
            if field.value:
                yield iri, "prov:used", node(names.cell(source, field.value.place))
