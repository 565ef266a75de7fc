"""What things named beside one another come to: duties that all of them have (A和B都参与的), or that any of them has (A或者B参与的，合起来)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.question.condition import All, Condition, Is, Not
from kg.question.dimensions import those
from kg.question.mentions.token import Token, names, silent
from kg.question.words.vocabulary import cues

_THINGS = ("document", *those("part", but=("leading", "helping")))
_ASKED = ("duty", "department", "catalogue", "any")
_COMPARED = ("most", "least", "more-by", "less-by", "diff", "less-than", "each", "same")
_BODIES = "(?:科室|股室|处室|部门|单位|机构|科|股|处|文件|法|法律)?"
_MANY = f"(?:[这那]?(?:[两二三四2-4几](?:个|家|部|份)?|俩){_BODIES}|双方|之间|[,，])*"
_THERE = "(?:有没有|有无|是否有?|是不是有?|是不是|有)?"
_ALL = "(?:都|均|全都|共同|一起|一块儿?|一同|联合|联手|合伙|合)"
_WORK = "有份|参与|参加|承办|办理|办|做|干|负责|管|牵头|配合|有(?=的)"
_CITES = "引用|援引|引|依据|用到|涉及"
EACH_OTHER = (
    f"(?:有|需要?|要|相互|互相|进行|开展)*(?:{'|'.join(cues('joined')['each-other'])})(?:着|了|过)?"  # what nobody does alone
)
_DEED = f"(?:(?P<work>{_WORK})|(?P<cites>{_CITES}))(?:了|过|到|着)*"
_AND = re.compile(
    f"\0{_THERE}(?:(?:和|与|跟|同|及|以及|、)\0)+{_MANY}{_THERE}{_MANY}"
    f"(?:{_ALL}{_MANY}(?P<no>没有?|未|不)?(?:来|去|在|要|由|是)*{_DEED}|{EACH_OTHER})(?!了?[几多哪什谁])"
)
_RUN = re.compile(f"\0(?:(?:和|与|跟|同|及|以及|、|或者?是?|或)\0)+{_MANY}")
_SUM = re.compile("(?:合|加)(?:起来|在一起|在一块儿?|一块儿?|一起)")
_HAS = re.compile("^都有$")


def placed(tokens: list[Token]) -> list[Token]:
    """The tokens, with things that are meant together as one condition, where duties are asked for and nothing is compared."""
    tokens = [_has(tokens, n) for n in range(len(tokens))]
    named = [t for t in tokens if t.kind == "mention" and isinstance(t.value, Is) and t.value.dimension in _THINGS]
    if len(named) < 2 or any(t.kind == "sign" and t.value in _COMPARED for t in tokens):
        return tokens
    said = "".join("\0" if t in named else t.text for t in tokens)
    both = _AND.search(said)
    if both and any(t.value == "yesno" for t in tokens) and "\0" in said[both.end() :]:
        return tokens  # whether each of them does something, not whether they do it together
    run = both or (_RUN.search(said) if _SUM.search(said) else None)
    if run is None:
        return tokens
    places = _places(tokens, named, *run.span())
    things = [tokens[n] for n in places if tokens[n] in named]
    dimensions = {t.value.dimension for t in things}
    if len(dimensions) > 1 or not _of_duties([t for n, t in enumerate(tokens) if n not in places]):
        return tokens
    if both and ("document" in dimensions) != bool(both["cites"]):
        return tokens
    return _merged(tokens, places, things, _together([t.value for t in things], both))


def _has(tokens: Sequence[Token], n: int) -> Token:
    """都有 behind one thing says only that there is something (5.4都有哪些处室); behind several 都有几项 asks for the number of each."""
    token, behind = tokens[n], tokens[n + 1] if n + 1 < len(tokens) else None
    asks = behind is not None and (behind.kind == "asks" or (behind.kind == "sign" and behind.value in ("which", "howmany")))
    if not _HAS.match(token.text) or behind is None or not asks:
        return token
    named = sum(t.kind in ("mention", "clauses", "choice", "departments") for t in tokens[:n])
    counts = named > 1 and behind.value == "howmany" and any(t.value == "duty" for t in tokens[n + 2 :])
    return replace(token, value="there-is") if named == 1 else replace(token, value="each") if counts else token


def _places(tokens: Sequence[Token], named: Sequence[Token], start: int, end: int) -> list[int]:
    """The places of the tokens that lie in a stretch of the text in which each named thing is one letter."""
    at, places = 0, []
    for n, token in enumerate(tokens):
        size = 1 if token in named else len(token.text)
        if start <= at < end:
            places.append(n)
        at += size
    return places


def _of_duties(others: Sequence[Token]) -> bool:
    """Whether nothing but duties, or their departments, is asked for, and no duty is given by its number."""
    given = any(names(t, "duty") for t in others)
    return not given and all(t.value in _ASKED for t in others if t.kind in ("noun", "unit", "asks"))


def _together(parts: Sequence[Is], both: re.Match[str] | None) -> Condition:
    """All of some things, none of them where that is denied, any of them where nothing says that all are meant."""
    if both and not both["no"]:
        return All(tuple(parts))
    terms = tuple(dict.fromkeys(term for one in parts for term in one.terms))
    either = Is(parts[0].dimension, terms, "或".join(part.said for part in parts))
    return Not(either) if both else either


def _merged(tokens: Sequence[Token], places: Sequence[int], things: Sequence[Token], one: Condition) -> list[Token]:
    """The tokens with the first thing as the condition for all, the words that join and tell what they do as words of no meaning."""
    read = list(tokens)
    for n in places:
        if tokens[n] is things[0]:
            read[n] = replace(tokens[n], value=one)
        elif tokens[n].value != "yesno":
            read[n] = silent(tokens[n])
    return read
