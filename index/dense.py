"""vectors -> nearest passages: exact inner product in FAISS."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors
from index.errors import SearchError


class Dense:
    """The vectors of one field, several of which may belong to one passage, opened from a file."""

    def __init__(self, path: Path, owners: NDArray[np.int32], passages: int) -> None:
        """Open the FAISS index in `path`; vector n belongs to passage `owners[n]` of `passages`."""
        import faiss

        faiss.omp_set_num_threads(1)
        try:
            self._index = faiss.read_index(str(path))
        except RuntimeError as problem:
            raise SearchError(f"{path.name}: {problem}") from problem
        self._owners = owners
        self._passages = passages

    def score(self, vector: Vectors, reach: int) -> NDArray[np.float32]:
        """The best cosine of each passage among the `reach` nearest vectors, 0 for the others; shape (passages,)."""
        best = np.zeros(self._passages, dtype=np.float32)
        similarities, found = self._index.search(vector.reshape(1, -1), min(reach, self._index.ntotal))
        kept = found[0] >= 0
        np.maximum.at(best, self._owners[found[0][kept]], similarities[0][kept])
        return best


def build(vectors: Vectors, path: Path) -> None:
    """Write `vectors` (shape (n, dimensions), unit rows) as an exact inner-product index."""
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors))
    faiss.write_index(index, str(path))
