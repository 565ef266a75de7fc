"""The normalised form of printed text, which stands beside the verbatim one and never replaces it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Set
from functools import lru_cache
from itertools import chain
from operator import add
from pathlib import Path

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]")
_VOID = re.compile(rf"{INVISIBLE.pattern}|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")  # control characters that are no white space
_QUOTES = "\"'`＂"
_SYMBOLS = "*#|^~\\"
_LEADING = frozenset("、，；。：,;:!！?？" + _SYMBOLS)
_TRAILING = frozenset("、，,：" + _SYMBOLS)
_GAP = re.compile(r"[^\S\n]+")
_HAN_GAP = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[^\S\n]+(?=[\u3000-\u9fff\uff00-\uffef])")
_QUOTED = 40
_TICK = re.compile("[√✓✔☑○●◎△▲★☆]")
_DASH = re.compile("[‐‑‒–—―−─－﹣-]+")
_ORDINAL = re.compile(r"[（(]?\d{1,2}[)）.．、](?!\d)|[①-⑳]")
_CONTENT = re.compile(r"[^\W_]")
_UNIT = re.compile("年|月|日|天|号|个?工作日|个月|小时|元")
_WITHIN = re.compile("以?内$")
_WORD = re.compile("[\u4e00-\u9fffA-Za-z]")
_CHINESE = re.compile("[\u4e00-\u9fff]+")
_PLACE = re.compile(r"^.*[省市区县旗盟州镇乡](?=..)")  # as index.words.naming has it, which knows nothing of kg
_DIGIT = re.compile(r"\d")


def visible(text: str) -> str:
    """`text` without the characters that nobody sees: control characters, marks of direction, zero-width ones."""
    return _VOID.sub("", text)


@lru_cache(maxsize=16384)
def normal(text: str) -> str:
    r"""`text` without invisible characters, with white space put in order and stray marks at its ends removed.

    Normalising twice changes nothing more. Paragraphs are kept (one "\\n" between them); runs of blanks become one, and none between Chinese characters.
    """
    lines = (_tidy(line) for line in visible(text).split("\n"))
    body = "\n".join(line for line in lines if line)
    while True:
        before, after = stray_ends(body)
        inner = body[len(before) : len(body) - len(after)].strip()
        if inner == body:
            return body
        body = inner


@lru_cache(maxsize=16384)
def stray_ends(text: str) -> tuple[str, str]:
    """The marks at the beginning and at the end of `text` that belong to no word: unpaired quotation marks, lost separators."""
    body = text.strip()
    unpaired = {quote for quote in _QUOTES if body.count(quote) % 2 == 1}
    if "\n" not in body and body.count("“") + body.count("”") == 1:  # a quotation of several paragraphs opens each of them
        unpaired |= set("“”")
    before = _run(body, unpaired | _LEADING)
    after = _run(body[len(before) :][::-1], (unpaired - set(before)) | _TRAILING)[::-1]
    return before, after


@lru_cache(maxsize=16384)
def squeeze(text: str) -> str:
    """`normal(text)` without any white space: the form in which two printings are compared."""
    return re.sub(r"\s+", "", normal(text))


def without_place(body: str) -> str:
    """The name of a body without the place that it begins with: 总工会 of 天津市滨海新区总工会."""
    return _PLACE.sub("", body)


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """What sorts texts with numbers in them as people do: 8.6 before 8.10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text))


def digits(text: str) -> str:
    """A number or code as it is compared: without white space, in ASCII."""
    return unicodedata.normalize("NFKC", squeeze(text))


def code(text: str) -> str:
    """A code as two printings of it are compared: `digits` with one kind of dash."""
    return _DASH.sub("-", digits(text))


def part(text: str) -> str:
    """The name of a sub-item as two printings of it are compared: `squeeze`d, without its ordinal."""
    return _ORDINAL.sub("", squeeze(text), count=1)


def is_wordless(text: str) -> bool:
    """Whether a text is a number, a date or a term (20个工作日), or nothing at all: no name of anything."""
    body = _WITHIN.sub("", squeeze(text))
    if not _DIGIT.search(body):
        return not _WORD.search(body)
    *counted, rest = _UNIT.split(body)
    return all(map(_DIGIT.search, counted)) and not any(map(_WORD.search, (*counted, rest)))


def one_apart(a: str, b: str) -> str:
    """The characters in which two texts differ where one is another, missing or too many; "" where they are the same, or differ in more."""
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    at = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(shorter))
    if len(a) == len(b):
        return a[at : at + 1] + b[at : at + 1] if a[at + 1 :] == b[at + 1 :] else ""
    return longer[at] if longer[at + 1 :] == shorter[at:] else ""


def shortened(text: str) -> str:
    """The beginning of a text on one line, as a message quotes it."""
    words = normal(text).replace("\n", " ")
    return words if len(words) <= _QUOTED else words[:_QUOTED] + "…"


def pairs_of(text: str) -> list[str]:
    """The pairs of Chinese characters of a text, in order, each once."""
    return list(dict.fromkeys(chain.from_iterable(map(add, run, run[1:]) for run in _CHINESE.findall(text))))


@lru_cache(maxsize=16384)
def bare(text: str) -> str:
    """Letters, digits and Chinese characters of `text` only (NFKC): what remains when punctuation does not count."""
    return "".join(_CONTENT.findall(unicodedata.normalize("NFKC", text)))


def spoken(path: Path) -> str:
    """A path as text that can be written down: a name of GBK bytes, usual after unzipping, is read as such; what is left is replaced."""
    name = os.fsencode(path)
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")


def is_tick(text: str) -> bool:
    """Whether a cell is ticked off: √, ○ and the like say yes in a column of their own."""
    return _TICK.fullmatch(text.strip()) is not None


def is_mark_only(text: str) -> bool:
    """Whether `text` prints something, but nothing except punctuation (a lone quotation mark, say)."""
    return bool(text.strip()) and not _CONTENT.search(text)


@lru_cache(maxsize=16384)
def label(text: str) -> str:
    """A row or column label without white space and closing colon."""
    return re.sub(r"\s+", "", visible(text)).rstrip("：:")


def _tidy(line: str) -> str:
    return _GAP.sub(" ", _HAN_GAP.sub("", line)).strip()


def _run(text: str, marks: Set[str]) -> str:
    end = next((i for i, char in enumerate(text) if char not in marks), len(text))
    return text[:end]
