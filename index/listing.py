"""Words in a sorted array on disk: found by bisection, so that opening the list costs nothing.

A process that keeps asking reads the list into dictionaries after a while.
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
        self._begun: dict[str, int] | None = None
        self._asked = 0

    def __len__(self) -> int:
        return len(self._words)

    def rows(self, words: Sequence[str]) -> list[int]:
        """The row of each of `words`, -1 for one that is not listed."""
        if self._kept is None and self._often():
            self._kept = {word.decode(): row for row, word in enumerate(self._words.tolist())}
        if self._kept is not None:
            known = self._kept.get
            return [known(word, -1) for word in words]
        return self._sought([word.encode("utf-8", "replace") for word in words])

    def within(self, text: str) -> list[list[tuple[int, int]]]:
        """For each place of `text` the listed words that begin there, as (end, row), shorter ones first."""
        if self._begun is None and self._often():
            self._begun = _beginnings([word.decode() for word in self._words.tolist()])
        return self._spelt(text, self._begun) if self._begun is not None else self._walked(text)

    def _often(self) -> bool:
        self._asked += 1
        return self._asked > _OFTEN

    def _spelt(self, text: str, begun: dict[str, int]) -> list[list[tuple[int, int]]]:
        """Letter by letter from each place, as long as a word begins so."""
        found: list[list[tuple[int, int]]] = []
        row_of, last = begun.get, len(text)
        for start, char in enumerate(text):
            here: list[tuple[int, int]] = []
            row, end = row_of(char), start + 1
            while row is not None:
                if row >= 0:
                    here.append((end, row))
                end += 1
                row = row_of(text[start:end]) if end <= last else None
            found.append(here)
        return found

    def _walked(self, text: str) -> list[list[tuple[int, int]]]:
        """The same by bisection: all places together, one letter more each time."""
        found: list[list[tuple[int, int]]] = [[] for _ in text]
        places, size = list(range(len(text))) if len(self._words) else [], 0
        while places:
            size += 1
            begun = [text[at : at + size].encode("utf-8", "replace") for at in places]
            rows = np.minimum(np.searchsorted(self._words, np.array(begun)), len(self._words) - 1)
            next_ = zip(places, begun, rows.tolist(), self._words[rows].tolist(), strict=True)
            open_ = [(at, row, word == start) for at, start, row, word in next_ if word.startswith(start)]
            for at, row, whole in open_:
                if whole:
                    found[at].append((at + size, row))
            places = [at for at, _, _ in open_ if at + size < len(text)]
        return found

    def _sought(self, words: list[bytes]) -> list[int]:
        """By bisection. A word too long for the array is looked for in vain, not cut."""
        if not words or not len(self._words):
            return [-1] * len(words)
        kind = self._words.dtype
        short = np.array([word if len(word) <= kind.itemsize else b"" for word in words], dtype=kind)
        places = np.minimum(np.searchsorted(self._words, short), len(self._words) - 1)
        found: list[int] = np.where((self._words[places] == short) & (short != b""), places, -1).tolist()
        return found


def _beginnings(words: Sequence[str]) -> dict[str, int]:
    """Every beginning of a word with the row of the word that it is, -1 for none."""
    begun = {word[:size]: -1 for word in words for size in range(1, len(word))}
    begun |= {word: row for row, word in enumerate(words)}
    return begun


def write(words: Sequence[str], folder: Path, name: str) -> NDArray[np.int64]:
    """Write different `words` as a listing; returns for each row the place of its word in `words`."""
    listed = np.array([word.encode() for word in words], dtype=np.bytes_) if words else np.zeros(0, dtype="S1")
    order = np.argsort(listed, kind="stable")
    write_arrays(folder, **{name: listed[order]})
    return order
