"""Departments by name, by a short form, by their last character (哪个科); bodies that are none of the base."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.question.condition import AnyOf, Contains, Is
from kg.question.mentions.token import Found, places
from kg.question.words import abbreviations
from kg.question.words.lexicon import Lexicon
from kg.question.words.vocabulary import words

_ELSEWHERE = "[\u4e00-\u9fff]{1,10}?(?:局|委员会|管委会|政府|街道办事处|街道办|街道|法院|检察院|联合会|残联|妇联|派出所|司法所|卫生院|消防队|救援站|村委会|居委会)"
_ASKING = ("哪", "什么", "几", "多少", "谁", "啥")
_OUTSIDER = re.compile(
    f"(?:涉及到?|牵涉到?|提到了?|提及|会同|联合|需要?(?:和|与|跟|同))(?P<name>{_ELSEWHERE})(?:等部门)?(?:一起|共同|协同|的?配合)?(?=的|[,。?？]|$|有)"
    f"|(?:和|与|跟|同)(?P<akin>{_ELSEWHERE})(?:有关系?|相关|有关联|打交道)|需要?(?:由|请)?(?P<helps>{_ELSEWHERE})(?:来|的)?(?:配合|协助|参与|协同)"
)
_DEPARTMENTS = re.compile(
    "(哪几个|哪一?个|哪些?|每一?个|各个?|(?<![这那好])几个|多少个)([科股处队])(?![室技目研学普理罚分置方级长员票份东市伍列])"
)
_SEVERAL = re.compile("(?<=[两二三四五六2-6]个)[科股处](?![室技目研学普理罚分置方级长员票份东市列])")
_SIGNS = {"哪": "which", "几": "howmany", "多": "howmany"}


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Departments by their whole name, longest first."""
    known = lexicon.departments
    for name in sorted(known, key=len, reverse=True):
        for at in places(text, name):
            yield "mention", Is("department", known[name], name), at, at + len(name)


def shortened(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Departments by a short or misspelt form; a choice where it fits several."""
    known = {name: keys for name, keys in lexicon.departments.items() if keys}
    for start, end, names in abbreviations.find(text, tuple(known)):
        if words().get(text[start:end], ("", ""))[1] == "department":
            continue  # 科室 is any department, though one be called 各相关科室
        parts = [Is("department", known[name], name) for name in names]
        yield ("mention", parts[0], start, end) if len(parts) == 1 else ("choice", AnyOf(tuple(parts)), start, end)


def of_kind(text: str, _: Lexicon) -> Iterator[Found]:
    """Departments by their last character: 哪个科管低保, 每个股各几项."""
    for match in _DEPARTMENTS.finditer(text):
        yield "sign", _SIGNS.get(match[1][0], "each"), match.start(1), match.end(1)
        yield "noun", "department", match.start(2), match.end(2)
    for match in _SEVERAL.finditer(text):
        yield "noun", "department", match.start(), match.end()


def outsiders(text: str, _: Lexicon) -> Iterator[Found]:
    """A body that is none of the base's and that texts may name: 哪些职责涉及区民政局."""
    if "职" in text or "事项" in text:
        for match in _OUTSIDER.finditer(text):
            name = match["name"] or match["akin"] or match["helps"]
            if not name.startswith(_ASKING):
                yield "mention", Contains("any", name), match.start(), match.end()
