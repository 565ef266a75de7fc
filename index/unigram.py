"""The most probable way to cut a text into listed words: what `tokenizers` does for a Unigram model, ready at once.

A `Tokenizer` reads its whole vocabulary before the first question; this one looks up the few words that a question can hold.
Both give the same words (tested on every question of the bundled catalogue).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index import listing
from index.files import read_array, write_arrays

_RUN = re.compile("[\u4e00-\u9fff]+|[A-Za-z0-9]+")
_PENALTY = 10.0  # of an unknown character, below the least probable word
_HAN = 3  # bytes of a character in UTF-8


class Unigram:
    """A vocabulary with log probabilities, opened from its folder."""

    def __init__(self, folder: Path) -> None:
        self._words = listing.Listing(folder, "words")
        self._scores = read_array(folder, "scores")
        self._numbers = read_array(folder, "numbers")
        self._unknown = float(read_array(folder, "least")[0]) - _PENALTY

    def __len__(self) -> int:
        return len(self._words)

    def knows(self, words: Sequence[str]) -> list[bool]:
        """Whether each of `words` is in the vocabulary."""
        return [row >= 0 for row in self._words.rows(words)]

    def cut(self, text: str) -> list[tuple[str, int]]:
        """The words of `text` with their numbers, 0 for what is unknown; all but runs of Chinese, letters and digits is left out."""
        return [word for run in _RUN.findall(text) for word in self._run(run)]

    def _run(self, run: str) -> list[tuple[str, int]]:
        longest = self._words.width if run[0].isascii() else self._words.width // _HAN
        ends = [range(at + 1, min(at + longest, len(run)) + 1) for at in range(len(run))]
        rows = iter(self._words.rows([run[at:end] for at, span in enumerate(ends) for end in span]))
        best, before = [0.0] + [-math.inf] * len(run), [(0, -1)] * (len(run) + 1)
        for at, span in enumerate(ends):
            alone = False
            for end, row in zip(span, rows):  # noqa: B905 - the rows of later starts follow
                if row >= 0:
                    alone = alone or end == at + 1
                    score = best[at] + float(self._scores[row])
                    if score > best[end]:
                        best[end], before[end] = score, (at, row)
            if not alone and best[at] + self._unknown > best[at + 1]:
                best[at + 1], before[at + 1] = best[at] + self._unknown, (at, -1)
        return self._back(run, before)

    def _back(self, run: str, before: list[tuple[int, int]]) -> list[tuple[str, int]]:
        """The best way from its end to its start; unknown neighbours are one word."""
        words: list[tuple[str, int]] = []
        end = len(run)
        while end:
            at, row = before[end]
            if row < 0 and words and words[-1][1] == 0:
                words[-1] = (run[at:end] + words[-1][0], 0)
            else:
                words.append((run[at:end], int(self._numbers[row]) if row >= 0 else 0))
            end = at
        return words[::-1]


def write(vocabulary: Sequence[tuple[str, float]], folder: Path) -> None:
    """Write a vocabulary, the unknown word first: word and log probability, numbered as they come."""
    order = listing.write([word for word, _ in vocabulary[1:]], folder, "words")
    scores = np.array([score for _, score in vocabulary])
    write_arrays(folder, scores=scores[1:][order], numbers=(order + 1).astype(np.int32), least=scores.min(keepdims=True))
