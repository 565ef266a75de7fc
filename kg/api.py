"""The two doors of the Python API: build a base, load a base."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from kg import pipeline
from kg.base import KnowledgeBase, default_place
from kg.carried import How
from kg.progress import Progress, quiet
from kg.sources.files.bounded import Worker


def build(
    sources: Sequence[str | PathLike[str]] = (),
    *,
    into: str | PathLike[str] | None = None,
    how: str = "all",
    model: str = "",
    progress: Progress = quiet,
) -> KnowledgeBase:
    """Build a base from catalogue documents (none: the bundled catalogue) and open it.

    `how` is "all" (these catalogues and no other), "add" or "replace" (the others stay as they are).
    `into` is the base folder (default: `default_place`), `model` a sentence-transformers model by folder or name
    (default: the bundled one), `progress` is called with the name of each step. Raises KgError; the base that was
    there before stays untouched then.
    """
    with Worker() as worker:
        catalogues = [pipeline.read(Path(source), worker=worker) for source in sources] or [pipeline.bundled()]
    base = Path(into) if into is not None else default_place()
    pipeline.publish(catalogues, base, how=How(how), model=model, progress=progress)
    return KnowledgeBase(base)


def load(base: str | PathLike[str] | None = None) -> KnowledgeBase:
    """Open the base in the folder `base` (default: `default_place`). Raises KgError when there is none."""
    return KnowledgeBase(Path(base) if base is not None else default_place())
