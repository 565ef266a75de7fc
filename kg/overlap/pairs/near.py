"""vectors -> the pairs that are near: every two rows of different groups, by blocked matrix products, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

BLOCK = 2048
_SPARE = 1_000_000
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Found = tuple[Ints, Ints, Floats]


def nearest(vectors: Floats, groups: Ints, threshold: float, most: int, block: int = BLOCK) -> tuple[Ints, Ints]:
    """(rows, columns), row < column, of the pairs whose groups differ, whose cosine is at least `threshold`, and that are among the
    `most` best of one of their rows; of equal ones the first.

    `vectors` has unit rows. However many pairs are near, what is held is two blocks of `block` x `block` numbers, the pairs of one
    block, and 2 * len(vectors) * `most` numbers and a million beside them.
    """
    floors = np.full(len(vectors), threshold, np.float32)
    best = _Best(len(vectors), most, floors)
    for left, right, cosines in _scan(vectors, groups, floors, block):
        best.add(left, right, cosines)
    return best.pairs()


class _Best:
    """The best others of each row as sorted numbers: row, distance and other in the bits of one integer."""

    def __init__(self, count: int, most: int, floors: Floats) -> None:
        self._bits = max(1, (count - 1).bit_length())
        self._steps = (1 << 62 - 2 * self._bits) - 1
        self._most, self._floors = most, floors
        self._room = 2 * count * most + _SPARE
        self._kept = np.zeros(0, np.int64)
        self._new: list[Ints] = []

    def add(self, left: Ints, right: Ints, cosines: Floats) -> None:
        """Take pairs in, each for those of its rows whose floor it reaches."""
        distances = ((1 - np.clip(cosines.astype(np.float64), -1, 1)) / 2 * self._steps).astype(np.int64) << self._bits
        for rows, others in ((left, right), (right, left)):
            self._new.append(((rows << 62 - self._bits) | distances | others)[cosines >= self._floors[rows]])
        if len(self._kept) + sum(map(len, self._new)) > self._room:
            self._thin()

    def pairs(self) -> tuple[Ints, Ints]:
        """Each pair that is left once, the smaller row first."""
        self._thin()
        rows, others = self._kept >> 62 - self._bits, self._kept & (1 << self._bits) - 1
        pairs = (np.minimum(rows, others) << self._bits) | np.maximum(rows, others)
        pairs.sort()  # np.unique would hash them, which takes longer
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        return pairs >> self._bits, pairs & (1 << self._bits) - 1

    def _thin(self) -> None:
        """Let go what is not among the best of its row, and raise the floors of the rows that have so many."""
        keys = np.concatenate([self._kept, *self._new])
        keys.sort()
        rows = keys >> 62 - self._bits
        starts = np.flatnonzero(np.diff(rows, prepend=-1))
        ranks = np.arange(len(rows)) - np.repeat(starts, np.diff(starts, append=len(rows)))
        last = keys[ranks == self._most - 1]
        steps = (last >> self._bits) & self._steps
        self._floors[last >> 62 - self._bits] = 1 - 2 * (steps + 1) / self._steps
        self._kept, self._new = keys[ranks < self._most], []


def _scan(vectors: Floats, groups: Ints, floors: Floats, block: int) -> Iterator[Found]:
    """The pairs that reach the floor of one of their rows; whoever takes them may raise `floors` meanwhile."""
    product, near = np.empty(block * block, np.float32), np.empty(block * block, bool)
    for start in range(0, len(vectors), block):
        rows = vectors[start : start + block]
        for other in range(start, len(vectors), block):
            columns = vectors[other : other + block]
            size = len(rows) * len(columns)
            here = np.matmul(rows, columns.T, out=product[:size].reshape(len(rows), len(columns))).reshape(-1)
            lowest = min(floors[start : start + block].min(), floors[other : other + block].min())
            places = np.flatnonzero(np.greater_equal(here, lowest, out=near[:size]))
            left, right = np.divmod(places, len(columns))
            left, right, cosines = left + start, right + other, here[places]
            kept = (left < right) & (groups[left] != groups[right]) & (cosines >= np.minimum(floors[left], floors[right]))
            if kept.any():
                yield left[kept], right[kept], cosines[kept]
