"""The words in which questions are asked: words.toml, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words with their (class, value); `reach` is the length of the longest that begins with a character."""

    words: Mapping[str, tuple[str, Any]]
    reach: Mapping[str, int]

    @classmethod
    def of(cls, known: Mapping[str, tuple[str, Any]]) -> Vocabulary:
        """The vocabulary of `known` words."""
        reach: dict[str, int] = {}
        for word in known:
            reach[word[0]] = max(len(word), reach.get(word[0], 0))
        return cls(known, reach)

    def longest(self, text: str, at: int) -> str:
        """The longest word that begins at `at`, "" for none."""
        for end in range(min(len(text), at + self.reach.get(text[at], 0)), at, -1):
            word = text[at:end]
            if word in self.words:
                return word
        return ""


@cache
def words() -> dict[str, tuple[str, str]]:
    """Every word of words.toml -> (class, value)."""
    data = tomllib.loads(files("kg").joinpath("question", "words.toml").read_text("utf-8"))
    return {word: (kind, value) for kind, values in data.items() for value, listed in values.items() for word in reversed(listed)}
