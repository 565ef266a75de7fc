"""tokens -> what their interrogatives ask for, each by the noun or measure word beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.question.condition import Is
from kg.question.conditions.atom import Atom
from kg.question.dimensions import those
from kg.question.mentions.token import Token, following
from kg.question.wanted.target import Target
from kg.question.words.vocabulary import cues

ANSWERED = ("phone", "mailbox", "document-number", "page", "supervision")
TEXTS = those("text", but=("quote", "basis"))  # of which 原文 may be asked: that of a basis is what it quotes
COUNTING = ("howmany", "count-suffix")
BESIDE = 2  # letters between a noun and the word that lists it
_CUES = cues("targets")
CITES, PLACES = (_CUES[name] for name in ("cites", "places"))
NUMBERS, WHO = (_CUES[name] for name in ("numbers", "who"))
_MEASURES = _CUES["measures"]
_CLASSES = cues("lexicon")["classes"]
_SUPERLATIVE = {"most", "least", "longest", "shortest"}

_DONE_BY = re.compile(
    "(?:一起|共同|联合|一同|一块儿?|都|来|同时|合伙|负责|承办|承担|办理?|管|做|干|实施|参与|参加|牵头|配合)+的(?:是|有)?"
)


def interrogated(tokens: list[Token], significant: list[Token], atoms: list[Atom]) -> Iterator[Target]:
    """What interrogatives ask for, in the order in which they stand."""
    measured = any((t.kind == "sign" and t.value in _SUPERLATIVE) or t.kind == "compared" for t in tokens)
    given = {a.dimension for a in atoms}
    for n, token in enumerate(significant):
        if token.kind == "asks" and not (token.value in ("mailbox", "phone", "supervision") and token.value in given):
            yield _by_word(significant, n)
        elif token.kind == "sign" and token.value in ("which", *COUNTING):
            if measured and (token.text in _MEASURES or token.value == "count-suffix"):
                continue
            if (
                any(a.dimension == "type" and 0 <= a.start - token.end <= 1 for a in atoms)
                or _of_kind(significant, n, atoms)
                or _within_field(tokens, significant, n)
                or _measured(tokens, significant, n)
                or _of_several(tokens, significant, n)
                or _rests(significant, n, given)
            ):
                yield Target("duty", token.value in COUNTING, token.start, True)
            elif target := _beside(significant, n):
                articles = target.dimension == "duty" and _cites(tokens, token, atoms)
                yield replace(target, dimension="basis") if articles else target


def _of_kind(tokens: list[Token], n: int, atoms: list[Atom]) -> bool:
    """Whether a kind of powers stands just before an interrogative with no noun behind it: 引用两部以上文件的处罚有哪些 (beside 哪些处罚, 几项许可)."""
    nouns = [t.start for t in tokens[:n] if t.kind == "noun"]
    unit, noun = behind(tokens, n)
    if noun or unit not in ("", "duty") or not (nouns or len(atoms) > 1):
        return False
    nouns = nouns or [-1]
    return any(a.dimension == "type" and not a.negated and nouns[-1] < a.start < tokens[n].start for a in atoms)


def _within_field(tokens: list[Token], significant: list[Token], n: int) -> bool:
    """Whether it is asked in which duties a field has something: 哪几项的依据里引了国务院令, and not what that field is."""
    unit, noun = behind(significant, n)
    if unit != "duty" or noun is None or noun.value not in (*TEXTS, "basis"):
        return False
    return "".join(t.text for t in tokens[tokens.index(noun) + 1 :]).startswith(PLACES)


def _measured(tokens: list[Token], significant: list[Token], n: int) -> bool:
    """Whether it is asked which duties have so many of something: 哪几项的监督电话不止一个, and not which of these there are so many."""
    unit, noun = behind(significant, n)
    after = following(tokens, tokens.index(noun)) if noun else None
    if unit != "duty" or noun is None or noun.value == "duty" or after is None:
        return False
    most = after.value in ("most", "least") and tokens[tokens.index(noun) - 1].text == "的"  # 哪一项的流程步骤最多
    return most or after.kind in ("compared", "exact")


def _of_several(tokens: list[Token], significant: list[Token], n: int) -> bool:
    """Whether it is asked what so many departments do, and not which of them: 两个科室共同承办的有哪些."""
    unit, noun = behind(significant, n)
    said = tokens[: tokens.index(significant[n])]
    many = next((m for m, t in enumerate(said) if t.kind == "exact" and t.value[1] > 1), len(said))
    behind_it = said[many + 1 : many + 2]
    if noun or unit not in ("", "duty") or not behind_it or behind_it[0].value != "department":
        return False
    return bool(_DONE_BY.fullmatch("".join(t.text for t in said[many + 2 :])))


def _rests(tokens: list[Token], n: int, given: set[str]) -> bool:
    """Whether it is asked which duties rest on the clause or document that is named: 章程第三十二条是哪项的依据."""
    unit, noun = behind(tokens, n)
    closes = noun is not None and all(t.kind == "mark" for t in tokens[tokens.index(noun) + 1 :])
    cited = bool({"clause", "document"} & given) and "duty" not in given
    return unit == "duty" and noun is not None and noun.value == "basis" and closes and cited


def _by_word(tokens: list[Token], n: int) -> Target:
    """What a word asks for that is an interrogative and a noun at once: 谁, 几款, 怎么办."""
    token, before = tokens[n], tokens[n - 1].value if n else ""
    if token.value == "department" and token.text in WHO and (before in ("issuer", "body") or "|" in str(before)):
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


def _beside(tokens: list[Token], n: int) -> Target | None:
    """The noun behind an interrogative, else its measure word, else the noun before it."""
    asking = tokens[n]
    unit, noun = behind(tokens, n)
    if noun:
        return _of_noun(noun, asking, many=unit in ("any", "department") or asking.text.endswith("不同的"))
    passed = ("sum", "each", "all", "there-is", "has")
    before = next((t for t in reversed(tokens[:n]) if t.kind != "mark" and t.value not in passed), None)
    if unit == "duty" and before and before.kind == "noun" and before.value == "responsibility":
        unit = "responsibility"  # as in 主要职责一共分几条
    if unit and unit != "any":
        return Target(unit, asking.value in COUNTING, asking.start, True)
    for token in reversed(tokens[:n]):
        if token.kind == "noun" and token.value != "catalogue":
            return _of_noun(token, asking, many=unit == "any")
        if token.kind == "unit" and token.value == "clause":
            return Target("clause", asking.value in COUNTING, asking.start, True)
    return None


def behind(tokens: list[Token], n: int) -> tuple[str, Token | None]:
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
    numbers = noun.text not in NUMBERS or (many and noun.text == "号码")  # 有几个号码
    counted = asking.value in COUNTING and (different or (numbers and (many or not _answered(noun))))
    return Target(str(noun.value), counted, asking.start, True)


def _answered(noun: Token) -> bool:
    """Whether 多少 behind a noun asks for its value: 电话是多少, 办理时限是多少."""
    return noun.value in ANSWERED or ("|" in str(noun.value) and not noun.text.endswith(_CLASSES))


def _cites(tokens: list[Token], asking: Token, atoms: list[Atom]) -> bool:
    """Whether articles are meant and not duties, as in 依据哪几条, 的依据是哪一条 and 出自哪条规定."""
    n = tokens.index(asking)
    before = next((t for t in reversed(tokens[:n]) if t.text not in _CUES["links"]), None)
    behind = [t for t in tokens[n + 1 :] if t.kind != "filler"]
    named = any(t.kind == "noun" and t.value == "duty" and t.start - asking.end <= BESIDE for t in behind)
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
    unit = next((t.text for t in tokens[n + 1 :] if t.kind != "filler"), "")
    verb_behind &= unit == "项" or behind.endswith(("的有", "的都有")) or "被" in before  # 废物条例引的是哪几条: its own articles
    listed = behind in ("的是", "的有", "的都有", "的包括") or (
        behind == "的" and tokens[n].text.startswith("有")
    )  # 的·有多少·项
    cited = (before.rstrip("了过着到").endswith(CITES) or _says_within(tokens, atoms, named)) and listed
    return named >= 0 and (cited or (verb_behind and behind.endswith(("的是", "的有", "的都有"))))


def _says_within(tokens: list[Token], atoms: list[Atom], named: int) -> bool:
    """Whether the words of a condition say more than its name: 法定依据包含《…》."""
    one = next((a.condition for a in atoms if a.start == named), None)
    behind = next((t.start for t in tokens if t.start > named), named)
    return isinstance(one, Is) and behind - named > len(one.said)
