"""Rows of who-handles.rq and evidence.rq -> the duties of an answer, each with its clauses, contacts and the cells that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.names import clause_parts, kind_of_field
from kg.place import Place
from kg.question.condition import Is
from kg.question.words import columns
from kg.records import titled

_Row = Mapping[str, str]
_SHOWN = ("name", "department", "basis", "boundary", "supervision")


@dataclass(frozen=True, slots=True)
class Clause:
    """A cited clause; numbers are strings, empty where the citation has none."""

    document: str
    document_number: str
    article: str
    paragraph: str
    item: str
    label: str
    quote: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A field of a duty as the document prints it; `printed_under` differs from `field` where the value was moved."""

    field: str
    text: str
    source: str
    line: int | None
    table: int | None
    row: int | None
    kind: str
    printed_under: str

    @property
    def place(self) -> str:
        """Where it stands: the line of a text file, else the table (of a workbook: sheet) and its row."""
        return str(Place(self.line, self.table, self.row))

    def of(self, asked: tuple[str, ...]) -> bool:
        """Whether it is one of the fields `asked`, kinds or labels."""
        return self.field in asked or (bool(self.kind) and self.kind in asked)

    def json(self) -> dict[str, Any]:
        """As plain data, keys in the order of the contract."""
        place = {"line": self.line, "table": self.table, "row": self.row}
        said = {key: value for key, value in place.items() if value is not None}
        return {"field": self.field, "text": self.text, "source": self.source, **said}


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """One duty that may answer the question; `score` is the calibrated probability that it does."""

    number: str
    subitem: str | None
    catalogue: str
    iri: str
    name: str
    departments: tuple[str, ...]
    score: float
    clauses: tuple[Clause, ...]
    mailboxes: tuple[str, ...]
    phones: tuple[str, ...]
    boundary: str
    evidence: tuple[Evidence, ...]
    places: tuple[dict[str, Any], ...] = field(default=(), repr=False)

    @property
    def title(self) -> str:
        """The name, with the sub-item of the power that this duty is."""
        return titled(self.name, self.subitem)

    @property
    def alone(self) -> Is:
        """The condition that only this duty meets."""
        return Is("duty", (self.iri,), self.number)

    @property
    def services(self) -> tuple[tuple[str, str], ...]:
        """Where one may ask who has this matter to see to, as far as the catalogue prints it: (label, contact)."""
        return tuple(
            (one.field, one.text) for one in self.evidence if columns.is_contact(columns.OWN + one.field) and not one.kind
        )

    def scored(self, score: float) -> DutyAnswer:
        """The same duty with a score; field by field, for `replace` takes twice the time and every question needs ten."""
        known = self.number, self.subitem, self.catalogue, self.iri, self.name, self.departments
        told = self.clauses, self.mailboxes, self.phones, self.boundary, self.evidence, self.places
        return DutyAnswer(*known, round(score, 4), *told)

    def json(self, asked: tuple[str, ...]) -> dict[str, Any]:
        """As plain data, keys in the order of the contract; of the fields of known kinds the usual ones and those that are `asked` for."""
        return {
            "number": self.number,
            "subitem": self.subitem,
            "catalogue": self.catalogue,
            "iri": self.iri,
            "name": self.name,
            "departments": list(self.departments),
            "score": self.score,
            "clauses": [asdict(clause) for clause in self.clauses],
            "supervision": {"mailboxes": list(self.mailboxes), "complaint_phones": list(self.phones)},
            "evidence": [one.json() for one in self.evidence if one.kind in _SHOWN or not one.kind or one.of(asked)],
        }


def duties(ranked: Sequence[tuple[str, float]], facts: Iterable[_Row], cells: Iterable[_Row]) -> tuple[DutyAnswer, ...]:
    """The duties of `ranked` (IRI, score), in that order, put together from the rows of who-handles.rq and evidence.rq."""
    rows: dict[str, list[_Row]] = {}
    written: dict[str, list[Evidence]] = {}
    for row in facts:
        rows.setdefault(row["duty"], []).append(row)
    for row in cells:
        written.setdefault(row["duty"], []).append(_evidence(row))
    return tuple(_duty(iri, score, rows[iri], written.get(iri, [])) for iri, score in ranked if iri in rows)


def _duty(iri: str, score: float, rows: Sequence[_Row], written: Sequence[Evidence]) -> DutyAnswer:
    head = rows[0]
    places = {
        row["department"]: {"name": row["departmentName"], "iri": row["department"], "role": row.get("role")}
        for row in rows
        if "department" in row
    }
    return DutyAnswer(
        number=head["number"],
        subitem=head.get("subitem"),
        catalogue=head["catalogue"],
        iri=iri,
        name=head["name"],
        departments=tuple(place["name"] or "" for place in places.values()),
        score=round(score, 4),
        clauses=tuple(dict.fromkeys(_clause(row) for row in rows if "clause" in row)),
        mailboxes=tuple(dict.fromkeys(row["mailbox"] for row in rows if "mailbox" in row)),
        phones=tuple(dict.fromkeys(row["phone"] for row in rows if "phone" in row)),
        boundary=head.get("boundary", ""),
        evidence=tuple(written),
        places=tuple(places.values()),
    )


def _clause(row: _Row) -> Clause:
    parts, label = clause_parts(row["clause"]), row.get("clauseLabel", "")
    article, paragraph, item = (parts.get(unit, "") for unit in ("条", "款", "项"))
    return Clause(row.get("document", ""), row.get("documentNumber", ""), article, paragraph, item, label, row.get("quote", ""))


def _evidence(row: _Row) -> Evidence:
    kind = kind_of_field(row["field"])
    line, table, number = (int(row[key]) if key in row else None for key in ("line", "table", "row"))
    return Evidence(row["label"], row["text"], row.get("source", ""), line, table, number, kind, row.get("printedUnder", ""))
