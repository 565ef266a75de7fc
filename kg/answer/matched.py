"""Whether two matters print the same in one field: 公司登记和个体工商户登记的投诉电话一样吗; what each prints stands in the reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import query
from kg.answer import exact, verdict
from kg.answer.answer import Answer, nothing
from kg.answer.card import plain as told
from kg.answer.duties import DutyAnswer
from kg.answer.fields import fields_of
from kg.answer.scope import Scope
from kg.parts import HELPED, LED
from kg.query.blocks import block
from kg.question.dimensions import those
from kg.question.mentions.phrases import field_words
from kg.question.words import columns
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import one_of, plain
from kg.question.words.vocabulary import words

_KINDS = (
    *those("printed"),
    *those("contact"),
    *those("played"),
    "department",
    "supervision",
    "clause",
    "basis",
    "document",
    "type",
)
_COMPARES = (
    "(?:请问|问一下|想问下?)?(?P<left>[^,。?]{{2,24}}?)(?:和|与|跟|同|、)(?P<right>[^,。?]{{2,24}}?)(?:这两项|两项|两个)?的?(?P<field>{})"
    "(?:是不是|是否|都|是|为|可|相互)*(?P<un>不)?(?:一模一样|一样|相同|一致|同一个|同一家|一个|一家)的?(?P<or>不一样|不相同)?(?:吗|么|吧|不是|对吗)?[?。]?"
)
_ONE_BODY = (
    "(?:请问|问一下|想问下?)?(?P<left>[^,。?]{2,24}?)(?:和|与|跟|同)(?P<right>[^,。?]{2,24}?)(?:这两项|两项)?(?P<un>不)?(?:是不是|是否|都|是|归|由|属于?|在)+"
    "(?:同一个?|同一家|一个|一家)(?:部门|科室?|处室|股室|单位|机构)(?:来|去)?(?:管|办理?|负责|承办|牵头|受理|实施|审批)?的?(?:吗|么|吧|不是|对吗)[?。]?"
)
_SIBLING = 0.01  # how much less certain another sub-item may be that is meant as well


@dataclass(frozen=True, slots=True)
class Alike:
    """Two matters, the field that is asked about, and whether it is asked if they are not alike."""

    matters: tuple[str, str]
    dimension: str
    unlike: bool


def asked(question: str, lexicon: Lexicon) -> Alike | None:
    """What a question compares; None for other questions."""
    text = plain(question)
    if not re.search("一样|相同|一致|同一|一[个家]", text):
        return None
    named = {word: value for word, (kind, value) in words().items() if kind == "noun" and value in _KINDS} | lexicon.labels
    named |= {word: value for word, (kind, value) in columns.words(lexicon.values).items() if kind == "noun"}
    named |= {word: kind for word, kind in field_words(lexicon).items() if "|" in kind}  # 责任事项 beside 追责情形
    if one := re.fullmatch(_ONE_BODY, text):
        return Alike((one["left"], one["right"]), "leading" if lexicon.parts else "department", bool(one["un"]))
    named |= _by_part(named) if lexicon.parts else {}
    found = re.fullmatch(_COMPARES.format(one_of(named)), text)
    yesno = found and (found["or"] or re.search("吗|么|吧|是不是|是否|对吗|不是|[?]$", text))
    return Alike((found["left"], found["right"]), named[found["field"]], bool(found["un"])) if found and yesno else None


def _by_part(named: Mapping[str, str]) -> dict[str, str]:
    """The words for departments by their part: 牵头科室, 配合部门."""
    bodies = [word for word, value in named.items() if value == "department"]
    parts = {**dict.fromkeys(LED, "leading"), **dict.fromkeys(HELPED, "support")}
    told = {f"{part}{word}": value for part, value in parts.items() for word in bodies}
    return told | {word: value for part, value in parts.items() for word in bodies if word.startswith(part)}


def answer(question: str, scope: Scope) -> Answer | None:
    """Whether two matters are alike in a field; None for other questions, and where both are one duty.

    Where either is not found for certain the two are candidates, without an answer.
    """
    if not (pair := asked(question, scope.lexicon)):
        return None
    firsts = [found.hits[:2] for matter in pair.matters if (found := scope.search(matter, 2)).hits]
    duties = scope.listed([(hits[0].key, hits[0].score) for hits in firsts])
    if len({duty.iri for duty in duties}) < len(pair.matters):
        return None
    sure = all(verdict.certain(duty.score) for duty in duties)
    values = [exact.field(pair.dimension, duty.alone, scope.store)["value"] for duty in duties]
    sure = sure and not any(map(nothing, values)) and not any(_apart(hits, pair, scope) for hits in firsts)
    status = "answered" if sure else "candidates"
    return Answer(
        question=question,
        status=status,
        kind="duty",
        departments=verdict.departments(duties, status),
        duties=duties,
        answer={"type": "boolean", "value": (_set(values[0]) == _set(values[1])) != pair.unlike} if sure else None,
        sparql=query.of_duties("evidence", [duty.iri for duty in duties]),
        reading=_reading(pair, duties, values),
        asked=fields_of(pair.dimension),
    )


def _apart(hits: Sequence[Any], pair: Alike, scope: Scope) -> bool:
    """Whether a matter has several sub-items that are meant as well as the first and print something else."""
    if len(hits) < 2 or hits[1].score < hits[0].score - _SIBLING:
        return False
    first, other = scope.listed([(hit.key, hit.score) for hit in hits])
    values = [_set(exact.field(pair.dimension, one.alone, scope.store)["value"]) for one in (first, other)]
    return first.number == other.number and values[0] != values[1]


def _set(value: Any) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset((str(value),))


def _reading(pair: Alike, duties: Sequence[DutyAnswer], values: Sequence[Any]) -> str:
    says = block(pair.dimension).says
    each = (f"{duty.number} {duty.title}的{says}为{told(value) or '空'}" for duty, value in zip(duties, values, strict=True))
    return f"按语义检索出两项职责事项，比较其{says}；{'；'.join(each)}"
