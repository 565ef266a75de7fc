"""Departments that are said to be called so: where departments are asked for, those alone, and none that shares a duty with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.question.algebra import Count, Exists, Groups, Query, Values
from kg.question.condition import Contains
from kg.question.mentions.token import Token
from kg.question.words import abbreviations
from kg.question.words.lexicon import Lexicon

_PLACE = "(?:请问|这份|这个|本|该|你们|咱们|我们)*(?:目录|清单|名单|机构|单位|内设机构|部门)?(?:表)?(?:里面?|中|上|内)?"
_NAME = "“?(?P<name>[\u4e00-\u9fff]{1,10}?(?:部|科|处|室|股|中心|党委|大队|支队))”?"
_THING = "(?:部门|科室|处室|股室|机构|单位)"
_THERE = re.compile(
    f"^(?P<in>{_PLACE})(?P<asks>有没有|有无|是否有|是不是有|有)(?:设)?(?:一?个)?(?P<called>叫做?|名叫|名为|称为)?{_NAME}(?P<of>(?:这一?个|的){_THING})?(?P<end>吗|么|没有|没)?[?。]?$"
)


def exists(said: str, lexicon: Lexicon) -> Exists | None:
    """Whether there is a department of a name, where the base has none that could be meant: 有没有一个叫女工部的部门; None for other questions."""
    match = _THERE.match(said)
    if match is None or not (match["called"] or match["of"] or "目录" in match["in"] or "清单" in match["in"]):
        return None
    if match["asks"] == "有" and not match["end"]:
        return None
    name, known = match["name"], tuple(lexicon.departments)
    meant = any(start == 0 and end == len(name) for start, end, _ in abbreviations.find(name, known))
    return None if name in known or meant else Exists(Contains("department-name", name, "whole"))


def of(query: Query, tokens: Sequence[Token]) -> Query:
    """`query` with the departments that it asks for limited to those that are called so; as it is where none are."""
    kind = next((token.value for token in tokens if token.kind == "departments"), None)
    if kind is None:
        return query
    match query:
        case Count(Values() | Groups() as inner):
            limited = of(inner, tokens)
            return Count(limited) if isinstance(limited, Values | Groups) else query
        case Values("department"):
            return replace(query, of=kind.terms)
        case Groups("department"):
            return replace(query, only=kind)
    return query
