"""Store -> validation report: the shapes of ontology/shapes.ttl, and words that the vocabulary does not have."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

import ontology
from kg.errors import SourceError, reason
from kg.records import Severity
from kg.store import Store

if TYPE_CHECKING:
    import rdflib

_SHACL = "http://www.w3.org/ns/shacl#"
_UNKNOWN = "图中用了词汇表里没有的词：{}。"
SYNTAXES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
}
_NOT_CHECKED = ("/id/matter",)


@dataclass(frozen=True, slots=True)
class Result:
    """One shape that one node does not satisfy; `field` is the row label meant, or "". `path` and `focus` are IRIs."""

    shape: str
    severity: Severity
    focus: str
    path: str
    field: str
    message: str


def of_store(store: Store) -> list[Result]:
    """Every result of the shapes over the base, the thesaurus and the ontology themselves left out."""
    import rdflib

    graph = rdflib.Graph()
    for name in store.graphs():
        if name != ontology.IRI and not name.endswith(_NOT_CHECKED):
            for quad in store.quads(name):
                graph.add(_triple(quad))
    return of_graph(graph)


def of_file(path: Path) -> list[Result]:
    """Every result over an RDF file of any usual syntax, told by its suffix. Raises SourceError when it cannot be parsed."""
    import rdflib

    graph = rdflib.Graph()
    try:
        for quad in ox.parse(path=str(path), format=SYNTAXES[path.suffix.lower()]):
            graph.add(_triple(quad))
    except SyntaxError as problem:
        where = f"{path}:{problem.lineno}" if problem.lineno else str(path)
        raise SourceError(f"不是合法的 RDF：{problem.msg}", where=where, hint="请按提示的行改正语法。") from problem
    except OSError as problem:
        raise SourceError(f"文件读不了（{reason(problem)}）。", where=str(path), hint="请检查文件名和读取权限。") from problem
    except ValueError as problem:
        raise SourceError(f"不是合法的 RDF：{problem}", where=str(path), hint="文件应为 UTF-8。") from problem
    return of_graph(graph)


def of_graph(graph: rdflib.Graph) -> list[Result]:
    """Every result of the shapes over `graph`, sorted by node and shape, then the unknown words."""
    return [*sorted(_shape_results(graph), key=lambda r: (r.focus, r.shape, r.message)), *_unknown_words(graph)]


def _shape_results(graph: rdflib.Graph) -> Iterator[Result]:
    import pyshacl
    import rdflib
    from rdflib.namespace import SH

    shapes = _parsed("shapes")
    data = graph + _parsed("schemes")
    whole = rdflib.URIRef(ontology.expand("eli:LegalResource"))
    data.add((whole + "Subdivision", rdflib.RDFS.subClassOf, whole))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib's own use of what it deprecates
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    if not isinstance(report, rdflib.Graph):
        raise TypeError(f"pyshacl gave no report: {report!r}")
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        shape = report.value(result, SH.sourceShape)
        yield Result(
            shape=str(shape).rpartition("#")[2],
            severity=Severity(str(report.value(result, SH.resultSeverity)).removeprefix(_SHACL).lower()),
            focus=str(report.value(result, SH.focusNode)),
            path=str(report.value(result, SH.resultPath) or ""),
            field=str(shapes.value(shape, SH.name) or ""),
            message=str(report.value(result, SH.resultMessage) or ""),
        )


def _unknown_words(graph: rdflib.Graph) -> Iterator[Result]:
    """Predicates, classes and concepts in the project's own namespaces that its files do not declare, each once."""
    import rdflib

    seen = {str(node) for part in ("duty", "schemes") for node in _parsed(part).subjects()}
    for subject, predicate, value in sorted(graph):
        for word in (predicate, value):
            short = _own_name(str(word)) if isinstance(word, rdflib.URIRef) else ""
            if short and str(word) not in seen:
                seen.add(str(word))
                yield Result("unknown-word", Severity.VIOLATION, str(subject), str(predicate), "", _UNKNOWN.format(short))


def _own_name(iri: str) -> str:
    """The prefixed name of an IRI of the project's vocabulary or schemes, else ""."""
    spaces = {prefix: ontology.expand(f"{prefix}:") for prefix in ("duty", "scheme")}
    return next((f"{prefix}:{iri.removeprefix(space)}" for prefix, space in spaces.items() if iri.startswith(space)), "")


def _parsed(part: str) -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(data=ontology.turtle(part), format="turtle")


def _triple(quad: ox.Quad | ox.Triple) -> tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]:
    import rdflib

    def node(term: object) -> rdflib.term.Node:
        if isinstance(term, ox.Literal):
            plain = term.datatype.value.endswith(("#string", "#langString"))
            return rdflib.Literal(term.value, lang=term.language, datatype=None if plain else rdflib.URIRef(term.datatype.value))
        return rdflib.URIRef(term.value) if isinstance(term, ox.NamedNode) else rdflib.BNode(str(term))

    return node(quad.subject), node(quad.predicate), node(quad.object)
