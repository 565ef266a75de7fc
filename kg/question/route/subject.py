"""Whether a question says what it is about: 归谁管 and 需要什么材料 do not, 有哪些部门 and 一共有多少项职责 are about the whole catalogue."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from kg.question.algebra import Count, Query, Values
from kg.question.condition import All, Is
from kg.question.dimensions import those
from kg.question.mentions.token import Token
from kg.question.structure import counted, made_of
from kg.question.words.columns import labels_of
from kg.question.words.vocabulary import cues

_BACK = re.compile("(?:上面|刚才|刚刚|前面|之前|你)[你我]?(?:刚才|刚刚)?(?:说|讲|提到?)(?:过)?的")
_ASKING = ("asks", "unit", "filler", "mark")
_OF_ALL = ("all", "each", "list", "table", "sum", "howmany", "count-suffix", "there-is", "several", "single")
_SIGNS = ("which", "yesno", *_OF_ALL)
_MANY, _BOTH = cues("subject")["many"], cues("subject")["both"]
_PARTS = ("department", *those("document"), "responsibility", "meeting")
_EMPTY = re.compile(
    "[这那该本你我它其每]|你们|我们|他们|咱们?|自己|请问|谁|名下|手里|手上|里面?|中|上|下|内|负责|承担|承办|实施|管理?|办理?|做|干|要|需要?|应该?|得|列|所|在|是|由|归"
    "|收了?|收录|公布|印|写|放在?|目前|现在|当前|一共|总共|全部|整个?|份|全|们|有|包括|包含|涉及|的|了|用|到|对应|具体|相关|有关|单位|部门|单|行使|依法|主要|能|会|可以|等|各项|各类|上面|下面|以上|以下|一下|想|查|看|找|知道"
)  # what may be said of duties and narrows nothing
_TOWARDS = re.compile("(?:上级|下级|报|报送|移交|抄送|提请|请示|通知)$")
_UNLIKE = cues("subject")["unlike"]
_COUNTING = ("which", *(sign for sign in _OF_ALL if sign not in ("several", "single")))
_WEIGHTY = (("sign", "not"), ("sign", "lack"), ("sign", "shared"), ("sign", "approve"), ("noun", "finding"))
_IDLE = re.compile("|".join(cues("unread")["idle"]))
_FIELDS = ("workflow", "step", "documents", "accountability", "boundary", "quote")


def of_all(query: Query | None) -> str:
    """The dimension of a query for all its values or for their number, "" where it has conditions."""
    meant = counted(query)
    return meant.dimension if isinstance(meant, Values) and meant == Values(meant.dimension, All()) else ""


def missing(query: Query | None, tokens: Sequence[Token]) -> bool:
    """Whether something is asked for of everything, and nothing in the question says that everything is meant.

    No answer knows what was said before: 上面说的那个部门在几楼.
    """
    dimension = of_all(query)
    if dimension and _BACK.search("".join(token.text for token in tokens)):
        return True
    if not dimension or isinstance(query, Count):
        return False
    if any(not _asks(token, dimension) for token in tokens):
        return False
    whole = any(token.kind == "noun" and token.value in ("duty", "catalogue") for token in tokens)
    if dimension in _FIELDS:
        return not whole
    signs = [token for token in tokens if token.kind == "sign"]
    many = any(token.value in _OF_ALL or token.text.startswith(_MANY) for token in signs)
    return dimension in _PARTS and not whole and not many


def dropped(query: Query | None, tokens: Sequence[Token]) -> str:
    """What is said of the duties that a query for all of them does not know: 即办 in 即办的事项有哪些; "" for nothing."""
    meant = counted(query)
    of_kind = isinstance(meant, Values) and meant.dimension in ("duty", "item") and _is_kind(meant.where)
    if of_all(query) not in ("duty", "item") and not of_kind:
        return ""
    for n, token in enumerate(tokens[:-1]):
        behind = tokens[n + 1]
        narrowed = behind.value == "duty" or behind.value in ("there-is", "which", "howmany", "sum")
        if token.text == "的" and (_is_kind(behind.value) if of_kind else narrowed) and (said := _before(tokens, n)):
            return said
    return next((t.text for t in tokens if t.kind == "state" and t.text in _UNLIKE), "") if not of_kind else ""


def _before(tokens: Sequence[Token], n: int) -> str:
    """What the 的 at `n` says of duties and no query knows; "" for nothing that narrows.

    A body there is the one asked, unless 上级 stands before it.
    """
    said: list[str] = []
    for m in range(n - 1, -1, -1):
        before = tokens[m]
        if before.kind == "body" and _TOWARDS.search("".join(t.text for t in tokens[:m])):
            return "".join(t.text for t in tokens[max(m - 3, 0) : m + 1])
        part = m and before.kind == "noun" and len(before.text) == 1 and tokens[m - 1].kind == "rest"  # the 事 of 监事会
        stops = before.kind in ("noun", "asks", "mark", "mention", "body") and not part
        if stops or (before.value in _COUNTING and before.text not in _BOTH):
            break
        said.insert(0, before.text)
    return "".join(said) if _EMPTY.sub("", "".join(said)) else ""


def _is_kind(meant: object) -> bool:
    """Whether a condition says only of what kind of power duties are."""
    return isinstance(meant, Is) and meant.dimension == "type"


def told(tokens: Sequence[Token]) -> int:
    """How many letters tell of a matter: what no word of asking explains, and single letters of no meaning beside it (the 低 of 低保)."""
    whole = any(token.kind == "noun" and token.value in ("catalogue", "duty") for token in tokens)
    beside = (
        []
        if whole
        else [
            any(one.kind == "rest" and (one.end == token.start or one.start == token.end) for one in tokens)
            for token in tokens
            if token.kind == "filler" and len(token.text) == 1
        ]
    )
    return sum(len(token.text) for token in tokens if token.kind == "rest") + sum(beside)


def _asks(token: Token, dimension: str) -> bool:
    """Whether a token only asks; a noun may be the matter itself (规范性文件由谁审核), and so may a verb."""
    if token.kind == "noun":
        return token.value in (dimension, "duty", "catalogue", "department")
    return token.kind in _ASKING or (token.kind == "sign" and token.value in _SIGNS)


def unheard(query: Query | None, tokens: Sequence[Token]) -> str:
    """What is said of all duties that nothing has read, be it one letter (哪些职责的页码不对); "" for nothing.

    All of them would be a wrong answer.
    """
    if (dimension := of_all(query)) not in ("duty", "item"):
        unlike = (t.text for t in tokens if t.kind == "state" and t.text in _UNLIKE)
        return (_without_duties(tokens) or next(unlike, "")) if dimension else ""  # 信箱跟别人不一样的部门
    behind = (*tokens[1:], None)
    weighs = [
        (t.kind == "rest" and not _IDLE.search(t.text)) or (t.kind, t.value) in _WEIGHTY or _bare_number(t, after)
        for t, after in zip(tokens, behind, strict=True)
    ]
    said = tokens[weighs.index(True) :] if any(weighs) else []
    return "".join(t.text for t in itertools.takewhile(lambda t: t is said[0] or t.kind in ("rest", "filler"), said))


def _bare_number(token: Token, after: Token | None) -> bool:
    """Whether a token is a number of things that no measure word of duties counts (责任科室写了三个), and nothing says of what (两个局)."""
    return token.kind == "exact" and not token.value[2] and (after is None or after.kind != "rest")


def _without_duties(tokens: Sequence[Token]) -> str:
    """That something is to have no duties (哪些部门没有职责): the values that are listed are those of duties, and all of them would be wrong."""
    said = [t for t in tokens if t.kind not in ("filler", "mark")]
    for token, behind in itertools.pairwise(said):
        if token.value in ("not", "lack") and behind.value == "duty":
            return token.text + behind.text
        if token.value == "duty" and behind is said[-1] and behind.value in ("not", "lack"):
            return token.text + behind.text
    return ""


def unused(query: Query | None, tokens: Iterable[Token]) -> str:
    """The name of a column that a question says and its query does not know: everything would be a wrong answer; "" for none."""
    known = {label for part in made_of(query) if isinstance(part, str) for label in labels_of(part)}
    said = (token for token in tokens if token.kind in ("noun", "asks") and labels_of(str(token.value)))
    return next((token.text for token in said if not known.intersection(labels_of(str(token.value)))), "")
