"""Whether matters print the same in one field: 公司登记和个体工商户登记的投诉电话一样吗; what each prints stands in the reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from kg.answer import exact, named, verdict
from kg.answer.answer import Answer, nothing
from kg.answer.card import plain as told
from kg.answer.duties import DutyAnswer
from kg.answer.fields import fields_of
from kg.answer.named import Matter
from kg.answer.scope import Scope
from kg.parts import HELPED, LED
from kg.query.blocks import block
from kg.question.dimensions import those
from kg.question.mentions.phrases import field_words
from kg.question.words import columns
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import one_of, plain
from kg.question.words.vocabulary import cues, words

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
_CUES = {name: "|".join(said) for name, said in cues("matched").items()}
_IS, _ENDS = f"(?:{_CUES['is']}){{0,3}}", f"的?(?P<ends>{_CUES['ends']})?[呢啊呀]?[?。]*"
_NAMES = "(?P<names>[^。?]{4,60}?)"
_SAME = f"{_IS}(?P<un>不)?(?:{_CUES['same']})的?(?P<or>不一样|不相同|不一致)?{_ENDS}"
_ONE = f"(?:(?P<other>{_CUES['other']})|(?P<not>不是|并非)?(?:{_CUES['one']}))"
_TAKES, _DOES = f"(?:{_CUES['takes']})?(?:的|了|着|过|到){{0,2}}", f"(?:来|去|在)?(?:{_CUES['does']})?(?:着|了)?"
_WAYS = (  # how it is asked: names and a field, one thing that they have, one body that does them, one field of each
    f"{_NAMES}的?(?P<field>FIELDS){_SAME}",
    f"(?P<left>[^。?]{{2,30}}?)的?(?P<field>FIELDS)(?:和|跟|与|同)(?P<right>[^。?]{{2,30}}?)的(?:(?P=field))?{_SAME}",
    f"{_NAMES}{_IS}{_TAKES}{_IS}{_ONE}(?P<field>FIELDS|{_CUES['laws']}|{_CUES['bodies']}){_DOES}{_ENDS}",
    f"{_NAMES}{_IS}{_TAKES}{_IS}{_ONE}(?P<field>)(?:来|去|在)?(?:{_CUES['does']}){_ENDS}",
    f"{_IS}(?:由|归)?{_ONE}(?P<field>{_CUES['bodies']})(?:来|去|在)?(?:{_CUES['does']})(?:着|了)?{_NAMES}{_ENDS}",
)
_WHETHER = re.compile("是不是|是否|不是|[?]$")
_KEPT = 20
_MANY = ("document", "clause", "basis", "department", "leading")  # of which some may be the same


@dataclass(frozen=True, slots=True)
class Alike:
    """A stretch with the names of matters, the field that is asked about, whether it is asked if they are not alike, or have one thing together."""

    names: str
    dimension: str
    unlike: bool
    one: bool


def asked(question: str, lexicon: Lexicon) -> Alike | None:
    """What a question compares; None for other questions."""
    text = plain(question)
    if not re.search("一样|相同|一致|同[一个样]|一[个家部条]|不同|分[属归由]|两[个家]|重合", text):
        return None
    fields = _fields(lexicon)
    for way in _ways(lexicon):
        if (found := way.fullmatch(text)) and (found["ends"] or found.groupdict().get("or") or _WHETHER.search(text)):
            said = found.groupdict()
            names = said.get("names") or f"{said['left']}、{said['right']}"
            unlike = bool(said.get("un") or said.get("other") or said.get("not"))
            return Alike(names, _dimension(found["field"], fields, lexicon), unlike, "names" in said and "or" not in said)
    return None


def _dimension(said: str, fields: Mapping[str, str], lexicon: Lexicon) -> str:
    """The dimension of the noun that says what is the same; without one it is the department."""
    if said in fields and fields[said] != "department":
        return fields[said]
    if said and re.fullmatch(_CUES["laws"], said):
        return "document"
    return "leading" if lexicon.parts else "department"


@lru_cache(maxsize=_KEPT)
def _ways(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(way.replace("FIELDS", one_of(_fields(lexicon)))) for way in _WAYS)


@lru_cache(maxsize=_KEPT)
def _fields(lexicon: Lexicon) -> Mapping[str, str]:
    """The words for the fields that may be alike -> their dimension."""
    known = {word: value for word, (kind, value) in words().items() if kind == "noun" and value in _KINDS} | lexicon.labels
    known |= {word: value for word, (kind, value) in columns.words(lexicon.values).items() if kind == "noun"}
    known |= {word: kind for word, kind in field_words(lexicon).items() if "|" in kind}  # 责任事项 beside 追责情形
    return known | (_by_part(known) if lexicon.parts else {})


def _by_part(known: Mapping[str, str]) -> dict[str, str]:
    """The words for departments by their part: 牵头科室, 配合部门."""
    bodies = [word for word, value in known.items() if value == "department"]
    parts = {**dict.fromkeys(LED, "leading"), **dict.fromkeys(HELPED, "support")}
    said = {f"{part}{word}": value for part, value in parts.items() for word in bodies}
    return said | {word: value for part, value in parts.items() for word in bodies if word.startswith(part)}


def answer(question: str, scope: Scope) -> Answer | None:
    """Whether matters are alike in a field; None for other questions, and where they are one duty.

    Where one is not found for certain, or may mean duties of which some are alike and some are not, they are candidates, without an answer.
    """
    if not (pair := asked(question, scope.lexicon)) or not (found := named.matters(pair.names, scope)):
        return None
    duties = tuple(one.duties[0] for one in found)
    values = [_printed(pair, duty, scope) for duty in duties]
    alike = _verdict(pair, found, scope)
    status = "candidates" if alike is None else "answered"
    value = None if alike is None else {"type": "boolean", "value": alike != pair.unlike}
    return verdict.of_several(question, status, duties, _reading(pair, duties, values), value, fields_of(pair.dimension))


def _verdict(pair: Alike, found: Sequence[Matter], scope: Scope) -> bool | None:
    """Whether the matters print the same, whichever of the duties that may be meant are; None where that is not certain."""
    if not all(one.sure for one in found):
        return None
    printed = [[_set(_printed(pair, duty, scope)) for duty in one.duties] for one in found]
    told_by = {_same(pair, values) for values in product(*printed)}
    return told_by.pop() if len(told_by) == 1 else None


def _same(pair: Alike, values: Sequence[frozenset[str]]) -> bool | None:
    """Whether all values are the same; None where one prints nothing, or where of several things that each has some are the same."""
    if not all(values):
        return None
    alike = len(set(values)) == 1
    partly = pair.one and pair.dimension in _MANY and bool(frozenset.intersection(*values))
    return None if partly and not alike else alike


def _printed(pair: Alike, duty: DutyAnswer, scope: Scope) -> Any:
    return exact.field(pair.dimension, duty.alone, scope.store)["value"]


def _set(value: Any) -> frozenset[str]:
    if nothing(value):
        return frozenset()
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset((str(value),))


def _reading(pair: Alike, duties: Sequence[DutyAnswer], values: Sequence[Any]) -> str:
    says, many = block(pair.dimension).says, "两三四五"[len(duties) - 2]
    each = (f"{duty.number} {duty.title}的{says}为{told(value) or '空'}" for duty, value in zip(duties, values, strict=True))
    return f"按语义检索出{many}项职责事项，比较其{says}；{'；'.join(each)}"
