"""The part that departments are said to play, and that no part of the query holds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any

from kg.question.algebra import Query, Values
from kg.question.condition import Numbers
from kg.question.conditions.cast import Play
from kg.question.mentions.token import Token, names
from kg.question.structure import counted, leaves_out, of_duties
from kg.question.words.parts import dimension, spoken
from kg.question.words.vocabulary import cues

_PLAYED = re.compile(
    f"(?!帮忙|打下手)(?:{spoken('lead', 'support', 'joint')})|(?:独自|单独|独家)(?:承办|承担|负责|办理|完成|实施|干|办|管)?"
)
_SOLELY = re.compile("(?:独自|单独|独家)(?:承办|承担|负责|办理|完成|实施)")
_NAMES = ("mention", "choice", "word", "state", "asks", "meeting", "body")
_OF_SEVERAL, _OF_NOBODY = (re.compile("|".join(cues("unread")[one])) for one in ("of-several", "of-nobody"))


def lost(query: Query, tokens: Sequence[Token], plays: Sequence[Play], parts: Sequence[Any]) -> str:
    """The part that departments are said to play, or not to play, and that no part of the query holds; "" for none."""
    if denied := next((play for play in plays if play.denied and not leaves_out(parts)), None):
        return f"不{denied.said}"  # whose part it is that is denied was not understood
    strings = {part for part in parts if isinstance(part, str)}
    held = strings | ({"lead"} if "leading" in strings else set()) | _no_parts(tokens, parts, strings)
    unheld = [play for play in plays if play.role not in {*held, "department"}]
    alike = len({play.role for play in plays}) == 1 or any(play.again or play.denied for play in plays)
    return unheld[0].said if unheld and (alike or of_duties(query)) else ""


def reviewed(query: Query, tokens: Sequence[Token]) -> str:
    """That somebody approves a duty given by its number (1.6由谁审核), where the query gives those who carry it out; "" elsewhere."""
    values = counted(query)
    if not isinstance(values, Values) or values.dimension != "department" or not any(names(t, "duty") for t in tokens):
        return ""
    said = [t for t in tokens if t.kind != "filler"]
    pairs = itertools.pairwise(said)
    return next((b.text for a, b in pairs if a.value == "department" and (b.kind, b.value) == ("sign", "approve")), "")


def by_itself(tokens: Sequence[Token], strings: set[str], parts: Sequence[Any]) -> str:
    """That a department does it alone (独自承办的处罚), where the query does not know; "" elsewhere."""
    said = "".join("\0" if t.kind in _NAMES or t.value == "role" else t.text for t in tokens)
    known = strings & {"sole", "boundary-kind"} or any(isinstance(part, Numbers) for part in parts)
    alone = None if known else _SOLELY.search(said)
    return alone[0] if alone else ""


def _no_parts(tokens: Sequence[Token], parts: Sequence[Any], strings: set[str]) -> set[str]:
    """The parts that are no parts where it is said that several do a thing (多个部门配合完成的), or one alone (独自承担、不跟别人配合的)."""
    said = "".join(t.text for t in tokens)
    many = {part.operator for part in parts if isinstance(part, Numbers) and part.dimension == "department"}
    several = bool(many & {">", ">="}) and _OF_SEVERAL.search(said)
    alone = ("sole" in strings or "=" in many) and _OF_NOBODY.search(said)
    return {"support", "joint", "helping"} if several or alone else set()


def played(tokens: Sequence[Token], parts: Sequence[Any], strings: set[str]) -> str:
    """The first word that says a part which departments play and that nobody took for one, which the query does not know; "" for none."""
    said = "".join("\0" if t.kind in _NAMES or t.value in ("role", "aside") else t.text for t in tokens)
    held = strings | ({"lead", "sole"} if "leading" in strings else set()) | _no_parts(tokens, parts, strings)
    return (
        ""
        if "part" in strings
        else next((match[0] for match in _PLAYED.finditer(said) if dimension(match[0]) not in {*held, "", "department"}), "")
    )
