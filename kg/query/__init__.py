"""Question -> SPARQL: named queries narrowed to given things. Values enter only as typed terms, never as pasted text.

sparql.py      a query of the algebra -> SPARQL
patterns.py    a condition -> patterns
figures.py     numbers in texts as patterns
blocks.py      the building blocks of both (blocks.toml)
reading.py     a query of the algebra -> the reading in Chinese
named.py       the named queries for people
recorded.py    the findings that a store records
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

import ontology
from kg.query.blocks import block
from kg.query.reading import condition, reading
from kg.query.sparql import duties, sparql

if TYPE_CHECKING:
    from kg.question.route.told import Told

__all__ = [
    "Term",
    "by_number",
    "condition",
    "duties",
    "found_reading",
    "idle_departments",
    "narrowed",
    "of_duties",
    "reading",
    "sparql",
    "whole",
]
Term = ox.NamedNode | ox.Literal


def narrowed(name: str, variable: str, terms: Iterable[Term]) -> str:
    """The named query with `variable` bound to `terms`; its comments are left out."""
    text = whole(name)
    marker = f"VALUES ?{variable} {{ UNDEF }}"
    if marker not in text:
        raise ValueError(f"query {name!r} has no parameter {variable!r}")
    return text.replace(marker, f"VALUES ?{variable} {{ {' '.join(map(str, terms))} }}")


@cache
def whole(name: str) -> str:
    """The named query as it stands, without its comments."""
    return re.sub(r"(?m)^#.*\n", "", ontology.query(name)).strip()


def of_duties(name: str, iris: Iterable[str]) -> str:
    """The named query for the duties with these IRIs."""
    return narrowed(name, "duty", map(_node, iris))


def idle_departments(iris: Iterable[str] | None) -> str:
    """The departments without a duty: those among these IRIs, all of the base for None."""
    name = "gap-idle-departments"
    return whole(name) if iris is None else narrowed(name, "department", map(_node, iris))


@lru_cache(maxsize=4096)
def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def by_number(numbers: Iterable[str]) -> str:
    """The duties with these numbers, in every catalogue."""
    return narrowed("duty-by-number", "number", (ox.Literal(number) for number in numbers))


def found_reading(names: Iterable[str], field: str, told: Told | None = None) -> str:
    """What was understood of a question that was searched for, as a Chinese sentence; `field` is a dimension of blocks.toml.

    `told` is what it is asked whether of the duty found.
    """
    what = "、".join(dict.fromkeys(("实施机构", block(field or "basis").says, "监督方式")))
    found = "、".join(names)
    holds = (
        ""
        if told is None or told.holds is None
        else f"是否由{told.whom}实施"
        if told.whom
        else f"是否符合“{condition(told.holds)}”"
    )
    gives = f"判断第一项{holds}，并给出其{what}" if holds else f"给出其{what}"
    return f"按语义检索出职责事项 {found}，{gives}" if found else "没有检索到职责事项"
