"""The shapes of the API's answers, equal to what the command line prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from kg.web.views import Row


class _Open(BaseModel):
    """Fields that come later are passed on."""

    model_config = ConfigDict(extra="allow")


class Problem(BaseModel):
    """What went wrong, and what to do about it."""

    error: str
    hint: str


class Place(_Open):
    """A department in its role."""

    name: str
    iri: str
    role: str | None


class Clause(_Open):
    """A cited clause."""

    document: str
    document_number: str
    article: str
    paragraph: str
    item: str
    label: str
    quote: str


class Supervision(_Open):
    """Where people complain."""

    mailboxes: list[str]
    complaint_phones: list[str]


class Evidence(_Open):
    """A field as printed, with its place."""

    field: str
    text: str
    source: str


class AnswerDuty(_Open):
    """A duty that may answer the question."""

    number: str
    subitem: str | None
    catalogue: str
    iri: str
    name: str
    departments: list[str]
    score: float
    clauses: list[Clause]
    supervision: Supervision
    evidence: list[Evidence]


class Referral(_Open):
    """Who handles it instead."""

    matter: str
    authority: str


class Typed(_Open):
    """The value asked for, with its type."""

    type: str
    value: Any


class Answer(_Open):
    """The answer to a question."""

    question: str
    status: str
    reason: str | None
    referral: Referral | None
    kind: str
    departments: list[Place]
    duties: list[AnswerDuty]
    answer: Typed | None
    sparql: str
    reading: str
    elapsed_ms: float


class Found(_Open):
    """A duty near a text."""

    number: str
    catalogue: str
    iri: str
    name: str
    departments: list[str]
    score: float
    because: str
    features: dict[str, float]


class Duty(BaseModel):
    """A duty in a list."""

    number: str
    catalogue: str
    iri: str
    name: str
    subitem: str | None
    departments: list[str]
    clauses: list[str]
    responsibility: str
    boundary: str

    @classmethod
    def of(cls, row: Row) -> Duty:
        """From a row of the table of duties."""
        return cls(
            number=row.number, catalogue=row.catalogue, iri=row.iri, name=row.name, subitem=row.subitem or None,
            departments=list(row.departments.values()), clauses=list(row.clauses.values()),
            responsibility=row.above, boundary=row.boundary,
        )  # fmt: skip


class Health(BaseModel):
    """What answers just now."""

    status: str
    generation: str
    version: str
    built: str
    duties: int
    sparql: str
