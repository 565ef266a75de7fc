"""Which sub-item of a duty is meant, behind the duty: 城市建筑垃圾处置核准的第二个子项, 0217007000的子项2, 3.2第一项子项."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import Is
from kg.question.mentions.token import Found, Token
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import NUMERAL, number

_PART = "(?:子项|分项|小项)"
_WHICH = (
    f"(?<=[\0\u4e00-\u9fff)、])(?:这一?项|那一?项)?(?:的|下面?的?|底下的?|下属的?|里面?的?|中的?)?"
    f"(?:第(?P<nth>{NUMERAL})[个项]?{_PART}|{_PART}(?P<place>\\d{{1,2}}(?![个项条种\\d])|[一二三四五六七八九十]{{1,2}}(?=[是叫的为,。?]|$))|(?P<last>最[后末]一?[个项]?{_PART}))"
)
NAMED = re.compile(f"第{NUMERAL}[个项]?{_PART}$|{_PART}{NUMERAL}$|最[后末]一?[个项]?{_PART}$")
LAST = -1


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """("part", its place from 1, -1 for the last, start, end), behind something."""
    if lexicon.subitems and "项" in text:
        for match in re.finditer(_WHICH, text):
            yield "part", LAST if match["last"] else number(match["nth"] or match["place"]), match.start(), match.end()


def meant(named: object, token: Token, said: str, lexicon: Lexicon) -> Is | None:
    """The sub-item of a duty that a token behind it says, without terms where there is none; None behind anything else."""
    if not isinstance(named, Is) or named.dimension != "duty" or not named.terms:
        return None
    keys = [key for key in lexicon.subitems if key in named.terms]
    place = token.value - 1 if token.value > 0 else token.value
    return Is("duty", (keys[place],) if -1 <= place < len(keys) and keys else (), said + token.text)
