"""Query -> SPARQL, put together from blocks; every value of the question enters as a typed term."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from kg.query.blocks import block, check
from kg.question.algebra import (
    Akin,
    All,
    Among,
    AnyOf,
    Best,
    Compares,
    Condition,
    Contains,
    Count,
    Difference,
    Every,
    Exists,
    Groups,
    Has,
    Is,
    Meets,
    More,
    Not,
    Numbers,
    One,
    Pairs,
    Portion,
    Query,
    Quickest,
    Same,
    Shared,
    Sides,
    Some,
    Spread,
    Term,
    Values,
)

_DUTY = "?duty a duty:DutyItem ; duty:order ?order ."
_TEXTS = {"basis": "basis-text", "supervision": "supervision-text", "department": "department-text"}
_XSD = "http://www.w3.org/2001/XMLSchema#integer"
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")  # the punctuation of documents, which a question in plain form has lost
_SEVERITY = {"!": "finding-serious", "~": "finding-slight"}
Counter = Iterator[int]


def sparql(query: Query) -> str:
    """The SPARQL text of `query`, its prefixes left to the store. Raises QueryError for a term the ontology does not know."""
    text = _query(query, itertools.count(1))
    check(text)
    return text


def duties(where: Condition) -> str:
    """The duties that meet a condition, in document order."""
    text = f"SELECT ?duty ?number WHERE {{\n  {_DUTY} ?duty dct:identifier ?number .\n  {_where(where, itertools.count(1))}\n}}\nORDER BY ?order ?duty"
    check(text)
    return text


def _query(query: Query, n: Counter) -> str:
    match query:
        case Values():
            return f"SELECT ?value (MIN(?order) AS ?first)\nWHERE {{\n{_indent(_values(query, n))}\n}}\nGROUP BY ?value\nORDER BY ?first ?value"
        case Count(of=Values() as values):
            return f"SELECT (COUNT(DISTINCT ?key) AS ?count)\nWHERE {{\n{_indent(_values(values, n))}\n}}"
        case Count(of=inner):
            return f"SELECT (COUNT(*) AS ?count)\nWHERE {{\n  {{\n{_indent(_query(inner, n), 4)}\n  }}\n}}"
        case Shared():
            return f"SELECT ?value (MIN(?order) AS ?first)\nWHERE {{\n{_indent(_shared(query, n))}\n}}\nGROUP BY ?value\nORDER BY ?first ?value"
        case Groups():
            return _groups(query, n)
        case Pairs():
            return _pairs(query, n)
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
            other = f" FILTER(?named NOT IN ({_terms(of.dimension, of.terms)}))" if of.terms else ""
            return f"ASK {{\n  FILTER NOT EXISTS {{ VALUES ?named {{ {_terms_of(named)} }}{other} }}\n}}"
        case Exists():
            return f"ASK {{\n  {_DUTY}\n  {_where(query.where, n)}\n}}"
        case Some(groups):
            return f"ASK {{\n  {{\n{_indent(_groups(groups, n), 4)}\n  }}\n}}"
        case One(dimension, where):
            body = _indent(_values(Values(dimension, where), n))
            return f"SELECT (COUNT(DISTINCT ?key) = 1 AS ?holds)\nWHERE {{\n{body}\n}}"
        case Every():
            counter = All((query.where, Not(query.holds)))
            return f"SELECT (COUNT(DISTINCT ?duty) = 0 AS ?holds)\nWHERE {{\n  {_DUTY}\n  {_where(counter, n)}\n}}"
        case More():
            return f"SELECT (?left {query.operator} ?right AS ?holds) ?left ?right\nWHERE {{\n{_sides(query.dimension, query.left, query.right, n)}\n}}"
        case Meets():
            return f"ASK {{\n{_indent(_shared(query.shared, n))}\n}}"


def _values(query: Values, n: Counter) -> str:
    part = block(query.dimension)
    lines = [_DUTY, part.under(""), _where(query.where, n)]
    if query.of:
        lines.append(_of(part.document, query.of))
    if query.without:
        lines.append(f"FILTER(?key NOT IN ({', '.join(map(part.term, query.without))}))")
    if query.never:
        lines.append(f"MINUS {_keys(query.dimension, query.never, n)}")
    lines += [_keys(part.dimension, part.where, n) for part in query.also]
    lines += [f"MINUS {_keys(part.dimension, part.where, n)}" for part in query.but]
    return "\n".join(line for line in lines if line)


def _of(variable: str, documents: tuple[str, ...]) -> str:
    """The value belongs to one of the documents: it is one, it is stated of one, or its IRI lies below one's."""
    terms = ", ".join(str(ox.NamedNode(one)) for one in documents)
    if variable:
        return f"FILTER(?{variable} IN ({terms}))"
    below = " || ".join(f"STRSTARTS(STR(?key), {ox.Literal(one + '/')})" for one in documents)
    return f"FILTER(?key IN ({terms}) || {below})"


def _shared(query: Shared, n: Counter) -> str:
    part = block(query.dimension)
    lines = [_DUTY, part.under(""), _where(query.each[0], n)]
    lines += [_keys(query.dimension, other, n) for other in query.each[1:]]
    return "\n".join(line for line in lines if line)


def _keys(dimension: str, where: Condition, n: Counter, key: str = "key") -> str:
    """The keys of the dimension that duties meeting `where` have, as ?`key`: a group of its own, so that it is worked out once."""
    k = next(n)
    inner = block(dimension).under(str(k), f"other{k}")
    body = f"?other{k} a duty:DutyItem . {inner} {_where(where, n, f'other{k}')}"
    return f"{{ SELECT DISTINCT (?key{k} AS ?{key}) WHERE {{ {body} }} }}"


def _grouped(query: Groups, n: Counter, suffix: str, name: str) -> str:
    by, of = block(query.by), block(query.of)
    value = "" if suffix else " (SAMPLE(?value) AS ?group) (MIN(?order) AS ?first)"
    body = "\n".join(
        line
        for line in (
            _DUTY,
            by.under(""),
            of.under("of"),
            _where(query.where, n),
            _only(query.only, by.term),
            _without(query, by.term),
        )
        if line
    )
    return f"SELECT ?key{value} (COUNT(DISTINCT ?keyof) AS ?{name})\nWHERE {{\n{_indent(body)}\n}}\nGROUP BY ?key"


def _groups(query: Groups, n: Counter) -> str:
    inner = _grouped(query, n, "", "count")
    parts = [f"  {{\n{_indent(inner, 4)}\n  }}"]
    ordering, limit = "ORDER BY DESC(?count) ?first", ""
    if query.pick == "top":
        parts.append(_at_least_last(query, n))
    if query.pick in ("max", "min"):
        best = _grouped(query, n, "best", "size")
        parts.append(f"  {{ SELECT ({query.pick.upper()}(?size) AS ?best) WHERE {{\n  {{\n{_indent(best, 4)}\n  }} }} }}")
        parts.append("  FILTER(?count = ?best)")
    elif query.pick in ("=", "<", ">", "<=", ">="):
        parts.append(f"  FILTER(?count {query.pick} {ox.Literal(query.value)})")
        ordering = "ORDER BY ?first"
    elif query.pick in ("top", "nth", "nth-least"):
        ordering = "ORDER BY ?count ?first" if query.pick == "nth-least" else ordering
        limit = "" if query.pick == "top" else f"\nLIMIT 1 OFFSET {max(query.value - 1, 0)}"
    else:
        ordering = {"desc": ordering, "asc": "ORDER BY ?count ?first"}.get(query.pick, "ORDER BY ?first")
    return f"SELECT (?group AS ?value) ?count ?first\nWHERE {{\n{chr(10).join(parts)}\n}}\n{ordering}{limit}"


def _at_least_last(query: Groups, n: Counter) -> str:
    """A group has as many as the last of the first `value` groups, so that those that share its place are not left out."""
    inner = _indent(_grouped(query, n, "last", "size"), 6)
    last = f"SELECT ?size WHERE {{\n    {{\n{inner}\n    }}\n  }} ORDER BY DESC(?size) LIMIT {query.value}"
    return f"  {{ SELECT (MIN(?size) AS ?least) WHERE {{ {{ {last} }} }} }}\n  FILTER(?count >= ?least)"


def _pairs(query: Pairs, n: Counter) -> str:
    by, of = block(query.by), block(query.of)
    body = "\n".join(
        line
        for line in (
            _DUTY,
            by.under(""),
            of.under("of"),
            _cited_together(query),
            _where(query.where, n),
            _only(query.only, by.term),
        )
        if line
    )
    if query.pick:
        best = f"{query.pick.upper()}(<{_XSD}>(STR(?valueof)))"
        return f"SELECT (?value AS ?row) ({best} AS ?cell) (MIN(?order) AS ?first)\nWHERE {{\n{_indent(body)}\n}}\nGROUP BY ?value\nORDER BY ?first ?row"
    return f"SELECT (?value AS ?row) (?valueof AS ?cell) (MIN(?order) AS ?first)\nWHERE {{\n{_indent(body)}\n}}\nGROUP BY ?value ?valueof\nORDER BY ?first ?row ?cell"


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
    size = f"MAX(<{_XSD}>(STR(?value)))" if part.type == "count" else "COUNT(DISTINCT ?key)"
    return "\n".join(
        f"  {{ SELECT ({size} AS ?{name}) WHERE {{ {_DUTY} {part.under('')} {_where(side, n)} }} }}"
        for name, side in (("left", left), ("right", right))
    )


def _only(only: Is | None, term: Callable[[str], str]) -> str:
    return f"FILTER(?key IN ({', '.join(map(term, only.terms))}))" if only else ""


def _without(query: Groups, term: Callable[[str], str]) -> str:
    return f"FILTER(?key NOT IN ({', '.join(map(term, query.without.terms))}))" if query.without else ""


def _where(condition: Condition, n: Counter, duty: str = "duty") -> str:
    """Things that must be so as patterns, which the engine can start from; the rest as a filter."""
    parts = _conjuncts(condition)
    linked = [
        part for part in parts if isinstance(part, Contains | Compares | Term | Best) or (isinstance(part, Is) and _link(part))
    ]
    patterns = [_pattern(part, n, duty) for part in linked]
    expression = _expression(All(tuple(part for part in parts if part not in linked)), n, duty)
    return " ".join([*patterns, f"FILTER({expression})" if expression else ""]).strip()


def _conjuncts(condition: Condition) -> list[Condition]:
    return [inner for part in condition.parts for inner in _conjuncts(part)] if isinstance(condition, All) else [condition]


def _link(part: Is) -> str:
    """The path from a duty to the things that `part` names; empty where they are not things of a duty's own."""
    return "" if part.dimension in ("finding", "boundary-kind", "duty") else block(part.dimension).link


def _pattern(part: Is | Contains | Compares | Term | Best, n: Counter, duty: str) -> str:
    """A condition as a group of patterns."""
    k = str(next(n))
    match part:
        case Best(measure, how, pick, where):
            first, second = (_sizes(measure, how, where, n, *names) for names in ((duty, f"size{k}"), (f"other{k}", f"each{k}")))
            best = f"SELECT ({pick.upper()}(?each{k}) AS ?best{k}) WHERE {{ {{ {second} }} }}"
            return f"{{ SELECT ?{duty} WHERE {{ {{ {first} }} {{ {best} }} FILTER(?size{k} = ?best{k}) }} }}"
        case Is(dimension, terms):
            one = block(dimension)
            return f"VALUES ?is{k} {{ {' '.join(map(one.term, terms))} }} ?{duty} {one.link} ?is{k} ."
        case Contains(dimension, word, at):
            name = _TEXTS.get(dimension, dimension)
            holds = {"": "CONTAINS", "start": "STRSTARTS", "end": "STRENDS"}[at]
            forms = dict.fromkeys((word, word.translate(_WIDE)))
            either = " || ".join(f"{holds}(LCASE(STR(?value{k})), LCASE({ox.Literal(form)}))" for form in forms)
            return f"{block(name).under(k, duty)} FILTER({either})"
        case Compares(dimension, operator, value):
            return f"{block(dimension).under(k, duty)} FILTER(<{_XSD}>(STR(?value{k})) {operator} {ox.Literal(value)})"
        case Term(dimension, operator, value, units):
            printed = ox.Literal(rf"^\s*(\d+)\s*个?(?:{'|'.join(units)})(?:以?内|之内)?[。]?\s*$")
            figure = f'<{_XSD}>(REPLACE(STR(?value{k}), {printed}, "$1"))'
            return f"{block(dimension).under(k, duty)} FILTER(REGEX(STR(?value{k}), {printed}) && {figure} {operator} {ox.Literal(value)})"


def _sizes(measure: str, how: str, where: Condition, n: Counter, duty: str, size: str) -> str:
    """How large a measure is for each duty that meets `where`, as ?`size`."""
    k = str(next(n))
    measured = {
        "length": f'MAX(STRLEN(REPLACE(STR(?value{k}), "[\\\\s\u3000]", "")))',
        "count": f"COUNT(DISTINCT ?key{k})",
        "value": f"MAX(<{_XSD}>(STR(?value{k})))",
    }[how]
    pattern = block("document-item" if (measure, how) == ("documents", "count") else measure).under(k, duty)
    body = f"?{duty} a duty:DutyItem . {pattern} {_where(where, n, duty)}"
    return f"SELECT ?{duty} ({measured} AS ?{size}) WHERE {{ {body} }} GROUP BY ?{duty}"


def _expression(condition: Condition, n: Counter, duty: str) -> str:
    match condition:
        case All(parts):
            return " && ".join(f"({inner})" for part in parts if (inner := _expression(part, n, duty)))
        case AnyOf(parts):
            return " || ".join(f"({_expression(part, n, duty)})" for part in parts)
        case Not(inner):
            return f"!({_expression(inner, n, duty) or 'true'})"
        case Numbers():
            return _numbers(condition, n, duty)
        case Has("every-field"):
            return f"NOT EXISTS {{ {block('missing-field').under(str(next(n)), duty)} }}"
    k = str(next(n))
    match condition:
        case Is("finding", (code,)) if code[-1] in _SEVERITY:
            name = _SEVERITY[code[-1]]
            return f"EXISTS {{ {block(name).under(k, duty)} FILTER(?key{k} IN ({_terms(name, (code[:-1],))})) }}"
        case Is("finding", terms):
            return f"EXISTS {{ {block('finding-code').under(k, duty)} FILTER(?key{k} IN ({_terms('finding-code', terms)})) }}"
        case Is("boundary-kind", terms):
            listed = ", ".join(f"scheme:boundary-{term}" for term in terms)
            return f"EXISTS {{ ?{duty} duty:boundary ?key{k} FILTER(?key{k} IN ({listed})) }}"
        case Is("duty", terms):
            return f"?{duty} IN ({_terms('duty', terms)})"
        case Is() if _link(condition):
            return f"EXISTS {{ {_pattern(condition, n, duty)} }}"
        case Is(dimension, terms):
            return f"EXISTS {{ {block(dimension).under(k, duty)} FILTER(?key{k} IN ({_terms(dimension, terms)})) }}"
        case Contains() | Compares() | Term() | Best():
            return f"EXISTS {{ {_pattern(condition, n, duty)} }}"
        case Has(dimension):
            return f"EXISTS {{ {block(_TEXTS.get(dimension, dimension)).under(k, duty)} }}"
        case Akin(dimension, where):
            return f"EXISTS {{ {block(dimension).under(k, duty)} {_keys(dimension, where, n, f'key{k}')} }}"
        case Same(dimension, terms):
            part = block(dimension)
            shared = f"{part.under(k + 'b', f'like{k}')} FILTER(?key{k}b = ?key{k})"
            return f"?{duty} NOT IN ({_terms('duty', terms)}) && EXISTS {{ VALUES ?like{k} {{ {' '.join(map(block('duty').term, terms))} }} {part.under(k, duty)} {shared} }}"
    raise ValueError(f"unexpected condition: {condition!r}")


def _numbers(condition: Numbers, n: Counter, duty: str) -> str:
    """A duty has so many values: counted in a group of its own, because EXISTS cannot count."""
    k = str(next(n))
    part = block(condition.dimension)
    among = f"FILTER(?key{k} IN ({_terms(condition.of.dimension, condition.of.terms)}))" if condition.of else ""
    many = f"HAVING(COUNT(DISTINCT ?key{k}) {condition.operator} {ox.Literal(condition.value)})"
    inner = f"SELECT ?same{k} WHERE {{ {part.under(k, f'same{k}')} {among} }} GROUP BY ?same{k} {many}"
    return f"EXISTS {{ {{ {inner} }} FILTER(?same{k} = ?{duty}) }}"


def _terms(dimension: str, terms: tuple[str, ...]) -> str:
    return ", ".join(map(block(dimension).term, terms))


def _terms_of(named: Is) -> str:
    return " ".join(map(block(named.dimension).term, named.terms))


def _indent(text: str, by: int = 2) -> str:
    return "\n".join(" " * by + line for line in text.splitlines())
