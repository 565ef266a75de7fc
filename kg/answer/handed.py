"""The matter of a question that the boundary or a remark of a duty found gives to another body: it is told who has it.

慈善组织公开募捐资格由区民政局审批 stands beside a duty that is all about raising money, which is found for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.matters import is_ours
from kg import meaning
from kg.answer.answer import Answer
from kg.answer.duties import DutyAnswer
from kg.answer.scope import Scope
from kg.labels import REMARKS
from kg.question.analysis import Analysis
from kg.records import Side

_NEAREST = 3  # duties found whose boundaries are read
_SAID = 0.15  # of the question, which no duty says: one word of four to six
_WHOLE = 4  # characters of a matter that a question may say as they are printed
_NO_MORE = 0.1  # of its score is left to a duty that says itself that it is not meant
_OF_THE_BODY = ("各", "我", "本", "该", "有关", "相关", "业务")
_SECTIONS = ("科", "股", "室")


@dataclass(frozen=True, slots=True)
class Given:
    """A matter that is another body's, the duty that says so, in which field, and the clause."""

    duty: DutyAnswer
    field: str
    side: Side
    clause: str


def over(text: str, analysis: Analysis, listed: Sequence[DutyAnswer], scope: Scope) -> Given | None:
    """What the first duties found say that another body has of what `text` asks; None where the question is theirs, or one about boundaries."""
    if analysis.field.partition("|")[0] == "boundary" or analysis.spoken.roles:
        return None
    told = [(given, [listed[0].title, *own]) for duty in listed[:_NEAREST] for given, own in _others(duty, scope)]
    said = scope.gained(text, [(given.side.words, own) for given, own in told])
    found = [(much, given) for much, (given, own) in zip(said, told, strict=True) if much >= _least(text, given.side.words, own)]
    return max(found, key=lambda one: one[0])[1] if found else None


def _least(text: str, matter: str, own: Sequence[str]) -> float:
    """What a question must say of a matter: less where it has the very words, and no duty has them (体育彩票 beside 福利彩票)."""
    whole = len(matter) >= _WHOLE and matter in text and not any(matter in name for name in own)
    return _SAID / 2 if whole else _SAID


def _others(duty: DutyAnswer, scope: Scope) -> Iterator[tuple[Given, list[str]]]:
    """What a duty says that bodies outside of the base have, each with what is its own: its name, and what is given to its body."""
    told = [(_is_own(given.side.body, duty, scope), given) for given in _given(duty)]
    own = [duty.title, *(given.side.words for ours, given in told if ours)]
    yield from ((given, own) for ours, given in told if not ours)


def _given(duty: DutyAnswer) -> Iterator[Given]:
    """Every matter that a boundary or a remark of a duty gives to one body."""
    for cell in duty.evidence:
        if cell.kind == "boundary" or cell.field in REMARKS:
            for side, clause in meaning.matters(cell.text):
                yield Given(duty, cell.field, side, clause)


def _is_own(body: str, duty: DutyAnswer, scope: Scope) -> bool:
    """Whether a body is one of the base's, under whatever name, or a part of one."""
    if body.startswith(_OF_THE_BODY) or body.endswith(_SECTIONS) or any(body in name for name in duty.departments):
        return True
    known = (*scope.lexicon.kind("department"), *scope.lexicon.bodies)
    return body in known or is_ours(body, [one.publisher for one in scope.published.values()])


def refused(asked: str, given: Given, listed: Sequence[DutyAnswer], reading: str, facts: str) -> Answer:
    """The answer that names the body which has the matter, and the words that say so."""
    said = f"{given.duty.number} 的{given.field}写明“{given.clause}”"
    return Answer(
        question=asked,
        status="abstained",
        reason="not_in_catalogue",
        referral={"matter": given.side.words, "authority": given.side.body},
        kind="duty",
        duties=tuple(duty.scored(duty.score * _NO_MORE) for duty in listed),
        sparql=facts,
        reading=f"{reading}；{said}",
        printed=said,
    )
