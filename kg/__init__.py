"""duty-kg: a knowledge graph with semantic search for Chinese duty catalogues (职责目录, 权责清单).

import kg
base = kg.build()                      # the bundled catalogue; or kg.build(["目录.txt"], into="base")
print(base.ask("老板拖欠工资该找哪个部门？"))
base.sparql("SELECT * WHERE { ?duty a duty:DutyItem } LIMIT 3")
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from kg.answer import Answer
from kg.base import KnowledgeBase, default_place
from kg.errors import KgError
from kg.progress import Progress, quiet
from kg.records import Duty

__all__ = ["Answer", "Duty", "KgError", "KnowledgeBase", "build", "load"]


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
    from kg import pipeline

    catalogues = [pipeline.read(Path(source)) for source in sources] or [pipeline.bundled()]
    base = Path(into) if into is not None else default_place()
    pipeline.publish(catalogues, base, model=model, progress=progress)
    return KnowledgeBase(base)


def load(base: str | PathLike[str] | None = None) -> KnowledgeBase:
    """Open the base in the folder `base` (default: `default_place`). Raises KgError when there is none."""
    return KnowledgeBase(Path(base) if base is not None else default_place())
