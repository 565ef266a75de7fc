"""Which labels a table may carry, what kind of value stands beside each, and its usual words (data in labels.toml)."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_ENTRIES = tomllib.loads(files("kg").joinpath("labels.toml").read_text("utf-8"))["label"]

KIND_OF: dict[str, str] = {name: entry["kind"] for entry in _ENTRIES for name in (entry["name"], *entry["synonyms"])}
CUES: dict[str, tuple[str, ...]] = {entry["kind"]: tuple(entry["cues"]) for entry in _ENTRIES}


def kind_of(label: str) -> str:
    """The kind of value beside `label`: number, name, basis, department, …, or "other" for a label nobody described."""
    return KIND_OF.get(label, "other")
