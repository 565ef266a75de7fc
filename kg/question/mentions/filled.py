"""Duties of which a column is said not to be empty, behind its name (备注不是空白的, 备注非空的), or to have none at all (一个文号都没有的)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import Has, Not
from kg.question.dimensions import those
from kg.question.mentions.token import Found
from kg.question.words.columns import filled, words
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import one_of
from kg.question.words.vocabulary import cues
from kg.question.words.vocabulary import words as known

_CUES = {name: "|".join(said) for name, said in cues("filled").items()}
_NONE = f"(?:{_CUES['one']})"
_HAD = (*those("contact"), "document-number", "basis", "quote", "subitem")  # of which there may be several
_KINDS = (*those("printed"), *those("contact"), "basis", "supervision", "subitem")


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Conditions "something is printed in this column"; a denial that is denied once more says no less."""
    yield from _none(text, lexicon)
    own = {word: value for word, (kind, value) in words(lexicon.values).items() if kind == "noun"}
    named = {**{word: value for word, value in lexicon.labels.items() if value in _KINDS}, **own}
    if not named or not re.search(_CUES["says"], text):
        return
    place = f"(?:{_CUES['place']})?(?:{_CUES['also']})*"
    for match in re.finditer(f"(?P<field>{one_of(named)}){place}(?:{_CUES['says']})(?={_CUES['ends']})", text):
        yield "mention", Has(filled(named[match["field"]])), match.start(), match.end()


def _none(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """That duties have none of something: 依据里一个文号都没有的, 邮箱一个也没留的."""
    if not re.search(_NONE, text):
        return
    nouns = {word: value for word, (kind, value) in known().items() if kind == "noun" and value in _HAD}
    field = f"(?P<field>{one_of({**nouns, **{word: value for word, value in lexicon.labels.items() if value in _HAD}})})"
    for match in re.finditer(
        f"(?:{_NONE}{field}|{field.replace('?P<field>', '?P<before>')}{_NONE})(?:{_CUES['lacks']})(?={_CUES['ends']})", text
    ):
        said = match["field"] or match["before"]
        yield "mention", Not(Has(nouns.get(said) or lexicon.labels[said])), match.start(), match.end()
