"""Words in a sorted array on disk: found by bisection, so that opening the list costs nothing.

A process that keeps asking reads the list into a dictionary after a while.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.files import read_array, write_arrays

_OFTEN = 20


class Listing:
    """Different words with their rows, the places in sorted order, opened from `folder/NAME.npy`."""

    def __init__(self, folder: Path, name: str) -> None:
        self._words = read_array(folder, name)
        self._kept: dict[str, int] | None = None
        self._asked = 0

    def __len__(self) -> int:
        return len(self._words)

    def rows(self, words: Sequence[str]) -> list[int]:
        """The row of each of `words`, -1 for one that is not listed."""
        self._asked += 1
        if self._kept is None and self._asked > _OFTEN:
            self._kept = {word.decode(): row for row, word in enumerate(self._words.tolist())}
        if self._kept is not None:
            known = self._kept.get
            return [known(word, -1) for word in words]
        return self._sought([word.encode("utf-8", "replace") for word in words])

    def _sought(self, words: list[bytes]) -> list[int]:
        """By bisection. A word too long for the array is looked for in vain, not cut."""
        if not words or not len(self._words):
            return [-1] * len(words)
        kind = self._words.dtype
        short = np.array([word if len(word) <= kind.itemsize else b"" for word in words], dtype=kind)
        places = np.minimum(np.searchsorted(self._words, short), len(self._words) - 1)
        found: list[int] = np.where((self._words[places] == short) & (short != b""), places, -1).tolist()
        return found


def write(words: Sequence[str], folder: Path, name: str) -> NDArray[np.int64]:
    """Write different `words` as a listing; returns for each row the place of its word in `words`."""
    listed = np.array([word.encode() for word in words], dtype=np.bytes_) if words else np.zeros(0, dtype="S1")
    order = np.argsort(listed, kind="stable")
    write_arrays(folder, **{name: listed[order]})
    return order
