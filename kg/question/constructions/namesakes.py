"""text -> Query: the names of departments that several bodies have (哪些部门和文旅局有同名的, 两个单位有没有同名的科室)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.question.algebra import Meets, Query, Shared
from kg.question.condition import Is
from kg.question.conditions.atom import Atom, things
from kg.question.mentions.token import Token
from kg.question.words.lexicon import Lexicon

_SAME = re.compile("同名|重名|同一个名[字称]|名[字称](?:一样|相同|重复|一模一样)|叫(?:一样|相同|同一个|同样)的?名")
_TWO = 2  # bodies that are compared


def asked(said: str, tokens: Sequence[Token], atoms: Sequence[Atom], lexicon: Lexicon) -> Query | None:
    """The query; None for other questions, for bodies of which one is not named, and where anything else is said of the duties."""
    departments = any(t.value == "department" for t in tokens)
    bodies = things(atoms, "authority") or [Is("authority", (key,), name) for key, name in lexicon.authorities.items()]
    if not lexicon.several or not departments or len(bodies) != _TWO or not _SAME.search(said) or _others(atoms):
        return None
    shared = Shared("department-name", tuple(bodies))
    return Meets(shared) if any(t.value == "yesno" for t in tokens) else shared


def _others(atoms: Sequence[Atom]) -> bool:
    return any(atom.dimension != "authority" or atom.negated for atom in atoms)
