"""text -> the text without what is said around a question: greetings, thanks, apologies, for whom one asks, how urgent it is.

Only phrases of that kind go, and only where they stand for themselves: between two marks, at the start of a clause, at its
end (manners.toml). A text that is nothing else stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Pattern = re.Pattern[str]
_MARKS = re.compile(r"([\s,!?;:~、。…—()]+|\.(?!\d))")
_LETTER = re.compile(r"[^\W_]")
_LEAST = 2
_SHORT = 6


def bare(text: str) -> str:
    """A normalised text without what is said around its question."""
    known = _phrases()
    parts = _MARKS.split(text)
    for n in range(0, len(parts), 2):
        clause = parts[n]
        if len(clause) <= _SHORT or known.sign.search(clause):
            parts[n] = "" if known.are_all_of(clause) else known.without_end(known.begins.sub("", clause))
    kept = "".join(parts)
    return kept.strip(" ,") if kept != text and len(_LETTER.findall(kept)) >= _LEAST else text


def is_manners(text: str) -> bool:
    """Whether a normalised text says nothing but what is said around a question."""
    return all(not clause or _phrases().are_all_of(clause) for clause in _MARKS.split(text)[::2])


def is_channel(text: str) -> bool:
    """Whether a normalised text only says how one turns to an office (投诉, 我要咨询), and not in what matter."""
    return _phrases().channel.fullmatch(_MARKS.sub("", text)) is not None


@dataclass(frozen=True, slots=True)
class _Phrases:
    """What people say around a question. Phrases in a row are joined phrase by phrase: one pattern for all of them may take for ever.

    `sign` and `close` are letters that such phrases have, and those that end a clause; `begins` those that begin a clause, `ends` one that ends it.
    """

    sign: Pattern
    close: Pattern
    begins: Pattern
    ends: Pattern
    one: Pattern
    behind: tuple[Pattern, ...]
    every: tuple[Pattern, ...]
    channel: Pattern

    def are_all_of(self, clause: str) -> bool:
        """Whether a clause is such phrases, one after the other, and nothing else."""
        reached = {0} if self.one.match(clause) else set()
        for at in range(len(clause)):
            if at in reached:
                reached |= {found.end() for phrase in self.every if (found := phrase.match(clause, at))}
        return len(clause) in reached

    def without_end(self, clause: str) -> str:
        """A clause without those that end it, one after the other."""
        if not (self.close.search(clause) and self.ends.search(clause)):
            return clause
        reaching = {len(clause)}
        for at in reversed(range(len(clause))):
            if any((found := phrase.match(clause, at)) and found.end() in reaching for phrase in self.behind):
                reaching.add(at)
        return clause[: min(reaching)]


@cache
def _phrases() -> _Phrases:
    known = tomllib.loads(files("index.words").joinpath("manners.toml").read_text("utf-8"))
    before, behind, whole = (tuple(known[key]) for key in ("before", "behind", "whole"))
    every = (*whole, *before, *behind)
    return _Phrases(
        sign=re.compile(f"[{known['sign']}]"),
        close=re.compile(f"[{known['close']}]"),
        begins=re.compile(f"^{_any(before)}+"),
        ends=re.compile(f"{_any(behind)}$"),
        one=re.compile(_any(every)),
        behind=tuple(map(re.compile, behind)),
        every=tuple(map(re.compile, every)),
        channel=re.compile(known["channel"]),
    )


def _any(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(f'(?:{one})' for one in phrases)})"
