"""The findings of a store: one of each, whatever number of duties it is about (the query has a row for each of these)."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg import query
from kg.names import catalogue_of
from kg.records import Finding, Place, Repair, Severity
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Recorded:
    """A finding with its IRI, the file that it was made in, and its duties: IRI -> number."""

    iri: str
    source: str
    finding: Finding
    duties: dict[str, str] = field(default_factory=dict)

    @property
    def catalogue(self) -> str:
        """The slug of the catalogue that it is about."""
        return catalogue_of(self.iri)


def findings(store: Store) -> list[Recorded]:
    """The findings of a store, in the order of the documents."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in store.select(query.whole("findings")):
        rows.setdefault(row["finding"], []).append(row)
    return [_recorded(iri, those) for iri, those in rows.items()]


def _recorded(iri: str, rows: list[dict[str, str]]) -> Recorded:
    first, duties = rows[0], {row["duty"]: row["number"] for row in rows if "duty" in row}
    line, table, number = (int(first[key]) if key in first else None for key in ("line", "table", "row"))
    status = first.get("status", "").rpartition("repair-")[2]
    finding = Finding(
        code=first["code"],
        severity=Severity(first["severity"].rpartition("#")[2].lower()),
        duties=tuple(duties.values()),
        field=first.get("field", ""),
        place=Place(line, table, number),
        message=first["message"],
        repair=Repair(status, (first["from"],), (first["to"],)) if status else None,
    )
    return Recorded(iri, first["source"], finding, duties)
