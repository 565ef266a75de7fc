"""tokens -> fields that are asked for beside one another of one duty: 要件和责任事项, 流程+要件, 依据是什么，在第几页."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from kg.labels import KIND_OF
from kg.question.dimensions import those
from kg.question.mentions.token import Token
from kg.question.words.columns import SAYS_ITSELF
from kg.question.words.vocabulary import cues

_FIELDS = (
    *those("printed"),
    *those("contact"),
    *("basis", "clause", "quote", "document", "document-number", "issuer"),
    *("page", "name", "responsibility", "responsibility-text", "supervision", "step", "meeting"),
)
_CUES = cues("beside")
_SAYS = ("which", "each", "there-is", "and", "other", "all", "howmany")  # signs that may stand between and behind such names


def asked(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The dimensions that close a question, joined to one another; none where there are not two of them."""
    runs = [[n] for n, token in enumerate(tokens) if _names(token)]
    for before, behind in itertools.pairwise(runs):
        if _joined(tokens[before[-1] + 1 : behind[0]]):
            behind[:0] = before
    last = runs[-1] if runs else []
    closes = len(last) > 1 and all(_asking(token) for token in tokens[last[-1] + 1 :])
    if not closes or not (_apart(tokens, last[0]) and all(_asking(t) or _names(t) for t in tokens[last[0] :])):
        return ()
    said = "".join(t.text for t in tokens[last[0] : last[-1]])
    found = _different(
        dict.fromkeys("workflow" if (one := str(tokens[n].value)) == "step" else one for n in last),
        joint=any(word in said for word in _CUES["joint"]),
    )
    return found if len(found) > 1 and not set(found) <= {*those("contact")} else ()


def _different(named: Iterable[str], *, joint: bool) -> tuple[str, ...]:
    """The fields without those that only say how another is wanted: its words (责任事项，原文照录), more closely (依据，具体到条款), all of it."""
    found = list(named)
    if set(found) & {*those("printed")}:
        found = [one for one in found if one != "quote"]
    if set(found) & {*those("contact")}:
        found = [one for one in found if one != "supervision"]
    if "clause" in found or (not joint and set(found) <= {*those("document")}):
        found = [one for one in found if one != "basis"]
    return tuple(found)


def _names(token: Token) -> bool:
    """Whether a token is the name of a field or of a column, or asks for a page."""
    named = token.kind == "noun" and (token.value in _FIELDS or "|" in str(token.value))
    return named or (token.kind == "asks" and (token.value in ("page", "clause", *those("printed")) or "|" in str(token.value)))


def _joined(between: Sequence[Token]) -> bool:
    """Whether what stands between two names joins them and says nothing else."""
    joint = any(t.value in ("and", "other") or (t.kind == "mark" and t.value in _CUES["marks"]) for t in between)
    return joint and all(_asking(token) for token in between)


def _asking(token: Token) -> bool:
    return token.kind in ("mark", "filler") or (token.kind == "sign" and token.value in _SAYS)


def _apart(tokens: Sequence[Token], n: int) -> bool:
    """Whether the first name is no part of a matter: a label, or behind 的, a mark or what is named."""
    before = tokens[n - 1] if n else None
    if tokens[n].kind == "asks" and "|" in str(tokens[n].value):
        return True  # 住院报销·在哪办？要几天
    long = tokens[n].text in KIND_OF and len(tokens[n].text) >= SAYS_ITSELF
    return long or before is None or before.kind in ("mark", "mention") or before.text.endswith(_CUES["of"])
