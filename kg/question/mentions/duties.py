"""Duties by the numbers that catalogues print (8.6, 1.1至1.5) and that people speak (八点六)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.question.condition import Is
from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import NUMERAL, number

_FIGURE = re.compile(r"\d")
_DUTY = r"\d{1,3}(?:\.\d{1,3}){1,2}"
_UNITLESS = r"(?![\d.]|\s*[万亿千百元块%％‰月日天倍折米级寸岁克吨斤]|[A-Za-z])"
_RANGE = rf"(?<![\d.A-Za-z])({_DUTY})(?:项|条)?(?:到|至|-|~|—|–)第?({_DUTY}){_UNITLESS}(?:项|条|号)?(?:之间)?"
_NUMBER = rf"(?:序号|编号|职权编码)?(?:为|(?<!是不)(?<!不)是)?第?(?<![\d.A-Za-z])({_DUTY}){_UNITLESS}(?:号职责|项职责|这一项|这项职责|这项|这条|号|项|条)?"
_SPOKEN = re.compile(
    rf"(?:序号|编号)?(?:为|是)?第?(?<![\d.A-Za-z-])({NUMERAL})(?:点|[-_。·．、之—–])({NUMERAL})(?![\d-]|分|半|钟|左右|[月日人岁天年个页款家])(?:号职责|项职责|这一项|这项|这条|号|项|条)?"
)


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Duties by number; one that is printed like a number and is none of the base is named as unknown."""
    duties = lexicon.kind("duty")
    if _FIGURE.search(text):
        yield from _printed(text, duties)
    for match in _SPOKEN.finditer(text):
        name = f"{number(match[1])}.{number(match[2])}"
        if name in duties:
            yield "mention", Is("duty", duties[name], name), match.start(), match.end()


def _printed(text: str, duties: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    """Numbers of duties as catalogues print them: from one to another, or one."""
    for match in re.finditer(_RANGE, text):
        low, high = _rank(match[1]), _rank(match[2])
        inside = sorted((name for name in duties if low <= _rank(name) <= high), key=_rank)
        terms = tuple(key for name in inside for key in duties[name])
        yield "mention", Is("duty", terms, f"{match[1]} 至 {match[2]}"), match.start(), match.end()
    for match in re.finditer(_NUMBER, text):
        yield "mention", Is("duty", duties.get(match[1], ()), match[1]), match.start(), match.end()


def _rank(number_: str) -> list[int]:
    return [int(part) for part in number_.split(".") if part.isdecimal()]
