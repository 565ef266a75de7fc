"""Numbers and ordinals as documents print them before a text: 1.1, （一）, 十二, ③, 附表2, 事项一."""

from __future__ import annotations

import re
import unicodedata

from kg.meaning.numerals import counted
from kg.text import digits, squeeze

FIGURES = "一二三四五六七八九十"
COUNT = rf"(?:\d+(?:[.．]\d+)*|[{FIGURES}]+)"
COUNTED = rf"(?:第|附?表|附件|(?:职责|职权|权责)?事项)\s*{COUNT}"  # what a caption begins with
_NUMBER = re.compile(rf"[0-9A-Za-z{FIGURES}()._/-]{{1,40}}")
_ORDINAL = re.compile(rf"[(]?(?:\d+|[{FIGURES}]+)[)]?[、.]?")
_SUM = "(?:共计?|[总合]计)"
_AMOUNT = rf"[:：]?(\d{{1,4}}|[{FIGURES}百〇零]{{1,8}})大?项[)）]?"
_ITEMS = re.compile(rf"(?:[（(]{_SUM}?|{_SUM}|(?=[:：])){_AMOUNT}$")
_ITEMS_ALONE = re.compile(rf"[（(]?{_SUM}?{_AMOUNT}")
_DIGITS = dict(zip("零〇○一二三四五六七八九", "00" + "0123456789", strict=False))


def is_number(text: str) -> bool:
    """Whether a text may be the number or code of a duty."""
    return _NUMBER.fullmatch(digits(text)) is not None


def is_ordinal(text: str) -> bool:
    """Whether a text counts and says nothing else: 3, （三）, 三、."""
    return _ORDINAL.fullmatch(digits(text)) is not None


def items_stated(text: str, *, alone: bool = False) -> int:
    """How many items a text says at its end that there are: 行政许可（共4项）, 行政许可：十二项; `alone`, that says nothing else. 0 for none."""
    found = _ITEMS_ALONE.fullmatch(squeeze(text)) if alone else _ITEMS.search(squeeze(text))
    return counted(found[1]) if found else 0


def value(figures: str) -> int:
    """What is counted in digits, circled or not, or in Chinese: 12, ③, 十二, 二十一; a year digit by digit. 0 for what is no number: 十十."""
    tens, ten, ones = unicodedata.normalize("NFKC", figures).rpartition("十")
    if ten:
        return _decimal(tens or "一") * 10 + _decimal(ones or "零") if "十" not in tens else 0
    return _decimal(ones)


def _decimal(figures: str) -> int:
    plain = "".join(_DIGITS.get(one, one) for one in figures)
    return int(plain) if plain.isdecimal() else 0
