"""duty-kg: a knowledge graph with semantic search for Chinese duty catalogues (职责目录, 权责清单).

import kg
base = kg.build()                      # the bundled catalogue; or kg.build(["目录.txt"], into="base")
print(base.ask("老板拖欠工资该找哪个部门？"))
base.sparql("SELECT * WHERE { ?duty a duty:DutyItem } LIMIT 3")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.answer import Answer
    from kg.api import build, load
    from kg.base import KnowledgeBase
    from kg.errors import KgError
    from kg.records import Duty

__all__ = ["Answer", "Duty", "KgError", "KnowledgeBase", "build", "load"]

_HOME = {"Answer": "answer", "Duty": "records", "KgError": "errors", "KnowledgeBase": "base", "build": "api", "load": "api"}


def __getattr__(name: str) -> Any:
    """Import a public name at its first use, so that `import kg` costs nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"kg.{_HOME[name]}"), name)
