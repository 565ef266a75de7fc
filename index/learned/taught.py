"""What a catalogue's own questions teach: a linear map from a question to the passages it means, and to "elsewhere".

Logistic regression from character 1-3-grams, recognised matters, words and the vector of a text to the passage it was written
for, solved once at build time. Questions of one passage add up, and what tells near-duplicate passages apart gets weight because
their siblings' questions lack it. Questions that no passage answers are one more target, so that the map can say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import listing
from index.encoder import Vectors
from index.files import read_array, read_json, write_arrays, write_json
from index.learned.lessons import VECTOR, Floats, Seen, focus, lessons, lone, meant, weighed
from index.learned.logistic import belief, solved
from index.words import ngrams

MOST_CELLS = 60_000_000  # of the map
MOST_SAID = 20_000_000  # of texts by passages, ten times in memory while the map is learned


class Taught:
    """The map of one base, opened from its folder; knows nothing where the catalogues brought no questions."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.idle = not (folder / "tokens.npy").is_file()
        if not self.idle:
            self._tokens = listing.Listing(folder, "tokens")
            self._idf = read_array(folder, "idf").data
            self._sparse = read_array(folder, "sparse")
            self._dense = read_array(folder, "dense")
            self._focus = read_array(folder, "focus")
            self._vectors, self._starts = read_array(folder, "vectors"), read_array(folder, "starts")

    def texts(self) -> list[tuple[str, int]]:
        """The texts the map was learned from, each with the number of its passage, -1 for none."""
        return [] if self.idle else [(text, owner) for text, owner in read_json(self._folder / "texts.json")]

    def likest(self, text: str, passage: int) -> str:
        """The text of `passage` that shares most character pairs with a normalised `text`; "" where it has none."""
        asked = set(ngrams(text))
        told = [written for written, owner in self.texts() if owner == passage]
        return max(told, key=lambda one: len(asked & set(ngrams(one))) / len(asked | set(ngrams(one)) | {""}), default="")

    def score(self, seen: Seen) -> tuple[Floats, dict[str, float]]:
        """How much a text means each passage, in [0, 1]; and how much it means none, and how much its best token says."""
        rows, weights = weighed(seen, self._tokens.rows, self._idf)
        known = np.array(rows, dtype=np.int64)
        said = belief(VECTOR * (seen.vector @ self._dense) + np.array(weights, dtype=np.float32) @ self._sparse[known])
        return said[:-1], {"elsewhere": float(said[-1]), "focus": float(self._focus[known].max(initial=0))}

    def nearest(self, vector: Vectors, passages: NDArray[np.int64]) -> NDArray[np.float64]:
        """For each of `passages` the best cosine of a question with one that means it, 0 where none does."""
        spans = zip(self._starts[passages].tolist(), self._starts[passages + 1].tolist(), strict=True)
        best = [np.maximum.reduce(self._vectors[start:end] @ vector, initial=0) for start, end in spans]
        return np.array(best, dtype=np.float64)


def build(
    texts: Sequence[str], owners: Sequence[int], passages: int, see: Callable[[Sequence[str]], Sequence[Seen]], folder: Path
) -> str:
    """Write the map learned from `texts` as one can `see` them; text n means passage owners[n], none where that is -1.

    Returns what was left out so that memory and time bear it, "" for nothing. Nothing is written where no text means a passage.
    """
    if not any(owner >= 0 for owner in owners):
        return ""
    kept = _thinned(owners, MOST_SAID // (passages + 1))
    seen = see([texts[n] for n in kept])
    alone = lone(seen)
    wanted = meant(seen, [owners[n] for n in kept], passages, alone)
    every = lessons([*seen, *see(alone)])
    known = every.frequent(MOST_CELLS // (passages + 1))
    sparse, dense = solved(known, wanted)
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "texts.json", [[texts[n], owners[n]] for n in kept])
    listing.write(known.tokens, folder, "tokens")  # in order already: UTF-8 sorts as characters do
    write_arrays(folder, idf=known.idf, sparse=sparse, dense=dense, focus=focus(known, wanted))
    own = sorted((owners[n], at) for at, n in enumerate(kept) if owners[n] >= 0)
    starts = np.searchsorted([owner for owner, _ in own], np.arange(passages + 1))
    write_arrays(folder, vectors=np.array([seen[at].vector for _, at in own]), starts=starts)
    return _lacking((len(texts), len(kept)), (len(every.tokens), len(known.tokens)))


def _lacking(texts: tuple[int, int], tokens: tuple[int, int]) -> str:
    """What was left out, in words: how many texts and tokens there were, and how many were learned from."""
    said = f"{texts[0]:,} 条职责问句中学了 {texts[1]:,} 条" if texts[0] > texts[1] else ""
    short = f"{tokens[0]:,} 个字词片段中记了最常见的 {tokens[1]:,} 个" if tokens[0] > tokens[1] else ""
    return "，".join(filter(None, (said, short)))


def _thinned(owners: Sequence[int], most: int) -> list[int]:
    """Which texts to learn from: all, or of every passage each k-th, so that about `most` are left."""
    step = -(-len(owners) // most)
    before: Counter[int] = Counter()
    kept = []
    for n, owner in enumerate(owners):
        if before[owner] % step == 0:
            kept.append(n)
        before[owner] += 1
    return kept
