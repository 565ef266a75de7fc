"""Duties said to have a column filled in (有备注的事项, 写明办理时限的职责), and whose telephone is asked for.

It is that of the matter, or that for complaints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.question.condition import Has
from kg.question.dimensions import those
from kg.question.mentions.token import Token, names
from kg.question.words.columns import filled
from kg.question.words.vocabulary import complaint, cues

_HAVING, _WHICH = cues("having")["having"], cues("having")["which"]
_AND = re.compile(f"(?:、|,)?(?:{'|'.join(cues('having')['but'])})")  # 既写明时限又写明对象的, 有地点却没写时限的
_BUT_NOT = re.compile(f"{_AND.pattern}(?:还|都|也|却|又|是)?(?:{'|'.join(cues('having')['lacks'])})")
_FIELDS = (
    *those("printed"),
    *those("contact"),
    "basis",
    "supervision",
)  # of the known kinds, where another is said to be missing
_CLOSES = re.compile("(?:吗|么|没有|没)?[?。]?")
_COMPLAINT = complaint("says", "watched", "discontent", "petition", "heads")
_STORY = cues("telephone")["story"]


def placed(tokens: list[Token], served: str) -> list[Token]:
    """The tokens; where duties are said to have a column filled in (有备注的事项), that is a condition.

    What asks for a telephone asks for the contact `served` unless somebody complains; "" where no such contact is printed.
    """
    read = [_served(token, served) for token in tokens] if served and not complains(tokens) else list(tokens)
    of_duties = any(names(t, "duty") or t.text in _WHICH for t in tokens)
    for n, token in enumerate(tokens):
        at = n + 1 + any(t.text == "了" for t in tokens[n + 1 : n + 2])  # 写明了办理时限
        noun = tokens[at] if at < len(tokens) else token
        behind = "".join(t.text for t in tokens[at + 1 :])
        ends = of_duties and _CLOSES.fullmatch(behind)
        having = token.text in _HAVING or (token.text == "没有" and n and tokens[n - 1].text == "有" and ends)
        if not having or noun.kind != "noun":
            continue
        own = "|" in str(noun.value) and (ends or behind.startswith("的") or _AND.match(behind))
        if own or (noun.value in _FIELDS and _BUT_NOT.match(behind)):
            read[at] = replace(noun, kind="mention", value=Has(filled(str(noun.value))))
    return read


def complains(tokens: Iterable[Token]) -> bool:
    """Whether somebody has something to complain of, and wants no telephone to ask at."""
    return any(_COMPLAINT.search(token.text) or (token.kind, token.value) == ("asks", "supervision") for token in tokens)


def _served(token: Token, served: str) -> Token:
    calls = token.kind in ("noun", "asks") and (token.value == "phone" or token.text == "联系方式")
    return replace(token, value=served) if calls and token.text not in _STORY else token
