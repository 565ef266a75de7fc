"""A text -> numbers of clauses that are written as none is: 第三十十四条, 第六十五第二款, 第款, 第二款第六十五条."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.meaning.numerals import counted
from kg.repair.citations.slips import Slip

_DIGIT = "[一二三四五六七八九]"
_TENS = f"(?:{_DIGIT}?十{_DIGIT}?)"
_HUNDREDS = f"(?:{_DIGIT}?百(?:[零〇]?{_DIGIT}|{_DIGIT}?十{_DIGIT}?)?)"
_WELL = re.compile(f"{_HUNDREDS}|{_TENS}|[零〇一二三四五六七八九]+|.*[千两].*")
_CHINESE, _NUMERAL = "[零〇一二三四五六七八九十百千两]", "[零〇一二三四五六七八九十百千两0-9０-９]{1,9}"
_BRACKETED = f"[（(]{_NUMERAL}[）)]"
_END = r"(?=[^\S\n]*(?:[：:。；;“]|\n\s{0,5}(?:\d|《)))"  # what stands at the end of a line or cell may go on below
_BLANK = "(?:[×✕xXＸ＊*_＿]{1,6}|[（(]\\s{0,4}[）)])"
_ODD_NUMERAL = re.compile(rf"(?<=[第、至和及或])({_CHINESE}{{2,12}})(?=\s*[条款项])")
_DASHED = re.compile(rf"(?<=第)({_CHINESE}{{1,6}}[—－―ー-]|[—－―ー-]{_CHINESE}{{0,6}})(?=[条款项])")
_MISSPELT = re.compile(rf"[弟笫苐](?={_NUMERAL}[条款项])")
_NUMBERLESS = re.compile(
    rf"(?:(?<=[》）)、，,；;\n])|^)((?:第{_NUMERAL}[条款])*)第\s*{_BLANK}?\s*([条款项])(?!\s*{_NUMERAL}|[次目])"
)
_BEHIND = re.compile(rf"第([条款项])\s*({_NUMERAL})(?![条款项零〇一二三四五六七八九十百千两0-9])")
_UNITLESS = re.compile(rf"第({_NUMERAL})(?=第(?:{_NUMERAL}([条款项])|{_BRACKETED}(项)))")
_ENDLESS = re.compile(rf"(?:(?<=》)|(?<=[号）)年])|(条))第({_NUMERAL}|{_BRACKETED}){_END}")
_TITLED = re.compile("[》）)]$")
_TURNED = re.compile(rf"(?<=[》）)])(第{_NUMERAL}款)(第{_NUMERAL}条)(?!第)")
_RANKS = "十百零〇"  # 二二十 may be 二十 as well as 二十二
_FROM = 20  # laws with so many chapters there are none


def slips(text: str) -> Iterator[Slip]:
    """Each form that is none, with what it means where there is one reading only."""
    for found in _MISSPELT.finditer(text):
        shown = text[found.start() : found.end() + 6]
        yield Slip(*found.span(), "第", shown, f"“{found[0]}”疑为“第”（{shown}…）")
    if "第" not in text:
        return
    yield from _numerals(text)
    for found in _NUMBERLESS.finditer(text):
        yield Slip(*found.span(), None, found[0], f"“{found[0]}”缺“{found[2]}”的序号")
    for found in _BEHIND.finditer(text):
        meant = f"第{found[2]}{found[1]}"
        yield Slip(*found.span(), meant, found[0], f"“{found[0]}”疑为“{meant}”")
    yield from _unitless(text)
    for found in _TURNED.finditer(text):
        meant = found[2] + found[1]
        yield Slip(*found.span(), meant, found[0], f"“{found[0]}”的条、款次序颠倒，疑为“{meant}”")


def _numerals(text: str) -> Iterator[Slip]:
    """Numerals that are none: with a character typed twice, with a dash for 一."""
    for found in _ODD_NUMERAL.finditer(text):
        numeral, unit = found[1], text[found.end() :].lstrip()[0]
        if _WELL.fullmatch(numeral):
            continue
        once = {
            numeral[:n] + numeral[n + 1 :]
            for n in range(1, len(numeral))
            if numeral[n] == numeral[n - 1] and numeral[n] in _RANKS
        }
        readings = [one for one in once if _WELL.fullmatch(one)]
        said = f"“第{numeral}{unit}”不成数字"
        if len(readings) == 1:
            yield Slip(*found.span(1), readings[0], numeral, f"{said}，疑为“第{readings[0]}{unit}”")
        else:
            yield Slip(*found.span(1), None, numeral, said)
    for found in _DASHED.finditer(text):
        meant = re.sub("[—－―ー-]", "一", found[1])
        if _WELL.fullmatch(meant):
            unit = text[found.end()]
            yield Slip(*found.span(1), meant, found[1], f"“第{found[1]}{unit}”疑为“第{meant}{unit}”")


def _unitless(text: str) -> Iterator[Slip]:
    """Numbers that no 条, 款 or 项 stands behind: 第六十五第二款, 第六十五：, 第十条第二：."""
    for found in _UNITLESS.finditer(text):
        below, before = found[2] or found[3], text[: found.start()].rstrip()
        if below == "条":
            unit = "、"  # a list, or one article behind the other: both are the same two
        elif _TITLED.search(before) or (below == "款" and re.search("条[、和及,，]$|^$", before)):
            unit = "条"
        else:
            unit = "款" if below == "项" and before.endswith("条") else ""
        shown = text[found.start() : text.index(below, found.end()) + 1]
        yield _lacking(found.end(), shown, found[0], unit)
    for found in _ENDLESS.finditer(text):
        bracketed = found[2][0] in "（("
        article = "条" if counted(found[2]) > _FROM else ""
        unit = ("项" if bracketed else "款") if found[1] else article
        if found[1] or not bracketed:
            number = found[0].removeprefix("条")
            yield _lacking(found.end(), number, number, unit)


def _lacking(at: int, shown: str, number: str, unit: str) -> Slip:
    what = f"缺“{unit}”" if unit else "不知是条还是款"
    return Slip(at, at, unit or None, shown, f"“{shown}”中“{number}”之后{what}")
