"""query and targets -> Query: what a second sentence asks of the same duties (引用安全生产法的有几条，都归谁); None for nothing."""

from __future__ import annotations

from collections.abc import Sequence

from kg.question.algebra import Count, Query, Values
from kg.question.conditions.atom import Atom
from kg.question.mentions.token import Token
from kg.question.structure import counted
from kg.question.wanted.target import Target

_PLAIN = {"basis": "clause"}  # what is told of bases beside something else: the clauses
_NONE = ("any", "name", "catalogue", "part")


def asked(query: Query, wanted: Sequence[Target], tokens: Sequence[Token], atoms: Sequence[Atom]) -> Query | None:
    """The query for what is asked behind a comma, where the first is answered by another and nothing more is said there."""
    first = counted(query)
    if not isinstance(first, Values) or first.never or first.also or first.but or len(wanted) < 2:
        return None
    second = next((one for one in wanted[1:] if one.asked and one.dimension not in (*_NONE, wanted[0].dimension)), None)
    if second is None or second.dimension == first.dimension:
        return None
    mark = next((t.start for t in tokens if t.kind == "mark" and wanted[0].start < t.start < second.start), None)
    said = mark is not None and not any(a.start > mark for a in atoms)
    if mark is None or not said or any(t.kind == "rest" for t in tokens if t.start > mark):
        return None
    values = Values(_PLAIN.get(second.dimension, second.dimension), first.where)
    return Count(values) if second.count else values
