"""text -> the articles and paragraphs that are asked for together: 哪几条哪几款, 第几条第几款第几项, 哪条、哪款."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon

_WHICH = "(?:第?[几哪](?:一|几|些)?|第多少|哪些|什么|啥)"
_AND = "(?:的|、|,|和|及|以及|还有)?"
_ARTICLES = re.compile(f"(?:具体)?{_WHICH}条{_AND}(?:{_WHICH}款(?:{_AND}{_WHICH}项)?|{_WHICH}项)")


def find(text: str, _: Lexicon) -> Iterator[Found]:
    """("asks", "clause", start, end): one thing that is asked for, and not duties (条, 项) beside clauses."""
    for match in _ARTICLES.finditer(text):
        yield "asks", "clause", match.start(), match.end()
