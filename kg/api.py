"""The doors of the Python API: build a base, load a base, take catalogues out of one."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Literal

from kg import given, pipeline
from kg import mapping as mappings
from kg.base import KnowledgeBase
from kg.carried import How
from kg.errors import UsageError
from kg.generation import default_place
from kg.progress import Progress, quiet

_Path = str | PathLike[str]
_HOW = ("all", "add", "replace")


def build(  # noqa: PLR0913 - a public door with keywords
    sources: _Path | Sequence[_Path] = (),
    *,
    about: _Path | Sequence[_Path] = (),
    mapping: _Path | None = None,
    into: _Path | None = None,
    how: Literal["all", "add", "replace"] = "all",
    model: str = "",
    progress: Progress = quiet,
) -> KnowledgeBase:
    """Build a base from catalogue documents (none: the bundled catalogue) and open it.

    `about` are files as catalogue.toml that describe the first of them, `mapping` is a YAML file of column labels.
    `how` is "all" (these catalogues and no other), "add" or "replace" (the others stay as they are); see `remove`.
    `into` is the base folder (default: `default_place`), `model` a sentence-transformers model by folder or name
    (default: the bundled one), `progress` is called with the name of each step. Raises KgError; the base that was
    there before stays untouched then.
    """
    if how not in _HOW:
        raise UsageError(f"how 没有 {how!r}。", hint=f"可用的：{'、'.join(_HOW)}；移除目录请用 kg.remove。")
    paths = _paths(sources)
    labels = mappings.read(Path(mapping) if mapping is not None else None)
    read, _ = given.read_all(paths, _paths(about), labels, progress=progress)
    if not paths:
        read = [pipeline.bundled(labels)]
    pipeline.publish(read, _place(into), how=How(how), model=model, progress=progress)
    return KnowledgeBase(_place(into))


def load(base: _Path | None = None) -> KnowledgeBase:
    """Open the base in the folder `base` (default: `default_place`). Raises KgError when there is none."""
    return KnowledgeBase(_place(base))


def remove(slugs: str | Sequence[str], base: _Path | None = None, *, progress: Progress = quiet) -> KnowledgeBase:
    """Take the catalogues with these slugs out of a base and open what is left. Raises KgError for one that is not there, or for all."""
    pipeline.remove([slugs] if isinstance(slugs, str) else list(slugs), _place(base), progress=progress)
    return load(base)


def _paths(said: _Path | Sequence[_Path]) -> list[Path]:
    """The paths; one alone is no list of letters."""
    return [Path(said)] if isinstance(said, str | PathLike) else [Path(one) for one in said]


def _place(base: _Path | None) -> Path:
    return Path(base) if base is not None else default_place()
