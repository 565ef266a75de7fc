"""What an analytic question says and its query does not know: however well the rest is read, an answer would be wrong."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from kg.question.algebra import (
    Alike,
    Among,
    Asked,
    Compared,
    Count,
    Difference,
    Every,
    Exists,
    Groups,
    Mean,
    Meets,
    More,
    One,
    Pairs,
    Portion,
    Query,
    Quickest,
    Reaches,
    Shared,
    Sides,
    Spread,
    Values,
)
from kg.question.condition import Akin, All, Beside, Best, Compares, Contains, Has, Is, Not, Numbers, Repeated, Same, Term
from kg.question.conditions.atom import Atom, stretch
from kg.question.conditions.played import Play
from kg.question.constructions import portion
from kg.question.constructions.frame import DESCRIBES
from kg.question.mentions.token import Token, following, names
from kg.question.structure import counted, made_of
from kg.question.words.parts import dimension, spoken
from kg.question.words.vocabulary import cues

_IS = ("是", "为", "不是", "并非", "不为")
_LAW = re.compile("[\u4e00-\u9fff]{2,}(?:法|条例|章程)$")
_WHICH_MORE = re.compile("哪(?:一?[种个类样边头家项]|方)?(?:的)?(?:更|比较|较|要|会)?[多少](?=$|[,。?些呢啊])")
_PLAYED = re.compile(
    f"(?!帮忙|打下手)(?:{spoken('lead', 'support', 'joint')})|(?:独自|单独|独家)(?:承办|承担|负责|办理|完成|实施|干|办|管)?"
)
_SOLELY = re.compile("(?:独自|单独|独家)(?:承办|承担|负责|办理|完成|实施)")
_STEPS = re.compile("[几多]少?个?(?:步|环节)")
_NAMES = ("mention", "choice", "word", "state", "asks", "meeting", "body")
_COUNTED_IN = re.compile("算|包括|在内|加上|连同")
_RANKS = (Quickest, Best, Groups, Spread, More, Pairs)
_NEEDS: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("most", "least", "longest", "shortest"), (*_RANKS, Sides)),
    **dict.fromkeys(("last", "first"), (Best,)),
    **dict.fromkeys(("more-by", "less-by"), (Difference, Spread, More)),
    "less-than": (Difference, Spread, More, Sides, Groups, Quickest),
}
_GIVEN = ("responsibility", "clause")
_NEAR = 6  # tokens behind a number of departments
_TELLS = 2  # letters of a word that says something
_BESIDES = re.compile("还[有要需]|另有|另外|别的|其他|其它|其余")
_NOT_THAN = ("例", "重", "值", "率", "如", "")  # 比例 compares nothing
_SHARES = ("百分", "百分之", "比例", "比重", "百分比", "占比", "几成", "全部", "所占")
_PERCENT = re.compile("成$|百分|半")
_ASKS = re.compile("几|多少")  # and not 给个数就行
_WHETHER = ("是不是", "是否")
_IDLE = re.compile("|".join(cues("unread")["idle"]))
_THERE = re.compile("有|存在|收录|列")
_AS_MANY = cues("unread")["as-many"]
_STATISTICS = re.compile("|".join(cues("unread")["statistics"]))
_OF_SEVERAL, _OF_NOBODY = (re.compile("|".join(cues("unread")[one])) for one in ("of-several", "of-nobody"))
_ENDS = ",，。;；:：?？!！—"
_TEXTS = ("workflow", "documents", "accountability", "boundary")
_FIELDS, _NONE = (*_TEXTS, "phone", "mailbox", "supervision", "basis"), ("没有", "没", "无", "未")
_IN = re.compile("里|中|当中|之中")
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
        _lost(query, tokens, plays, parts)
        or _words(query, tokens, parts, roles=roles)
        or _place(query, tokens, strings)
        or _part_lacking(query, tokens)
        or _left(query, tokens, atoms)
        or _second(query, tokens)
        or _bare(query, tokens)
        or _unsized(parts, tokens)
        or _by_itself(tokens, strings, parts)
    )


def _lost(query: Query, tokens: Sequence[Token], plays: Sequence[Play], parts: Sequence[Any]) -> str:
    """The part that departments are said to play, or not to play, and that no part of the query holds; "" for none."""
    if denied := next((play for play in plays if play.denied and not _leaves_out(parts)), None):
        return f"不{denied.said}"  # whose part it is that is denied was not understood
    strings = {part for part in parts if isinstance(part, str)}
    held = strings | ({"lead"} if "leading" in strings else set()) | _no_parts(tokens, parts, strings)
    lost = [play for play in plays if play.role not in {*held, "department"}]
    alike = len({play.role for play in plays}) == 1 or any(play.again or play.denied for play in plays)
    return lost[0].said if lost and (alike or _of_duties(query)) else ""


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


def _unsized(parts: Sequence[Any], tokens: Sequence[Token]) -> str:
    """How many steps are asked for, where the longest or the shortest text is sought (流程最短的有几步); "" elsewhere."""
    longest = any(isinstance(part, Best) and part.how == "length" for part in parts)
    asked = _STEPS.search("".join(t.text for t in tokens)) if longest else None
    return asked[0] if asked else ""


def _by_itself(tokens: Sequence[Token], strings: set[str], parts: Sequence[Any]) -> str:
    """That a department does it alone (独自承办的处罚), where the query does not know; "" elsewhere."""
    said = "".join("\0" if t.kind in _NAMES or t.value == "role" else t.text for t in tokens)
    known = strings & {"sole", "boundary-kind"} or any(isinstance(part, Numbers) for part in parts)
    alone = None if known else _SOLELY.search(said)
    return alone[0] if alone else ""


def _alone(atom: Atom, query: Query, parts: Sequence[Any], strings: set[str]) -> bool:
    """Whether a query holds that nothing but an atom is meant; of a duty's one kind or main responsibility that says nothing more."""
    one_of_a_duty = atom.dimension in ("type", "responsibility", "duty", "authority", "lead") and _of_duties(query)
    says = any(isinstance(part, Every | Numbers | Among) or getattr(part, "never", None) for part in parts)
    return one_of_a_duty or says or "sole" in strings or atom.negated or not isinstance(atom.condition, Is)


def _of_duties(query: Query) -> bool:
    """Whether duties or their number are asked for, and not departments with the part of each (谁牵头、谁配合)."""
    values = counted(query)
    return isinstance(values, Values) and values.dimension in ("duty", "item")


def _part_lacking(query: Query, tokens: Sequence[Token]) -> str:
    """What is said to be missing in a field of duties and nothing knows (投诉电话没有区号的): that the field is missing says something else."""
    for noun, denial, thing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        field = noun.kind == "noun" and (noun.value in _FIELDS or "|" in str(noun.value))
        if field and denial.value == "not" and denial.text in _NONE and thing.kind == "rest" and _of_duties(query):
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
    for part in _sentences(tokens):
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


def _place(query: Query, tokens: Sequence[Token], strings: set[str]) -> str:
    """The field in which duties are said to have something, where the query looks into none (要件里有请示、…的有几项); and nothing else.

    The query gives the field itself where it is said what alone stands in it (职责边界里只提到办公室的).
    """
    for noun, behind, only in zip(tokens, tokens[1:], tokens[2:], strict=False):
        alone = noun.kind == "noun" and noun.value in _TEXTS and _IN.match(behind.text) and _ONLY.match(only.text)
        if alone and isinstance(query, Values) and query.dimension == noun.value:
            return noun.text + behind.text + only.text
    for token, behind in itertools.pairwise(tokens) if _of_duties(query) else ():
        if (
            token.kind == "noun"
            and token.value in _TEXTS
            and not {token.value, f"{token.value}-kind"} & strings
            and _IN.match(behind.text)
        ):
            return token.text + behind.text
    return ""


def _second(query: Query, tokens: Sequence[Token]) -> str:
    """A second number that is asked for, or a number of duties beside something else, where the query gives one; "" for none."""
    sizes = [t for t in tokens if t.kind in ("compared", "exact") and t.value[2] == "duty"]
    if isinstance(query, Groups) and (
        more := next((t for t in sizes[1:] if not _counted(t.value[1], list(made_of(query)))), None)
    ):
        return more.text  # 只牵头了一项却配合了四项
    if isinstance(query, Values) and query.dimension == "clause":
        many = (t.text for t, unit in itertools.pairwise(tokens) if t.value == "howmany" and unit.value == "duty")
        return next(many, "")  # 引到第几款的职责有几项
    counting = [part for part in _sentences(tokens) if any(t.kind == "sign" and _ASKS.search(t.text) for t in part)]
    return "".join(t.text for t in counting[-1]) if isinstance(query, Count) and len(counting) > 1 else ""


def _sentences(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens between the marks that part sentences."""
    part: list[Token] = []
    for token in tokens:
        if token.kind == "mark" and token.value in _ENDS:
            yield part
            part = []
        else:
            part.append(token)
    yield part


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
        if (token.kind == "rest" and _LAW.search(token.text)) or _needs_more(token, text, parts):
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
    if roles and not _COUNTED_IN.search(text) and (part := _played(tokens, parts, strings)):  # 配合的也算: whatever part it plays
        return part
    if number := _uncounted(tokens, parts):
        return number
    asks = any(t.kind == "asks" or (t.kind == "sign" and t.value in ("which", "howmany", "list")) for t in tokens)
    first = next((t for t in tokens if t.kind not in ("filler", "mark")), None)
    if first and first.text in _WHETHER and not asks and not isinstance(query, _BOOLEAN):
        return first.text
    return _compared(text, parts)


def _uncounted(tokens: Sequence[Token], parts: Sequence[Any]) -> str:
    """A number of documents or departments, or one that is compared, which is none of the query (有两家承办机构的); "" for none.

    As many departments as are named say no more than their names (市容科、园林科两个科室).
    """
    named = sum(names(t, "department") for t in tokens)
    for n, token in enumerate(tokens):
        noun = following(tokens, n)
        counted = token.kind == "exact" and (token.value[2] or (noun.value if noun and noun.kind == "noun" else ""))
        several = counted in ("department", "document") and token.value[1] not in (1, named) and _describes(tokens, n)
        counts = token.kind == "compared" or (token.kind == "exact" and token.value[2] == "document") or several
        if counts and not _counted(token.value[1], parts):
            return token.text
    return ""


def _describes(tokens: Sequence[Token], n: int) -> bool:
    """Whether what begins at `n` says which things are meant (两家·机构·承办·的·职权), and not how many there are (俩部门都叫啥)."""
    part = itertools.takewhile(lambda t: t.kind != "mark", tokens[n + 1 : n + _NEAR])
    return any(t.text == "的" for t in part)


def _counted(value: int, parts: Sequence[Any]) -> bool:
    """Whether a number is one of the query; 至少有一款相同 says no more than 有相同的款."""
    known = any(getattr(part, "value", None) == value for part in parts)
    return known or (value == 1 and any(isinstance(part, Akin | Same | Shared | Groups) for part in parts))


def _needs_more(token: Token, text: str, parts: Sequence[Any]) -> bool:
    """Whether a token leaves something out, says that it is missing, ranks or compares, and no part of the query does so.

    Or it means some of the departments, which nobody names.
    """
    if token.value == "some":
        return True  # 三个部门里，哪个…
    alike = any(isinstance(part, One | Meets | Alike) for part in parts)  # 除了名称，流程是不是一样
    if (
        token.value == "except"
        and token.text.startswith("除")
        and not alike
        and not _leaves_out(parts)
        and not _BESIDES.search(text)
    ):
        return True
    if (token.kind, token.value) == ("sign", "lack") and not _leaves_out(parts):
        return True
    than = token.value == "less-than" and text[text.find("比") + 1 :][:1] not in _NOT_THAN and "占比" not in text
    needed = _NEEDS.get(token.value, ()) if token.kind == "sign" and (len(token.text) > 1 or than) else ()
    return bool(needed) and not any(isinstance(part, needed) for part in parts)


def _compared(text: str, parts: Sequence[Any]) -> str:
    """A share or a comparison that no part of the query gives."""
    share, more = portion.SHARE.search(text), _WHICH_MORE.search(text)
    if share and not any(isinstance(part, Portion | Reaches) for part in parts):
        return share[0]
    compares = any(isinstance(part, (*_RANKS, Difference, Sides, Portion)) for part in parts)
    return more[0] if more and not compares else ""


def _leaves_out(parts: Sequence[Any]) -> bool:
    """Whether a part of a query leaves something out."""
    return any(isinstance(part, Not) or any(getattr(part, name, None) for name in ("without", "never", "but")) for part in parts)


def _no_parts(tokens: Sequence[Token], parts: Sequence[Any], strings: set[str]) -> set[str]:
    """The parts that are no parts where it is said that several do a thing (多个部门配合完成的), or one alone (独自承担、不跟别人配合的)."""
    said = "".join(t.text for t in tokens)
    many = {part.operator for part in parts if isinstance(part, Numbers) and part.dimension == "department"}
    several = bool(many & {">", ">="}) and _OF_SEVERAL.search(said)
    alone = ("sole" in strings or "=" in many) and _OF_NOBODY.search(said)
    return {"support", "joint", "helping"} if several or alone else set()


def _played(tokens: Sequence[Token], parts: Sequence[Any], strings: set[str]) -> str:
    """The first word that says a part which departments play and that nobody took for one, which the query does not know; "" for none."""
    said = "".join("\0" if t.kind in _NAMES or t.value in ("role", "aside") else t.text for t in tokens)
    held = strings | ({"lead", "sole"} if "leading" in strings else set()) | _no_parts(tokens, parts, strings)
    return (
        ""
        if "part" in strings
        else next((match[0] for match in _PLAYED.finditer(said) if dimension(match[0]) not in {*held, "", "department"}), "")
    )


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
