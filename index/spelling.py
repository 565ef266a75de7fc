"""Misspelt words of the domain set right: written by sound (劳动和同, tuoqian gongzi) or with one wrong character (劳动摸范).

The words are those of the thesaurus and the names of departments. A character is taken for wrong only where it stands alone
when the text is cut into words; so 劳动保险 never becomes 劳动保护.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise
from pathlib import Path

import numpy as np

from index import listing
from index.files import read_array, read_json, write_arrays, write_json
from index.listing import Listing
from index.words import is_stop

_SHORTEST, _SURE, _LONGEST = 3, 4, 8
_FIRST, _LAST = 0x4E00, 0x9FFF
_HAN = re.compile("[\u4e00-\u9fff]+")
_LATIN = re.compile("[a-z]+(?:[ '][a-z]+)*")

Cut = Callable[[str], list[str]]


class Spelling:
    """The words of one base by sound and by their ends, opened from their folder."""

    def __init__(self, folder: Path) -> None:
        self._sounds = read_array(folder, "sounds")
        self._heard, self._meanings = Listing(folder, "heard"), read_array(folder, "meanings")
        self._heads, self._words = Listing(folder, "heads"), Listing(folder, "words")
        self._official = frozenset(read_json(folder / "official.json"))
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
        return self._by_sound([plain])[0] or letters if len(plain) >= 2 * _SHORTEST else letters

    def _by_sound(self, sounds: list[str]) -> list[str]:
        """The word that is heard in each sound, "" for none."""
        return [str(self._meanings[row]) if row >= 0 else "" for row in self._heard.rows(sounds)]

    def _run(self, run: str, cut: Cut) -> str:
        """One pass from left to right, longest words first; what is spelt right stays, and so does everything around it."""
        sounds, single = [self._sound(char) for char in run], _alone(run, cut)
        spans = list(self._spans(run, sounds, single))
        free = self._unknown(run, spans)
        alone = [one and open_ for one, open_ in zip(single, free, strict=True)]
        spans = [span for span in spans if True in free[span]]
        heard = self._by_sound(["".join(sounds[span]) for span in spans])
        mended: list[str] = []
        done = 0
        for span, sound in zip(spans, heard, strict=True):
            if span.start >= done and (sound or (span.stop - span.start > _SURE and True in alone[span])):
                right = self._meant(run[span], sound, alone[span], free[span])
                if right:
                    mended += [run[done : span.start], right]
                    done = span.stop
        return "".join([*mended, run[done:]])

    def _spans(self, run: str, sounds: list[str], single: list[bool]) -> Iterator[slice]:
        """Where a word of the domain may be meant: its first two sounds are heard, or it is long, has a character that stands
        alone, and begins or ends as an official one.
        """
        begins = self._heads.rows([first + second for first, second in pairwise(sounds)])
        for at, row in enumerate(begins):
            most = min(_LONGEST, len(run) - at)
            if row >= 0:
                yield from (slice(at, at + size) for size in range(most, _SHORTEST - 1, -1))
            elif True in single[at : at + most]:
                sizes = (size for size in range(most, _SURE, -1) if any(self._near(run[at : at + size])))
                yield from (slice(at, at + size) for size in sizes)

    def _near(self, window: str) -> tuple[list[str], list[str]]:
        """The official words of that length with the first two characters, and those with the last two."""
        return self._ends.get((len(window), window[:2], True), []), self._ends.get((len(window), window[-2:], False), [])

    def _sound(self, char: str) -> str:
        """How a Chinese character is read most usually, in letters."""
        return bytes(self._sounds[ord(char) - _FIRST]).decode()

    def _unknown(self, run: str, spans: list[slice]) -> list[bool]:
        """For each character whether no word of the domain stands there."""
        free = [True] * len(run)
        for span, row in zip(spans, self._words.rows([run[span] for span in spans]), strict=True):
            if row >= 0:
                free[span] = [False] * (span.stop - span.start)
        return free

    def _meant(self, window: str, heard: str, alone: list[bool], free: list[bool]) -> str:
        if len(heard) == len(window) and 2 * _same(window, heard) >= len(window):
            sure = len(window) >= _SURE and _only_there(window, heard, free)
            if sure or (heard in self._official and _only_there(window, heard, alone)):
                return heard
        if len(window) <= _SURE or not any(alone):
            return ""
        fits = {
            word
            for word in chain(*self._near(window))
            if _same(window, word) == len(word) - 1 and _only_there(window, word, alone)
        }
        return fits.pop() if len(fits) == 1 else ""


def build(official: Iterable[str], others: Iterable[str], folder: Path) -> None:
    """Write normalised words by the sound of their most usual reading; of two that sound alike the earlier one counts.

    Only the official ones are held against words with one wrong character.
    """
    from pypinyin import lazy_pinyin

    first = list(official)
    known = list(dict.fromkeys(word for word in [*first, *others] if _SHORTEST <= len(word) <= _LONGEST and _HAN.fullmatch(word)))
    usual = {char for word in known for char in word} | set(filter(_is_usual, map(chr, range(_FIRST, _LAST + 1))))
    read = dict(zip(usual, lazy_pinyin(list(usual)), strict=True))
    sounds = [read.get(chr(code), chr(code)) for code in range(_FIRST, _LAST + 1)]

    def spoken(word: str) -> str:
        return "".join(sounds[ord(char) - _FIRST] for char in word)

    by_sound: dict[str, str] = {}
    for word in known:
        by_sound.setdefault(spoken(word), word)
    listing.write(sorted({spoken(word[:2]) for word in by_sound.values()}), folder, "heads")
    order = listing.write(list(by_sound), folder, "heard")
    meanings = np.array([*by_sound.values(), ""])[:-1][order]
    write_arrays(folder, meanings=meanings, sounds=np.array([sound.encode() for sound in sounds]))
    listing.write(list(by_sound.values()), folder, "words")
    write_json(folder / "official.json", sorted(set(first) & set(known)))


def _is_usual(char: str) -> bool:
    """Whether people type the character: the 6,763 of GB 2312. The others sound like nothing but themselves."""
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


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
