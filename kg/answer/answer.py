"""The answer to one question, as every door gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from index import Mention
from kg.answer.duties import DutyAnswer, Evidence


def nothing(value: Any) -> bool:
    """Whether the value of an answer is an empty list or text; a number and a yes or no say something."""
    return value in ([], "")


def lacking(number: str) -> str:
    """What it is that does not state something, as the beginning of a sentence: one duty, or for "" the catalogue."""
    return f"职责事项 {number} " if number else "本目录"


@dataclass(frozen=True, slots=True)
class Published:
    """A catalogue as an answer names it; `issued` is empty where nobody has said when it was published."""

    slug: str
    title: str
    publisher: str
    issued: str
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question; `json()` is the contract of the command line and the API.

    `catalogues` are all of the base it comes from, by slug; `asked` are kinds and labels of the fields that the question asks about;
    `printed` says where the catalogue itself prints who has the matter instead;
    `unstated` is what it asks for and the catalogue does not state, in words; `unstated_of` the duty that does not, where others of it do.
    """

    question: str
    status: str
    reason: str | None = None
    referral: dict[str, str] | None = None
    kind: str
    departments: tuple[dict[str, Any], ...] = ()
    duties: tuple[DutyAnswer, ...] = ()
    answer: dict[str, Any] | None = None
    sparql: str = ""
    reading: str
    mentions: tuple[Mention, ...] = ()
    elapsed_ms: float = 0.0
    catalogues: Mapping[str, Published] = field(default_factory=dict, repr=False)
    asked: tuple[str, ...] = ()
    printed: str = ""
    unstated: str = ""
    unstated_of: str = ""

    @property
    def unsaid(self) -> str:
        """That something is not stated, as the beginning of a sentence; "" where nothing is missing."""
        return f"{lacking(self.unstated_of)}没有写明{self.unstated}" if self.unstated else ""

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
            "duties": [duty.json(self.asked) for duty in self.duties],
            "answer": self.answer,
            "sparql": self.sparql,
            "reading": self.reading,
            "elapsed_ms": self.elapsed_ms,
        }

    def of_base(self, elapsed_ms: float, catalogues: Mapping[str, Published]) -> Answer:
        """The same answer with the time that it took and what the base holds."""
        return replace(self, elapsed_ms=elapsed_ms, catalogues=catalogues)

    def __str__(self) -> str:
        from kg.answer.card import card  # of use where a person reads it, and no program does

        return card(self)
