"""A question as typed -> one plain form: NFKC, simplified characters, one kind of quotation mark, no blanks in Chinese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from kg.errors import UsageError
from kg.script import simplified
from kg.text import INVISIBLE

LONGEST = 2000  # letters of a question
DIGITS = "零〇一二三四五六七八九十百两俩仨"
NUMERAL = f"(?:\\d{{1,4}}|[{DIGITS}]{{1,6}})"
_DIGIT = {**{char: value for value, char in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2, "俩": 2, "仨": 3}
_UNIT = {"十": 10, "百": 100}
_ASIDE = re.compile(r"\(([^()]{1,30})\)")
_INCLUDED = re.compile(
    "[,。?](?:包括|连同)[^,。?]{1,20}(?:那[个张项条]|在内)(?=[,。?]|$)|[,。?][^,。?]{1,20}[也都]要?(?:算|计)(?:进去|上|在内|入)(?=[,。?]|$)"
)
_EXCLUDED = re.compile(r"(以前|之前|以后|之后)\(不含[^()]{0,8}\)")
_INCLUDED_BEFORE = re.compile(r"\((?:含|包含|包括)[^()]{0,6}\)(?=[以之]前|[以之]后|往[前后])")
_INCLUDING = re.compile(r"(?:以?及)?(以前|之前|前面|以后|之后|往后|后面)\((?:含|包含|包括|连)[^()]{0,10}\)")
_BOUNDS = re.compile("本身|计入|(?<!不)算|首尾|^含|都含")
_TELLING = re.compile(
    r"\d|[〔〕]|部|科|处|室|委|会$|办|第|不含|不包括|标点|编号|序号|^[只仅光限]|牵头|配合|主办|协办|会同|^[零〇一二三四五六七八九十百]{1,3}$"
)
_NARROWS = re.compile(
    "(?:[只仅均都](?:算|看|要|数|统计|限|含|包括|指|查)?)?(?:牵头|配合|会同|独[立自]|单独)(?:承办|办理|实施)?的?|.*(?:除外|[之以]外)|除[去了开].*"
)
_TITLED, _ITS_NUMBER = "》法定例案则知见要划", re.compile(r"[^()]{0,20}(?:[〔\[]\d{4}[〕\]]第?\d+号|令第?\d+号)")
_WIDENS = re.compile("(?:含|包含|包括|连|算上|加上|不管|不论|无论)")
_GAP = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_QUOTES = str.maketrans({"「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "‘": "“", "’": "”"})
_PAIR = re.compile(r"\"([^\"“”]{1,40})\"|'([^'“”]{1,40})'")


def plain(text: str) -> str:
    """The form of `text` in which words and numbers are looked for."""
    folded = unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(_QUOTES)
    folded = _PAIR.sub(lambda pair: f"“{pair[1] or pair[2]}”", folded)
    said = _INCLUDING.sub(r"及\1", _EXCLUDED.sub(r"\1", _GAP.sub("", simplified(folded))))
    said = _INCLUDED_BEFORE.sub("及", said)
    return _INCLUDED.sub("", _ASIDE.sub(_aside, said)).strip()


def _aside(match: re.Match[str]) -> str:
    """A remark in brackets, or "" where it may be left out, as the number of a document behind its title.

    It stays where it says which are meant or names something; how a bound counts (含首尾) says nothing of these.
    """
    if _ITS_NUMBER.fullmatch(match[1]) and match.string[: match.start()].endswith(tuple(_TITLED)):
        return ""
    if _NARROWS.fullmatch(match[1]):
        return match[0]
    return match[0] if _TELLING.search(match[1]) and not (_BOUNDS.search(match[1]) or _WIDENS.match(match[1])) else ""


def one_of(words: Iterable[str]) -> str:
    """A pattern for one of some words as they stand, the longest that fits."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def number(numeral: str) -> int | None:
    """A numeral of question length, Arabic or Chinese, as a number: 十二 -> 12, 两 -> 2; None where it is none.

    Read here and not with cn2an, whose import alone costs half of what a whole question may.
    """
    if numeral.isdecimal():
        return int(numeral)
    if not numeral or any(char not in _DIGIT and char not in _UNIT for char in numeral):
        return None
    if not any(char in _UNIT for char in numeral):
        return int("".join(str(_DIGIT[char]) for char in numeral))
    total, pending = 0, -1
    for char in numeral:
        if char in _UNIT:
            total, pending = total + (1 if pending < 0 else pending) * _UNIT[char], -1
        else:
            pending = _DIGIT[char]
    return total + max(pending, 0)


def refuse_unreadable(text: str) -> None:
    """Raises UsageError for a question longer than 2,000 characters or with lone surrogates."""
    if len(text) > LONGEST:
        raise UsageError(f"问题有 {len(text)} 个字，超过 {LONGEST} 字。", hint="请用几句话说明要办的事。")
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        raise UsageError("问题中有无法识别的字符（编码损坏）。", hint="请检查终端或文件的编码，应为 UTF-8。") from problem
