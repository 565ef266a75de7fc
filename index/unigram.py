"""The most probable way to cut a text into listed words: what `tokenizers` does for a Unigram model, ready at once.

A `Tokenizer` reads its whole vocabulary before the first question; this one looks up the few words that a question can hold.
Both give the same words (tested on every question of the bundled catalogue).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from index import listing
from index.files import read_array, read_bytes, write_arrays

_RUN = re.compile("[\u4e00-\u9fff]+|[A-Za-z0-9]+")
_PENALTY = 10.0  # of an unknown character, below the least probable word
_CHARACTERS = 0x10000  # all that can begin a run


class Unigram:
    """A vocabulary with log probabilities, opened from its folder."""

    def __init__(self, folder: Path) -> None:
        self._words = listing.Listing(folder, "words")
        self._reach = read_bytes(folder / "reach")
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
        reach = [self._reach[ord(char)] for char in run]
        spans = [(at, end) for at, size in enumerate(reach) for end in range(at + 1, min(at + size, len(run)) + 1)]
        best, before = [0.0] + [-math.inf] * len(run), [(0, -1)] * (len(run) + 1)
        for (at, end), row in zip(spans, self._words.rows([run[at:end] for at, end in spans]), strict=True):
            if row >= 0:
                score = best[at] + float(self._scores[row])
            elif end == at + 1:
                score = best[at] + self._unknown
            else:
                continue
            if score > best[end]:
                best[end], before[end] = score, (at, row)
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
    words = [word for word, _ in vocabulary[1:]]
    order = listing.write(words, folder, "words")
    scores = np.array([score for _, score in vocabulary])
    write_arrays(folder, scores=scores[1:][order], numbers=(order + 1).astype(np.int32), least=scores.min(keepdims=True))
    (folder / "reach").write_bytes(_reach(words))


def _reach(words: Iterable[str]) -> bytes:
    """For each character the length of the longest word that begins with it, 1 where none does."""
    reach = bytearray(b"\1" * _CHARACTERS)
    for word in words:
        if word and ord(word[0]) < _CHARACTERS:
            reach[ord(word[0])] = max(reach[ord(word[0])], min(len(word), 255))
    return bytes(reach)
