"""tokens -> targets: what a question asks for, from its interrogative words and the nouns beside them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.question.conditions.atom import Atom
from kg.question.dimensions import those
from kg.question.mentions.token import Token
from kg.question.words.vocabulary import cues

_ANSWERED = ("phone", "mailbox", "document-number", "page", "supervision")
_DESCRIBED = (
    "document",
    "document-number",
    "responsibility",
    "meeting",
    "department",
    "issuer",
    "documents",
    "workflow",
    "accountability",
    "supervision",
    "mailbox",
    "phone",
    "boundary",
    "basis",
    "page",
)
_TEXTS = those("text", but=("quote", "basis"))  # of which 原文 may be asked: that of a basis is what it quotes
_CONTACTS = those("contact")
_STAND_IN = ("document", "department", "basis", "issuer")  # what the text of another field may speak of
_CUES = cues("targets")
NEED, CITES, PLACES, SPEAKS = (_CUES[name] for name in ("need", "cites", "places", "speaks"))
_NUMBERS, _WHO, _LISTS, _MEASURES = (_CUES[name] for name in ("numbers", "who", "lists", "measures"))
_CLASSES = cues("lexicon")["classes"]
_LISTED = ("哪些", "哪几", "哪一些")
_BESIDE = 2  # letters between a noun and the word that lists it
_COUNTING = ("howmany", "count-suffix")
_SUPERLATIVE = {"most", "least", "longest", "shortest"}


@dataclass(frozen=True, slots=True)
class Target:
    """A dimension that is asked for, whether only its number is, where, and whether an interrogative says so."""

    dimension: str
    count: bool
    start: int
    asked: bool


def targets(tokens: list[Token], atoms: list[Atom]) -> list[Target]:
    """What is asked for, most certain first; nothing where the question names no dimension."""
    significant = [t for t in tokens if t.kind in ("noun", "unit", "asks", "sign", "exact", "mark")]
    named = _distinct(_interrogated(tokens, significant, atoms)) or _last_noun(significant)
    found = [_meant(target, tokens, atoms) for target in named]
    if found and _only_describes(found[0], tokens, atoms):
        found[0] = replace(found[0], dimension="duty")
    of_given = any("responsibility" in a.dimension for a in atoms)
    if found and found[0].dimension == "responsibility" and found[0].count and of_given:
        found[0] = replace(found[0], dimension="duty")  # of a main responsibility that is given: 底下分几项
    if found and found[0].dimension == "duty" and found[0].count and _lists_too(significant):
        found[0] = replace(found[0], count=False)
    if found and any(t.text in _NUMBERS for t in significant[1:]):
        found = _numbered(found, significant)
    if [t.text for t in significant].count("怎么写") > 1 and any(a.dimension == "finding" for a in atoms):
        return [Target("wordings", False, 0, True)]
    texts = [t for t in significant if t.kind in ("noun", "asks") and t.value in _TEXTS]
    return [replace(t, dimension=str(texts[-1].value)) if t.dimension == "quote" and texts else t for t in found]


def _only_describes(target: Target, tokens: list[Token], atoms: list[Atom]) -> bool:
    """Whether the field of a target says what the duties are that are asked for: 材料要身份证明的是哪些."""
    within = [a.start for a in atoms if a.dimension == f"word:{target.dimension}"]
    asking = next((t for t in tokens if t.start == target.start), None)
    if not within or asking is None or not asking.text.startswith(_LISTED) or any(a.dimension == "duty" for a in atoms):
        return False
    behind = [t for t in tokens if t.start > within[-1] and t.kind not in ("filler", "mark", "unit")]
    return target.start > within[-1] and all(t is asking or t.value == "there-is" for t in behind)


def _lists_too(tokens: list[Token]) -> bool:
    """Whether duties are to be listed beside their number: 有多少条，分别是哪些; 有哪些，一共多少项."""
    places = [n for n, t in enumerate(tokens) if t.kind == "sign" and t.value in ("which", *_COUNTING)]
    kinds = {tokens[n].value == "which" for n in places}
    if len(kinds) < 2:
        return False
    for n in places:
        unit, noun = _behind(tokens, n)
        if tokens[n].value == "which" and (unit not in ("", "duty") or (noun and noun.value != "duty")):
            return False
    return any(t.kind == "mark" for t in tokens[places[0] : places[-1]])


def _interrogated(tokens: list[Token], significant: list[Token], atoms: list[Atom]) -> Iterator[Target]:
    """What interrogatives ask for, in the order in which they stand."""
    measured = any((t.kind == "sign" and t.value in _SUPERLATIVE) or t.kind == "compared" for t in tokens)
    given = {a.dimension for a in atoms}
    for n, token in enumerate(significant):
        if token.kind == "asks" and not (token.value in ("mailbox", "phone", "supervision") and token.value in given):
            yield _by_word(significant, n)
        elif token.kind == "sign" and token.value in ("which", *_COUNTING):
            if measured and (token.text in _MEASURES or token.value == "count-suffix"):
                continue
            if (
                any(a.dimension == "type" and 0 <= a.start - token.end <= 1 for a in atoms)
                or _of_kind(significant, n, atoms)
                or _within_field(tokens, significant, n)
            ):
                yield Target("duty", token.value in _COUNTING, token.start, True)
            elif target := _beside(significant, n):
                articles = target.dimension == "duty" and _cites(tokens, token, atoms)
                yield replace(target, dimension="basis") if articles else target


def _of_kind(tokens: list[Token], n: int, atoms: list[Atom]) -> bool:
    """Whether a kind of powers stands just before an interrogative with no noun behind it: 引用两部以上文件的处罚有哪些 (beside 哪些处罚, 几项许可)."""
    nouns = [t.start for t in tokens[:n] if t.kind == "noun"]
    unit, noun = _behind(tokens, n)
    if noun or unit not in ("", "duty") or not (nouns or len(atoms) > 1):
        return False
    nouns = nouns or [-1]
    return any(a.dimension == "type" and not a.negated and nouns[-1] < a.start < tokens[n].start for a in atoms)


def _within_field(tokens: list[Token], significant: list[Token], n: int) -> bool:
    """Whether it is asked in which duties a field has something: 哪几项的依据里引了国务院令, and not what that field is."""
    unit, noun = _behind(significant, n)
    if unit != "duty" or noun is None or noun.value not in (*_TEXTS, "basis"):
        return False
    return "".join(t.text for t in tokens[tokens.index(noun) + 1 :]).startswith(PLACES)


def _by_word(tokens: list[Token], n: int) -> Target:
    """What a word asks for that is an interrogative and a noun at once: 谁, 几款, 怎么办."""
    token, before = tokens[n], tokens[n - 1].value if n else ""
    if token.value == "department" and token.text in _WHO and (before in ("issuer", "body") or "|" in str(before)):
        return Target(str(before), False, token.start, True)
    if _names_duties(tokens, n):
        return Target("duty", False, token.start, True)
    dimension = "responsibility" if token.value == "duty" and before == "responsibility" else token.value
    return Target(dimension, token.text.startswith(("几款", "多少款")), token.start, True)


def _names_duties(tokens: list[Token], n: int) -> bool:
    """Whether 谁 stands for duties, as in 要会议纪要的事项都有谁."""
    before = next((t for t in reversed(tokens[:n]) if t.value not in ("all", "shared", "there-is")), None)
    closes = all(t.kind == "mark" for t in tokens[n + 1 :])
    return (
        tokens[n].text == "谁"
        and closes
        and tokens[n - 1].text in ("有", "都有")
        and before is not None
        and before.value == "duty"
    )


def _numbered(found: list[Target], tokens: list[Token]) -> list[Target]:
    """Targets where a number is asked for: 谁的…，给编号 wants the duty, and 的几项，编号 the duties and not how many."""
    first = found[0]
    asking = _said(first, tokens)
    if first.dimension == "department" and asking in _WHO:
        return [replace(first, dimension="duty")]
    few = len(found) == 1 and first.dimension == "duty" and first.count and asking == "几"
    return [replace(first, count=False)] if few else found


def _said(target: Target, tokens: list[Token]) -> str:
    """The word that asks for a target."""
    return next((token.text for token in tokens if token.start == target.start), "")


def _beside(tokens: list[Token], n: int) -> Target | None:
    """The noun behind an interrogative, else its measure word, else the noun before it."""
    asking = tokens[n]
    unit, noun = _behind(tokens, n)
    if noun:
        return _of_noun(noun, asking, many=unit in ("any", "department") or asking.text.endswith("不同的"))
    passed = ("sum", "each", "all", "there-is", "has")
    before = next((t for t in reversed(tokens[:n]) if t.kind != "mark" and t.value not in passed), None)
    if unit == "duty" and before and before.kind == "noun" and before.value == "responsibility":
        unit = "responsibility"  # as in 主要职责一共分几条
    if unit and unit != "any":
        return Target(unit, asking.value in _COUNTING, asking.start, True)
    for token in reversed(tokens[:n]):
        if token.kind == "noun" and token.value != "catalogue":
            return _of_noun(token, asking, many=unit == "any")
        if token.kind == "unit" and token.value == "clause":
            return Target("clause", asking.value in _COUNTING, asking.start, True)
    return None


def _behind(tokens: list[Token], n: int) -> tuple[str, Token | None]:
    """The measure word ("" for none) and the noun that follow the interrogative at `n` at once."""
    asking, unit = tokens[n], ""
    if asking.text in _MEASURES or asking.value == "count-suffix":
        return unit, None
    end = asking.end
    for token in tokens[n + 1 : n + 5]:
        if token.start - end > 1 or (token.kind == "unit" and unit not in ("", "any")):
            break
        end = token.end
        if token.kind == "noun":
            return unit, token if (unit, token.value) != ("duty", "department") else None  # 哪几样是一家股室就能办的
        if token.kind == "unit":
            unit = str(token.value)
        elif token.kind != "exact" and not (
            token.kind == "sign" and token.value in ("which", "same", "shared", "other", "is-title")
        ):
            break
    return unit, None


def _of_noun(noun: Token, asking: Token, *, many: bool) -> Target:
    """The noun that an interrogative asks for, or how many of it.

    多少 behind a noun such as 电话 asks for its value, unless something says that there are `many`.
    """
    different = asking.text.endswith("不同的")  # 有几个不同的号码
    counted = asking.value in _COUNTING and (different or (noun.text not in _NUMBERS and (many or not _answered(noun))))
    return Target(str(noun.value), counted, asking.start, True)


def _answered(noun: Token) -> bool:
    """Whether 多少 behind a noun asks for its value: 电话是多少, 办理时限是多少."""
    return noun.value in _ANSWERED or ("|" in str(noun.value) and not noun.text.endswith(_CLASSES))


def _cites(tokens: list[Token], asking: Token, atoms: list[Atom]) -> bool:
    """Whether articles are meant and not duties, as in 依据哪几条, 的依据是哪一条 and 出自哪条规定."""
    n = tokens.index(asking)
    before = next((t for t in reversed(tokens[:n]) if t.text not in _CUES["links"]), None)
    behind = [t for t in tokens[n + 1 :] if t.kind != "filler"]
    named = any(t.kind == "noun" and t.value == "duty" and t.start - asking.end <= _BESIDE for t in behind)
    behind_title = any(
        a.dimension == "document"
        and not [t for t in tokens if a.start < t.start < asking.start and t.text not in _CUES["within"]]
        for a in atoms
        if a.start < asking.start
    )
    if {"duty", "document"} <= {a.dimension for a in atoms if not a.negated} and behind and behind[0].text == "条":
        return True  # 5.1引的那个管理办法是哪几条
    if _cited_by(tokens, n, atoms):
        return False
    cites = behind_title or (before is not None and (before.text in CITES or before.value in ("basis", "document", "clause")))
    return cites and bool(behind) and behind[0].text in ("条", "项") and not named


def _cited_by(tokens: list[Token], n: int, atoms: list[Atom]) -> bool:
    """Whether a document or a clause is named with a verb before it and 的有, 的是 behind it, so that duties are meant: 引用章程的有哪几条."""
    named = max((a.start for a in atoms if a.dimension in ("document", "clause") and a.start < tokens[n].start), default=-1)
    before = "".join(t.text for t in tokens if t.start < named and named - t.end <= 1)
    behind = "".join(t.text for t in tokens[:n] if t.start > named).replace("了", "")
    verb_behind = any(f"{verb}的" in behind for verb in CITES) and not any(a.dimension == "duty" for a in atoms)
    cited = before.removesuffix("了").endswith(CITES) and behind in ("的是", "的有", "的都有", "的包括")
    return named >= 0 and (cited or (verb_behind and behind.endswith(("的是", "的有", "的都有"))))


def _listed(tokens: list[Token]) -> Token | None:
    """The noun that is to be listed: the one before 名单, or the one behind 列出 that closes its part of the sentence."""
    for n, (token, following) in enumerate(itertools.pairwise(tokens)):
        closes = n + 2 == len(tokens) or tokens[n + 2].kind == "mark"
        if following.text in _LISTS:
            noun = token
        elif token.value == "list" and token.text not in _LISTS and closes:
            noun = following
        else:
            continue
        if following.start - token.end <= _BESIDE and noun.kind == "noun" and noun.value != "catalogue":
            return noun
    return None


def _last_noun(tokens: list[Token]) -> list[Target]:
    """A question without interrogative asks for the noun that is to be listed (列出编号, 部门名单), else for its last noun."""
    if listed := _listed(tokens):
        return [Target(str(listed.value), False, listed.start, False)]
    for n, token in reversed(list(enumerate(tokens))):
        if (
            token.kind == "noun"
            and token.value in _CONTACTS
            and n > 1
            and tokens[n - 1].value == "and"
            and tokens[n - 2].value in _CONTACTS
        ):
            return [Target("supervision", False, token.start, False)]
        if token.kind == "noun" and token.value != "catalogue":
            both = n > 1 and tokens[n - 1].value in ("and", "、") and tokens[n - 2].kind == "noun" and _is_field(tokens[n - 2])
            first = [Target(str(tokens[n - 2].value), False, tokens[n - 2].start, False)] if both and _is_field(token) else []
            return [*first, Target(str(token.value), False, token.start, False)]
        if token.kind == "unit" and token.value in ("clause",):
            return [Target("clause", False, token.start, False)]
    return []


def _is_field(noun: Token) -> bool:
    """Whether a noun is a field of duties: 5.3的流程和要件, 咨询电话和监督电话."""
    return noun.value in (*_TEXTS, *_ANSWERED) or "|" in str(noun.value)


def _distinct(found: Iterable[Target]) -> list[Target]:
    """Each dimension once; a count of duties beside another count is kept as it stands."""
    seen: dict[str, Target] = {}
    for target in found:
        known = seen.get(target.dimension)
        if known is None or target.count != known.count:
            seen[target.dimension] = target
    return list(seen.values())


def _told_within(target: Target, tokens: list[Token], atoms: list[Atom]) -> str:
    """The field of a given duty in which the thing asked for is said to stand (7.5的要件里引用了哪部法律): its text tells; "" for none."""
    if target.dimension not in _STAND_IN or not target.asked or not any(a.dimension == "duty" for a in atoms):
        return ""
    nouns = [n for n, t in enumerate(tokens) if t.kind == "noun" and t.start < target.start]
    field = tokens[nouns[-1]] if nouns else None
    if field is None or field.value not in those("printed"):
        return ""
    behind = "".join(t.text for t in tokens[nouns[-1] + 1 :] if t.start < target.start)
    return str(field.value) if behind.startswith(PLACES) or behind.removesuffix("了").endswith(SPEAKS) else ""


def _said_whole(tokens: list[Token]) -> bool:
    """Whether the words of something are asked for, and not those that it quotes."""
    return any(t.text in _CUES["whole"] for t in tokens) and not any(
        t.kind == "noun" and t.value in ("basis", "clause") for t in tokens
    )


def _meant(target: Target, tokens: list[Token], atoms: list[Atom]) -> Target:
    """The dimension that a noun of several meanings has in this question."""
    before = [t.value for t in tokens if t.kind == "noun" and t.start < target.start and t.value != target.dimension]
    if target.dimension == "name" and before and before[-1] in _DESCRIBED:
        return replace(target, dimension=before[-1])
    if within := _told_within(target, tokens, atoms):
        return replace(target, dimension=within)
    if target.dimension == "department" and before and before[-1] == "body":
        return replace(target, dimension="body")  # as in 行使主体是哪个部门
    if target.dimension == "clause" and before and before[-1] == "responsibility":
        return replace(target, dimension="responsibility") if _said(target, tokens).endswith("第几条") else target
    if target.dimension == "quote" and _said_whole(tokens) and {a.dimension for a in atoms} == {"responsibility"}:
        return replace(target, dimension="responsibility-text")  # 第二项主要职责的原文
    if target.dimension == "responsibility" and any(t.text in (*_CUES["whole"], *_CUES["worded"]) for t in tokens):
        return replace(target, dimension="responsibility-text")
    if target.dimension == "document" and any(a.dimension == "duty" for a in atoms) and any(t.text in NEED for t in tokens):
        return target if {"basis", "clause"} & set(before) else replace(target, dimension="documents")
    return target
