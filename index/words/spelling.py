"""Misspelt words of the domain set right: written by sound (劳动和同, tuoqian gongzi) or with one wrong character (劳动摸范).

The words are those of the thesaurus and the names of departments. A character is taken for wrong only where it stands alone
when the text is cut into words; so 劳动保险 never becomes 劳动保护.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from operator import eq
from pathlib import Path

import numpy as np

from index import listing
from index.files import read_array, read_json, write_arrays, write_json
from index.listing import Listing
from index.words.scaffold import is_stop

_SHORTEST, _SURE, _LONGEST = 3, 4, 8
_FIRST, _LAST = 0x4E00, 0x9FFF
_HAN = re.compile("[\u4e00-\u9fff]+")
_LATIN = re.compile("[a-z]+(?:[ '][a-z]+)*")

Cut = Callable[[str], list[str]]


class Spelling:
    """The words of one base by sound and by their ends, opened from their folder."""

    def __init__(self, folder: Path) -> None:
        self._sounds = str.maketrans(*read_json(folder / "sounds.json"))
        self._heard, self._meanings = Listing(folder, "heard"), read_array(folder, "meanings")
        self._typed, self._spelt = Listing(folder, "typed"), read_array(folder, "spelt")
        self._official = frozenset(read_json(folder / "official.json"))
        long = [word for word in self._official if len(word) > _SURE]
        self._first, self._last = _by_ends(long, slice(2)), _by_ends(long, slice(-2, None))

    def mend(self, text: str, cut: Cut) -> str:
        """A normalised text with misspelt words set right; the text itself where none is."""
        text = _LATIN.sub(lambda found: self._written(found[0]), text)
        return _HAN.sub(lambda found: self._run(found[0], cut), text)

    def _written(self, letters: str) -> str:
        """Letters that spell a word of the domain in pinyin, as that word; other letters as they are."""
        plain = re.sub("[ ']", "", letters)
        row = self._typed.rows([plain])[0] if len(plain) >= 2 * _SHORTEST else -1
        return str(self._spelt[row]) if row >= 0 else letters

    def _run(self, run: str, cut: Cut) -> str:
        """One pass from left to right, longest words first; what is spelt right stays, and so does everything around it."""
        sounding = [
            (at, end, str(self._meanings[row]))
            for at, words in enumerate(self._heard.within(run.translate(self._sounds)))
            for end, row in words
        ]
        free = _free(run, sounding)
        alone = [one and open_ for one, open_ in zip(_alone(run, cut), free, strict=True)]
        heard = {(at, end): word for at, end, word in sounding if True in free[at:end]}
        alike = self._alike(run, alone) if True in alone else {}
        mended: list[str] = []
        done = 0
        for at, end in sorted(heard.keys() | alike.keys(), key=lambda span: (span[0], -span[1])):
            known = heard.get((at, end), ""), alike.get((at, end), [])
            right = self._meant(run[at:end], *known, alone[at:end], free[at:end]) if at >= done else ""
            if right:
                mended += [run[done:at], right]
                done = end
        return "".join([*mended, run[done:]])

    def _alike(self, run: str, alone: list[bool]) -> dict[tuple[int, int], list[str]]:
        """Long stretches with a character alone, by where they begin and end: the official words of their length that begin or end so."""
        pairs = [(at, run[at : at + 2]) for at in range(len(run) - 1)]
        begun = [(at, at + size, words) for at, pair in pairs for size, words in self._first.get(pair, ())]
        ended = [(at + 2 - size, at + 2, words) for at, pair in pairs for size, words in self._last.get(pair, ())]
        found: dict[tuple[int, int], list[str]] = defaultdict(list)
        for start, end, words in begun + ended:
            if start >= 0 and end <= len(run) and True in alone[start:end]:
                found[start, end] += words
        return found

    def _meant(self, window: str, heard: str, alike: list[str], alone: list[bool], free: list[bool]) -> str:
        """The word that a stretch means: the one that is heard in it, or the only one of those alike with one other character."""
        if heard and 2 * _same(window, heard) >= len(window):
            sure = len(window) >= _SURE and _only_there(window, heard, free)
            if sure or (heard in self._official and _only_there(window, heard, alone)):
                return heard
        fits = {word for word in alike if _same(window, word) == len(word) - 1 and _only_there(window, word, alone)}
        return fits.pop() if len(fits) == 1 else ""


def build(official: Iterable[str], others: Iterable[str], folder: Path) -> None:
    """Write normalised words by the sound of their most usual reading; of two that sound alike the earlier one counts.

    A sound is written as the first character that has it.
    Only the official ones are held against words with one wrong character.
    """
    from pypinyin import lazy_pinyin

    first = list(official)
    known = list(dict.fromkeys(word for word in [*first, *others] if _SHORTEST <= len(word) <= _LONGEST and _HAN.fullmatch(word)))
    usual = {char for word in known for char in word} | set(filter(_is_usual, map(chr, range(_FIRST, _LAST + 1))))
    read = dict(zip(sorted(usual), lazy_pinyin(sorted(usual)), strict=True))
    first_read: dict[str, str] = {}
    sounds = "".join(read), "".join(first_read.setdefault(sound, char) for char, sound in read.items())
    sounding = str.maketrans(*sounds)
    by_sound, by_letters = dict[str, str](), dict[str, str]()
    for word in known:
        by_sound.setdefault(word.translate(sounding), word)
        by_letters.setdefault("".join(read[char] for char in word), word)
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "sounds.json", sounds)
    heard, typed = listing.write(list(by_sound), folder, "heard"), listing.write(list(by_letters), folder, "typed")
    meanings, spelt = (np.array([*by.values(), ""])[:-1] for by in (by_sound, by_letters))
    write_arrays(folder, meanings=meanings[heard], spelt=spelt[typed])
    write_json(folder / "official.json", sorted(set(first) & set(known)))


def _by_ends(words: Iterable[str], end: slice) -> dict[str, list[tuple[int, list[str]]]]:
    """Words by their characters at one end, and by length."""
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for word in words:
        found[word[end]][len(word)].append(word)
    return {pair: list(sizes.items()) for pair, sizes in found.items()}


def _is_usual(char: str) -> bool:
    """Whether people type the character: the 6,763 of GB 2312. The others sound like nothing but themselves."""
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _free(run: str, sounding: Iterable[tuple[int, int, str]]) -> list[bool]:
    """For each character whether no word of the domain stands there, spelt right."""
    free = [True] * len(run)
    for at, end, word in sounding:
        if run[at:end] == word:
            free[at:end] = [False] * (end - at)
    return free


def _alone(run: str, cut: Cut) -> list[bool]:
    """For each character whether it stands alone when the run is cut, and is no stop word."""
    alone: list[bool] = []
    for word in cut(run):
        alone.extend([len(word) == 1 and not is_stop(word)] * len(word))
    return alone if len(alone) == len(run) else [False] * len(run)


def _same(window: str, word: str) -> int:
    return sum(map(eq, window, word))


def _only_there(window: str, word: str, allowed: list[bool]) -> bool:
    """Whether the two differ only where that is allowed."""
    return all(may for a, b, may in zip(window, word, allowed, strict=True) if a != b)
