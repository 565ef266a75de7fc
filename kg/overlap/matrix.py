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


def matrices(duties: Sequence[Facts], labels: Mapping[str, str], findings: Sequence[Overlap]) -> tuple[Matrix, ...]:
    """Department × department by findings of 重复 and 交叉, and of 分散; clause × department and responsibility × department by duties.

    `labels` are the names of clauses and responsibilities by IRI. Findings that people rejected are not counted.
    """
    return (
        _meetings("部门×部门（重复、交叉）", duties, [one for one in findings if one.kind in NEAR]),
        _meetings("部门×部门（分散）", duties, [one for one in findings if one.kind not in NEAR]),
        _duties("条款×部门", duties, labels, [(thing, one) for one in duties for thing in one.clauses]),
        _duties("主要职责×部门", duties, labels, [(one.responsibility, one) for one in duties if one.responsibility]),
    )


def _meetings(name: str, duties: Sequence[Facts], findings: Iterable[Overlap]) -> Matrix:
    of = {one.iri: one.department_iris for one in duties}
    counts: Counter[tuple[str, str]] = Counter()
    for one in findings:
        if one.review is not Review.REJECTED:
            for first in of[one.duties[0].iri]:
                for second in of[one.duties[1].iri]:
                    counts[first, second] += 1
                    counts[second, first] += 1
    departments = _departments(duties)
    return _filled(name, departments, departments, counts)


def _duties(name: str, duties: Sequence[Facts], labels: Mapping[str, str], under: Sequence[tuple[str, Facts]]) -> Matrix:
    counts = Counter((thing, department) for thing, one in under for department in one.department_iris)
    things = {thing: labels.get(thing, thing) for thing, _ in under}
    return _filled(name, things, _departments(duties), counts)


def _departments(duties: Iterable[Facts]) -> dict[str, str]:
    return {iri: name for one in duties for iri, name in zip(one.department_iris, one.departments, strict=True)}


def _filled(name: str, rows: dict[str, str], columns: dict[str, str], counts: Mapping[tuple[str, str], int]) -> Matrix:
    cells = tuple(tuple(counts.get((row, column), 0) for column in columns) for row in rows)
    return Matrix(name, _distinct(rows), _distinct(columns), cells)


def _distinct(names: Mapping[str, str]) -> tuple[str, ...]:
    """The labels; where two things have the same, the catalogue or the document of each stands behind it."""
    often = Counter(names.values())
    return tuple(f"{label}（{_home(iri)}）" if often[label] > 1 else label for iri, label in names.items())


def _home(iri: str) -> str:
    return "/".join(iri.partition("/id/")[2].split("/")[1:2]) or iri
