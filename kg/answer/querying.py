"""Analysis -> the exact answer to an analytic question, or what in it is unknown or was not read; None for other questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kg import query
from kg.answer import exact, remarks, stated, telling, verdict
from kg.answer.answer import Answer, lacking, nothing
from kg.answer.duties import DutyAnswer
from kg.answer.fields import fields_of
from kg.answer.scope import Scope
from kg.errors import QueryError
from kg.names import catalogue_of
from kg.query import condition as query_condition
from kg.question.algebra import Count, Exists, Pairs, Query, Values
from kg.question.analysis import Analysis
from kg.question.condition import All, Contains, Has, Is
from kg.question.dimensions import those
from kg.question.mentions.deadlines import STATED
from kg.question.structure import instead, made_of, within
from kg.question.words.columns import OWN, PAID
from kg.question.words.lexicon import Lexicon
from kg.store import Store

_SAID_OF = ("lead", *those("acting"))  # 一家办的 may be asked, and not said
_THREE = 3  # fields, of which a query gives two
_NOTHING: tuple[object, ...] = ([], "", 0, False)
_IDLE = "找出目录列为内设机构、没有一项职责的部门"
_VAGUE = ("department", "duty", "name")  # what a question is taken to ask for where it names no field


def queried(asked: str, analysis: Analysis, scope: Scope) -> Answer | None:
    """The exact answer; None for a question about a matter."""
    if analysis.unstated:
        return verdict.unstated(asked, analysis.unstated)
    if not analysis.certain or analysis.query is None or analysis.empty:
        return None
    said = query.reading(analysis.query, _titles(scope.lexicon))
    if refused := _refused(asked, said, analysis, scope):
        return refused
    asked_of, *meant = (_within(one, scope) for one in (analysis.query, *(q for _, q in analysis.choices)))
    try:
        asked_of, found, said = _found(asked_of, said, analysis, scope)
    except QueryError:
        return None  # what no query can say is searched for; a question never ends in an error
    if found.value == [] and (untrue := _untrue(asked_of, scope.store)):
        return verdict.untrue(asked, said, *untrue)
    if found.value in _NOTHING and (stated := _stated(asked_of)):
        return verdict.unclear(asked, said, stated)  # a text may say so in other words
    if found.value in _NOTHING and (undecided := remarks.undecided(asked_of, scope.store)):
        return verdict.undecided(asked, said + undecided)
    said = (
        _explained(said, asked_of, found, scope.store)
        + remarks.complaints(asked_of, analysis.complains or analysis.unserved)
        + _by_body(asked_of, found, scope)
        + (remarks.second(_within(analysis.second, scope), scope.store) if analysis.second else "")
    )
    return _answered(asked, analysis, found, said, scope, meant)


def _found(asked_of: Query, said: str, analysis: Analysis, scope: Scope) -> tuple[Query, exact.Exact, str]:
    """What was asked in the end, what was found and how that reads: where nothing is, what tells nearly the same is asked."""
    found = exact.answer(asked_of, scope.store, scope.told_apart)
    if found.value in _NOTHING and (anywhere := analysis.anywhere):
        asked_of = _within(anywhere, scope)
        found, said = exact.answer(asked_of, scope.store, scope.told_apart), query.reading(anywhere, _titles(scope.lexicon))
        said += "；名称里没有，各栏里有" if found.value not in _NOTHING else ""
    if found.empty and (shared := instead(asked_of, "heading", "leading")) != asked_of:
        found = exact.answer(shared, scope.store, scope.told_apart)
        said = query.reading(instead(analysis.query, "heading", "leading"), _titles(scope.lexicon))
    if found.value in (0, 1) and (flow := _unparted(asked_of)):
        found, said = exact.answer(flow, scope.store, scope.told_apart), f"{said}；流程没有分出步骤，给出原文"
    if found.value == [] and (bounds := exact.bounds(asked_of, scope.store)):
        found, said = bounds, f"{said}；{remarks.unwritten(asked_of)}，给出职责边界"
    if found.empty and (idle := exact.idle(asked_of, scope.store)):
        found, said = idle, f"{said}；这项主要职责下没有职责事项"
    return asked_of, found, said


def _stated(query: Query) -> str:
    """The deadline that texts are to state in these words; "" for none."""
    words = (part.word for part in made_of(query) if isinstance(part, Contains))
    return next((word for word in words if STATED.match(word) and not STATED.fullmatch(word)), "")


def _unparted(query: Query) -> Values | None:
    """The workflow of a duty whose steps are counted, to be given as printed where the text is not parted into any; None for other questions."""
    values = query.of if isinstance(query, Count) else None
    given = isinstance(values, Values) and isinstance(values.where, Is) and values.where.dimension == "duty"
    return replace(values, dimension="workflow") if isinstance(values, Values) and given and values.dimension == "step" else None


def _refused(asked: str, said: str, analysis: Analysis, scope: Scope) -> Answer | None:
    """What is not stated, not in the base or was not read of a question, said instead of an answer; None where all is."""
    if missing := _missing(analysis, scope):
        return _not_said(asked, *missing, said, analysis, scope)
    if analysis.unknown:
        return verdict.unknown(asked, said, analysis.unknown)
    if analysis.dropped:
        return _idle(asked, analysis, scope) or verdict.unclear(asked, said, analysis.dropped)
    return None


def _missing(analysis: Analysis, scope: Scope) -> tuple[tuple[str, ...], str] | None:
    """The duty that is given and does not state what is asked of it, and what that is, in words; None where it does."""
    if unsaid := _unsaid(analysis, scope):
        return analysis.given, unsaid
    blank = _blank(analysis.query, scope) if analysis.query else ()
    return (blank, "是否收费") if blank else None


def _untrue(query: Query, store: Store) -> tuple[str, str] | None:
    """The duty that is given by its number, and what is said of it and is not so (8.2由甲科牵头，谁配合), in words; None where all is so."""
    where = query.where if isinstance(query, Values) and query.dimension != "duty" else None
    conditions = where.parts if isinstance(where, All) else ()
    given = [one for one in conditions if isinstance(one, Is) and one.dimension == "duty" and len(one.terms) == 1]
    others = tuple(one for one in conditions if one not in given and one != All())
    said = all(isinstance(one, Is) and one.dimension in _SAID_OF for one in others)
    if len(given) != 1 or not others or not said or exact.value(Exists(All(conditions)), store)["value"]:
        return None
    return given[0].said, "、".join(map(query_condition, others))


def _idle(asked: str, analysis: Analysis, scope: Scope) -> Answer | None:
    """The departments without duties where these are asked for and the documents list some; None else."""
    if not analysis.idle:
        return None
    departments = [iri for keys in scope.lexicon.kind("department").values() for iri in keys] if scope.narrow else None
    found = exact.without_duties(departments, counts=isinstance(analysis.query, Count), store=scope.store)
    return _answered(asked, analysis, found, _IDLE, scope, ()) if found else None


def _unsaid(analysis: Analysis, scope: Scope) -> str:
    """What is asked of a duty that is given by its number and its catalogue does not state, in words: 8.2的收费标准, 8.2几天办完."""
    if not analysis.given or not (_vague(analysis) or isinstance(analysis.query, Count | Exists)):
        return ""
    own = analysis.field.startswith(OWN)
    if own and exact.value(Exists(All((Is("duty", analysis.given, ""), Has(analysis.field)))), scope.store)["value"]:
        return ""
    unsaid = remarks.called(analysis.field) if own else telling.unsaid(analysis.spoken)
    given = _certain(analysis.given, scope)
    return unsaid if unsaid and not telling.told(analysis.spoken, analysis.bodiless, given, scope.store) else ""


def _blank(query: Query, scope: Scope) -> tuple[str, ...]:
    """The duty of which it is asked whether something is to be paid, where it leaves that blank: to say nothing is not to say no."""
    found = [one for one in made_of(query) if isinstance(one, Is)]
    paid, given = ([one for one in found if one.dimension.startswith(kind)] for kind in (PAID, "duty"))
    if not isinstance(query, Exists) or not paid or len(given) != 1 or len(given[0].terms) != 1:
        return ()
    told = exact.value(Exists(All((given[0], Has(paid[0].dimension)))), scope.store)["value"]
    return () if told else given[0].terms


def _not_said(asked: str, given: tuple[str, ...], unsaid: str, said: str, analysis: Analysis, scope: Scope) -> Answer:
    """The duty that is given, and that it, or no duty of its catalogue, states what is asked of it."""
    listed = _certain(given, scope)
    of = stated.denied(analysis, listed, scope.store) if analysis.given else listed[0].number
    return Answer(
        question=asked,
        status="answered",
        kind="query",
        departments=verdict.acting(listed),
        duties=listed,
        answer={"type": "text", "value": ""},
        sparql=query.of_duties("who-handles", given),
        reading=f"{lacking(of)}未写明{unsaid}；{said}",
        unstated=unsaid,
        unstated_of=of,
    )


def _answered(asked: str, analysis: Analysis, found: exact.Exact, said: str, scope: Scope, meant: Sequence[Query]) -> Answer:
    """What was found with the duties that it speaks of, and with what a duty that is given by its number tells beside it."""
    shown = found.duties[: scope.top]
    listed = tuple(sorted(_certain(shown, scope), key=lambda duty: shown.index(duty.iri)))
    if found.type == "departments":
        named = verdict.named(found.value, listed, scope.lexicon.kind("department"), scope.told_apart)
    else:
        named = verdict.acting(listed, scope.told_apart)
    value, text = {"type": found.type, "value": found.value}, found.sparql
    told = _of_given(analysis, value, scope)
    if told:
        listed = _certain(analysis.given, scope)
        value, text, said = told.value, query.of_duties(told.query, analysis.given), f"{said}；{told.reading}"
        named = verdict.said_of(verdict.acting(listed), value)
    said += remarks.reading_by_reading([name for name, _ in analysis.choices], meant, scope.store)
    unserved = analysis.unserved and found.type == "contact" and bool(found.value)
    said, unsaid = (remarks.unserved(said), remarks.SERVICE) if unserved else (said, "")
    proven = fields_of(*(atom.dimension for atom in analysis.atoms if found.type == "boolean"))
    proven += told.fields if told else ()
    return Answer(
        question=asked,
        status="candidates" if len(analysis.choices) > 1 else "answered",
        kind="query",
        departments=named,
        duties=listed,
        answer=value,
        sparql=text,
        reading=said,
        asked=proven,
        unstated=unsaid,
    )


def _explained(said: str, asked_of: Query, found: exact.Exact, store: Store) -> str:
    """The reading, with why nothing was found and what a number becomes when sub-items count for themselves."""
    if found.empty:
        said = "；".join([said, *remarks.emptied(asked_of, store)])
    said += found.more + remarks.part_by_part(asked_of, found.value, store) + remarks.uncompared(asked_of, found.value, store)
    said += remarks.portioned(asked_of, store) + remarks.numbered(asked_of, store) + remarks.idle(asked_of, store)
    said += remarks.vacuous(asked_of, store) + remarks.undecided(asked_of, store)
    return said + remarks.unmarked(asked_of, found.value, store)


def _by_body(asked_of: Query, found: exact.Exact, scope: Scope) -> str:
    """What a number is for each body, where a department is named whose name several have; "" else."""
    terms = (term for part in made_of(asked_of) if isinstance(part, Is) for term in part.terms)
    bodies = sorted({catalogue_of(term) for term in terms if term in scope.told_apart})
    if found.type != "count" or len(bodies) < 2:
        return ""
    iris = {catalogue_of(iri): iri for iri in scope.lexicon.catalogues}
    alone = {slug: exact.value(within(asked_of, Is("catalogue", (iris[slug],), "")), scope.store)["value"] for slug in bodies}
    return "；其中" + "、".join(f"{scope.published[slug].publisher} {count}" for slug, count in alone.items())


def _within(meant: Query, scope: Scope) -> Query:
    """A query for the catalogues that are asked of, where the base has more."""
    here = Is("catalogue", tuple(scope.lexicon.catalogues), _titles(scope.lexicon))
    return within(meant, here) if scope.narrow else meant


def _titles(lexicon: Lexicon) -> str:
    return "、".join(lexicon.catalogues.values())


def _of_given(analysis: Analysis, value: dict[str, Any], scope: Scope) -> telling.FieldAnswer | None:
    """What a duty given by its number tells of several fields, or of what is asked in everyday words; None where the query tells more."""
    both = isinstance(analysis.query, Pairs) and len(analysis.beside) < _THREE and not nothing(value["value"])
    paired = isinstance(analysis.query, Exists) or both  # a pair of which the duty prints one field alone is no row of a table
    several = bool(analysis.beside) and len(analysis.given) == 1 and not paired
    if not analysis.given or not (analysis.spoken or several or analysis.ordinal):
        return None
    given = _certain(analysis.given, scope)
    if analysis.ordinal and len(given) == 1 and (step := telling.ordinal(*analysis.ordinal, given[0], scope.store)):
        return step
    if several:
        return telling.beside(analysis.beside, given[0], scope.store)
    kinds = _vague(analysis) or nothing(value["value"])
    return telling.told(analysis.spoken, analysis.bodiless, given, scope.store, kinds=kinds)


def _vague(analysis: Analysis) -> bool:
    """Whether a question names no field."""
    return isinstance(analysis.query, Values) and analysis.query.dimension in _VAGUE


def _certain(iris: Sequence[str], scope: Scope) -> tuple[DutyAnswer, ...]:
    """The duties that a question is about for certain."""
    return scope.listed([(iri, 1.0) for iri in iris])
