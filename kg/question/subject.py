"""Whether a question says what it is about: 归谁管 and 需要什么材料 do not, 有哪些部门 and 一共有多少项职责 are about the whole catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.question.algebra import All, Count, Query, Values
from kg.question.scan import Token

_BACK = re.compile("(?:上面|刚才|刚刚|前面|之前|你)[你我]?(?:刚才|刚刚)?(?:说|讲|提到?)(?:过)?的")
_ASKING = ("asks", "unit", "filler", "mark")
_OF_ALL = ("all", "each", "list", "table", "sum", "howmany", "count-suffix", "there-is", "several", "single")
_SIGNS = ("which", "yesno", *_OF_ALL)
_MANY = ("哪些", "哪几", "哪一些")
_PARTS = ("department", "clause", "basis", "document", "document-number", "issuer", "responsibility", "meeting")
_FIELDS = ("workflow", "step", "documents", "accountability", "boundary", "quote")


def of_all(query: Query | None) -> str:
    """The dimension of a query for all its values or for their number, "" where it has conditions."""
    meant = query.of if isinstance(query, Count) else query
    return meant.dimension if isinstance(meant, Values) and meant == Values(meant.dimension, All()) else ""


def missing(query: Query | None, tokens: Sequence[Token]) -> bool:
    """Whether something is asked for of everything, and nothing in the question says that everything is meant.

    No answer knows what was said before: 上面说的那个部门在几楼.
    """
    dimension = of_all(query)
    if dimension and _BACK.search("".join(token.text for token in tokens)):
        return True
    if not dimension or isinstance(query, Count):
        return False
    if any(not _asks(token, dimension) for token in tokens):
        return False
    whole = any(token.kind == "noun" and token.value in ("duty", "catalogue") for token in tokens)
    if dimension in _FIELDS:
        return not whole
    signs = [token for token in tokens if token.kind == "sign"]
    many = any(token.value in _OF_ALL or token.text.startswith(_MANY) for token in signs)
    return dimension in _PARTS and not whole and not many


def _asks(token: Token, dimension: str) -> bool:
    """Whether a token only asks; a noun may be the matter itself (规范性文件由谁审核), and so may a verb."""
    if token.kind == "noun":
        return token.value in (dimension, "duty", "catalogue", "department")
    return token.kind in _ASKING or (token.kind == "sign" and token.value in _SIGNS)
