"""The most probable way to cut a text into listed words: what `tokenizers` does for a Unigram model, ready at once.

A `Tokenizer` reads its whole vocabulary before the first question; this one looks up the few words that a question can hold.
Both give the same words (tested on every question of the bundled catalogue).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from index import listing
from index.files import read_array, write_arrays

_RUN = re.compile("[\u4e00-\u9fff]+|[A-Za-z0-9]+")
_RUNS = 30
_PENALTY = 10.0  # of an unknown character, below the least probable word


class Unigram:
    """A vocabulary with log probabilities, opened from its folder."""

    def __init__(self, folder: Path) -> None:
        self._words = listing.Listing(folder, "words")
        self._scores, self._numbers = read_array(folder, "scores").data, read_array(folder, "numbers").data  # give plain numbers
        self._run = lru_cache(maxsize=_RUNS)(self._best)  # a question is cut with and without what makes it one
        self._unknown = float(read_array(folder, "least")[0]) - _PENALTY

    def __len__(self) -> int:
        return len(self._words)

    def parts(self, word: str) -> list[str]:
        """The words of the vocabulary that stand in `word`, from left to right, shorter ones first."""
        return [word[at:end] for at, listed in enumerate(self._words.within(word)) for end, _ in listed]

    def cut(self, text: str) -> list[tuple[str, int]]:
        """The words of `text` with their numbers, 0 for what is unknown; all but runs of Chinese, letters and digits is left out."""
        return [word for run in _RUN.findall(text) for word in self._run(run)]

    def _best(self, run: str) -> tuple[tuple[str, int], ...]:
        scores, unknown = self._scores, self._unknown
        best, before = [0.0] + [-math.inf] * len(run), [(0, -1)] * (len(run) + 1)
        for at, listed in enumerate(self._words.within(run)):
            so_far = best[at]
            if so_far + unknown > best[at + 1]:
                best[at + 1], before[at + 1] = so_far + unknown, (at, -1)
            for end, row in listed:
                score = so_far + scores[row]
                if score > best[end]:
                    best[end], before[end] = score, (at, row)
        return self._back(run, before)

    def _back(self, run: str, before: list[tuple[int, int]]) -> tuple[tuple[str, int], ...]:
        """The best way from its end to its start; unknown neighbours are one word."""
        words: list[tuple[str, int]] = []
        end = len(run)
        while end:
            at, row = before[end]
            if row < 0 and words and words[-1][1] == 0:
                words[-1] = (run[at:end] + words[-1][0], 0)
            else:
                words.append((run[at:end], self._numbers[row] if row >= 0 else 0))
            end = at
        return tuple(words[::-1])


def write(vocabulary: Sequence[tuple[str, float]], folder: Path) -> None:
    """Write a vocabulary, the unknown word first: word and log probability, numbered as they come."""
    words = [word for word, _ in vocabulary[1:]]
    order = listing.write(words, folder, "words")
    scores = np.array([score for _, score in vocabulary])
    write_arrays(folder, scores=scores[1:][order], numbers=(order + 1).astype(np.int32), least=scores.min(keepdims=True))
