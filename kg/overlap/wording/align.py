"""Two names side by side: which words answer each other, and how much of one duty is in the other."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from index.encoder import Encoder
from kg.overlap.wording.phrases import Phrase, lexicon, words_of

_INSIDE = 0.8
_ACT, _COMMON = 0.4, 0.4
_ALIKE, _SOMEWHAT = 0.5, 0.4
_REFERENCES: WeakKeyDictionary[Encoder, tuple[float, float]] = WeakKeyDictionary()
_Best = dict[str, float]
_Hit = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two names match; every share is in [0, 1].

    The best match of an item of one with an item of the other: `both`, how far the two say the same, `inside`, how far one
    is contained in the other, `mass`, the weight of the words that match. `words` are the pairs of words that clearly match anywhere,
    heaviest first; `phrases` the best two phrases.
    """

    both: float
    inside: float
    mass: float
    words: tuple[tuple[str, str], ...]
    phrases: tuple[Phrase, Phrase]


@dataclass(frozen=True, slots=True)
class _Name:
    """An analysed name, ready to be compared: its words, its items with the weight of each, and the items each word is in."""

    words: tuple[str, ...]
    items: tuple[tuple[Phrase, float], ...]
    places: Mapping[str, tuple[int, ...]]
    weights: Mapping[str, float]

    @classmethod
    def of(cls, name: tuple[Phrase, ...], weights: Mapping[str, float]) -> _Name:
        items = [(phrase, item) for phrase in name for item in phrase.items]
        places: dict[str, list[int]] = defaultdict(list)
        for n, (_, item) in enumerate(items):
            for word in item.words:
                places[word].append(n)
        weighed = tuple((phrase, sum(weights[word] for word in item.words)) for phrase, item in items)
        return cls(tuple(places), weighed, {word: tuple(there) for word, there in places.items()}, weights)


class Aligner:
    """Compares the words of names: by their letters, and by the vectors of the base's model. Rare words weigh more."""

    def __init__(self, names: Sequence[tuple[Phrase, ...]], encoder: Encoder, homes: Sequence[str] = ()) -> None:
        """`names` are the analysed names of one catalogue, or of several, and then `homes` says of which each is: those of its own
        catalogue say which of its words are rare, so that what is said of one body does not hang on what else a base holds.
        """
        homes = homes or [""] * len(names)
        weights = _weights(names, homes)
        self._words = list(dict.fromkeys(word for name in names for word in words_of(name)))
        self._vectors = encoder.encode(self._words) if self._words else np.zeros((0, 1), np.float32)
        self._places = {word: n for n, word in enumerate(self._words)}
        self._likely, self._surely = _reference(encoder)
        self._names = [_Name.of(name, weights[home]) for name, home in zip(names, homes, strict=True)]
        self._rows: dict[str, dict[str, float]] = {}
        self._with: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            for char in dict.fromkeys(word):
                self._with[char].append(word)

    def align(self, left: int, right: int) -> Alignment | None:
        """How two of the names match, given by their places; None when no word answers another."""
        ours, theirs = self._names[left], self._names[right]
        known, others = self._rows, theirs.words
        hits: list[_Hit] = []
        for word in ours.words:
            row = known[word] if word in known else self.alike(word)
            hits += [(word, other, row[other]) for other in others if other in row]
        if not hits:
            return None
        there, back = _shares(hits, ours, theirs)
        matches = (_match(ours, theirs, (a, b), (there[a, b], back[a, b])) for a, b in sorted(there))
        both, inside, mass, phrases = max(matches, key=lambda match: match[2] * (match[0] + match[1]))
        return Alignment(both, inside, mass, _partners(hits, ours.weights), phrases)

    def alike(self, word: str) -> Mapping[str, float]:
        """The words that are anything like `word`, with how much, in [0, 1]: by letters, else by meaning."""
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


def _match(
    left: _Name, right: _Name, places: tuple[int, int], alike: tuple[_Best, _Best]
) -> tuple[float, float, float, tuple[Phrase, Phrase]]:
    """(both, inside, mass, phrases) of two items by how well each word of one is answered in the other."""
    (first, mine), (second, yours) = left.items[places[0]], right.items[places[1]]
    ours = sum([left.weights[word] * much for word, much in alike[0].items()])
    theirs = sum([right.weights[word] * much for word, much in alike[1].items()])
    there, back = ours / mine, theirs / yours
    return 2 * there * back / (there + back), max(there, back), min(ours, theirs), (first, second)


def _partners(hits: Sequence[_Hit], weights: Mapping[str, float]) -> tuple[tuple[str, str], ...]:
    """The pairs of words that are clearly alike, heaviest first; where none is, the best pair that people would see to be alike."""
    best: dict[str, tuple[str, float]] = {}
    for word, other, alike in hits:
        if word not in best or alike > best[word][1]:
            best[word] = other, alike
    order = sorted(best, key=lambda word: -weights[word] * best[word][1])
    clear = [word for word in order if best[word][1] >= _ALIKE] or [word for word in order[:1] if best[word][1] >= _SOMEWHAT]
    return tuple((word, best[word][0]) for word in clear)


def _shares(hits: Sequence[_Hit], left: _Name, right: _Name) -> tuple[dict[tuple[int, int], _Best], dict[tuple[int, int], _Best]]:
    """For each two items with a hit how well the words of the left one are answered in the right one, and the other way round."""
    there: dict[tuple[int, int], _Best] = defaultdict(dict)
    back: dict[tuple[int, int], _Best] = defaultdict(dict)
    for word, other, alike in hits:
        for a in left.places[word]:
            for b in right.places[other]:
                ours, theirs = there[a, b], back[a, b]
                ours[word] = max(alike, ours.get(word, 0.0))
                theirs[other] = max(alike, theirs.get(other, 0.0))
    return there, back


def _weights(names: Sequence[tuple[Phrase, ...]], homes: Sequence[str]) -> dict[str, dict[str, float]]:
    """Home -> the weight of each word of its names."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, home in zip(names, homes, strict=True):
        counts[home].update(words_of(name))
    often = Counter(homes)
    return {home: {word: _weight(word, count, often[home]) for word, count in words.items()} for home, words in counts.items()}


def _weight(word: str, count: int, names: int) -> float:
    kind = _ACT if word in lexicon().acts else _COMMON if word in lexicon().common else 1.0
    return kind * math.log(1 + names / (count + 1)) / math.log(1 + names)


def _reference(encoder: Encoder) -> tuple[float, float]:
    """What this model's cosine of two words is worth: the values that 10 % and 1 % of unrelated pairs reach; found once a model."""
    if encoder not in _REFERENCES:
        _REFERENCES[encoder] = _measured(encoder)
    return _REFERENCES[encoder]


def _measured(encoder: Encoder) -> tuple[float, float]:
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
