"""How near a question is to what nobody here does: to questions that other bodies answer, to their duties, and to idle talk.

Where the business of a catalogue ends no question of its own can teach; what others are asked shows it.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np

from index.encoder import Vectors
from index.files import read_array, write_arrays
from index.learned import elsewhere

_KINDS = "foreign", "akin", "idle", "business"


class Strangers:
    """The bank of questions as the passages of one base see it, opened from its folder."""

    def __init__(self, folder: Path, wanted: Collection[str]) -> None:
        """Open what tells the signs `wanted`; other names are passed over."""
        self._rows = {kind: read_array(folder, kind) for kind in _KINDS if kind in wanted}

    def signs(self, vector: Vectors) -> dict[str, float]:
        """The best cosine of a question with foreign questions, with those akin to a passage, with idle talk, with foreign duties:
        those signs that are wanted.
        """
        return {kind: float((rows @ vector).max(initial=0.0)) for kind, rows in self._rows.items()}


def build(bank: elsewhere.Bank, folder: Path) -> None:
    """Write what the passages of `bank` are to be told from."""
    far, idle = bank.far, bank.idle
    foreign = far & ~idle
    others = dict.fromkeys(duty for (_, duty), one in zip(bank.asked, foreign, strict=True) if one)
    business = np.array([bank.duties[duty] for duty in others], dtype=np.float32).reshape(-1, bank.vectors.shape[1])
    rows = {"foreign": bank.vectors[foreign], "akin": bank.vectors[~far], "idle": bank.vectors[idle], "business": business}
    write_arrays(folder, **rows)
