"""Clauses and duties -> the parts of a clause that no duty of the body takes up, each with the duty that comes nearest."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder
from kg.overlap.facts import Cited, Facts
from kg.overlap.finding import Gap, GapKind
from kg.overlap.gaps.guide import guide
from kg.overlap.wording.align import Aligner
from kg.overlap.wording.covers import Covers
from kg.overlap.wording.phrases import Cut, Item, Phrase, lexicon, phrases, words_of

_OF_MANY = ("document-law", "document-regulation")
_LIGHT = 0.4
Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a clause: its own words, and the sentence it stands in."""

    text: str
    words: tuple[str, ...]
    sentence: str


def untaken(
    duties: Sequence[Facts], labels: Mapping[str, str], assigned: frozenset[str], cut: Cut, encoder: Encoder, body: str = ""
) -> Iterator[Gap]:
    """The parts of the clauses `assigned` that none of the `duties`, those of one catalogue, takes up; in the order of the document.

    Words of the names of the publisher, `body`, tell no task: what a bureau of tourism does is all about tourism.
    """
    quotes: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, duty in enumerate(duties):
        for clause, quote in duty.quotes:
            if clause in assigned:
                quotes[clause, quote].append(n)
    parts = {key: [part for phrase in phrases(key[1], cut) for part in _parts(phrase, body)] for key in quotes}
    if not any(parts.values()):
        return
    measured = _Body(duties, [part for found in parts.values() for part in found], cut, encoder)
    told: set[str] = set()
    for (clause, quote), citing in quotes.items():
        for sentence, text, part in _left(parts[clause, quote], citing, measured):
            if text not in told:
                told.add(text)
                nearest = duties[measured.nearest(part)]
                who = f"（{nearest.department}）" if nearest.department else ""
                inside = "" if text == sentence else f"“{sentence}”中"
                said = (
                    f"{labels.get(clause, clause)}{inside}的“{text}”，各项职责的名称都没有写到；最接近的是 {nearest.number}{who}"
                )
                yield Gap(GapKind.UNTAKEN, clause, duties[citing[0]].iri, text, said, nearest.iri)


def assigning(clauses: Mapping[str, Sequence[Cited]], duties: Sequence[Facts]) -> frozenset[str]:
    """Those of the clauses cited by these duties that give their body its tasks."""
    named = guide("assigning")
    share = Counter(document for duty in duties for document in {clause.rpartition("/")[0] for clause in duty.clauses})
    found = set()
    of_these = {clause for duty in duties for clause in duty.clauses}
    for one in (one for clause in of_these for one in clauses.get(clause, ())):
        often = share[one.clause.rpartition("/")[0]] >= named["share"] * len(duties)
        titled = any(word in one.title for word in named["titles"].split())
        if (often or titled) and not one.kind.endswith(_OF_MANY):
            found.add(one.clause)
    return frozenset(found)


def _parts(phrase: Phrase, body: str) -> Iterator[Part]:
    """The items of a sentence that name a task: specific words enough, and no principle."""
    said, hollow = guide("principle")["signs"].split(), guide("hollow")["words"].split()
    if any(sign in phrase.text for sign in said):
        return
    for item in phrase.items:
        words = tuple(word for word in item.words if word not in hollow)
        if any(map(lexicon().specific, words)) and sum(map(len, words)) >= guide("untaken")["letters"]:
            yield Part(item.text, tuple(word for word in words if word not in body) or words, phrase.text)


def _left(parts: Sequence[Part], citing: Sequence[int], body: _Body) -> Iterator[tuple[str, str, Part]]:
    """(sentence, what of it is not taken up, a part of that) of each sentence that duties leave out, wholly or in part."""
    meant = [body.meaning(part) for part in parts]
    cited_for = {best for n in citing if (best := _nearest([float(each[n]) for each in meant])) is not None}
    near = [1.0 if n in cited_for else float(each.max()) for n, each in enumerate(meant)]
    sentences: dict[str, list[int]] = defaultdict(list)
    for n, part in enumerate(parts):
        sentences[part.sentence].append(n)
    for sentence, places in sentences.items():
        said = {n: body.said(parts[n]) for n in places if near[n] < guide("untaken")["meaning"]}
        out = [n for n in said if not _taken(*said[n])]
        if len(out) == len(places):
            yield sentence, sentence, parts[out[0]]
            continue
        out = [n for n in out if near[n] < guide("untaken")["beside-meaning"] and not _taken(*said[n], beside=True)]
        if out:
            yield sentence, "、".join(parts[n].text for n in out), parts[out[0]]


def _taken(alone: np.float32, together: np.float32, beside: bool = False) -> bool:
    """Whether a duty has most of the words of a part, or all duties together nearly all of them."""
    return bool(alone > guide("untaken")["beside-words" if beside else "words"] or together > guide("untaken")["together"])


def _nearest(near: Sequence[float]) -> int | None:
    """Which part a duty that cites the clause is nearest to; None where it is near to none."""
    best = max(range(len(near)), key=near.__getitem__, default=None)
    return best if best is not None and near[best] >= guide("untaken")["near"] else None


class _Body:
    """The duties of a body, to be compared with parts of clauses by words and by meaning."""

    def __init__(self, duties: Sequence[Facts], parts: Sequence[Part], cut: Cut, encoder: Encoder) -> None:
        names = [phrases(duty.name, cut) for duty in duties]
        wanted = [Phrase("", (), (), (Item(part.text, part.words, ()),)) for part in parts]
        words = [words_of(name) for name in names]
        self._covers = Covers(Aligner([*names, tuple(wanted)], encoder), words)
        self._usual = Counter(itertools.chain.from_iterable(words))
        self._names = [duty.name for duty in duties]
        texts = [(n, text) for n, name in enumerate(names) for text in _texts(duties[n].name, name)]
        self._owners = np.array([n for n, _ in texts])
        self._vectors = encoder.encode([text for _, text in texts])
        asked = list(dict.fromkeys(text for part in parts for text in _both(part)))
        self._asked = dict(zip(asked, encoder.encode(asked), strict=True))

    def meaning(self, part: Part) -> Vector:
        """How near each duty is to the part in meaning: the nearest of its name, phrases and items."""
        near = np.max([self._vectors @ self._asked[text] for text in _both(part)], axis=0)
        best = np.full(len(self._names), -1.0, np.float32)
        np.maximum.at(best, self._owners, near)
        return best

    def said(self, part: Part) -> tuple[np.float32, np.float32]:
        """How much of the words of the part the duty has that has most of them, and how much all duties together."""
        shares, weights = self._shares(part), self._weights(part)
        return (shares @ weights).max(), shares.max(axis=0) @ weights

    def nearest(self, part: Part) -> int:
        """The duty nearest to the part, by words and meaning."""
        return int(np.argmax(self._shares(part) @ self._weights(part) + self.meaning(part)))

    def _shares(self, part: Part) -> Vector:
        """How far each duty (row) has each word of the part (column)."""
        written = np.array([[word in name for word in part.words] for name in self._names], np.float32)
        return np.maximum(self._covers.shares(part.words), written)

    def _weights(self, part: Part) -> Vector:
        every = len(self._names)
        rare = [np.log1p(every / (self._usual[word] + 1)) for word in part.words]
        weights = np.array(
            [have * (1.0 if lexicon().specific(word) else _LIGHT) for word, have in zip(part.words, rare, strict=True)],
            np.float32,
        )
        return np.asarray(weights / weights.sum(), np.float32)


def _texts(name: str, parts: Sequence[Phrase]) -> list[str]:
    items = ["".join(item.words) for phrase in parts for item in phrase.items]
    return list(dict.fromkeys([name, *(phrase.text for phrase in parts), *items]))


def _both(part: Part) -> tuple[str, str]:
    return part.text, "".join(part.words)
