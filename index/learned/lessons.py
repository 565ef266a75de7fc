"""Texts -> lessons: how a map sees a text, as weighed sparse tokens (character n-grams, recognised matters, words) and a vector."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_OFTEN = 20  # texts that have a word which is a lesson by itself
VECTOR = 0.7
_SCALES = 1.0, 0.4, 1.4  # of the grams, of the matters, of the words

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as the map sees it: its grams, the matters recognised in it, its words, its vector."""

    grams: tuple[str, ...]
    matters: tuple[int, ...]
    words: tuple[str, ...]
    vector: Floats

    def blocks(self) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        """The sparse tokens of each kind, as in SCALES."""
        return self.grams, [f"#{matter}" for matter in self.matters], [f"={word}" for word in self.words]


class Lessons(NamedTuple):
    """The texts a map is learned from, row by row: the weights of their tokens, and their scaled vectors.

    `idf` is the rarity of each token, and at last that of any other.
    """

    tokens: list[str]
    idf: Floats
    sparse: csr_array
    dense: Floats

    def of(self, rows: NDArray[np.int64]) -> Lessons:
        """Those texts alone."""
        return self._replace(sparse=self.sparse[rows], dense=self.dense[rows])

    def frequent(self, most: int) -> Lessons:
        """With the `most` frequent tokens alone; the others weigh as tokens that nobody knows."""
        if len(self.tokens) <= most:
            return self
        kept = np.sort(np.argsort(self.idf[:-1], kind="stable")[:most])
        idf = np.append(self.idf[kept], self.idf[-1])
        return self._replace(tokens=[self.tokens[n] for n in kept], idf=idf, sparse=self.sparse[:, kept])


def lone(texts: Sequence[Seen]) -> list[str]:
    """The words that many texts have: what they mean together, a word alone may mean."""
    found = Counter(word for seen in texts for word in set(seen.words))
    return sorted(word for word, times in found.items() if times >= _OFTEN and len(word) > 1)


def meant(texts: Sequence[Seen], owners: Sequence[int], passages: int, alone: Sequence[str]) -> Floats:
    """How likely each text means each passage, and at last "elsewhere" (owner -1); and then so each of the words alone.

    A word alone means what the texts that have it mean, in proportion: a word of many passages is a vague question.
    """
    wanted = np.zeros((len(texts) + len(alone), passages + 1), dtype=np.float32)
    place = {word: len(texts) + n for n, word in enumerate(alone)}
    for n, (seen, owner) in enumerate(zip(texts, owners, strict=True)):
        wanted[n, owner] = 1
        for word in set(seen.words) & place.keys():
            wanted[place[word], owner] += 1
    wanted[len(texts) :] += 1 / (passages + 1)
    wanted /= wanted.sum(axis=1, keepdims=True)
    return wanted


def focus(known: Lessons, wanted: Floats) -> Floats:
    """How much each token says: the share that one passage has of the texts with it."""
    times = (known.sparse != 0).astype(np.float32).T @ wanted
    share: Floats = times[:, :-1].max(axis=1) / (times.sum(axis=1) + 0.5)
    return share


def lessons(texts: Sequence[Seen]) -> Lessons:
    """How the map weighs `texts`."""
    from scipy.sparse import csr_array

    tokens = sorted({token for seen in texts for block in seen.blocks() for token in block})
    place = {token: n for n, token in enumerate(tokens)}
    found = Counter(token for seen in texts for block in seen.blocks() for token in set(block))
    idf = np.log(1 + len(texts) / np.array([*map(found.__getitem__, tokens), 1])).astype(np.float32)
    rarity, rows, weights, starts = idf.data, array("q"), array("f"), [0]
    for seen in texts:
        some, weight = weighed(seen, lambda block: [place[token] for token in block], rarity)
        rows.extend(some)
        weights.extend(weight)
        starts.append(len(rows))
    sparse = csr_array((np.array(weights), np.array(rows), np.array(starts)), shape=(len(texts), len(tokens)))
    sparse.sort_indices()
    return Lessons(tokens, idf, sparse, VECTOR * np.array([seen.vector for seen in texts], dtype=np.float32))


def weighed(
    seen: Seen, rows: Callable[[Sequence[str]], Sequence[int]], idf: Sequence[float] | memoryview
) -> tuple[list[int], list[float]]:
    """The rows of the known tokens of a text (`rows` gives -1 for others) and their weights.

    A weight is damped count times rarity (`idf`, of unknown tokens the last), all of one kind in a text of length SCALES.
    """
    found: list[int] = []
    weights: list[float] = []
    for scale, block in zip(_SCALES, seen.blocks(), strict=True):
        times = Counter(block)
        numbers = rows(list(times))
        rarities = [idf[row] for row in numbers]
        scaled = scale / (math.hypot(*rarities) or 1.0)
        for row, rarity, count in zip(numbers, rarities, times.values(), strict=True):
            if row >= 0:
                found.append(row)
                weights.append(scaled * rarity * (1 + math.log(count) if count > 1 else 1))
    return found, weights
