"""What a question asks of a body or a department that no catalogue of duties states: who leads it, where it is.

An answer with the department's duties would seem to answer it (unstated.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.question.condition import Is
from kg.question.mentions.token import Token
from kg.question.words.columns import sort_of

_POLITE = re.compile("^(?:请问|你好|您好|麻烦问下|麻烦问一下|问一下|我想问|想问|请告诉我|告诉我)[,。]?|(?:呢|啊|呀|吗)?[?。!]*$")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is asked for and not stated: what it is called, how it is asked for, the sorts of columns in which a catalogue may print it."""

    called: str
    asked: re.Pattern[str] | None
    names: re.Pattern[str] | None
    columns: tuple[str, ...]


def asked(tokens: Sequence[Token], printed: Iterable[str]) -> str:
    """What is asked for and never stated, in words; "" for other questions. `printed` are the labels of columns of the base."""
    sorts = {sort.name for label in printed if (sort := sort_of(label))}
    said = _POLITE.sub("", "".join(_masked(token) for token in tokens)).rstrip("?。")
    whole = _POLITE.sub("", "".join(token.text for token in tokens)).rstrip("?。")
    for kind in _kinds():
        known = set(kind.columns) & sorts
        if not known and ((kind.asked and kind.asked.search(whole)) or (kind.names and kind.names.search(said))):
            return kind.called
    return ""


def _masked(token: Token) -> str:
    """A token as it is said, names of departments and bodies as one mark (@)."""
    named = token.kind in ("mention", "choice") and isinstance(token.value, Is) and token.value.dimension == "department"
    return "@" if named or token.kind == "body" else token.text


@cache
def _kinds() -> tuple[_Kind, ...]:
    data = tomllib.loads(files("kg").joinpath("question", "route", "unstated.toml").read_text("utf-8"))
    return tuple(
        _Kind(one["called"], _any(one["asked"]), _any(one["names"]), tuple(one.get("columns", ()))) for one in data.values()
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None
