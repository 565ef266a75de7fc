"""records -> quads: the only station that knows both. The same catalogue and names always give the same quads."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.names import Names
from kg.records import Catalogue
from kg.triples import body, duty, findings, legal, source
from kg.triples.terms import Statement, node, term


def quads(catalogue: Catalogue, names: Names) -> Iterator[ox.Quad]:
    """Everything the catalogue says, in its three named graphs: data, source cells with repairs, findings."""
    numbered = duty.numbered(catalogue.duties, names)
    yield from _in_graph(names.graph("data"), _data(catalogue, names, numbered))
    yield from _in_graph(names.graph("source"), source.statements(catalogue, names, numbered))
    yield from _in_graph(names.graph("findings"), findings.statements(catalogue, names, numbered))


def _data(catalogue: Catalogue, names: Names, numbered: list[duty.Numbered]) -> Iterator[Statement]:
    yield from body.statements(catalogue, names)
    yield from legal.documents(catalogue.duties, names)
    for one in numbered:
        yield from duty.statements(one, catalogue, names)


def _in_graph(graph: str, statements: Iterator[Statement]) -> Iterator[ox.Quad]:
    home = node(graph)
    for subject, predicate, value in dict.fromkeys(statements):
        yield ox.Quad(node(subject), term(predicate), value, home)
