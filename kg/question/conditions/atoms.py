"""tokens -> conditions: which mentions restrict the duties, which are denied, and how they are joined."""

from __future__ import annotations

import itertools
from dataclasses import replace

from kg.question.algebra import Condition, Contains, Has, Is
from kg.question.conditions import denial
from kg.question.conditions.atom import Atom, atom, dimension_of
from kg.question.mentions.token import Token, following

_VAGUE = {
    "不一致",
    "不一样",
    "不相符",
    "不相同",
    "对不上",
    "对不起来",
    "有出入",
    "不同",
    "不符",
    "有差异",
    "有差别",
    "不统一",
    "不吻合",
}
_STATES = {"boundary-independent": "独立实施", "boundary-joint": "共同实施", "boundary-unstated": "未明确"}
_INTRODUCES = {
    "basis": ("clause", "document"),
    "clause": ("clause",),
    "document": ("document",),
    "document-number": ("document",),
    "department": ("department",),
    "mailbox": ("mailbox",),
    "phone": ("phone",),
    "supervision": ("mailbox", "phone"),
    "boundary": ("boundary",),
    "page": ("page",),
    "responsibility": ("responsibility",),
    "workflow": ("workflow",),
    "meeting": ("workflow",),
}
_TEXTS = {
    **{
        name: name
        for name in ("name", "contents-name", "workflow", "documents", "accountability", "boundary", "supervision", "quote")
    },
    "basis": "basis",
    "responsibility": "responsibility-text",
}
_STANDS = ("见于", "出现", "写在", "印在", "写进", "载于", "存在于", "用在")
_HAVING = ("有", "有无", "带", "含", "设", "分", "分了")
_PLACES = ("里", "中", "上", "那栏", "一栏", "栏", "这一栏", "当中")


def atoms(tokens: list[Token]) -> tuple[list[Atom], list[Token]]:
    """The conditions of a question, and the tokens that are not part of one."""
    found: list[Atom] = []
    left: list[Token] = []
    denied = excepted = False
    last_dimension = ""
    placed: Token | None = None
    tokens = _with_parts(tokens)
    n = 0
    while n < len(tokens):
        token = tokens[n]
        sign = token.value if token.kind == "sign" else ""
        if sign == "outside":
            denial.deny_last(found)
        elif sign == "except" and found and denial.denies_before(tokens, n):
            denial.deny_joined(found, tokens[:n])
        elif sign == "except":
            excepted = True
        elif token.text in ("不要", "不算", "不是") and (declined := denial.declined(tokens, n, left)):
            n = declined
        elif token.text in ("不用", "不要", "不必") and denial.declines_before(tokens, n, left):
            left.pop()
        elif sign in ("not", "lack") and found and (denial.denies_before(tokens, n) or denial.denies_at_end(tokens, n)):
            denial.deny_joined(found, tokens[:n])
        elif sign == "lack" and (thing := following(tokens, n)) and thing.kind in ("state", "word"):
            denied = True
        elif sign in ("not", "lack"):
            field = denial.field_beside(tokens, n, left, sign)
            if field:
                found.append(Atom(Has(field[0]), True, "has", token.start))
                n = field[1] if field[1] > n else n
                denied = False
            elif sign == "lack":
                found.append(Atom(Has("every-field"), True, "has", token.start))
            else:
                denied = True
        elif (condition := _condition(token, tokens)) is not None:
            if token.kind == "word":
                _drop_field(left, condition[0])
                placed = _place_behind(token, tokens)
            for one in condition:
                last_dimension = dimension_of(one)
                found.append(atom(one, denied or excepted, token.start))
            if not excepted or (left and left[-1].kind == "noun" and left[-1].value == "basis"):
                _drop_introduction(left, last_dimension)
            if not _continues(tokens, n, last_dimension):
                denied = excepted = False
        elif token is not placed:
            if token.kind == "mark" and token.value in ",，。;；?？":
                denied = False
            left.append(token)
        n += 1
    return found, left


def _with_parts(tokens: list[Token]) -> list[Token]:
    """Where duties are said to have sub-items (哪些职权有子项, 带子项的职权) and nothing asks which or how many, the noun is a condition."""
    read = list(tokens)
    for n, (token, noun) in enumerate(itertools.pairwise(tokens)):
        asked = tokens[n + 2] if n + 2 < len(tokens) else None
        says = token.kind in ("sign", "filler", "rest") and token.value not in ("not", "lack") and token.text.endswith(_HAVING)
        if (noun.kind, noun.value) == ("noun", "subitem") and says and not (asked and asked.value in ("which", "howmany", "sum")):
            read[n + 1] = replace(noun, kind="mention", value=Has("subitem"))
            read[n] = replace(token, kind="filler") if token.value != "yesno" else token
    return read


def _about_wording(tokens: list[Token]) -> bool:
    """Whether 不同, 不一致 and the like speak of two printings of one name."""
    text = "".join(token.text for token in tokens)
    return any(word in text for word in ("名", "写法", "两处", "前后", "文字", "说法")) or ("目录" in text and "表" in text)


def _condition(token: Token, tokens: list[Token]) -> list[Condition] | None:
    if token.kind in ("mention", "choice", "meeting"):
        return [token.value]
    if token.kind == "clauses":
        return list(token.value) if isinstance(token.value, tuple) else [token.value]
    if token.kind == "word":
        return [Contains(_field_of_word(token, tokens), token.value)]
    if token.kind == "state" and (token.text not in _VAGUE or _about_wording(tokens)):
        kind, _, name = token.value.partition("-")
        if kind == "finding":
            if name == "marks-only":
                return [Is("finding", ("wording-differs~",), token.text)]
            beyond = name == "wording-differs" and any(t.kind == "sign" and t.value == "beyond-marks" for t in tokens)
            return [Is("finding", (f"{name}!" if beyond else name,), token.text)]
        if token.value == "repaired":
            return [Is("finding", ("row-shift",), token.text)]
        return [Is("boundary-kind", (name,), _STATES[token.value])]
    return None


def _drop_field(left: list[Token], condition: Condition) -> None:
    """The noun that says where a word is looked for is not what is asked for; a main responsibility may be both."""
    for n in range(len(left) - 1, -1, -1):
        noun = left[n]
        if noun.kind == "noun" and noun.value != "responsibility" and isinstance(condition, Contains):
            if _TEXTS.get(noun.value) == condition.dimension:
                del left[n]
            return


def _field_of_word(word: Token, tokens: list[Token]) -> str:
    """The field a quoted word is looked for in: one named beside it, else the name."""
    n = tokens.index(word)
    before = [t for t in tokens[max(0, n - 8) : n] if t.kind == "noun" and t.value in _TEXTS]
    if before:
        return _TEXTS[before[-1].value]
    behind = _place_behind(word, tokens)
    if behind:
        return _TEXTS[behind.value]
    return (
        _TEXTS["responsibility"]
        if any(t.kind in ("noun", "asks") and t.value == "responsibility" for t in tokens[n:])
        else "name"
    )


def _place_behind(word: Token, tokens: list[Token]) -> Token | None:
    """The noun behind a quoted word that says where it is looked for: “协助”在哪几项的名称里出现过."""
    for m in range(tokens.index(word) + 1, len(tokens)):
        token = tokens[m]
        place = "".join(t.text for t in tokens[m + 1 : m + 3])
        if (
            token.kind == "noun"
            and token.value in _TEXTS
            and all(t.kind == "mark" for t in tokens[m + 1 :])
            and _stands(word, token, tokens)
        ):
            return token
        if token.kind == "noun" and token.value in _TEXTS and token.value != "responsibility" and place.startswith(_PLACES):
            return token
    return None


def _stands(word: Token, noun: Token, tokens: list[Token]) -> bool:
    """Whether the words between say that the quoted word stands in the field: 见于哪些职责的运行要件."""
    between = "".join(t.text for t in tokens if word.end <= t.start < noun.start)
    return any(verb in between for verb in _STANDS)


def _continues(tokens: list[Token], n: int, dimension: str) -> bool:
    """Whether the next mention is joined to this one, so that a denial covers it too."""
    rest = [t for t in tokens[n + 1 :] if t.kind not in ("filler",)]
    joined = bool(rest) and (
        (rest[0].kind == "sign" and rest[0].value in ("and", "or")) or (rest[0].kind == "mark" and rest[0].value == "、")
    )
    following = _condition(rest[1], tokens) if joined and len(rest) > 1 else None
    return following is not None and dimension_of(following[0]) == dimension


def _drop_introduction(left: list[Token], dimension: str) -> None:
    """In 法定依据是第七款 the noun before a mention names its dimension and is not what is asked for."""
    for n in range(len(left) - 1, -1, -1):
        token = left[n]
        if token.kind == "noun" and dimension.removeprefix("word:").removesuffix("-kind") in _INTRODUCES.get(token.value, ()):
            if n + 1 < len(left) and any(t.kind == "sign" and t.value not in ("all", "and", "there-is") for t in left[n + 1 :]):
                return
            if n and left[n - 1].kind == "sign" and left[n - 1].value in ("which", "howmany", "each"):
                return
            del left[n]
            return
        if token.kind not in ("filler", "mark") and not (token.kind == "sign" and token.value in ("all", "there-is", "and")):
            return
