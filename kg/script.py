"""Traditional characters read as simplified ones, of documents and of questions; what is printed stays as it is."""

from __future__ import annotations

from functools import cache
from typing import Any

_QUOTES = str.maketrans("「」『』", "“”‘’")


def simplified(text: str) -> str:
    """`text` in simplified characters, of the same length; OpenCC is opened only where a character lies outside GB 2312."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        readable = text.encode("utf-8", "replace").decode("utf-8")  # without lone surrogates, which it refuses
        return str(_converter().convert(readable)).translate(_QUOTES)
    return text


def as_printed(part: str, plain: str, text: str) -> str:
    """A part of `plain`, which is `text` simplified, as `text` prints it."""
    at = plain.find(part)
    return text[at : at + len(part)] if at >= 0 else part


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
