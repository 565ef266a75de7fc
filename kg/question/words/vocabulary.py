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
    """Words with their (class, value); `begun` are the beginnings of all of them, whether each is a word itself."""

    words: Mapping[str, tuple[str, Any]]
    begun: Mapping[str, bool]

    @classmethod
    def of(cls, known: Mapping[str, tuple[str, Any]]) -> Vocabulary:
        """The vocabulary of `known` words."""
        begun = {word[:size]: False for word in known for size in range(1, len(word))}
        return cls(known, begun | dict.fromkeys(known, True))

    def longest(self, text: str, at: int) -> str:
        """The longest word that begins at `at`, "" for none."""
        word = ""
        for end in range(at + 1, len(text) + 1):
            said = text[at:end]
            whole = self.begun.get(said)
            if whole is None:
                break
            word = said if whole else word
        return word


@cache
def words() -> dict[str, tuple[str, str]]:
    """Every word of words.toml -> (class, value)."""
    data = tomllib.loads(files("kg").joinpath("question", "words", "words.toml").read_text("utf-8"))
    return {word: (kind, value) for kind, values in data.items() for value, listed in values.items() for word in reversed(listed)}
