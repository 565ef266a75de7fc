"""Whose act is asked for: one that the asker applies for, or one of the office (依申请、依职权的行政行为).

想在院里打口井 and 隔壁偷偷打了口井 share their matter and their words; the one wants a permit, the other reports somebody. The weights of
the pieces of a question (../initiative/, made by training/initiative.py) tell them apart, as far as names say whose act a duty is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import listing
from index.files import read_array, write_arrays
from index.listing import Listing

APPLIED_FOR, UNKNOWN, OF_OFFICE = -1, 0, 1
_BRACKETED = re.compile("[（(][^（）()]*[）)]")


class Initiative:
    """The weights beside the acts of one base."""

    def __init__(self, folder: Path) -> None:
        """Open the acts that `build` wrote to `folder`."""
        self._acts = read_array(folder, "acts")
        table = bundled()
        self._pieces, self._weights = Listing(table, "pieces"), read_array(table, "weights")

    def score(self, pieces: Iterable[str], candidates: NDArray[np.int64]) -> NDArray[np.float32]:
        """How surely the pieces of a question ask for an act of each candidate's kind, -1 to 1; 0 for one of no kind."""
        different = list(dict.fromkeys(pieces))
        rows = [row for row in self._pieces.rows(different) if row >= 0]
        told = self._weights[rows].sum() / np.sqrt(max(1, len(different))) + self._weights[-1]
        return np.asarray(np.tanh(told / 2) * self._acts[candidates], dtype=np.float32)


def act(name: str) -> int:
    """APPLIED_FOR or OF_OFFICE, as the last word of a name says whose act it is, before what stands in brackets; else UNKNOWN."""
    found = _ending().search(_BRACKETED.sub("", name))
    return UNKNOWN if found is None else APPLIED_FOR if found["applied_for"] else OF_OFFICE


def build(names: Sequence[str], folder: Path) -> None:
    """Write whose acts the passages of these `names` are."""
    write_arrays(folder, acts=np.array([act(name) for name in names], dtype=np.int8))


def write(pieces: Sequence[str], weights: NDArray[np.float64], bias: float, folder: Path) -> None:
    """Write the weight of each of `pieces`, that of no piece at all behind them."""
    order = listing.write(pieces, folder, "pieces")
    write_arrays(folder, weights=np.append(weights[order], bias).astype(np.float32))


def bundled() -> Path:
    """The folder of the weights."""
    return Path(str(files("index"))) / "initiative"


@cache
def _ending() -> re.Pattern[str]:
    words = tomllib.loads(files("index").joinpath("learned/initiative.toml").read_text("utf-8"))
    kinds = "|".join(f"(?P<{kind}>{'|'.join(words[kind])})" for kind in ("applied_for", "of_office"))
    return re.compile(f"(?:{kinds})(?:{'|'.join(words['behind'])})?$")
