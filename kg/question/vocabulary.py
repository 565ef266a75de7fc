"""The words in which questions are asked: words.toml, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words() -> dict[str, tuple[str, str]]:
    """Every word of words.toml -> (class, value)."""
    data = tomllib.loads(files("kg").joinpath("question", "words.toml").read_text("utf-8"))
    return {word: (kind, value) for kind, values in data.items() for value, listed in values.items() for word in reversed(listed)}
