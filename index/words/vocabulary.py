"""The vocabulary of one base: text -> text normalised, and the words it falls into.

jieba (with the terms of the thesaurus and the department names as its domain dictionary) cuts the documents at build
time; its words become the vocabulary of a maximum-probability tokenizer, which cuts documents and questions alike.
So a question is cut without importing jieba, and always the same way.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.files import read_json, write_json
from index.words import unigram
from index.words.grams import RUN
from index.words.manners import bare
from index.words.naming import Naming
from index.words.scaffold import is_stop

if TYPE_CHECKING:
    import jieba

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_GAP = re.compile(r"(?<=[\u4e00-\u9fff,.!?;:、。])\s+(?=[\u4e00-\u9fff,.!?;:、。])")
_COMMON = 300
_UNKNOWN = -30.0

Bodies = tuple[Iterable[Sequence[str]], Iterable[Sequence[str]]]


class Words:
    """The vocabulary of one index: normalises text and cuts it into words."""

    def __init__(self, folder: Path) -> None:
        """Open the vocabulary that `build` wrote to `folder`."""
        self._simplified = str.maketrans(*read_json(folder / "simplified.json"))
        self._unigram = unigram.Unigram(folder / "vocabulary")
        self._naming = Naming(*read_json(folder / "bodies.json"))

    def normal(self, text: str) -> str:
        """`text` in NFKC, lower case, simplified characters, without invisible ones."""
        return normal(text, self._simplified)

    def asked(self, text: str) -> str:
        """A question normalised, without blanks inside Chinese, without what is said around it and whom it is put to."""
        return self.matter(_bare(self.normal(text)))

    def matter(self, said: str) -> str:
        """What `said` gave, without whom it is put to."""
        matter = self._naming.without(said)
        return matter if matter is said else bare(matter)

    def pieces(self, text: str) -> list[str]:
        """The words a normalised text falls into, nothing left out."""
        return [word for word, _ in self._unigram.cut(text)]

    def cut(self, text: str) -> list[str]:
        """The words of a normalised text without stop words; long words also give their known parts (search mode)."""
        words: list[str] = []
        for word in self.pieces(text):
            if len(word) > 2 and not word.isascii():
                words += sorted((part for part in self._unigram.parts(word) if len(part) in (2, 3) and part != word), key=len)
            words.append(word)
        return [word for word in words if not is_stop(word)]


def said(text: str) -> str:
    """A question as `Words.asked` gives it, whomever it is put to: the same for every base."""
    return _bare(normal(text))


def normal(text: str, simplified: dict[int, int] | None = None) -> str:
    """As `Words.normal`; `simplified` is what OpenCC says where it is not at hand already."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower()
    return folded.encode("utf-8", "ignore").decode("utf-8").translate(simplified or _simplifying())


def _bare(normal: str) -> str:
    return bare(_GAP.sub("", normal.strip()))


@cache
def general() -> jieba.Tokenizer:
    """The tokenizer of jieba with its own dictionary, read once a process; never add a word to it.

    jieba would keep what it read in a file of the common folder for temporary files, and believe whatever is found there under that name.
    All its lines (word, times, kind) are read at once, which takes two thirds of the time that jieba takes line by line.
    """
    import jieba

    jieba.setLogLevel("ERROR")
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as lines:
        parts = lines.read().decode().split()
    words, times = parts[::3], list(map(int, parts[1::3]))
    begun = (word[:n] for word in words for n in range(1, len(word)))
    tokenizer.FREQ = dict.fromkeys(begun, 0) | dict(zip(words, times, strict=True))
    tokenizer.total = sum(times)
    tokenizer.initialized = True
    return tokenizer


def _domain(known: jieba.Tokenizer) -> jieba.Tokenizer:
    """A tokenizer that knows what another one knows, for words to be added."""
    own = type(known)()
    own.FREQ, own.total, own.initialized = dict(known.FREQ), known.total, True
    return own


def build(texts: Iterable[str], terms: Iterable[str], folder: Path, bodies: Bodies = ((), ())) -> Words:
    """Make the vocabulary of `texts` with `terms` as domain dictionary, write it to `folder`, and open it.

    `bodies` are the names of each body, as `Naming` wants them.
    """
    write_json(folder / "bodies.json", [sorted(map(list, some)) for some in bodies])
    cutter = _domain(general())
    write_json(folder / "simplified.json", _simplified())
    for term in terms:
        if 2 <= len(term) <= 6 and RUN.fullmatch(term):
            cutter.add_word(term)
    counts = {word: count for word, count in cutter.FREQ.items() if count >= _COMMON and RUN.fullmatch(word)}
    found: set[str] = set()
    for text in texts:
        found.update(text, cutter.cut(text, HMM=False))
    counts |= {word: max(1, cutter.FREQ.get(word, 1)) for word in found if RUN.fullmatch(word)}
    total = sum(counts.values())
    probable = [(word, math.log(count / total)) for word, count in sorted(counts.items())]
    unigram.write([("[UNK]", _UNKNOWN), *probable], folder / "vocabulary")
    return Words(folder)


@cache
def _simplifying() -> dict[int, int]:
    return str.maketrans(*_simplified())


@cache
def _simplified() -> tuple[str, str]:
    """Traditional characters, and the simplified ones in the same order (OpenCC t2s)."""
    from opencc import OpenCC

    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    pairs = zip(characters, OpenCC("t2s").convert("\n".join(characters)).split("\n"), strict=True)
    old, new = zip(*((old, new) for old, new in pairs if old != new and len(new) == 1), strict=True)
    return "".join(old), "".join(new)
