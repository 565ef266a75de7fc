"""How numbers are compared in words: 超过, 不少于, 正好 (`operators` of cues.toml)."""

from __future__ import annotations

from kg.question.words.plain import one_of
from kg.question.words.vocabulary import cues

_SAID = {word: sign for sign, listed in cues("operators").items() for word in listed}
BOUNDS = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<="}  # what stands behind a number
COMPARES = one_of(_SAID)  # a pattern for any of these words


def operator(word: str | None) -> str:
    """The sign that such a word says (=, <, >, <=, >=); "" for another word."""
    return _SAID.get(word or "", "")
