"""The written folder read back two ways, which must agree.

One way is sentence-transformers; the other is the index's own encoder, which
reads the same files with only tokenizers and numpy.
"""

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from index.encoder import StaticEncoder

TOLERANCE = 1e-5  # largest difference of any component of two unit vectors; texts of ordinary length stay below 1e-6
TEXTS = [
    "",
    " ",
    "，。？",
    "Qwerty",
    "工资",
    "拖欠工资找谁",
    "困 难 职 工",
    "第１２条 wage",
    "工会\U0001f600㐀𠀀",
]


def difference(folder: Path, samples: Sequence[str]) -> float:
    """Return the largest difference between the two ways over TEXTS and ``samples``.

    A long text of all samples is added: neither way may cut it short.
    """
    texts = [*TEXTS, *samples, "".join(samples)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        theirs = model.encode(texts)
        ours = StaticEncoder(folder).encode(texts)
    if theirs.dtype != np.float32 or not np.isfinite(theirs).all():
        raise ValueError(f"expected finite float32 vectors, found {theirs.dtype}")
    return float(np.abs(theirs - ours).max())
