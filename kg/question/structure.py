"""How a query is built: all that it is made of, and the same query with items counted or over fewer duties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from kg.question.algebra import (
    All,
    Among,
    Condition,
    Count,
    Difference,
    Groups,
    Meets,
    More,
    Portion,
    Query,
    Shared,
    Sides,
    Some,
    Spread,
    Values,
)


def by_items(query: Query) -> Query:
    """The same query with an item counted once, however many sub-items it has."""
    match query:
        case Count(of=Values("duty") as values):
            return Count(replace(values, dimension="item"))
        case Count(of=Groups(of="duty") as groups):
            return Count(replace(groups, of="item"))
        case Some(groups=Groups(of="duty") as groups):
            return Some(replace(groups, of="item"))
        case Groups(of="duty") | Spread(of="duty"):
            return replace(query, of="item")
        case Difference(dimension="duty") | Sides(dimension="duty") | Portion(dimension="duty") | More(dimension="duty"):
            return replace(query, dimension="item")
        case _:
            return query


def within(query: Query, limit: Condition) -> Query:
    """The same query over the duties that meet `limit` only."""
    match query:
        case Count(of):
            inner = within(of, limit)
            assert isinstance(inner, Values | Groups | Shared)
            return Count(inner)
        case Shared(dimension, each):
            return Shared(dimension, tuple(All((limit, one)) for one in each))
        case Meets(shared):
            inner = within(shared, limit)
            assert isinstance(inner, Shared)
            return Meets(inner)
        case Some(groups):
            inner = within(groups, limit)
            assert isinstance(inner, Groups)
            return Some(inner)
        case Among():
            return query
        case Difference() | Sides() | More():
            return replace(query, left=All((limit, query.left)), right=All((limit, query.right)))
        case Portion():
            return replace(query, part=All((limit, query.part)), whole=All((limit, query.whole)))
        case _:
            return replace(query, where=All((limit, query.where)))


def parts(part: Any) -> Iterator[Any]:
    """A query or a part of one, and everything that it is made of, down to names and numbers."""
    yield part
    inner = part if isinstance(part, tuple) else ()
    if is_dataclass(part):
        inner = tuple(getattr(part, field.name) for field in fields(part))
    for one in inner:
        yield from parts(one)
