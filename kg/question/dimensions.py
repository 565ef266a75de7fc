"""What the dimensions of queries have in common: which are texts, contacts, parts of departments (data in dimensions.toml)."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_DATA: dict[str, list[str]] = tomllib.loads(files("kg.question").joinpath("dimensions.toml").read_text("utf-8"))


def those(trait: str, *, but: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The dimensions of a trait, `but` for some that are something else where they are asked about."""
    return tuple(name for name in _DATA[trait] if name not in but)
