"""The two doors of the Python API: build a base, load a base."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from kg import pipeline
from kg.base import KnowledgeBase, default_place
from kg.progress import Progress, quiet


def build(
    sources: Sequence[str | PathLike[str]] = (),
    *,
    into: str | PathLike[str] | None = None,
    model: str = "",
    progress: Progress = quiet,
) -> KnowledgeBase:
    """Build a base from catalogue documents (none: the bundled catalogue) and open it.

    `into` is the base folder (default: `default_place`), `model` a sentence-transformers model by folder or name
    (default: the bundled one), `progress` is called with the name of each step. Raises KgError; the base that was
    there before stays untouched then.
    """
    catalogues = [pipeline.read(Path(source)) for source in sources] or [pipeline.bundled()]
    base = Path(into) if into is not None else default_place()
    pipeline.publish(catalogues, base, model=model, progress=progress)
    return KnowledgeBase(base)


def load(base: str | PathLike[str] | None = None) -> KnowledgeBase:
    """Open the base in the folder `base` (default: `default_place`). Raises KgError when there is none."""
    return KnowledgeBase(Path(base) if base is not None else default_place())
