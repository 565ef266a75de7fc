"""tokens -> Sides: how many duties one department has in each of two parts that it plays (独自承办的有几项，跟它牵头的比哪种多)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.question.algebra import Is, Sides
from kg.question.conditions.atom import Atom
from kg.question.words import parts

_COMPARES = re.compile("比.{0,6}(?:哪|谁|多|少)|哪(?:一?[种个类样边头]|方)?(?:的)?(?:更|比较|较)?[多少]|各(?:有)?(?:几|多少)")
_SAME = re.compile("它|其(?!他|它|余)|自己|本科|本处|该")


def asked(said: str, atoms: Sequence[Atom]) -> Sides | None:
    """The two numbers, where one department is named with one part and another part of the same one is compared."""
    one = atoms[0].condition if len(atoms) == 1 else None
    if not isinstance(one, Is) or atoms[0].negated or not _COMPARES.search(said) or not _SAME.search(said):
        return None
    played = list(dict.fromkeys(parts.dimension(found[0]) for found in re.finditer(parts.pattern(), said)))
    if len(played) != 2 or played[0] != one.dimension or not all(played):
        return None
    return Sides("duty", one, replace(one, dimension=played[1]))
