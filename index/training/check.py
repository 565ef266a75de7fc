"""The written folder read back two ways, which must agree.

One way is sentence-transformers; the other uses only tokenizers and numpy on
the same files, as the index does. ``encode`` is the definition of the second.
"""

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

TOLERANCE = 1e-6  # largest difference of any component of two unit vectors
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


def encode(folder: Path, texts: Sequence[str]) -> NDArray[np.float32]:
    """Return one unit vector per text, shape (texts, dimensions); zero if no word is known."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    rows = load_file(folder / "model.safetensors")["embeddings"]
    vectors = np.zeros((len(texts), rows.shape[1]), dtype=np.float32)
    for number, encoding in enumerate(tokenizer.encode_batch(texts, add_special_tokens=False)):
        if encoding.ids:
            vectors[number] = rows[encoding.ids].astype(np.float32).mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return vectors


def difference(folder: Path, samples: Sequence[str]) -> float:
    """Return the largest difference between the two ways over TEXTS and ``samples``.

    A long text of all samples is added: neither way may cut it short.
    """
    texts = [*TEXTS, *samples, "".join(samples)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        theirs = model.encode(texts)
        ours = encode(folder, texts)
    if theirs.dtype != np.float32 or not np.isfinite(theirs).all():
        raise ValueError(f"expected finite float32 vectors, found {theirs.dtype}")
    return float(np.abs(theirs - ours).max())
