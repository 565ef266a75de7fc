"""Query + rows -> a typed answer: what design.md promises for each kind of question, in document order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg import query as queries
from kg.answer import terms
from kg.query.blocks import block
from kg.question import Told
from kg.question.algebra import (
    Akin,
    All,
    Among,
    AnyOf,
    Condition,
    Count,
    Difference,
    Every,
    Exists,
    Groups,
    Has,
    Is,
    Meets,
    More,
    One,
    Pairs,
    Portion,
    Query,
    Quickest,
    Shared,
    Sides,
    Some,
    Spread,
    Values,
)
from kg.question.words import columns
from kg.store import Store
from kg.text import normal


@dataclass(frozen=True, slots=True)
class Exact:
    """An answer from a query: its type and value, the SPARQL that gave the rows, and the duties it speaks of, in document order."""

    type: str
    value: Any
    sparql: str
    duties: tuple[str, ...]


def answer(query: Query, store: Store) -> Exact:
    """Run `query` and give its rows the type that was asked for."""
    text = queries.sparql(query)
    kind, found = _run(query, text, store)
    numbers = [row[0] for row in found] if isinstance(query, Quickest) else found if kind == "duties" else ()
    rests = _duties(query, store, tuple(map(str, numbers)))
    return Exact(kind, found, text, rests or _given(query, store))


def value(query: Query, store: Store) -> dict[str, Any]:
    """The typed answer alone, as plain data, without the duties it rests on."""
    kind, found = _run(query, queries.sparql(query), store)
    return {"type": kind, "value": found}


def field(dimension: str, duty: Is, store: Store, *, of: tuple[str, ...] = (), counts: bool = False) -> dict[str, Any]:
    """The values of a field of one duty (`of` some documents alone), or their number; the sub-items are those of its whole item.

    Its boundary tells who assists where no department is printed with that part.
    """
    if dimension == "citation":
        return value(Pairs("document", "basis", duty), store)
    wanted = Values(dimension, Akin("item", duty) if dimension == "subitem" else duty, of=of)
    found = value(Count(wanted) if counts else wanted, store)
    told = bounds(wanted, store) if found["value"] == [] else None
    return {"type": told.type, "value": told.value} if told else found


def whether(told: Told, duty: Is, store: Store) -> dict[str, Any]:
    """Whether one duty is as a question says; what the column prints where it does not tell, as a dash where fees should stand."""
    if told.holds is None:
        return value(Values(told.dimension, duty), store)
    found = value(Exists(All((duty, told.holds))), store)
    if (
        found["value"]
        or not told.dimension.startswith(columns.PAID)
        or value(Exists(All((duty, Has(told.dimension)))), store)["value"]
    ):
        return found
    return value(Values(told.dimension.replace(columns.PAID, columns.OWN, 1), duty), store)


def said(query: Query, store: Store) -> str:
    """The value of an answer in words."""
    found = value(query, store)["value"]
    return "、".join(map(str, found)) if isinstance(found, list) else str(found)


def _run(query: Query, text: str, store: Store) -> tuple[str, Any]:
    if isinstance(query, Among | Exists | Meets | Some):
        return "boolean", bool(store.query(text))
    return _typed(query, list(store.select(text)))


def _typed(query: Query, rows: list[dict[str, str]]) -> tuple[str, Any]:
    match query:
        case Count() | Difference() | Spread():
            return "count", int(rows[0]["count"])
        case Portion():
            return "text", terms.percent(int(rows[0]["left"]), int(rows[0]["right"]))
        case Every() | More() | One():
            return "boolean", rows[0]["holds"] == "true"
        case Pairs() | Sides() | Quickest() | Groups(show="table"):
            return "table", _table(query, rows)
        case Groups(show="number"):
            return "count", int(rows[0]["count"]) if rows else 0
        case Groups(by):
            return _listed(by, [row["value"] for row in rows])
        case Values(dimension) | Shared(dimension):
            return _listed(dimension, [row["value"] for row in rows if "value" in row])
    raise ValueError(f"unexpected query: {query!r}")


def _table(query: Pairs | Sides | Quickest | Groups, rows: list[dict[str, str]]) -> list[list[str | int]]:
    """The rows of a table; of printed terms the shortest or longest, all of them where they cannot be compared."""
    match query:
        case Pairs(by, of):
            return [[_cell(by, row["row"]), _cell(of, row["cell"])] for row in rows]
        case Sides(_, left, right):
            sides = zip((left, right), (rows[0]["left"], rows[0]["right"]), strict=True)
            return [[queries.condition(side), int(count)] for side, count in sides]
        case Quickest(of, _, pick):
            pairs = [[_cell("duty", row["row"]), _cell(of, row["cell"])] for row in rows]
            return [pairs[n] for n in terms.extreme([str(text) for _, text in pairs], pick)] or pairs
        case Groups(by):
            return [[_cell(by, row["value"]), int(row["count"])] for row in rows]


def _cell(dimension: str, value: str) -> str | int:
    return int(value) if block(dimension).type == "count" and value.isdecimal() else normal(value)


def _listed(dimension: str, values: list[str]) -> tuple[str, Any]:
    """A list in the type of its dimension; one text or one page stands alone."""
    kind = block(dimension).type
    found = list(dict.fromkeys(_cell(dimension, value) for value in values))
    if kind == "text" and not found:
        return kind, ""
    if kind in ("text", "count"):
        return ("text" if kind == "count" and len(found) != 1 else kind), found[0] if len(found) == 1 else found
    return kind, found


def _duties(query: Query, store: Store, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """The duties an answer rests on."""
    where = _where(query)
    rows = list(store.select(queries.duties(where))) if where is not None else []
    return tuple(dict.fromkeys(row["duty"] for row in rows if not numbers or row["number"] in numbers))


def _given(query: Query, store: Store) -> tuple[str, ...]:
    """The duties that a question gives by number, where they are not as it says: what they print is the proof."""
    parts = query.where.parts if isinstance(query, Exists) and isinstance(query.where, All) else ()
    given = next((part for part in parts if isinstance(part, Is) and part.dimension == "duty"), None)
    return _duties(Exists(given), store, ()) if given else ()


def _where(query: Query) -> Condition | None:
    match query:
        case Count(inner):
            return _where(inner)
        case Shared(_, each):
            return each[0]
        case Meets(shared):
            return _where(shared)
        case Some(groups):
            return _where(groups)
        case Difference(_, left) | More(_, left):
            return left
        case Sides(_, left, right):
            return AnyOf((left, right))
        case Groups(_, _, where, _, _, only) | Pairs(_, _, where, only):
            return All((where, only)) if isinstance(only, Is) else where
        case (
            Among(where)
            | Every(where)
            | Values(_, where)
            | Exists(where)
            | One(_, where)
            | Spread(_, _, where)
            | Quickest(_, where)
            | Portion(_, where)
        ):
            return where


def part_by_part(query: Query, items: object, store: Store) -> str:
    """What a number of `items` becomes when each sub-item counts for itself; empty where that is the same."""
    if not isinstance(query, Count) or not isinstance(query.of, Values) or query.of.dimension != "item":
        return ""
    parts = value(Count(replace(query.of, dimension="duty")), store)["value"]
    return f"；子项逐一计为 {parts} 项" if parts != items else ""


def uncompared(query: Query, rows: Any, store: Store) -> str:
    """That printed terms could not be compared, and how many duties print none; empty where there is nothing to say."""
    if not isinstance(query, Quickest):
        return ""
    lacking = len(_duties(Exists(query.where), store, ())) - len(_duties(Exists(All((query.where, Has(query.of)))), store, ()))
    left = f"；另有 {lacking} 项没有写明{block(query.of).says}" if lacking else ""
    return (
        "；各项不都是同一单位的数，不能比较，逐项给出原文" if not terms.extreme([row[1] for row in rows], query.pick) else ""
    ) + left


def portioned(query: Query, store: Store) -> str:
    """The two numbers of a share; empty for other questions."""
    if not isinstance(query, Portion):
        return ""
    part, whole = (value(Count(Values(query.dimension, side)), store)["value"] for side in (query.part, query.whole))
    return f"；{whole} 项中的 {part} 项"


def numbered(query: Query, store: Store) -> str:
    """The printed number of a document of which it is asked whether it is of a kind; empty for other questions."""
    if not isinstance(query, Among) or query.named.dimension != "document":
        return ""
    numbers = said(Values("document-number", query.named, of=query.named.terms), store)
    return f"；其文号为{numbers}" if numbers else ""


def reading_by_reading(names: Sequence[str], meant: Sequence[Query], store: Store) -> str:
    """What each reading of a name that fits several things gives; empty where there is one."""
    if len(names) < 2:
        return ""
    each = (f"若指{name}，{said(one, store)}" for name, one in zip(names, meant, strict=True))
    return f"。问句中的名称可有几种理解：{'；'.join(each)}"


def unwritten(asked: str | Query) -> str:
    """That a catalogue does not say something (a dimension, or the values that a query asks for), in words."""
    dimension = asked.dimension if isinstance(asked, Values) else str(asked)
    return f"目录未写明{block(dimension).says}"


def bounds(query: Query, store: Store) -> Exact | None:
    """What the boundaries of duties say, where it is asked who assists and no department is printed with that part; None otherwise."""
    if not isinstance(query, Values) or query.dimension not in ("support", "joint"):
        return None
    found = answer(replace(query, dimension="boundary"), store)
    return found if found.value else None


def emptied(query: Query, store: Store) -> list[str]:
    """Why nothing was found: the catalogue does not say, or condition by condition how many duties each of them leaves."""
    where = _where(query)
    if isinstance(query, Values) and query.dimension not in ("duty", "department") and _duties(query, store, ()):
        return [unwritten(query.dimension)]
    parts = where.parts if isinstance(where, All) else (where,) if where is not None else ()
    counted = [(queries.condition(part), len(list(store.select(queries.duties(part))))) for part in parts]
    return [f"没有符合的结果：{'；'.join(f'单看“{said}”有 {count} 项' for said, count in counted)}"] if counted else []
