"""Texts with what they mean -> a linear map, by ridge regression.

A text is seen as sparse tokens (character n-grams, recognised matters) and a vector. The map is found by conjugate gradients:
memory and time grow with the number of tokens in the texts, never with the square of the number of texts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

RIDGE = 0.5
VECTOR = 0.7
SCALES = 1.0, 0.7  # of the grams, of the matters
_AT_ONCE, _SHIFT = 256, 32
_STEPS, _EXACT, _TINY = 500, 1e-4, 1e-30

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as the map sees it: its grams, the matters recognised in it, its vector."""

    grams: tuple[str, ...]
    matters: tuple[int, ...]
    vector: Floats

    def blocks(self) -> tuple[Sequence[str], Sequence[str]]:
        """The sparse tokens of each kind, as in SCALES."""
        return self.grams, [f"#{matter}" for matter in self.matters]


class Lessons(NamedTuple):
    """The texts a map is learned from, row by row: the weights of their tokens, and their scaled vectors.

    `idf` is the rarity of each token, and at last that of any other.
    """

    tokens: list[str]
    idf: Floats
    sparse: csr_array
    dense: Floats

    def of(self, rows: NDArray[np.bool_]) -> Lessons:
        """Those texts alone."""
        return self._replace(sparse=self.sparse[rows], dense=self.dense[rows])

    def frequent(self, most: int) -> Lessons:
        """With the `most` frequent tokens alone; the others weigh as tokens that nobody knows."""
        if len(self.tokens) <= most:
            return self
        kept = np.sort(np.argsort(self.idf[:-1], kind="stable")[:most])
        idf = np.append(self.idf[kept], self.idf[-1])
        return self._replace(tokens=[self.tokens[n] for n in kept], idf=idf, sparse=self.sparse[:, kept])


def lessons(texts: Sequence[Seen]) -> Lessons:
    """How the map weighs `texts`."""
    from scipy.sparse import csr_array

    tokens = sorted({token for seen in texts for block in seen.blocks() for token in block})
    rows = {token: n for n, token in enumerate(tokens)}
    counted = counts(texts, lambda tokens: [rows[token] for token in tokens])
    found = np.bincount(np.concatenate([block.token for block in counted]), minlength=len(tokens))
    idf = np.log(1 + len(texts) / np.append(found, 1)).astype(np.float32)
    text, token, weight = (np.concatenate(parts) for parts in zip(*(weighed(block, idf) for block in counted), strict=True))
    sparse = csr_array((weight, (text, token)), shape=(len(texts), len(tokens)))
    return Lessons(tokens, idf, sparse, VECTOR * np.array([seen.vector for seen in texts], dtype=np.float32))


def solved(known: Lessons, wanted: Floats) -> tuple[Floats, Floats]:
    """The ridge solution, shape (tokens, targets) and (dimensions, targets), a block of targets at a time."""
    sparse = np.zeros((len(known.tokens), wanted.shape[1]), dtype=np.float32)
    dense = np.zeros((known.dense.shape[1], wanted.shape[1]), dtype=np.float32)
    back = known.sparse.T.tocsr()
    for start in range(0, wanted.shape[1], _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        held = _duals(known, wanted[:, some])
        sparse[:, some] = back @ held
        dense[:, some] = known.dense.T @ held
    return sparse, dense


def _duals(known: Lessons, wanted: Floats) -> Floats:
    """The ridge solution in terms of the texts, by conjugate gradients; the likeness of every two texts is never written down.

    A token of one text is like nothing but itself: it only adds to the diagonal.
    """
    often = np.bincount(known.sparse.indices, minlength=len(known.tokens)) > 1
    alone, shared = known.sparse[:, ~often], known.sparse[:, often]
    back = shared.T.tocsr()
    diagonal = (RIDGE + alone.multiply(alone).sum(axis=1)).astype(np.float32)[:, None]
    held = np.zeros_like(wanted)
    rest, way = wanted.copy(), wanted.copy()
    left = start = _squares(rest)
    for _ in range(_STEPS):
        if (left <= _EXACT**2 * start).all():
            break
        moved = shared @ (back @ way) + known.dense @ (known.dense.T @ way) + diagonal * way
        step = left / np.maximum(np.einsum("nt,nt->t", way, moved), _TINY)
        held += step * way
        rest -= step * moved
        before, left = left, _squares(rest)
        way *= left / np.maximum(before, _TINY)
        way += rest
    return held


def _squares(rows: Floats) -> Floats:
    """The squared length of each column."""
    squares: Floats = np.einsum("nt,nt->t", rows, rows)
    return squares


def targets(owners: Sequence[int], passages: int) -> Floats:
    """One column a passage and a last one for "elsewhere", shape (texts, passages + 1)."""
    wanted = np.zeros((len(owners), passages + 1), dtype=np.float32)
    wanted[np.arange(len(owners)), owners] = 1.0
    return wanted


class Counted(NamedTuple):
    """The tokens of one kind in some texts: text `text[n]` has token `token[n]` `times[n]` times; the block weighs `scale`."""

    text: NDArray[np.int64]
    token: NDArray[np.int64]
    times: NDArray[np.int64]
    scale: float


def counts(texts: Sequence[Seen], numbers: Callable[[list[str]], list[int]]) -> list[Counted]:
    """The tokens of `texts` kind by kind, under the `numbers` of them all."""
    blocks = []
    for kind, scale in enumerate(SCALES):
        tokens = [seen.blocks()[kind] for seen in texts]
        text = np.repeat(np.arange(len(texts)), list(map(len, tokens)))
        token = np.array(numbers([token for one in tokens for token in one]), dtype=np.int64)
        pairs, times = np.unique(text << _SHIFT | token, return_counts=True)
        blocks.append(Counted(pairs >> _SHIFT, pairs & (1 << _SHIFT) - 1, times, scale))
    return blocks


def weighed(block: Counted, idf: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Text, token and weight: damped count times rarity, the whole block of a text of length `scale`. Unknown tokens are rarest."""
    rarity = idf[np.minimum(block.token, len(idf) - 1)]
    length = np.sqrt(np.bincount(block.text, rarity**2))
    weight = block.scale * (1 + np.log(block.times)) * rarity / length[block.text]
    return block.text, block.token, weight.astype(np.float32)
