"""How near a question is to what nobody here does: to questions that other bodies answer, to their duties, and to idle talk.

Where the business of a catalogue ends no question of its own can teach; what others are asked shows it.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np

from index import elsewhere
from index.encoder import Encoder, Vectors
from index.files import read_array, write_arrays
from index.words import Words

_KINDS = "foreign", "akin", "idle", "business"


class Strangers:
    """The bank of questions as the passages of one base see it, opened from its folder."""

    def __init__(self, folder: Path) -> None:
        self._rows = {kind: read_array(folder, kind) for kind in _KINDS}

    def signs(self, vector: Vectors) -> dict[str, float]:
        """The best cosine of a question with foreign questions, with those akin to a passage, with idle talk, with foreign duties."""
        return {kind: float((rows @ vector).max(initial=0.0)) for kind, rows in self._rows.items()}


def build(bank: Collection[elsewhere.Asked], names: Vectors, vocabulary: Words, encoder: Encoder, folder: Path) -> None:
    """Write what passages with these names (shape (passages, dimensions), unit rows) are to be told from."""
    far, idle = elsewhere.far(bank, names, vocabulary, encoder), np.array([not duty for _, duty in bank])
    asked = encoder.encode([vocabulary.plain(vocabulary.normal(question)) for question, _ in bank])
    duties = {duty: away for (_, duty), away in zip(bank, far, strict=True) if duty}
    business = encoder.encode(list(map(vocabulary.normal, duties)))[list(duties.values())]
    write_arrays(folder, foreign=asked[far & ~idle], akin=asked[~far], idle=asked[idle], business=business)
