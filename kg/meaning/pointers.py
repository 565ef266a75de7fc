"""Words in a cell that are no value but point to one elsewhere (略, 同上, 详见附件, 待定), and what a spreadsheet writes where it has none."""

from __future__ import annotations

import re

from kg.text import squeeze

_BRACKETED = re.compile("^[（(【\\[](.*)[）)】\\]]$")
_SAME = re.compile(
    "[省从]?略|同(?:以?上|前|左)(?:[栏项条款]|一?[栏项])?|同上(?:所述|一致)|同第?[一二三四五六七八九十\\d.]+[项条]"
)
_ELSEWHERE = re.compile(
    "(?:详?见|另见|参见|另附)?(?:附[件表录图]|附后|另附)[一二三四五六七八九十\\d]{0,3}|详?见(?:附页|后附|背面)"
)
_OPEN = re.compile("待(?:定|补充?|完善|明确|核实?|填写?)|暂缺|[xX×]{2,}")
_ERROR = re.compile(
    r"#(?:REF[!！]|VALUE[!！]|NUM[!！]|NULL[!！]|SPILL[!！]|CALC[!！]|NAME[?？]|DIV/0[!！]|N/A)|#{3,}", re.IGNORECASE
)
_MADE_KNOWN = "公示|公布|公开|公告"
_KNOWN_THERE = re.compile(
    f"(?:见|参[见看阅]|查[看询阅]|登录|关注|扫描?|以)[^，。；]{{0,20}}(?:{_MADE_KNOWN}|网站|官网|门户|网页|公众号|平台|小程序|二维码|附[件表录]|指南|手册|窗口|大厅|墙|牌)"
    f"|(?:在|于|由|通过|经|按照?)[^，。；]{{1,20}}(?:{_MADE_KNOWN})|(?:{_MADE_KNOWN})(?:在|于)"
)


def is_error(text: str) -> bool:
    """Whether a cell holds what a spreadsheet writes in place of a value it could not work out or show."""
    return "#" in text and _ERROR.fullmatch(re.sub(r"\s", "", text)) is not None


def is_pointer(text: str) -> bool:
    """Whether a cell says nothing but that its value is left out, stands elsewhere or is still to come."""
    words = _inner(text)
    return any(pattern.fullmatch(words) for pattern in (_SAME, _ELSEWHERE, _OPEN))


def is_annex(text: str) -> bool:
    """Whether a cell says nothing but that its value stands in an annex."""
    return _ELSEWHERE.fullmatch(_inner(text)) is not None


def is_known_elsewhere(text: str) -> bool:
    """Whether words say where something is made known: 各所电话见局网站公示栏, 以现场公布的为准; none that say it is still to come."""
    words = squeeze(text)
    return _KNOWN_THERE.search(words) is not None and not _OPEN.search(words)


def _inner(text: str) -> str:
    """The words without white space, brackets around all of them and a full stop."""
    words = squeeze(text).rstrip("。.…")
    while match := _BRACKETED.match(words):
        words = match[1]
    return words
