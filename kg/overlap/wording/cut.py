"""jieba -> the words that names fall into: one cutter for the whole process, which remembers what it has cut."""

from __future__ import annotations

from functools import cache, lru_cache

from index import words
from kg.overlap.wording.phrases import Cut

_REMEMBERED = 20_000  # the parts of names are cut for the overlaps, and twice again for the gaps


@cache
def cutter() -> Cut:
    """The words of jieba with its own dictionary, as a function that cuts names into words and remembers the last of them."""
    tokenizer = words.general()

    @lru_cache(_REMEMBERED)
    def cut(text: str) -> tuple[str, ...]:
        return tuple(tokenizer.cut(text, HMM=False))

    return cut
