"""The words in which questions are asked (words.toml), and those by which two readings are told apart (cues.toml), each read once."""

from __future__ import annotations

import re
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
def cues(section: str) -> Mapping[str, tuple[str, ...]]:
    """The cues of one section of cues.toml."""
    return {name: tuple(listed) for name, listed in _read("cues.toml")[section].items()}


def complaint(*kinds: str) -> re.Pattern[str]:
    """A pattern for these kinds of words of complaints."""
    return re.compile("|".join(word for kind in kinds for word in cues("complaint")[kind]))


@cache
def words() -> dict[str, tuple[str, str]]:
    """Every word of words.toml -> (class, value); who says 什么 may say 啥."""
    data = _read("words.toml")
    listed = [(word, (kind, value)) for kind, values in data.items() for value, of in values.items() for word in reversed(of)]
    return {word.replace("什么", "啥"): meant for word, meant in listed} | dict(listed)


@cache
def _read(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("kg").joinpath("question", "words", name).read_text("utf-8"))
