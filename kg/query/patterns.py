"""Condition -> patterns: what must hold of a duty for it to meet a condition, as SPARQL that stands within any query."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

import pyoxigraph as ox

from kg.names import catalogue_of
from kg.query import figures
from kg.query.blocks import Block, block
from kg.question.condition import (
    Akin,
    All,
    AnyOf,
    Beside,
    Best,
    Compares,
    Condition,
    Contains,
    Has,
    Is,
    Not,
    Numbers,
    Repeated,
    Same,
    Term,
)

INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
_TEXTS = {"basis": "basis-text", "supervision": "supervision-text", "department": "department-text"}
_NOT_OF_CELLS = ("duty", "finding", "boundary-kind", "every-field")  # told in ways of their own, below
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")  # the punctuation of documents, which a question in plain form has lost
_SEVERITY = {"!": "finding-serious", "~": "finding-slight"}
Counter = Iterator[int]  # gives each pattern a number, which keeps its variables apart from those of the others


def meeting(condition: Condition, n: Counter, duty: str = "duty") -> str:
    """What holds of a duty that meets `condition`.

    What must be so stands as patterns, which the engine can start from; the rest as a filter.
    """
    parts = _conjuncts(condition)
    linked = [
        part
        for part in parts
        if isinstance(part, Contains | Compares | Term | Best | Beside | Repeated) or (isinstance(part, Is) and _link(part))
    ]
    printed = [] if any(isinstance(part, Is) and part.dimension == "duty" for part in parts) else list(filter(_printed, parts))
    patterns = [_pattern(part, n, duty) for part in linked] + [_group(part, n, duty) for part in printed]
    expression = _expression(All(tuple(part for part in parts if part not in linked and part not in printed)), n, duty)
    return " ".join([*patterns, f"FILTER({expression})" if expression else ""]).strip()


def _printed(part: Condition) -> bool:
    """Whether a condition is told by the cells of duties alone, or denied of whole items."""
    match part:
        case Not(Akin("item")):
            return True
        case Not(inner):
            return _printed(inner)
        case AnyOf(parts):
            return all(_printed(one) and not isinstance(one, Not) for one in parts)
        case Has(dimension) | Is(dimension):
            return dimension not in _NOT_OF_CELLS and "duty:fieldValue" in _told_by(part).pattern
    return False


def _group(part: Condition, n: Counter, duty: str) -> str:
    """What cells tell, worked out once: asked of each duty in turn it takes the engine minutes for a list of some hundred rows."""
    match part:
        case Not(inner):
            return f"MINUS {{ {_group(inner, n, duty)} }}"
        case Akin(dimension, where):
            k = str(next(n))
            same = f"{block(dimension).under(k, duty)} {keys(dimension, where, n, f'key{k}')}"
            return f"{{ SELECT DISTINCT ?{duty} WHERE {{ {same} }} }}"
        case Has() | Is():
            return f"{{ SELECT DISTINCT ?{duty} WHERE {{ {_holds(part, str(next(n)), duty)} }} }}"
        case AnyOf(parts):
            return " UNION ".join(_group(one, n, duty) for one in parts)
    raise ValueError(f"not told by cells: {part!r}")


def keys(dimension: str, where: Condition, n: Counter, key: str = "key") -> str:
    """The keys of the dimension that duties meeting `where` have, as ?`key`: a group of its own, so that it is worked out once."""
    k = next(n)
    inner = block(dimension).under(str(k), f"holder{k}")
    body = f"?holder{k} a duty:DutyItem . {inner} {meeting(where, n, f'holder{k}')}"
    return f"{{ SELECT DISTINCT (?key{k} AS ?{key}) WHERE {{ {body} }} }}"


def typed(dimension: str, terms: tuple[str, ...]) -> str:
    """Keys of the dimension as typed terms, with commas between."""
    return ", ".join(map(block(dimension).term, terms))


def _conjuncts(condition: Condition) -> list[Condition]:
    return [inner for part in condition.parts for inner in _conjuncts(part)] if isinstance(condition, All) else [condition]


def _link(part: Is) -> str:
    """The path from a duty to the things that `part` names; empty where they are not things of a duty's own."""
    return "" if part.dimension in ("finding", "boundary-kind", "duty") else block(part.dimension).link


def _pattern(part: Is | Contains | Compares | Term | Best | Beside | Repeated, n: Counter, duty: str) -> str:
    """A condition as a group of patterns."""
    k = str(next(n))
    match part:
        case Repeated(dimension):
            other = block(dimension).under(f"{k}b", f"other{k}")
            twice = f"SELECT (?key{k}b AS ?key{k}) WHERE {{ ?other{k} a duty:DutyItem . {other} }} GROUP BY ?key{k}b HAVING(COUNT(DISTINCT ?other{k}) > 1)"
            return f"{{ SELECT DISTINCT ?{duty} WHERE {{ {block(dimension).under(k, duty)} {{ {twice} }} }} }}"
        case Beside():
            return _beside(part, k, duty)
        case Best(measure, how, pick, where):
            first, second = (_sizes(measure, how, where, n, *names) for names in ((duty, f"size{k}"), (f"holder{k}", f"each{k}")))
            best = f"SELECT ({pick.upper()}(?each{k}) AS ?best{k}) WHERE {{ {{ {second} }} }}"
            return f"{{ SELECT ?{duty} WHERE {{ {{ {first} }} {{ {best} }} FILTER(?size{k} = ?best{k}) }} }}"
        case Is(dimension, terms):
            one = block(dimension)
            return f"VALUES ?is{k} {{ {' '.join(map(one.term, terms))} }} ?{duty} {one.link} ?is{k} ."
        case Contains(dimension, word, at):
            name = _TEXTS.get(dimension, dimension)
            holds = {"": "CONTAINS", "start": "STRSTARTS", "end": "STRENDS", "whole": "sameTerm"}[at]
            shown = f'LCASE(REPLACE(STR(?value{k}), "[\\\\s。]+$", ""))' if at == "whole" else f"LCASE(STR(?value{k}))"
            forms = dict.fromkeys((word, word.translate(_WIDE)))
            either = " || ".join(_said(holds, shown, form.lower(), at) for form in forms)
            return f"{block(name).under(k, duty)} FILTER({either})"
        case Compares(dimension, operator, value):
            return f"{block(dimension).under(k, duty)} FILTER(<{INTEGER}>(STR(?value{k})) {operator} {ox.Literal(value)})"
        case Term(dimension, operator, value, units):
            told = figures.terms(units, operator, value, spoken=part.mixed)
            so, otherwise = (f"REGEX(STR(?value{k}), {ox.Literal(one)})" for one in told)
            return f"{block(dimension).under(k, duty)} FILTER({so} && {'' if part.mixed else '!'}{otherwise})"


def _said(holds: str, shown: str, word: str, at: str) -> str:
    """That a text has a word; a number in it is no part of a longer one (5个工作日 of 15个工作日)."""
    whole = "" if at else figures.bounded(word)
    return f"REGEX({shown}, {ox.Literal(whole)})" if whole else f"{holds}({shown}, {ox.Literal(word)})"


def _beside(part: Beside, k: str, duty: str) -> str:
    """The duties before or behind those that are given, catalogue by catalogue.

    What has sub-items ends with the last and begins with the first.
    """
    after = part.side == "after"
    edge = "MAX" if after != part.also else "MIN"
    sign = (">" if after else "<") + ("=" if part.also else "")
    limit = f" ORDER BY {'' if after else 'DESC'}(?place{k}) LIMIT {part.many}" if part.many else ""
    of: dict[str, list[str]] = {}
    for term in part.terms:
        of.setdefault(catalogue_of(term), []).append(block("duty").term(term))
    each = [
        f"{{ SELECT ?{duty} WHERE {{ {{ SELECT ({edge}(?own{k}) AS ?edge{k}) (SAMPLE(?in{k}) AS ?list{k}) WHERE {{ "
        f"VALUES ?given{k} {{ {' '.join(terms)} }} ?given{k} duty:order ?own{k} ; dct:isPartOf ?in{k} }} }} "
        f"?{duty} dct:isPartOf ?list{k} ; duty:order ?place{k} FILTER(?place{k} {sign} ?edge{k}) }}{limit} }}"
        for terms in of.values()
    ]
    return " UNION ".join(each)


def _sizes(measure: str, how: str, where: Condition, n: Counter, duty: str, size: str) -> str:
    """How large a measure is for each duty that meets `where`, as ?`size`."""
    k = str(next(n))
    measured = {
        "length": f'MAX(STRLEN(REPLACE(STR(?value{k}), "[\\\\s\u3000]", "")))',
        "count": f"COUNT(DISTINCT ?key{k})",
        "value": f"MAX(<{INTEGER}>(STR(?value{k})))",
    }[how]
    pattern = (_counted(measure) if how == "count" else block(measure)).under(k, duty)
    body = f"?{duty} a duty:DutyItem . {pattern} {meeting(where, n, duty)}"
    return f"SELECT ?{duty} ({measured} AS ?{size}) WHERE {{ {body} }} GROUP BY ?{duty}"


def _expression(condition: Condition, n: Counter, duty: str) -> str:
    match condition:
        case All(parts):
            return " && ".join(f"({inner})" for part in parts if (inner := _expression(part, n, duty)))
        case AnyOf(parts):
            return " || ".join(f"({_expression(part, n, duty) or 'true'})" for part in parts)
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
            return f"EXISTS {{ {block(name).under(k, duty)} FILTER(?key{k} IN ({typed(name, (code[:-1],))})) }}"
        case Is("finding", terms):
            return f"EXISTS {{ {block('finding-code').under(k, duty)} FILTER(?key{k} IN ({typed('finding-code', terms)})) }}"
        case Is("boundary-kind", terms):
            listed = ", ".join(f"scheme:boundary-{term}" for term in terms)
            return f"EXISTS {{ ?{duty} duty:boundary ?key{k} FILTER(?key{k} IN ({listed})) }}"
        case Is("duty", terms):
            return f"?{duty} IN ({typed('duty', terms)})"
        case Is() if _link(condition):
            return f"EXISTS {{ {_pattern(condition, n, duty)} }}"
        case Contains() | Compares() | Term() | Best() | Beside() | Repeated():
            return f"EXISTS {{ {_pattern(condition, n, duty)} }}"
        case Has() | Is():
            return f"EXISTS {{ {_holds(condition, k, duty)} }}"
        case Akin(dimension, where):
            return f"EXISTS {{ {block(dimension).under(k, duty)} {keys(dimension, where, n, f'key{k}')} }}"
        case Same(dimension, terms):
            part = block(dimension)
            shared = f"{part.under(k + 'b', f'like{k}')} FILTER(?key{k}b = ?key{k})"
            return f"?{duty} NOT IN ({typed('duty', terms)}) && EXISTS {{ VALUES ?like{k} {{ {' '.join(map(block('duty').term, terms))} }} {part.under(k, duty)} {shared} }}"
        case _:
            assert_never(condition)


def _told_by(condition: Has | Is) -> Block:
    """The block that tells whether duties have something, or have it as is said."""
    name = condition.dimension
    return block(_TEXTS.get(name, name) if isinstance(condition, Has) else name)


def _holds(condition: Has | Is, k: str, duty: str) -> str:
    """The pattern of a duty that has something, or has it as is said."""
    only = f" FILTER(?key{k} IN ({typed(condition.dimension, condition.terms)}))" if isinstance(condition, Is) else ""
    return _told_by(condition).under(k, duty) + only


def _counted(dimension: str) -> Block:
    """The block of a dimension of which a duty has so many: of the required documents each one, and not the text that lists them."""
    return block("document-item" if dimension == "documents" else dimension)


def _numbers(condition: Numbers, n: Counter, duty: str) -> str:
    """A duty has so many values: counted in a group of its own, because EXISTS cannot count."""
    k = str(next(n))
    part = _counted(condition.dimension)
    among = f"FILTER(?key{k} IN ({typed(condition.of.dimension, condition.of.terms)}))" if condition.of else ""
    many = f"HAVING(COUNT(DISTINCT ?key{k}) {condition.operator} {ox.Literal(condition.value)})"
    inner = f"SELECT ?same{k} WHERE {{ {part.under(k, f'same{k}')} {among} }} GROUP BY ?same{k} {many}"
    return f"EXISTS {{ {{ {inner} }} FILTER(?same{k} = ?{duty}) }}"
