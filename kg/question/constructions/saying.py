"""text -> Exists: whether a field of a duty that is given by its number says something (8.7的运行要件是X吗, 12.9的流程有没有写打印)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.question.algebra import Exists
from kg.question.condition import All, Condition, Contains, Is
from kg.question.conditions.atom import Atom
from kg.question.mentions.token import Token
from kg.question.words.plain import one_of

_INSIDE = "(?:里面|里边|里头|里|中|当中|上)?(?:面)?(?:的内容)?"
_SAYS = "(?:写|提|提到|提及|提过|包含|包括|含|要求|出现|说到|说|涉及|规定)(?:了|到|过|明|有|的是)*"
_WHETHER = f"(?:有没有|是否|是不是|有无)(?:都)?{_SAYS}|(?P<verb>写|提|含|说|出现)[没不](?P=verb)(?:到|过|了)?|{_SAYS}(?=[^,。?]+(?:吗|么|没有|没)[?。]?$)"
_WORD = "“?(?P<word>[^“”,。?\0]{1,30}?)”?"
_ENDS = (
    "(?:了|过)?(?:字样|两个字|二字|这个词|一词)?(?:的)?(?:呢|啊)?(?:,?(?:对吗|对不对|对吧|是吗|是吧|吗|么|吧|没有|没))?[?。]?$"
)
_IS = "(?:是不是|是否是|是否为|(?P<plain>就是|是|为))"
_ASKING = re.compile("什么|哪|几|谁|多少|啥|怎")
_NO_WORD = re.compile("一样|相同|一致|空|缺|重复|照抄|雷同|同一|一个|独立|有|没")


def asked(said: str, tokens: Sequence[Token], atoms: Sequence[Atom], fields: Mapping[str, str]) -> Exists | None:
    """The query; None for other questions. `fields` are the words that name a text."""
    numbers = [a for a in atoms if a.dimension == "duty" and not a.negated and isinstance(a.condition, Is) and a.condition.terms]
    if len(numbers) != 1:
        return None
    number = next(t for t in tokens if t.start == numbers[0].start)
    behind = said[number.end :]
    if found := find(behind, fields):
        return Exists(All((numbers[0].condition, found)))
    return None


def find(behind: str, fields: Mapping[str, str]) -> Condition | None:
    """What is said of a text, the whole of `behind` being that: the text is X, or has the word X."""
    if _ASKING.search(behind):
        return None
    field = f"^(?:这一?项)?(?:的)?(?P<field>{one_of(fields)})(?:这?一?栏)?"
    if match := re.match(f"{field}{_INSIDE}(?:{_WHETHER}){_WORD}{_ENDS}", behind):
        return Contains(fields[match["field"]], match["word"])
    match = re.match(f"{field}{_IS}{_WORD}{_ENDS}", behind)
    closes = match and re.search("(?:吗|么|吧|对吗|对不对|是吗)[?。]?$", behind)
    if match and (closes or not match["plain"]) and not _NO_WORD.search(match["word"]) and len(match["word"]) > 1:
        return Contains(fields[match["field"]], match["word"], "whole")
    return None
