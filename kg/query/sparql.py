"""Query -> SPARQL: whole queries put together from blocks and patterns; every value of the question enters as a typed term."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pyoxigraph as ox

from kg.query.blocks import block, check
from kg.query.patterns import INTEGER, Counter, keys, meeting, typed
from kg.question.algebra import (
    Among,
    Apart,
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
    Shared,
    Sides,
    Some,
    Spread,
    Values,
)
from kg.question.condition import All, Condition, Is, Not

_CLAUSES = ("clause", "basis")
_DUTY = "?duty a duty:DutyItem ; duty:order ?order ."


def sparql(query: Query) -> str:
    """The SPARQL text of `query`, its prefixes left to the store. Raises QueryError for a term the ontology does not know."""
    text = _query(query, itertools.count(1))
    check(text)
    return text


def duties(where: Condition) -> str:
    """The duties that meet a condition, in document order."""
    text = f"SELECT ?duty ?number WHERE {{\n  {_DUTY} ?duty dct:identifier ?number .\n  {meeting(where, itertools.count(1))}\n}}\nORDER BY ?order ?duty"
    check(text)
    return text


def _query(query: Query, n: Counter) -> str:
    match query:
        case Values():
            body = _values(query, n)
            return _cited(body) if query.dimension in _CLAUSES else _listed(query.dimension, body)
        case Mains(counts=counts) as mains:
            size, by = (" (COUNT(DISTINCT ?duty) AS ?count)", " ?key") if counts else ("", "")
            return (
                f"SELECT ?value ?place{size}\nWHERE {{\n{_indent(_mains(mains))}\n}}\nGROUP BY ?value ?place{by}\nORDER BY ?place"
            )
        case Count(of=Mains() as mains):
            return f"SELECT (COUNT(DISTINCT ?key) AS ?count)\nWHERE {{\n{_indent(_mains(mains))}\n}}"
        case Count(of=Values() as values):
            return f"SELECT (COUNT(DISTINCT ?key) AS ?count)\nWHERE {{\n{_indent(_values(values, n))}\n}}"
        case Count(of=inner):
            return f"SELECT (COUNT(*) AS ?count)\nWHERE {{\n  {{\n{_indent(_query(inner, n), 4)}\n  }}\n}}"
        case Shared():
            return _listed(query.dimension, _shared(query, n))
        case Groups():
            return _groups(query, n)
        case Pairs():
            return _pairs(query, n)
        case Apart(where):
            cells = "?duty dct:identifier ?number ; duty:fieldValue ?cell . ?cell duty:label ?label ; prov:value ?text ."
            return f"SELECT (?label AS ?row) (?duty AS ?key) (?text AS ?cell) ?order\nWHERE {{\n  {_DUTY} {cells.replace('?cell', '?field')}\n  {meeting(where, n)}\n}}\nORDER BY ?order ?duty ?field"
        case Quickest(of, where):
            return _pairs(Pairs("duty", of, where), n)
        case Difference():
            difference = {"diff": "ABS(?left - ?right)", "more-by": "?left - ?right", "less-by": "?right - ?left"}[query.sign]
            return f"SELECT ({difference} AS ?count) ?left ?right\nWHERE {{\n{_sides(query.dimension, query.left, query.right, n)}\n}}"
        case Sides():
            return f"SELECT ?left ?right\nWHERE {{\n{_sides(query.dimension, query.left, query.right, n)}\n}}"
        case Portion():
            return f"SELECT ?left ?right\nWHERE {{\n{_sides(query.dimension, query.part, query.whole, n)}\n}}"
        case Spread(by, of, where):
            sizes = _indent(_grouped(Groups(by, of, where), n, "spread", "size"), 4)
            return f"SELECT (MAX(?size) - MIN(?size) AS ?count)\nWHERE {{\n  {{\n{sizes}\n  }}\n}}"
        case Among(named, of):
            other = f" FILTER(?named NOT IN ({typed(of.dimension, of.terms)}))" if of.terms else ""
            return f"ASK {{\n  FILTER NOT EXISTS {{ VALUES ?named {{ {_terms_of(named)} }}{other} }}\n}}"
        case Exists():
            return f"ASK {{\n  {_DUTY}\n  {meeting(query.where, n)}\n}}"
        case Some(groups, none):
            some = f"  {{\n{_indent(_groups(groups, n), 4)}\n  }}"
            return f"ASK {{\n  FILTER NOT EXISTS {{\n{some}\n  }}\n}}" if none else f"ASK {{\n{some}\n}}"
        case Many(of, operator, value):
            body = _indent(_mains(of) if isinstance(of, Mains) else _values(of, n))
            return f"SELECT (COUNT(DISTINCT ?key) {operator} {ox.Literal(value)} AS ?holds) (COUNT(DISTINCT ?key) AS ?count)\nWHERE {{\n{body}\n}}"
        case Mean(by, of, where):
            sizes = _indent(_grouped(Groups(by, of, where), n, "mean", "size"), 4)
            return f"SELECT (SUM(?size) AS ?left) (COUNT(*) AS ?right)\nWHERE {{\n  {{\n{sizes}\n  }}\n}}"
        case Reaches(portion, operator, percent):
            sides = _sides(portion.dimension, portion.part, portion.whole, n)
            return f"SELECT (100 * ?left {operator} {percent} * ?right AS ?holds) ?left ?right\nWHERE {{\n{sides}\n}}"
        case One(dimension, where, different):
            body = _indent(_values(Values(dimension, where), n))
            sign = ">" if different else "="
            return f"SELECT (COUNT(DISTINCT ?key) {sign} 1 AS ?holds)\nWHERE {{\n{body}\n}}"
        case Every():
            counter = All((query.where, Not(query.holds)))
            return f"SELECT (COUNT(DISTINCT ?duty) = 0 AS ?holds)\nWHERE {{\n  {_DUTY}\n  {meeting(counter, n)}\n}}"
        case More():
            return f"SELECT (?left {query.operator} ?right AS ?holds) ?left ?right\nWHERE {{\n{_sides(query.dimension, query.left, query.right, n)}\n}}"
        case Meets():
            common = _indent(_shared(query.shared, n))
            return f"ASK {{\n  FILTER NOT EXISTS {{\n{common}\n  }}\n}}" if query.none else f"ASK {{\n{common}\n}}"


def _listed(dimension: str, body: str) -> str:
    """The values of a dimension in document order; departments by themselves, since those of two bodies may have one name."""
    by = "?value ?key" if block(dimension).type == "departments" else "?value"
    return f"SELECT {by} (MIN(?order) AS ?first)\nWHERE {{\n{_indent(body)}\n}}\nGROUP BY {by}\nORDER BY ?first {by}"


def _cited(body: str) -> str:
    """Clauses in document order, those of one cell as it prints them, each with its document: 第四条 of two laws is not one."""
    inner = "{ ?cites duty:cites ?key } UNION { ?cites duty:citesDocument ?key }"
    own = f"OPTIONAL {{ ?duty duty:citation ?cites . ?cites duty:position ?at . {inner} ?cites duty:citesDocument/dct:title ?title }}"
    return f"SELECT ?value (SAMPLE(?title) AS ?of) (MIN(?order) AS ?first) (MIN(?at) AS ?place)\nWHERE {{\n{_indent(body)}\n  {own}\n}}\nGROUP BY ?value ?key\nORDER BY ?first ?place ?value"


def _values(query: Values, n: Counter) -> str:
    part = block(query.dimension)
    lines = [_DUTY, part.under(""), meeting(query.where, n)]
    if query.of:
        lines.append(_of("cited" if query.dimension == "quote" else part.document, query.of))
    if query.without:
        lines.append(f"FILTER(?key NOT IN ({', '.join(map(part.term, query.without))}))")
    if query.never:
        lines.append(f"MINUS {keys(query.dimension, query.never, n)}")
    lines += [keys(part.dimension, part.where, n) for part in query.also]
    lines += [f"MINUS {keys(part.dimension, part.where, n)}" for part in query.but]
    return "\n".join(line for line in lines if line)


def _mains(query: Mains) -> str:
    """The main responsibilities of the catalogues asked of, with their duties where these are counted."""
    shown = "dct:description" if query.dimension == "responsibility-text" else "dct:identifier"
    lines = [f"?key a duty:MainResponsibility ; dct:isPartOf ?list ; {shown} ?value ; dct:identifier ?place ."]
    if query.of:
        lines.append(f"FILTER(?list IN ({typed('catalogue', query.of)}))")
    if query.idle:
        lines.append("FILTER NOT EXISTS { ?any a duty:DutyItem ; duty:partOfResponsibility ?key }")
    if query.counts:
        lines.append("OPTIONAL { ?duty a duty:DutyItem ; duty:partOfResponsibility ?key }")
    return "\n".join(lines)


def _of(variable: str, documents: tuple[str, ...]) -> str:
    """The value belongs to one of the documents: it is one, it is stated of one, or its IRI lies below one's."""
    terms = ", ".join(str(ox.NamedNode(one)) for one in documents)
    if variable:
        return f"FILTER(?{variable} IN ({terms}))"
    below = " || ".join(f"STRSTARTS(STR(?key), {ox.Literal(one + '/')})" for one in documents)
    return f"FILTER(?key IN ({terms}) || {below})"


def _shared(query: Shared, n: Counter) -> str:
    part = block(query.dimension)
    lines = [_DUTY, part.under(""), meeting(query.each[0], n)]
    lines += [keys(query.dimension, other, n) for other in query.each[1:]]
    return "\n".join(line for line in lines if line)


def _grouped(query: Groups, n: Counter, suffix: str, name: str) -> str:
    by, of = block(query.by), block(query.of)
    value = "" if suffix else " (SAMPLE(?value) AS ?group) (MIN(?order) AS ?first)"
    body = "\n".join(
        line
        for line in (
            _DUTY,
            by.under(""),
            of.under("of"),
            meeting(query.where, n),
            _only(query.only, by.term),
            _without(query, by.term),
        )
        if line
    )
    return f"SELECT ?key{value} (COUNT(DISTINCT ?keyof) AS ?{name})\nWHERE {{\n{_indent(body)}\n}}\nGROUP BY ?key"


def _groups(query: Groups, n: Counter) -> str:
    inner = _grouped(query, n, "", "count")
    parts = [f"  {{\n{_indent(inner, 4)}\n  }}"]
    ordering = "ORDER BY DESC(?count) ?first"
    if query.pick in ("top", "bottom"):
        parts.append(_up_to_last(query, n))
    if query.pick in ("max", "min"):
        best = _grouped(query, n, "best", "size")
        parts.append(f"  {{ SELECT ({query.pick.upper()}(?size) AS ?best) WHERE {{\n  {{\n{_indent(best, 4)}\n  }} }} }}")
        parts.append("  FILTER(?count = ?best)")
    elif query.pick == "ends":
        best = _grouped(query, n, "best", "size")
        edges = "(MAX(?size) AS ?best) (MIN(?size) AS ?least)"
        parts.append(
            f"  {{ SELECT {edges} WHERE {{\n  {{\n{_indent(best, 4)}\n  }} }} }}\n  FILTER(?count = ?best || ?count = ?least)"
        )
    elif query.pick in ("=", "<", ">", "<=", ">="):
        parts.append(f"  FILTER(?count {query.pick} {ox.Literal(query.value)})")
        ordering = "ORDER BY ?first"
    elif query.pick == "tied":
        sizes = _indent(_grouped(query, n, "tied", "size"), 4)
        parts.append(
            f"  {{ SELECT ?size WHERE {{\n  {{\n{sizes}\n  }} }} GROUP BY ?size HAVING(COUNT(*) > 1) }}\n  FILTER(?count = ?size)"
        )
    elif query.pick in ("nth", "nth-least"):
        parts.append(_of_rank(query, n))
        ordering = "ORDER BY ?first"
    elif query.pick != "top":
        ascending = "ORDER BY ?count ?first"
        ordering = {"desc": ordering, "asc": ascending, "bottom": ascending}.get(query.pick, "ORDER BY ?first")
    return f"SELECT (?group AS ?value) ?count ?first ?key\nWHERE {{\n{chr(10).join(parts)}\n}}\n{ordering}"


def _up_to_last(query: Groups, n: Counter) -> str:
    """A group is as large (or small) as the last of the first `value` groups, so that those that share its place are not left out."""
    inner = _indent(_grouped(query, n, "last", "size"), 6)
    order, edge, sign = ("DESC(?size)", "MIN", ">=") if query.pick == "top" else ("?size", "MAX", "<=")
    last = f"SELECT ?size WHERE {{\n    {{\n{inner}\n    }}\n  }} ORDER BY {order} LIMIT {query.value}"
    return f"  {{ SELECT ({edge}(?size) AS ?edge) WHERE {{ {{ {last} }} }} }}\n  FILTER(?count {sign} ?edge)"


def _of_rank(query: Groups, n: Counter) -> str:
    """A group has the `value`-th of all numbers that groups have, from above or below; those that share a number share its rank."""
    inner = _indent(_grouped(query, n, "rank", "size"), 6)
    order = "?size" if query.pick == "nth-least" else "DESC(?size)"
    sizes = (
        f"SELECT DISTINCT ?size WHERE {{\n    {{\n{inner}\n    }}\n  }} ORDER BY {order} LIMIT 1 OFFSET {max(query.value - 1, 0)}"
    )
    return f"  {{ SELECT (?size AS ?nth) WHERE {{ {{ {sizes} }} }} }}\n  FILTER(?count = ?nth)"


def _pairs(query: Pairs, n: Counter) -> str:
    by, of = block(query.by), block(query.of)
    body = "\n".join(
        line
        for line in (
            _DUTY,
            by.under(""),
            of.under("of"),
            _cited_together(query),
            meeting(query.where, n),
            _only(query.only, by.term),
        )
        if line
    )
    if query.pick:
        best = f"{query.pick.upper()}(<{INTEGER}>(STR(?valueof)))"
        return f"SELECT (?value AS ?row) ({best} AS ?cell) (MIN(?order) AS ?first)\nWHERE {{\n{_indent(body)}\n}}\nGROUP BY ?value\nORDER BY ?first ?row"
    own = "".join(f" ?key{end}" for end, part in (("", by), ("of", of)) if part.type == "departments")
    return f"SELECT (?value AS ?row) (?valueof AS ?cell){own} (MIN(?order) AS ?first)\nWHERE {{\n{_indent(body)}\n}}\nGROUP BY ?value ?valueof{own}\nORDER BY ?first ?row ?cell{own}"


def _cited_together(query: Pairs) -> str:
    """That a part is the department's own, that clauses, numbers and issuers are of the document; "" for pairs of other things."""
    if query.of == "part":
        return "?partof cv:hasParticipant ?key ."
    if query.by != "document":
        return ""
    if variable := block(query.of).document:
        return f"FILTER(?{variable}of = ?key)"
    below = 'STRSTARTS(STR(?keyof), CONCAT(STR(?key), "/"))'
    return f"FILTER(?keyof = ?key || {below})" if query.of in ("clause", "basis") else ""


def _sides(dimension: str, left: Condition, right: Condition, n: Counter) -> str:
    part = block(dimension)
    size = f"MAX(<{INTEGER}>(STR(?value)))" if part.type == "count" else "COUNT(DISTINCT ?key)"
    return "\n".join(
        f"  {{ SELECT ({size} AS ?{name}) WHERE {{ {_DUTY} {part.under('')} {meeting(side, n)} }} }}"
        for name, side in (("left", left), ("right", right))
    )


def _only(only: Is | None, term: Callable[[str], str]) -> str:
    return f"FILTER(?key IN ({', '.join(map(term, only.terms))}))" if only else ""


def _without(query: Groups, term: Callable[[str], str]) -> str:
    return f"FILTER(?key NOT IN ({', '.join(map(term, query.without.terms))}))" if query.without else ""


def _terms_of(named: Is) -> str:
    return " ".join(map(block(named.dimension).term, named.terms))


def _indent(text: str, by: int = 2) -> str:
    return "\n".join(" " * by + line for line in text.splitlines())
