"""The forms under which a body may be meant: 天津市滨海新区总工会 is also 滨海新区总工会, 区总工会 and 总工会."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

_PLACE = re.compile("[省市区县旗盟州镇乡](?=..)")
SHORTEST = 3  # letters of a form


def forms(named: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """(name, catalogue) pairs -> every form under which a body or its catalogue may be meant, with all catalogues that it fits.

    天津市滨海新区总工会 is also 滨海新区总工会, 区总工会 and 总工会.
    """
    found: dict[str, dict[str, None]] = {}
    for name, catalogue in named:
        for form in (name, *_without_place(name)):
            found.setdefault(form, {})[catalogue] = None
    return {form: tuple(catalogues) for form, catalogues in found.items()}


@cache
def in_full(name: str) -> tuple[str, ...]:
    """The forms of a body's name that say where it is: 天津市滨海新区总工会, 滨海新区总工会."""
    cuts = [0, *(place.end() for place in _PLACE.finditer(name))]
    return tuple(name[cut:] for cut in cuts if not cut or _PLACE.search(name, cut + 2))


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
