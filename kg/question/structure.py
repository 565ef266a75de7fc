"""How a query is built: all that it is made of, and the same query with items counted or over fewer duties."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from kg.question.algebra import (
    Alike,
    Among,
    Count,
    Difference,
    Groups,
    Mains,
    Many,
    Mean,
    Meets,
    More,
    Portion,
    Query,
    Reaches,
    Shared,
    Sides,
    Some,
    Spread,
    Values,
)
from kg.question.condition import Akin, All, Condition, Contains, Has, Is, Not, Term

_OF_ROWS = ("duty", "subitem", "catalogue", "finding", "every-field")  # what is said of a sub-item and not of its whole item
_INNER = {
    "Count": "of",
    "Many": "of",
    "Meets": "shared",
    "Alike": "shared",
    "Some": "groups",
    "Reaches": "portion",
}  # what those that wrap a query are about


def counted(query: Query | None) -> Query | None:
    """What a query counts, or the query itself where it counts nothing."""
    return query.of if isinstance(query, Count) else query


def by_items(query: Query) -> Query:
    """The same query with an item counted once, however many sub-items it has."""
    match query:
        case Count(of=Values("duty") as values):
            return Count(replace(values, dimension="item", where=_whole(values.where)))
        case Values("duty"):
            return replace(query, where=_whole(query.where))  # a list is as long as the number is large
        case Count(of=Groups(of="duty") as groups):
            return Count(replace(groups, of="item"))
        case Some() | Many() | Reaches():
            return _judged(query)
        case Groups(of="duty") | Spread(of="duty") | Mean(of="duty"):
            return replace(query, of="item", where=_whole(query.where))
        case Portion(dimension="duty"):
            return replace(query, dimension="item", part=_whole(query.part), whole=_whole(query.whole))
        case Difference(dimension="duty") | Sides(dimension="duty") | More(dimension="duty"):
            return replace(query, dimension="item")
        case _:
            return query


def _judged(query: Some | Many | Reaches) -> Query:
    """A number or a share of which something is said, with items counted once."""
    if isinstance(query, Some):
        return replace(query, groups=replace(query.groups, of="item")) if query.groups.of == "duty" else query
    if isinstance(query, Reaches):
        portion = by_items(query.portion)
        return replace(query, portion=portion) if isinstance(portion, Portion) else query
    many = counted(by_items(Count(query.of)))
    return replace(query, of=many) if isinstance(many, Values) else query


def by_parts(values: Values) -> Values:
    """Items counted once -> the same duties with each sub-item for itself."""
    return replace(values, dimension="duty", where=_parted(values.where))


def _whole(where: Condition) -> Condition:
    """What is denied of an item is denied of all its sub-items: one that is cited by a part of them is not without it."""
    match where:
        case All(parts):
            return All(tuple(map(_whole, parts)))
        case Not(Is(dimension) | Contains(dimension) | Has(dimension)) if dimension not in _OF_ROWS:
            return Not(Akin("item", where.inner))
        case _:
            return where


def _parted(where: Condition) -> Condition:
    match where:
        case All(parts):
            return All(tuple(map(_parted, parts)))
        case Not(Akin("item", inner)):
            return Not(inner)
        case _:
            return where


def within(query: Query, limit: Condition) -> Query:
    """The same query over the duties that meet `limit` only."""
    match query:
        case Count() | Many() | Meets() | Alike() | Some() | Reaches():
            name = _INNER[type(query).__name__]
            inner: Any = within(getattr(query, name), limit)
            return replace(query, **{name: inner})
        case Shared(dimension, each):
            return Shared(dimension, tuple(All((limit, one)) for one in each))
        case Among():
            return query
        case Mains():
            return replace(query, of=limit.terms) if isinstance(limit, Is) and limit.dimension == "catalogue" else query
        case Difference() | Sides() | More():
            return replace(query, left=All((limit, query.left)), right=All((limit, query.right)))
        case Portion():
            return replace(query, part=All((limit, query.part)), whole=All((limit, query.whole)))
        case _:
            return replace(query, where=All((limit, query.where)))


def instead(part: Any, was: str, now: str) -> Any:
    """The same query with one dimension in another's place."""
    if isinstance(part, tuple):
        return tuple(instead(one, was, now) for one in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    changed = {field.name: instead(getattr(part, field.name), was, now) for field in fields(part)}
    changed |= {name: now for name in ("dimension", "by", "of") if changed.get(name) == was}
    return type(part)(**changed)


def anywhere(part: Any, words: Collection[str]) -> Any:
    """The same query with `words` that are looked for in names looked for in all fields."""
    if isinstance(part, Contains) and part.dimension == "name" and not part.at and part.word in words:
        return replace(part, dimension="any")
    if isinstance(part, tuple):
        return tuple(anywhere(one, words) for one in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: anywhere(getattr(part, field.name), words) for field in fields(part)})
    return part


def partly(part: Any) -> Any:
    """The same query with terms that are so in part in the place of terms that are so."""
    if isinstance(part, Term):
        return replace(part, mixed=True)
    if isinstance(part, tuple):
        return tuple(map(partly, part))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: partly(getattr(part, field.name)) for field in fields(part)})
    return part


def made_of(part: Any) -> Iterator[Any]:
    """A query or a part of one, and everything that it is made of, down to names and numbers."""
    yield part
    inner = part if isinstance(part, tuple) else ()
    if is_dataclass(part):
        inner = tuple(getattr(part, field.name) for field in fields(part))
    for one in inner:
        yield from made_of(one)


def leaves_out(parts: Sequence[Any]) -> bool:
    """Whether a part of a query leaves something out."""
    return any(isinstance(part, Not) or any(getattr(part, name, None) for name in ("without", "never", "but")) for part in parts)


def of_duties(query: Query) -> bool:
    """Whether duties or their number are asked for, and not departments with the part of each (谁牵头、谁配合)."""
    values = counted(query)
    return isinstance(values, Values) and values.dimension in ("duty", "item")
