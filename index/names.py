"""Names beside a question: those of the passages, word by word as vectors and letter by letter as abbreviations, and any others."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, lengths, unit
from index.files import Ragged, read_json

PIECE = re.compile("[，。；、;,\n]+")
_SHORT_STEP = 4
_HARDLY = 0.1  # of a question: whoever says less of it is not meant


class _Words(NamedTuple):
    """The words of the names of `candidates`: `rows` are the different words as unit vectors, `known` the names that have any,
    `words` the first words of these by their rows, then the second ones …, a name's first again where it has no more.
    """

    candidates: NDArray[np.int64]
    rows: NDArray[np.float32]
    known: NDArray[np.int64]
    words: NDArray[np.int64]


_NOTHING = np.zeros(0, dtype=np.int64)


class Names:
    """The names of the passages of one base, opened from its folder; what is kept is never changed, only replaced."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Open what `building` wrote to `folder` with this `encoder`."""
        self._names: list[str] = read_json(folder / "names.json")
        self._letters = frozenset("".join(self._names))
        self._having: dict[str, frozenset[int]] = {}  # by letters of names: as many as there are, whatever is asked
        self._numbers = Ragged(folder, "name_words")
        self._encoder = encoder
        self._last = _Words(_NOTHING, np.zeros((0, 0), np.float32), _NOTHING, _NOTHING)

    def have(self, text: str) -> bool:
        """Whether `text` stands in any name."""
        return any(text in name for name in self._names)

    def soft(self, text: str, candidates: NDArray[np.int64]) -> NDArray[np.float32]:
        """Each word of the question beside its nearest word of the name: sum of weight x max(0, cosine) squared; shape (candidates,)."""
        scores = np.zeros(len(candidates), dtype=np.float32)
        asked = self._encoder.words(text)
        weights = lengths(asked)
        named = self._words_of(candidates)
        if weights.sum() > 0 and len(named.known):
            alike = (named.rows @ unit(asked).T).take(named.words, axis=0)
            nearest = np.maximum(alike.max(axis=0), 0) ** 2
            scores[named.known] = nearest @ weights / weights.sum()
        return scores

    def short(self, cut: list[str], candidates: NDArray[np.int64]) -> NDArray[np.float32]:
        """Abbreviations: the characters of a word of 2-4 stand in order, close together, in a name that has not the word itself; shape (candidates,)."""
        scores = np.zeros(len(candidates), dtype=np.float32)
        count = len(self._names)
        wanted = [word for word in dict.fromkeys([*cut, *_pairs(cut)]) if 2 <= len(word) <= 4 and not word.isascii()]
        place = {candidate: n for n, candidate in enumerate(candidates.tolist())}
        for word in wanted:
            named = self._with(word[0]) & self._with(word[-1])
            fits = [place[n] for n in named if n in place and word not in self._names[n] and _abbreviates(word, self._names[n])]
            if 0 < len(fits) <= max(2, 0.12 * count):
                scores[fits] += math.log(1 + count / len(fits)) / math.log(1 + count) / len(wanted)
        return scores

    def _words_of(self, candidates: NDArray[np.int64]) -> _Words:
        """The words of the candidates' names, kept while the candidates are the same: in a small base they are all passages."""
        last = self._last
        if not np.array_equal(last.candidates, candidates):
            names, sizes = self._numbers.joined(candidates)
            different, words = np.unique(names, return_inverse=True)
            known = np.flatnonzero(sizes)
            steps = np.arange(sizes.max(initial=0))[:, None]
            places = (np.cumsum(sizes) - sizes + np.where(steps < sizes, steps, 0))[:, known]
            last = self._last = _Words(candidates, unit(self._encoder.rows(different)), known, words[places])
        return last

    def _with(self, char: str) -> frozenset[int]:
        """The passages whose name has a character."""
        if char not in self._letters:
            return frozenset()
        found = self._having.get(char)
        if found is None:
            found = self._having[char] = frozenset(n for n, name in enumerate(self._names) if char in name)
        return found


def gained(text: str, matters: Sequence[tuple[str, Sequence[str]]], encoder: Encoder) -> list[float]:
    """For each matter with names beside it: the share of the words of `text`, by their weight, that it says better than any of the names.

    0 where the whole text is nearer to one of the names, and with a model that has no vectors of words.
    """
    rows = cache(encoder.words)
    asked = rows(text)
    weights = lengths(asked)
    if not weights.sum():
        return [0.0] * len(matters)
    vector, found = asked.sum(axis=0), []
    for matter, names in matters:
        said = _nearest(asked, rows(matter))
        if said @ weights < _HARDLY * weights.sum() or not _is_nearest(vector, rows(matter), [rows(name) for name in names]):
            found.append(0.0)
            continue
        known = np.max([_nearest(asked, rows(name)) for name in names], axis=0)
        found.append(float(np.maximum(said - known, 0) @ weights / weights.sum()))
    return found


def _is_nearest(vector: NDArray[np.float32], words: NDArray[np.float32], others: Sequence[NDArray[np.float32]]) -> bool:
    """Whether a text of these words is nearer to a vector than one of each of the others."""
    first, *rest = (float(unit(one.sum(axis=0, keepdims=True))[0] @ vector) for one in (words, *others))
    return first > max(rest)


def _nearest(asked: NDArray[np.float32], words: NDArray[np.float32]) -> NDArray[np.float32]:
    """How near each of the words `asked` is to the nearest of other words: its cosine squared."""
    alike = unit(asked) @ unit(words).T
    return np.asarray(np.maximum(alike.max(axis=1, initial=0.0), 0) ** 2, dtype=np.float32)


def _pairs(cut: list[str]) -> list[str]:
    """Two single characters side by side: a short form that the vocabulary does not know is cut into them."""
    return [first + second for first, second in pairwise(cut) if len(first) == len(second) == 1]


def _abbreviates(word: str, name: str) -> bool:
    """Whether the characters of `word` occur in order in one clause of `name`, each next within 4 places."""
    start = name.find(word[0])
    while start >= 0:
        at = start
        for char in word[1:]:
            at = name.find(char, at + 1, at + 1 + _SHORT_STEP)
            if at < 0:
                break
        else:
            return at - start <= 3 * len(word) and not PIECE.search(name[start : at + 1])
        start = name.find(word[0], start + 1)
    return False
