"""gaps.toml: the words and measures that the search for gaps goes by."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def guide(section: str) -> dict[str, Any]:
    """One section of gaps.toml."""
    data: dict[str, dict[str, Any]] = tomllib.loads(files("kg.overlap.gaps").joinpath("gaps.toml").read_text("utf-8"))
    return data[section]
