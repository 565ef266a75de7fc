"""Names that a question says and the base does not know: a department, a body or a law that answers to nothing of it."""

from __future__ import annotations

import itertools
import re

from kg.question.algebra import Values
from kg.question.condition import Is
from kg.question.conditions import narrowing
from kg.question.constructions.read import Understood
from kg.question.mentions.token import Token
from kg.question.structure import counted
from kg.question.words.lexicon import Lexicon

_DEPARTMENT = re.compile("[\u4e00-\u9fff]{1,7}(?:部|科|处|室|股|办|中心|党委|大队|支队)")
_LAW = re.compile("(?:法|法典|条例|办法|规定|细则|规则|章程)$")
_QUOTES = ("引用", "援引", "依据", "依照", "根据", "按照", "用到")
_CITES = re.compile("(?:引用|援引|依据|依照|根据|按照|用到)(?:了|过)?(?P<law>[\u4e00-\u9fff]{3,14}?(?<![办方])法)(?:的|[,?]|$)")
_NO_LAW = re.compile("什么|哪|几|多少|法律|[和与的]")
_CITED = re.compile("被[^,。?]{0,12}(?:引用|援引|依据)")
_LAW_NAME = 12  # letters of a law's name in a question that says no matter beside it
_OF_BODIES = ("duty", "department", "clause", "document", "responsibility")


def names(said: str, tokens: list[Token], understood: Understood, lexicon: Lexicon) -> tuple[str, ...]:
    """The names in a question that nothing in the base answers to; none where it has no such name."""
    return _department(said, tokens, understood, lexicon) or _law(tokens, understood)


def _department(said: str, tokens: list[Token], understood: Understood, lexicon: Lexicon) -> tuple[str, ...]:
    """What stands where a department or a body should, in a question for what it has, and is none of this base's."""
    meant = counted(understood.query)
    if understood.atoms or not understood.structured or not isinstance(meant, Values) or meant.dimension not in _OF_BODIES:
        return ()
    told = tuple(token.text for token in tokens if token.kind == "rest")
    if meant.dimension == "duty" and len(told) == 1 and _DEPARTMENT.fullmatch(told[0]):
        return told
    above = next((name for name in lexicon.kind("superior") if re.search(f"(?:^|[,。?]){name}(?:的|有|负责|承担|管)", said)), "")
    if above:
        return (above,)
    body = narrowing.stranger(said, tokens, lexicon.bodies)
    return (body,) if body else ()


def _law(tokens: list[Token], understood: Understood) -> tuple[str, ...]:
    """The law before an article (劳动法第四十八条), or behind 引用, that nothing in the base cites.

    Only where duties or their departments are asked for; elsewhere it belongs to a matter.
    """
    counts = any(t.kind == "sign" and t.value in ("which", "howmany", "list") for t in tokens)
    said = "".join(token.text for token in tokens)
    if not (understood.structured or counts) or sum(map(len, understood.rest)) > _LAW_NAME:
        return ()
    for token, behind in itertools.pairwise(t for t in tokens if t.text not in ("了", "过")):
        article = (
            understood.structured and isinstance(behind.value, Is) and behind.value.dimension == "clause" and behind.value.terms
        )
        if token.kind == "rest" and article and _LAW.search(token.text):
            return (token.text,)
        if token.text in _QUOTES and behind.kind == "rest" and _LAW.search(behind.text):
            return (behind.text,)
        if token.kind == "rest" and _LAW.search(token.text) and _CITED.match(said[said.find(token.text) + len(token.text) :]):
            return (token.text,)
    known = "".join("\0" if token.kind == "mention" else token.text for token in tokens)
    cited = _CITES.search(known) if understood.structured and counts else None
    return (cited["law"],) if cited and not _NO_LAW.search(cited["law"]) else ()
