"""What the pages show: rows of the store put together for one thing or one list. Things enter queries only as typed terms."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

import ontology
from kg import query
from kg.answer.duties import duties
from kg.store import Store

if TYPE_CHECKING:
    from kg.answer import DutyAnswer
    from kg.web.site import Site

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
  OPTIONAL {{ ?v dct:title|skos:prefLabel|rdfs:label|dct:identifier ?name }}
}} ORDER BY ?p ?v ?name LIMIT 400"""
_TABLE = """SELECT ?duty ?number ?name ?catalogue ?department ?departmentName ?clause ?clauseLabel ?responsibility ?above ?boundary ?public {
  ?duty a duty:DutyItem ; dct:identifier ?number ; duty:order ?order ; dct:isPartOf ?body . ?body dct:identifier ?catalogue .
  OPTIONAL { ?duty dct:title ?name }
  OPTIONAL { ?duty duty:implementedBy ?department . ?department skos:prefLabel ?departmentName }
  OPTIONAL { ?duty duty:legalBasis ?clause . OPTIONAL { ?clause skos:prefLabel ?clauseLabel } OPTIONAL { ?clause dct:title ?clauseLabel } }
  OPTIONAL { ?duty duty:partOfResponsibility ?responsibility . ?responsibility dct:identifier ?above }
  OPTIONAL { ?duty duty:boundary ?kind . ?kind skos:prefLabel ?boundary FILTER(LANG(?boundary) = "zh") }
  OPTIONAL { ?duty a ?public FILTER(?public = duty:PublicFacingDuty) }
} ORDER BY ?catalogue ?order"""


@dataclass(slots=True)
class Row:
    """A duty in a list."""

    iri: str
    number: str
    name: str
    catalogue: str
    departments: dict[str, str]
    clauses: dict[str, str]
    responsibility: str
    above: str
    boundary: str
    public: bool


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


@lru_cache(maxsize=4)
def table(store: Store) -> tuple[Row, ...]:
    """Every duty of the base, in the order of the documents."""
    rows: dict[str, Row] = {}
    for row in store.select(_TABLE):
        one = rows.setdefault(
            row["duty"],
            Row(
                row["duty"],
                row["number"],
                row.get("name", ""),
                row["catalogue"],
                {},
                {},
                row.get("responsibility", ""),
                row.get("above", ""),
                row.get("boundary", ""),
                "public" in row,
            ),
        )
        if "department" in row:
            one.departments[row["department"]] = row["departmentName"]
        if "clause" in row:
            one.clauses[row["clause"]] = row.get("clauseLabel", "")
    return tuple(rows.values())


def facts(store: Store, iri: str) -> list[dict[str, Any]]:
    """All that is said of a thing, by property: labels in both languages, values with their names."""
    return _grouped(store.select(_FACTS.format(ox.NamedNode(iri))))


def pointing(store: Store, iri: str) -> list[dict[str, Any]]:
    """What points to a thing, by property."""
    return _grouped(store.select(_POINTING.format(ox.NamedNode(iri))))


def name_of(store: Store, iri: str) -> str:
    """The Chinese name of a thing, else its number, else the end of its IRI."""
    said: dict[str, str] = {}
    for quad in store.about(iri):
        if isinstance(quad.object, ox.Literal) and quad.object.language in (None, "zh"):
            said.setdefault(quad.predicate.value, quad.object.value)
    keys = ("skos:prefLabel", "dct:title", "rdfs:label", "sh:resultMessage", "duty:text", "dct:identifier")
    return next((said[ontology.expand(key)] for key in keys if ontology.expand(key) in said), iri.rpartition("/")[2])


def duty(site: Site, iri: str) -> DutyAnswer:
    """A duty with its clauses, contacts and cells."""
    cells = site.base.cells(iri)
    printed = [row for row in cells if "text" in row]
    return duties([(iri, 1.0)], site.base.store.select(query.of_duties("who-handles", [iri])), printed)[0]


def matters(store: Store, iri: str) -> list[dict[str, str]]:
    """The matters that lead to a duty."""
    seen: dict[str, dict[str, str]] = {}
    for row in store.select(query.of_duties("matters", [iri])):
        seen.setdefault(row["matter"], row)
    return list(seen.values())


def led_to(store: Store, iri: str) -> list[str]:
    """The duties that a matter leads to."""
    return [row["d"] for row in store.select(f"SELECT ?d {{ {ox.NamedNode(iri)} duty:leadsTo ?d }} ORDER BY ?d")]


def findings(site: Site) -> list[dict[str, str]]:
    """The defects, one a finding, with the numbers of its duties."""
    merged: dict[str, dict[str, str]] = {}
    for row in site.base.findings():
        one = merged.setdefault(row["finding"], {**row, "numbers": ""})
        if "number" in row and row["number"] not in one["numbers"].split("、"):
            one["numbers"] = "、".join(filter(None, [one["numbers"], row["number"]]))
    return list(merged.values())


SEVERITIES = {"Violation": "错误", "Warning": "警告", "Info": "提示"}


@cache
def kinds() -> dict[str, dict[str, str]]:
    """The kinds of findings in words, by code and language."""
    said = tomllib.loads(files("kg.web").joinpath("kinds.toml").read_text("utf-8"))
    return {code: {"zh": zh, "en": en} for code, (zh, en) in said.items()}


def grouped(found: Iterable[dict[str, str]]) -> list[dict[str, Any]]:
    """Findings by kind, the gravest first, then the most frequent."""
    groups: dict[str, dict[str, Any]] = {}
    for one in found:
        code, severity = one["code"], one["severity"].rpartition("#")[2]
        named = {"code": code, "name": kinds().get(code, {"zh": code, "en": code}), "severity": severity, "rows": []}
        group = groups.setdefault(code, named)
        group["severity"] = min(group["severity"], severity, key=list(SEVERITIES).index)
        group["rows"].append(one)
    return sorted(groups.values(), key=lambda group: (list(SEVERITIES).index(group["severity"]), -len(group["rows"])))


def repairs(store: Store) -> list[dict[str, str]]:
    """The values that were moved, with where they had been printed."""
    return list(store.select(query.whole("repairs")))


def matrix(rows: Iterable[Row], other: str) -> dict[str, Any]:
    """How many duties each department shares with each clause or responsibility: heads, sides, counts, the largest count."""
    counts: dict[tuple[str, str], int] = {}
    heads: dict[str, str] = {}
    sides: dict[str, str] = {}
    for row in rows:
        columns = row.clauses if other == "clause" else {row.responsibility: row.above} if row.responsibility else {}
        for department, name in row.departments.items():
            sides[department] = name
            for key, label in columns.items():
                heads[key] = label
                counts[department, key] = counts.get((department, key), 0) + 1
    ordered = dict(sorted(heads.items(), key=lambda pair: _natural(pair[0])))
    return {"heads": ordered, "sides": sides, "counts": counts, "most": max(counts.values(), default=1)}


def _natural(text: str) -> list[tuple[int, str]]:
    import re

    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text)]


def _grouped(rows: Iterable[dict[str, str]]) -> list[dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for row in rows:
        group = groups.setdefault(row["p"], {"iri": row["p"], "zh": row.get("zh", ""), "en": row.get("en", ""), "values": {}})
        if "v" in row:
            name = row.get("vzh") or row.get("name", "")
            group["values"].setdefault(row["v"], {"value": row["v"], "zh": name, "en": row.get("ven") or name})
    return [{**group, "values": list(group["values"].values())} for group in groups.values()]
