"""A query for duties -> Portion: what share of all duties they are (行政处罚占全部事项的百分之几, 引用两部以上文件的职责占比多少)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.question.algebra import Count, Every, Exists, Groups, Many, Mean, Portion, Query, Reaches, Values
from kg.question.condition import All
from kg.question.conditions.atom import Atom, together
from kg.question.constructions.frame import DISTRIBUTED
from kg.question.mentions.token import Token
from kg.question.structure import counted
from kg.question.words.operators import COMPARES, operator
from kg.question.words.plain import NUMERAL, number

SHARE = re.compile(
    "百分之(?:几|多少)|占[^,。?]{0,16}?(?:百分比|比例|(?:多大)?比重|几成|几分之几)|占比|占(?:了|到)?(?:全部|总数|总量|全体|所有|整个|整体)?(?:的)?(?:职责|职权|事项)?的?多少(?![项条个件种款页])|(?:比例|比重|百分比)(?:是|为|有|占)?(?:多少|几|多大|多高)|(?:的|职责|职权|事项)(?:所占)?的?(?:比例|比重|百分比)[?。]?$"
)
_MEAN = re.compile("平均(?!分配)|均摊|人均")
_ALL = "(?:(?:全部|总数|总量|全体|所有|整个|总|全)(?:的)?(?:职责|职权|事项)?(?:的)?)?"
_SHARE = f"(?:百分之(?P<percent>{NUMERAL})|(?P<figure>\\d{{1,3}})%|(?P<half>一半|半数|半)|(?P<tenths>{NUMERAL})成)"
_BOUND = re.compile(f"(?P<sign>{COMPARES})?(?:了|有|到)?{_ALL}{_SHARE}(?P<behind>以上|以下|以内|多)?")
_WITHIN = re.compile("(?:里面?|当中|之中|中)(?:的|,)?(?=[^,。?]+占)")
_SUM = re.compile("加起来|加在一起|合计|合起来|总共|一共|之和")


def reached(said: str, query: Query | None, atoms: Sequence[Atom]) -> Reaches | None:
    """Whether a share is as large as is said: 不到全部的百分之二, 有没有一半, 占三成以上; None for other questions."""
    bound = _BOUND.search(said)
    if bound is None or not isinstance(query, Exists | Every | Many | Values):
        return None
    sign = {"以上": ">=", "以下": "<=", "以内": "<=", "多": ">"}.get(bound["behind"] or "", "") or operator(bound["sign"])
    percent = _percent(bound)
    part = together([atom for atom in atoms if atom.start < bound.start()])
    if percent is None or part == All() or not (sign or bound["half"]):
        return None
    return Reaches(Portion("duty", part, All()), sign or ">=", percent)


def _percent(bound: re.Match[str]) -> int | None:
    """The share that is named, of a hundred."""
    if bound["half"]:
        return 50
    if bound["tenths"]:
        return 10 * (number(bound["tenths"]) or 0)
    return number(bound["percent"] or bound["figure"])


def average(said: str, query: Query | None, tokens: Sequence[Token]) -> Mean | None:
    """How many on average, where the numbers of groups are asked for: 平均每个部门几项职责, 部门平均承担多少项."""
    named = [str(t.value) for t in tokens if t.kind == "noun" and t.value in DISTRIBUTED and t.value != "duty"]
    if (
        _MEAN.search(said)
        and isinstance(query, Count)
        and isinstance(query.of, Values)
        and query.of.dimension == "duty"
        and named
    ):
        return Mean(named[0], "duty", query.of.where)
    groups = counted(query)
    if not _MEAN.search(said) or not isinstance(groups, Groups) or groups.pick or groups.only or groups.without:
        return None
    return Mean(groups.by, groups.of, groups.where)


def asked(said: str, query: Query | None, tokens: Sequence[Token], atoms: Sequence[Atom]) -> Portion | None:
    """The share that is asked for; what is said behind 占 holds for the whole (占全部处罚的比例)."""
    if not SHARE.search(said):
        return None
    for token in tokens:  # the 中 of 中华人民共和国 in a name says nothing of a part
        said = said[: token.start] + "\0" * len(token.text) + said[token.end :] if token.kind == "mention" else said
    duties, at = counted(query), said.find("占")
    if isinstance(duties, Groups) and _SUM.search(said[:at]):
        duties = Values("duty", together(list(atoms)))  # A和B的职责加起来占多少
    if not isinstance(duties, Values) or duties != Values("duty", duties.where):
        return None
    within = max((found.start() for found in _WITHIN.finditer(said)), default=-1)  # 处罚类里办公室牵头的占多少
    whole = together([atom for atom in atoms if 0 <= at < atom.start or atom.start < within])
    return Portion("duty", duties.where, whole) if whole != duties.where else None
