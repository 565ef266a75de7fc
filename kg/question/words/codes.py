"""The form in which codes of duties are compared, whatever they are made of: 0204, LSNY-CF-0204, 370102020400."""

from __future__ import annotations

import re
from collections.abc import Mapping

JOINT = "[-_/.·—–‐‑−]"  # what may stand between the parts of a code
LONG = 4  # letters and digits from which a code needs no word beside it that calls it one


def plain(code: str) -> str:
    """The form in which codes are compared: letters in small, without the marks between where there are letters."""
    folded = re.sub(JOINT, "-", code.casefold())
    return folded.replace("-", "") if re.search("[a-z]", folded) else code if "." in code else folded


def table(numbers: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Codes in plain form -> duties; a last part that only one code has stands for that code (0204 for LSNY-CF-0204)."""
    known: dict[str, tuple[str, ...]] = {}
    tails: dict[str, list[str]] = {}
    for code, keys in numbers.items():
        known[plain(code)] = (*known.get(plain(code), ()), *keys)
        _, joint, tail = code.replace("_", "-").rpartition("-")
        if joint and len(tail) >= LONG and re.search("[A-Za-z]", code):
            tails.setdefault(plain(tail), []).append(code)
    return {**{tail: numbers[codes[0]] for tail, codes in tails.items() if len(codes) == 1}, **known}


def make(code: str) -> str:
    """How a code is made: letters as one, each digit as one."""
    return re.sub(r"\d", "0", re.sub("[a-z]+", "a", re.sub(JOINT, "-", code.casefold())))
