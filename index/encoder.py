"""text -> vector: the bundled static model without torch, any sentence-transformers model with it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import SearchError

Vectors = NDArray[np.float32]
_STATIC = "StaticEmbedding"


class Encoder(Protocol):
    """What search needs of a model."""

    def encode(self, texts: list[str]) -> Vectors:
        """One row of unit length (or zero) a text; shape (len(texts), dimensions), float32."""
        ...

    def words(self, text: str) -> Vectors:
        """The weighted vectors of the words of `text`, shape (words, dimensions); none where the model has no word vectors."""
        ...


class StaticEncoder:
    """A sentence-transformers folder of StaticEmbedding + Normalize, read with tokenizers and numpy alone.

    Gives the vectors SentenceTransformer gives (mean of the word rows, unit length; a text without known word is zero).
    """

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._rows = _rows(folder / "model.safetensors")

    def encode(self, texts: list[str]) -> Vectors:
        """As `Encoder.encode`."""
        vectors = np.zeros((len(texts), self._rows.shape[1]), dtype=np.float32)
        for n, encoding in enumerate(self._tokenizer.encode_batch(texts, add_special_tokens=False)):
            if encoding.ids:
                vectors[n] = self._rows[encoding.ids].astype(np.float32).mean(axis=0)
        return unit(vectors)

    def words(self, text: str) -> Vectors:
        """As `Encoder.words`."""
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        return self._rows[ids].astype(np.float32)


class SentenceEncoder:
    """Any sentence-transformers model, by folder or by name (no download is ever started)."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as problem:
            raise SearchError(f"model {name}: {problem}") from problem

    def encode(self, texts: list[str]) -> Vectors:
        """As `Encoder.encode`."""
        vectors = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def words(self, text: str) -> Vectors:  # noqa: ARG002
        """None: a transformer has no vectors of words by themselves."""
        return np.zeros((0, 1), dtype=np.float32)


def open_encoder(model: str = "") -> Encoder:
    """The encoder for `model`: "" is the bundled one; else a folder, or the name of a model in the local cache.

    Raises SearchError when the model cannot be loaded.
    """
    folder = Path(model) if model else bundled()
    try:
        if _is_static(folder):
            return StaticEncoder(folder)
    except (OSError, ValueError, KeyError) as problem:
        raise SearchError(f"model {folder}: {problem}") from problem
    return SentenceEncoder(model)


def bundled() -> Path:
    """The folder of the bundled model."""
    return Path(str(files("index"))) / "model"


def unit(vectors: Vectors) -> Vectors:
    """The rows scaled to length 1; zero rows stay zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def _is_static(folder: Path) -> bool:
    listing = folder / "modules.json"
    if not listing.is_file():
        return False
    kinds = [module["type"].rsplit(".", 1)[-1] for module in json.loads(listing.read_text("utf-8"))]
    return kinds == [_STATIC, "Normalize"] and (folder / "model.safetensors").is_file()


def _rows(path: Path) -> NDArray[np.floating[Any]]:
    """The word vectors of a safetensors file, mapped into memory.

    The format is an 8-byte header length, a JSON header, raw data. sentence-transformers multiplies the rows by
    `weights` where the file has them; our own files carry ones there, so the map is used as it is.
    """
    with path.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        header = json.loads(stream.read(length))

    def tensor(name: str) -> NDArray[np.floating[Any]]:
        entry = header[name]
        kind = {"F16": np.float16, "F32": np.float32, "F64": np.float64}[entry["dtype"]]
        return np.memmap(path, kind, "r", 8 + length + entry["data_offsets"][0], tuple(entry["shape"]))

    rows = tensor("embeddings" if "embeddings" in header else "embedding.weight")
    weights = np.asarray(tensor("weights"), dtype=np.float32) if "weights" in header else np.ones(1, np.float32)
    return rows if (weights == 1).all() else rows.astype(np.float32) * weights[:, None]
