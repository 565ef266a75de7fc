"""Values of one thing that is named -> what is meant of it: where a department is, its own contacts, what a sub-item is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.question.algebra import Count, Query, Values
from kg.question.condition import All, Contains, Is
from kg.question.conditions import cast
from kg.question.dimensions import those
from kg.question.mentions import parted
from kg.question.mentions.token import Token, names
from kg.question.structure import counted
from kg.question.wanted.target import Target
from kg.question.words.columns import MAIL, OWN, is_contact, labels_of, sort_of
from kg.question.words.vocabulary import cues

_WHOSE = re.compile("|".join(cues("contacts")["whose"]))


def meant(query: Query, tokens: Sequence[Token], wanted: Sequence[Target]) -> Query:
    """The query with the place of a department or the name of a sub-item in it."""
    return _subitem(_whereabouts(query, tokens), tokens, wanted)


def _whereabouts(query: Query, tokens: Sequence[Token]) -> Query:
    """The place of a department is one that has its name: where its duties are done (法援中心在哪儿) may be anywhere."""
    if not isinstance(query, Values) or not query.dimension.startswith(OWN) or any(t.value == "duty" for t in tokens):
        return query
    one, sort = query.where, sort_of(labels_of(query.dimension)[0])
    if not isinstance(one, Is) or one.dimension != "department" or sort is None or sort.name != "place":
        return query
    return replace(query, where=All((one, Contains(query.dimension, one.said))))


def _subitem(query: Query, tokens: Sequence[Token], wanted: Sequence[Target]) -> Query:
    """What a sub-item is called is its own name and not that of its item (0204的第二个子项叫什么, or no more than 0204的第二个子项)."""
    part = any(names(token, "duty") and parted.NAMED.search(token.text) for token in tokens)
    named = isinstance(query, Values) and isinstance(query.where, Is) and (query.dimension == "name" or not wanted)
    return replace(query, dimension="subitem") if part and named and isinstance(query, Values) else query


def own_contacts(query: Query, said: str, *, parts: bool) -> Query:
    """The contacts of a department are those of what it leads or carries out alone: where it only helps, they are another's.

    So it is where somebody asks whose they are. Without `parts` nothing tells who only helps.
    """
    values = counted(query)
    if not isinstance(values, Values) or not isinstance(values.where, Is):
        return query
    one = values.where
    if values.dimension == one.dimension and _is_contact(one.dimension) and _WHOSE.search(said):
        values = replace(values, dimension="department")  # 88210119是哪个室的电话
    if parts and one.dimension == "department" and _is_contact(values.dimension):
        values = replace(values, where=cast.played(one, "heading"))
    elif parts and values.dimension == "department" and _is_contact(one.dimension) and _WHOSE.search(said):
        values = replace(values, dimension="heading")
    return Count(values) if isinstance(query, Count) else values


def _is_contact(dimension: str) -> bool:
    return (
        dimension in (*those("contact"), "supervision", "supervision-text") or is_contact(dimension) or dimension.startswith(MAIL)
    )
