"""Facts and vectors of names -> the pairs of duties worth judging: linear in the number of duties, whatever they share.

Of one body: each duty with those nearest by name, and every two under one clause or main responsibility unless a crowd is
under it. Of different bodies: each duty with the few nearest by name. A crowd is reported, not left out in silence. Of one body
or of several: every two that share a clause or a matter of the thesaurus with few others, however far apart their names are.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from kg.overlap.facts import Facts
from kg.overlap.pairs.near import Floats, Ints, nearest
from kg.progress import Progress, quiet

CROWD, FEW = 60, 6
_AT_HOME, _MOST_AT_HOME = 0.2, 40
ABROAD, MOST_ABROAD = 0.48, 8
Pairs = set[tuple[int, int]]


def candidates(duties: Sequence[Facts], names: Floats, crowd: int = CROWD, progress: Progress = quiet) -> list[tuple[int, int]]:
    """The pairs worth judging, as places in `duties`, sorted; `names` are the vectors of the names.

    `progress` is told of each clause or responsibility with more than `crowd` duties.
    """
    catalogues = _codes([one.catalogue for one in duties])
    found = _under_one_roof(duties, crowd, progress) | _rarely_shared(duties)
    for code in range(int(catalogues.max(initial=-1)) + 1):
        here = np.flatnonzero(catalogues == code)
        departments = _codes(["\n".join(duties[n].department_iris) for n in here.tolist()])
        found |= _near(names[here], departments, here, _AT_HOME, _MOST_AT_HOME)
    found |= _near(names, catalogues, np.arange(len(duties)), ABROAD, MOST_ABROAD)
    return sorted(pair for pair in found if _different(duties[pair[0]], duties[pair[1]]))


def _near(names: Floats, groups: Ints, places: Ints, threshold: float, most: int) -> Pairs:
    rows, columns = nearest(names, groups, threshold, most)
    return set(zip(places[rows].tolist(), places[columns].tolist(), strict=True))


def roofs(duties: Sequence[Facts]) -> dict[tuple[str, str], list[int]]:
    """(catalogue, clause or main responsibility) -> the places of the duties under it."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, one in enumerate(duties):
        for thing in sorted(one.roofs):
            found[one.catalogue, thing].append(n)
    return found


def _under_one_roof(duties: Sequence[Facts], crowd: int, progress: Progress) -> Pairs:
    found: Pairs = set()
    for (catalogue, thing), members in roofs(duties).items():
        if len(members) <= crowd:
            found.update(itertools.combinations(members, 2))
        else:
            progress(f"{catalogue}：{len(members)} 项职责同属 {thing}，其中只比较名称相近的")
    return found


def _rarely_shared(duties: Sequence[Facts]) -> Pairs:
    """The pairs that share what only `FEW` duties have, of a catalogue or of all: at most FEW - 1 pairs for each thing of a duty."""
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, one in enumerate(duties):
        for matter in map("".join, one.matters):
            sharing[one.catalogue, matter].append(n)
        for thing in {*one.clauses, *map("".join, one.matters)}:
            sharing["", thing].append(n)
    return {pair for members in sharing.values() if len(members) <= FEW for pair in itertools.combinations(members, 2)}


def _codes(texts: Sequence[str]) -> Ints:
    """A number for each different text."""
    known: dict[str, int] = {}
    return np.array([known.setdefault(text, len(known)) for text in texts], np.int64)


def _different(left: Facts, right: Facts) -> bool:
    ours, theirs = left.department_iris, right.department_iris
    return bool(ours) and bool(theirs) and not set(ours) & set(theirs)
