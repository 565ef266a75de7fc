"""What an analysis of overlaps and gaps says: plain records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kg.records import titled

_WEAK = 0.1


class Kind(StrEnum):
    """The three kinds of overlap, after GAO-15-49SP; the values are the ends of scheme:overlap-…."""

    DUPLICATION = "duplication"
    CROSSING = "crossing"
    FRAGMENTATION = "fragmentation"

    @property
    def label(self) -> str:
        """The Chinese name: 重复, 交叉 or 分散."""
        return {"duplication": "重复", "crossing": "交叉", "fragmentation": "分散"}[self.value]


class Review(StrEnum):
    """What a person has decided about a finding; the values are the ends of scheme:review-…."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        """The Chinese name: 待认定, 已认定 or 不成立."""
        return {"open": "待认定", "confirmed": "已认定", "rejected": "不成立"}[self.value]


class Reason(StrEnum):
    """The kinds of proof; the values are the ends of scheme:proof-…."""

    CLAUSE = "same-clause"
    RESPONSIBILITY = "same-responsibility"
    DOCUMENT = "same-document"
    APPROVER = "same-approver"
    CONTACT = "same-contact"
    TEXT = "same-text"
    INDEPENDENT = "both-independent"
    NAMED = "boundary-names"
    MATTER = "shared-matter"
    WORDS = "words"
    PHRASES = "phrases"
    ACT = "same-act"
    FIELD = "same-field"
    APART = "apart"
    LONE = "lone-duty"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two duties compared."""

    iri: str
    number: str
    catalogue: str
    name: str
    departments: tuple[str, ...]
    subitem: str = ""

    @property
    def department(self) -> str:
        """The departments as one text."""
        return "、".join(self.departments)

    @property
    def title(self) -> str:
        """The name, with the sub-item of the power that this duty is."""
        return titled(self.name, self.subitem)

    def json(self) -> dict[str, str]:
        """As in the contract of `overlaps --format json`."""
        return {"number": self.number, "catalogue": self.catalogue, "name": self.name, "department": self.department}


@dataclass(frozen=True, slots=True)
class Proof:
    """One reason why two duties are taken to overlap.

    `text` says what is shared, for people; `things` are the resources shared, if they have
    IRIs; `weight` is what the proof adds to the log-odds of the score.
    """

    kind: Reason
    text: str
    things: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """A finding about two duties of different departments."""

    iri: str
    kind: Kind
    score: float
    duties: tuple[Side, Side]
    proofs: tuple[Proof, ...]
    legitimate: str = ""
    proposal: str = ""
    lead: str = ""
    review: Review = Review.OPEN
    note: str = ""

    def proof(self, kind: Reason) -> Proof | None:
        """The proof of one kind, or None."""
        return next((proof for proof in self.proofs if proof.kind == kind), None)

    @property
    def between(self) -> bool:
        """Whether the two duties are of different catalogues."""
        return self.duties[0].catalogue != self.duties[1].catalogue

    @property
    def weak(self) -> bool:
        """Whether the two stand under one clause, responsibility or matter and have next to nothing else in common."""
        return self.kind is Kind.FRAGMENTATION and self.score < _WEAK

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """The pairs of words that answer each other, heaviest first."""
        found = self.proof(Reason.WORDS)
        pairs = (pair.partition("～") for pair in found.text.split("、")) if found else ()
        return tuple((ours, theirs or ours) for ours, _, theirs in pairs)

    def json(self) -> dict[str, Any]:
        """As in the contract of `overlaps --format json`."""
        proofs = {
            p.kind: {"text": p.text, "weight": p.weight, **({"things": list(p.things)} if p.things else {})} for p in self.proofs
        }
        return {
            "type": self.kind.label,
            "score": self.score,
            "duties": [side.json() for side in self.duties],
            "proofs": proofs,
            "legitimate": self.legitimate or None,
            "proposal": self.proposal or None,
            "status": self.review.label,
            "iri": self.iri,
            "note": self.note or None,
        }


class GapKind(StrEnum):
    """The gaps that take reading, beside those a query can see; the values are the ends of scheme:gap-…."""

    UNTAKEN = "untaken"
    UNLED = "unled"
    UNCITED = "uncited"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    ONESIDED = "onesided"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that nobody answers for: the `words` of a clause or a duty (`concerns`), printed in the table of the duty `seen`; of
    what stands nowhere (a hole in a numbering) its number, what it is missing in, and the duty before it.

    `said` is a sentence for people; `nearest` the duty that comes nearest to closing the gap, if any.
    """

    kind: GapKind
    concerns: str
    seen: str
    words: str
    said: str
    nearest: str = ""
