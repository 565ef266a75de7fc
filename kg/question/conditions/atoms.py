"""tokens -> conditions: which mentions restrict the duties, which are denied, and how they are joined."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.question.condition import All, Condition, Contains, Has, Is, Not
from kg.question.conditions import denial
from kg.question.conditions.atom import Atom, atom, dimension_of
from kg.question.dimensions import those
from kg.question.mentions.token import Token, following, names
from kg.question.words.columns import filled
from kg.question.words.vocabulary import cues

_CUES = cues("atoms")
_ONLY = re.compile(f"(?<!不)(?:只|仅|光)(?:有|是|能|限)?(?:{'|'.join(_CUES['alone'])})(?:了|过|着)?$")
_STATES = {"boundary-independent": "独立实施", "boundary-joint": "共同实施", "boundary-unstated": "未明确"}
_INTRODUCES = {
    "basis": ("clause", "document"),
    "clause": ("clause",),
    "document": ("document",),
    "document-number": ("document",),
    "department": ("department",),
    "mailbox": ("mailbox",),
    "phone": ("phone",),
    "supervision": those("contact"),
    "boundary": ("boundary",),
    "page": ("page",),
    "responsibility": ("responsibility",),
    "workflow": ("workflow",),
    "meeting": ("workflow",),
}
_CITED = ("document", "clause")  # 没写《…》的: not that a field is missing
_DENIABLE = ("rest", "noun", "mention", "word", "state")  # what a denial may be of, where it stands behind it
_TEXTS = {name.removesuffix("-text"): name for name in those("text")}  # by the noun that asks for it


def atoms(tokens: list[Token]) -> tuple[list[Atom], list[Token]]:
    """The conditions of a question, and the tokens that are not part of one."""
    read = _Gathered(_with_parts(_with_fields(tokens)))
    n = 0
    while n < len(read.tokens):
        n = read.denial(n) or read.condition(n) or read.rest(n)
    return read.found, read.left


class _Gathered:
    """What is found up to a token. Each step gives the place of the next token, 0 where it is not its turn."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.found: list[Atom] = []
        self.left: list[Token] = []
        self.denied = self.excepted = False  # the conditions that follow, until nothing joins them
        self.place: Token | None = None  # where a word is looked for, said behind it

    def denial(self, n: int) -> int:
        """A word that denies what stands before or behind it."""
        token, sign = self.tokens[n], self.tokens[n].value if self.tokens[n].kind == "sign" else ""
        if sign == "outside":
            denial.deny_last(self.found)
        elif sign == "except" and not (self.found and denial.denies_before(self.tokens, n)):
            self.excepted = True
        elif sign == "except":
            denial.deny_joined(self.found, self.tokens[:n])
        elif token.text in _CUES["declines"] and (declined := denial.declined(self.tokens, n, self.left)):
            return declined + 1
        elif token.text in _CUES["declined"] and denial.declines_before(self.tokens, n, self.left):
            self.left.pop()
        elif sign in ("not", "lack"):
            return self._lacking(n, sign)
        else:
            return 0
        return n + 1

    def _lacking(self, n: int, sign: str) -> int:
        """不, 没有 and 缺: of what is named before, of a state or a word behind, of a field, else of what follows."""
        thing = following(self.tokens, n)
        had = bool(self.found) and isinstance(self.found[-1].condition, Has) and thing is not None and thing.kind in _DENIABLE
        before = not had and denial.denies_before(self.tokens, n)  # 有办理地点却没写时限的: of what is behind
        if self.found and (before or denial.denies_at_end(self.tokens, n)):
            denial.deny_joined(self.found, self.tokens[:n])
            return n + 1
        if sign == "lack" and thing and (thing.kind in ("state", "word") or any(names(thing, one) for one in _CITED)):
            self.denied = True
            return n + 1
        if sign == "lack" and thing and thing.kind == "rest":
            self.left.append(self.tokens[n])  # 没写 and what nobody knows: no field that stands before is meant
            return n + 1
        start = self.tokens[n].start
        if field := denial.field_beside(self.tokens, n, self.left, sign):
            self.found.append(Atom(Has(filled(field[0])), True, "has", start))
            self.denied = False
            return max(field[1], n) + 1
        if sign == "lack":
            self.found.append(Atom(Has("every-field"), True, "has", start))
        else:
            self.denied = True
        return n + 1

    def condition(self, n: int) -> int:
        """A token that restricts the duties."""
        token = self.tokens[n]
        conditions = _conditions(token, self.tokens)
        if conditions is None:
            return 0
        if token.kind == "word":
            _drop_field(self.left, conditions[0])
            self.place = _place_behind(token, self.tokens)
        found = [atom(one, self.denied or self.excepted, token.start) for one in conditions]
        self.found += [replace(one, only=_alone(self.tokens, n)) for one in found]
        dimension = dimension_of(conditions[-1])
        said_of_basis = self.left and (self.left[-1].kind, self.left[-1].value) == ("noun", "basis")
        if token.kind != "departments" and (not self.excepted or said_of_basis):
            _drop_introduction(self.left, dimension)
        if not _continues(self.tokens, n, dimension):
            self.denied = self.excepted = False
        return n + 1

    def rest(self, n: int) -> int:
        """Any other token; a comma ends a denial."""
        token = self.tokens[n]
        if token is not self.place:
            if token.kind == "mark" and token.value in ",，。;；?？":
                self.denied = False
            self.left.append(token)
        return n + 1


def _alone(tokens: list[Token], n: int) -> bool:
    """Whether nothing but the thing at `n` is meant, as its words before say: 只由办公室承办的, 只被行政许可引用的."""
    before: list[str] = []
    for token in reversed(tokens[max(n - 5, 0) : n]):
        if token.kind not in ("filler", "sign", "noun"):
            break
        before.insert(0, token.text)
    return bool(_ONLY.search("".join(before)))


def _with_fields(tokens: list[Token]) -> list[Token]:
    """Where it is asked whether a duty that is given by its number has a field (8.6有职责边界吗), the noun is a condition."""
    given = any(names(t, "duty") for t in tokens)
    whether = next((n for n, t in enumerate(tokens) if t.kind == "sign" and t.value == "yesno"), None)
    nouns = [n for n, t in enumerate(tokens) if t.kind == "noun" and (t.value in denial.FIELDS or "|" in str(t.value))]
    if not given or whether is None or len(nouns) != 1:
        return tokens
    n = nouns[0]
    if not n or not tokens[n - 1].text.endswith(_CUES["having"]) or any(t.kind == "rest" for t in tokens[n:]):
        return tokens
    return [*tokens[:n], replace(tokens[n], kind="mention", value=Has(tokens[n].value)), *tokens[n + 1 :]]


def _with_parts(tokens: list[Token]) -> list[Token]:
    """Where duties are said to have sub-items (哪些职权有子项, 设了子项的) and nothing asks which or how many, the noun is a condition."""
    read = list(tokens)
    for n, noun in enumerate(tokens):
        if not n or (noun.kind, noun.value) != ("noun", "subitem"):
            continue
        before = n - 2 if n > 1 and tokens[n - 1].text == "了" else n - 1
        token, asked = tokens[before], tokens[n + 1] if n + 1 < len(tokens) else None
        having = token.text.removesuffix("了").endswith(_CUES["parted"])
        says = having and token.kind in ("sign", "filler", "rest") and token.value not in ("not", "lack")
        lacks = having and token.value == "except"  # 不含子项的
        if lacks and _aside(tokens, before):
            read[before : n + 1] = [replace(one, kind="filler", value="words") for one in tokens[before : n + 1]]  # …，不含子项
        elif lacks:
            read[before], read[n] = replace(token, kind="filler"), replace(noun, kind="mention", value=Not(Has("subitem")))
        elif says and not (asked and asked.value in ("which", "howmany", "sum")):
            read[n] = replace(noun, kind="mention", value=Has("subitem"))
            read[before] = replace(token, kind="filler") if token.value != "yesno" else token
    return read


def _aside(tokens: list[Token], n: int) -> bool:
    """Whether the two words at `n` stand between marks, beside what is asked and no part of it."""
    return bool(n) and tokens[n - 1].kind == "mark" and all(t.kind == "mark" for t in tokens[n + 2 : n + 3])


def _about_wording(tokens: list[Token]) -> bool:
    """Whether 不同, 不一致 and the like speak of two printings of one name."""
    text = "".join(token.text for token in tokens)
    return any(word in text for word in _CUES["wording"]) or ("目录" in text and "表" in text)


def _conditions(token: Token, tokens: list[Token]) -> list[Condition] | None:
    """The conditions that a token says, several for several clauses; None where it says none."""
    if token.kind in ("mention", "choice", "meeting", "departments"):
        return [token.value]
    if token.kind == "clauses":
        return list(token.value) if isinstance(token.value, tuple) else [token.value]
    if token.kind == "word":
        return [Contains(_field_of_word(token, tokens), token.value)]
    if token.kind == "state" and (token.text not in _CUES["vague"] or _about_wording(tokens)):
        return [_state(token, tokens)]
    return None


def _state(token: Token, tokens: list[Token]) -> Is:
    """A state of duties: a defect of the document, or a boundary; differences of marks alone count where nothing excludes them."""
    kind, _, name = token.value.partition("-")
    if kind == "boundary":
        return Is("boundary-kind", (name,), _STATES[token.value])
    if token.value == "repaired":
        name = "row-shift"
    elif name == "marks-only":
        name = "wording-differs~"
    elif name == "wording-differs" and any(t.kind == "sign" and t.value == "beyond-marks" for t in tokens):
        name = "wording-differs!"
    return Is("finding", (name,), token.text)


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
        if token.kind != "noun" or token.value not in _TEXTS:
            continue
        closes = all(t.kind == "mark" for t in tokens[m + 1 :])
        inside = "".join(t.text for t in tokens[m + 1 : m + 3]).startswith(_CUES["places"])
        if (closes and _stands(word, token, tokens)) or (inside and token.value != "responsibility"):
            return token
    return None


def _stands(word: Token, noun: Token, tokens: list[Token]) -> bool:
    """Whether the words between say that the quoted word stands in the field: 见于哪些职责的运行要件."""
    between = "".join(t.text for t in tokens if word.end <= t.start < noun.start)
    return any(verb in between for verb in _CUES["stands"])


def _continues(tokens: list[Token], n: int, dimension: str) -> bool:
    """Whether the next mention is joined to this one, so that a denial covers it too."""
    rest = [t for t in tokens[n + 1 :] if t.kind not in ("filler",)]
    joined = bool(rest) and (
        (rest[0].kind == "sign" and rest[0].value in ("and", "or")) or (rest[0].kind == "mark" and rest[0].value == "、")
    )
    following = _conditions(rest[1], tokens) if joined and len(rest) > 1 else None
    return following is not None and not isinstance(following[0], All) and dimension_of(following[0]) == dimension


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
