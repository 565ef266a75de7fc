"""Text cut at marks, but never inside what is set apart (titles, quotes, brackets)."""

from __future__ import annotations

import re
from collections.abc import Iterator


def blanked(apart: re.Pattern[str], text: str) -> str:
    """The text with every stretch that `apart` matches blanked, of the same length."""
    return apart.sub(lambda match: "＃" * len(match[0]), text)


def cut(marks: re.Pattern[str], apart: re.Pattern[str], text: str) -> Iterator[str]:
    """What stands between the marks that lie outside of `apart`, as it is written."""
    start = 0
    for mark in marks.finditer(blanked(apart, text)):
        yield text[start : mark.start()]
        start = mark.end()
    yield text[start:]
