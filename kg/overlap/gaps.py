"""What nobody covers: the named queries gap-*.rq, each with what its rows say to a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg import query
from kg.store import Store

_KINDS = {
    "gap-missing-conduct": ("没有责任事项、监督方式、运行流程或法定依据的职责", "{number} 没有{missing}"),
    "gap-meeting-differs": (
        "运行要件与运行流程说的会议不同的职责",
        "{number} 的运行要件提到“{meeting}”，运行流程没有：{workflow}",
    ),
    "gap-one-duty": ("只承担一项职责的部门", "{departmentName}：{only}"),
    "gap-unstated-boundary": ("没有写明职责边界的职责", "{number}"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of gap: the named query that finds it, what it is, and its rows with a sentence each."""

    name: str
    title: str
    rows: tuple[dict[str, str], ...]
    said: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """As plain data."""
        return {"query": self.name, "title": self.title, "rows": list(self.rows), "messages": list(self.said)}


def gaps(store: Store) -> tuple[Gap, ...]:
    """Every kind of gap in the base, in the order of importance; a kind without rows says that there is none."""
    found = []
    for name, (title, sentence) in _KINDS.items():
        rows = tuple(store.select(query.whole(name)))
        found.append(Gap(name, title, rows, tuple(sentence.format_map(row) for row in rows)))
    return tuple(found)
