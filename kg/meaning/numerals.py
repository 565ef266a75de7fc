"""Numerals as officials write them, and as Arabic digits: 十一, "11"; what is no numeral stays as it is.

Those up to 999 are looked up: cn2an, which reads and writes all others, takes 0.28 CPU s to import.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_FIGURES: tuple[str, ...] = ("", *"一二三四五六七八九")


@lru_cache(maxsize=4096)
def arabic(numeral: str) -> str:
    """A numeral in Chinese, full-width, bracketed or circled writing as Arabic digits, as a string: 十一 -> "11"."""
    plain = unicodedata.normalize("NFKC", numeral).strip("() ")
    if plain.isdecimal():
        return str(int(plain))
    said = plain.replace("〇", "零")
    if said in _READ:
        return _READ[said]
    import cn2an

    try:
        return str(cn2an.cn2an(said, "smart"))
    except (ValueError, KeyError):  # 二十十一 is a KeyError in cn2an 0.5
        return plain


def counted(numeral: str) -> int:
    """What a numeral in any writing counts, 0 for what is none: 十十."""
    figures = arabic(numeral)
    return int(figures) if figures.isdecimal() else 0


@lru_cache(maxsize=4096)
def chinese(number: str) -> str:
    """An Arabic numeral as officials write it: "11" -> 十一."""
    if number in _WRITTEN or not number.isdecimal():
        return _WRITTEN.get(number, number)
    import cn2an

    text = str(cn2an.an2cn(number))
    return text.removeprefix("一") if 10 <= int(number) < 20 else text


def _written(number: int) -> str:
    """A number of at most three figures, not 0."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    above = f"{_FIGURES[hundreds]}百" if hundreds else ""
    between = f"{_FIGURES[tens] if hundreds or tens > 1 else ''}十" if tens else "零" if hundreds and ones else ""
    return above + between + _FIGURES[ones]


_WRITTEN = {str(number): _written(number) for number in range(1, 1000)}
_READ = {written: number for number, written in _WRITTEN.items()}
