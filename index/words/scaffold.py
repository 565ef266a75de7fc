"""The words that only make a question, and those that say nothing to search (scaffold.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from index.words.grams import RUN


@cache
def _scaffold() -> tuple[tuple[re.Pattern[str], ...], frozenset[str]]:
    data = tomllib.loads(files("index.words").joinpath("scaffold.toml").read_text("utf-8"))
    return tuple(re.compile(p) for p in data["patterns"]), frozenset(data["stop"].split())


def is_stop(word: str) -> bool:
    """Whether `word` is a stop word of search."""
    return word in _scaffold()[1]


def strip_scaffold(text: str) -> str:
    """`text` without the words that only make it a question; `text` itself when fewer than two characters would remain."""
    stripped = text
    for pattern in _scaffold()[0]:
        stripped = pattern.sub(" ", stripped)
    return stripped.strip() if sum(map(len, RUN.findall(stripped))) >= 2 else text
