"""Findings -> a report in one HTML file that asks nothing of any network: pictures, both sides of each finding, what it rests on."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from kg.overlap.facts import Facts, Material, homes
from kg.overlap.finding import Kind, Overlap, Proof, Reason
from kg.overlap.gaps.listed import Gaps
from kg.overlap.pairs.proofs import CELLS
from kg.overlap.pairs.score import measured
from kg.overlap.report import matrix
from kg.overlap.report.marked import marked
from kg.overlap.report.matrix import NEAR, Matrix, matrices
from kg.overlap.report.pictures import Bipartite, HeatMap, bipartite, heat_map
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Pair:
    """A finding as the report shows it: both names with the aligned words marked, and the cells whose texts are the same."""

    finding: Overlap
    names: tuple[Markup, Markup]
    boundaries: tuple[str, str]
    copied: tuple[tuple[str, str], ...]
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a report is about: duties, findings and gaps, and what things are called."""

    title: str
    duties: tuple[Facts, ...]
    findings: tuple[Overlap, ...]
    gaps: tuple[Gaps, ...]
    labels: Mapping[str, str]
    homes: Mapping[str, str]

    @classmethod
    def of(cls, store: Store, findings: Iterable[Overlap], gaps: Iterable[Gaps]) -> Content:
        """All of a store, with the findings and gaps in it."""
        rows = store.select("SELECT ?title { ?catalogue a duty:Catalogue ; dct:title ?title } ORDER BY ?catalogue")
        title = "、".join(row["title"] for row in rows)
        material = Material.read(store)
        return cls(title, material.duties, tuple(findings), tuple(gaps), material.labels, homes(store))


@dataclass(frozen=True, slots=True)
class Body:
    """The pictures and tables of one body; its name is empty where there is only one."""

    name: str
    heat: HeatMap
    clauses: Bipartite
    tables: tuple[Matrix, ...]


def html(content: Content) -> str:
    """The report; the same input gives the same text."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("kg.overlap.report")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    bodies, between = _bodies(content)
    by_iri = {one.iri: one for one in content.duties}
    findings = content.findings
    return environment.get_template("report.html").render(
        title=content.title,
        duties=len(content.duties),
        departments=len({iri for one in content.duties for iri in one.department_iris}),
        kinds=[(kind, sum(one.kind is kind for one in findings)) for kind in Kind],
        several=len(bodies) > 1,
        bodies=bodies,
        names={one.catalogue: content.homes.get(one.home, one.catalogue) for one in content.duties},
        between=between,
        near=[_pair(one, by_iri) for one in findings if one.kind in NEAR],
        scattered=[_pair(one, by_iri) for one in findings if one.kind not in NEAR],
        gaps=content.gaps,
        quoted=lambda one: marked(one.shown, [one.quoted]),
        measured=measured(),
        judged=int(sum(measured()[label][0] for label in ("重复", "交叉", "分散", "无关"))),
        share=lambda row, at: "{:.2f}（{:.2f}–{:.2f}）".format(*row[at : at + 3]),
    )


def _bodies(content: Content) -> tuple[list[Body], HeatMap | None]:
    """The pictures of each body, and those of all bodies together where there are several: one picture of all would be too small."""
    groups = [tuple(group) for _, group in itertools.groupby(content.duties, lambda duty: duty.catalogue)]
    bodies = []
    for group in groups:
        own = [one for one in content.findings if {side.catalogue for side in one.duties} == {group[0].catalogue}]
        near, scattered, clauses, above = matrices(group, content.labels, own, content.homes)
        name = content.homes.get(group[0].home, group[0].catalogue) if len(groups) > 1 else ""
        bodies.append(Body(name, heat_map(near, scattered), bipartite(clauses), (_shared(clauses), above)))
    between = heat_map(*matrix.bodies(content.duties, content.findings, content.homes)) if len(groups) > 1 else None
    return bodies, between


def _pair(finding: Overlap, duties: Mapping[str, Facts]) -> Pair:
    left, right = (duties[side.iri] for side in finding.duties)
    kinds = (kind for kind in CELLS if left.cell(kind) and left.cell(kind) == right.cell(kind))
    return Pair(
        finding=finding,
        names=(
            marked(left.name, [ours for ours, _ in finding.words]),
            marked(right.name, [theirs for _, theirs in finding.words]),
        ),
        boundaries=(left.cell("boundary"), right.cell("boundary")),
        copied=tuple((CELLS[kind], left.cell(kind)) for kind in kinds) if finding.proof(Reason.TEXT) else (),
        proofs=tuple(sorted(finding.proofs, key=lambda proof: -proof.weight)),
    )


def _shared(clauses: Matrix) -> Matrix:
    """The rows of more than one column."""
    kept = [n for n, row in enumerate(clauses.counts) if sum(map(bool, row)) > 1]
    rows, counts = tuple(clauses.rows[n] for n in kept), tuple(clauses.counts[n] for n in kept)
    return Matrix("几个部门共用的条款", rows, clauses.columns, counts)
