"""What people say for the words of official names: 半夜有人偷偷杀猪 is spoken of where a name has 屠宰 and 处罚.

The translations (../parlance/, made by training/parlance.py) say how many times its usual share a piece of text has among what
people ask about names with another piece. Pieces are characters and pairs of characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index import listing
from index.files import Ragged, read_array, write_arrays, write_ragged
from index.listing import Listing
from index.words import ngrams

Translations = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]  # a name's piece, what is said, times its share
_FINE = 26  # steps of the logarithm of a share, kept as a byte
_TIMES = np.exp(np.arange(256) / _FINE).astype(np.float32)
_NOTHING = np.zeros(0, dtype=np.int64)


class _Named(NamedTuple):
    """The pieces of the names of `candidates`: `known` are the names that have any, `pieces` theirs one name after another, each
    name's from `begins` on. `heard` keeps what the rows of the translations that were asked for said of each candidate.
    """

    candidates: NDArray[np.int64]
    known: NDArray[np.int64]
    pieces: NDArray[np.int32]
    begins: NDArray[np.int64]
    heard: dict[int, NDArray[np.float32]]


class Parlance:
    """The translations beside the names of one base; safe to share between threads: what it keeps is only added to, or replaced."""

    def __init__(self, folder: Path) -> None:
        """Open the names that `build` wrote to `folder`."""
        self._names = Ragged(folder, "name_pieces")
        table = bundled()
        self._said = Listing(table, "said")
        self._starts, self._of, self._times = (read_array(table, name) for name in ("starts", "of", "times"))
        self._meant = len(read_array(table, "meant"))
        self._last = _Named(_NOTHING, _NOTHING, np.zeros(0, dtype=np.int32), _NOTHING, {})

    def score(self, pieces: Iterable[str], candidates: NDArray[np.int64]) -> NDArray[np.float32]:
        """How much likelier the pieces of a question are where each candidate is meant: the mean over them of the logarithm of one
        plus how many times likelier the average piece of the name makes it.
        """
        different = list(dict.fromkeys(pieces))
        rows = [row for row in self._said.rows(different) if row >= 0]
        named = self._named(candidates)
        if not rows or not len(named.known):
            return np.zeros(len(candidates), dtype=np.float32)
        new = [row for row in rows if row not in named.heard]
        named.heard.update(zip(new, self._heard(new, named), strict=True))
        return np.asarray(np.add.reduce([named.heard[row] for row in rows]) / np.float32(len(different)))

    def _heard(self, rows: Sequence[int], named: _Named) -> NDArray[np.float32]:
        """What each of the pieces in `rows` of the translations says of each candidate; shape (rows, candidates)."""
        times = np.zeros((len(rows), self._meant), dtype=np.float32)
        for likelier, row in zip(times, rows, strict=True):
            span = slice(self._starts[row], self._starts[row + 1])
            likelier[self._of[span]] = _TIMES[self._times[span]]
        sums = np.add.reduceat(times.take(named.pieces, axis=1), named.begins, axis=1)
        heard = np.zeros((len(rows), len(named.candidates)), dtype=np.float32)
        heard[:, named.known] = np.log1p(sums / np.diff(named.begins, append=len(named.pieces)))
        return heard

    def _named(self, candidates: NDArray[np.int64]) -> _Named:
        """The pieces of the candidates' names, kept while the candidates are the same: in a small base they are all passages."""
        last = self._last
        if not np.array_equal(last.candidates, candidates):
            pieces, sizes = self._names.joined(candidates)
            known = np.flatnonzero(sizes)
            last = self._last = _Named(candidates, known, pieces, (np.cumsum(sizes) - sizes)[known], {})
        return last


def build(names: Sequence[str], folder: Path) -> None:
    """Write the pieces of normalised `names` that the translations know."""
    meant = {piece.decode(): row for row, piece in enumerate(read_array(bundled(), "meant").tolist())}
    rows = [sorted({meant[piece] for piece in ngrams(name) if piece in meant}) for name in names]
    write_ragged(folder, "name_pieces", rows)


def write(meant: Sequence[str], said: Sequence[str], learned: Translations, folder: Path) -> None:
    """Write translations between the pieces `meant` by names and those `said`, given by their numbers."""
    of, to, times = learned
    place_of, place_to = (np.argsort(listing.write(some, folder, name)) for some, name in ((meant, "meant"), (said, "said")))
    of, to = place_of[of], place_to[to]
    order = np.lexsort((of, to))
    codes = np.clip(np.round(np.log(times) * _FINE), 0, 255).astype(np.uint8)
    starts = np.searchsorted(to[order], np.arange(len(said) + 1)).astype(np.int32)
    write_arrays(folder, of=of[order].astype(np.uint16), times=codes[order], starts=starts)


def bundled() -> Path:
    """The folder of the translations."""
    return Path(str(files("index"))) / "parlance"
