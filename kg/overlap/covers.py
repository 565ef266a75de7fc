"""Lists of words -> how far each of them has given words: all lists at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.overlap.align import Aligner

Shares = NDArray[np.float32]


class Covers:
    """Lists of words of an aligner, such as the names of duties or phrases of names."""

    def __init__(self, aligner: Aligner, lists: Sequence[Sequence[str]]) -> None:
        self._aligner = aligner
        self._vocabulary = list(dict.fromkeys(word for words in lists for word in words))
        places = {word: n for n, word in enumerate(self._vocabulary)}
        filled = [n for n, words in enumerate(lists) if words]
        self._filled = np.array(filled, np.int64)
        self._flat = np.array([places[word] for n in filled for word in lists[n]], np.int64)
        self._starts = np.cumsum([0, *(len(lists[n]) for n in filled)])[:-1]
        self._count = len(lists)

    def shares(self, words: Sequence[str]) -> Shares:
        """How far each list (row) has each of `words` (column), in [0, 1]."""
        found = np.zeros((self._count, len(words)), np.float32)
        if len(self._filled) and words:
            alike = self._aligner.alike(words, self._vocabulary)
            found[self._filled] = np.maximum.reduceat(alike[:, self._flat], self._starts, axis=1).T
        return found
