"""Traditional characters read as simplified ones, one for one; what is printed stays as it is."""

from __future__ import annotations

from functools import cache

_FIRST, _END = 0x4E00, 0xA000
_QUOTES = dict(zip("「」『』", "“”‘’", strict=True))


def simplified(text: str) -> str:
    """`text` in simplified characters, of the same length; the table is made when a text first has a character that GB 2312 lacks."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return text.translate(_table())
    return text


def as_printed(part: str, plain: str, text: str) -> str:
    """A part of `plain`, which is `text` simplified, as `text` prints it."""
    at = plain.find(part)
    return text[at : at + len(part)] if at >= 0 else part


@cache
def _table() -> dict[int, str]:
    from opencc import OpenCC

    characters = [chr(code) for code in range(_FIRST, _END)]
    plain = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, plain, strict=True) if old != new and len(new) == 1} | {
        ord(old): new for old, new in _QUOTES.items()
    }
