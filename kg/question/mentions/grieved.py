"""Whoever is not content with a duty given by its number and asks where to say so wants how it is supervised: 对2.2不满意，往哪里反映."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.question.dimensions import those
from kg.question.mentions.token import Token, names, silent
from kg.question.words.columns import is_contact
from kg.question.words.vocabulary import cues

_CUES = {name: "|".join(said) for name, said in cues("grieved").items()}
_SAYS = re.compile(_CUES["says"])
_WHERE = re.compile(f"(?:{_CUES['where']})(?!{_CUES['handles']})")
_CONTACTS = (*those("contact"), "supervision")


def placed(tokens: list[Token]) -> list[Token]:
    """The tokens; where somebody complains of one given duty and names no field, what asks where asks for its supervision."""
    mentions = [t for t in tokens if t.kind in ("mention", "choice", "clauses")]
    if len(mentions) != 1 or not names(mentions[0], "duty") or any(map(_asks_contact, tokens)):
        return tokens
    text = "".join(t.text for t in tokens)
    says = _SAYS.search(text, mentions[0].end) or _SAYS.search(text)
    where = next((match for match in _WHERE.finditer(text) if says and match.start() >= mentions[0].end), None)
    if says is None or where is None:
        return tokens
    spans = [says.span(), where.span()]
    asking = [t for t in tokens if _within(t, spans[1])]
    first = asking[0]
    whole = replace(first, kind="asks", value="supervision", text=text[first.start : asking[-1].end], end=asking[-1].end)
    return [whole if t is first else silent(t) if _within(t, spans[0]) else t for t in tokens if t is first or t not in asking]


def _asks_contact(token: Token) -> bool:
    """Whether a token asks for a telephone or an address by name."""
    named = token.kind in ("noun", "asks")
    return named and (token.value in _CONTACTS or is_contact(str(token.value)))


def _within(token: Token, span: tuple[int, int]) -> bool:
    return token.start < span[1] and token.end > span[0] and token.kind != "mention"
