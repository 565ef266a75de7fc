"""vectors -> the pairs that are near: every pair of different groups, by blocked matrix products, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

BLOCK = 2048
Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]


def above(vectors: NDArray[np.float32], groups: NDArray[np.integer], threshold: float, block: int = BLOCK) -> Iterator[Found]:
    """(rows, columns, cosines) of the pairs at or above `threshold` whose groups differ, block by block; row < column.

    `vectors` has unit rows. Never holds more than two blocks of `block` x `block` numbers and the pairs found in them.
    """
    product = np.empty((block, block), np.float32)
    near = np.empty((block, block), bool)
    for start in range(0, len(vectors), block):
        rows = vectors[start : start + block]
        for other in range(start, len(vectors), block):
            columns = vectors[other : other + block]
            here = np.matmul(rows, columns.T, out=product[: len(rows), : len(columns)])
            flags = np.greater_equal(here, threshold, out=near[: len(rows), : len(columns)])
            left, right = np.nonzero(flags)
            kept = (groups[start + left] != groups[other + right]) & (start + left < other + right)
            left, right = left[kept], right[kept]
            if len(left):
                yield start + left, other + right, here[left, right]
