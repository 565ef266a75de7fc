"""The form in which codes of duties are compared, whatever they are made of: 0204, LSNY-CF-0204, 370102020400."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

JOINT = "[-_/.·—–‐‑−]"  # what may stand between the parts of a code
LONG = 4  # letters and digits from which a code needs no word beside it that calls it one


def plain(code: str) -> str:
    """The form in which codes are compared: letters in small, without the marks between where there are letters."""
    folded = re.sub(JOINT, "-", code.casefold())
    return folded.replace("-", "") if re.search("[a-z]", folded) else code if "." in code else folded


def table(numbers: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Codes in plain form -> duties; an end that only one code has stands for that code (CF-0204 and 0204 for LSNY-CF-0204)."""
    known: dict[str, tuple[str, ...]] = {}
    for code, keys in numbers.items():
        known[plain(code)] = (*known.get(plain(code), ()), *keys)
    return {**{end: numbers[codes[0]] for end, codes in ends(numbers).items() if len(codes) == 1}, **known}


def ends(numbers: Iterable[str]) -> dict[str, list[str]]:
    """The ends of codes with letters, part by part and in plain form, that are long enough to name a code -> the codes that end so."""
    found: dict[str, list[str]] = {}
    for code in numbers:
        if re.search("[A-Za-z]", code):
            for joint in re.finditer(JOINT, code):
                if len(end := code[joint.end() :]) >= LONG and re.search(r"\d", end):
                    found.setdefault(plain(end), []).append(code)
    return found


def make(code: str) -> str:
    """How a code is made: letters as one, each digit as one."""
    return re.sub(r"\d", "0", re.sub("[a-z]+", "a", re.sub(JOINT, "-", code.casefold())))
