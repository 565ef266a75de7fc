"""tokens -> BM25 scores (Robertson & Zaragoza 2009), several fields merged as weighted term frequencies.

bm25s computes the term-by-passage scores once, at build time; a question only adds up the columns of its terms.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.files import read_array, read_json, spans, write_arrays, write_json

K1, B = 1.2, 0.5
Scores = NDArray[np.float32]


class Lexical:
    """A lexical index over the passages of one base, opened from its folder."""

    def __init__(self, folder: Path) -> None:
        self._scores = read_array(folder, "scores")
        self._passages = read_array(folder, "passages")
        self._starts = read_array(folder, "starts")
        vocabulary, self.size = read_json(folder / "vocabulary.json")
        self._columns = {token: n for n, token in enumerate(vocabulary)}
        self._sizes = np.diff(self._starts)
        # ln(1 + (N - df + 0.5) / (df + 0.5)); a token that occurs nowhere has ln(1 + N)
        self._idf: list[float] = np.log(1 + (self.size - self._sizes + 0.5) / (self._sizes + 0.5)).tolist()
        self._rarest = math.log(1 + self.size)

    def score(self, tokens: Iterable[str]) -> Scores:
        """The share of the highest possible score that each passage reaches for the different `tokens`; shape (N,), in [0, 1]."""
        different = dict.fromkeys(tokens)
        known = [column for token in different if (column := self._columns.get(token)) is not None]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        columns = np.array(known)
        best = sum([self._idf[column] for column in known]) + (len(different) - len(known)) * self._rarest
        found = spans(self._starts[columns], self._sizes[columns])
        scores = np.bincount(self._passages[found], self._scores[found], self.size)
        return np.asarray(scores / best, dtype=np.float32)


def build(documents: Iterable[Mapping[int, str]], cut: Callable[[str], list[str]], scale: float, folder: Path) -> Lexical:
    """Index `documents`, each a mapping from term weight (a whole number) to a text, of which `cut` makes tokens; weight/`scale` is the
    true weight. Of each token the number is held, once a text and once a weight, for texts can be long.
    """
    import bm25s

    columns: dict[str, int] = {}

    @cache
    def numbers(text: str) -> list[int]:
        return [columns.setdefault(token, len(columns)) for token in cut(text)]

    corpus = [[number for weight, text in document.items() for number in numbers(text) * weight] for document in documents]
    corpus = [some or [columns.setdefault("", len(columns))] for some in corpus]
    engine = bm25s.BM25(method="lucene", k1=K1 * scale, b=B)
    engine.index((corpus, columns), show_progress=False, create_empty_token=False)
    matrix = engine.scores
    write_arrays(folder, scores=matrix["data"].astype(np.float32), passages=matrix["indices"], starts=matrix["indptr"])
    write_json(folder / "vocabulary.json", [list(columns), len(corpus)])
    return Lexical(folder)
