"""Duties of two versions -> which duty is which: by what they say, not by their numbers."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from difflib import SequenceMatcher

from kg.diff.forms import basis, departments, plain
from kg.records import Duty

_ALIKE, _SURE = 0.5, 0.75
_OWN = ("number", "code", "name", "subitem")

Pair = tuple[Duty | None, Duty | None]


def pairs(old: tuple[Duty, ...], new: tuple[Duty, ...]) -> list[Pair]:
    """Each duty with what it was before (None: it is new), and each that is gone."""
    gone, come = list(old), list(new)
    found: dict[int, Duty] = {}

    def match(was: Duty, now: Duty) -> None:
        found[id(now)] = was
        gone[:] = [duty for duty in gone if duty is not was]
        come[:] = [duty for duty in come if duty is not now]

    for key in (_whole, _said, _named):
        for was, now in _same(gone, come, key):
            match(was, now)
    for least, numbered_alike in ((_ALIKE, True), (_SURE, False)):
        for was, now in _nearest(gone, come, least, numbered_alike=numbered_alike):
            match(was, now)
    return [(found.get(id(duty)), duty) for duty in new] + [(duty, None) for duty in gone]


def _whole(duty: Duty) -> Hashable:
    return duty.number, _named(duty)


def _said(duty: Duty) -> Hashable:
    return *_named(duty), plain(basis(duty))


def _named(duty: Duty) -> tuple[str, str]:
    return plain(duty.name), plain(duty.item.subitem)


def _same(gone: list[Duty], come: list[Duty], key: Callable[[Duty], Hashable]) -> list[tuple[Duty, Duty]]:
    """Duties of one key, the first with the first; a key that one side has more often is left to the next criterion."""
    before, after = _by(gone, key), _by(come, key)
    return [
        pair for one in after if len(before.get(one, ())) == len(after[one]) for pair in zip(before[one], after[one], strict=True)
    ]


def _by(duties: list[Duty], key: Callable[[Duty], Hashable]) -> dict[Hashable, list[Duty]]:
    found: dict[Hashable, list[Duty]] = {}
    for duty in duties:
        found.setdefault(key(duty), []).append(duty)
    return found


def _nearest(gone: list[Duty], come: list[Duty], least: float, *, numbered_alike: bool) -> list[tuple[Duty, Duty]]:
    """Duties whose names are alike, best first."""
    likeness = sorted(
        (
            (-_likeness(was, now), m, n)
            for m, was in enumerate(gone)
            for n, now in enumerate(come)
            if not numbered_alike or was.number == now.number
        ),
    )
    pairs: dict[int, int] = {}
    for score, m, n in likeness:
        if -score >= least and m not in pairs and n not in pairs.values():
            pairs[m] = n
    return [(gone[m], come[n]) for m, n in pairs.items()]


def _likeness(was: Duty, now: Duty) -> float:
    """How alike two duties are named; of one power, how alike its sub-items are."""
    one_power = was.number == now.number and plain(was.name) == plain(now.name)
    before, after = (plain(duty.item.subitem if one_power else duty.name) for duty in (was, now))
    named = SequenceMatcher(None, before, after, autojunk=False).ratio() if before and after else 0.0
    return max(named, _in_common(was, now)) if was.number == now.number and not one_power else named


def _in_common(was: Duty, now: Duty) -> float:
    """The share of the other fields that two duties on the same basis print alike: one that goes on may have got quite another name.

    Where the department is another one as well, it is another duty: bodies write many of their fields in the same words.
    """
    before, after = ({f.label: plain(f.text) for f in duty.item.fields if f.kind not in _OWN} for duty in (was, now))
    if not basis(was) or basis(was) != basis(now) or departments(was) != departments(now):
        return 0.0
    return sum(after.get(label) == text for label, text in before.items()) / len(before)
