"""Query -> SPARQL: whole queries put together from blocks and patterns; every value of the question enters as a typed term."""

from __future__ import annotations

import itertools

import pyoxigraph as ox

from kg.query.blocks import block, check
from kg.query.patterns import INTEGER, Counter, keys, meeting, typed
from kg.question.algebra import (
    Alike,
    Among,
    Apart,
    Asked,
    Compared,
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
        case Among() | Exists() | Some() | Meets():
            return _asked(query, n)
        case One() | Every() | More() | Many() | Reaches() | Alike():
            return _compared(query, n)
        case Values():
            body = _values(query, n)
            return _cited(body) if query.dimension in _CLAUSES else _listed(query.dimension, body)
        case Mains(counts=counts) as mains:
            size, by = (" (COUNT(DISTINCT ?duty) AS ?count)", " ?key") if counts else ("", "")
            return f"{_select(f'?value ?place{size}', _mains(mains))}\nGROUP BY ?value ?place{by}\nORDER BY ?place"
        case Count(of=Values() | Mains() as counted):
            return _select("(COUNT(DISTINCT ?key) AS ?count)", _counted(counted, n))
        case Count(of=inner):
            return _select("(COUNT(*) AS ?count)", _group(_query(inner, n)))
        case Shared():
            return _listed(query.dimension, _shared(query, n))
        case Groups():
            return _groups(query, n)
        case Pairs():
            return _pairs(query, n)
        case Apart(where):
            cells = "?duty dct:identifier ?number ; duty:fieldValue ?field . ?field duty:label ?label ; prov:value ?text ."
            body = f"{_DUTY} {cells}\n{meeting(where, n)}"
            return f"{_select('(?label AS ?row) (?duty AS ?key) (?text AS ?cell) ?order', body)}\nORDER BY ?order ?duty ?field"
        case Quickest(of, where):
            return _pairs(Pairs("duty", of, where), n)
        case Difference():
            difference = {"diff": "ABS(?left - ?right)", "more-by": "?left - ?right", "less-by": "?right - ?left"}[query.sign]
            return _select(f"({difference} AS ?count) ?left ?right", _sides(query.dimension, query.left, query.right, n))
        case Sides(dimension, left, right) | Portion(dimension, left, right):
            return _select("?left ?right", _sides(dimension, left, right, n))
        case Spread(by, of, where):
            return _select("(MAX(?size) - MIN(?size) AS ?count)", _group(_sizes(Groups(by, of, where), n)))
        case Mean(by, of, where):
            return _select("(SUM(?size) AS ?left) (COUNT(*) AS ?right)", _group(_sizes(Groups(by, of, where), n)))


def _asked(query: Asked, n: Counter) -> str:
    """What SPARQL answers with yes or no."""
    match query:
        case Among(named, of):
            other = f" FILTER(?named NOT IN ({typed(of.dimension, of.terms)}))" if of.terms else ""
            return f"ASK {{\n  FILTER NOT EXISTS {{ VALUES ?named {{ {_terms_of(named)} }}{other} }}\n}}"
        case Exists(where):
            return _ask(f"{_DUTY}\n{meeting(where, n)}")
        case Some(groups, none):
            return _ask(_group(_groups(groups, n)), none=none)
        case Meets(shared, none):
            return _ask(_shared(shared, n), none=none)


def _compared(query: Compared, n: Counter) -> str:
    """What a row tells as ?holds."""
    match query:
        case Many(of, operator, value):
            holds = f"(COUNT(DISTINCT ?key) {operator} {ox.Literal(value)} AS ?holds) (COUNT(DISTINCT ?key) AS ?count)"
            return _select(holds, _counted(of, n))
        case Reaches(portion, operator, percent):
            sides = _sides(portion.dimension, portion.part, portion.whole, n)
            return _select(f"(100 * ?left {operator} {percent} * ?right AS ?holds) ?left ?right", sides)
        case Alike(shared, different):
            return _alike(shared, n, different=different)
        case One(dimension, where, different):
            sign = ">" if different else "="
            return _select(f"(COUNT(DISTINCT ?key) {sign} 1 AS ?holds)", _values(Values(dimension, where), n))
        case Every(where, holds):
            return _select("(COUNT(DISTINCT ?duty) = 0 AS ?holds)", f"{_DUTY}\n{meeting(All((where, Not(holds))), n)}")
        case More(dimension, left, right, operator):
            return _select(f"(?left {operator} ?right AS ?holds) ?left ?right", _sides(dimension, left, right, n))


def _listed(dimension: str, body: str) -> str:
    """The values of a dimension in document order; departments by themselves, since those of two bodies may have one name."""
    by = "?value ?key" if block(dimension).type == "departments" else "?value"
    return f"{_select(f'{by} (MIN(?order) AS ?first)', body)}\nGROUP BY {by}\nORDER BY ?first {by}"


def _cited(body: str) -> str:
    """Clauses in document order, those of one cell as it prints them, each with its document: 第四条 of two laws is not one."""
    inner = "{ ?cites duty:cites ?key } UNION { ?cites duty:citesDocument ?key }"
    own = f"OPTIONAL {{ ?duty duty:citation ?cites . ?cites duty:position ?at . {inner} ?cites duty:citesDocument/dct:title ?title }}"
    shown = "?value (SAMPLE(?title) AS ?of) (MIN(?order) AS ?first) (MIN(?at) AS ?place)"
    return f"{_select(shown, _lines(body, own))}\nGROUP BY ?value ?key\nORDER BY ?first ?place ?value"


def _counted(of: Values | Mains, n: Counter) -> str:
    return _mains(of) if isinstance(of, Mains) else _values(of, n)


def _values(query: Values, n: Counter) -> str:
    part = block(query.dimension)
    lines = [_DUTY, part.under(""), meeting(query.where, n)]
    if query.of:
        lines.append(_of("cited" if query.dimension == "quote" else part.document, query.of))
    if query.without:
        lines.append(f"FILTER(?key NOT IN ({typed(query.dimension, query.without)}))")
    if query.never:
        lines.append(f"MINUS {keys(query.dimension, query.never, n)}")
    lines += [keys(part.dimension, part.where, n) for part in query.also]
    lines += [f"MINUS {keys(part.dimension, part.where, n)}" for part in query.but]
    return _lines(*lines)


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
    return _lines(*lines)


def _alike(query: Shared, n: Counter, *, different: bool) -> str:
    """Whether all that each side has is what they have in common, and that is something."""
    size = "(COUNT(DISTINCT ?key) AS ?{})"
    sides = [_values(Values(query.dimension, one), n) for one in query.each]
    parts = [_group(_select(size.format(f"size{place}"), side)) for place, side in enumerate(sides)]
    parts.append(_group(_select(size.format("common"), _shared(query, n))))
    same = " && ".join(("?common > 0", *(f"?size{place} = ?common" for place in range(len(sides)))))
    return _select(f"({'!' if different else ''}({same}) AS ?holds)", _lines(*parts))


def _groups(query: Groups, n: Counter) -> str:
    shown = "?key (SAMPLE(?value) AS ?group) (MIN(?order) AS ?first) (COUNT(DISTINCT ?keyof) AS ?count)"
    groups = _group(f"{_select(shown, _members(query, n))}\nGROUP BY ?key")
    falling, rising = "ORDER BY DESC(?count) ?first", "ORDER BY ?count ?first"
    ordering = {
        **dict.fromkeys(("max", "min", "ends", "tied", "top", "desc"), falling),
        **dict.fromkeys(("bottom", "asc"), rising),
    }.get(query.pick, "ORDER BY ?first")
    return f"{_select('(?group AS ?value) ?count ?first ?key', _lines(groups, _picked(query, n)))}\n{ordering}"


def _sizes(query: Groups, n: Counter) -> str:
    """The number of each group alone, as ?size."""
    return f"{_select('?key (COUNT(DISTINCT ?keyof) AS ?size)', _members(query, n))}\nGROUP BY ?key"


def _members(query: Groups, n: Counter) -> str:
    """What each group has, a row for each value of `of`."""
    by, of = block(query.by), block(query.of)
    without = f"FILTER(?key NOT IN ({typed(query.by, query.without.terms)}))" if query.without else ""
    return _lines(_DUTY, by.under(""), of.under("of"), meeting(query.where, n), _only(query), without)


def _picked(query: Groups, n: Counter) -> str:
    """Which groups are kept; "" for all."""
    match query.pick:
        case "top" | "bottom":
            return _up_to_last(query, n)
        case "max" | "min":
            best = f"{{ SELECT ({query.pick.upper()}(?size) AS ?best) WHERE {{\n{_group(_sizes(query, n))} }} }}"
            return f"{best}\nFILTER(?count = ?best)"
        case "ends":
            edges = f"{{ SELECT (MAX(?size) AS ?best) (MIN(?size) AS ?least) WHERE {{\n{_group(_sizes(query, n))} }} }}"
            return f"{edges}\nFILTER(?count = ?best || ?count = ?least)"
        case "=" | "<" | ">" | "<=" | ">=":
            return f"FILTER(?count {query.pick} {ox.Literal(query.value)})"
        case "tied":
            several = "GROUP BY ?size HAVING(COUNT(*) > 1)"
            return f"{{ SELECT ?size WHERE {{\n{_group(_sizes(query, n))} }} {several} }}\nFILTER(?count = ?size)"
        case "nth" | "nth-least":
            return _of_rank(query, n)
    return ""


def _up_to_last(query: Groups, n: Counter) -> str:
    """A group is as large (or small) as the last of the first `value` groups, so that those that share its place are not left out."""
    order, edge, sign = ("DESC(?size)", "MIN", ">=") if query.pick == "top" else ("?size", "MAX", "<=")
    last = f"SELECT ?size WHERE {{\n{_indent(_group(_sizes(query, n)))}\n}} ORDER BY {order} LIMIT {query.value}"
    return f"{{ SELECT ({edge}(?size) AS ?edge) WHERE {{ {{ {last} }} }} }}\nFILTER(?count {sign} ?edge)"


def _of_rank(query: Groups, n: Counter) -> str:
    """A group has the `value`-th of all numbers that groups have, from above or below; those that share a number share its rank."""
    order = "?size" if query.pick == "nth-least" else "DESC(?size)"
    sizes = f"SELECT DISTINCT ?size WHERE {{\n{_indent(_group(_sizes(query, n)))}\n}}"
    rank = f"{sizes} ORDER BY {order} LIMIT 1 OFFSET {max(query.value - 1, 0)}"
    return f"{{ SELECT (?size AS ?nth) WHERE {{ {{ {rank} }} }} }}\nFILTER(?count = ?nth)"


def _pairs(query: Pairs, n: Counter) -> str:
    by, of = block(query.by), block(query.of)
    body = _lines(_DUTY, by.under(""), of.under("of"), _cited_together(query), meeting(query.where, n), _only(query))
    if query.pick:
        best = f"{query.pick.upper()}(<{INTEGER}>(STR(?valueof)))"
        shown = f"(?value AS ?row) ({best} AS ?cell) (MIN(?order) AS ?first)"
        return f"{_select(shown, body)}\nGROUP BY ?value\nORDER BY ?first ?row"
    own = "".join(f" ?key{end}" for end, part in (("", by), ("of", of)) if part.type == "departments")
    shown = f"(?value AS ?row) (?valueof AS ?cell){own} (MIN(?order) AS ?first)"
    return f"{_select(shown, body)}\nGROUP BY ?value ?valueof{own}\nORDER BY ?first ?row ?cell{own}"


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
        f"{{ SELECT ({size} AS ?{name}) WHERE {{ {_DUTY} {part.under('')} {meeting(side, n)} }} }}"
        for name, side in (("left", left), ("right", right))
    )


def _only(query: Groups | Pairs) -> str:
    return f"FILTER(?key IN ({typed(query.by, query.only.terms)}))" if query.only else ""


def _terms_of(named: Is) -> str:
    return " ".join(map(block(named.dimension).term, named.terms))


def _select(shown: str, body: str) -> str:
    return f"SELECT {shown}\nWHERE {{\n{_indent(body)}\n}}"


def _ask(body: str, *, none: bool = False) -> str:
    """Whether `body` is so; `none`: whether it is not."""
    return f"ASK {{\n  FILTER NOT EXISTS {{\n{_indent(body)}\n  }}\n}}" if none else f"ASK {{\n{_indent(body)}\n}}"


def _group(text: str) -> str:
    """A query within another."""
    return f"{{\n{_indent(text)}\n}}"


def _lines(*lines: str) -> str:
    """Those lines that say anything."""
    return "\n".join(line for line in lines if line)


def _indent(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
