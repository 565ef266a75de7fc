"""The base as CPSV-AP public services: in standard terms, for those who know no others."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

import ontology
from kg.export.rdf import say, typed
from kg.meaning.contacts import contacts
from kg.question.words import columns
from kg.store import Store

_FIELDS = """SELECT ?duty ?value ?label ?text {
  ?duty a duty:PublicFacingDuty ; dct:title ?title ; duty:fieldValue ?value . ?value duty:label ?label ; prov:value ?text
} ORDER BY ?value"""
_WITHOUT_AREA = """SELECT ?slug {
  ?catalogue a duty:Catalogue ; dct:identifier ?slug ; dct:publisher ?body FILTER NOT EXISTS { ?body dct:spatial ?area }
} ORDER BY ?slug"""


def cpsv_ap(store: Store) -> list[ox.Quad]:
    """Every duty that faces the public as a service of CPSV-AP 3.2.0, with organisation (CPOV 2.1.2), rules, evidence types, contacts."""
    return [*(ox.Quad(*triple) for triple in store.construct(ontology.profile("cpsv-ap"))), *_contact_points(store)]


def without_area(store: Store) -> list[str]:
    """The catalogues whose organisation lacks what CPSV-AP demands of it, an area."""
    return [row["slug"] for row in store.select(_WITHOUT_AREA)]


def _contact_points(store: Store) -> Iterator[ox.Quad]:
    """Where a service is to be had, as far as its catalogue prints a telephone or an address for that."""
    for row in store.select(_FIELDS):
        found = contacts(row["text"]) if columns.is_contact(columns.OWN + row["label"]) else None
        if found and (found.mailboxes or found.phones):
            service, point = ox.NamedNode(row["duty"]), ox.NamedNode(row["value"])
            yield from (say(service, "cv:contactPoint", point), typed(point, "cv:ContactPoint"))
            yield say(point, "skos:prefLabel", ox.Literal(row["label"], language="zh"))
            yield from (say(point, "cv:email", ox.Literal(mailbox)) for mailbox in found.mailboxes)
            yield from (say(point, "cv:telephone", ox.Literal(phone)) for phone in found.phones)
