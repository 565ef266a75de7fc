"""Quads -> one of the RDF syntaxes, deterministic to the byte."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

import ontology

if TYPE_CHECKING:
    import rdflib

Quad = ox.Quad


def say(node: ox.NamedNode, name: str, value: ox.NamedNode | ox.Literal) -> Quad:
    """The statement that `node` has the property of the prefixed name `name` with `value`."""
    return ox.Quad(node, ox.NamedNode(ontology.expand(name)), value)


def typed(node: ox.NamedNode, name: str) -> Quad:
    """The statement that `node` is of the class of the prefixed name `name`."""
    return say(node, "rdf:type", ox.NamedNode(ontology.expand(name)))


def write(quads: Iterable[Quad], form: str) -> bytes:
    """`quads` in the syntax `form`, a key of SYNTAXES."""
    return SYNTAXES[form](list(quads))


def nquads(quads: Sequence[Quad]) -> bytes:
    """Every quad, one a line, sorted."""
    return _sorted(ox.serialize(quads, format=ox.RdfFormat.N_QUADS))


def ntriples(quads: Sequence[Quad]) -> bytes:
    """The union of the graphs, one triple a line, sorted."""
    return _sorted(ox.serialize(_union(quads), format=ox.RdfFormat.N_TRIPLES))


def turtle(quads: Sequence[Quad]) -> bytes:
    """The union of the graphs as Turtle, sorted by subject, with the project's prefixes in their own order."""
    return _prefixed(ox.serialize(_union(quads), format=ox.RdfFormat.TURTLE, prefixes=ontology.prefixes()))


def trig(quads: Sequence[Quad]) -> bytes:
    """The named graphs as TriG, sorted."""
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad.triple)))
    return _prefixed(ox.serialize(ordered, format=ox.RdfFormat.TRIG, prefixes=ontology.prefixes()))


def rdfxml(quads: Sequence[Quad]) -> bytes:
    """The union of the graphs as RDF/XML, sorted by subject."""
    return (ox.serialize(_union(quads), format=ox.RdfFormat.RDF_XML, prefixes=ontology.prefixes()) or b"") + b"\n"


def jsonld(quads: Sequence[Quad]) -> bytes:
    """The named graphs as JSON-LD, compacted with the context of the ontology, which it carries inline."""
    from pyld import jsonld as processor

    return _json(processor.compact(_expanded(quads), _context()))


def framed(quads: Sequence[Quad], iri: str) -> bytes:
    """The union of the graphs as one JSON object about `iri`, parts nested; @reverse has what leads to it, @included its classes."""
    from pyld import jsonld as processor

    triples = [ox.Quad(*triple) for triple in _union(quads)]
    frame = {**_context(), "@id": iri, "@embed": "@always"}
    if back := _leading(triples, iri):
        frame["@reverse"] = {predicate: {"@embed": "@always"} for predicate in back}
    framed: dict[str, Any] = processor.frame(_expanded(triples), frame, {"omitGraph": True})
    if kinds := _kinds(triples, iri):
        compacted = processor.compact(_expanded(kinds), _context(), {"graph": True})
        framed["@included"] = compacted["@graph"]
    used = set(re.findall(r'"([\w-]+)(?::[^"]*)?"', json.dumps({key: framed[key] for key in framed if key != "@context"})))
    context = framed["@context"]
    spaces = {
        str(term["@id"] if isinstance(term, dict) else term).partition(":")[0]
        for name, term in context.items()
        if name in used and name != "@version"
    }
    framed["@context"] = {
        name: term for name, term in context.items() if name in used | spaces | {"@version", "id", "type", "xsd"}
    }
    return _json(framed)


SYNTAXES: dict[str, Callable[[Sequence[Quad]], bytes]] = {
    "turtle": turtle,
    "ntriples": ntriples,
    "nquads": nquads,
    "trig": trig,
    "jsonld": jsonld,
    "rdfxml": rdfxml,
}


def _union(quads: Sequence[Quad]) -> list[ox.Triple]:
    return sorted({quad.triple for quad in quads}, key=str)


def _expanded(quads: Sequence[Quad]) -> Any:
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad.triple)))
    return _typed(json.loads(ox.serialize(ordered, format=ox.RdfFormat.JSON_LD) or b"[]"))


def _typed(value: Any) -> Any:
    """Expanded JSON-LD with @type where the writer left rdf:type as any other property."""
    if isinstance(value, list):
        return [_typed(one) for one in value]
    if not isinstance(value, dict):
        return value
    kinds = value.pop(ontology.expand("rdf:type"), [])
    typed = {key: _typed(one) for key, one in value.items()}
    return {**typed, "@type": [*typed.get("@type", []), *(kind["@id"] for kind in kinds)]} if kinds else typed


def _kinds(quads: Sequence[Quad], iri: str) -> list[Quad]:
    """What `quads` say of classes: they are named as types alone, in which a frame nests nothing."""
    typed = ox.NamedNode(ontology.expand("rdf:type"))
    classes = {quad.object for quad in quads if quad.predicate == typed}
    others = {quad.object for quad in quads if quad.predicate != typed} | {ox.NamedNode(iri)}
    return [quad for quad in quads if quad.subject in classes - others]


def _leading(quads: Sequence[Quad], iri: str) -> list[str]:
    """The predicates by which `quads` lead to `iri` from what it does not itself lead to, for that is nested in it."""
    nested = {quad.object for quad in quads if f"{str(quad.subject)[1:-1]}/".startswith(f"{iri}/")}
    return sorted({quad.predicate.value for quad in quads if quad.object == ox.NamedNode(iri) and quad.subject not in nested})


def _context() -> dict[str, Any]:
    context: dict[str, Any] = json.loads(ontology.context())
    return context


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _prefixed(written: bytes | None) -> bytes:
    body = b"".join(line for line in (written or b"").splitlines(keepends=True) if not line.startswith(b"@prefix "))
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in ontology.prefixes().items())
    return head.encode() + b"\n" + body


def _sorted(text: bytes | None) -> bytes:
    return b"\n".join(sorted((text or b"").splitlines())) + b"\n"


def dataset(lines: bytes) -> rdflib.Dataset:
    """N-Quads as an rdflib Dataset, named graphs kept, the union as default graph."""
    import rdflib

    read = rdflib.Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parser uses what rdflib deprecates
        read.parse(data=lines, format="nquads")
    return read
