"""Python values -> RDF terms; a statement is (subject IRI, prefixed property, object)."""

from __future__ import annotations

import re
from functools import lru_cache

import pyoxigraph as ox

import ontology

Object = ox.NamedNode | ox.Literal
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
Statement = tuple[str, str, Object]


@lru_cache(maxsize=1024)
def term(name: str) -> ox.NamedNode:
    """The node of a prefixed name, such as "duty:DutyItem"."""
    return ox.NamedNode(ontology.expand(name))


def node(iri: str) -> ox.NamedNode:
    """The node of a full IRI."""
    return ox.NamedNode(iri)


def zh(text: str) -> ox.Literal:
    """A Chinese text, tagged @zh."""
    return ox.Literal(clean(text), language="zh")


def plain(text: str) -> ox.Literal:
    """Something printed that is not language: a number, a code, an address. Never a numeric datatype."""
    return ox.Literal(clean(text))


def count(number: int) -> ox.Literal:
    """A whole number that counts something."""
    return ox.Literal(number)


def clean(text: str) -> str:
    """`text` without lone surrogates and control characters, which some RDF syntax cannot carry (replaced by U+FFFD)."""
    return _UNPRINTABLE.sub("\ufffd", text)
