"""Store -> files others can read: Turtle and N-Triples of the union, N-Quads with the graph names. Deterministic to the byte."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox

import ontology
from kg.errors import UsageError
from kg.store import Store


def export(store: Store, form: str) -> bytes:
    """All graphs in the format `form` (one of `FORMATS`). Raises UsageError for an unknown format."""
    if form not in FORMATS:
        raise UsageError(f"不支持的导出格式：{form}", hint=f"可用的格式：{'、'.join(FORMATS)}。")
    return FORMATS[form](store)


def nquads(store: Store) -> bytes:
    """Every quad, one a line, sorted."""
    return _sorted(ox.serialize(store.quads(), format=ox.RdfFormat.N_QUADS))


def ntriples(store: Store) -> bytes:
    """The union of the graphs, one triple a line, sorted."""
    return _sorted(ox.serialize({quad.triple for quad in store.quads()}, format=ox.RdfFormat.N_TRIPLES))


def turtle(store: Store) -> bytes:
    """The union of the graphs as Turtle, sorted by subject, with the project's prefixes in their own order."""
    triples = sorted({quad.triple for quad in store.quads()}, key=str)
    written = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=ontology.prefixes()) or b""
    body = b"".join(line for line in written.splitlines(keepends=True) if not line.startswith(b"@prefix "))
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in ontology.prefixes().items())
    return head.encode() + b"\n" + body


FORMATS: dict[str, Callable[[Store], bytes]] = {"turtle": turtle, "ntriples": ntriples, "nquads": nquads}


def _sorted(text: bytes | None) -> bytes:
    return b"\n".join(sorted((text or b"").splitlines())) + b"\n"
