"""Matters that a question names one beside the other -> the duties that each of them may mean: 信访接待和困难帮扶."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.answer import verdict
from kg.answer.duties import DutyAnswer
from kg.answer.scope import Scope
from kg.question.words.plain import plain
from kg.question.words.vocabulary import cues

_CUES = {name: "|".join(said) for name, said in cues("named").items()}
_JOINS = re.compile(_CUES["joins"])
_POINTS = re.compile(f"^(?:{_CUES['before']})+|(?:{_CUES['behind']})+$")
_PART = re.compile(f"(?P<name>[^,。?]{{2,40}}?)(?:{'|'.join(cues('pointing')['parts'])})")
_MOST_JOINS = 4  # words of joining in one stretch of names; more are no names
_NEAR = 0.05  # how much less certain than the first one a duty may be that is meant as well
_LOOKED_AT = 3
_AROUND = 2  # letters on both sides of a word of joining that stands in a printed name
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Matter:
    """What a question calls a matter, and the duties found for it, those that may be meant; `sure`: whether the first is certain."""

    said: str
    duties: tuple[DutyAnswer, ...]
    sure: bool


def matters(said: str, scope: Scope) -> tuple[Matter, ...]:
    """The matters that a stretch names: as many different ones as are found for certain, else the likeliest two; none where it names one."""
    known: dict[str, Matter] = {}
    likely: tuple[Matter, ...] = ()
    for parts in _parted(said, scope):
        found = tuple(known[part] if part in known else known.setdefault(part, matter(part, scope)) for part in parts)
        if len({one.duties[0].iri for one in found if one.duties}) < len(parts):
            continue
        if all(one.sure for one in found):
            return found
        if len(found) == 2 and _least(found) > _least(likely):
            likely = found
    return likely


def matter(said: str, scope: Scope) -> Matter:
    """The duties that may be meant by what a question calls one."""
    name = _POINTS.sub("", said)
    hits = scope.search(name, _LOOKED_AT).hits if len(name) >= _SHORTEST else ()
    duties = scope.listed([(hit.key, hit.score) for hit in hits])
    if not duties:
        return Matter(name, (), sure=False)
    literal = name in plain(duties[0].title)  # where it stands in the first one's name, so it does in others'
    near = tuple(duty for duty in duties if duty.score >= duties[0].score - _NEAR or (literal and name in plain(duty.title)))
    return Matter(name, _printed(name, near), verdict.certain(duties[0].score))


def pointed(question: str, listed: tuple[DutyAnswer, ...]) -> tuple[DutyAnswer, ...]:
    """The duties with that sub-item of the first one's item before the others which is pointed at by its name: 转包那个子项."""
    found = _PART.search(plain(question))
    siblings = [duty for duty in listed if duty.number == listed[0].number and duty.subitem] if found else []
    shared = [_shared(plain(duty.subitem or ""), found["name"]) for duty in siblings] if found else []
    best = [duty for duty, size in zip(siblings, shared, strict=True) if size == max(shared) and size >= _SHORTEST]
    if len(best) != 1 or best[0] is listed[0]:
        return listed
    return (best[0].scored(listed[0].score), *(duty for duty in listed if duty is not best[0]))


def _shared(part: str, name: str) -> int:
    """The length of the longest stretch of a sub-item's name that a question says."""
    return max(
        (end - start for start in range(len(part)) for end in range(start + 1, len(part) + 1) if part[start:end] in name),
        default=0,
    )


def _printed(name: str, near: tuple[DutyAnswer, ...]) -> tuple[DutyAnswer, ...]:
    """The one duty among several that may be meant which is called so best; all of them where several are."""
    ranks = [_called(name, plain(duty.name).rstrip("。"), plain(duty.subitem or "")) for duty in near]
    best = [duty for duty, rank in zip(near, ranks, strict=True) if rank == min(ranks)]
    return tuple(best) if len(best) == 1 else near


def _called(name: str, title: str, part: str) -> int:
    """How far a duty is from being called so: wholly, at the end of its name, as a sub-item, within its name, not at all."""
    ways = (
        name in (title, part),
        title.endswith(name) or part.endswith(name),
        name in part or bool(part and part in name),
        name in title,
    )
    return ways.index(True) if any(ways) else len(ways)


def _parted(said: str, scope: Scope) -> Iterator[list[str]]:
    """A stretch parted where words join its names, into most parts first; a word of joining within a printed name parts nothing."""
    titles = [plain(duty.title) for duty in scope.listed([(hit.key, hit.score) for hit in scope.search(said, _LOOKED_AT).hits])]
    joins = [match.span() for match in _JOINS.finditer(said)]
    joins = [span for span in joins if not _within(said, span, titles)]
    if len(joins) > _MOST_JOINS:
        return
    for many in range(len(joins), 0, -1):
        for chosen in combinations(joins, many):
            ends = [*(start for start, _ in chosen), len(said)]
            begins = [0, *(end for _, end in chosen)]
            parts = [said[begin:end] for begin, end in zip(begins, ends, strict=True)]
            if all(len(_POINTS.sub("", part)) >= _SHORTEST for part in parts):
                yield parts


def _within(said: str, span: tuple[int, int], titles: Sequence[str]) -> bool:
    around = said[max(span[0] - _AROUND, 0) : span[1] + _AROUND]
    return any(around in title for title in titles)


def _least(found: Sequence[Matter]) -> float:
    return min((one.duties[0].score for one in found), default=-1.0)
