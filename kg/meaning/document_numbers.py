"""The number of an official document (文号) as it is printed beside a title: 清党办发〔2019〕23号, 国务院令第279号, 第9号, WH/T 20—2006, GB/T 30428.1.

One document has one number; two numbers printed side by side for it (〔2019〕23号、清编〔2020〕4号) stay together, as printed.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE = r"〔﹝\[［【（(〈﹙", r"〕﹞\]］】）)〉﹚"
_SERIAL = r"\s*(?:\d+(?:-\d+)?|[零〇一二三四五六七八九十百千]+)\s*"
_YEARED = rf"[\u4e00-\u9fff]{{0,14}}[{_OPEN}]\s*(?:19|20)\d{{2}}\s*年?\s*[{_CLOSE}]\s*第?{_SERIAL}号"
_JOINT = "(?:[\u4e00-\u9fff]{1,20}(?:[部委局署院会行厅办]|办公室|政府)[、 ]){0,6}"
_DECREE = (
    rf"{_JOINT}[\u4e00-\u9fff]{{0,30}}?"
    rf"(?:(?:令|公告|通告)\s*(?:(?:19|20)\d{{2}}年)?第?{_SERIAL}号|(?:令|公告|通告)[（(]第{_SERIAL}号[）)]|(?:(?:19|20)\d{{2}}年)?第{_SERIAL}号(?:令|公告|通告))"
)
_ALONE = rf"(?<=[（(，,、；;])\s*(?:(?:19|20)\d{{2}}年)?第{_SERIAL}号(?=[）)，,、；;])"
_SERIES = r"[A-Z]{1,8}(?:\d{2,6}(?=/T|/Z|\s))?(?:[/∕][A-Z]{1,8})?\s{0,3}\d+(?:\.\d+)*"
_YEAR = r"\s{0,3}[-—–－]{1,2}\s{0,3}(?:19|20)\d{2}"
_UNDATED = (
    r"(?=(?:GB|DB\d|HJ|JGJ|CJJ|WS|AQ|GA|[A-Z]{2,8}\d{0,6}/[TZ]|T/)[A-Z\d\s/∕])"  # a standard is known by these without its year
)
_STANDARD = rf"(?:(?<=[（(])|^\s*)(?:{_SERIES}{_YEAR}|{_UNDATED}{_SERIES})(?=[（()），,、；;。：:\s第]|$)"
_NUMBER = re.compile(rf"(?:(?<=\d)[年月日])?({_YEARED}|{_DECREE}|{_ALONE}|{_STANDARD})")
_CITED = re.compile(rf"{_YEARED}|{_DECREE}")
_LEADING = re.compile(rf"(?:{_YEARED}|{_DECREE})(?:文件?)?$|(?<![A-Z/]){_SERIES}{_YEAR}\s{{0,3}}$")
_CLAUSE = re.compile("第.{1,8}[条款项目]")
_BESIDE = re.compile(r"\s*[、，,；;和及]?\s*")
_BEFORE = re.compile("^(?:根据|依据|依照|按照|参照|见|由|.*(?:的|通过|公布|发布|修订|修正|修改|印发|施行|实施|废止)(?=..))")


def cites(text: str) -> bool:
    """Whether the number of a document stands anywhere in `text`."""
    return _CITED.search(text) is not None


def number(text: str) -> str:
    """The first number in `text`, with those that stand beside it; "" for none."""
    found = list(_NUMBER.finditer(text))
    if not found:
        return ""
    first = last = found[0]
    for other in found[1:]:
        if not _BESIDE.fullmatch(text[last.end() : other.start(1)]):
            break
        last = other
    return _clean(text[first.start(1) : last.end()])


def leading(text: str) -> str:
    """What stands at the end of `text` and is the number of the title behind it: 国务院令第279号《…》; "" for nothing."""
    found = _LEADING.search(text)
    return found[0] if found and not _CLAUSE.search(found[0]) else ""


def _clean(printed: str) -> str:
    """Without white space, and without the words that ran into it: 根据, …通过."""
    printed = printed.strip()
    text = printed if printed[0].isascii() else re.sub(r"\s", "", printed)
    while (shorter := _BEFORE.sub("", text, count=1)) != text:
        text = shorter
    return text
