"""Python values -> RDF terms as N-Quads prints them; a statement is (subject IRI, prefixed property, object)."""

from __future__ import annotations

import re
from functools import lru_cache

import ontology

Statement = tuple[str, str, str]
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[\\x00-\\x1f\\x7f\\ud800-\\udfff\ufffe\uffff"\\\\]')
_DATES = ("xsd:gYear", "xsd:gYearMonth", "xsd:date")
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


@lru_cache(maxsize=1024)
def term(name: str) -> str:
    """The node of a prefixed name, such as "duty:DutyItem"."""
    return node(ontology.expand(name))


def node(iri: str) -> str:
    """The node of a full IRI."""
    return f"<{iri}>"


@lru_cache(maxsize=16384)
def zh(text: str) -> str:
    """A Chinese text, tagged @zh."""
    return f"{plain(text)}@zh"


def plain(text: str) -> str:
    """Something printed that is not language: a number, a code, an address. Never a numeric datatype.

    Lone surrogates and control characters, which some RDF syntax cannot carry, are replaced by U+FFFD.
    """
    if _SPECIAL.search(text):
        text = _UNPRINTABLE.sub("\ufffd", text).translate(_ESCAPES)
    return f'"{text}"'


def dated(text: str) -> str:
    """A day, month or year as ISO 8601 writes it."""
    return f'"{text}"^^{term(_DATES[text.count("-")])}'


def count(number: int) -> str:
    """A whole number that counts something."""
    return f'"{number}"^^{term("xsd:integer")}'
