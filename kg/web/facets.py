"""Facets of the list of all duties: what narrows it, which duties are left, and how many each further value would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from kg.names import BASE
from kg.web.views import Row

FACETS = {
    "catalogue": "目录",
    "department": "部门",
    "responsibility": "主要职责",
    "clause": "依据",
    "boundary": "边界",
    "public": "面向公众",
}


def kept(rows: Iterable[Row], chosen: Mapping[str, str]) -> list[Row]:
    """The rows that have the values chosen."""
    return [row for row in rows if all(_fits(row, facet, chosen[facet]) for facet in FACETS)]


def _fits(row: Row, facet: str, wanted: str) -> bool:
    return not wanted or wanted in _values(row, facet)


def _values(row: Row, facet: str) -> dict[str, str]:
    """The values of a row in a facet: what stands in the address -> what is shown."""
    tail = {key.partition("/id/")[2]: label for key, label in (row.clauses if facet == "clause" else row.departments).items()}
    return {
        "catalogue": {row.catalogue: row.catalogue},
        "department": tail or {"none": "未注明"},
        "clause": tail or {"none": "未注明"},
        "responsibility": {row.responsibility.partition("/id/")[2] or "none": row.main or "未注明"},
        "boundary": {row.boundary or "none": row.boundary or "未注明"},
        "public": {"yes": "是"} if row.public else {"no": "否"},
    }[facet]


def counted(rows: Iterable[Row], chosen: Mapping[str, str], titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each facet with its values, counted over the rows that the other facets leave.

    Catalogues go by their `titles`.
    """
    found = []
    for facet, label in FACETS.items():
        counts: Counter[tuple[str, str]] = Counter()
        for row in rows:
            if all(_fits(row, name, chosen[name]) for name in FACETS if name != facet):
                counts.update(_values(row, facet).items())
        if len(counts) > 1 or chosen[facet]:
            named = titles if facet == "catalogue" else {}
            values = [
                {"key": key, "iri": f"{BASE}/id/{key}", "label": named.get(key, text), "count": count}
                for (key, text), count in counts.most_common()
            ]
            found.append({"name": facet, "label": label, "values": values})
    return found
