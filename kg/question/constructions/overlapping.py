"""tokens -> Query: where duties overlap (哪些部门的职责有重叠, 9.1和9.2重复吗), by the findings that the base holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.question.algebra import Count, Exists, Groups, Query, Values
from kg.question.condition import Akin, All, AnyOf, Condition, Has, Is, Not
from kg.question.conditions.atom import Atom, things, together
from kg.question.mentions.token import Token
from kg.question.wanted.target import Target
from kg.question.words.vocabulary import cues

_CUES = cues("overlapping")
_WORDS = {
    dimension: re.compile("|".join(_CUES[dimension])) for dimension in ("overlap", "duplication", "crossing", "fragmentation")
}
_OTHER = re.compile("|".join(_CUES["other"]))
_SIDES = ("duty", "department")
_SAYS = 2  # letters of a word that says something


def asked(said: str, tokens: Sequence[Token], atoms: Sequence[Atom], wanted: Sequence[Target]) -> Query | None:
    """The question for duties or departments that overlap; None where something else is the same, or a word is left that tells more."""
    dimension = next((name for name, words in _WORDS.items() if words.search(said)), "")
    if not dimension or _OTHER.search(said) or not _of_duties(tokens, atoms):
        return None
    left = [t.text for t in tokens if t.kind == "rest" and len(t.text) >= _SAYS]
    if any(not any(words.search(text) for words in _WORDS.values()) for text in left):
        return None
    duties, departments = (things(atoms, one) for one in _SIDES)
    sides = [*duties, *departments]
    signs = {t.value for t in tokens if t.kind == "sign"}
    if "yesno" in signs or (duties and len(sides) > 1):
        return Exists(
            _beside("overlap" if dimension == "duplication" else dimension, sides)
        )  # 有没有重复 asks of what is alike in part, too
    where = _beside(dimension, sides)
    if not duties and len(sides) > 1:
        where = AnyOf((where, _beside(dimension, sides[1::-1])))
    return _listed(dimension, sides, wanted[0] if wanted else None, signs, where)


def _of_duties(tokens: Sequence[Token], atoms: Sequence[Atom]) -> bool:
    """Whether nothing is spoken of but duties and departments."""
    nouns = {str(t.value) for t in tokens if t.kind in ("noun", "asks", "state", "clauses", "word", "meeting", "choice")}
    mentioned = any(a.dimension in _SIDES for a in atoms)
    return (
        nouns <= {*_SIDES, "item"}
        and bool(nouns or mentioned)
        and all(a.dimension in _SIDES and not a.negated and isinstance(a.condition, Is) for a in atoms)
    )


def _beside(dimension: str, sides: Sequence[Is]) -> Condition:
    """The duties of the first side that overlap with those of the second, with any others where there is none."""
    if len(sides) < 2:
        return All((*sides, Has(dimension))) if sides else Has(dimension)
    return All((sides[0], Akin(dimension, sides[1])))


def _listed(dimension: str, named: Sequence[Is], target: Target | None, signs: set[str], where: Condition) -> Query:
    """Duties or departments, or how many; those that overlap with the one that is named."""
    of = "department" if target and target.dimension == "department" else "duty"
    if "not" in signs:
        where = All((together([Atom(one, False, one.dimension) for one in named]), Not(Has(dimension))))
        query = Values(of, All(), never=Has(dimension)) if of == "department" else Values(of, where)
    elif len(named) == 1 and (of == "department" or named[0].dimension == of):
        beside = Akin(dimension, named[0])
        but = named[0] if named[0].dimension == of else None
        query = Values(of, beside, but.terms if but else (), but.said if but else "")
    elif of == "department" and signs & {"most", "least"}:
        return Groups(of, "duty", where, "max" if "most" in signs else "min", show="keys")
    else:
        query = Values(of, where)
    return Count(query) if target and target.count else query
