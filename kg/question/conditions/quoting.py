"""What quotation marks say: words to look for letter by letter (“审计”字样的有哪几项), or a name set off (“残疾证”丢了找谁), or nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.question.mentions.token import Token

_OF_TEXT = re.compile(
    "搜|检索|包含|提[到及]|[没未不]提|出现|见[于不]|字样|字眼|[一二两俩三四]个?[字词]|[这那][个几两]个?[字词]|写[着有在]|含“"
    "|(?:名称|标题|流程|要件|事项|依据|边界)(?:里|中|上|一?栏)"
)
_LISTS = ("which", "howmany", "count-suffix", "list", "each", "table")
_PLEAS = ("department", "workflow", "documents", "supervision", "phone", "mailbox")  # what is asked of a matter: 找谁, 怎么办
_DENIALS = ("not", "lack", "except", "outside")
_MARKS = str.maketrans("", "", "“”")


def quotes(tokens: Sequence[Token]) -> bool:
    """Whether a word in quotation marks is read as a word to look for."""
    return any(token.kind == "word" and token.text.startswith("“") for token in tokens)


def of_text(said: str) -> bool:
    """Whether a question speaks of what is written."""
    return bool(_OF_TEXT.search(said))


def literal(tokens: Sequence[Token], said: str) -> bool:
    """Whether quoted words are meant letter by letter: the question speaks of text, or asks for a list or a field and denies nothing."""
    if of_text(said):
        return True
    signs = {token.value for token in tokens if token.kind == "sign"}
    fields = any(token.kind == "noun" or (token.kind == "asks" and token.value not in _PLEAS) for token in tokens)
    return not signs & {*_DENIALS} and (bool(signs & {*_LISTS}) or fields)


def unmarked(said: str) -> str:
    """A plain text without its quotation marks."""
    return said.translate(_MARKS)
