"""text -> character n-grams: the pieces that need no vocabulary."""

from __future__ import annotations

import re

RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")


def ngrams(text: str, longest: int = 2) -> list[str]:
    """Single characters and overlapping pairs, up to `longest`, of every run of Chinese; runs of letters or digits whole."""
    grams: list[str] = []
    for run in RUN.findall(text):
        if run[0].isascii():
            grams.append(run)
        else:
            grams += [run[i : i + size] for size in range(1, longest + 1) for i in range(len(run) - size + 1)]
    return grams
