"""A question -> hits, best first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import dense, lexical, matters, rank, words
from index.encoder import Encoder, open_encoder
from index.errors import SearchError
from index.files import read_array, read_json
from index.learned import initiative, parlance, strangers, taught
from index.learned.lessons import Seen
from index.names import Names, gained
from index.passage import Found, Hit
from index.threads import single
from index.words import spelling

FORMAT = 16  # of the files and of what their numbers mean: another bundled model is another format
Features = dict[str, NDArray[np.float32]]
_REACH = 200
_LETTER, _CHINESE = re.compile(r"[^\W\d_]"), re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_FOREIGN_WORD, _NUMBER = re.compile("[a-z][a-z-]+"), re.compile("[0-9]{3,}")
_UNSURE = 0.99  # of the score from which a hit is an answer


class Index:
    """An index folder opened for searching; safe to share between threads: what it keeps is never changed, only replaced."""

    def __init__(self, folder: Path) -> None:
        """Open `folder`. Raises SearchError when a file or the model is missing or damaged, or of another version."""
        self.about = read_json(folder / "about.json")
        if self.about.get("format") != FORMAT:
            raise SearchError("这个索引由另一个版本的 duty-kg 建立")
        self._keys: list[str] = read_json(folder / "keys.json")
        self._words = words.Words(folder)
        self._encoder: Encoder = open_encoder(self.about["model"], folder / "encoder")
        self._names = Names(folder, self._encoder)
        self._by_words = lexical.Lexical(folder / "words")
        self._by_grams = lexical.Lexical(folder / "grams")
        self._matters = matters.Matters(folder / "matters")
        self._taught = taught.Taught(folder / "taught")
        self._untaught = read_array(folder, "untaught")
        self._sides = [
            (side, strangers.Strangers(folder / "strangers" / name, path.calibration))
            for name, side, path in (
                ("taught", ~self._untaught, rank.ranking().taught),
                ("untaught", self._untaught, rank.ranking().plain),
            )
            if side.any()
        ]
        self._spelling = spelling.Spelling(folder / "spelling")
        count = len(self._keys)
        single = np.arange(count, dtype=np.int32)
        self._by_name = dense.Dense(folder, "name", single, count)
        self._by_context = dense.Dense(folder, "context", single, count)
        self._by_piece = dense.Dense(folder, "piece", read_array(folder, "owners"), count)
        self._by_lent = dense.Dense(folder, "lent", single, count) if self._untaught.any() else None
        self._by_parlance = parlance.Parlance(folder) if self._untaught.any() else None
        self._by_initiative = initiative.Initiative(folder) if self._untaught.any() else None

    def __len__(self) -> int:
        return len(self._keys)

    def search(self, text: str, top: int = 10) -> Found:
        """The `top` passages for `text`, best first, ties in passage order.

        Passages with questions of their own and passages without are judged apart, each by its own path of the ranking:
        what the map says of the ones must not outweigh all that is known of the others. Only the probabilities meet.
        """
        with single:
            return self._search(text, top)

    def _search(self, text: str, top: int) -> Found:
        asked = self._asked(text)
        found = self._matters.find(asked)
        mentions = tuple(self._matters.mention(word, matter) for word, matter in found)
        plain = words.strip_scaffold(asked)
        cut = self._words.cut(plain)
        if not (self._tells(plain, cut) or (found and not self._taught.idle)):  # 007 is overtime where questions say so
            return Found((), mentions)
        candidates, features, signs, vector = self._features(plain, cut, found)
        hits: list[Hit] = []
        for side, others in self._sides:
            here = side[candidates]
            if here.any():
                some = {name: values[here] for name, values in features.items()} if len(self._sides) > 1 else features
                hits += self._listed(candidates[here], some, signs | others.signs(vector), vector, top)
        hits = list(map(_named, hits)) if self._is_wording(plain, found) else hits
        best = sorted(hits, key=lambda hit: -hit.score)[:top]
        return Found(tuple(map(_possible, best) if words.is_channel(plain) else best), mentions)

    def _is_wording(self, text: str, found: list[tuple[str, int]]) -> bool:
        """Whether a text is what the thesaurus calls one matter that passages of this base handle, nothing more, and no matter of another authority."""
        if len(found) != 1 or found[0][0] != text or self._matters.side(found[0][1]) >= 0:
            return False
        return self._matters.mention(*found[0]).otherwise is None

    def _tells(self, text: str, cut: list[str]) -> bool:
        """Whether a text may name a matter: some Chinese of two letters at least and more than manners, or what passages print: a foreign
        word, a number such as that of a hotline.
        """
        if _CHINESE.search(text):
            told = bool(cut) and len(_LETTER.findall(text)) > 1 and not words.is_manners(text)
        else:
            told = bool(self._by_words.score([word for word in cut if _FOREIGN_WORD.fullmatch(word)]).any())
        return told or any(map(self._names.have, _NUMBER.findall(text)))

    def _listed(
        self, candidates: NDArray[np.int64], features: Features, signs: dict[str, float], vector: NDArray[np.float32], top: int
    ) -> list[Hit]:
        """The `top` of candidates that are all taught or all untaught, best first; none that nothing speaks for."""
        untaught = self._untaught[candidates[0]]
        path = rank.ranking().plain if untaught else rank.ranking().taught
        features = {name: values for name, values in features.items() if name in path.weights}
        evidence = rank.evidence(features)
        order = (-evidence["strength"]).argsort(kind="stable")[:top]
        order = order[evidence["strength"][order] > 0]
        listed: dict[str, rank.Values] = {name: values[order] for name, values in evidence.items()}
        if not untaught:
            near = self._taught.nearest(vector, candidates[order])
            listed["own"] = near * (1 - signs["lone"])  # what one word means the map knows
        scores = np.minimum.accumulate(rank.probabilities(listed, signs))  # nothing scores above what is listed before it
        behind = np.array(list(features.values()))[:, order].T
        return [
            Hit(self._keys[candidate], score, dict(zip(features, values, strict=True)))
            for candidate, score, values in zip(candidates[order], scores.tolist(), behind.tolist(), strict=True)
        ]

    def likest(self, text: str, key: str) -> str:
        """The question most like `text` among those that the passage is known to answer; "" where there is none."""
        return self._taught.likest(words.strip_scaffold(self._asked(text)), self._keys.index(key))

    def gained(self, text: str, matters: Sequence[tuple[str, Sequence[str]]]) -> list[float]:
        """For each matter with names beside it: the share of what `text` asks that it says and none of the names does."""
        return gained(words.strip_scaffold(self._asked(text)), matters, self._encoder) if matters else []

    def keys(self) -> list[str]:
        """The keys of all passages, in passage order."""
        return list(self._keys)

    def features_of(self, text: str) -> tuple[Features, dict[str, float]]:
        """Every feature of all passages for `text`, and the signs that it means none of them; what calibration is fitted on."""
        asked = self._asked(text)
        plain = words.strip_scaffold(asked)
        candidates, some, signs, vector = self._features(plain, self._words.cut(plain), self._matters.find(asked))
        for _, others in self._sides:
            signs |= others.signs(vector)
        features = {name: np.zeros(len(self), dtype=np.float32) for name in some}
        for name, values in some.items():
            features[name][candidates] = values
        return features, signs

    def _asked(self, text: str) -> str:
        """The matter of `text`, misspelt words of the domain set right."""
        return self._spelling.mend(self._words.asked(text), self._words.pieces)

    def _features(
        self, text: str, cut: list[str], found: list[tuple[str, int]]
    ) -> tuple[NDArray[np.int64], Features, dict[str, float], NDArray[np.float32]]:
        """The candidates (passage numbers, ascending), each feature's value for them, signs that the text means none, its vector."""
        vector, grams = self._encoder.encode([text]), words.ngrams(text)
        everywhere = {
            "words": self._by_words.score(cut),
            "grams": self._by_grams.score(grams),
            "name": self._by_name.score(vector, _REACH),
            "piece": self._by_piece.score(vector, 3 * _REACH),
            "context": self._by_context.score(vector, _REACH),
            "matter": self._matters.score(found, len(self)),
        }
        if self._by_lent:
            everywhere["lent"] = self._by_lent.score(vector, _REACH)
        signs = {"away": self._away(grams, found), "lone": float(len(cut) == 1)}
        if not self._taught.idle:
            everywhere["taught"], more = self._taught.score(_seen(text, cut, found, vector[0]))
            signs |= more
        candidates = _strongest(list(everywhere.values()))
        features = dict(zip(everywhere, np.maximum(np.array(list(everywhere.values()))[:, candidates], 0), strict=True))
        features["soft"] = self._names.soft(text, candidates)
        features["short"] = self._names.short(cut, candidates)
        if self._by_parlance:
            likely = _likely(features)
            features["parlance"] = np.zeros(len(candidates), dtype=np.float32)
            features["parlance"][likely] = self._by_parlance.score(grams, candidates[likely])
        if self._by_initiative:
            features["initiative"] = self._by_initiative.score(grams, candidates)
        return candidates, features, signs, vector[0]

    def _away(self, grams: list[str], found: list[tuple[str, int]]) -> float:
        """How much more of the question names matters of other authorities than matters handled here; a share in [0, 1]."""
        size = sum(map(len, grams)) / 3 or 1.0
        away = sum(len(word) * self._matters.side(matter) for word, matter in found)
        return max(0.0, min(1.0, away / size))


def _named(hit: Hit) -> Hit:
    """A hit as one that may be meant, where the matter that is named leads to it for sure."""
    sure = hit.features.get("matter", 0.0) >= matters.WHOLE
    return hit._replace(score=max(hit.score, rank.ranking().thresholds["candidates"])) if sure else hit


def _possible(hit: Hit) -> Hit:
    """A hit as what may be meant, no answer."""
    return hit._replace(score=min(hit.score, _UNSURE * rank.ranking().thresholds["answered"]))


def _strongest(features: list[NDArray[np.float32]]) -> NDArray[np.int64]:
    """The passages among the REACH best of any feature, ascending."""
    count = len(features[0])
    if count <= _REACH:
        return np.arange(count)
    best = [np.argpartition(-values, _REACH)[:_REACH] for values in features]
    return np.unique(np.concatenate([found[values[found] > 0] for found, values in zip(best, features, strict=True)]))


def _likely(features: Features) -> NDArray[np.int64]:
    """The places of the REACH candidates without questions of their own for which these features speak most, ascending."""
    weights = rank.ranking().plain.weights
    known = [name for name in features if name in weights]
    strength = np.array([weights[name] for name in known]) @ np.array([features[name] for name in known])
    if len(strength) <= _REACH:
        return np.arange(len(strength))
    return np.sort(np.argpartition(-strength, _REACH)[:_REACH])


def seen(texts: Sequence[str], vocabulary: words.Words, known: matters.Matters, encoder: Encoder) -> list[Seen]:
    """Each text as the map from questions to passages sees it."""
    whole = [vocabulary.asked(text) for text in texts]
    plain = [words.strip_scaffold(text) for text in whole]
    vectors = encoder.encode(plain)
    return [
        _seen(short, vocabulary.cut(short), known.find(text), v) for short, text, v in zip(plain, whole, vectors, strict=True)
    ]


def _seen(text: str, cut: list[str], found: list[tuple[str, int]], vector: NDArray[np.float32]) -> Seen:
    return Seen(tuple(words.ngrams(text, 3)), tuple(matter for _, matter in found), tuple(cut), vector)
