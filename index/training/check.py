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

TOLERANCE = 1e-6  # largest difference of any component of two unit vectors
LONG_TOLERANCE = 1e-5  # the same of a text of 50,000 characters, whose words are added up in another order
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


def differences(folder: Path, samples: Sequence[str]) -> tuple[float, float]:
    """Return the largest difference between the two ways over TEXTS and ``samples``, and that of one long text of all samples.

    Neither way may cut the long text short. Raises ValueError for vectors that are not finite float32.
    """
    texts = [*TEXTS, *samples, "".join(samples)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        theirs = model.encode(texts)
        ours = StaticEncoder(folder).encode(texts)
    if theirs.dtype != np.float32 or not np.isfinite(theirs).all():
        raise ValueError(f"expected finite float32 vectors, found {theirs.dtype}")
    largest = np.abs(theirs - ours).max(axis=1)
    return float(largest[:-1].max()), float(largest[-1])
