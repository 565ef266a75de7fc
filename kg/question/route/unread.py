"""What an analytic question says and its query does not know: an answer without it would be a wrong one, however well the rest is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kg.question.algebra import (
    Among,
    Best,
    Compares,
    Contains,
    Difference,
    Every,
    Exists,
    Groups,
    Has,
    Is,
    Meets,
    More,
    Numbers,
    One,
    Pairs,
    Query,
    Quickest,
    Sides,
    Some,
    Spread,
)
from kg.question.algebra import parts as made_of
from kg.question.conditions.atom import Atom
from kg.question.conditions.played import Play
from kg.question.constructions.frame import DESCRIBES
from kg.question.mentions.token import Token
from kg.question.words.parts import dimension

_LAW = re.compile("[\u4e00-\u9fff]{2,}(?:法|条例|章程)$")
_WHICH_MORE = re.compile("哪(?:一?[种个类样边头家项]|方)?(?:的)?(?:更|比较|较|要|会)?[多少](?=$|[,。?些呢啊])")
_PLAYED = re.compile("牵头|主办|配合|协办|协助|会同|独自|单独")
_COUNTED_IN = re.compile("算|包括|在内|加上|连同")
_RANKS = (Quickest, Best, Groups, Spread, More, Pairs)
_NEEDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("most", "least", "longest", "shortest"), (*_RANKS, Sides)),
    **dict.fromkeys(("more-by", "less-by"), (Difference, Spread, More)),
}
_WHETHER = ("是不是", "是否")
_BOOLEAN = (Among, Every, Exists, Meets, More, One, Some)


def unread(
    query: Query, tokens: Sequence[Token], atoms: Sequence[Atom], plays: Sequence[Play], limit: Is | None, *, roles: bool
) -> str:
    """The first words of weight that no part of the query holds; "" where all are held. `roles`: whether the base prints parts of departments."""
    parts = list(made_of(query))
    strings = {part for part in parts if isinstance(part, str)}
    if limit and not set(limit.terms) <= strings:
        return limit.said
    numbered = any(a.dimension == "duty" and not a.negated for a in atoms)
    told = [a for a in atoms if not (numbered and a.dimension in DESCRIBES)]
    if said := next((_said(atom) for atom in told if not _held(atom.condition, parts, strings)), ""):
        return said
    held = strings | ({"lead"} if "leading" in strings else set())
    lost = [play for play in plays if play.role not in {*held, "department"}]
    if lost and (len({play.role for play in plays}) == 1 or any(play.again or play.denied for play in plays)):
        return lost[0].said
    return _words(query, tokens, parts, roles=roles)


def _words(query: Query, tokens: Sequence[Token], parts: Sequence[Any], *, roles: bool) -> str:
    """A law that is not known, a part that a department plays in no atom, a superlative or a comparison that nothing ranks or compares, a question whether that is not answered so."""
    text = "".join(token.text for token in tokens)
    strings = {part for part in parts if isinstance(part, str)}
    roles = roles and not _COUNTED_IN.search(text)  # 配合的也算: whatever part it plays
    for token in tokens:
        if token.kind == "rest" and (_LAW.search(token.text) or (roles and _plays(token.text, strings))):
            return token.text
        needed = _NEEDS.get(token.value, ()) if token.kind == "sign" and len(token.text) > 1 else ()
        if needed and not any(isinstance(part, needed) for part in parts):
            return token.text
    for token in tokens:
        if (
            token.kind in ("compared", "exact")
            and token.value[2] == "document"
            and not any(getattr(part, "value", None) == token.value[1] for part in parts)
        ):
            return token.text
    more = _WHICH_MORE.search(text)
    if more and not any(isinstance(part, (*_RANKS, Difference, Sides)) for part in parts):
        return more[0]
    asks = any(t.kind == "asks" or (t.kind == "sign" and t.value in ("which", "howmany", "list")) for t in tokens)
    first = next((t for t in tokens if t.kind not in ("filler", "mark")), None)
    if first and first.text in _WHETHER and not asks and not isinstance(query, _BOOLEAN):
        return first.text
    return ""


def _plays(text: str, strings: set[str]) -> bool:
    """Whether a word says a part that departments play and that the query does not know."""
    return bool(_PLAYED.fullmatch(text)) and dimension(text) not in strings


def _held(condition: Any, parts: Sequence[Any], strings: set[str]) -> bool:
    if isinstance(condition, Is):
        return set(condition.terms) <= strings
    if isinstance(condition, Contains):
        return condition.word in strings
    if isinstance(condition, Has | Compares | Numbers):
        return any(condition == part for part in parts)
    inner = getattr(condition, "parts", ())
    return all(_held(one, parts, strings) for one in inner)


def _said(atom: Atom) -> str:
    one = atom.condition
    return getattr(one, "said", "") or getattr(one, "word", "") or atom.dimension
