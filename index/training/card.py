"""The model card, filled in from what the run found."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from string import Template

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 8


def nearest(word: str, words: Sequence[str], vectors: NDArray[np.float64]) -> list[tuple[str, float]]:
    """Return the words nearest to ``word`` with their cosines, best first.

    ``vectors`` holds unit rows, shape (words, dimensions).
    """
    home = words.index(word)
    cosine = vectors @ vectors[home]
    order = [i for i in np.argsort(-cosine, kind="stable") if i != home]
    return [(words[i], float(cosine[i])) for i in order[:NEIGHBOURS]]


def neighbour_table(words: Sequence[str], vectors: NDArray[np.float64]) -> str:
    """Return the Markdown table of the nearest neighbours of the sample words."""
    samples = (files("index.training") / "samples.txt").read_text(encoding="utf-8").split()
    lines = ["| word | nearest words (cosine) |", "|---|---|"]
    for sample in samples:
        if sample in words:
            near = nearest(sample, words, vectors)
            cell = " · ".join(f"{word} {cosine:.2f}" for word, cosine in near)
        else:
            cell = "*not in the vocabulary*"
        lines.append(f"| {sample} | {cell} |")
    return "\n".join(lines)


def card(facts: Mapping[str, object]) -> str:
    """Return the text of README.md: ``card.md`` with every placeholder filled."""
    template = (files("index.training") / "card.md").read_text(encoding="utf-8")
    return Template(template).substitute(facts)
