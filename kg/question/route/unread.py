"""What an analytic question says and its query does not know: however well the rest is read, an answer would be wrong."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Any, get_args

from kg.question.algebra import (
    Alike,
    Among,
    Asked,
    Compared,
    Difference,
    Every,
    Exists,
    Groups,
    Mean,
    Meets,
    More,
    One,
    Portion,
    Query,
    Reaches,
    Shared,
    Sides,
    Values,
)
from kg.question.condition import All, Beside, Compares, Contains, Has, Is, Numbers, Repeated, Same, Term
from kg.question.conditions.atom import Atom, stretch
from kg.question.conditions.cast import Play
from kg.question.constructions.frame import DESCRIBES
from kg.question.mentions.token import Token, sentences
from kg.question.route import uncompared, unplayed
from kg.question.structure import counted, made_of, of_duties
from kg.question.words.parts import dimension
from kg.question.words.vocabulary import cues

_IS = ("是", "为", "不是", "并非", "不为")
_LAW = re.compile("[\u4e00-\u9fff]{2,}(?:法|条例|章程)$")
_COUNTED_IN = re.compile("算|包括|在内|加上|连同")
_GIVEN = ("responsibility", "clause")
_TELLS = 2  # letters of a word that says something
_SHARES = ("百分", "百分之", "比例", "比重", "百分比", "占比", "几成", "全部", "所占")
_PERCENT = re.compile("成$|百分|半")
_WHETHER = ("是不是", "是否")
_IDLE = re.compile("|".join(cues("unread")["idle"]))
_THERE = re.compile("有|存在|收录|列")
_AS_MANY = cues("unread")["as-many"]
_STATISTICS = re.compile("|".join(cues("unread")["statistics"]))
_TEXTS = ("workflow", "documents", "accountability", "boundary")
_FIELDS, _NONE = (*_TEXTS, "phone", "mailbox", "supervision", "basis"), ("没有", "没", "无", "未")
_IN = re.compile("里|中|当中|之中")
_DEPARTMENT = re.compile(  # where a department may stand
    "(?:^|\0|[的由归被是])(?P<name>[\u4e00-\u9fff]{2,8}?(?:科|股|中心|大队|支队|办公室|服务站))(?=\0|[的也都和与跟、,]|引用|牵头|配合|参与|承办|负责)"
)
_ONLY = re.compile("只|仅|光")
_BOOLEAN = (*get_args(Asked), *get_args(Compared))


def unread(
    query: Query, tokens: Sequence[Token], atoms: Sequence[Atom], plays: Sequence[Play], limit: Is | None, *, roles: bool
) -> str:
    """The first words of weight that no part of the query holds; "" where all are held.

    `roles`: whether the base prints which part a department plays.
    """
    if said := _other_body(tokens):
        return said
    parts = list(made_of(query))
    strings = {part for part in parts if isinstance(part, str)}
    if limit and not set(limit.terms) <= strings:
        return limit.said
    if (
        isinstance(query, Shared)
        and query.dimension == "clause"
        and (law := next((a for a in atoms if a.dimension == "document"), None))
    ):
        return _said(law, tokens)  # the clauses that two duties have in common need be none of that law's
    numbered = any(a.dimension == "duty" and not a.negated for a in atoms)
    numbered &= not any(stretch(a.condition) for a in atoms)
    told = [a for a in atoms if not (numbered and a.dimension in DESCRIBES)]
    if any(isinstance(part, One | Meets | Alike | Same | Repeated) for part in parts):
        told = [a for a in told if a.dimension != "finding"]  # 照抄 of two texts is no finding
    if said := next((_said(atom, tokens) for atom in told if not _held(atom.condition, parts, strings)), ""):
        return said
    if isinstance(query, Exists) and _is_duty(query.where) and (asks := _asks_more(tokens)):
        return asks
    if only := next((a for a in atoms if a.only and not _alone(a, query, parts, strings)), None):
        return f"只…{_said(only, tokens)}"
    return (
        unplayed.lost(query, tokens, plays, parts)
        or unplayed.reviewed(query, tokens)
        or _words(query, tokens, parts, roles=roles)
        or _place(query, tokens, strings)
        or _part_lacking(query, tokens)
        or _left(query, tokens, atoms)
        or _stranger(tokens)
        or uncompared.second(query, tokens)
        or _bare(query, tokens)
        or uncompared.untimed(tokens)
        or uncompared.unsized(parts, tokens)
        or unplayed.by_itself(tokens, strings, parts)
    )


def _other_body(tokens: Sequence[Token]) -> str:
    """The body that a column is said to be or not to be (决定机关不是县医保局的), by a name that is none of its values; "" for none."""
    for before, behind in itertools.pairwise(t for t in tokens if t.value != "words" or t.text in _IS):
        if behind.kind == "body" and before.text in _IS and any("|" in str(t.value) for t in tokens if t.end <= before.start):
            return before.text + behind.text
    return ""


def _is_duty(where: Any) -> bool:
    return isinstance(where, Is) and where.dimension == "duty"


def _asks_more(tokens: Sequence[Token]) -> str:
    """What is asked whether of a duty given by its number, but that it is there: 6.2的流程要不要上会; "" for nothing."""
    nouns = (t for t in tokens if t.kind == "noun" and t.value not in ("duty", "name", "catalogue", "department"))
    if said := next((t.text for t in nouns), "") or next((t.text for t in tokens if t.kind == "rest"), ""):
        return said
    there = _THERE.search("".join(t.text for t in tokens))
    return "" if there else next((t.text for t in tokens if t.value == "yesno"), "")


def _bare(query: Query, tokens: Sequence[Token]) -> str:
    """The field that is spoken of where all duties are listed or counted all the same (局长信箱对应几项); "" for none."""
    values = counted(query)
    if not isinstance(values, Values) or values.dimension not in ("duty", "item") or values.where != All():
        return ""
    fields = (*_TEXTS, "phone", "mailbox")
    return next((t.text for t in tokens if t.kind == "noun" and t.value in fields), "")


def _alone(atom: Atom, query: Query, parts: Sequence[Any], strings: set[str]) -> bool:
    """Whether a query holds that nothing but an atom is meant; of a duty's one kind or main responsibility that says nothing more."""
    one_of_a_duty = atom.dimension in ("type", "responsibility", "duty", "authority", "lead") and of_duties(query)
    says = any(isinstance(part, Every | Numbers | Among) or getattr(part, "never", None) for part in parts)
    return one_of_a_duty or says or "sole" in strings or atom.negated or not isinstance(atom.condition, Is)


def _part_lacking(query: Query, tokens: Sequence[Token]) -> str:
    """What is said to be missing in a field of duties and nothing knows (投诉电话没有区号的): that the field is missing says something else."""
    for noun, denial, thing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        field = noun.kind == "noun" and (noun.value in _FIELDS or "|" in str(noun.value))
        if field and denial.value == "not" and denial.text in _NONE and thing.kind == "rest" and of_duties(query):
            return denial.text + thing.text
    return ""


def _left(query: Query, tokens: Sequence[Token], atoms: Sequence[Atom]) -> str:
    """The first word of a part of the sentence that asks or restricts, which nothing has read: 基层工作部 where no department is called so.

    A department's short form says nothing of the letters before it (the 宣传 of 宣传网络部, which is no other department's 网络部).
    What a number gives (第九项主要职责, 第七款) may be told in other words beside it.
    """
    if any(a.dimension == "duty" and not a.negated for a in atoms):
        return ""
    given = any(a.dimension in _GIVEN and not a.negated for a in atoms)
    counted_in = bool(_COUNTED_IN.search("".join(t.text for t in tokens)))
    named = "、".join(_said(a, tokens) for a in atoms)
    for part in sentences(tokens):
        if not any(t.kind not in ("filler", "rest", "mark") for t in part):
            continue  # 记者写稿求证：
        for n, token in enumerate(part):
            if (isinstance(query, Portion | Reaches) and (token.text in _SHARES or _PERCENT.search(token.text))) or (
                (counted_in or isinstance(query, Sides)) and dimension(token.text)
            ):
                continue
            if token.kind != "rest" or len(token.text) < _TELLS or _IDLE.search(token.text) or token.text in named:
                continue
            asked = any(t.value in ("howmany", "which") for t in part[:n])
            if (behind := _department_behind(part, n)) or not given or asked:  # 第二大项下有几项要查处
                return token.text + behind
    return ""


def _stranger(tokens: Sequence[Token]) -> str:
    """A department that no catalogue has, whose letters stand for words elsewhere (应急指挥中心 where no department is called so)."""
    said = "".join(t.text if t.kind in ("rest", "filler") else "\0" for t in tokens)
    unread = [t for t in tokens if t.kind == "rest"]
    for found in _DEPARTMENT.finditer(said) if unread else ():
        if any(t.text in found["name"] for t in unread):
            return found["name"]
    return ""


def _place(query: Query, tokens: Sequence[Token], strings: set[str]) -> str:
    """The field in which duties are said to have something, where the query looks into none (要件里有请示、…的有几项); and nothing else.

    The query gives the field itself where it is said what alone stands in it (职责边界里只提到办公室的).
    """
    for noun, behind, only in zip(tokens, tokens[1:], tokens[2:], strict=False):
        alone = noun.kind == "noun" and noun.value in _TEXTS and _IN.match(behind.text) and _ONLY.match(only.text)
        if alone and isinstance(query, Values) and query.dimension == noun.value:
            return noun.text + behind.text + only.text
    for token, behind in itertools.pairwise(tokens) if of_duties(query) else ():
        if (
            token.kind == "noun"
            and token.value in _TEXTS
            and not {token.value, f"{token.value}-kind"} & strings
            and _IN.match(behind.text)
        ):
            return token.text + behind.text
    return ""


def _department_behind(part: Sequence[Token], n: int) -> str:
    """The rest of a department's name behind its first letters; "" where they begin none."""
    said, at = "", part[n].end
    for token in part[n + 1 : n + 3]:
        if token.start != at:
            break
        said, at = said + token.text, token.end
        if token.value == "department" or getattr(token.value, "dimension", "") == "department":
            return said
    return ""


def _words(query: Query, tokens: Sequence[Token], parts: Sequence[Any], *, roles: bool) -> str:
    """What the query leaves out of what is said, the first word of it; "" where all of it is taken up.

    Some of the departments that nobody names, a law that is not known, a part that a department plays in no atom, 除了 that nothing leaves out, a superlative or a
    comparison that nothing ranks or compares, a question whether that is not answered so.
    """
    text = "".join(token.text for token in tokens)
    strings = {part for part in parts if isinstance(part, str)}
    for token in tokens:
        if (token.kind == "rest" and _LAW.search(token.text)) or uncompared.needs_more(token, text, parts):
            return token.text
    best = any(isinstance(part, Groups) and part.pick in ("max", "min") for part in parts)
    if best and any(t.value == "sum" for t in tokens) and (many := next((t for t in tokens if t.kind == "exact"), None)):
        return many.text  # 最多的两个科室加起来
    tied = any(
        isinstance(part, More | Meets | Alike | Difference | Sides | One) or getattr(part, "pick", "") == "tied" for part in parts
    )
    if (as_many := next((t for t in tokens if t.text in _AS_MANY), None)) and not tied:
        return as_many.text  # 和办公室一样多的部门
    if not any(isinstance(part, Mean) for part in parts) and (statistic := _STATISTICS.search(text)):
        return statistic[0]
    played = unplayed.played(tokens, parts, strings) if roles and not _COUNTED_IN.search(text) else ""
    if played:  # and not 配合的也算: whatever part it plays
        return played
    if number := uncompared.uncounted(tokens, parts):
        return number
    asks = any(t.kind == "asks" or (t.kind == "sign" and t.value in ("which", "howmany", "list")) for t in tokens)
    first = next((t for t in tokens if t.kind not in ("filler", "mark")), None)
    if first and first.text in _WHETHER and not asks and not isinstance(query, _BOOLEAN):
        return first.text
    return uncompared.compared(text, parts)


def _held(condition: Any, parts: Sequence[Any], strings: set[str]) -> bool:
    if isinstance(condition, Is):
        return set(condition.terms) <= strings
    if isinstance(condition, Contains):
        return condition.word in strings
    if isinstance(condition, Has | Compares | Numbers | Term | Beside):
        return any(condition == part for part in parts)
    inner = getattr(condition, "parts", ())
    return all(_held(one, parts, strings) for one in inner)


def _said(atom: Atom, tokens: Sequence[Token]) -> str:
    """What a question says of an atom: its name, else the words in which it stands."""
    one = atom.condition
    said = getattr(one, "said", "") or getattr(one, "word", "")
    return said or next((t.text for t in tokens if t.start == atom.start), atom.dimension)
