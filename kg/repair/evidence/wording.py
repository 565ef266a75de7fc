"""Which of two ways to write something falls into words: 防治 is one, 防冶 are two characters side by side.

Words and how often they are said are those of jieba's dictionary, which is read when it is first asked for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from index import words

LIKELY, SURE = (
    4.0,
    7.0,
)  # of `broken`: from which a slip is likely where something else speaks for it, and from which words alone tell it
_EVERYWHERE = 10_000  # of 60 million: 结果 and 服务 are said so often
_LONGEST, _LACKING = 8, 7.0  # what is shorter is more probable for that alone


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as the words it falls into: how improbable they are, which characters are words by themselves, and the words."""

    cost: float
    alone: frozenset[int]
    words: tuple[str, ...]


@lru_cache(maxsize=4096)
def cut(text: str) -> Cut:
    """The most probable words of a text; a character that the dictionary does not know is as rare as its rarest word."""
    known = words.general()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        ways = []
        for start in range(max(0, end - _LONGEST), end):
            times = known.FREQ.get(text[start:end], 0)
            if times or start == end - 1:
                ways.append((best[start][0] + math.log(known.total / max(times, 1)), start))
        best.append(min(ways))
    alone, found, end = set(), [], len(text)
    while end:
        start = best[end][1]
        alone |= {start} if start == end - 1 else set()
        found.append(text[start:end])
        end = start
    return Cut(best[-1][0], frozenset(alone), tuple(reversed(found)))


def words_of(text: str) -> tuple[str, ...]:
    """The most probable words of a text."""
    return cut(text).words


def is_word(text: str) -> bool:
    """Whether the dictionary has a text as a word."""
    return bool(words.general().FREQ.get(text, 0))


def says_something(pair: str, text: str) -> bool:
    """Whether two characters of a text are a word of some matter: neither the end of one and the beginning of another, nor a word that is said everywhere."""
    times = words.general().FREQ.get(pair, 0)
    if times:
        return bool(times < _EVERYWHERE)
    at = text.find(pair)
    start = max(0, at - _LONGEST)
    alone = cut(text[start : at + _LONGEST]).alone
    return at >= 0 and {at - start, at - start + 1} <= alone


def broken(odd: str, usual: str, ahead: str = "", behind: str = "") -> float:
    """By how much more probable the usual words are than an odd way to write them, which leaves characters alone where the two differ; 0 where it does not.

    `ahead` and `behind` are what stands before and after them: in 办公市场 nothing is broken.
    """
    one, other = cut(ahead + odd + behind), cut(ahead + usual + behind)
    at = len(ahead) + differing(odd, usual)
    if len(odd) == len(usual):
        left = any(
            n in one.alone and n not in other.alone
            for n in (at, at + 1)
            if n == at or odd[n - len(ahead) :] != usual[n - len(ahead) :]
        )
    elif len(odd) > len(usual):
        left = not one.alone.isdisjoint({at - 1, at} if doubled(odd, usual) else {at})
    else:
        left = at not in other.alone and not one.alone.isdisjoint({at - 1, at})
    return max(0.0, one.cost - other.cost + _LACKING * (len(odd) < len(usual))) if left else 0.0


def differing(odd: str, usual: str) -> int:
    """Where a way of writing first differs from the usual one."""
    return next((n for n, (a, b) in enumerate(zip(odd, usual, strict=False)) if a != b), min(len(odd), len(usual)))


def sounds_like(pair: str) -> bool:
    """Whether two characters may be read alike, but for the tone."""
    return len(pair) == 2 and bool(_sounds(pair[0]) & _sounds(pair[1]))


def _sounds(char: str) -> set[str]:
    from pypinyin import Style, pinyin

    return set(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


def doubled(odd: str, usual: str) -> bool:
    """Whether an odd text is the usual one but for a character that is printed twice."""
    return len(odd) == len(usual) + 1 and any(odd == usual[:n] + usual[n - 1 :] for n in range(1, len(usual) + 1))
