"""text -> the text without what is said around a question: greetings, thanks, apologies, for whom one asks, how urgent it is.

Only phrases of that kind go, and only where they stand for themselves: between two marks, at the start of a clause, at its
end (manners.toml). A text that is nothing else stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_MARKS = re.compile(r"([\s,!?;:~、。…—()]+|\.(?!\d))")
_LETTER = re.compile(r"[^\W_]")
_LEAST = 2
_SHORT = 6


def bare(text: str) -> str:
    """A normalised text without what is said around its question."""
    sign, close, before, behind, whole = _phrases()
    parts = _MARKS.split(text)
    for n in range(0, len(parts), 2):
        clause = parts[n]
        if len(clause) <= _SHORT or sign.search(clause):
            if whole.fullmatch(clause):
                parts[n] = ""
                continue
            clause = before.sub("", clause)
            parts[n] = behind.sub("", clause) if close.search(clause) else clause
    kept = "".join(parts)
    return kept.strip(" ,") if kept != text and len(_LETTER.findall(kept)) >= _LEAST else text


@cache
def _phrases() -> tuple[re.Pattern[str], ...]:
    """Letters that such phrases have, and those that end a clause; then those that begin a clause, end one, are one."""
    known = tomllib.loads(files("index").joinpath("manners.toml").read_text("utf-8"))
    before, behind, whole = ("|".join(f"(?:{one})" for one in known[key]) for key in ("before", "behind", "whole"))
    letters = (f"[{known['sign']}]", f"[{known['close']}]")
    return tuple(map(re.compile, (*letters, f"^(?:{before})+", f"(?:{behind})+$", f"(?:{whole}|{before}|{behind})+")))
