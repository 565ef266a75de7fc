"""A text of the interface -> the same in English (words.toml), where it has any: for pages, and for errors by Accept-Language.

In words.toml `{}` stands for a number, `{text}` for any text, `{said}` for one that is told in English too.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_GAP = re.compile(r"\{(text|said)?\}")
_SENTENCE = re.compile(r"[^。]+。?")


@cache
def words() -> dict[str, str]:
    """The words of the interface: Chinese -> English."""
    said: dict[str, str] = tomllib.loads(files("kg.web").joinpath("words.toml").read_text("utf-8"))
    return said


def told(text: str, language: str) -> str:
    """`text` in `language`; Chinese where it, or a sentence of it, has no English."""
    if language != "en":
        return text
    found = _told(text)
    if not found and len(sentences := _SENTENCE.findall(text)) > 1:
        each = [_told(one) for one in sentences]
        found = " ".join(each) if all(each) else ""
    return found or text


def _told(text: str) -> str:
    """The English of one sentence or word, "" where it has none."""
    if text in words():
        return words()[text]
    for chinese, pattern in _patterns():
        if found := pattern.fullmatch(text):
            held = zip(found.groups(), _GAP.findall(chinese), strict=True)
            return words()[chinese].format(
                *(told(part, "en").replace("、", ", ") if kind == "said" else part for part, kind in held)
            )
    return ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sentences with gaps, those that say most by themselves first, and what each matches."""
    said = sorted((chinese for chinese in words() if _GAP.search(chinese)), key=lambda chinese: -len(_GAP.sub("", chinese)))
    return tuple((chinese, re.compile(_pattern(chinese), re.S)) for chinese in said)


def _pattern(chinese: str) -> str:
    pieces = _GAP.split(chinese)  # text, what the gap after it holds, text …
    gaps = (r"(.+?)" if one else r"(\d+(?:\.\d+)?)" for one in pieces[1::2])
    return "".join(re.escape(text) + gap for text, gap in zip(pieces[::2], [*gaps, ""], strict=True))
