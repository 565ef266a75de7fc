"""The files of an index folder: JSON documents and raw numpy arrays (never pickle)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import SearchError


def write_json(path: Path, value: Any) -> None:
    """Write `value` as UTF-8 JSON, keys in the order given."""
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def read_json(path: Path) -> Any:
    """The JSON document in `path`. Raises SearchError when it is missing or damaged."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise SearchError(f"{path.name}: {problem}") from problem


def write_arrays(folder: Path, **arrays: NDArray[Any]) -> None:
    """Write each array to `folder/NAME.npy`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def read_array(folder: Path, name: str) -> NDArray[Any]:
    """The array `folder/NAME.npy`, mapped into memory. Raises SearchError when it is missing or damaged.

    It comes as a plain array over the map: every slice of a `memmap` costs more than most sums over it.
    """
    try:
        array: NDArray[Any] = np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
    except (OSError, ValueError) as problem:
        raise SearchError(f"{folder.name}/{name}.npy: {problem}") from problem
    return array


class Ragged:
    """Rows of numbers of different lengths, mapped into memory."""

    def __init__(self, folder: Path, name: str) -> None:
        self._values, self._starts = read_array(folder, name), read_array(folder, f"{name}_starts")

    def joined(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The numbers of several rows one after another, and how many each has."""
        starts = self._starts[rows]
        sizes = self._starts[rows + 1] - starts
        return self._values[spans(starts, sizes)], sizes


def spans(starts: NDArray[np.integer[Any]], sizes: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """The places of several stretches one after another: `sizes[n]` places from `starts[n]` on."""
    return np.asarray(np.arange(sizes.sum()) + (starts - sizes.cumsum() + sizes).repeat(sizes))


def write_ragged(folder: Path, name: str, rows: Sequence[Sequence[int]]) -> None:
    """Write rows of numbers for `Ragged`."""
    values = np.array([value for row in rows for value in row], dtype=np.int32)
    write_arrays(folder, **{name: values, f"{name}_starts": np.cumsum([0, *map(len, rows)])})
