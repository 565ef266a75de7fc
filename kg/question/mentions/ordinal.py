"""Which step of a workflow, or which item of a text in items, is asked for: 流程第4步是什么, 责任事项第二条怎么写, 公示是第几步."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.dimensions import those
from kg.question.mentions.phrases import field_words
from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import NUMERAL, number, one_of
from kg.question.words.vocabulary import cues

_CUES = {name: "|".join(said) for name, said in cues("ordinal").items()}
_STEP = f"个?(?:{_CUES['steps']})"
_ASKED = f"(?=(?:{_CUES['links']})*(?:(?:{_CUES['asks']})[^,。?]{{0,6}})?[呢啊?。]*$)"  # and not 第一步找谁
_STEPS = (
    f"(?:第(?P<n>{NUMERAL}){_STEP}|(?P<last>{_CUES['last']})的?[这那]?一?{_STEP}|(?P<first>{_CUES['first']})一?{_STEP}){_ASKED}"
)
_ITEM = f"(?:一?栏)?(?:的|里面?|中|上|,)*(?P<said>第(?P<n>{NUMERAL})(?:{_CUES['items']})){_ASKED}"
_PLACE = f"(?:里面?|中|的)?(?P<what>[^,。?的里中是在\0]{{2,12}}?)(?:是|在|排|属于?|列|到)*(?:它?的)?第几个?(?:{_CUES['steps']})[呢啊?。]*$"
LAST = -1


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """("ordinal", its place from 1, -1 for the last, or what stands at the place that is asked for, start, end)."""
    if not re.search("第|最|末|头|首", text):
        return
    for match in re.finditer(_STEPS, text):
        place = LAST if match["last"] else 1 if match["first"] else number(match["n"])
        yield "ordinal", place, match.start(), match.end()
    fields = one_of(word for word, kind in field_words(lexicon).items() if kind.partition("|")[0] in those("printed"))
    for match in re.finditer(f"(?:{fields}){_ITEM}", text) if fields else ():
        yield "ordinal", number(match["n"]), *match.span("said")
    for match in re.finditer(f"(?:{fields}){_PLACE}", text) if fields else ():
        yield "ordinal", match["what"], match.start("what"), match.end()
