"""tokens -> targets: what a question asks for, by its interrogatives or its nouns, and what is meant by these here."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace

from kg.question.conditions.atom import Atom
from kg.question.dimensions import those
from kg.question.mentions.token import Token
from kg.question.wanted.interrogated import ANSWERED, BESIDE, COUNTING, NUMBERS, PLACES, TEXTS, WHO, behind, interrogated
from kg.question.wanted.target import Target
from kg.question.words.vocabulary import cues

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
    "subitem",
)
_CONTACTS = those("contact")
_STAND_IN = ("document", "department", "basis", "issuer")  # what the text of another field may speak of
_CUES = cues("targets")
NEED, SPEAKS = _CUES["need"], _CUES["speaks"]
_LISTS = _CUES["lists"]
_LISTED = ("哪些", "哪几", "哪一些")


def targets(tokens: list[Token], atoms: list[Atom]) -> list[Target]:
    """What is asked for, most certain first; nothing where the question names no dimension."""
    significant = [t for t in tokens if t.kind in ("noun", "unit", "asks", "sign", "exact", "mark")]
    named = _distinct(interrogated(tokens, significant, atoms)) or _last_noun(significant)
    found = [_meant(target, tokens, atoms) for target in named]
    if any(a.dimension == "duty" for a in atoms):  # 3.1的流程一共几步
        found = [replace(t, dimension="step") if t.count and t.dimension == "workflow" else t for t in found]
    if found and _only_describes(found[0], tokens, atoms):
        found[0] = replace(found[0], dimension="duty")
    of_given = any("responsibility" in a.dimension for a in atoms)
    if found and found[0].dimension == "responsibility" and found[0].count and of_given:
        found[0] = replace(found[0], dimension="duty")  # of a main responsibility that is given: 底下分几项
    if found and found[0].dimension == "duty" and found[0].count and _lists_too(significant):
        found[0] = replace(found[0], count=False)
    if found and any(t.text in NUMBERS for t in significant[1:]):
        found = _numbered(found, significant)
    if [t.text for t in significant].count("怎么写") > 1 and any(a.dimension == "finding" for a in atoms):
        return [Target("wordings", False, 0, True)]
    texts = [t for t in significant if t.kind in ("noun", "asks") and t.value in TEXTS]
    return [replace(t, dimension=str(texts[-1].value)) if t.dimension == "quote" and texts else t for t in found]


def _only_describes(target: Target, tokens: list[Token], atoms: list[Atom]) -> bool:
    """Whether the field of a target says what the duties are that are asked for: 材料要身份证明的是哪些."""
    within = [a.start for a in atoms if a.dimension == f"word:{target.dimension}"] or _inside(target, tokens, atoms)
    asking = next((t for t in tokens if t.start == target.start), None)
    if not within or asking is None or not asking.text.startswith(_LISTED) or any(a.dimension == "duty" for a in atoms):
        return False
    behind = [t for t in tokens if t.start > within[-1] and t.kind not in ("filler", "mark", "unit")]
    return target.start > within[-1] and all(t is asking or t.value == "there-is" for t in behind)


def _inside(target: Target, tokens: list[Token], atoms: list[Atom]) -> list[int]:
    """Where conditions stand that are said of what is in the field of a target: 监督方式里没留信箱的有哪些."""
    ends = [t.end for t, behind in itertools.pairwise(tokens) if t.value == target.dimension and behind.text in PLACES]
    return [a.start for a in atoms if ends and a.start > ends[0] and a.dimension in ("has", "document")]


def _lists_too(tokens: list[Token]) -> bool:
    """Whether duties are to be listed beside their number: 有多少条，分别是哪些; 有哪些，一共多少项."""
    places = [n for n, t in enumerate(tokens) if t.kind == "sign" and t.value in ("which", *COUNTING)]
    kinds = {tokens[n].value == "which" for n in places}
    if len(kinds) < 2:
        return False
    for n in places:
        unit, noun = behind(tokens, n)
        if tokens[n].value == "which" and (unit not in ("", "duty") or (noun and noun.value != "duty")):
            return False
    return any(t.kind == "mark" for t in tokens[places[0] : places[-1]])


def _numbered(found: list[Target], tokens: list[Token]) -> list[Target]:
    """Targets where a number is asked for: 谁的…，给编号 wants the duty, and 的几项，编号 the duties and not how many."""
    first = found[0]
    asking = _said(first, tokens)
    if first.dimension == "department" and asking in WHO:
        return [replace(first, dimension="duty")]
    few = len(found) == 1 and first.dimension == "duty" and first.count and asking == "几"
    return [replace(first, count=False)] if few else found


def _said(target: Target, tokens: list[Token]) -> str:
    """The word that asks for a target."""
    return next((token.text for token in tokens if token.start == target.start), "")


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
        if following.start - token.end <= BESIDE and noun.kind == "noun" and noun.value != "catalogue":
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
    return noun.value in (*TEXTS, *ANSWERED) or "|" in str(noun.value)


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
    if target.dimension == "name" and before and (before[-1] in _DESCRIBED or "|" in str(before[-1])):
        return replace(target, dimension=str(before[-1]))  # 备注说了什么
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
