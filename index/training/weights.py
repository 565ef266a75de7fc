"""How much a word counts in a text: smooth inverse frequency (SIF).

Arora, Liang & Ma 2017, "A Simple but Tough-to-Beat Baseline for Sentence
Embeddings": a text is the sum of its word vectors times a / (a + p(word)).
Words of question scaffolding ("who is in charge of ...") are damped further. They have a list of
their own, scaffold.txt: the vectors hang on it, so it stays as it was when the model was made, while
index/words/scaffold.toml, which is stripped from questions, changes with the search.
"""

from collections.abc import Sequence
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

RARITY = 1e-3  # a: the probability at which a word counts half
GENERAL = 0.6  # share of general language in p(word); the rest is the law
DAMPING = 0.25


def scaffold() -> frozenset[str]:
    """Return the words that carry a question rather than its subject."""
    lines = (files("index.training") / "scaffold.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line)


def probability(general: NDArray[np.int64], law: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return p(word) from counts in general language and in the law, shape (words,)."""
    mixture: NDArray[np.float64] = GENERAL * general / general.sum() + (1 - GENERAL) * law / law.sum()
    return mixture


def sif(words: Sequence[str], p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weight of each word, in (0, 1), shape (words,)."""
    damped = scaffold()
    damping = np.array([DAMPING if word in damped else 1.0 for word in words])
    return damping * RARITY / (RARITY + p)
