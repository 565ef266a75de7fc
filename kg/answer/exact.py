"""Query + rows -> a typed answer: what design.md promises for each kind of question, in document order."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, assert_never

from kg import query as queries
from kg.answer import terms
from kg.answer.answer import nothing
from kg.errors import QueryError
from kg.query.blocks import block
from kg.question.algebra import (
    Alike,
    Among,
    Apart,
    Asked,
    Count,
    Difference,
    Every,
    Exists,
    Groups,
    Mains,
    Many,
    Mean,
    Meets,
    More,
    One,
    Pairs,
    Portion,
    Query,
    Quickest,
    Reaches,
    Selected,
    Shared,
    Sides,
    Some,
    Spread,
    Values,
)
from kg.question.condition import Akin, All, AnyOf, Condition, Has, Is
from kg.question.route.told import Told
from kg.question.structure import made_of
from kg.question.words import columns
from kg.question.words.plain import number
from kg.store import Store
from kg.text import normal

_KEYS = {"key": ("value", "row"), "keyof": ("cell",)}  # variables of things, and of their names in the rows of lists and tables
_NONE: Mapping[str, str] = MappingProxyType({})
_NOT_PICKED = ("", "desc", "asc")  # ways to list all groups
_FEW, _MOST_CITED = 5, 12
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Exact:
    """An answer from a query: its type and value, the SPARQL that gave the rows, the duties it speaks of, in document order.

    `more` is what the rows say beside it.
    """

    type: str
    value: Any
    sparql: str
    duties: tuple[str, ...]
    more: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was found: no row of a list, no text."""
        return nothing(self.value)


def answer(query: Query, store: Store, names: Mapping[str, str]) -> Exact:
    """Run `query` and give its rows the type that was asked for; `names` are those of departments, by IRI, that say their body too."""
    text = queries.sparql(query)
    kind, found, rows = _run(query, text, store, names)
    numbers = [row[0] for row in found] if isinstance(query, Quickest) else found if kind == "duties" else ()
    rests = duties_of(_picked(query, rows), store, tuple(map(str, numbers)))
    return Exact(kind, found, text, rests or _given(query, store), _sizes(query, rows) + _documents(rows))


def _picked(query: Query, rows: Sequence[Row]) -> Query:
    """The query over the duties of the groups that were picked: what the others do is no proof of which has most."""
    if not isinstance(query, Groups) or query.pick in _NOT_PICKED or not rows:
        return query
    return replace(query, where=All((query.where, Is(query.by, tuple(row["key"] for row in rows), ""))))


def _sizes(query: Query, rows: Sequence[Row]) -> str:
    """How many each of a few picked groups has, where only their names or that number are asked for; "" else."""
    if not isinstance(query, Groups) or query.show == "table" or query.pick in _NOT_PICKED or len(rows) > _FEW:
        return ""
    return "".join(f"；{normal(row['value'])}有 {row['count']} {block(query.of).unit}" for row in rows)


def value(query: Query, store: Store) -> dict[str, Any]:
    """The typed answer alone, as plain data, without the duties it rests on."""
    kind, found, _ = _run(query, queries.sparql(query), store)
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


def bounds(query: Query, store: Store) -> Exact | None:
    """What the boundaries of duties say, where it is asked who assists and no department is printed with that part; None otherwise."""
    if not isinstance(query, Values) or query.dimension not in ("support", "joint"):
        return None
    found = answer(replace(query, dimension="boundary"), store, _NONE)
    return found if found.value else None


def idle(query: Query, store: Store) -> Exact | None:
    """What a main responsibility says that is given by its number and has no duty; None otherwise.

    No query over duties meets it.
    """
    mains = [one for one in made_of(query) if isinstance(one, Is) and one.dimension == "responsibility"]
    if not isinstance(query, Values) or query.dimension != "responsibility-text" or len(mains) != 1:
        return None
    those = " ".join(f"<{iri}>" for iri in mains[0].terms)
    text = f"SELECT ?value\nWHERE {{\n  VALUES ?key {{ {those} }}\n  ?key dct:description ?value .\n}}\nORDER BY ?value"
    found = [row["value"] for row in store.select(text)] if those else []
    return Exact("text", found[0] if len(found) == 1 else found, text, ()) if found else None


def without_duties(departments: Sequence[str] | None, *, counts: bool, store: Store) -> Exact | None:
    """The departments that documents list and that have no duty, or how many: of these (IRIs), or for None of all.

    None where there is none, for of others nobody says that they exist.
    """
    text = queries.idle_departments(departments)
    found = list({row["department"]: row["departmentName"] for row in store.select(text)}.values())
    if not found:
        return None
    return Exact("count", len(found), text, ()) if counts else Exact("departments", found, text, ())


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


def _run(query: Query, text: str, store: Store, names: Mapping[str, str] = _NONE) -> tuple[str, Any, list[Row]]:
    """The type and value of an answer, and the rows they are from."""
    if isinstance(query, Asked):
        return "boolean", bool(store.query(text)), []
    rows = [_named(row, names) for row in store.select(text)]
    if isinstance(query, Mains):
        rows.sort(key=lambda row: number(row["place"].strip("()（）第、.")) or 0)
    return *_typed(query, rows), rows


def _named(row: Row, names: Mapping[str, str]) -> Row:
    """A row with what `names` has for the things that its values are names of."""
    said = {value: names[row[key]] for key, values in _KEYS.items() if row.get(key) in names for value in values if value in row}
    return {**row, **said} if said else row


def _typed(query: Selected, rows: list[Row]) -> tuple[str, Any]:
    match query:
        case Spread() if "count" not in rows[0]:
            raise QueryError("没有可比较的分组。")
        case Count() | Difference() | Spread():
            return "count", int(rows[0]["count"])
        case Portion():
            return "text", terms.percent(int(rows[0]["left"]), int(rows[0]["right"]))
        case Mean():
            return "text", terms.mean(int(rows[0]["left"]), int(rows[0]["right"]))
        case Every() | More() | One() | Many() | Reaches() | Alike():
            return "boolean", rows[0]["holds"] == "true"
        case Pairs() | Sides() | Quickest() | Apart() | Groups(show="table") | Mains(counts=True):
            return "table", _table(query, rows)
        case Groups(show="number"):
            return "count", int(rows[0]["count"]) if rows else 0
        case Groups(by):
            return _listed(by, [row["value"] for row in rows])
        case Values(dimension) | Shared(dimension) | Mains(dimension):
            kind, found = _listed(dimension, _told_apart([row for row in rows if "value" in row]))
            return kind, found or ([] if isinstance(query, Mains) else found)
        case _:
            assert_never(query)


def _table(query: Pairs | Sides | Quickest | Apart | Groups | Mains, rows: list[Row]) -> list[list[str | int]]:
    """The rows of a table; of printed terms the shortest or longest, all of them where they cannot be compared."""
    match query:
        case Apart():
            return _apart(rows)
        case Pairs(by, of):
            return [[_cell(by, row["row"]), _cell(of, row["cell"])] for row in rows]
        case Sides(_, left, right):
            sides = zip((left, right), (rows[0]["left"], rows[0]["right"]), strict=True)
            return [[queries.condition(side), int(count)] for side, count in sides]
        case Quickest(of, _, pick):
            pairs = [[_cell("duty", row["row"]), _cell(of, row["cell"])] for row in rows]
            return [pairs[n] for n in terms.extreme([str(text) for _, text in pairs], pick)] or pairs
        case Groups(by) | Mains(by):
            return [[_cell(by, row["value"]), int(row["count"])] for row in rows]


def _apart(rows: list[Row]) -> list[list[str | int]]:
    """The labels under which duties print different texts, with the text of each in their order; empty where one prints none."""
    duties = list(dict.fromkeys(row["key"] for row in rows))
    cells: dict[str, dict[str, str]] = {}
    for row in rows:
        cells.setdefault(row["row"], {})[row["key"]] = normal(row["cell"])
    texts = ((label, [of.get(duty, "") for duty in duties]) for label, of in cells.items())
    return [[label, *found] for label, found in texts if len(set(found)) > 1]


def _told_apart(rows: list[Row]) -> list[str]:
    """The values of rows; clauses with their documents, where two of them have one label."""
    often = Counter(row["value"] for row in rows if "of" in row)
    if max(often.values(), default=0) < 2:
        return [row["value"] for row in rows]
    return [in_full(row.get("of", ""), row["value"]) for row in rows]


def in_full(document: str, label: str) -> str:
    """A clause with its document, where that is known and not all that is cited."""
    return label if document in ("", label) else f"《{document}》{label}"


def documents_of(clauses: Sequence[tuple[str, str]]) -> str:
    """Of which documents clauses (document, label) are, where these are several, as the end of a reading; "" else."""
    several = len({document for document, _ in clauses if document}) > 1
    return f"；依次为{'、'.join(itertools.starmap(in_full, clauses))}" if several else ""


def _documents(rows: Sequence[Row]) -> str:
    """Of which documents a few clauses are, where rows say so; "" else."""
    clauses = [(row.get("of", ""), row["value"]) for row in rows if "value" in row]
    return documents_of(clauses) if len(rows) <= _MOST_CITED else ""


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


def duties_of(query: Query, store: Store, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """The duties an answer rests on."""
    where = condition_of(query)
    rows = list(store.select(queries.duties(where))) if where is not None else []
    return tuple(dict.fromkeys(row["duty"] for row in rows if not numbers or row["number"] in numbers))


def _given(query: Query, store: Store) -> tuple[str, ...]:
    """The duties that a question gives by number, where they are not as it says: what they print is the proof."""
    parts = query.where.parts if isinstance(query, Exists) and isinstance(query.where, All) else ()
    given = next((part for part in parts if isinstance(part, Is) and part.dimension == "duty"), None)
    return duties_of(Exists(given), store, ()) if given else ()


def condition_of(query: Query) -> Condition | None:
    """What the duties meet that a query speaks of; None where it speaks of no duties in particular."""
    match query:
        case Mains(idle=idle) | Many(Mains(idle=idle)) | Count(Mains(idle=idle)):
            return None if idle else All()
        case Count(inner) | Many(inner) | Meets(inner) | Alike(inner) | Some(inner) | Reaches(inner):
            return condition_of(inner)
        case Shared(_, each):
            return each[0]
        case Difference(_, left) | More(_, left):
            return left
        case Sides(_, left, right):
            return AnyOf((left, right))
        case Groups(where=where, only=only) | Pairs(where=where, only=only):
            return All((where, only)) if isinstance(only, Is) else where
        case (
            Among(where)
            | Every(where)
            | Values(_, where)
            | Exists(where)
            | One(_, where)
            | Spread(_, _, where)
            | Mean(_, _, where)
            | Quickest(_, where)
            | Apart(where)
            | Portion(_, where)
        ):
            return where
