"""Numbers in texts as patterns of a query: a number that is no part of a longer one, the terms that a sentence states.

The engines know no look-around, so that what may not stand beside a number is part of each pattern.
"""

from __future__ import annotations

import re

_DIGITS, _SPOKEN = "0-9", "零〇一二三四五六七八九十百千"
_NUMBER = f"(?P<figure>[{_DIGITS}]+)|(?P<spoken>[零〇一二三四五六七八九十两][{_SPOKEN}]*)"
_DECIMAL = "[%％‰元万亿米吨倍公]"  # before these a point belongs to the number; elsewhere it ends the number of a list (3.30日内)
_SPECIAL = re.compile(r"([\\.^$|?*+()\[\]{}])")
_OPPOSITE = {"=": "!=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_DAYS = ("工作日", "日", "天")
_NOTHING = "[^0-9]^"  # no text has it


def bounded(word: str) -> str:
    """The pattern of a word in which a number stands whole, 5个工作日 and not that of 15个工作日; "" where no number begins or ends it."""
    first = re.match(f"(?:{_NUMBER})(?=[^{_DIGITS}{_SPOKEN}])", word)
    last = re.search(f"(?:[^{_DIGITS}]|^)(?P<figure>[{_DIGITS}]+)$|第(?P<spoken>[{_SPOKEN}]+)$", word) if len(word) > 1 else None
    last = None if last and last.start("figure") == 0 else last
    before = _before(first, word) if first else ""
    behind = f"([^{_DIGITS if last['figure'] else _SPOKEN}]|$)" if last else ""
    return f"{before}{escaped(word)}{behind}" if before or behind else ""


def _before(number: re.Match[str], word: str) -> str:
    if number["spoken"]:
        return f"(^|[^{_SPOKEN}])"
    return f"(^|[^{_DIGITS}.]|[^{_DIGITS}][.])" if re.match(_DECIMAL, word[number.end() :]) else f"(^|[^{_DIGITS}])"


def escaped(word: str) -> str:
    """A word as a pattern of itself."""
    return _SPECIAL.sub(r"[\1]", word).replace("[^]", r"\^").replace("[\\]", r"\\")


def terms(units: tuple[str, ...], operator: str, value: int, *, spoken: bool) -> tuple[str, str]:
    """Patterns of what a text states as a term of these units: one that is `operator value`, and one that is not or cannot be compared.

    Terms that no figure tells and those of other days, working days or not, cannot; with `spoken` the former may be as is said.
    """
    unit = f"\\s*个?({'|'.join(units)})([^前]|$)"
    others = "|".join(one for one in _DAYS if one not in units)
    head = f"(^|[^{_DIGITS}.月第{_SPOKEN}])"
    told = f"|[{_SPOKEN}]{unit}"
    other = f"{head}({_figures(_OPPOSITE[operator], value)}){unit}{told}"
    other += f"|{head}[0-9]+\\s*个?({others})([^前]|$)" if others else ""
    return f"{head}({_figures(operator, value)}){unit}{told if spoken else ''}", other


def _figures(operator: str, value: int) -> str:
    """The figures of the numbers that are `operator value`."""
    match operator:
        case "=":
            return str(value)
        case "!=":
            return f"{_figures('<', value)}|{_figures('>', value)}"
        case "<=":
            return _below(value + 1)
        case "<":
            return _below(value)
        case ">=":
            return _above(value - 1)
        case _:
            return _above(value)


def _below(value: int) -> str:
    """Less than a value."""
    if value <= 0:
        return _NOTHING
    said = str(value)
    shorter = [f"[0-9]{{1,{len(said) - 1}}}"] if len(said) > 1 else []
    same = [
        f"{said[:n]}[{0 if n or len(said) == 1 else 1}-{int(digit) - 1}]" + f"[0-9]{{{len(said) - n - 1}}}"
        for n, digit in enumerate(said)
        if int(digit) > (0 if n or len(said) == 1 else 1)
    ]
    return "|".join([*shorter, *same])


def _above(value: int) -> str:
    """More than a value."""
    if value < 0:
        return "[0-9]+"
    said = str(value)
    longer = f"[1-9][0-9]{{{len(said)},}}"
    same = [f"{said[:n]}[{int(digit) + 1}-9][0-9]{{{len(said) - n - 1}}}" for n, digit in enumerate(said) if digit != "9"]
    return "|".join([longer, *same])
