"""Findings -> a report in one HTML file that asks nothing of any network: pictures, both sides of each finding, what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kg.overlap.facts import Facts
from kg.overlap.finding import Kind, Overlap, Proof, Reason
from kg.overlap.gaps import Gaps
from kg.overlap.matrix import NEAR, Matrix, matrices
from kg.overlap.pictures import bipartite, heat_map
from kg.overlap.proofs import CELLS
from kg.overlap.rules import measured


@dataclass(frozen=True, slots=True)
class Pair:
    """A finding as the report shows it: both names with the aligned words marked, and the cells whose texts are the same."""

    finding: Overlap
    names: tuple[Markup, Markup]
    boundaries: tuple[str, str]
    copied: tuple[tuple[str, str], ...]
    proofs: tuple[Proof, ...]


def html(
    title: str, duties: Sequence[Facts], labels: Mapping[str, str], findings: Sequence[Overlap], gaps: Sequence[Gaps] = ()
) -> str:
    """The report about all `duties`, under the name of the catalogues in `title`; the same input gives the same text."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("kg.overlap")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    near, scattered, clauses, responsibilities = matrices(duties, labels, findings)
    by_iri = {one.iri: one for one in duties}
    return environment.get_template("report.html").render(
        title=title,
        duties=len(duties),
        departments=len(near.rows),
        several=len({one.catalogue for one in duties}) > 1,
        kinds=[(kind, sum(one.kind is kind for one in findings)) for kind in Kind],
        heat=heat_map(near, scattered),
        clauses=bipartite(clauses),
        tables=[_shared(clauses), responsibilities],
        near=[_pair(one, by_iri) for one in findings if one.kind in NEAR],
        scattered=[_pair(one, by_iri) for one in findings if one.kind not in NEAR],
        gaps=gaps,
        quoted=lambda one: marked(one.shown, [one.quoted]),
        measured=measured(),
        judged=int(sum(measured()[label][0] for label in ("重复", "交叉", "分散", "无关"))),
        share=lambda row, at: "{:.2f}（{:.2f}–{:.2f}）".format(*row[at : at + 3]),
    )


def marked(text: str, words: Iterable[str]) -> Markup:
    """`text`, escaped, with every occurrence of the words in <mark>; of words inside each other the longest."""
    wanted = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    if not wanted:
        return escape(text)
    pieces = re.split(f"({'|'.join(map(re.escape, wanted))})", text)
    return Markup("").join(Markup("<mark>{}</mark>").format(piece) if n % 2 else escape(piece) for n, piece in enumerate(pieces))


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


def _shared(matrix: Matrix) -> Matrix:
    """The rows of more than one column."""
    kept = [n for n, row in enumerate(matrix.counts) if sum(map(bool, row)) > 1]
    rows, counts = tuple(matrix.rows[n] for n in kept), tuple(matrix.counts[n] for n in kept)
    return Matrix("几个部门共用的条款", rows, matrix.columns, counts)
