"""Numbers, ranks and comparisons that a question says, and that no part of the query holds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any

from kg.question.algebra import (
    Alike,
    Count,
    Difference,
    Groups,
    Meets,
    More,
    One,
    Pairs,
    Portion,
    Query,
    Quickest,
    Reaches,
    Shared,
    Sides,
    Spread,
    Values,
)
from kg.question.condition import Akin, Best, Same
from kg.question.constructions import portion
from kg.question.mentions.token import Token, following, names, sentences
from kg.question.structure import leaves_out, made_of
from kg.question.words.plain import NUMERAL

_WHICH_MORE = re.compile("哪(?:一?[种个类样边头家项]|方)?(?:的)?(?:更|比较|较|要|会)?[多少](?=$|[,。?些呢啊])")
_STEPS = re.compile("[几多]少?个?(?:步|环节)")
_RANKS = (Quickest, Best, Groups, Spread, More, Pairs)
_NEEDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("most", "least", "longest", "shortest"), (*_RANKS, Sides)),
    **dict.fromkeys(("last", "first"), (Best,)),
    **dict.fromkeys(("more-by", "less-by"), (Difference, Spread, More)),
    "less-than": (Difference, Spread, More, Sides, Groups, Quickest),
}
_NEAR = 6  # tokens behind a number of departments
_BESIDES = re.compile("还[有要需]|另有|另外|别的|其他|其它|其余")
_NOT_THAN = ("例", "重", "值", "率", "如", "")  # 比例 compares nothing
_ASKS = re.compile("几|多少")  # and not 给个数就行
_TERM = re.compile(f"{NUMERAL}个?(?:(?:自然|工作)日|小时|星期|季度|[天周月年])")


def untimed(tokens: Sequence[Token]) -> str:
    """A term that nothing has read (5个工作日, where no column says how long anything takes); "" for none."""
    text = "".join(t.text if t.kind in ("rest", "unit", "noun", "filler") else "\0" * len(t.text) for t in tokens)
    found = _TERM.search(text)
    return found[0] if found else ""


def unsized(parts: Sequence[Any], tokens: Sequence[Token]) -> str:
    """How many steps are asked for, where the longest or the shortest text is sought (流程最短的有几步); "" elsewhere."""
    longest = any(isinstance(part, Best) and part.how == "length" for part in parts)
    asked = _STEPS.search("".join(t.text for t in tokens)) if longest else None
    return asked[0] if asked else ""


def second(query: Query, tokens: Sequence[Token]) -> str:
    """A second number that is asked for, or a number of duties beside something else, where the query gives one; "" for none."""
    sizes = [t for t in tokens if t.kind in ("compared", "exact") and t.value[2] == "duty"]
    if isinstance(query, Groups) and (
        more := next((t for t in sizes[1:] if not _counted(t.value[1], list(made_of(query)))), None)
    ):
        return more.text  # 只牵头了一项却配合了四项
    if isinstance(query, Values) and query.dimension == "clause":
        many = (t.text for t, unit in itertools.pairwise(tokens) if t.value == "howmany" and unit.value == "duty")
        return next(many, "")  # 引到第几款的职责有几项
    counting = [part for part in sentences(tokens) if any(t.kind == "sign" and _ASKS.search(t.text) for t in part)]
    return "".join(t.text for t in counting[-1]) if isinstance(query, Count) and len(counting) > 1 else ""


def uncounted(tokens: Sequence[Token], parts: Sequence[Any]) -> str:
    """A number of documents or departments, or one that is compared, which is none of the query (有两家承办机构的); "" for none.

    As many departments as are named say no more than their names (市容科、园林科两个科室).
    """
    named = sum(names(t, "department") for t in tokens)
    for n, token in enumerate(tokens):
        noun = following(tokens, n)
        counted = token.kind == "exact" and (token.value[2] or (noun.value if noun and noun.kind == "noun" else ""))
        several = counted in ("department", "document") and token.value[1] not in (1, named) and _describes(tokens, n)
        counts = token.kind == "compared" or (token.kind == "exact" and token.value[2] == "document") or several
        if counts and not _counted(token.value[1], parts):
            return token.text
    return ""


def _describes(tokens: Sequence[Token], n: int) -> bool:
    """Whether what begins at `n` says which things are meant (两家·机构·承办·的·职权), and not how many there are (俩部门都叫啥)."""
    part = itertools.takewhile(lambda t: t.kind != "mark", tokens[n + 1 : n + _NEAR])
    return any(t.text == "的" for t in part)


def _counted(value: int, parts: Sequence[Any]) -> bool:
    """Whether a number is one of the query; 至少有一款相同 says no more than 有相同的款."""
    known = any(getattr(part, "value", None) == value for part in parts)
    return known or (value == 1 and any(isinstance(part, Akin | Same | Shared | Groups) for part in parts))


def needs_more(token: Token, text: str, parts: Sequence[Any]) -> bool:
    """Whether a token leaves something out, says that it is missing, ranks or compares, and no part of the query does so.

    Or it means some of the departments, which nobody names.
    """
    if token.value == "some":
        return True  # 三个部门里，哪个…
    if token.kind in ("nth", "nth-least") and not any(isinstance(part, _RANKS) for part in parts):
        return True  # 社会救助科排第二的职责
    alike = any(isinstance(part, One | Meets | Alike) for part in parts)  # 除了名称，流程是不是一样
    if (
        token.value == "except"
        and token.text.startswith("除")
        and not alike
        and not leaves_out(parts)
        and not _BESIDES.search(text)
    ):
        return True
    if (token.kind, token.value) == ("sign", "lack") and not leaves_out(parts):
        return True
    than = token.value == "less-than" and text[text.find("比") + 1 :][:1] not in _NOT_THAN and "占比" not in text
    needed = _NEEDS.get(token.value, ()) if token.kind == "sign" and (len(token.text) > 1 or than) else ()
    return bool(needed) and not any(isinstance(part, needed) for part in parts)


def compared(text: str, parts: Sequence[Any]) -> str:
    """A share or a comparison that no part of the query gives."""
    share, more = portion.SHARE.search(text), _WHICH_MORE.search(text)
    if share and not any(isinstance(part, Portion | Reaches) for part in parts):
        return share[0]
    compares = any(isinstance(part, (*_RANKS, Difference, Sides, Portion)) for part in parts)
    return more[0] if more and not compares else ""
