"""What a catalogue's own questions teach: a linear map from a question to the passages it means, and to "elsewhere".

Ridge regression from character 1-3-grams, recognised matters and the vector of a text to the passage it was written for,
solved once at build time. Questions of one passage add up, and what tells near-duplicate passages apart gets weight because
their siblings' questions lack it. Questions that no passage answers are one more target, so that the map can say so.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.files import read_array, read_json, write_arrays, write_json
from index.words import ngrams

RIDGE = 1.0
VECTOR, MATTER = 0.7, 0.7
MOST = 8_000
_MOST_CELLS = 60_000_000
_FREQUENT = 100

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as the map sees it: its grams, the matters recognised in it, its vector."""

    grams: tuple[str, ...]
    matters: tuple[int, ...]
    vector: Floats

    def tokens(self) -> dict[str, list[str]]:
        """The sparse tokens by block."""
        return {"g": list(self.grams), "m": [f"#{matter}" for matter in self.matters]}


class Taught:
    """The map of one base, opened from its folder; knows nothing where the catalogues brought no questions."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.idle = not (folder / "tokens.json").is_file()
        if not self.idle:
            tokens = read_json(folder / "tokens.json")
            self._rows = {token: n for n, token in enumerate(tokens)}
            self._idf = read_array(folder, "idf")
            self._sparse = read_array(folder, "sparse")
            self._dense = read_array(folder, "dense")

    def texts(self) -> list[tuple[str, int]]:
        """The texts the map was learned from, each with the number of its passage, -1 for none."""
        return [] if self.idle else [(text, owner) for text, owner in read_json(self._folder / "texts.json")]

    def likest(self, text: str, passage: int) -> str:
        """The text of `passage` that shares most character pairs with a normalised `text`; "" where it has none."""
        asked = set(ngrams(text))
        told = [written for written, owner in self.texts() if owner == passage]
        return max(told, key=lambda one: len(asked & set(ngrams(one))) / len(asked | set(ngrams(one)) | {""}), default="")

    def score(self, seen: Seen) -> tuple[Floats, float]:
        """How much a text means each passage, and how much it means none; about 0 to 1."""
        total = np.asarray(VECTOR * (seen.vector @ self._dense), dtype=np.float32)
        for row, weight in _weights(seen, self._rows, self._idf):
            total += weight * self._sparse[row]
        return total[:-1], float(total[-1])


def build(texts: Sequence[str], seen: Sequence[Seen], owners: Sequence[int], passages: int, folder: Path) -> None:
    """Write the map learned from `texts`, each with how it is seen; text n means passage owners[n], none where that is -1.

    Nothing is written where no text means a passage, or where the map would be larger than memory should bear.
    """
    if not any(owner >= 0 for owner in owners) or len(texts) > MOST:
        return
    lessons = Lessons(seen)
    if len(lessons.tokens) * (passages + 1) > _MOST_CELLS:
        return
    held = duals(lessons.likeness(), targets(owners, passages))
    sparse = np.zeros((len(lessons.tokens), passages + 1), dtype=np.float32)
    for pairs, row in zip(lessons.weighted, held, strict=True):
        for token, weight in pairs:
            sparse[token] += weight * row
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "texts.json", [[text, owner] for text, owner in zip(texts, owners, strict=True)])
    write_json(folder / "tokens.json", lessons.tokens)
    write_arrays(folder, idf=lessons.idf, sparse=sparse, dense=VECTOR * (lessons.vectors.T @ held))


class Lessons:
    """The texts a map is learned from: their tokens with rarity, and how alike they are."""

    def __init__(self, texts: Sequence[Seen]) -> None:
        found = Counter(token for seen in texts for block in seen.tokens().values() for token in set(block))
        self.tokens = sorted(found)
        rows = {token: n for n, token in enumerate(self.tokens)}
        self.idf = np.array([math.log(1 + len(texts) / found[token]) for token in self.tokens], dtype=np.float32)
        self.weighted = [list(_weights(seen, rows, self.idf)) for seen in texts]
        self.vectors = np.array([seen.vector for seen in texts], dtype=np.float32)

    def likeness(self) -> Floats:
        """The likeness of every two texts, shape (texts, texts)."""
        return _kernel(self.weighted, self.vectors, len(self.tokens))


def _kernel(weighted: Sequence[Iterable[tuple[int, float]]], vectors: Floats, tokens: int) -> Floats:
    """Sum of the products of shared weights: frequent tokens as one dense product, the others as a sparse one."""
    from scipy.sparse import csr_array

    flat = [(token, n, weight) for n, pairs in enumerate(weighted) for token, weight in pairs]
    column, row = np.array([entry[0] for entry in flat]), np.array([entry[1] for entry in flat])
    weight = np.array([entry[2] for entry in flat], dtype=np.float32)
    count = np.bincount(column, minlength=tokens)
    dense = np.flatnonzero(count > len(weighted) / _FREQUENT)
    place = np.full(tokens, -1)
    place[dense] = np.arange(len(dense))
    often = place[column] >= 0
    block = np.zeros((len(weighted), len(dense)), dtype=np.float32)
    block[row[often], place[column[often]]] = weight[often]
    together: Floats = VECTOR**2 * (vectors @ vectors.T) + block @ block.T
    rare = csr_array((weight[~often], (row[~often], column[~often])), shape=(len(weighted), tokens), dtype=np.float32)
    shared = (rare @ rare.T).tocoo()
    together[shared.row, shared.col] += shared.data
    return together


def duals(likeness: Floats, wanted: Floats) -> Floats:
    """The ridge solution in terms of the texts, shape (texts, targets)."""
    from scipy.linalg import solve

    ridged = likeness.copy()
    ridged[np.diag_indices_from(ridged)] += RIDGE
    held: Floats = solve(ridged, wanted, assume_a="pos", overwrite_a=True)
    return held


def targets(owners: Sequence[int], passages: int) -> Floats:
    """One column a passage and a last one for "elsewhere", shape (texts, passages + 1)."""
    wanted = np.zeros((len(owners), passages + 1), dtype=np.float32)
    wanted[np.arange(len(owners)), owners] = 1.0
    return wanted


def _weights(seen: Seen, rows: dict[str, int], idf: Floats) -> Iterable[tuple[int, float]]:
    """Each known token's row and weight: damped count times rarity, the whole block of length 1, unknown tokens included."""
    rarest = float(idf.max())
    for block, scale in (("g", 1.0), ("m", MATTER)):
        counted = Counter(seen.tokens()[block])
        if counted:
            rarity = {token: float(idf[rows[token]]) if token in rows else rarest for token in counted}
            length = math.sqrt(sum(value * value for value in rarity.values()))
            for token, count in counted.items():
                if token in rows:
                    yield rows[token], scale * (1 + math.log(count)) * rarity[token] / length
