"""tokens -> conditions: which mentions restrict the duties, which are denied, and how they are joined."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.question.algebra import All, AnyOf, Compares, Condition, Contains, Has, Is, Not
from kg.question.scan import Token

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
_FIELDS = (
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
)


_TEXTS = {
    **{
        name: name
        for name in ("name", "contents-name", "workflow", "documents", "accountability", "boundary", "supervision", "quote")
    },
    "basis": "basis",
    "responsibility": "responsibility-text",
}


_PLACES = ("里", "中", "上", "那栏", "一栏", "栏", "这一栏", "当中")


@dataclass(frozen=True, slots=True)
class Atom:
    """One condition, whether it is denied, the dimension it is about, and where it stands."""

    condition: Condition
    negated: bool
    dimension: str
    start: int = 0

    @property
    def said(self) -> Condition:
        """The condition, denied where it is."""
        return Not(self.condition) if self.negated else self.condition


def together(atoms: list[Atom]) -> Condition:
    """All atoms at once; several affirmed things of one dimension are alternatives."""
    parts: list[Condition] = []
    grouped: dict[str, list[Is]] = {}
    for atom in atoms:
        if isinstance(atom.condition, Is) and not atom.negated:
            if atom.dimension not in grouped:
                parts.append(atom.condition)
            grouped.setdefault(atom.dimension, []).append(atom.condition)
        else:
            parts.append(atom.said)
    merged = [_merged(grouped[p.dimension]) if isinstance(p, Is) and p.dimension in grouped else p for p in parts]
    return merged[0] if len(merged) == 1 else All(tuple(merged))


def _merged(same: list[Is]) -> Is:
    terms = tuple(dict.fromkeys(term for one in same for term in one.terms))
    return same[0] if len(same) == 1 else Is(same[0].dimension, terms, "或".join(one.said for one in same))


def atoms(tokens: list[Token]) -> tuple[list[Atom], list[Token]]:
    """The conditions of a question, and the tokens that are not part of one."""
    found: list[Atom] = []
    left: list[Token] = []
    denied = excepted = False
    last_dimension = ""
    placed: Token | None = None
    n = 0
    while n < len(tokens):
        token = tokens[n]
        sign = token.value if token.kind == "sign" else ""
        if sign == "outside":
            _deny_last(found)
        elif sign == "except" and found and _denies_before(tokens, n):
            _deny_joined(found, tokens[:n])
        elif sign == "except":
            excepted = True
        elif token.text in ("不要", "不算", "不是") and (declined := _declined(tokens, n, left)):
            n = declined
        elif sign in ("not", "lack") and found and (_denies_before(tokens, n) or _denies_at_end(tokens, n)):
            _deny_joined(found, tokens[:n])
        elif sign in ("not", "lack"):
            field = _field_beside(tokens, n, left, sign)
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
                last_dimension = _dimension(one)
                found.append(_atom(one, denied or excepted, token.start))
            if not excepted:
                _drop_introduction(left, last_dimension)
            if not _continues(tokens, n, last_dimension):
                denied = excepted = False
        elif token is not placed:
            if token.kind == "mark" and token.value in ",，。;；?？":
                denied = False
            left.append(token)
        n += 1
    return found, left


def _atom(condition: Condition, negated: bool, start: int) -> Atom:
    """An atom whose condition is not itself a denial."""
    dimension = _dimension(condition)
    if isinstance(condition, Not):
        return Atom(condition.inner, not negated, dimension, start)
    return Atom(condition, negated, dimension, start)


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
        if token.kind == "noun" and token.value in _TEXTS and token.value != "responsibility" and place.startswith(_PLACES):
            return token
    return None


def _dimension(condition: Condition) -> str:
    if isinstance(condition, Not):
        return _dimension(condition.inner)
    if isinstance(condition, All | AnyOf):
        return _dimension(condition.parts[0])
    if isinstance(condition, Contains):
        return f"word:{condition.dimension}"
    return condition.dimension if isinstance(condition, Is | Compares) else ""


def _continues(tokens: list[Token], n: int, dimension: str) -> bool:
    """Whether the next mention is joined to this one, so that a denial covers it too."""
    rest = [t for t in tokens[n + 1 :] if t.kind not in ("filler",)]
    joined = bool(rest) and (
        (rest[0].kind == "sign" and rest[0].value in ("and", "or")) or (rest[0].kind == "mark" and rest[0].value == "、")
    )
    following = _condition(rest[1], tokens) if joined and len(rest) > 1 else None
    return following is not None and _dimension(following[0]) == dimension


def _deny_last(found: list[Atom]) -> None:
    """Things before 以外 and 之外: the last run of things of one dimension is denied."""
    for n in range(len(found) - 1, -1, -1):
        if found[n].dimension != found[-1].dimension or isinstance(found[n].condition, Not):
            return
        found[n] = Atom(found[n].condition, True, found[n].dimension, found[n].start)


def _denies_before(tokens: list[Token], n: int) -> bool:
    """Whether a denial follows the thing that it denies: 基层工作部却没依据的款, 办公室的先刨掉."""
    before = next((t for t in reversed(tokens[:n]) if t.kind != "filler" and t.value not in ("all", "which")), None)
    behind = next((t for t in tokens[n + 1 :] if t.kind != "filler" and t.value not in ("all", "there-is")), None)
    if before is None or before.kind not in ("mention", "choice", "state", "word", "clauses", "meeting"):
        return False
    return (
        behind is None
        or behind.kind in ("mark", "unit", "asks")
        or (behind.kind == "noun" and (behind.value not in _FIELDS or behind.value in ("department", "clause", "document")))
        or behind.value in ("which", "list", "howmany")
    )


def _declined(tokens: list[Token], n: int, left: list[Token]) -> int:
    """The place of a noun that is not wanted (要邮箱，不要电话); 0 where the denial means something else."""
    behind = tokens[n + 1] if n + 1 < len(tokens) else None
    wanted = any(t.kind in ("noun", "asks") and t.value in _FIELDS for t in left)
    return n + 1 if behind and behind.kind == "noun" and behind.value in _FIELDS and wanted else 0


def _denies_at_end(tokens: list[Token], n: int) -> bool:
    """Whether a question ends in that there is nothing: 办公室在哪些款上一项都没有."""
    return tokens[n].text.endswith("都没有") and all(t.kind in ("mark", "filler") for t in tokens[n + 1 :])


def _deny_joined(found: list[Atom], before: list[Token]) -> None:
    """The last thing is denied, and those that 和 or 、 join to it."""
    starts: list[int] = []
    joined = True
    for token in reversed(before):
        if token.kind in ("mention", "choice", "state", "word", "clauses", "meeting"):
            if not joined:
                break
            starts.append(token.start)
            joined = False
        elif starts and not ((token.kind == "sign" and token.value in ("and", "or")) or token.value == "、"):
            break
        elif starts:
            joined = True
    found[:] = [replace(one, negated=True) if one.start in starts else one for one in found]


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


def _field_beside(tokens: list[Token], n: int, left: list[Token], sign: str) -> tuple[str, int] | None:
    """The field that is said to be missing: behind the word ("没有责任事项"), or before it ("责任事项缺失")."""
    for m in range(n + 1, min(n + 5, len(tokens))):
        token = tokens[m]
        if (token.kind == "noun" and token.value in (*_FIELDS,)) or (token.kind == "noun" and "/" in str(token.value)):
            after = tokens[m + 1] if m + 1 < len(tokens) else None
            if sign == "not" and (
                tokens[n].text not in ("没有", "没", "未", "无", "找不到", "查不到", "不见")
                or (after and after.kind in ("mention", "state"))
            ):
                return None
            return str(token.value), m
        if token.kind not in ("filler",) and not (token.kind == "sign" and token.value in ("lack", "has", "there-is")):
            break
    if (
        sign == "not"
        and tokens[n].text != "没有"
        and not (n + 1 < len(tokens) and tokens[n + 1].text in ("有", "写", "填", "内容", "标注", "注明"))
    ):
        return None
    if sign == "not" and any(
        t.kind in ("mention", "state", "noun", "word") or (t.kind == "sign" and t.value == "approve")
        for t in tokens[n + 1 : n + 6]
    ):
        return None
    for m in range(len(left) - 1, -1, -1):
        if left[m].kind == "noun" and (left[m].value in _FIELDS or "/" in str(left[m].value)) and left[m].value != "department":
            return str(left.pop(m).value), n
        if left[m].kind not in ("filler", "mark") and not (
            left[m].kind == "sign" and left[m].value in ("all", "there-is", "yesno")
        ):
            return None
    return None
