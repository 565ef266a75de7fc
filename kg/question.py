"""text -> Question: what a question mentions and what it asks for, before anything is looked up."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import UsageError

LONGEST = 2000
_NUMBER = re.compile(
    r"(?<![\d.A-Za-z])(\d{1,3}(?:\.\d{1,3}){1,2})(?![\d.]|\s*[万亿千百元块%％‰月日天倍折米级寸岁克吨斤]|[A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as asked, the duty numbers in it, the kind of field it asks for ("": who is in charge), and its matter."""

    text: str
    numbers: tuple[str, ...]
    asks: str
    matter: str


def understand(text: str) -> Question:
    """Read a question. Lone surrogates, which no output could carry, become U+FFFD."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    folded = unicodedata.normalize("NFKC", text)
    numbers = tuple(dict.fromkeys(_NUMBER.findall(folded)))
    asks, matter = _field(text)
    return Question(text, numbers, asks, matter)


def refuse_unreadable(text: str) -> None:
    """Raises UsageError for a question longer than 2,000 characters or with lone surrogates."""
    if len(text) > LONGEST:
        raise UsageError(f"问题有 {len(text)} 个字，超过 {LONGEST} 字。", hint="请用几句话说明要办的事。")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise UsageError("问题中有无法识别的字符（编码损坏）。", hint="请检查终端或文件的编码，应为 UTF-8。")


def _field(text: str) -> tuple[str, str]:
    for kind, words in _asks():
        for word in words:
            if word in text:
                rest = text.replace(word, " ").strip(" ，,。？?、的")
                return kind, rest or text
    return "", text


@cache
def _asks() -> tuple[tuple[str, tuple[str, ...]], ...]:
    data = tomllib.loads(files("kg").joinpath("question.toml").read_text("utf-8"))
    return tuple((entry["kind"], tuple(sorted(entry["words"], key=len, reverse=True))) for entry in data["asks"])
