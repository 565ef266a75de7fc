"""Questions that a catalogue does not answer: chit-chat, and everyday matters of other bodies."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors, unit
from index.passage import Matter
from index.words import Words, normal, said, strip_scaffold

Asked = tuple[str, str]  # a question and the duty that answers it, "" for none
_WORDS_A_MATTER = 4
_AT_ONCE = 10_000
_SAME_BUSINESS = 0.6  # cosine of two duties from which they are taken for one business
_LENT_AT_ONCE = 1_000  # names, each beside all duties
_LENDERS = 10  # duties of other bodies that lend a passage their questions


@cache
def questions() -> tuple[Asked, ...]:
    """Each question once with the duty of another body that answers it; none for chit-chat."""
    lines = files("index").joinpath("bodies.tsv").read_text("utf-8").splitlines()[1:]
    asked = (line.split("\t") for line in lines)
    idle = files("index").joinpath("chitchat.txt").read_text("utf-8").splitlines()
    return tuple(dict.fromkeys([*((question, duty) for _, duty, question in asked), *((line, "") for line in idle)]))


@dataclass(frozen=True, slots=True)
class Bank:
    """Questions as the passages of one base see them: the vectors of the questions and of the duties, and the duties that are akin
    to a passage.
    """

    asked: Sequence[Asked]
    vectors: Vectors
    duties: dict[str, Vectors]
    akin: frozenset[str]

    @property
    def far(self) -> NDArray[np.bool_]:
        """Which questions belong to business unlike that of every passage; idle talk always does."""
        return np.array([duty not in self.akin for _, duty in self.asked])

    @property
    def idle(self) -> NDArray[np.bool_]:
        """Which questions are idle talk."""
        return np.array([not duty for _, duty in self.asked])

    def nearest(self, names: Vectors, most: int) -> NDArray[np.int64]:
        """The places, ascending, of the `most` far questions that are most like one of the names of the passages."""
        far = np.flatnonzero(self.far)
        parts = np.array_split(far, 1 + len(far) // _AT_ONCE)
        alike = np.concatenate([(self.vectors[part] @ names.T).max(axis=1) for part in parts])
        return np.sort(far[np.argsort(-alike, kind="stable")[:most]])

    def lent(self, names: Vectors) -> Vectors:
        """The direction of the questions asked about the duties of other bodies most like each name, by their squared cosines;
        zero where nothing is like it. Shape of `names`.
        """
        duties = np.array(list(self.duties.values()))
        place = {duty: n for n, duty in enumerate(self.duties)}
        asked = np.zeros_like(duties)
        np.add.at(asked, [place[duty] for _, duty in self.asked], self.vectors)
        asked = unit(asked)
        lent = np.zeros_like(names)
        for start in range(0, len(names), _LENT_AT_ONCE):
            alike = names[start : start + _LENT_AT_ONCE] @ duties.T
            nearest = np.argpartition(-alike, min(_LENDERS, len(duties) - 1), axis=1)[:, :_LENDERS]
            weights = np.maximum(np.take_along_axis(alike, nearest, axis=1), 0) ** 2
            lent[start : start + _LENT_AT_ONCE] = np.einsum("pk,pkd->pd", weights, asked[nearest])
        return unit(lent)

    def of(self, places: NDArray[np.int64]) -> Bank:
        """Those questions alone."""
        return replace(self, asked=[self.asked[n] for n in places], vectors=self.vectors[places])


@dataclass(frozen=True, slots=True)
class _Heard:
    """The questions of other bodies as they are put to nobody by name, with the vectors of those texts and of the duties."""

    said: Sequence[str]
    vectors: Vectors
    duties: dict[str, Vectors]


@lru_cache(maxsize=1)
def _heard(encoder: Encoder) -> _Heard:
    """What is the same for all bases that a process builds with an encoder."""
    asked = [said(question) for question, _ in questions()]
    vectors = encoder.encode([strip_scaffold(one) for one in asked])
    return _Heard(asked, vectors, _vectors(dict.fromkeys(duty for _, duty in questions()), normal, encoder))


def bank(own: Iterable[Asked], names: Vectors, vocabulary: Words, encoder: Encoder) -> Bank:
    """The questions of other bodies, and the `own` ones of a base, as passages with these names (unit rows) see them."""
    heard = _heard(encoder)
    asked = list(dict.fromkeys([*questions(), *own]))
    put = {n: matter for n, one in enumerate(heard.said) if (matter := vocabulary.matter(one)) is not one}
    put |= {n: vocabulary.asked(asked[n][0]) for n in range(len(heard.said), len(asked))}
    known = _vectors(put.values(), strip_scaffold, encoder)
    vectors = np.array([known[put[n]] if n in put else heard.vectors[n] for n in range(len(asked))], dtype=np.float32)
    new = dict.fromkeys(duty for _, duty in asked if duty not in heard.duties)
    duties = heard.duties | _vectors(new, vocabulary.normal, encoder)
    return Bank(asked, vectors, duties, _akin(duties, names))


def _vectors(texts: Collection[str], said: Callable[[str], str], encoder: Encoder) -> dict[str, Vectors]:
    """The vector of each text, of what is `said` by it."""
    return dict(zip(texts, encoder.encode([said(text) for text in texts]), strict=True)) if texts else {}


def _akin(duties: dict[str, Vectors], names: Vectors) -> frozenset[str]:
    """The duties that are the business of one of these names."""
    akin, vectors, every = set[str](), np.array(list(duties.values())), list(duties)
    for start in range(0, len(names), _AT_ONCE):
        near = (vectors @ names[start : start + _AT_ONCE].T).max(axis=1) >= _SAME_BUSINESS
        akin |= {every[n] for n in np.flatnonzero(near)}
    return frozenset(akin)


def words(thesaurus: Iterable[Matter]) -> list[str]:
    """The longest words of each matter: those that say the most."""
    return [word for matter in thesaurus for word in sorted(matter.words, key=len, reverse=True)[:_WORDS_A_MATTER]]
