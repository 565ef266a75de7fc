"""Duties by a deadline that their texts state in these words: 受理之日起5个工作日内作出决定的许可, 责任事项规定15日内送达的."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import Contains
from kg.question.mentions.phrases import field_words
from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import one_of
from kg.question.words.vocabulary import cues

_CUES = {name: "|".join(said) for name, said in cues("deadlines").items()}
_UNIT = "个?(?:工作日|日|天|小时|月)(?:以内|之内|内)"
_SINCE = f"(?:自|从)?(?:(?:{_CUES['events']})(?:之日|当日|次日|之?后|以后)?起?(?:的|,)?)?"
_DOES = f"(?:{_CUES['does']})[\u4e00-\u9fff]{{0,4}}?"
_OF = f"(?=的(?:{_CUES['duties']}|(?:有|是)?(?:哪|几|多少)|[?。]?$))"
STATED = re.compile(f"^\\d+{_UNIT}")


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Conditions "the text of the field that is named before, or any, contains this deadline"."""
    if "内" not in text:
        return
    fields = field_words(lexicon)
    named = f"(?:(?P<field>{one_of(fields)})(?:一栏|栏)?(?:里面?|中)?(?:{_CUES['says']})*)?"
    for match in re.finditer(f"{named}{_SINCE}(?<![\\d.])(?P<said>\\d+{_UNIT}{_DOES}){_OF}", text):
        yield "mention", Contains(fields.get(match["field"] or "", "any"), match["said"]), *match.span()
