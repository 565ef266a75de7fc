"""Two names side by side: which words answer each other, and how much of one duty is in the other."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from kg.overlap.phrases import Item, Phrase, lexicon

_INSIDE = 0.8
_ACT, _COMMON = 0.4, 0.4
_ALIKE = 0.5
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two names match; every share is in [0, 1].

    The best match of an item of one with an item of the other: `both`, how far the two say the same, `inside`, how far one
    is contained in the other, `mass`, the weight of the words that match. `words` are the pairs of words that match anywhere,
    heaviest first; `phrases` the best two phrases.
    """

    both: float
    inside: float
    mass: float
    words: tuple[tuple[str, str], ...]
    phrases: tuple[Phrase, Phrase]


class Aligner:
    """Compares the words of names: by their letters, and by the vectors of the base's model. Rare words weigh more."""

    def __init__(self, names: Sequence[tuple[Phrase, ...]], encoder: Encoder) -> None:
        """`names` are the analysed names of one catalogue or several: they say which words are rare."""
        counts = Counter(word for name in names for word in {w for phrase in name for item in phrase.items for w in item.words})
        self._weights = {word: _weight(word, count, len(names)) for word, count in counts.items()}
        self._words = list(counts)
        self._vectors = encoder.encode(self._words) if counts else np.zeros((0, 1), np.float32)
        self._places = {word: n for n, word in enumerate(self._words)}
        self._likely, self._surely = _reference(encoder)
        self._rows: dict[str, dict[str, float]] = {}
        self._with: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for char in dict.fromkeys(word):
                self._with[char].append(word)

    def align(self, left: tuple[Phrase, ...], right: tuple[Phrase, ...]) -> Alignment | None:
        """How the two names match; None when no word answers another."""
        ours, theirs = _words(left), _words(right)
        if not ours or not theirs:
            return None
        alike = self.alike(ours, theirs)
        if not alike.any():
            return None
        places = {word: n for n, word in enumerate(ours)}, {word: n for n, word in enumerate(theirs)}
        pairs = ((p, a, q, b) for p in left for a in p.items for q in right for b in q.items)
        cells = ((p, q, a, b, alike[[places[0][w] for w in a.words]][:, [places[1][w] for w in b.words]]) for p, a, q, b in pairs)
        matches = ((*self._match(a, b, cell), (p, q)) for p, q, a, b, cell in cells if cell.any())
        both, inside, mass, phrases = max(matches, key=lambda match: match[2] * (match[0] + match[1]))
        return Alignment(both, inside, mass, self._partners(ours, theirs, alike), phrases)

    def alike(self, left: Sequence[str], right: Sequence[str]) -> Matrix:
        """How alike each word on the left and each on the right are, in [0, 1]: by letters, else by meaning."""
        rows = [self._row(word) for word in left]
        return np.array([[row.get(other, 0.0) for other in right] for row in rows], np.float32)

    def _row(self, word: str) -> dict[str, float]:
        """The words that are anything like `word`, with how much; kept, because every duty is compared with many."""
        if word not in self._rows:
            near = self._vectors @ self._vectors[self._places[word]]
            alike = {
                self._words[n]: float((near[n] - self._likely) / (1 - self._likely)) for n in np.flatnonzero(near >= self._surely)
            }
            for other in dict.fromkeys(other for char in word for other in self._with[char]):
                letters = _letters(word, other)
                if letters:
                    alike[other] = max(letters, alike.get(other, 0.0))
            self._rows[word] = alike
        return self._rows[word]

    def _match(self, left: Item, right: Item, alike: Matrix) -> tuple[float, float, float]:
        ours, theirs = self._vector(left.words), self._vector(right.words)
        there, back = float((ours * alike.max(axis=1)).sum()), float((theirs * alike.max(axis=0)).sum())
        first, second = there / float(ours.sum()), back / float(theirs.sum())
        return (2 * first * second / (first + second) if first + second else 0.0), max(first, second), min(there, back)

    def _partners(self, left: Sequence[str], right: Sequence[str], alike: Matrix) -> tuple[tuple[str, str], ...]:
        """The pairs of words that are clearly alike, heaviest first; the best pair where none is."""
        best = alike.argmax(axis=1)
        values = alike.max(axis=1)
        order = np.argsort(-self._vector(left) * values, kind="stable")
        clear = [n for n in order if values[n] >= _ALIKE] or [int(order[0])]
        return tuple((left[n], right[best[n]]) for n in clear)

    def _vector(self, words: Sequence[str]) -> Matrix:
        return np.array([self._weights[word] for word in words], np.float32)


def _words(name: tuple[Phrase, ...]) -> list[str]:
    return list(dict.fromkeys(word for phrase in name for item in phrase.items for word in item.words))


def _weight(word: str, count: int, names: int) -> float:
    kind = _ACT if word in lexicon().acts else _COMMON if word in lexicon().common else 1.0
    return kind * math.log(1 + names / (count + 1)) / math.log(1 + names)


def _reference(encoder: Encoder) -> tuple[float, float]:
    """What this model's cosine of two words is worth: the values that 10 % and 1 % of unrelated pairs reach."""
    known = lexicon()
    vectors = encoder.encode(sorted({*known.acts, *known.empty, *known.scope, *known.common}))
    cosines = (vectors @ vectors.T)[np.triu_indices(len(vectors), 1)]
    likely, surely = np.quantile(cosines, (0.90, 0.99))
    return float(likely), float(surely)


def _letters(word: str, other: str) -> float:
    """1 for the same word, less for one inside the other or an abbreviation of it (劳模, 劳动模范), else 0."""
    if word == other:
        return 1.0
    short, long = sorted((word, other), key=len)
    if len(short) < len(long) and (short in long or (short[0] == long[0] and _in_order(short, long))):
        return _INSIDE
    return 0.0


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)
