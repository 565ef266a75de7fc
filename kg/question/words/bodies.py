"""The forms under which a body may be meant: 天津市滨海新区总工会 is also 滨海新区总工会, 区总工会 and 总工会; and its places, such as 滨海新区."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.question.words.vocabulary import cues

_PLACE = re.compile("[省市区县旗盟州镇乡](?=..)")
SHORTEST = 3  # letters of a form
_RANKS = {letter: rank for rank, letters in enumerate(("省", "市盟州", "区县旗", "镇乡")) for letter in letters}
_NO_PLACES = tuple(cues("bodies")["no_places"])


@dataclass(frozen=True, slots=True)
class Meant:
    """The catalogues (slugs) whose place or body a text names, and the `others`, which are of another place of the same rank."""

    named: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


def forms(named: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """(name, catalogue) pairs -> every form under which a body or its catalogue may be meant, with all catalogues that it fits.

    天津市滨海新区总工会 is also 滨海新区总工会, 区总工会 and 总工会.
    """
    found: dict[str, dict[str, None]] = {}
    for name, catalogue in named:
        for form in (name, *_without_place(name)):
            found.setdefault(form, {})[catalogue] = None
    return {form: tuple(catalogues) for form, catalogues in found.items()}


@lru_cache(maxsize=4096)
def in_full(name: str) -> tuple[str, ...]:
    """The forms of a body's name that say where it is: 天津市滨海新区总工会, 滨海新区总工会."""
    cuts = [0, *(place.end() for place in _PLACE.finditer(name))]
    return tuple(name[cut:] for cut in cuts if not cut or _PLACE.search(name, cut + 2))


@lru_cache(maxsize=4096)
def places(name: str) -> tuple[str, ...]:
    """The places in the name of a body or an area, the widest first: 天津市, 天津市滨海新区, 滨海新区."""
    ends = [place.end() for place in _PLACE.finditer(f"{name}..")]
    found = [name[start:end] for end in ends for start in (0, *ends) if end - start >= SHORTEST]
    return tuple(place for place in found if not place.endswith(_NO_PLACES))


def is_place(form: str) -> bool:
    """Whether what a question names is a place and not a body."""
    return form[-1] in _RANKS


def distinctive(named: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """(body or area, catalogue) pairs -> each place in them with its catalogues, where not all are there."""
    found: dict[str, dict[str, None]] = {}
    known: set[str] = set()
    for name, catalogue in named:
        known.add(catalogue)
        for place in places(name):
            found.setdefault(place, {})[catalogue] = None
    return {place: tuple(catalogues) for place, catalogues in found.items() if len(catalogues) < len(known)}


def meant(text: str, bodies: Mapping[str, Sequence[str]]) -> Meant:
    """The catalogues (slug -> name and area of the body) that a text means by their place.

    A body named in full goes before the others of its place.
    Who names a district does not want another's office: those are left out. A town's matter may be its county's.
    """
    if full := named_in_full(text, {slug: names[0] for slug, names in bodies.items()}):
        return Meant(frozenset(full))
    known = distinctive((name, slug) for slug, names in bodies.items() for name in names)
    said = [place for place in known if place in text]
    named = {slug for place in said for slug in known[place]}
    ranks = {_RANKS[place[-1]] for place in said}
    others = {slug for slug, names in bodies.items() if slug not in named and _rank(names) in ranks}
    return Meant(frozenset(named if len(named) < len(bodies) else ()), frozenset(others))


def _rank(names: Iterable[str]) -> int:
    """The rank of the narrowest place of a body; -1 where it has none."""
    return max((_RANKS[place[-1]] for name in names for place in places(name)), default=-1)


def named_in_full(text: str, bodies: Mapping[str, str]) -> set[str]:
    """The catalogues (slug -> body) of the bodies that a text names with their place, where there are others beside them.

    Search prefers these alone: a short form (教育局) prefers nothing, and who names a body is often mistaken about whose matter it is.
    A question that is read as a query has its names looked up in every body that it names, however shortly (`named_catalogues`).
    """
    if len(bodies) < 2:
        return set()
    named = {slug for slug, body in bodies.items() if any(name in text for name in in_full(body))}
    return named if len(named) < len(bodies) else set()


def _without_place(name: str) -> Iterator[str]:
    for place in _PLACE.finditer(name):
        for form in (name[place.start() :], name[place.end() :]):
            if len(form) >= SHORTEST:
                yield form
