"""Two duties -> numbers that speak for an overlap: what their names say, and where they stand in the catalogue.

Vectors are taken from the mean of their catalogue, and a field counts the more the fewer duties speak of it: what every duty
of a body has in common (a school board's schools, a union's workers) tells nothing.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.encoder import Encoder, unit
from kg.overlap.facts import Facts
from kg.overlap.finding import Proof
from kg.overlap.pairs.analysed import VAGUE_ACTS, Analysed, audits, scopes_apart
from kg.overlap.pairs.candidates import CROWD, roofs
from kg.overlap.pairs.near import Floats
from kg.overlap.pairs.score import Features
from kg.overlap.wording.align import Alignment
from kg.overlap.wording.phrases import lexicon

_NEAREST, _COMMON = 2, 1 / 3


@dataclass(frozen=True, slots=True)
class Seen:
    """What two duties share by their cells, how their names match, their nearest items with how near, the fields of both with how
    rare each is, and the objects of each where none is common.
    """

    shared: tuple[Proof, ...]
    match: Alignment | None
    items: tuple[float, str, str]
    fields: Mapping[str, float]
    apart: tuple[tuple[str, ...], tuple[str, ...]] | None


class Names:
    """The names of duties and their items as vectors from the mean of their catalogue, and the fields they speak of."""

    def __init__(self, duties: Sequence[Analysed], encoder: Encoder) -> None:
        catalogues = [one.facts.catalogue for one in duties]
        self._names = _centred(encoder.encode([one.facts.name for one in duties]), catalogues)
        self._items = [[item.text for phrase in one.phrases for item in phrase.items] or [one.facts.name] for one in duties]
        homes = [catalogue for catalogue, items in zip(catalogues, self._items, strict=True) for _ in items]
        vectors = _centred(encoder.encode([text for items in self._items for text in items]), homes)
        starts = itertools.accumulate(map(len, self._items), initial=0)
        self._vectors = [vectors[start:end] for start, end in itertools.pairwise(starts)]
        self._fields = [(one.facts.catalogue, one.fields) for one in duties]
        self._speak = Counter((catalogue, field) for catalogue, fields in self._fields for field in fields)
        self._duties = Counter(catalogues)
        self._objects = [self._rare(catalogue, fields) for catalogue, fields in self._fields]
        self._lone = self._lonely([one.facts for one in duties])

    def names(self, left: int, right: int) -> float:
        """How near the whole names are."""
        return max(0.0, float(self._names[left] @ self._names[right]))

    def items(self, left: int, right: int) -> tuple[float, str, str]:
        """The two nearest items: how near, and their texts."""
        cosines = self._vectors[left] @ self._vectors[right].T
        first, second = divmod(int(cosines.argmax()), cosines.shape[1])
        return max(0.0, float(cosines[first, second])), self._items[left][first], self._items[right][second]

    def fields(self, left: int, right: int) -> dict[str, float]:
        """The fields that both speak of, with how rare each is: 1 when only these two do, to 0 for all.

        Every body has its own money, staff and papers: of different bodies only objects are common.
        """
        (ours, mine), (theirs, yours) = self._fields[left], self._fields[right]
        both = (field for field in mine if field in yours and (ours == theirs or field in lexicon().objects))
        return {field: min(self._rarity(ours, field), self._rarity(theirs, field)) for field in both}

    def inner(self, left: int, right: int) -> bool:
        """Whether two of different bodies have only in common what every body has for itself."""
        (ours, mine), (theirs, yours) = self._fields[left], self._fields[right]
        both = set(mine) & set(yours) if ours != theirs else set()
        return bool(both) and not both & lexicon().objects

    def apart(self, left: int, right: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The objects that each speaks of, when both do and none is the same; what many duties of a catalogue speak of is none."""
        ours, theirs = self._objects[left], self._objects[right]
        return (ours, theirs) if ours and theirs and not set(ours) & set(theirs) else None

    def lone(self, left: int, right: int) -> bool:
        """Whether one of the two is alone among duties of the other's department, and the other among the nearest of those."""
        return (min(left, right), max(left, right)) in self._lone

    def _rare(self, catalogue: str, fields: Sequence[str]) -> tuple[str, ...]:
        """The objects among the fields, but those of which many duties of the catalogue speak."""
        most = _COMMON * self._duties[catalogue]
        return tuple(field for field in fields if field in lexicon().objects and self._speak[catalogue, field] <= most)

    def _rarity(self, catalogue: str, field: str) -> float:
        every, speak = self._duties[catalogue], self._speak[catalogue, field]
        return max(0.0, 1 - math.log(max(speak, 2) / 2) / math.log(every / 2)) if every > 2 else 1.0

    def _lonely(self, duties: Sequence[Facts]) -> set[tuple[int, int]]:
        found: set[tuple[int, int]] = set()
        for members in roofs(duties).values():
            counts = Counter(duties[n].department_iris for n in members)
            if len(counts) == 2 and 3 <= len(members) <= CROWD:
                for n in members:
                    if counts[duties[n].department_iris] == 1:
                        others = [other for other in members if other != n]
                        near = sorted(others, key=lambda other, n=n: (-self.names(n, other), other))[:_NEAREST]  # type: ignore[misc]
                        found.update((min(n, other), max(n, other)) for other in near)
        return found


def wording(left: Analysed, right: Analysed, seen: Seen) -> Features:
    """What the names alone say."""
    match, objects = seen.match, lexicon().objects
    act = float(bool((left.acts & right.acts) - VAGUE_ACTS))
    thing = max((rare for field, rare in seen.fields.items() if field in objects), default=0.0)
    return {
        "strength": match.mass * (match.both + match.inside) / 2 if match else 0.0,
        "items": seen.items[0],
        "act": act,
        "same-part": float(bool(set(left.phases) & set(right.phases)) and not audits(left, right)),
        "aspect": max((rare for field, rare in seen.fields.items() if field not in objects), default=0.0),
        "object": thing,
        "same-work": thing * act,
        "objects-apart": float(bool(seen.apart)),
        "scopes-apart": float(match is not None and bool(scopes_apart(*match.phrases))),
    }


def _centred(vectors: Floats, homes: Sequence[str]) -> Floats:
    """Unit vectors from the mean of those with the same home."""
    codes = np.unique(np.array(homes, dtype=np.str_), return_inverse=True)[1].reshape(-1)
    means = np.zeros((int(codes.max(initial=-1)) + 1, vectors.shape[1]), np.float32)
    np.add.at(means, codes, vectors)
    means /= np.bincount(codes)[:, None].astype(np.float32)
    return unit(vectors - means[codes])
