"""Two matters compared by a printed term: 新立采矿权比延续要多等几个工作日.

How much more where both print plain numbers of one unit, else both terms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg.answer import verdict
from kg.answer.answer import Answer
from kg.answer.duties import DutyAnswer, Evidence
from kg.answer.scope import Scope
from kg.answer.terms import term
from kg.question.words import columns
from kg.question.words.plain import plain

_COMPARES = re.compile(
    "(?:请问|问一下)?(?P<left>[^,。?比]{2,20}?)的?(?:时限|期限|时间)?比(?P<right>[^,。?比]{2,20}?)的?(?:时限|期限|时间)?(?:要|得|会|能|可以|办得?)*"
    "(?P<sign>[多少快慢长短])(?:等|花|用|要|办|跑|拖)?(?:上|出)?(?:几|多少)个?(?:工作日|天|日)[呢啊]?[?。]?"
)
_LESS = "少快短"


@dataclass(frozen=True, slots=True)
class Compared:
    """The two matters of a comparison, the one that is said to have more first."""

    matters: tuple[str, str]
    less: bool


def asked(question: str) -> Compared | None:
    """The comparison that a question asks for; None for other questions."""
    found = _COMPARES.fullmatch(plain(question))
    return Compared((found["left"], found["right"]), found["sign"] in _LESS) if found else None


def answer(question: str, scope: Scope) -> Answer | None:
    """How two matters compare; None for other questions, and where either is not found for certain or both are one duty."""
    if not (pair := asked(question)):
        return None
    firsts = [found.hits[0] for matter in pair.matters if (found := scope.search(matter, 1)).hits]
    duties = scope.listed([(hit.key, hit.score) for hit in firsts])
    known = len({duty.iri for duty in duties}) == len(pair.matters) and all(verdict.certain(duty.score) for duty in duties)
    if not known or not (compared := told(pair, duties)):
        return None
    value, said, labels = compared
    return verdict.of_several(question, "answered", duties, said, value, labels)


def told(compared: Compared, duties: Sequence[DutyAnswer]) -> tuple[dict[str, Any], str, tuple[str, ...]] | None:
    """The typed answer that the terms of two duties give, what is said of it, and the label of the field; None where one prints no term."""
    cells = [cell for duty in duties if (cell := _cell(duty))]
    if len(cells) < len(duties):
        return None
    known = [one for cell in cells if (one := term(cell.text))]
    said = "；".join(f"{duty.number} {duty.title}的{cell.field}为{cell.text}" for duty, cell in zip(duties, cells, strict=True))
    labels = tuple(dict.fromkeys(cell.field for cell in cells))
    more = (known[0].number - known[1].number) * (-1 if compared.less else 1) if len(known) == len(duties) else -1
    if more < 0 or len({one.unit for one in known}) > 1:
        return {"type": "text", "value": [cell.text for cell in cells]}, f"{said}，不是可以直接相减的数，给出原文", labels
    return {"type": "count", "value": more}, said, labels


def _cell(duty: DutyAnswer) -> Evidence | None:
    """The field in which a duty prints its term."""
    named = (one for one in duty.evidence if not one.kind and (sort := columns.sort_of(one.field)) and sort.name == "time")
    return next((one for one in named if one.text.strip()), None)
