"""text + Lexicon -> duties by their codes: 0204, LSNY-CF-0204, 0105-1 and 0105（一） for a sub-item, 序号 12 of a plain list.

A code of the base is recognised as it stands. What is written and asked like one and is none is named as unknown, so that nobody
gets another item's text; years, amounts, telephones and numbers of documents are no codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import Is
from kg.question.mentions.token import Found
from kg.question.words.codes import JOINT, LONG, make, plain
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import NUMERAL, number

_CALLED = "(?:(?:职权|权力|事项|职责|基本|实施)?(?:编码|代码|编号|序号)(?:为|是|:)?)"
_THAT = "(?:号?(?:职权|职责|事项|权力)|号|这一项|这项|这条)"
_UNITS = "[年月日天时秒元块万亿千百角斤吨米倍折岁人个份张次款级届版路楼栋室度余%％‰℃]|分(?![别几成为哪不没子]|多少)|名(?!称|字)|位(?!于)|条(?!款)|页(?!码)|多(?![久长少])|公里|平方|公斤|小时|单元"
_CODE = (
    rf"(?P<called>{_CALLED})?(?<![A-Za-z0-9.@〔\[])(?P<code>[A-Za-z0-9]+(?:{JOINT}[A-Za-z0-9]+)*)(?![A-Za-z0-9@〕\]]|\s*(?:{_UNITS}))"
    rf"(?:[(](?P<bracket>{NUMERAL})[)]|(?:的|下面?的?|底下的?|下属的?|里面?的?|中的?)?第(?P<nth>{NUMERAL})个?(?:子项|分项|小项))?{_THAT}?"
)
_FIGURES = re.compile(r"[A-Za-z\d]")  # without any of them there is no code
_SHORT = rf"(?:{_CALLED}|(?<![条款])(?P<nth>第)|^)(?P<code>\d{{1,3}}|(?(nth){NUMERAL}|(?!)))(?(nth)[项号]|[项号]?)(?:职权|职责|事项)?(?:(?=[的由归是属该依根怎需要在有找，,。？?]|$)|(?<=[项号])(?=[涉都各引谁哪写牵配和与跟及]|[去到上][哪什]|有什么不))(?!的?主要职责)"
_BEFORE = "^(?:请问|请查|查一下|查询|查|问一下|问|对|关于|看看|列出)?$"
_AFTER = "^(?:$|[的由归是属该依根按怎需要在有找凭办承负哪谁走分写,，。？?!])"
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,2}$")  # 8.6, which has its own finder
_LETTERED = r"[A-Za-z]+(?:[-_—–‐‑−][A-Za-z0-9]+)*[-_—–‐‑−]\d{3,}(?:-\d+)*$"
_RANGE = (
    rf"(?P<head>[A-Za-z]+(?:{JOINT}[A-Za-z]+)*{JOINT}?)(?P<low>\d{{2,6}})(?:到|至|~|—|–)(?:(?P=head))?(?P<high>\d{{2,6}})(?!\d)"
)
_TAIL = re.compile(r"(.*?)(\d+)")
_YEAR = re.compile(r"(?:19|20)\d\d$")


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Every code of the base in `text`, and every token that is asked for as one and is none."""
    if not _FIGURES.search(text) and "第" not in text:
        return
    known = lexicon.codes
    yield from _ranges(text, lexicon)
    for match in re.finditer(_CODE, text):
        said = match["code"]
        if _NUMBERED.match(said) or (said.isalpha()) or (len(said) < LONG and not (match["called"] and plain(said) in known)):
            continue
        keys = _meant(said, match["bracket"] or match["nth"], lexicon)
        if keys:
            yield "mention", Is("duty", keys, match[0].removeprefix(match["called"] or "")), match.start(), match.end()
        elif keys is not None or _unknown(match, text, lexicon):
            whole = match[0].removeprefix(match["called"] or "") if keys is not None else said
            yield "mention", Is("duty", (), whole), match.start(), match.end()
    for match in re.finditer(_SHORT, text):
        if found := known.get(match["code"]) or known.get(str(number(match["code"]))):
            yield "mention", Is("duty", found, match["code"]), match.start(), match.end()


def _ranges(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """From one code with letters to another of the same make: LSNY-CF-001到LSNY-CF-004, LSNY-CF-001至004."""
    for match in re.finditer(_RANGE, text):
        head, low = match["head"], int(match["low"])
        inside = {
            int(tail[2]): keys
            for code, keys in lexicon.kind("duty").items()
            if (tail := _TAIL.fullmatch(code))
            and plain(tail[1]).endswith(plain(head))
            and low <= int(tail[2]) <= int(match["high"])
        }
        if inside:
            terms = tuple(key for place in sorted(inside) for key in inside[place])
            yield "mention", Is("duty", terms, f"{head}{match['low']} 至 {head}{match['high']}"), match.start(), match.end()


def _meant(said: str, part: str | None, lexicon: Lexicon) -> tuple[str, ...] | None:
    """The duties of a code, or the sub-item that a number behind it means; none where the code has no such sub-item."""
    keys = lexicon.codes.get(plain(said))
    if keys and part is None:
        return keys
    head, joint, tail = re.sub(JOINT, "-", said).rpartition("-")
    if not keys and joint and tail.isdecimal() and len(tail) < 3 and part is None:
        keys, part = lexicon.codes.get(plain(head)), tail
    if not keys or part is None:
        return None
    parts = [key for key in lexicon.subitems if key in keys]
    place = number(part) or 0
    return (parts[place - 1],) if 0 < place <= len(parts) else ()


def _unknown(match: re.Match[str], text: str, lexicon: Lexicon) -> bool:
    """Whether a token that is no code of the base is asked for as one: called so, or of the same make and the one thing asked about."""
    said = match["code"]
    if said in lexicon.kind("phone") or plain(said) in lexicon.code_ends or not any(char.isdecimal() for char in said):
        return False
    if match["called"]:
        return True
    before, after = text[: match.start()], text[match.end() :]
    if not (re.match(_BEFORE, before) and re.match(_AFTER, after)) or _YEAR.match(said):
        return False
    return bool(re.match(_LETTERED, said)) or make(said) in lexicon.makes
