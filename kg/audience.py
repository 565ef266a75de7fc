"""Whether a duty faces the public, read from the words of its name (data in audience.toml). A reading, not something printed."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


def faces_public(name: str) -> bool:
    """Whether the duty serves or regulates people outside the body: it names them and an act for them, and nothing internal."""
    people, acts, internal = _words()
    return _any(people, name) and _any(acts, name) and not _any(internal, name)


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)


@cache
def _words() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    data = tomllib.loads(files("kg").joinpath("audience.toml").read_text("utf-8"))
    return tuple(data["people"]), tuple(data["acts"]), tuple(data["internal"])
