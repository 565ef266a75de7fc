"""Misspelt words of the domain set right: written by sound (劳动和同, tuoqian gongzi) or with one wrong character (劳动摸范).

The words are those of the thesaurus and the names of departments. A character is taken for wrong only where it stands alone
when the text is cut into words; so 劳动保险 never becomes 劳动保护.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from index.files import read_json, write_json
from index.words import is_stop

_SHORTEST, _SURE, _LONGEST = 3, 4, 8
_HAN = re.compile("[\u4e00-\u9fff]+")
_LATIN = re.compile("[a-z]+(?:[ '][a-z]+)*")

Cut = Callable[[str], list[str]]


class Spelling:
    """The words of one base by sound and by their ends, opened from a file."""

    def __init__(self, path: Path) -> None:
        known = read_json(path)
        self._sounds: dict[str, str] = known["sounds"]
        self._by_sound: dict[str, str] = known["words"]
        self._words = set(self._by_sound.values())
        self._official = frozenset(known["official"])
        self._ends: dict[tuple[int, str, bool], list[str]] = defaultdict(list)
        for word in self._official:
            if len(word) > _SURE:
                self._ends[len(word), word[:2], True].append(word)
                self._ends[len(word), word[-2:], False].append(word)

    def mend(self, text: str, cut: Cut) -> str:
        """A normalised text with misspelt words set right; the text itself where none is."""
        text = _LATIN.sub(lambda found: self._typed(found[0]), text)
        return _HAN.sub(lambda found: self._run(found[0], cut), text)

    def _typed(self, letters: str) -> str:
        """Letters that spell a word of the domain in pinyin, as that word; other letters as they are."""
        plain = re.sub("[ ']", "", letters)
        return self._by_sound.get(plain, letters) if len(plain) >= 2 * _SHORTEST else letters

    def _run(self, run: str, cut: Cut) -> str:
        """One pass from left to right, longest words first; what is spelt right stays, and so does everything around it."""
        free = self._unknown(run)
        alone = [single and open_ for single, open_ in zip(_alone(run, cut), free, strict=True)]
        sounds = [self._sounds.get(char, char) for char in run]
        mended: list[str] = []
        at = 0
        while at < len(run):
            for size in range(min(_LONGEST, len(run) - at), _SHORTEST - 1, -1):
                span = slice(at, at + size)
                right = self._meant(run[span], "".join(sounds[span]), alone[span], free[span]) if any(free[span]) else ""
                if right:
                    mended.append(right)
                    at += size
                    break
            else:
                mended.append(run[at])
                at += 1
        return "".join(mended)

    def _unknown(self, run: str) -> list[bool]:
        """For each character whether no word of the domain stands there."""
        free = [True] * len(run)
        for size in range(_SHORTEST, min(_LONGEST, len(run)) + 1):
            for start in range(len(run) - size + 1):
                if run[start : start + size] in self._words:
                    free[start : start + size] = [False] * size
        return free

    def _meant(self, window: str, sound: str, alone: list[bool], free: list[bool]) -> str:
        heard = self._by_sound.get(sound, "")
        if len(heard) == len(window) and 2 * _same(window, heard) >= len(window):
            sure = len(window) >= _SURE and _only_there(window, heard, free)
            if sure or (heard in self._official and _only_there(window, heard, alone)):
                return heard
        near = (*self._ends.get((len(window), window[:2], True), ()), *self._ends.get((len(window), window[-2:], False), ()))
        fits = sorted({word for word in near if _same(window, word) == len(word) - 1 and _only_there(window, word, alone)})
        return fits[0] if len(fits) == 1 else ""


def build(official: Iterable[str], others: Iterable[str], path: Path) -> None:
    """Write normalised words by the sound of their most usual reading; of two that sound alike the earlier one counts.

    Only the official ones are held against words with one wrong character.
    """
    from pypinyin import lazy_pinyin

    first = list(official)
    known = list(dict.fromkeys(word for word in [*first, *others] if _SHORTEST <= len(word) <= _LONGEST and _HAN.fullmatch(word)))
    characters = sorted({char for word in known for char in word} | {chr(code) for code in range(0x4E00, 0x9FA6)})
    sounds = dict(zip(characters, lazy_pinyin(characters), strict=True))
    by_sound: dict[str, str] = {}
    for word in known:
        by_sound.setdefault("".join(sounds[char] for char in word), word)
    write_json(path, {"sounds": sounds, "words": by_sound, "official": sorted(set(first) & set(known))})


def _alone(run: str, cut: Cut) -> list[bool]:
    """For each character whether it stands alone when the run is cut, and is no stop word."""
    alone: list[bool] = []
    for word in cut(run):
        alone.extend([len(word) == 1 and not is_stop(word)] * len(word))
    return alone if len(alone) == len(run) else [False] * len(run)


def _same(window: str, word: str) -> int:
    return sum(a == b for a, b in zip(window, word, strict=True))


def _only_there(window: str, word: str, allowed: list[bool]) -> bool:
    """Whether the two differ only where that is allowed."""
    return all(may for a, b, may in zip(window, word, allowed, strict=True) if a != b)
