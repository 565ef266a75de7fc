"""records -> N-Quads: the only station that knows both. The same catalogue and names always give the same lines.

body.py        the catalogue, its body and superiors, departments, main responsibilities
legal.py       documents and the clauses that are cited
duty.py        a duty item, by way of:
people.py      who acts and who supervises
conduct.py     boundary, workflow, documents, accountability
source.py      the document's cells and repairs
findings.py    what is wrong with it
terms.py       values as N-Quads prints them
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.names import SHARED, Names
from kg.records import Catalogue
from kg.triples import body, duty, findings, legal, source
from kg.triples.terms import Statement, term


def lines(catalogue: Catalogue, names: Names) -> Iterator[bytes]:
    """Everything the catalogue says, in its three named graphs: data, source cells, findings with repairs. No line comes twice.

    What it says of things that other catalogues speak of too stands in the graph SHARED, where it is one triple, whoever else says it.
    """
    numbered, own = duty.numbered(catalogue.duties, names), names.catalogue
    said, found = list(data(catalogue, names, numbered)), list(findings.statements(catalogue, names, numbered))
    yield from in_graph(names.graph("data"), (one for one in said if one[0].startswith(own)))
    yield from in_graph(names.graph("source"), source.statements(catalogue, names, numbered))
    yield from in_graph(names.graph("findings"), (one for one in found if one[0].startswith(own)))
    yield from in_graph(SHARED, (one for one in (*said, *found) if not one[0].startswith(own)))


def in_graph(graph: str, statements: Iterable[Statement]) -> list[bytes]:
    """The lines of `statements` in the named graph `graph` (an IRI), each once and with its end."""
    end = f" <{graph}> .\n"
    return [f"<{one}> {term(predicate)} {value}{end}".encode() for one, predicate, value in dict.fromkeys(statements)]


def data(catalogue: Catalogue, names: Names, numbered: list[duty.Numbered]) -> Iterator[Statement]:
    """What the catalogue says of its duties and of whatever they name, in its own graph and in SHARED."""
    yield from body.statements(catalogue, names)
    yield from legal.documents(catalogue.duties, names)
    for one in numbered:
        yield from duty.statements(one, catalogue, names)
