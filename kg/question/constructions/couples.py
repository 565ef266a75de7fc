"""text -> Groups or Values: which two departments do most, or anything, together (哪两个部门一起干的事最多, 哪两个科室有共同职责)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.question.algebra import Groups, Query, Values
from kg.question.conditions.atom import Atom, together
from kg.question.words.parts import DIMENSIONS
from kg.question.words.vocabulary import cues

_TOGETHER = "|".join((*cues("joined")["together"], *cues("joined")["each-other"]))
_TWO = re.compile(f"哪(?:两|二|2|俩)个?(?:内设)?(?:部门|科室|处室|股室|机构|单位|科|家)[^,。?]{{0,6}}?(?:{_TOGETHER})")
_BEST = re.compile("最(?:多|频繁|密切|常)|(?P<least>最少)")


def asked(said: str, atoms: Sequence[Atom]) -> Query | None:
    """The query; None for other questions, and where a department is named."""
    if not _TWO.search(said) or any(atom.dimension in DIMENSIONS for atom in atoms):
        return None
    best, where = _BEST.search(said), together(list(atoms))
    if best is None:
        return Values("couple", where)
    return Groups("couple", "duty", where, "min" if best["least"] else "max", show="keys")
