"""tokens -> Sides: how many duties one department has in each of two parts that it plays (独自承办的有几项，跟它牵头的比哪种多; 有几项职责，它牵头几项)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.question.algebra import Difference, Sides
from kg.question.condition import All, Condition, Is
from kg.question.conditions.atom import Atom, together
from kg.question.words import parts

_COMPARES = re.compile("比.{0,6}(?:哪|谁|多|少)|哪(?:一?[种个类样边头]|方)?(?:的)?(?:更|比较|较)?[多少]|各(?:有)?(?:几|多少)")
_MORE, _SIGNS = re.compile("比.*(?P<sign>[多少])(?:出|了)?(?:几|多少)"), {"多": "more-by", "少": "less-by"}
_MANY = re.compile("几|多少")
_OF_WHICH = re.compile("[,。;?](?:这)?(?:其中|里面|里头)")
_INDEPENDENT = Is("boundary-kind", ("independent",), "独立实施")
_ENDS = re.compile("[,。;?、]")
_SAME = re.compile("它|其(?!他|它|余)|自己|本科|本处|该")


def asked(said: str, atoms: Sequence[Atom]) -> Sides | Difference | None:
    """The two numbers, or how far they are apart, where two parts that one department plays are compared; None for other questions."""
    if nested := _of_which(said, atoms):
        return nested
    named = [atom for atom in atoms if atom.condition != _INDEPENDENT]
    one = named[0].condition if len(named) == 1 else None
    if not isinstance(one, Is) or any(atom.negated for atom in atoms) or one.dimension not in parts.DIMENSIONS:
        return None
    if two := _numbers(said, one) or _each(said, one):
        return two
    if len(named) < len(atoms):
        return None
    if not _COMPARES.search(said) or not (_SAME.search(said) or re.search(f"比(?:{parts.pattern()})", said)):
        return None
    played = list(dict.fromkeys(parts.dimension(found[0]) for found in re.finditer(parts.pattern(), said)))
    if len(played) != 2 or played[0] != one.dimension or not all(played):
        return None
    more = _MORE.search(said)
    right = replace(one, dimension=played[1])
    return Difference("duty", one, right, _SIGNS[more["sign"]]) if more else Sides("duty", one, right)


def _each(said: str, one: Is) -> Sides | None:
    """The number of duties of each of two parts that are named together: 办公室牵头和配合的各几项."""
    part = parts.spoken("lead", "support", "joint", "sole")
    found = re.search(
        f"({part})(?:了|过)?(?:的)?(?:和|与|跟|、|以?及)({part})[^,。?]{{0,8}}?(?:各|分别)(?:自|有|是)*(?:几|多少)", said
    )
    played = [_playing(one, found[n]) for n in (1, 2)] if found else []
    left, right = played or (None, None)
    return Sides("duty", left, right) if left and right and left != right else None


def _of_which(said: str, atoms: Sequence[Atom]) -> Sides | None:
    """The number of some duties and, behind 其中, of those among them that are so."""
    found = _OF_WHICH.search(said)
    if found is None or not all(_MANY.search(clause) for clause in (said[: found.start()], said[found.end() :])):
        return None
    first = [atom for atom in atoms if atom.start < found.start()]
    return Sides("duty", together(first), together(list(atoms))) if first and len(first) < len(atoms) else None


def _numbers(said: str, one: Is) -> Sides | None:
    """Two numbers that are asked for one after the other, each with its part or, without one, of all its duties."""
    asking = [clause for clause in _ENDS.split(said) if clause]
    if len(asking) != 2 or not all(_MANY.search(clause) for clause in asking) or one.said not in asking[0]:
        return None
    first, second = ([found[0] for found in re.finditer(parts.pattern(), clause)] for clause in asking)
    left, right = (_playing(one, "".join(words)) for words in (first, second))
    if len(first) > 1 or len(second) != 1 or not left or not right or left == right:
        return None
    return Sides("duty", left, right)


def _playing(one: Is, said: str) -> Condition | None:
    """The duties in which a department has the part that is said, all that it carries out for ""; what a boundary states of it is no part."""
    if not said:
        return replace(one, dimension="department")
    if dimension := parts.dimension(said):
        return replace(one, dimension=dimension)
    return All((replace(one, dimension="department"), _INDEPENDENT)) if parts.states_alone(said) else None
