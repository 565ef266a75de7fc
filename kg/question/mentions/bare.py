"""Documents that are cited without a clause: 哪个文件没写到第几条, 没有写明条款的依据, 依据没引到具体条文的职责."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import Has
from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon
from kg.question.words.vocabulary import cues

_CUES = {name: "|".join(said) for name, said in cues("bare").items()}
_DIMENSION = "bare-document"
_LACKS = f"(?:{_CUES['lacks']})(?:{_CUES['verbs']})*(?:{_CUES['clauses']})(?:{_CUES['clauses']})*"
_DUTIES = "(?:职[责权]|权力|事项)"
_OF_DUTIES = f"(?:{_CUES['documents']})(?:里面?|中)?(?:都|也)?{_LACKS}(?=的{_DUTIES}|的(?:有|是)(?:哪|几|多少)|的[?。]?$)"
_ASKED = f"(?:哪[一几]?些?[个部份]?|什么)(?:{_CUES['documents']})(?:是)?{_LACKS}(?=[呢啊吗]?(?:[,。?]|$))"
_NAMED = f"{_LACKS}的(?:依据的?)?(?:{_CUES['documents']})(?=(?:有|是)|[?。]?$)"


def find(text: str, _: Lexicon) -> Iterator[Found]:
    """Such documents asked for, or duties that rest on one."""
    if "条" not in text and "款" not in text:
        return
    for match in re.finditer(_OF_DUTIES, text):
        yield "mention", Has(_DIMENSION), match.start(), match.end()
    for match in re.finditer(_ASKED, text):
        yield "asks", _DIMENSION, match.start(), match.end()
    for match in re.finditer(_NAMED, text):
        yield "noun", _DIMENSION, match.start(), match.end()
