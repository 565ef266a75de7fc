"""Facts and findings -> matrices: who meets whom how often, and which department works under which clause and responsibility."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.overlap.facts import Facts
from kg.overlap.finding import Kind, Overlap, Review

NEAR = (Kind.DUPLICATION, Kind.CROSSING)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts between things of two kinds, both in the order of the documents; no two labels of one side are the same."""

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def table(self) -> tuple[list[str], list[list[str | int]]]:
        """As a head and rows, each row with its label in front."""
        return [self.name, *self.columns], [[label, *row] for label, row in zip(self.rows, self.counts, strict=True)]

    def filled(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Each row with the columns in which it has anything: for people, where a table would be too wide."""
        rows = zip(self.rows, self.counts, strict=True)
        return [(label, [(name, count) for name, count in zip(self.columns, row, strict=True) if count]) for label, row in rows]

    def json(self) -> dict[str, Any]:
        """As plain data."""
        return {"name": self.name, "rows": list(self.rows), "columns": list(self.columns), "counts": [*map(list, self.counts)]}


def matrices(
    duties: Sequence[Facts], labels: Mapping[str, str], findings: Sequence[Overlap], homes: Mapping[str, str]
) -> tuple[Matrix, ...]:
    """Department × department by findings of 重复 and 交叉, and of 分散; clause × department and responsibility × department by duties.

    `labels` are the names of clauses and responsibilities by IRI, `homes` those of documents and bodies, for labels that two
    things have. Findings that people rejected are not counted.
    """
    departments = {iri: name for one in duties for iri, name in zip(one.department_iris, one.departments, strict=True)}
    columns = _distinct(departments, homes)
    cited = {thing: labels.get(thing, thing) for one in duties for thing in one.clauses}
    clauses = _distinct(cited, homes, everywhere=len({_home(iri, homes) for iri in cited}) > 1)
    above = {one.responsibility: labels.get(one.responsibility, one.responsibility) for one in duties if one.responsibility}
    under_clauses = Counter((thing, iri) for one in duties for thing in one.clauses for iri in one.department_iris)
    under_above = Counter((one.responsibility, iri) for one in duties for iri in one.department_iris)
    of = {one.iri: one.department_iris for one in duties}
    near, scattered = _kinds(findings)
    return (
        _filled("部门×部门（重复、交叉）", columns, columns, _meetings(near, of)),
        _filled("部门×部门（分散）", columns, columns, _meetings(scattered, of)),
        _filled("条款×部门", clauses, columns, under_clauses),
        _filled("主要职责×部门", _distinct(above, homes), columns, under_above),
    )


def bodies(duties: Sequence[Facts], findings: Sequence[Overlap], homes: Mapping[str, str]) -> tuple[Matrix, Matrix]:
    """Body × body by findings between two bodies: of 重复 and 交叉, and of 分散."""
    of = {one.iri: (one.home,) for one in duties}
    names = {home: homes.get(home, home) for (home,) in of.values()}
    near, scattered = _kinds([one for one in findings if one.duties[0].catalogue != one.duties[1].catalogue])
    return (
        _filled("机构×机构（重复、交叉）", names, names, _meetings(near, of)),
        _filled("机构×机构（分散）", names, names, _meetings(scattered, of)),
    )


def _kinds(findings: Iterable[Overlap]) -> tuple[list[Overlap], list[Overlap]]:
    """The findings of 重复 and 交叉, and those of 分散, without those that people rejected."""
    kept = [one for one in findings if one.review is not Review.REJECTED]
    return [one for one in kept if one.kind in NEAR], [one for one in kept if one.kind not in NEAR]


def _meetings(findings: Iterable[Overlap], of: Mapping[str, Sequence[str]]) -> Counter[tuple[str, str]]:
    """How often two things meet, counted from both sides; `of` are the things of each duty."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in findings:
        for first in of[one.duties[0].iri]:
            for second in of[one.duties[1].iri]:
                counts[first, second] += 1
                counts[second, first] += 1
    return counts


def _filled(name: str, rows: Mapping[str, str], columns: Mapping[str, str], counts: Mapping[tuple[str, str], int]) -> Matrix:
    cells = tuple(tuple(counts.get((row, column), 0) for column in columns) for row in rows)
    return Matrix(name, tuple(rows.values()), tuple(columns.values()), cells)


def _distinct(names: Mapping[str, str], homes: Mapping[str, str], everywhere: bool = False) -> dict[str, str]:
    """The labels by IRI; where two things have the same, or `everywhere`, the body or the document of each stands behind it."""
    often = Counter(names.values())
    return {iri: f"{label}（{_home(iri, homes)}）" if everywhere or often[label] > 1 else label for iri, label in names.items()}


def _home(iri: str, homes: Mapping[str, str]) -> str:
    part = iri
    while "/" in part:
        part = part.rpartition("/")[0]
        if part in homes:
            return homes[part]
    return iri.rpartition("/")[2]
