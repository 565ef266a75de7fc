"""The model as a sentence-transformers folder, half precision on disk.

``model.safetensors`` has two tensors, named as model2vec names them:
``embeddings`` (float16, one row per token id) and ``weights`` (float32, all 1).
The weights change no row. They are there because ``StaticEmbedding`` multiplies
rows by weights in float32 (from version 6.2), so the half-precision rows are
summed in single precision. In half, normalising a zero vector gives NaN.
"""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save
from tokenizers import Tokenizer

LIBRARY = "sentence_transformers.models"  # the name that versions old and new understand
MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": f"{LIBRARY}.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{LIBRARY}.Normalize"},
]
CONFIG = {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine"}
NORMALIZE = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}


def table(rows: NDArray[np.float64]) -> NDArray[np.float16]:
    """Return the rows by token id: zero for unknown text, then ``rows``, scaled so that the longest is 1.

    ``rows`` has shape (words, dimensions), the table (words + 1, dimensions).
    """
    scaled = rows / np.linalg.norm(rows, axis=1).max()
    return np.concatenate([np.zeros((1, rows.shape[1])), scaled]).astype(np.float16)


def write(folder: Path, tokenizer: Tokenizer, rows: NDArray[np.float16]) -> None:
    """Write all that loading needs; ``rows`` has shape (token ids, dimensions)."""
    (folder / "1_Normalize").mkdir(parents=True, exist_ok=True)
    ones = np.ones(len(rows), dtype=np.float32)
    (folder / "model.safetensors").write_bytes(save({"embeddings": rows, "weights": ones}))
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    write_json(folder / "modules.json", MODULES)
    write_json(folder / "config_sentence_transformers.json", CONFIG)
    write_json(folder / "1_Normalize" / "config.json", NORMALIZE)


def write_json(path: Path, content: object) -> None:
    """Write ``content`` as readable UTF-8 JSON."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
