"""The words for parts in a question: whether each is said of a department beside it, or of what is asked for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from kg.question.condition import All, AnyOf, Has, Is, Not
from kg.question.conditions.cast import Play, Role, played
from kg.question.conditions.denial import stressed
from kg.question.dimensions import those
from kg.question.mentions.token import Token, silent
from kg.question.words.parts import DIMENSIONS

_JOINTS = ("and", "or", "、")
_FAR = 4  # tokens between a denial and the part that it denies
_BODIES = ("单位", "部门")
_THERE = ("there-is", "not", "lack")
_PRINTED = those("played")
_OF_DUTIES = re.compile("(?:承办|办理|实施|办)?的(?:(?:职权|权力)?事项|职[责权]|有[哪几多]|[)])")
_HELPS = ("配合", "协助", "协办")
_WITH = ("会同", "协同")
_BY_OTHERS = ("别", "旁", "其他", "其它", "另外")
_FOR = ("给", "帮", "替", "为")
_ALTERNATES = ("又", "也", "还")
_ITSELF = re.compile(
    "^(?:的|了|过)?[,、]?(?:但是?|却|而且?|又|也|并?且|不过|可是?)+(?:它|自己|本[科股处室部])(?:来|去|也|又|只|仅)*$"
)
_IN_DUTIES = re.compile("(?:在|于)(?:哪|几|多少)[^,。?]{0,8}(?:里面?|中|上|当中)(?:都|只|仅|光|是|做|当|的?身份)*$")
_ONLY = re.compile("(?:只|仅|光)(?:是|做|当)?$")


def placed(tokens: list[Token]) -> tuple[list[Token], tuple[Play, ...]]:
    """The tokens, each department with the role that is said beside it, and the roles that are said of what is asked for."""
    read, free = list(tokens), list[Play]()
    last: tuple[int, Is, int] | None = None  # the department of which a part is said already, as it stood before, and where
    for n, token in enumerate(tokens):
        if token.kind != "role":
            continue
        read[n] = replace(token, kind="filler", value="role")
        at, behind = _nearest(read, n)
        if at is None and _for_whom(read, n, token.value):
            free.append(Play("leading", False, False, token.start, token.text))
        elif at is not None and (other := _other_part(read, n, at, token.value, behind=behind)):
            free.append(Play(other, False, False, token.start, token.text))
        elif at is not None:
            last = (at, read[at].value, n) if isinstance(read[at].value, Is) else last
            _take_part(read, n, at, token.value)
        elif _deny(read, n, token.value, last) or _again(read, n, token.value, last):
            continue
        elif _there_is(tokens, n):
            lacks = tokens[n - 1].value == "lack"  # 没有写·协办科室
            read[n] = replace(token, kind="mention", value=Not(Has(token.value)) if lacks else Has(token.value))
            read[n - 1] = silent(read[n - 1]) if lacks else read[n - 1]
            read[n + 1] = replace(tokens[n + 1], kind="filler")
        elif (
            token.text.endswith(_BODIES)
            and n
            and tokens[n - 1].value in _THERE
            and all(t.kind == "mark" for t in tokens[n + 1 :])
        ):
            read[n] = replace(token, kind="mention", value=Has(token.value))  # 哪些事项有·参与单位
        elif token.value in _PRINTED and _described(read, n):
            read[n] = replace(token, kind="mention", value=Has(token.value))
        else:
            free.append(_free(read, n, token))
    return _compared(read), tuple(free)


def _take_part(read: list[Token], n: int, at: int, role: Role) -> None:
    """Says the part at `n` of the department at `at` and of those joined to it; the noun between (协办·科室·为办公室的有哪些) asks for none."""
    if _along_with(read, n, at):
        return
    for place in _joined(read, at, n):
        read[place] = replace(read[place], value=played(read[place].value, role))
    if at > n and (read[n + 1].kind, read[n + 1].value) == ("noun", "department"):
        read[n + 1] = replace(read[n + 1], kind="filler")


def _compared(tokens: list[Token]) -> list[Token]:
    """Two departments that are compared (A牵头的职责比B多) play one part, where it is said of one of them alone."""
    than = next((n for n, t in enumerate(tokens) if (t.kind, t.value) == ("sign", "less-than")), -1)
    places = [
        n for n, t in enumerate(tokens) if t.kind == "mention" and isinstance(t.value, Is) and t.value.dimension in DIMENSIONS
    ]
    if len(places) != 2 or not places[0] < than < places[1]:
        return tokens
    parts = {tokens[n].value.dimension for n in places} - {"department"}
    if len(parts) != 1:
        return tokens
    read = list(tokens)
    for n in places:
        read[n] = replace(read[n], value=played(read[n].value, next(iter(parts))))
    return read


def _nearest(read: list[Token], n: int) -> tuple[int | None, bool]:
    """The place of the department that the part at `n` may be said of, None for none, and whether it stands behind the part."""
    before = _department(read, range(n - 1, max(n - 5, -1), -1))
    before = _subject(read, n) if before is None else before
    if before is not None:
        return before, False
    return _department(read, range(n + 1, min(n + 5, len(read)))), True


def _subject(read: list[Token], n: int) -> int | None:
    """The place of the department that has the part at `n` in the duties between (社会救助科在多少项职责里只是·配合); None for none."""
    places = [m for m in range(n) if read[m].kind == "mention" and _is_department(read[m].value)]
    between = "".join(t.text for t in read[places[-1] + 1 : n]) if places else ""
    return places[-1] if _IN_DUTIES.match(between) else None


def _other_part(read: list[Token], n: int, at: int, role: Role, *, behind: bool) -> Role:
    """The part at `n` that what is asked for plays, though the department at `at` stands beside it: of one duty nobody plays two parts."""
    if behind and role == "support" and _helps(read, n, at):
        return role
    if _plays(read[at].value) or (not behind and _takes_along(read, n, at)):
        return role
    return "leading" if not behind and _helps_whom(read, n, at) else ""


def _helps(read: list[Token], n: int, at: int) -> bool:
    """Whether the department at `at`, which then leads, is the one that is helped: 谁配合办公室, 配合过办公室的部门, 配合办公室的事项."""
    asked = {t.value for t in read if t.kind in ("noun", "asks", "unit")} & {"department", "duty"}
    one = read[at].value
    others = n and read[n - 1].kind == "filler" and any(word in read[n - 1].text for word in _BY_OTHERS)
    asked = {"duty"} if others and not asked else asked  # 要别的股配合执法大队的有哪些
    if at != n + 1 or len(asked) != 1 or not isinstance(one, Is):
        return False
    leads = played(one, "leading")
    read[at] = replace(read[at], value=leads if asked == {"department"} else All((leads, Has("support"))))
    return True


def _helps_whom(read: list[Token], n: int, at: int) -> bool:
    """Whether it is asked whom the department at `at` helps (办公室配合了谁); then it is the one that has the part."""
    behind = [t for t in read[n + 1 :] if t.kind not in ("filler", "mark")]
    role, one = read[n], read[at].value
    asks = len(behind) in (1, 2) and (
        behind[0].value == "department" or (behind[0].value == "which" and behind[-1].value == "department")
    )
    if role.text[:2] not in _HELPS or at != n - 1 or not asks or not isinstance(one, Is):
        return False
    read[at] = replace(read[at], value=played(one, "support"))
    return True


def _along_with(read: list[Token], n: int, at: int) -> bool:
    """Whether 会同 at `n` stands between two departments (办公室·会同·宣传科·办理的); then the first leads and the second joins."""
    other = _department(read, range(n + 1, min(n + 2, len(read))))
    one = read[at].value
    if not read[n].text.startswith(_WITH) or at != n - 1 or other is None or not isinstance(one, Is) or _plays(one):
        return False
    read[at], read[other] = (
        replace(read[m], value=played(read[m].value, part)) for m, part in ((at, "leading"), (other, "joint"))
    )
    return True


def _takes_along(read: list[Token], n: int, at: int) -> bool:
    """Whether it is asked with whom the department at `at` does something (办公室会同的是哪个科室); then it leads, and who is asked for joins."""
    behind = [t for t in read[n + 1 :] if t.kind not in ("filler", "mark")][:2]
    asks = bool(behind) and (
        (behind[0].kind == "asks" and behind[0].value == "department") or [t.value for t in behind] == ["which", "department"]
    )
    one = read[at].value
    if not read[n].text.startswith(_WITH) or at != n - 1 or not asks or not isinstance(one, Is):
        return False
    read[at] = replace(read[at], value=played(one, "leading"))
    return True


def _for_whom(read: list[Token], n: int, role: Role) -> bool:
    """Whether it is asked for whom a department plays the part at `n` (办公室给谁打下手, 给哪些部门帮忙); then it has that part."""
    whom = next((m for m in range(n - 1, max(n - _FAR, 0), -1) if read[m].text in _FOR), None)
    if whom is None or role != "support":
        return False
    asked = [t.value for t in read[whom + 1 : n] if t.value not in ("which", "any")]
    at = _department(read, range(whom - 1, -1, -1))
    if asked != ["department"] or at is None or not isinstance(read[at].value, Is):
        return False
    read[at] = replace(read[at], value=played(read[at].value, role))
    return True


def _described(tokens: list[Token], n: int) -> bool:
    """Whether a part is said of duties of nobody in particular: 会同办理的事项, 哪些职责(牵头的)依据工会法."""
    named = any(_is_department(t.value) for t in tokens if t.kind in ("mention", "choice"))
    asked = any(t.value == "department" and t.kind in ("noun", "asks", "unit") for t in tokens)
    behind = "".join(t.text for t in tokens[n + 1 : n + 4])
    return not named and not asked and bool(_OF_DUTIES.match(behind))


def _is_department(value: Any) -> bool:
    one = value.parts[0] if isinstance(value, AnyOf) else value
    return isinstance(one, Is) and one.dimension in DIMENSIONS


def _deny(read: list[Token], n: int, role: Role, last: tuple[int, Is, int] | None) -> bool:
    """Denies the part at `n` of the department of which a part was said (参与但不牵头、也不是独自承办), else of one just before; whether there is one."""
    denial, denied = _denial(read, n), _denied(read, n)
    other = denied is not None and last is not None and last[2] < denied[1]  # 甲牵头、乙没有配合 denies it of 乙
    if (
        last
        and not other
        and _denial(read, last[0]) is None
        and denial is not None
        and (denial > last[2] + 1 or read[last[2]].text != read[n].text)
    ):  # and not 参加不参加
        read[denial] = silent(read[denial])
        place, one, _ = last
        read[place] = replace(read[place], value=All((read[place].value, _not(one, role))))
        return True
    if not denied:
        return False
    at, behind = denied
    read[at] = silent(read[at])
    for place in _joined(read, behind, n):
        read[place] = replace(read[place], value=_not(read[place].value, role))
    return True


def _again(read: list[Token], n: int, role: Role, last: tuple[int, Is, int] | None) -> bool:
    """Says the part at `n` of the department of which one was said, where a pronoun stands for it (不是城建股牵头、但它配合的); whether it does."""
    if not last or not _ITSELF.match("".join(t.text for t in read[last[2] + 1 : n])):
        return False
    if _department(read, range(n - 1, last[2], -1)) is not None:
        return False
    read[n] = replace(read[n], kind="mention", value=played(last[1], role))
    return True


def _not(one: Any, role: Role) -> Not:
    """That a department does not play a part: who carries a duty out that nobody is said to lead is not one who only takes part."""
    return Not(played(one, "leading" if role == "lead" else role))


def _denied(tokens: list[Token], n: int) -> tuple[int, int] | None:
    """The place of the denial just before the part at `n`, and that of the department before it (办公室不牵头的); None where there is none."""
    if (m := _denial(tokens, n)) is None:
        return None
    before = stressed(tokens, m)
    at = _department(tokens, range(before - 1, max(before - _FAR, -1), -1))
    return (m, at) if at is not None and isinstance(tokens[at].value, Is) else None


def _denial(tokens: list[Token], n: int) -> int | None:
    """The place of the denial just before the part at `n`; None where there is none."""
    m = next((m for m in range(n - 1, -1, -1) if tokens[m].kind != "filler"), -1)
    return m if m >= 0 and (tokens[m].kind, tokens[m].value) == ("sign", "not") else None


def _plays(value: Any) -> bool:
    """Whether a department has a part already."""
    return isinstance(value, Is) and value.dimension != "department"


def _joined(tokens: list[Token], at: int, role: int) -> list[int]:
    """The places of the department at `at` and of those that are joined to it before the role (由办公室或者褒扬纪念科牵头)."""
    places = [at]
    while 1 < at < role and tokens[at - 1].value in _JOINTS and _department(tokens, range(at - 2, at - 3, -1)) is not None:
        at -= 2
        places.append(at)
    return places


def _free(read: list[Token], n: int, token: Token) -> Play:
    """The part at `n` that what is asked for plays; the words that deny it and the noun that it describes are read with it."""
    before = "".join(t.text for t in read[max(n - _FAR, 0) : n])
    denials = [m for m in range(n - 1, max(n - _FAR, 0) - 1, -1) if (read[m].kind, read[m].value) == ("sign", "not")]
    marks = [m for m in range(n - 1, max(n - _FAR, 0) - 1, -1) if read[m].kind in ("mark", "mention")]
    denied = bool(denials) and (not marks or marks[0] < denials[0])
    if denied:
        read[denials[0]] = silent(read[denials[0]])
    if n + 1 < len(read) and (read[n + 1].kind, read[n + 1].value) == ("noun", "department"):  # 几个·配合科室
        described = any(t.value == "department" and t.kind == "noun" for t in read[n + 2 :])
        read[n] = replace(token, kind="filler", value="words", text="", end=token.start)
        read[n + 1] = replace(
            read[n + 1], text=token.text + read[n + 1].text, start=token.start, kind="filler" if described else "noun"
        )
    elif token.text.endswith(_BODIES):  # 参与单位 is one word
        read[n] = replace(token, kind="noun", value="department")
    since = max((m + 1 for m in range(n) if (read[m].kind, read[m].value) == ("filler", "role")), default=0)
    again = any(t.text in _ALTERNATES for t in read[since:n]) or any(word in before for word in _ALTERNATES)
    return Play(token.value, denied, again, token.start, token.text, not denied and bool(_ONLY.search(before)))


def _department(tokens: list[Token], places: range) -> int | None:
    """The first of `places` where a department stands, with nothing but words of no meaning before it; None for none."""
    for n in places:
        token = tokens[n]
        one = token.value.parts[0] if isinstance(token.value, AnyOf) else token.value
        if token.kind in ("mention", "choice") and isinstance(one, Is) and one.dimension == "department":
            return n
        if token.kind != "filler" and token.value != "only" and not (token.kind == "noun" and token.value == "department"):
            return None
    return None


def _there_is(tokens: list[Token], n: int) -> bool:
    """Whether duties are said to have a department of this role (哪些职责有配合部门), and it is not asked which."""
    if not 0 < n < len(tokens) - 1 or tokens[n + 1].value != "department" or tokens[n - 1].value not in _THERE:
        return False
    asked = tokens[n + 2] if n + 2 < len(tokens) else None
    return not (
        asked and asked.kind in ("sign", "asks") and asked.value in ("which", "howmany", "count-suffix", "there-is", "department")
    )
