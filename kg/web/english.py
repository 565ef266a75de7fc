"""A text of the interface -> the same in English (words.toml), where it has any: for pages, and for errors by Accept-Language."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@cache
def words() -> dict[str, str]:
    """The words of the interface: Chinese -> English; `{}` stands for a number."""
    said: dict[str, str] = tomllib.loads(files("kg.web").joinpath("words.toml").read_text("utf-8"))
    return said


def told(text: str, language: str) -> str:
    """`text` in `language`; Chinese where it has no English."""
    if language != "en":
        return text
    found = words().get(text)
    if found is None and (numbers := _NUMBER.findall(text)):
        found = words().get(_NUMBER.sub("{}", text), "").format(*numbers)
    return found or text
