"""The thesaurus in an index: which matters a question mentions, and which passages each matter leads to."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import listing
from index.files import read_array, read_json, write_arrays, write_json
from index.listing import Listing
from index.passage import Matter, Mention

_PARTS, _KIND = re.compile("[、，；（）]"), re.compile("部门|机关")
_STRONG = 0.35
WHOLE = 0.75  # of a link that leads to a passage for sure
_LIKELY = 0.5
_SHARED = 2
_BESIDE_NAMED, _SECOND = 0.5, 0.9


class Matters:
    """The matters of one base, opened from their folder."""

    def __init__(self, folder: Path) -> None:
        known = read_json(folder / "matters.json")
        self._labels: list[str] = known["labels"]
        self._authorities: list[str] = known["authorities"]  # "" also where that authority is one of the bodies of this base
        self._words, self._readings = Listing(folder, "words"), read_array(folder, "readings")
        self._others = read_array(folder, "others")
        self._starts = read_array(folder, "starts")
        self._passages = read_array(folder, "passages")
        self._links = read_array(folder, "links")

    def find(self, text: str) -> list[tuple[str, int]]:
        """The words of the thesaurus in a normalised text, longest first from left to right, with their matters.

        A word of another authority's matter that takes up the end of the word before it and goes on takes its place: 劳动仲裁, but 仲裁开庭.
        """
        found: list[tuple[str, int]] = []
        done = 0
        for at, listed in enumerate(self._words.within(text)):
            end, row = listed[-1] if listed else (at, -1)
            if end - at > 1 and end > done:
                matter = int(self._readings[row])
                if at < done and not (done - at >= _SHARED and self.elsewhere(matter)):
                    continue
                found[len(found) - (at < done) :] = [(text[at:end], matter)]
                done = end
        return found

    def mention(self, word: str, matter: int) -> Mention:
        """The record of one find."""
        other = self._others[self._words.rows([word])[0]]
        otherwise = Mention(word, self._labels[other], self._authorities[other]) if other >= 0 and other != matter else None
        return Mention(word, self._labels[matter], self._authorities[matter], otherwise)

    def elsewhere(self, matter: int) -> bool:
        """Whether another authority usually handles the matter, and nothing in this base does."""
        span = self._links[self._starts[matter] : self._starts[matter + 1]]
        return bool(self._authorities[matter]) and not (len(span) and span.max() >= WHOLE)

    def side(self, matter: int) -> int:
        """1 for a matter of another authority, -1 for one that something in this base handles, 0 for neither."""
        if self.elsewhere(matter):
            return 1
        return -1 if self._starts[matter + 1] > self._starts[matter] else 0

    def score(self, found: list[tuple[str, int]], passages: int) -> NDArray[np.float32]:
        """How strongly the matters found lead to each passage: the strongest matter decides, shape (passages,), in [0, 1]."""
        scores = np.zeros(passages, dtype=np.float32)
        here = dict.fromkeys(matter for _, matter in found if not self.elsewhere(matter))
        for matter in here:
            span = slice(int(self._starts[matter]), int(self._starts[matter + 1]))
            np.maximum.at(scores, self._passages[span], self._links[span])
        return scores


def build(
    matters: Iterable[Matter],
    normal: Callable[[str], str],
    link: Callable[[str], NDArray[np.float32]],
    keys: Sequence[str],
    bodies: Collection[str],
    folder: Path,
) -> None:
    """Write the matters: their words, and for each the passages that one of its official terms leads to.

    What one of the `bodies` usually handles is no matter of another authority.

    `link` gives each passage's likeness to a term in [0, 1]; a term counts with its own weight, the best term decides.
    Passages (by their `keys`) that the catalogue names for the matter itself count fully, and the others half then.
    """
    known = list(matters)
    labels, authorities = [matter.label for matter in known], _authorities(known, bodies)
    readings: dict[str, list[int]] = {}
    for number, matter in enumerate(known):
        for word in matter.words:
            readings.setdefault(normal(word), []).append(number)
    found = _led_to(known, normal, link, keys)
    reach = [float(max(links, default=0.0)) for _, links in found]
    read = np.array([_reading(numbers, reach, authorities) for numbers in readings.values()], dtype=np.int32)
    elsewhere = _begun(readings, labels, authorities)
    others = np.array(
        [next((n for n in numbers if authorities[n]), elsewhere.get(word, -1)) for word, numbers in readings.items()],
        dtype=np.int32,
    )
    folder.mkdir(parents=True, exist_ok=True)
    order = listing.write(list(readings), folder, "words")
    write_json(folder / "matters.json", {"labels": labels, "authorities": authorities})
    write_arrays(
        folder,
        readings=read[order],
        others=others[order],
        starts=np.cumsum([0, *(len(passages) for passages, _ in found)]),
        passages=np.concatenate([np.zeros(0, np.int32), *(passages for passages, _ in found)]),
        links=np.concatenate([np.zeros(0, np.float32), *(links for _, links in found)]),
    )


def _authorities(matters: Iterable[Matter], bodies: Collection[str]) -> list[str]:
    """Who usually handles each matter, "" where that is one of the `bodies`."""
    named = [matter.authority for matter in matters]
    # each authority is looked at once: no base has many, but it may have hundreds of bodies
    theirs = {authority: "" if is_ours(authority, bodies) else authority for authority in dict.fromkeys(named)}
    return [theirs[authority] for authority in named]


def _led_to(
    matters: Iterable[Matter], normal: Callable[[str], str], link: Callable[[str], NDArray[np.float32]], keys: Sequence[str]
) -> list[tuple[NDArray[np.int32], NDArray[np.float32]]]:
    """The passages that each matter leads to, with how strongly; as in `build`."""
    place = {key: n for n, key in enumerate(keys)}
    known: dict[str, NDArray[np.float32]] = {}
    found = []
    for matter in matters:
        for term, _ in matter.terms:
            if term not in known:
                known[term] = link(normal(term))
        best = np.max([known[term] * weight for term, weight in matter.terms], axis=0)
        named = [place[key] for key in matter.passages if key in place]
        if named:
            best = best * _BESIDE_NAMED
            best[named] = [_SECOND if n else 1.0 for n in range(len(named))]
        kept = np.flatnonzero(best >= _STRONG)
        found.append((kept.astype(np.int32), best[kept].astype(np.float32)))
    return found


def _begun(words: Iterable[str], labels: Sequence[str], authorities: Sequence[str]) -> dict[str, int]:
    """The matter of another authority whose official name a word begins, the shortest name first: 公积金 of 公积金提取, 低保 of 低保申请."""
    known = set(words)
    found: dict[str, int] = {}
    for number in sorted((n for n, authority in enumerate(authorities) if authority), key=lambda n: (len(labels[n]), n)):
        name = labels[number]
        for end in range(2, len(name)):
            if name[:end] in known:
                found.setdefault(name[:end], number)
    return found


def is_ours(authority: str, bodies: Iterable[str]) -> bool:
    """Whether an authority ("市场监督管理部门", "公安机关户籍管理部门") is one of the `bodies`: a name has its characters in this order."""
    stems = [_KIND.split(part)[0] for part in _PARTS.split(authority)]
    return any(len(stem) > 1 and _in_order(stem, body) for stem in stems for body in bodies)


def _in_order(stem: str, body: str) -> bool:
    rest = iter(body.replace("人民政府", "政府"))  # 民政 is another thing
    return all(char in rest for char in stem)


def _reading(numbers: list[int], reach: list[float], authorities: list[str]) -> int:
    """Of several matters that share a word: the one this base handles best, else one that another authority handles."""
    return max(numbers, key=lambda n: (reach[n] if reach[n] >= _LIKELY else 0.0, bool(authorities[n])))
