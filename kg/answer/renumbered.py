"""Questions about duties that are only called by what they do, asked again with their numbers: 紧跟在烈士评定那项后面的是哪一项, X和Y都归许可科管吗.

What stands next to a duty, and whether several are so, a query tells of numbers alone; the search finds which duties are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from kg.answer import comparing, matched, named, querying, verdict
from kg.answer.answer import Answer
from kg.answer.duties import DutyAnswer
from kg.answer.named import Matter
from kg.answer.scope import Scope
from kg.names import catalogue_of
from kg.question.algebra import Every
from kg.question.analysing import analyse
from kg.question.mentions.phrases import field_words
from kg.question.words.abbreviations import within
from kg.question.words.plain import NUMERAL, number, one_of, plain
from kg.question.words.vocabulary import cues

_CUES = {name: "|".join(said) for name, said in cues("renumbered").items()}
_UNIT = f"(?:[项条个](?:{_CUES['duties']})?|{_CUES['duties']})"
_NEXT = re.compile(
    f"(?:{_CUES['list']})?(?P<stands>{_CUES['stands']})?(?P<name>[^,。?]{{2,40}}?)的?(?:{_CUES['close']})?的?"
    f"(?P<side>{_CUES['after']}|{_CUES['before']})(?:的|那|头)*(?P<many>{NUMERAL})?(?P<unit>{_UNIT})?,?"
    f"(?:(?P<which>(?:{_CUES['is']})*(?P<one>哪一?{_UNIT})?(?:{_CUES['which']})?(?:{_CUES['called']})*|的?(?:{_CUES['numbers']})(?:是)?(?:多少|什么|几|哪个)?)|"
    f"(?P<asks>的?(?:{_CUES['asks']})[^,。?]{{0,24}}))[呢啊呀]?[?。]*"
)
_AFTER = re.compile(_CUES["after"])
_WHETHER = re.compile(_CUES["whether"])
_WHICH, _WHAT = "不能确定所指的是哪一项，没有作答", "没看懂问它们是不是都怎样，没有作答"
_MOST = 12  # ways of meaning several matters that are looked at


@dataclass(frozen=True, slots=True)
class _Asked:
    """The matters that a question begins with, and what it says behind them."""

    rest: str
    matters: tuple[Matter, ...]


def answer(question: str, scope: Scope) -> Answer | None:
    """The exact answer of a question asked again; None for other questions.

    Where it is not certain which duties are meant they are candidates, without an answer.
    """
    if matched.asked(question, scope.lexicon) or comparing.asked(question):
        return None  # what two matters print is laid side by side
    text = plain(question)
    if beside := _beside(text, scope):
        return _told(question, beside, scope) or _candidates(question, beside.matters, _WHICH)
    if several := _several(text, scope):
        literal = all(one.sure and within(one.said, plain(one.duties[0].title)) for one in several.matters)
        return _told(question, several, scope, Every) or (_candidates(question, several.matters, _WHAT) if literal else None)
    return None


def _beside(text: str, scope: Scope) -> _Asked | None:
    """The question for what stands next to a matter: X的下一项归谁管, 排在X后头的一项是什么."""
    found = _NEXT.fullmatch(text)
    if found is None or not (found["stands"] or found["unit"] or found["one"]):
        return None
    one = named.matter(found["name"], scope)
    if not one.duties:
        return None
    many, after = number(found["many"] or "一") or 1, bool(_AFTER.fullmatch(found["side"]))
    place = f"的{'下' if after else '上'}一项" if many == 1 else f"{'后' if after else '前'}面{many}项"
    return _Asked(place + (found["asks"] or "是哪一项"), (one,))


def _several(text: str, scope: Scope) -> _Asked | None:
    """The question whether several matters are all so: X和Y都归许可科管吗, X和Y依据里都引了《建筑法》吗."""
    if not _WHETHER.search(text):
        return None
    fields = one_of(field_words(scope.lexicon))
    found = re.fullmatch(
        f"(?P<names>[^。?]{{4,60}}?)(?P<rest>,?的?(?:(?:{fields})[里中上]?(?:面)?)?(?:是不是|是否)?(?:都|均|全)(?!{_CUES['lists']}).+)",
        text,
    )
    if found is None or not _WHETHER.search(found["rest"]):
        return None
    matters = named.matters(found["names"], scope)
    return _Asked(found["rest"], matters) if matters else None


def _told(question: str, asked: _Asked, scope: Scope, kind: type | None = None) -> Answer | None:
    """The answer that every meaning of the question gives; None where one gives another or none, or is no query of that kind."""
    if not all(one.sure for one in asked.matters):
        return None
    found = [_again(question, asked.rest, meant, scope, kind) for meant in _meanings(asked.matters, scope)]
    first = found[0] if found else None
    same = first and all(one and one.answer == first.answer for one in found)
    return first if same else None


def _meanings(matters: Sequence[Matter], scope: Scope) -> Iterator[tuple[DutyAnswer, ...]]:
    """The duties that may be meant, of each number one; none where these are too many, or where a number says less than the name.

    A number means all sub-items of an item, and in a base of several bodies the duties of each of them.
    """
    choices = [tuple({duty.number: duty for duty in one.duties}.values()) for one in matters]
    ways = list(product(*choices))
    told = all(_tells(number, one, scope) for one in matters for number in {duty.number for duty in one.duties})
    yield from ways if told and len(ways) <= _MOST else ()


def _tells(number: str, one: Matter, scope: Scope) -> bool:
    """Whether a number means the item that is called so, and neither more than the one sub-item nor the duty of another body."""
    meant = [duty for duty in one.duties if duty.number == number]
    known = scope.lexicon.kind("duty").get(number, ())
    if len({catalogue_of(iri) for iri in known}) > 1:
        return False
    return len(known) == 1 or len(meant) > 1


def _again(question: str, rest: str, meant: Sequence[DutyAnswer], scope: Scope, kind: type | None) -> Answer | None:
    """The exact answer with these duties by their numbers; None where no query of that kind tells it."""
    analysis = analyse("和".join(duty.number for duty in meant) + rest, scope.lexicon)
    if kind and not isinstance(analysis.query, kind):
        return None
    found = querying.queried(question, analysis, scope)
    if found is None or found.status != "answered":
        return None
    of = "、".join(f"{duty.number} {duty.title}" for duty in meant)
    return replace(found, reading=f"按语义检索出 {of}；{found.reading}")


def _candidates(question: str, matters: Sequence[Matter], why: str) -> Answer:
    """The duties that may be meant, without an answer, and why there is none."""
    duties = tuple({duty.iri: duty for one in matters for duty in one.duties}.values())
    reading = f"按语义检索出职责事项 {'、'.join(duty.number for duty in duties)}；{why}"
    return verdict.of_several(question, "candidates", duties, reading)
