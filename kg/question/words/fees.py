"""Whether something is to be paid: 养殖证核发收费吗 and 不收费的有哪些, told by the columns for it however a catalogue fills them in.

The dimension "paid|是否收费" has the values 收费 and 不收费; a blank cell or a dash in the column says neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.question.algebra import Is
from kg.question.words import columns

if TYPE_CHECKING:
    from kg.question.mentions.numbers import Found

YES, NO = "收费", "不收费"
_SURE = re.compile("是否|^收费$|^收费情况$")
_MONEY = "(?:收取?|交|缴|付|花|给|要)(?:任何|什么)?(?:费用?|钱)"
_FREE = f"(?:不用|不需要?|不必|不要|不|无需|无须|免于?){_MONEY}|不要钱|免费|零收费|免收费"
_COSTS = f"(?<![乱高多超罚被不免])(?:需要?|得|会|须|应当?)?{_MONEY}"
_FEE = "(?:什么|任何|点|一些)?(?:钱|费用?|(?:工本|手续|办理|办证|服务)费)"
_OTHER = (
    f"(?:要不要|用不用|需不需要|是不是要?|是否(?:需要|要)?)(?:再|另外|额外)?(?:收取?|交|缴纳?|付|花){_FEE}"
    f"|(?:要|需要?|得|会)?(?:再|另外|额外)?(?:收取?|交|缴纳?|付|花){_FEE}(?:吗|么|不)|(?:是不是|是|属于|算)收费的?项目(?:吗|么)?"
)
_BEHIND = "(?=(?:的|办的|办理的|就能办的)(?:事项|职[责权]|权力|行政|公共|服务|业务|项目|许可|处罚|强制|征收|给付|检查|确认|奖励|裁决|[有是,。?、和与及]|一共|共|总共|各|$)|[,。?、和与及]|各|$)"
_OF_DUTIES = re.compile("哪些|哪几|几项|多少项|几个|多少个|几种|列[出一表个]|有哪|有没有|有无|是否有")
_ASIDE = re.compile("(?:乱|违规|违法|擅自|重复|变相)$")


def dimension(printed: Iterable[str]) -> str:
    """The dimension that tells whether something is to be paid, of the labels `printed`; "" where none of them does."""
    of_fees = [label for label in printed if (sort := columns.sort_of(label)) and sort.name == "fee"]
    surest = [label for label in of_fees if _SURE.search(label)] or of_fees
    return columns.PAID + "|".join(surest) if surest else ""


def unprinted(text: str, printed: Iterable[str]) -> str:
    """The column that a question ends in asking for where no label of `printed` is for fees; "" for none."""
    if "费" not in text and "钱" not in text:
        return ""
    bare = text.rstrip("?。呢啊呀")
    asks = bare.endswith(_sort().gratis) or re.search(f"(?<![能以求不])(?:{'|'.join(_sort().whether)}|{_OTHER})$", bare)
    return columns.OWN + "是否收费" if asks and not dimension(printed) else ""


def free() -> str:
    """A pattern of SPARQL for the values that say that nothing is to be paid."""
    return f"^({'|'.join(_sort().free)}|无$)"


def _sort() -> columns.Sort:
    return next(one for one in columns.sorts() if one.name == "fee")


def find(text: str, printed: Iterable[str]) -> Iterator[Found]:
    """What asks whether something is to be paid, and such a condition where duties are asked for."""
    if not any(sign in text for sign in "费钱") or not (paid := dimension(printed)):
        return
    sort = _sort()
    for words, value in ((sort.whether, YES), (sort.gratis, NO)):
        for word in [*sorted(words, key=len, reverse=True), *([_OTHER] if value == YES else [])]:
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
