"""text -> vector: the bundled static model without torch, any sentence-transformers model with it."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Hashable
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.words.unigram import Unigram
from index.words.unigram import write as write_words

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]
_STATIC = "StaticEmbedding"
_DESCRIBED = ("modules.json", "config.json")  # of sentence-transformers; of a transformer alone, which it opens too
_AT_ONCE = 50_000  # words
_CUT_ALIKE: dict[str, Any] = {
    "added_tokens": [],
    "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKC"}, {"type": "Lowercase"}]},
    "pre_tokenizer": {
        "type": "Sequence",
        "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": "[^一-鿿A-Za-z0-9]+"}, "behavior": "Removed", "invert": False},
            {"type": "Split", "pattern": {"Regex": "[A-Za-z0-9]+"}, "behavior": "Isolated", "invert": False},
        ],
    },
    "post_processor": None,
    "model": {"type": "Unigram", "unk_id": 0, "byte_fallback": False},
}


class Encoder(Hashable, Protocol):
    """What search needs of a model."""

    def encode(self, texts: list[str]) -> Vectors:
        """One row of unit length (or zero) a text; shape (len(texts), dimensions), float32."""
        ...

    def words(self, text: str) -> Vectors:
        """The weighted vectors of the words of `text`, shape (words, dimensions); none where the model has no word vectors."""
        ...

    def numbers(self, texts: list[str]) -> list[list[int]]:
        """The numbers of the words of each text, for `rows`."""
        ...

    def rows(self, numbers: NDArray[np.int32]) -> Vectors:
        """The weighted vectors of words by their numbers, as in `words`."""
        ...

    def keep_words(self, folder: Path) -> None:
        """Write to `folder` what makes the next `open_encoder` quick, if anything does."""
        ...


class StaticEncoder:
    """A sentence-transformers folder of StaticEmbedding + Normalize, read with tokenizers and numpy alone.

    Gives the vectors SentenceTransformer gives (mean of the word rows, unit length; a text without known word is zero).
    """

    def __init__(self, folder: Path, words: Path | None = None) -> None:
        """Open the model in `folder`; with the vocabulary that `keep_words` wrote to `words`, single texts need no tokenizer."""
        self._folder = folder
        self._rows = _rows(folder / "model.safetensors")
        self._last = "", self.rows(np.zeros(0, np.int32))  # of a question, its vector and its words are wanted
        self._quick = Unigram(words) if words and (words / "words.npy").is_file() else None
        if not self._quick or len(self._quick) + 1 != len(self._rows):
            self._quick = None
            self._tokenizer  # noqa: B018 - a damaged one is told at once

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def encode(self, texts: list[str]) -> Vectors:
        """As `Encoder.encode`."""
        if len(texts) == 1:
            return unit(np.add.reduce(self.words(texts[0]), axis=0, keepdims=True))
        vectors = np.zeros((len(texts), self._rows.shape[1]), dtype=np.float32)
        numbers = self.numbers(texts)
        owners = np.repeat(np.arange(len(texts)), [len(some) for some in numbers])
        flat = np.fromiter(chain.from_iterable(numbers), np.int32, len(owners))
        for at in range(0, len(flat), _AT_ONCE):
            of = owners[at : at + _AT_ONCE]
            starts = np.flatnonzero(np.diff(of, prepend=-1))
            vectors[of[starts]] += np.add.reduceat(self.rows(flat[at : at + _AT_ONCE]), starts, axis=0)
        return unit(vectors)

    def words(self, text: str) -> Vectors:
        """As `Encoder.words`."""
        last = self._last
        if last[0] != text:
            last = self._last = text, self._rows[self.numbers([text])[0]].astype(np.float32)
        return last[1]

    def numbers(self, texts: list[str]) -> list[list[int]]:
        """As `Encoder.numbers`."""
        if self._quick and len(texts) == 1:
            return [[number for _, number in self._quick.cut(unicodedata.normalize("NFKC", texts[0]).lower())]]
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)]

    def rows(self, numbers: NDArray[np.int32]) -> Vectors:
        """As `Encoder.rows`."""
        return self._rows[numbers].astype(np.float32)

    def keep_words(self, folder: Path) -> None:
        """Write the vocabulary to `folder`, where it is of the kind that `Unigram` cuts alike."""
        described = json.loads((self._folder / "tokenizer.json").read_text("utf-8"))
        vocabulary = described["model"].pop("vocab")
        if {part: described[part] for part in _CUT_ALIKE} == _CUT_ALIKE:
            write_words([(word, score) for word, score in vocabulary], folder)


class SentenceEncoder:
    """Any sentence-transformers model, by folder or by name (no download is ever started)."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as problem:
            raise ModelError(f"model {name}: {problem}") from problem

    def encode(self, texts: list[str]) -> Vectors:
        """As `Encoder.encode`."""
        vectors = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def words(self, text: str) -> Vectors:  # noqa: ARG002
        """None: a transformer has no vectors of words by themselves."""
        return np.zeros((0, 1), dtype=np.float32)

    def numbers(self, texts: list[str]) -> list[list[int]]:
        """None either."""
        return [[] for _ in texts]

    def rows(self, numbers: NDArray[np.int32]) -> Vectors:
        """As `words`."""
        return np.zeros((len(numbers), 1), dtype=np.float32)

    def keep_words(self, folder: Path) -> None:
        """Nothing does."""


def open_encoder(model: str = "", words: Path | None = None) -> Encoder:
    """The encoder for `model`: "" is the bundled one; else a folder, or the name of a model in the local cache.

    `words` is where an index keeps the vocabulary of a static one. Raises ModelError when the model cannot be loaded.
    """
    if not model and not words:
        return _own()
    folder = Path(model) if model else bundled()
    try:
        if _is_static(folder):
            return StaticEncoder(folder, words)
    except (OSError, ValueError, KeyError) as problem:
        raise ModelError(f"model {folder}: {problem}") from problem
    if not is_there(model):
        raise ModelError(f"model {model}: not on this machine")
    return SentenceEncoder(model)


@cache
def _own() -> StaticEncoder:
    """The bundled one as builds need it, read once a process."""
    return StaticEncoder(bundled())


def is_there(model: str) -> bool:
    """Whether there is a folder of the model, or a cached one of that name: cheap, where opening it imports torch."""
    folder = Path(model)
    if folder.exists():
        return any((folder / name).is_file() for name in _DESCRIBED)
    from huggingface_hub.constants import HF_HUB_CACHE

    cache = Path(os.environ.get("SENTENCE_TRANSFORMERS_HOME") or HF_HUB_CACHE)
    names = (model, f"sentence-transformers/{model}")
    return any((cache / f"models--{name.replace('/', '--')}").is_dir() for name in names)


def bundled() -> Path:
    """The folder of the bundled model."""
    return Path(str(files("index"))) / "model"


def unit(vectors: Vectors) -> Vectors:
    """The rows scaled to length 1; zero rows stay zero."""
    return np.asarray(vectors / np.maximum(lengths(vectors), 1e-12)[:, None], dtype=np.float32)


def lengths(vectors: Vectors) -> Vectors:
    """The length of each row."""
    return np.asarray(np.sqrt(np.add.reduce(vectors * vectors, axis=1)))


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
        return np.asarray(np.memmap(path, kind, "r", 8 + length + entry["data_offsets"][0], tuple(entry["shape"])))

    rows = tensor("embeddings" if "embeddings" in header else "embedding.weight")
    weights = np.asarray(tensor("weights"), dtype=np.float32) if "weights" in header else np.ones(1, np.float32)
    return rows if (weights == 1).all() else rows.astype(np.float32) * weights[:, None]
