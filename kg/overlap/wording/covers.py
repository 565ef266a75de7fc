"""Lists of words -> how far each of them has given words: all lists at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.overlap.wording.align import Aligner

Shares = NDArray[np.float32]


class Covers:
    """Lists of words of an aligner, such as the names of duties or phrases of names."""

    def __init__(self, aligner: Aligner, lists: Sequence[Sequence[str]]) -> None:
        self._aligner = aligner
        self._places = {word: n for n, word in enumerate(dict.fromkeys(word for words in lists for word in words))}
        filled = [n for n, words in enumerate(lists) if words]
        self._filled = np.array(filled, np.int64)
        self._flat = np.array([self._places[word] for n in filled for word in lists[n]], np.int64)
        self._starts = np.cumsum([0, *(len(lists[n]) for n in filled)])[:-1]
        self._count = len(lists)

    def shares(self, words: Sequence[str]) -> Shares:
        """How far each list (row) has each of `words` (column), in [0, 1]."""
        found = np.zeros((self._count, len(words)), np.float32)
        if len(self._filled) and words:
            alike = np.zeros((len(words), len(self._places)), np.float32)
            for n, word in enumerate(words):
                near = self._aligner.alike(word)
                known = [other for other in near if other in self._places]
                alike[n, [self._places[other] for other in known]] = [near[other] for other in known]
            found[self._filled] = np.maximum.reduceat(alike[:, self._flat], self._starts, axis=1).T
        return found
