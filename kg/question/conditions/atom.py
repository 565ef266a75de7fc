"""One condition of a question with what a denial makes of it, and many put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.question.condition import All, AnyOf, Beside, Compares, Condition, Contains, Has, Is, Not, Numbers, Term


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition, whether it is denied, the dimension it is about, where it stands, and whether nothing but it is meant (只由办公室承办)."""

    condition: Condition
    negated: bool
    dimension: str
    start: int = 0
    only: bool = False

    @property
    def said(self) -> Condition:
        """The condition, denied where it is."""
        return Not(self.condition) if self.negated else self.condition


def things(atoms: Iterable[Atom], dimension: str) -> list[Is]:
    """The things of a dimension that are named and not denied, in printed order."""
    return [a.condition for a in atoms if a.dimension == dimension and not a.negated and isinstance(a.condition, Is)]


def all_of(named: Sequence[Is]) -> Is:
    """Several things of one dimension as one."""
    terms = tuple(term for one in named for term in one.terms)
    return Is(named[0].dimension, terms, "、".join(one.said for one in named))


def together(atoms: list[Atom]) -> Condition:
    """All atoms at once; several affirmed things of one dimension are alternatives."""
    parts: list[Condition] = []
    grouped: dict[str, list[Is]] = {}
    for atom in atoms:
        if isinstance(atom.condition, Is) and not atom.negated:
            if atom.dimension not in grouped:
                parts.append(atom.condition)
            grouped.setdefault(atom.dimension, []).append(atom.condition)
        else:
            parts.append(atom.said)
    merged = [_merged(grouped[p.dimension]) if isinstance(p, Is) and p.dimension in grouped else p for p in parts]
    return merged[0] if len(merged) == 1 else All(tuple(merged))


def _merged(same: list[Is]) -> Is:
    terms = tuple(dict.fromkeys(term for one in same for term in one.terms))
    return same[0] if len(same) == 1 else Is(same[0].dimension, terms, "或".join(one.said for one in same))


def atom(condition: Condition, negated: bool, start: int) -> Atom:
    """An atom whose condition is not itself a denial."""
    dimension = dimension_of(condition)
    if isinstance(condition, Not):
        return Atom(condition.inner, not negated, dimension, start)
    return Atom(condition, negated, dimension, start)


def stretch(condition: Condition) -> bool:
    """Whether duties are given from one number to another, and not one of them."""
    return isinstance(condition, Is) and condition.dimension == "duty" and " 至 " in condition.said


def dimension_of(condition: Condition) -> str:
    """The dimension a condition is about.

    "word:…" for the text of one, "number:…" for how many values it has, "has" for its being there, "place" for where it stands, "" for none.
    """
    if isinstance(condition, Not):
        return dimension_of(condition.inner)
    if isinstance(condition, All | AnyOf):
        return dimension_of(condition.parts[0])
    if isinstance(condition, Contains):
        return f"word:{condition.dimension}"
    if isinstance(condition, Beside):
        return "place"
    if isinstance(condition, Has):
        return "has"
    if isinstance(condition, Numbers):
        return f"number:{condition.dimension}"
    return condition.dimension if isinstance(condition, Is | Compares | Term) else ""
