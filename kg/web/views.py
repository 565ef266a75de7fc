"""Rows of the store put together for lists: of duties, of findings, of repairs, and of departments against clauses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg import query
from kg.answer.scope import told_apart
from kg.findings import KINDS, Kind
from kg.names import catalogue_of
from kg.records import Severity, titled
from kg.store import Store

if TYPE_CHECKING:
    from kg.answer import Published
    from kg.query.recorded import Recorded


@dataclass(slots=True)
class Row:
    """A duty in a list."""

    iri: str
    number: str
    name: str
    catalogue: str
    departments: dict[str, str]
    clauses: dict[str, str]
    responsibility: str
    above: str
    boundary: str
    public: bool
    subitem: str
    charge: str

    @property
    def main(self) -> str:
        """Number and text of the main responsibility; "" for none."""
        return f"{self.above} {self.charge}".strip()

    @property
    def title(self) -> str:
        """The name, with the sub-item of the power that this duty is."""
        return titled(self.name, self.subitem)


@lru_cache(maxsize=4)
def table(store: Store) -> tuple[Row, ...]:
    """Every duty of the base, in the order of the documents."""
    rows: dict[str, Row] = {}
    for row in store.select(query.whole("duty-overview")):
        one = rows.setdefault(
            row["duty"],
            Row(
                row["duty"],
                row["number"],
                row.get("name", ""),
                row["catalogue"],
                {},
                {},
                row.get("responsibility", ""),
                row.get("above", ""),
                row.get("boundary", ""),
                "public" in row,
                row.get("subitem", ""),
                row.get("charge", ""),
            ),
        )
        if "department" in row:
            one.departments[row["department"]] = row["departmentName"]
        if "clause" in row:
            one.clauses[row["clause"]] = row.get("clauseLabel", "")
    return tuple(rows.values())


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind and severity."""

    code: str
    severity: Severity
    rows: list[Recorded]

    @property
    def name(self) -> Kind:
        """What the kind is called; one that is not known, by its code."""
        return KINDS.get(self.code, Kind(self.code, self.code, ""))


def grouped(found: Iterable[Recorded]) -> list[Group]:
    """Findings by kind and severity, the gravest first, then the most frequent."""
    groups: dict[tuple[str, Severity], Group] = {}
    for one in found:
        key = one.finding.code, one.finding.severity
        groups.setdefault(key, Group(*key, [])).rows.append(one)
    return sorted(groups.values(), key=lambda group: (list(Severity).index(group.severity), -len(group.rows)))


def repairs(store: Store) -> list[dict[str, str]]:
    """The values that were moved, with where they had been printed."""
    return [{**row, "catalogue": catalogue_of(row["duty"])} for row in store.select(query.whole("repairs"))]


def counted(rows: Iterable[Row], published: Mapping[str, Published]) -> list[tuple[str, int]]:
    """How many duties each department has, most first; one whose name another body has too says its body."""
    counts = Counter(iri for row in rows for iri in row.departments)
    names = {iri: name for row in rows for iri, name in row.departments.items()}
    names |= told_apart(names, published)
    return [(names[iri], count) for iri, count in counts.most_common()]
