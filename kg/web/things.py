"""A thing of the graph -> what its page shows: what is said of it, what points to it, and what its kind has beside that."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from markupsafe import Markup

import ontology
from kg import query
from kg.answer.duties import duties
from kg.store import Store
from kg.web import picture, views
from kg.web.picture import Node
from kg.web.site import Site

if TYPE_CHECKING:
    from kg.answer import DutyAnswer

_KINDS = {  # first match wins
    "duty:DutyItem": "duty",
    "org:OrganizationalUnit": "department",
    "eli:LegalResourceSubdivision": "clause",
    "eli:LegalResource": "clause",
    "duty:MainResponsibility": "responsibility",
    "duty:Catalogue": "catalogue",
    "dqv:QualityAnnotation": "finding",
    "duty:OverlapFinding": "overlap",
    "skos:Concept": "matter",
}
_FACTS = """SELECT ?p ?zh ?en ?v ?name ?vzh ?ven {{
  VALUES ?s {{ {0} }} ?s ?p ?v
  OPTIONAL {{ ?p rdfs:label ?zh FILTER(LANG(?zh) = "zh") }} OPTIONAL {{ ?p rdfs:label ?en FILTER(LANG(?en) = "en") }}
  OPTIONAL {{ ?v skos:prefLabel ?vzh FILTER(LANG(?vzh) = "zh") }} OPTIONAL {{ ?v skos:prefLabel ?ven FILTER(LANG(?ven) = "en") }}
  OPTIONAL {{ ?v dct:title|rdfs:label|dct:identifier ?name }}
}} ORDER BY ?p ?v ?name"""
_POINTING = """SELECT ?p ?zh ?en ?v ?name {{
  VALUES ?o {{ {0} }} ?v ?p ?o
  OPTIONAL {{ ?p rdfs:label ?zh FILTER(LANG(?zh) = "zh") }} OPTIONAL {{ ?p rdfs:label ?en FILTER(LANG(?en) = "en") }}
  OPTIONAL {{ ?v dct:title|skos:prefLabel|rdfs:label|sh:resultMessage|dct:identifier ?name }}
}} ORDER BY ?p ?v ?name LIMIT 400"""
_DECIDED = ontology.expand("duty:reviewStatus")


def kind_of(store: Store, iri: str) -> str:
    """Which page shows the thing: a value of _KINDS, "thing" for any other, "" where nothing is said of it."""
    types = {
        quad.object.value
        for quad in store.about(iri)
        if quad.predicate.value == ontology.expand("rdf:type")
        if isinstance(quad.object, ox.NamedNode)
    }
    found = next((kind for name, kind in _KINDS.items() if ontology.expand(name) in types), "")
    return found or ("thing" if store.about(iri) else "")


def template(kind: str) -> str:
    """The template of a page: that of the kind, or the one of things that have none of their own."""
    return f"{kind}.html" if kind in _PAGES else "thing.html"


def shown(site: Site, iri: str, kind: str) -> dict[str, Any]:
    """What the template of a kind needs."""
    store, own = site.base.store, _PAGES.get(kind)
    common = {"iri": iri, "name": _name(store, iri), "facts": _facts(store, iri), "pointing": _pointing(store, iri)}
    return {**common, **(own(site, iri) if own else {})}


def _duty(site: Site, iri: str) -> dict[str, Any]:
    store = site.base.store
    cells = site.base.cells(iri)
    duty = _put_together(store, iri, cells)
    row = next(row for row in views.table(store) if row.iri == iri)
    near = [one for one in site.base.overlaps() if iri in (one.duties[0].iri, one.duties[1].iri)][:6]
    found = [one for one in site.findings if iri in one.duties]
    left = [Node((name,), site.renderer.page_of(key), "department", "实施机构") for key, name in row.departments.items()]
    if row.responsibility:
        left.append(Node(("主要职责", f" {row.main}"), site.renderer.page_of(row.responsibility), "responsibility", "属于"))
    told = ((f"{label}{site.renderer.law(key)}", site.renderer.page_of(key)) for key, label in row.clauses.items())
    right = [Node((label,), page, "clause", "法定依据") for label, page in told]
    right += [_other(site, one, iri) for one in near[:4]]
    height, placed = picture.laid_out(left, right)
    reported = {one.finding.field for one in found}  # a column that may be blank lacks nothing
    missing = [one for one in cells if "text" not in one and one["label"] in reported]
    return {
        "duty": duty, "row": row, "overlaps": near, "found": found, "missing": missing, "matters": _matters(store, iri),
        "height": height, "placed": placed, "centre": duty.number, "width": picture.WIDTH,
        "jsonld": _service(duty, iri) if _faces_public(store, iri) else "",
    }  # fmt: skip


def _faces_public(store: Store, iri: str) -> bool:
    """Whether a duty is a service at all: internal matters are none."""
    public = ontology.expand("duty:PublicFacingDuty")
    return any(isinstance(quad.object, ox.NamedNode) and quad.object.value == public for quad in store.about(iri))


def _service(duty: DutyAnswer, iri: str) -> Markup:
    """The duty in the words of schema.org, as search engines read it; safe inside a script element."""
    said = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": iri,
        "identifier": duty.number,
        "name": duty.title,
        "inLanguage": "zh",
        "provider": [{"@type": "GovernmentOrganization", "@id": place["iri"], "name": place["name"]} for place in duty.places],
    }
    text = json.dumps(said, ensure_ascii=False)
    return Markup("".join(f"\\u{ord(c):04x}" if c in "<>&\u2028\u2029" else c for c in text))


def _other(site: Site, one: Any, iri: str) -> Node:
    side = one.duties[1] if one.duties[0].iri == iri else one.duties[0]
    return Node((one.kind.label, f" {side.number} {side.department}"), site.renderer.page_of(side.iri), "overlap", "可能的重叠")


def _department(site: Site, iri: str) -> dict[str, Any]:
    rows = [row for row in views.table(site.base.store) if iri in row.departments]
    clauses = Counter((key, label) for row in rows for key, label in row.clauses.items())
    above = Counter((row.responsibility, row.main) for row in rows if row.responsibility)
    left = [
        Node((f"{count} 项", " · ", "主要职责", f" {n}"), site.renderer.page_of(key), "responsibility", "")
        for (key, n), count in above.items()
    ]
    right = [
        Node((f"{count} 项", f" · {label}{site.renderer.law(key)}"), site.renderer.page_of(key), "clause", "")
        for (key, label), count in clauses.most_common()
    ]
    height, placed = picture.laid_out(left, right)
    near = [one for one in site.base.overlaps() if any(row.iri in (one.duties[0].iri, one.duties[1].iri) for row in rows)]
    told = site.base.store.select(query.of_duties("who-handles", [row.iri for row in rows])) if rows else ()
    of = duties([(row.iri, 1.0) for row in rows], told, ())
    return {"rows": rows, "mailboxes": list(dict.fromkeys(one for duty in of for one in duty.mailboxes)),
            "phones": list(dict.fromkeys(one for duty in of for one in duty.phones)), "overlaps": near[:8], "height": height, "placed": placed, "width": picture.WIDTH,
            "centre": f"{len(rows)} 项"}  # fmt: skip


def _rows_where(site: Site, keep: Any) -> dict[str, Any]:
    return {"rows": [row for row in views.table(site.base.store) if keep(row)]}


def _clause(site: Site, iri: str) -> dict[str, Any]:
    quotes = site.base.store.select(
        f"SELECT DISTINCT ?q {{ ?c duty:cites {ox.NamedNode(iri)} ; duty:quotedText ?q }} ORDER BY ?q"
    )
    return {**_rows_where(site, lambda row: any(key == iri or key.startswith(f"{iri}/") for key in row.clauses)),
            "quotes": [row["q"] for row in quotes]}  # fmt: skip


def _overlap(site: Site, iri: str) -> dict[str, Any]:
    said = [fact for fact in _facts(site.base.store, iri) if fact["iri"] != _DECIDED]  # as it was when the base was built
    return {"one": next(one for one in site.base.overlaps() if one.iri == iri), "facts": said}


def _finding(site: Site, iri: str) -> dict[str, Any]:
    found = next((one for one in site.findings if one.iri == iri), None)
    repaired = found.duties if found and found.finding.repair else ()
    return {"one": found, "repairs": [row for row in views.repairs(site.base.store) if row["duty"] in repaired]}


def _responsibility(site: Site, iri: str) -> dict[str, Any]:
    rows = [row for row in views.table(site.base.store) if row.responsibility == iri]
    return {"rows": rows, **({"name": rows[0].main} if rows else {})}


def _matter(site: Site, iri: str) -> dict[str, Any]:
    led = _led_to(site.base.store, iri)
    return _rows_where(site, lambda row: row.iri in led)


def _matters(store: Store, iri: str) -> list[dict[str, str]]:
    """The matters that lead to a duty."""
    seen: dict[str, dict[str, str]] = {}
    for row in store.select(query.of_duties("matters", [iri])):
        seen.setdefault(row["matter"], row)
    return list(seen.values())


def _led_to(store: Store, iri: str) -> list[str]:
    """The duties that a matter leads to."""
    return [row["d"] for row in store.select(f"SELECT ?d {{ {ox.NamedNode(iri)} duty:leadsTo ?d }} ORDER BY ?d")]


def _put_together(store: Store, iri: str, cells: Iterable[dict[str, str]]) -> DutyAnswer:
    """A duty with its clauses, contacts and those of its cells that are printed."""
    printed = [row for row in cells if "text" in row]
    return duties([(iri, 1.0)], store.select(query.of_duties("who-handles", [iri])), printed)[0]


def _facts(store: Store, iri: str) -> list[dict[str, Any]]:
    """All that is said of a thing, by property: labels in both languages, values with their names."""
    return _grouped(store.select(_FACTS.format(ox.NamedNode(iri))))


def _pointing(store: Store, iri: str) -> list[dict[str, Any]]:
    """What points to a thing, by property."""
    return _grouped(store.select(_POINTING.format(ox.NamedNode(iri))))


def _name(store: Store, iri: str) -> str:
    """The Chinese name of a thing, else its number, else the end of its IRI."""
    said: dict[str, str] = {}
    for quad in store.about(iri):
        if isinstance(quad.object, ox.Literal) and quad.object.language in (None, "zh"):
            said.setdefault(quad.predicate.value, quad.object.value)
    keys = ("skos:prefLabel", "dct:title", "rdfs:label", "sh:resultMessage", "duty:text", "dct:identifier")
    return next((said[ontology.expand(key)] for key in keys if ontology.expand(key) in said), iri.rpartition("/")[2])


def _grouped(rows: Iterable[dict[str, str]]) -> list[dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for row in rows:
        group = groups.setdefault(row["p"], {"iri": row["p"], "zh": row.get("zh", ""), "en": row.get("en", ""), "values": {}})
        if "v" in row:
            name = row.get("vzh") or row.get("name", "")
            group["values"].setdefault(row["v"], {"value": row["v"], "zh": name, "en": row.get("ven") or name})
    return [{**group, "values": list(group["values"].values())} for group in groups.values()]


_PAGES: dict[str, Callable[[Site, str], dict[str, Any]]] = {
    "duty": _duty,
    "department": _department,
    "clause": _clause,
    "overlap": _overlap,
    "finding": _finding,
    "matter": _matter,
    "responsibility": _responsibility,
    "catalogue": lambda site, iri: _rows_where(site, lambda row: row.iri.startswith(f"{iri}/duty/")),
}
