"""Who plays which part in a query: departments that lead or assist instead of those that carry out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from kg.question.algebra import Count, Pairs, Part, Query, Shared, Values
from kg.question.condition import All, Is
from kg.question.conditions.atom import Atom, together
from kg.question.structure import counted

Role = str
_OTHERS = {
    "lead": ("support", "joint"),
    "support": ("leading", "joint"),
    "joint": ("leading", "support"),
    "leading": ("support", "joint"),
    "sole": ("lead", "support", "joint"),
}


@dataclass(frozen=True, slots=True)
class Play:
    """A part that departments asked for play, denied (从来没有配合过的部门) or not; `again`: beside another part (既牵头过、又配合过的).

    `only`: and no other part (只配合的部门).
    """

    role: Role
    denied: bool
    again: bool
    start: int
    said: str
    only: bool = False


def played(meant: Any, role: Role, before: Role = "department") -> Any:
    """A query or condition in which departments play a role: what was asked of those that carry out is asked of those that lead.

    `before` is the role that they play in it so far.
    """
    if isinstance(meant, tuple):
        return tuple(played(one, role, before) for one in meant)
    if not is_dataclass(meant) or isinstance(meant, type):
        return meant
    changed = {field.name: played(getattr(meant, field.name), role, before) for field in fields(meant)}
    all_of_them = isinstance(meant, Values) and meant.where == All()  # 哪些科室牵头: those that are said to
    asked = (isinstance(meant, Values) and not all_of_them) or (isinstance(meant, Pairs) and meant.of == before)
    dimension = "leading" if asked and role == "lead" else role  # who carries a duty out alone leads it
    for name in ("dimension", "by", "of", "measure"):
        if changed.get(name) == before:
            changed[name] = dimension
    return type(meant)(**changed)


def sharing(meant: Any) -> Any:
    """A query in which duties of several departments at once are those that they take part in: of one of them a boundary alone may speak."""
    if isinstance(meant, tuple):
        return tuple(map(sharing, meant))
    if not is_dataclass(meant) or isinstance(meant, type):
        return meant
    if isinstance(meant, All):
        named = [one for one in meant.parts if isinstance(one, Is) and one.dimension == "department"]
        if len({one.terms for one in named}) > 1:
            return All(tuple(replace(one, dimension="party") if one in named else sharing(one) for one in meant.parts))
    return type(meant)(**{field.name: sharing(getattr(meant, field.name)) for field in fields(meant)})


def of(query: Query, plays: Sequence[Play], atoms: Sequence[Atom] = ()) -> Query:
    """`query` with the parts that are said of what it asks for: one of them, or departments that play several, or never one."""
    if not plays:
        return query
    values = counted(query)
    several = any(play.denied or play.only or (play.again and len(plays) > 1) for play in plays)
    if len(plays) == 1 and plays[0].again and not several and (stated := _stated_too(values, plays[0], atoms)):
        return Count(stated) if isinstance(query, Count) else stated
    if not several:
        named = [play for play in plays if play.role not in ("department", "party")]
        plays = named or plays  # 以配合身份参与: one part, and a verb
    if not several and len(plays) > 1 and len({play.role for play in plays}) > 1:
        one = query.where if isinstance(query, Values) and query.dimension == "department" else None
        given = isinstance(one, Is) and one.dimension == "duty"
        return Pairs("department", "part", one) if one and given else query  # 谁牵头、谁配合: all of them, each with its part
    if not several:
        changed: Query = played(query, plays[0].role)
        return changed
    if not isinstance(values, Values | Shared) or values.dimension != "department":
        return query  # which part of it is meant of what is not understood
    found = _several(plays, atoms)
    return Count(found) if isinstance(query, Count) else found


def _stated_too(values: Query | None, play: Play, atoms: Sequence[Atom]) -> Values | None:
    """Departments of which some duties are as a boundary states and that play a part in others (既有独立实施又有牵头的科室); None for other questions."""
    stated = [atom for atom in atoms if atom.dimension == "boundary-kind" and not atom.negated]
    if not isinstance(values, Values) or values.dimension != "department" or len(stated) != len(atoms) or not stated:
        return None
    return replace(values, also=(Part(play.role, All()),))


def _several(plays: Sequence[Play], atoms: Sequence[Atom]) -> Values:
    """Departments by all the parts that they play or never play; what is said behind a part is said of its duties."""
    common = [atom for atom in atoms if atom.start < plays[0].start]
    ends = [*(play.start for play in plays[1:]), 10**6]
    parts = []
    for play, end in zip(plays, ends, strict=True):
        own = [atom for atom in atoms if play.start <= atom.start < end]
        parts.append((play, Part(play.role, together([*common, *own]))))
    plain = [part for play, part in parts if not play.denied]
    first = plain[0] if plain else Part("department", together(common))
    but = tuple(part for play, part in parts if play.denied)
    if not but:
        only = (other for play in plays if play.only for other in _OTHERS.get(play.role, ()))
        but = tuple(Part(other, together(common)) for other in only)
    return Values(first.dimension, first.where, also=tuple(plain[1:]), but=but)
