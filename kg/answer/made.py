"""Question + hits + rows -> Answer: department first, then duty, clause, where to complain, and where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from index import Found, Mention
from kg.names import catalogue_of, clause_parts, kind_of_field
from kg.place import Place
from kg.question.algebra import Is
from kg.question.words import columns

Row = Mapping[str, str]
_TOLD_BY = {  # dimensions of questions -> the kind of the field that they are read from
    **dict.fromkeys(("phone", "mailbox"), "supervision"),
    **dict.fromkeys(("lead", "leading", "support", "joint", "sole", "helping"), "department"),
    **dict.fromkeys(("clause", "citation", "document", "document-number", "issuer", "quote"), "basis"),
    **dict.fromkeys(("step", "meeting"), "workflow"),
}
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
        return f"{self.name}（{self.subitem}）" if self.subitem else self.name

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


@dataclass(frozen=True, slots=True)
class Published:
    """A catalogue as an answer names it; `issued` is empty where nobody has said when it was published."""

    slug: str
    title: str
    publisher: str
    issued: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question; `json()` is the contract of the command line and the API.

    `catalogues` are all of the base it comes from, by slug; `asked` are kinds and labels of the fields that the question asks about.
    """

    question: str
    status: str
    reason: str | None
    referral: dict[str, str] | None
    kind: str
    departments: tuple[dict[str, Any], ...]
    duties: tuple[DutyAnswer, ...]
    answer: dict[str, Any] | None
    sparql: str
    reading: str
    mentions: tuple[Mention, ...]
    elapsed_ms: float = 0.0
    catalogues: Mapping[str, Published] = field(default_factory=dict, repr=False)
    asked: tuple[str, ...] = ()

    @property
    def proofs(self) -> tuple[Evidence, ...]:
        """What the first duty prints in the fields that were asked about."""
        return tuple(one for one in self.duties[0].evidence if one.of(self.asked)) if self.duties else ()

    def json(self) -> dict[str, Any]:
        """The answer as plain data, keys in the order of the contract."""
        return {
            "question": self.question,
            "status": self.status,
            "reason": self.reason,
            "referral": self.referral,
            "kind": self.kind,
            "departments": list(self.departments),
            "duties": [_duty_json(duty, self.asked) for duty in self.duties],
            "answer": self.answer,
            "sparql": self.sparql,
            "reading": self.reading,
            "elapsed_ms": self.elapsed_ms,
        }

    def of_base(self, elapsed_ms: float, catalogues: Mapping[str, Published]) -> Answer:
        """The same answer with the time that it took and what the base holds."""
        head = self.question, self.status, self.reason, self.referral, self.kind, self.departments
        known = *head, self.duties, self.answer, self.sparql, self.reading, self.mentions
        return Answer(*known, elapsed_ms, catalogues, self.asked)

    def __str__(self) -> str:
        from kg.answer.card import card

        return card(self)


def duties(ranked: Sequence[tuple[str, float]], facts: Iterable[Row], cells: Iterable[Row]) -> tuple[DutyAnswer, ...]:
    """The duties of `ranked` (IRI, score), in that order, put together from the rows of who-handles.rq and evidence.rq."""
    rows: dict[str, list[Row]] = {}
    written: dict[str, list[Evidence]] = {}
    for row in facts:
        rows.setdefault(row["duty"], []).append(row)
    for row in cells:
        written.setdefault(row["duty"], []).append(_evidence(row))
    return tuple(_duty(iri, score, rows[iri], written.get(iri, [])) for iri, score in ranked if iri in rows)


def status(found: Found, best: float) -> tuple[str, str | None, dict[str, str] | None]:
    """(status, reason, referral) from the best score and the matters recognised in the question."""
    thresholds = _thresholds()
    if best >= thresholds["answered"]:
        return "answered", None, None
    away = next((m for m in found.mentions if m.authority), None)
    away = away or next((m.otherwise for m in found.mentions if m.otherwise), None)  # of two meanings it has the other one
    referral = {"matter": away.matter, "authority": away.authority} if away else None
    if best >= thresholds["candidates"]:
        return "candidates", None, None
    if not found.hits:
        return "abstained", "unclear", referral
    known = any(not mention.authority for mention in found.mentions)
    return "abstained", "not_in_catalogue" if known and not away else "out_of_scope", referral


def certain(score: float) -> bool:
    """Whether a duty of this score answers a question."""
    return score >= _thresholds()["answered"]


def departments(listed: Sequence[DutyAnswer], state: str) -> tuple[dict[str, Any], ...]:
    """The departments to name: of the first duty, and for candidates of every duty that is one; none when abstained."""
    if state == "abstained":
        return ()
    floor = _thresholds()["candidates"]
    chosen = listed[:1] if state == "answered" else [d for d in listed if d.score >= floor]
    found = {place["iri"]: place for duty in chosen for place in duty.places}
    return tuple(found.values())


def said_of(places: tuple[dict[str, Any], ...], value: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    """The departments that an answer names, where it names some of those that have to do with the matter (谁牵头); else all."""
    some = tuple(place for place in places if value["type"] == "departments" and place["name"] in value["value"])
    return some or places


def other(first: DutyAnswer, known: Mapping[str, Published], acting: Sequence[str]) -> dict[str, str] | None:
    """Who has the matter, where a body of the base is asked for its part in it and only another has it (城管局哪个科管低保); None otherwise."""
    if not acting or first.catalogue in map(catalogue_of, acting) or first.catalogue not in known:
        return None
    return {"matter": first.title, "authority": known[first.catalogue].publisher}


def elsewhere(question: str, reading: str, facts: str, listed: Sequence[DutyAnswer], other: dict[str, str]) -> Answer:
    """The answer to a question for the part of a body that has none: who has the matter, as a referral."""
    said = f"{reading}；问到的机构没有这样的事项，{other['authority']}有：{listed[0].number} {listed[0].title}"
    return Answer(question, "abstained", "not_in_catalogue", other, "duty", (), tuple(listed), None, facts, said, ())


def named(
    names: Sequence[str] | None, listed: Sequence[DutyAnswer], known: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, Any], ...]:
    """The departments of an exact answer: those it names, else those of its duties."""
    places = {place["name"]: place for duty in listed for place in duty.places}
    if names is None:
        return tuple(places.values())
    one = len(listed) == 1
    return tuple(
        places[name] if one and name in places else {"name": name, "iri": iri, "role": None}
        for name in names
        for iri in known.get(name, ())
    )


def unknown(question: str, reading: str, names: Sequence[str]) -> Answer:
    """The honest answer to a question about something that the catalogue does not have."""
    said = f"{reading}；但本目录里没有{'、'.join(names)}"
    return Answer(question, "abstained", "not_in_catalogue", None, "query", (), (), None, "", said, ())


def unclear(question: str, reading: str, condition: str) -> Answer:
    """The honest answer to a question with a condition that no query can tell: everything would be a wrong answer."""
    said = f"{reading}；但没看懂“{condition}”这个条件"
    return Answer(question, "abstained", "unclear", None, "query", (), (), None, "", said, ())


def _thresholds() -> dict[str, float]:
    from index.rank import ranking

    return ranking().thresholds


def _duty(iri: str, score: float, rows: Sequence[Row], written: Sequence[Evidence]) -> DutyAnswer:
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


def _clause(row: Row) -> Clause:
    parts, label = clause_parts(row["clause"]), row.get("clauseLabel", "")
    article, paragraph, item = (parts.get(unit, "") for unit in ("条", "款", "项"))
    return Clause(row.get("document", ""), row.get("documentNumber", ""), article, paragraph, item, label, row.get("quote", ""))


def _evidence(row: Row) -> Evidence:
    kind = kind_of_field(row["field"])
    line, table, number = (int(row[key]) if key in row else None for key in ("line", "table", "row"))
    return Evidence(row["label"], row["text"], row.get("source", ""), line, table, number, kind, row.get("printedUnder", ""))


def fields_of(*dimensions: str) -> tuple[str, ...]:
    """The kinds or labels of the fields that tell of dimensions of questions; none for ""."""
    return tuple(name for one in dimensions if one for name in _printed(one) or (_field_of(one),))


def _printed(dimension: str) -> tuple[str, ...]:
    return tuple(name for label in columns.labels_of(dimension) for name in columns.printed(label))


def _field_of(dimension: str) -> str:
    kind, _, label = dimension.partition("|")
    return label or _TOLD_BY.get(kind, kind)


def _duty_json(duty: DutyAnswer, asked: tuple[str, ...]) -> dict[str, Any]:
    return {
        "number": duty.number,
        "subitem": duty.subitem,
        "catalogue": duty.catalogue,
        "iri": duty.iri,
        "name": duty.name,
        "departments": list(duty.departments),
        "score": duty.score,
        "clauses": [asdict(clause) for clause in duty.clauses],
        "supervision": {"mailboxes": list(duty.mailboxes), "complaint_phones": list(duty.phones)},
        "evidence": [_evidence_json(one) for one in duty.evidence if one.kind in _SHOWN or not one.kind or one.of(asked)],
    }


def _evidence_json(one: Evidence) -> dict[str, Any]:
    place = {"line": one.line, "table": one.table, "row": one.row}
    return {"field": one.field, "text": one.text, "source": one.source, **{k: v for k, v in place.items() if v is not None}}
