"""Analysis -> the exact answer to an analytic question, or the name of what in it is unknown or was not read; None for other questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kg import query
from kg.answer import exact, telling
from kg.answer import made as answers
from kg.answer.made import Answer, DutyAnswer
from kg.errors import QueryError
from kg.question import Analysis, Lexicon
from kg.question.algebra import Is, Query, Values
from kg.question.structure import within
from kg.store import Store

_VAGUE = ("department", "duty", "name")  # what a question is taken to ask for where it names no field


@dataclass(frozen=True, slots=True)
class Source:
    """What answers are made of: the store, the names of the catalogues asked of, whether they are some of many, how duties are listed, how many."""

    store: Store
    lexicon: Lexicon
    narrow: bool
    listed: Callable[[Sequence[tuple[str, float]]], tuple[DutyAnswer, ...]]
    top: int


def queried(asked: str, analysis: Analysis, source: Source) -> Answer | None:
    """The exact answer; None for a question about a matter."""
    if not analysis.certain or analysis.query is None or analysis.empty:
        return None
    said = query.reading(analysis.query, _titles(source.lexicon))
    if analysis.unknown:
        return answers.unknown(asked, said, analysis.unknown)
    if analysis.dropped:
        return answers.unclear(asked, said, analysis.dropped)
    asked_of, *meant = (_within(one, source) for one in (analysis.query, *(q for _, q in analysis.choices)))
    try:
        found = exact.answer(asked_of, source.store)
    except QueryError:
        return None  # what no query can say is searched for; a question never ends in an error
    if found.value == [] and (bounds := exact.bounds(asked_of, source.store)):
        found, said = bounds, f"{said}；{exact.unwritten(asked_of)}，给出职责边界"
    return _answered(asked, analysis, found, _explained(said, asked_of, found, source.store), source, meant)


def _answered(asked: str, analysis: Analysis, found: exact.Exact, said: str, source: Source, meant: Sequence[Query]) -> Answer:
    """What was found with the duties that it speaks of, and with what a duty that is given by its number tells beside it."""
    shown = found.duties[: source.top]
    listed = tuple(sorted(source.listed([(iri, 1.0) for iri in shown]), key=lambda duty: shown.index(duty.iri)))
    names = found.value if found.type == "departments" else None
    named = answers.named(names, listed, source.lexicon.kind("department"))
    value, text = {"type": found.type, "value": found.value}, found.sparql
    told = _of_given(analysis, value, source)
    if told:
        listed = source.listed([(iri, 1.0) for iri in analysis.given])
        value, text, said = told.value, query.of_duties(told.query, analysis.given), f"{said}；{told.reading}"
        named = answers.said_of(answers.named(None, listed, {}), value)
    said += exact.reading_by_reading([name for name, _ in analysis.choices], meant, source.store)
    state = "candidates" if len(analysis.choices) > 1 else "answered"
    proven = answers.fields_of(*(atom.dimension for atom in analysis.atoms if found.type == "boolean"))
    proven += told.fields if told else ()
    return Answer(asked, state, None, None, "query", named, listed, value, text, said, (), asked=proven)


def _explained(said: str, asked_of: Query, found: exact.Exact, store: Store) -> str:
    """The reading, with why nothing was found and what a number becomes when sub-items count for themselves."""
    if found.value in ([], ""):
        said = "；".join([said, *exact.emptied(asked_of, store)])
    said += exact.part_by_part(asked_of, found.value, store) + exact.uncompared(asked_of, found.value, store)
    return said + exact.portioned(asked_of, store) + exact.numbered(asked_of, store)


def _within(meant: Query, source: Source) -> Query:
    """A query for the catalogues that are asked of, where the base has more."""
    here = Is("catalogue", tuple(source.lexicon.catalogues), _titles(source.lexicon))
    return within(meant, here) if source.narrow else meant


def _titles(lexicon: Lexicon) -> str:
    return "、".join(lexicon.catalogues.values())


def _of_given(analysis: Analysis, value: dict[str, Any], source: Source) -> telling.Told | None:
    """What a duty that is given by its number tells of what is asked in everyday words; None where the query tells more."""
    if not analysis.given or not analysis.spoken:
        return None
    vague = isinstance(analysis.query, Values) and analysis.query.dimension in _VAGUE
    given = source.listed([(iri, 1.0) for iri in analysis.given])
    return telling.told(analysis.spoken, analysis.bodiless, given, source.store, kinds=vague or value["value"] in ([], ""))
