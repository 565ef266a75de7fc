"""What stands behind a duty that is given by its number: 11.5之后的, 8.3的下一项, 12.4前面两项, 3.2及以前的."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import NUMERAL, number

_NEXT = re.compile(
    "(?<=\0)(?:的)?(?:紧接着|紧挨着|紧跟着|相邻|挨着|接着)?的?(?P<side>上面|下面|前面|后面|前边|后边|之前|之后|上|下|前|后)的?(?:那|紧挨着的?)?"
    f"(?P<many>{NUMERAL})?(?P<unit>[项条个](?:职责事项|职责|职权|事项)?)"
)
_BEYOND = re.compile(
    "(?<=\0)(?:的)?(?P<also>及其?|以及|含|本身及)?(?P<side>之后|以后|往后|后面|后边|起往后|之前|以前|往前|前面|前边|起(?!草|诉|来)|开始)(?:的(?=[,。?职事]|$))?"
    "(?P<one>是哪一?[项条个](?=[呢啊?。]*$))?"
)
_BEHIND, _SINCE = ("之后", "以后", "往后", "后面", "后边", "起往后", "起", "开始", "下面", "下", "后"), ("起往后", "起", "开始")


def find(text: str, _: Lexicon) -> Iterator[Found]:
    """("beside", ("after" or "before", how many, 0 for all, whether the duty itself too), …), directly behind something named."""
    for match in _NEXT.finditer(text):
        if match["many"] or (match["unit"] and "那" in match[0]):
            yield "beside", (_side(match["side"]), number(match["many"] or "一") or 1, False), match.start(), match.end()
    for match in _BEYOND.finditer(text):
        also = bool(match["also"]) or match["side"] in _SINCE
        end = match.start("one") if match["one"] else match.end()
        yield "beside", (_side(match["side"]), int(bool(match["one"])), also), match.start(), end  # 3.9之后是哪项: the next one


def _side(said: str) -> str:
    return "after" if said in _BEHIND else "before"
