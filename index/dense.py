"""vectors -> nearest passages by exact inner product: numpy for a few catalogues, FAISS for many.

Importing FAISS costs more than all else that a single question does with a few thousand vectors.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import SearchError
from index.files import read_array, write_arrays

SCANNED = 20_000
Nearest = Callable[[Vectors, int], tuple[NDArray[np.int64] | slice, Vectors]]  # places of vectors and their cosines


class Dense:
    """The vectors of one field, several of which may belong to one passage, opened from a file."""

    def __init__(self, folder: Path, name: str, owners: NDArray[np.int32], passages: int) -> None:
        """Open the vectors `name` in `folder`; vector n belongs to passage `owners[n]` of `passages`."""
        many = folder / f"{name}.faiss"
        self._nearest = _by_faiss(many) if many.is_file() else _by_numpy(read_array(folder, name))
        self._owners, self._single = owners, bool(np.array_equal(owners, np.arange(passages)))
        self._passages = passages

    def score(self, vector: Vectors, reach: int) -> NDArray[np.float32]:
        """The best cosine of each passage among the `reach` nearest vectors, 0 for the others; shape (passages,)."""
        found, similarities = self._nearest(vector.reshape(-1), reach)
        if self._single and isinstance(found, slice):
            return np.maximum(similarities, 0)
        best = np.zeros(self._passages, dtype=np.float32)
        np.maximum.at(best, self._owners[found], similarities)
        return best


def build(vectors: Vectors, folder: Path, name: str) -> None:
    """Write `vectors` (shape (n, dimensions), unit rows) to be searched."""
    if len(vectors) <= SCANNED:
        write_arrays(folder, **{name: vectors})
        return
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors))
    faiss.write_index(index, str(folder / f"{name}.faiss"))


def _by_numpy(vectors: Vectors) -> Nearest:
    def nearest(vector: Vectors, reach: int) -> tuple[NDArray[np.int64] | slice, Vectors]:
        similarities = vectors @ vector
        if len(vectors) <= reach:
            return slice(None), similarities
        found = np.argpartition(-similarities, reach)[:reach]
        return found, similarities[found]

    return nearest


def _by_faiss(path: Path) -> Nearest:
    import faiss

    faiss.omp_set_num_threads(1)
    try:
        index = faiss.read_index(str(path))
    except RuntimeError as problem:
        raise SearchError(f"{path.name}: {problem}") from problem

    def nearest(vector: Vectors, reach: int) -> tuple[NDArray[np.int64], Vectors]:
        similarities, found = index.search(vector.reshape(1, -1), reach)
        return found[0], similarities[0]

    return nearest
