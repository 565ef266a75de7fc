"""Which quads of a base an export holds: all, those of one catalogue, or those about one resource."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox

import ontology
from kg.errors import UsageError
from kg.names import SHARED, catalogue_of
from kg.store import Store

_HAS_PART = ox.NamedNode(ontology.expand("eli:has_part"))
_BACK = tuple(  # by which a thing is reached from what belongs to it or speaks of it: no kinds, no places in the document
    ontology.expand(name)
    for name in (
        *("dct:isPartOf", "dct:publisher", "void:subset", "skos:inScheme", "skos:topConceptOf", "skos:broader"),
        *("org:unitOf", "org:subOrganizationOf", "org:reportsTo", "eli:is_part_of", "eli:passed_by", "cv:hasInputType"),
        *("duty:partOfResponsibility", "duty:implementedBy", "duty:legalBasis", "duty:supervisedThrough", "duty:approvingBody"),
        *("duty:leadsTo", "oa:hasTarget", "prov:wasDerivedFrom"),
    )
)
_NAMES = tuple(
    ontology.expand(name) for name in ("skos:prefLabel", "dct:title", "rdfs:label", "sh:resultMessage", "dct:identifier")
)


def whole(store: Store) -> list[ox.Quad]:
    """Every quad."""
    return list(store.quads())


def of_catalogue(store: Store, slug: str) -> list[ox.Quad]:
    """The graphs of the catalogue with this slug, and what is said of shared things that it speaks of. Raises UsageError for none."""
    graphs = [graph for graph in store.graphs() if catalogue_of(graph) == slug]
    if not graphs:
        raise UsageError(f"知识库里没有目录 {slug}。")
    own = [quad for graph in graphs for quad in store.quads(graph)]
    return [*own, *_shared(store, own)]


def _shared(store: Store, own: list[ox.Quad]) -> list[ox.Quad]:
    """What the shared graph says of things that `own` leads to; of a whole, the parts that others alone lead to are left out."""
    said: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in store.quads(SHARED):
        said[str(quad.subject)].append(quad)
    waiting = [term for quad in own for term in (str(quad.subject), str(quad.object)) if term in said]
    reached = dict.fromkeys(waiting)
    while waiting:
        for quad in said[waiting.pop()]:
            value = str(quad.object)
            if quad.predicate != _HAS_PART and value in said and value not in reached:
                reached[value] = None
                waiting.append(value)
    found = (quad for term in reached for quad in said[term])
    return [quad for quad in found if quad.predicate != _HAS_PART or str(quad.object) in reached]


def narrowed(store: Store, slug: str) -> Store:
    """The catalogue with this slug and the schemes as a store of their own. Raises UsageError when there is none."""
    return Store.of([*of_catalogue(store, slug), *store.quads(ontology.IRI)])


def of_resource(store: Store, iri: str) -> list[ox.Quad]:
    """What is said of `iri` and of its own parts (IRIs below it), what leads to it, and the names of both.

    So the data can be walked both ways. Raises UsageError when nothing is said of it.
    """
    try:
        about = store.about(iri)
    except ValueError as problem:
        raise UsageError(f"不是合法的 IRI：{iri}") from problem
    if not about:
        raise UsageError(f"知识库里没有 {iri}。", hint="请给出职责序号（如 8.6）或本知识库的 IRI。")
    said: dict[str, list[ox.Quad]] = {iri: about}
    waiting = [iri]
    while waiting:
        for value in _objects(said[waiting.pop()]):
            if value not in said and value.startswith(f"{iri}/"):
                said[value] = store.about(value)
                waiting.append(value)
    back = [quad for quad in store.pointing(iri, _BACK) if _iri(quad.subject) not in said]
    pointed = {value for quads in said.values() for value in _objects(quads)} | {_iri(quad.subject) for quad in back}
    named = [quad for value in sorted(pointed - set(said)) for quad in store.about(value) if quad.predicate.value in _NAMES]
    return [*(quad for quads in said.values() for quad in quads), *back, *named]


def _iri(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    return node.value if isinstance(node, ox.NamedNode) else ""


def _objects(quads: list[ox.Quad]) -> list[str]:
    return [quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)]
