"""What asks whether something is to be paid (养殖证核发收费吗), and such a condition where duties are asked for (不收费的有哪些)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.question.condition import Is
from kg.question.mentions.token import Found
from kg.question.words.fees import NO, OTHER, YES, dimension, sort

_MONEY = "(?:收取?|交|缴|付|花|给|要)(?:任何|什么)?(?:费用?|钱)"
_FREE = f"(?:不用|不需要?|不必|不要|不|无需|无须|免于?){_MONEY}|不要钱|免费|零收费|免收费"
_COSTS = f"(?<![乱高多超罚被不免])(?:需要?|得|会|须|应当?)?{_MONEY}"
_BEHIND = "(?=(?:的|办的|办理的|就能办的)(?:事项|职[责权]|权力|行政|公共|服务|业务|项目|许可|处罚|强制|征收|给付|检查|确认|奖励|裁决|[有是占几多哪,。?、和与及]|一共|共|总共|各|$)|[,。?、和与及且]|而且|并且|同时|各|$)"
_OF_DUTIES = re.compile("哪些|哪几|几项|多少项|几个|多少个|几种|列[出一表个]|占|比例|百分|有哪|有没有|有无|是否有")
_ASIDE = re.compile("(?:乱|违规|违法|擅自|重复|变相)$")


def find(text: str, printed: Iterable[str]) -> Iterator[Found]:
    """What asks whether something is to be paid, and such a condition where duties are asked for."""
    if not any(sign in text for sign in "费钱") or not (paid := dimension(printed)):
        return
    known = sort()
    for words, value in ((known.whether, YES), (known.gratis, NO)):
        for word in [*sorted(words, key=len, reverse=True), *([OTHER] if value == YES else [])]:
            for match in re.finditer(
                f"{'' if value == NO else '(?<![能以求不])'}(?:还|也|都|又|都还)?(?:{word})(?=[,。?呢啊呀吧]|$)", text
            ):
                yield "mention", Is(paid, (value,), value), match.start(), match.end() - 1
                yield "sign", "yesno", match.end() - 1, match.end()
    if not _OF_DUTIES.search(text):
        return
    for pattern, value in ((_FREE, NO), (_COSTS, YES)):
        for match in re.finditer(f"(?:{pattern}){_BEHIND}", text):
            if not _ASIDE.search(text[: match.start()]):
                yield "mention", Is(paid, (value,), value), match.start(), match.end()
