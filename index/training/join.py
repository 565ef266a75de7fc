"""Two spaces of words made one: neighbours in the law beside glosses; what a word lacks is guessed from what it has."""

import numpy as np
from numpy.typing import NDArray

from index.training.gloss import unit

LAW_DIMENSIONS = 96
RIDGE = 10.0
GUESSED = 0.5  # length of a guessed half against 1 of a known one

Rows = NDArray[np.float64]


def join(law: dict[str, Rows], gloss: dict[str, Rows], words: list[str]) -> Rows:
    """Return one row a word: the gloss half, then the law half; shape (len(words), both dimensions)."""
    both = [word for word in words if word in law and word in gloss]
    neighbours = unit(np.array([law[word][:LAW_DIMENSIONS] for word in both]))
    meanings = np.array([gloss[word] for word in both])
    to_law, to_gloss = _ridge(meanings, neighbours), _ridge(neighbours, meanings)
    rows = np.zeros((len(words), meanings.shape[1] + LAW_DIMENSIONS))
    for n, word in enumerate(words):
        place = unit(law[word][np.newaxis, :LAW_DIMENSIONS])[0] if word in law else None
        meaning = gloss.get(word)
        if meaning is None and place is not None:
            meaning = GUESSED * (place @ to_gloss)
        if place is None and meaning is not None:
            place = GUESSED * (meaning @ to_law)
        if meaning is not None and place is not None:
            rows[n] = np.concatenate([meaning, place])
    return rows


def _ridge(given: Rows, wanted: Rows) -> Rows:
    solved = np.linalg.solve(given.T @ given + RIDGE * np.eye(given.shape[1]), given.T @ wanted)
    return np.asarray(solved, dtype=np.float64)
