"""Rows of duties -> tables of one body each: how many duties its departments have under each clause and each main responsibility."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.text import natural
from kg.web.views import Row

_LONGEST = 40  # lines that people look through


@dataclass(frozen=True, slots=True)
class Matrix:
    """Things by departments, both IRI -> name, the things in their order; `more` are things of one department that are left out."""

    things: dict[str, str]
    departments: dict[str, str]
    counts: Counter[tuple[str, str]]
    more: int

    @property
    def most(self) -> int:
        """The largest count."""
        return max(self.counts.values(), default=1)


@dataclass(frozen=True, slots=True)
class Body:
    """The tables of one catalogue, given by its slug."""

    catalogue: str
    clauses: Matrix
    responsibilities: Matrix


def bodies(rows: Sequence[Row]) -> list[Body]:
    """The tables of each catalogue, in the order of the rows."""
    return [_body(slug, [row for row in rows if row.catalogue == slug]) for slug in dict.fromkeys(row.catalogue for row in rows)]


def _body(slug: str, rows: Sequence[Row]) -> Body:
    clauses = _matrix((row, row.clauses) for row in rows)
    above = _matrix((row, {row.responsibility: row.main} if row.responsibility else {}) for row in rows)
    return Body(slug, clauses, above)


def _matrix(rows: Iterable[tuple[Row, dict[str, str]]]) -> Matrix:
    """The counts; of more things than people look through, those that several departments share."""
    counts: Counter[tuple[str, str]] = Counter()
    things: dict[str, str] = {}
    departments: dict[str, str] = {}
    for row, under in rows:
        departments |= row.departments
        things |= under
        counts.update((thing, department) for thing in under for department in row.departments)
    often = Counter(thing for thing, _ in counts)
    kept = [thing for thing in things if len(things) <= _LONGEST or often[thing] > 1]
    ordered = {thing: things[thing] for thing in sorted(kept, key=natural)}
    return Matrix(ordered, departments, counts, len(things) - len(kept))
