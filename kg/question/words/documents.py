"""Kinds of cited documents (documents.toml): 国家法律, 国务院令, 规章, those without a number, and those of one issuer's decrees (建设部令)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from kg.question.words.abbreviations import within

_DECREE = re.compile("(?P<whose>[\u4e00-\u9fff]{2,}令)第?[0-9]+号")
_HEAD = re.compile("([\u4e00-\u9fff]{2,})[〔\\[(]")

Names = Mapping[str, tuple[str, ...]]  # titles or numbers of documents -> the documents


def kinds(titles: Names, numbers: Names) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(pattern of what is said, the documents of the base that are meant), the more particular first."""
    yield from _decrees(numbers)
    for kind in _data().values():
        if "named" in kind:
            continue
        if "title" in kind:
            keys = _keys(titles, kind["title"])
        elif "number" in kind:
            keys = _keys(numbers, kind["number"])
        else:
            numbered = {key for found in numbers.values() for key in found}
            keys = tuple(dict.fromkeys(key for found in titles.values() for key in found if key not in numbered))
        for said in kind["said"]:
            yield said, keys


def decree(said: str, serial: str, numbers: Names) -> tuple[str, tuple[str, ...]]:
    """The number and the documents of a decree whose issuer is shortened (住建部令第34号); nothing where it is not one."""
    for number, keys in numbers.items():
        found = _DECREE.fullmatch(number)
        if found and re.search(rf"\D{serial}号$", number) and said[0] == number[0] and within(said, found["whose"]):
            return number, keys
    return "", ()


def orders(said: str, numbers: Names) -> tuple[str, ...]:
    """The documents of the base that are somebody's orders, their issuer in full or shortened (住建部令); none where it cites no such."""
    whose = ((found["whose"], keys) for number, keys in numbers.items() if (found := _DECREE.fullmatch(number)))
    return tuple(dict.fromkeys(key for name, keys in whose if said[0] == name[0] and within(said, name) for key in keys))


def heads(numbers: Names) -> tuple[str, ...]:
    """How the numbers of documents begin, each once: 栖政办发."""
    return tuple(dict.fromkeys(found[1] for number in numbers if (found := _HEAD.match(number))))


def staffing(titles: Names) -> tuple[str, tuple[str, ...]]:
    """How the document that sets up a body is spoken of (三定规定), and the documents of the base that are such."""
    kind = _data()["staffing"]
    return "|".join(kind["named"]), _keys(titles, kind["title"])


def _decrees(numbers: Names) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Decrees of one issuer, as the base prints their numbers."""
    whose: dict[str, dict[str, None]] = {}
    for number, keys in numbers.items():
        if (found := _DECREE.fullmatch(number)) and not number.startswith(("国务院令", "主席令")):
            whose.setdefault(found["whose"], {}).update(dict.fromkeys(keys))
    for name in sorted(whose, key=len, reverse=True):
        yield rf"{re.escape(name)}(?!第?\d)", tuple(whose[name])


def _keys(names: Names, pattern: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for name, keys in names.items() if re.search(pattern, name) for key in keys))


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    data: Mapping[str, Mapping[str, Any]] = tomllib.loads(
        files("kg").joinpath("question", "words", "documents.toml").read_text("utf-8")
    )
    return data
