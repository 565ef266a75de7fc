"""Duties of which a column is said not to be empty, behind its name: 备注不是空白的, 备注栏写了东西的, 备注非空的."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import Has
from kg.question.dimensions import those
from kg.question.mentions.token import Found
from kg.question.words.columns import filled, words
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import one_of
from kg.question.words.vocabulary import cues

_CUES = {name: "|".join(said) for name, said in cues("filled").items()}
_KINDS = (*those("printed"), *those("contact"), "basis", "supervision", "subitem")


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Conditions "something is printed in this column"; a denial that is denied once more says no less."""
    own = {word: value for word, (kind, value) in words(lexicon.values).items() if kind == "noun"}
    named = {**{word: value for word, value in lexicon.labels.items() if value in _KINDS}, **own}
    if not named or not re.search(_CUES["says"], text):
        return
    place = f"(?:{_CUES['place']})?(?:{_CUES['also']})*"
    for match in re.finditer(f"(?P<field>{one_of(named)}){place}(?:{_CUES['says']})(?={_CUES['ends']})", text):
        yield "mention", Has(filled(named[match["field"]])), match.start(), match.end()
