"""Duties of one catalogue -> whom their boundaries name although nothing in the catalogue answers: units that it does not know, and
departments called in whose own duties say nothing of the matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from kg.overlap.facts import Facts
from kg.overlap.finding import Gap, GapKind
from kg.overlap.gaps.guide import guide
from kg.overlap.wording.phrases import Cut, lexicon, phrases, words_of


def unknown(duties: Sequence[Facts], body: str) -> Iterator[Gap]:
    """The units that a boundary gives a part of the work and that have no duty in the catalogue; `body` is who publishes it."""
    known = {name for duty in duties for name in duty.departments}
    for duty in duties:
        for name in dict.fromkeys(_named(duty.cell("boundary"))):
            if any(name in other or other in name for other in known) or name in body:
                continue
            said = f"{duty.number} 的职责边界写到“{name}”，本目录的职责都不由它承担：是否有这个机构、它担的部分归谁，请核对"
            yield Gap(GapKind.UNKNOWN, duty.iri, duty.iri, name, said)


def onesided(duties: Sequence[Facts], cut: Cut) -> Iterator[Gap]:
    """The duties done together with a department (会同, 配合) of whose duties none answers: none names the other side, stands on the
    same clause or matter, or has a word of the duty that is not usual in the catalogue.
    """
    own = [_rare(duty, cut) for duty in duties]
    usual = Counter(word for words in own for word in words)
    names = dict.fromkeys(name for duty in duties for name in duty.departments)
    for n, duty in enumerate(duties):
        called = [name for name in names if name in _called(duty.cell("boundary")) and name not in duty.departments]
        for name in called:
            others = [m for m, other in enumerate(duties) if name in other.departments]
            words = {word for word in own[n] if usual[word] <= max(2, len(duties) * guide("sides")["usual"])}
            if not any(_answers(duty, duties[m]) or words & own[m] for m in others):
                said = f"{duty.number}（{duty.department}）的职责边界写到与{name}共同办理，{name}没有一项职责写到这件事"
                yield Gap(GapKind.ONESIDED, duty.iri, duty.iri, name, said)


def _answers(duty: Facts, other: Facts) -> bool:
    """Whether the other duty has anything to do with this one: it names its department, or stands on the same clause or matter."""
    named = any(name in other.cell("boundary") for name in duty.departments)
    return named or bool({*duty.clauses, *duty.matters} & {*other.clauses, *other.matters})


def _rare(duty: Facts, cut: Cut) -> set[str]:
    return {word for word in words_of(phrases(duty.name, cut)) if lexicon().specific(word)}


def _named(boundary: str) -> list[str]:
    """The units that stand where somebody who does something stands."""
    return [name for match in _sides().finditer(boundary) for name in match.groups() if name]


def _called(boundary: str) -> str:
    """What stands behind the words that call somebody in; empty where none does."""
    match = _calls().search(boundary)
    return match[1] if match else ""


@cache
def _sides() -> re.Pattern[str]:
    words = guide("sides")
    name = rf"[\u4e00-\u9fff]{{2,14}}?(?:{'|'.join(words['endings'].split())})"
    does, calls = "|".join(words["does"].split()), "|".join(words["calls"].split())
    return re.compile(rf"(?:^|[，。；、,;\s])由?({name})(?={does})|(?:{calls}|[与和])({name})(?={does}|[，。；、,;]|[与和]|$)")


@cache
def _calls() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(guide('sides')['calls'].split())})([^，。；,;]*)")
