"""Word vectors from meaning: English glosses of Chinese words, encoded elsewhere, centred and reduced.

Where the statutes know a word by its neighbours, a dictionary knows it by what it says; everyday words that no law
uses (老板, 欠薪) get a place only here.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 160
PRINCIPAL_WORDS = 20_000  # the most probable words, whose directions are kept


def read(path: Path) -> tuple[list[str], NDArray[np.float64]]:
    """Return the words of a gloss file and their unit vectors, shape (words, dimensions)."""
    with np.load(path, allow_pickle=False) as kept:
        return [str(word) for word in kept["words"]], kept["vectors"].astype(np.float64)


def reduce(vectors: NDArray[np.float64], p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return unit vectors of DIMENSIONS, without what all words share.

    The mean weighs words by the square root of their probability ``p``, shape (words,); the directions kept are the
    strongest ones of the most probable words.
    """
    weight = np.sqrt(p)
    centred = unit(vectors - weight @ vectors / weight.sum())
    likely = centred[np.argsort(-p, kind="stable")[:PRINCIPAL_WORDS]]
    _, directions = np.linalg.eigh(likely.T @ likely)
    return unit(centred @ directions[:, ::-1][:, :DIMENSIONS])


def unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rows scaled to length 1; zero rows stay zero."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(length > 0, length, 1.0)
