"""What a denial denies: the thing behind it or before it, several joined things, a field that is missing, a noun not wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.question.conditions.atom import Atom
from kg.question.mentions.token import Token
from kg.question.words.vocabulary import cues

_CUES = cues("denial")
FIELDS = (
    "name",
    "basis",
    "workflow",
    "documents",
    "accountability",
    "supervision",
    "boundary",
    "mailbox",
    "phone",
    "department",
    "page",
    "clause",
    "document-number",
    "quote",
    "document",
    "meeting",
    "subitem",
)
_THINGS = ("mention", "choice", "state", "word", "clauses", "meeting", "departments")


def deny_last(found: list[Atom]) -> None:
    """Things before 以外 and 之外: the last run of things of one dimension is denied."""
    for n in range(len(found) - 1, -1, -1):
        if found[n].dimension != found[-1].dimension:
            return
        found[n] = replace(found[n], negated=True)


def stressed(tokens: Sequence[Token], n: int) -> int:
    """Where the words begin that strengthen the denial at `n` and say no more: 办公室·都·不, 办公室·绝·不."""
    while n and (
        tokens[n - 1].kind == "filler" or (tokens[n - 1].kind in ("rest", "sign") and tokens[n - 1].text in _CUES["stress"])
    ):
        n -= 1
    return n


def denies_before(tokens: list[Token], n: int) -> bool:
    """Whether a denial follows the thing that it denies: 基层工作部却没依据的款, 办公室的先刨掉, 办公室不办的许可."""
    earlier = [t for t in tokens[: stressed(tokens, n)] if t.kind != "filler" and t.value not in ("all", "which")]
    if tokens[n].text.startswith("都") and len(earlier) > 1 and earlier[-1].value == "duty":
        earlier.pop()  # as in 第十二款的职责都没沾的部门
    before = earlier[-1] if earlier else None
    after = [t for t in tokens[n + 1 :] if not _says_nothing(t) and t.value not in ("all", "there-is")]
    if len(after) > 1 and after[0].text == "依据" and after[1].value == "clause":
        after.pop(0)  # a verb, as in 没有依据的款
    behind = after[0] if after else None
    if before is None or before.kind not in _THINGS:
        return False
    return (
        behind is None
        or (behind.kind in ("mark", "unit", "asks") and behind.value != "missing-field")
        or (behind.kind == "noun" and not _names_field(behind))
        or (behind.kind == "noun" and behind.value in ("department", "clause", "document"))
        or behind.value in ("which", "list", "howmany")
        or (tokens[n].value == "not" and behind.kind in _THINGS and _described(tokens, n, behind))
    )


def _described(tokens: list[Token], n: int, thing: Token) -> bool:
    """Whether what the denial at `n` says stands before a thing and describes it: 办公室·不·承办·的·行政许可."""
    between = tokens[n + 1 : tokens.index(thing)]
    return bool(between) and between[-1].text == "的"


def _says_nothing(token: Token) -> bool:
    """Whether a token is a filler, or a verb of one letter as in 却没引的款."""
    return token.kind == "filler" or (token.kind == "rest" and len(token.text) == 1)


def declined(tokens: list[Token], n: int, left: list[Token]) -> int:
    """The place of a noun that is not wanted (要邮箱，不要电话); 0 where the denial means something else."""
    behind = tokens[n + 1] if n + 1 < len(tokens) else None
    wanted = any(t.kind in ("noun", "asks") and t.value in FIELDS for t in left)
    return n + 1 if behind and behind.kind == "noun" and behind.value in FIELDS and wanted else 0


def declines_before(tokens: list[Token], n: int, left: list[Token]) -> bool:
    """Whether the noun just before is not wanted (给个邮箱，电话不用), another being asked for."""
    closes = all(t.kind in ("mark", "filler") for t in tokens[n + 1 :])
    fields = [t for t in left if t.kind in ("noun", "asks") and t.value in FIELDS]
    return closes and len(fields) > 1 and fields[-1] is left[-1]


def denies_at_end(tokens: list[Token], n: int) -> bool:
    """Whether a question ends in that there is nothing: 办公室在哪些款上一项都没有."""
    return tokens[n].text.endswith(_CUES["closing"]) and all(t.kind in ("mark", "filler") for t in tokens[n + 1 :])


def deny_joined(found: list[Atom], before: list[Token]) -> None:
    """The last thing is denied, and those that 和 or 、 join to it."""
    starts: list[int] = []
    joined = True
    for token in reversed(before):
        if token.kind in _THINGS:
            if not joined:
                break
            starts.append(token.start)
            joined = False
        elif starts and not ((token.kind == "sign" and token.value in ("and", "or")) or token.value == "、"):
            break
        elif starts:
            joined = True
    found[:] = [replace(one, negated=True) if one.start in starts else one for one in found]


def field_beside(tokens: list[Token], n: int, left: list[Token], sign: str) -> tuple[str, int] | None:
    """The field that is said to be missing: behind the word ("没有责任事项"), or before it ("责任事项缺失")."""
    for m in range(n + 1, min(n + 5, len(tokens))):
        token = tokens[m]
        if _names_field(token):
            after = tokens[m + 1] if m + 1 < len(tokens) else None
            if sign == "not" and (tokens[n].text not in _CUES["absent"] or (after and after.kind in ("mention", "state"))):
                return None
            return str(token.value), m
        if token.kind not in ("filler",) and not (token.kind == "sign" and token.value in ("lack", "has", "there-is")):
            break
    if sign == "not" and tokens[n].text != "没有" and not (n + 1 < len(tokens) and tokens[n + 1].text in _CUES["filled"]):
        return None
    if sign == "not" and any(
        t.kind in ("mention", "state", "noun", "word") or (t.kind == "sign" and t.value == "approve")
        for t in tokens[n + 1 : n + 6]
    ):
        return None
    for m in range(len(left) - 1, -1, -1):
        if _names_field(left[m]) and left[m].value != "department":
            return str(left.pop(m).value), n
        if left[m].kind not in ("filler", "mark") and not (
            left[m].kind == "sign" and left[m].value in ("all", "there-is", "yesno")
        ):
            return None
    return None


def _names_field(token: Token) -> bool:
    """Whether a noun is one of the known fields or a label of the catalogue's own."""
    return token.kind == "noun" and (token.value in FIELDS or "|" in str(token.value))
