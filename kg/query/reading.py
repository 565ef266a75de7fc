"""Query -> the reading: what was understood, as a Chinese sentence made from the same algebra as the SPARQL."""

from __future__ import annotations

from kg.query.blocks import block
from kg.question.algebra import (
    Alike,
    Among,
    Apart,
    Asked,
    Compared,
    Count,
    Difference,
    Every,
    Exists,
    Groups,
    Mains,
    Many,
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
    Some,
    Spread,
    Values,
)
from kg.question.condition import (
    Akin,
    All,
    AnyOf,
    Beside,
    Best,
    Compares,
    Condition,
    Contains,
    Has,
    Is,
    Not,
    Numbers,
    Repeated,
    Same,
    Term,
)
from kg.question.dimensions import those

_OPERATORS = {"=": "等于", ">": "大于", "<": "小于", ">=": "不小于", "<=": "不大于"}
_HOLDS = {"": "含“{}”", "start": "以“{}”开头", "end": "以“{}”结尾", "whole": "为“{}”"}
_COUNTED = {"item": "（同一编号的子项计一项）"}  # how what is counted counts, where that is not plain
_SIZES = {"duty": "的项数", "item": f"的项数{_COUNTED['item']}"}
_PICKS = {"max": "最多", "min": "最少", "ends": "最多和最少"}
_OVERLAPS = those("overlap")
_NAMED = {"duty": "序号", "finding": "数据质量问题", "clause": "法定依据", "boundary-kind": "职责边界"}


def reading(query: Query, place: str) -> str:
    """One sentence; `place` names the catalogue or catalogues that are asked."""
    return f"在{place}中，{_query(query)}"


def condition(where: Condition) -> str:
    """A condition as words that stand before 的职责事项; empty for every duty."""
    match where:
        case All(parts):
            return "、".join(said for part in parts if (said := condition(part)))
        case AnyOf(parts):
            return "或".join(map(condition, parts))
        case Not(Akin("item", inner)):
            return f"{condition(Not(inner))}（各子项都如此）"
        case Not(Is() as inner):
            return f"{_named(inner.dimension)}不是{inner.said}"
        case Not(Has("every-field")):
            return "有栏目缺失"
        case Not(Has(dimension)) if dimension in _OVERLAPS:
            return f"不与别的职责事项{block(dimension).says}"
        case Not(Has(dimension)):
            return f"没有{block(dimension).says}"
        case Not(Contains(dimension, word, at)):
            return f"{block(dimension).says}不{_HOLDS[at].format(word)}"
        case Not(inner):
            return f"不符合“{condition(inner)}”"
        case Is(dimension, _, said):
            return f"{_named(dimension)}为{said}"
        case Contains(dimension, word, at):
            return f"{block(dimension).says}{_HOLDS[at].format(word)}"
        case Akin(dimension, inner) if dimension in _OVERLAPS:
            return f"与{_duties(inner)}{block(dimension).says}"
        case Akin(dimension, inner):
            return f"与{_duties(inner)}有相同{block(dimension).says}"
        case Compares(dimension, operator, value):
            return f"{block(dimension).says}{_OPERATORS[operator]} {value}"
        case Has(dimension) if dimension in _OVERLAPS:
            return f"与别的职责事项{block(dimension).says}"
        case Has(dimension):
            return f"有{block(dimension).says}" if dimension != "every-field" else "各栏齐全"
        case Numbers(dimension, operator, value, of):
            return f"{of.said if of else block(dimension).says}数{_OPERATORS[operator]} {value}"
        case Term(dimension, operator, value, units, mixed):
            counted = "写明的数不都如此" if mixed else "只算写明的数都如此的"
            return f"{block(dimension).says}{_OPERATORS[operator]} {value} {'或'.join(units)}（{counted}）"
        case Best(measure, how, pick, where):
            size = {"length": "字数", "count": "个数", "value": ""}[how]
            limited = f"（在{_duties(where)}中比）" if condition(where) else ""
            return f"{block(measure).says}{size}{'最大' if pick == 'max' else '最小'}{limited}"
        case Repeated(dimension):
            return f"{block(dimension).says}与别的职责事项相同"
        case Beside(_, said):
            return f"在 {said}"
        case Same(dimension, _, said):
            return f"与 {said} 有相同{block(dimension).says}（不含 {said}）"


def _duties(where: Condition) -> str:
    said = condition(where)
    return f"{said}的职责事项" if said else "全部职责事项"


def _query(query: Query) -> str:
    match query:
        case Among() | Exists() | Some() | Meets() | One() | Every() | More() | Many() | Reaches() | Alike():
            return _whether(query)
        case Count():
            return _number(query)
        case Values("duty", where):
            return f"找出{_duties(where)}"
        case Values(dimension, where):
            return f"找出{_duties(where)}的{block(dimension).says}{_left_out(query)}"
        case Mains():
            return _mains(query, "找出")
        case Shared(dimension, each):
            return f"找出下列各组职责事项共有的{block(dimension).says}：{'；'.join(map(_duties, each))}"
        case Groups():
            return _groups(query)
        case Pairs(by, of, where, only, pick):
            edge = {"min": "最小的", "max": "最大的"}.get(pick, "")
            return f"按{block(by).says}逐一列出{_duties(where)}的{edge}{block(of).says}" + (f"，限{only.said}" if only else "")
        case Difference(dimension, left, right, sign):
            what = "" if dimension in ("duty", "item") else f"的{block(dimension).says}"
            verb = {"diff": "相差多少", "more-by": "前者比后者多多少", "less-by": "前者比后者少多少"}[sign]
            return f"比较{_duties(left)}{what}与{_duties(right)}{what}{_COUNTED.get(dimension, '')}，{verb}"
        case Spread(by, of, where):
            return f"{_groups(Groups(by, of, where))}，求最多与最少之差"
        case Mean(by, of, where):
            return f"{_groups(Groups(by, of, where))}，求平均数"
        case Sides(dimension, left, right):
            return f"分别统计{_duties(left)}和{_duties(right)}{_SIZES.get(dimension, '的项数')}"
        case Portion(dimension, part, whole):
            return f"求{_duties(part)}占{_duties(whole)}{_SIZES.get(dimension, '的项数')}的百分比"
        case Apart(where):
            return f"逐栏比较{_duties(where)}，列出各项不一样的栏目"
        case Quickest(of, where, pick):
            return f"逐项列出{_duties(where)}的{block(of).says}，取最{'短' if pick == 'min' else '长'}的"


def _number(query: Count) -> str:
    """How many there are."""
    match query:
        case Count(Values("duty" | "item" as of, where)):
            return f"统计{_duties(where)}{_SIZES[of]}"
        case Count(Values(dimension, where) as values):
            return f"统计{_duties(where)}有几个不同的{block(dimension).says}{_left_out(values)}"
        case Count(Mains() as mains):
            return _mains(mains, "统计")
        case Count(inner):
            return f"数一数：{_query(inner)}"


def _whether(query: Asked | Compared) -> str:
    """What is so or not."""
    match query:
        case Some(groups, none):
            return f"判断{'是否没有' if none else '有没有'}：{_query(groups)}"
        case One(dimension, where, different):
            one = f"是否不止一{block(dimension).unit}" if different else f"是否只有一{block(dimension).unit}"
            return f"判断{_duties(where)}的{block(dimension).says}{one}"
        case Many(of, operator, value):
            return f"{_query(Count(of))}，判断是否{_OPERATORS[operator]} {value}"
        case Reaches(portion, operator, percent):
            return f"{_query(portion)}，判断是否{_OPERATORS[operator]} {percent}%"
        case Among(named, of):
            return f"判断{named.said}是不是{of.said}"
        case Exists(where):
            return f"判断是否有{_duties(where)}"
        case Every(where, holds):
            return f"判断{_duties(where)}是否都符合“{condition(holds)}”"
        case More(dimension, left, right, operator):
            return f"判断{_duties(left)}的项数是否{_OPERATORS[operator]}{_duties(right)}的项数{_COUNTED.get(dimension, '')}"
        case Alike(Shared(dimension, each), different):
            whether = "不完全相同" if different else "完全相同"
            return f"判断下列各组职责事项的{block(dimension).says}是否{whether}：{'；'.join(map(_duties, each))}"
        case Meets(Shared(dimension, each), none):
            return f"判断下列各组职责事项是否{'没有' if none else '有'}相同的{block(dimension).says}：{'；'.join(map(_duties, each))}"


def _mains(query: Mains, verb: str) -> str:
    which = "没有职责事项的主要职责" if query.idle else "全部主要职责（没有职责事项的也算）"
    if query.counts:
        return f"逐一列出{which}的职责事项数"
    return f"{verb}{which}{'的项数' if verb == '统计' else '的内容' if query.dimension == 'responsibility-text' else ''}"


def _left_out(values: Values) -> str:
    without = f"，{values.without_said}除外" if values.without_said else ""
    also = "".join(f"，且又是{_duties(part.where)}的{block(part.dimension).says}" for part in values.also)
    but = "".join(f"，但不是{_duties(part.where)}的{block(part.dimension).says}" for part in values.but)
    return without + (f"，有{_duties(values.never)}的除外" if values.never else "") + also + but


def _groups(query: Groups) -> str:
    by, of = block(query.by).says, block(query.of).says
    head = f"按{by}分组，统计{_duties(query.where)}" + _SIZES.get(query.of, f"的{of}数")
    limited = f"，限{query.only.said}" if query.only else ""
    limited += f"，{query.without.said}除外" if query.without else ""
    limited += {"desc": "，由多到少排列", "asc": "，由少到多排列"}.get(query.pick, "")
    if query.pick in _PICKS:
        return f"{head}{limited}，取{_PICKS[query.pick]}的{by}"
    if query.pick == "tied":
        return f"{head}{limited}，取项数与别的{by}相同的"
    if query.pick in _OPERATORS:
        return f"{head}{limited}，取{_OPERATORS[query.pick]} {query.value} 的{by}"
    if query.pick in ("top", "bottom", "nth", "nth-least"):
        order = "少到多" if query.pick in ("bottom", "nth-least") else "多到少"
        place = f"前 {query.value} 名" if query.pick in ("top", "bottom") else f"第 {query.value} 位"
        return f"{head}{limited}，由{order}取{place}（并列的都算）"
    return head + limited


def _named(dimension: str) -> str:
    return _NAMED.get(dimension) or block(dimension).says
