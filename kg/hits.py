"""Found -> rows: each hit of a search with what the graph says of its duty, the same on every door; and the hits of some catalogues."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from index import Found
from kg import query
from kg.names import catalogue_of
from kg.store import Store

_WORTH_SAYING = 0.05
_NEAR = 0.2  # who names a body in full mostly means it, and is sometimes mistaken about whose business a matter is


def listed(found: Found, store: Store) -> list[dict[str, Any]]:
    """The hits, best first, with number, name and departments, and the features that brought them."""
    known: dict[str, dict[str, str]] = {}
    places: dict[str, dict[str, None]] = {}
    for row in store.select(query.of_duties("who-handles", [hit.key for hit in found.hits])):
        known.setdefault(row["duty"], row)
        places.setdefault(row["duty"], {})[row.get("departmentName", "")] = None
    return [
        {
            "number": known[hit.key]["number"],
            "catalogue": known[hit.key]["catalogue"],
            "iri": hit.key,
            "name": known[hit.key]["name"],
            "departments": [name for name in places[hit.key] if name],
            "score": round(hit.score, 4),
            "because": _because(hit.features),
            "features": {name: round(value, 4) for name, value in hit.features.items()},
        }
        for hit in found.hits
    ]


def of_catalogues(found: Found, slugs: Collection[str]) -> Found:
    """The hits of some catalogues."""
    kept = (hit for hit in found.hits if catalogue_of(hit.key) in slugs)
    return Found(tuple(kept), found.mentions)


def about_as_good(some: Found, every: Found) -> bool:
    """Whether the best of some hits is no far worse answer than the best of all."""
    return bool(some.hits) and some.hits[0].score >= _NEAR * every.hits[0].score


def _because(features: dict[str, float]) -> str:
    strongest = sorted(features.items(), key=lambda pair: -pair[1])
    return " ".join(f"{name}={value:.2f}" for name, value in strongest if value >= _WORTH_SAYING)
