"""Departments of which the question says what they are called: 名字以“部”结尾的部门, 哪个部门的名字里有“网络”; one that the base has not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.question.condition import Is
from kg.question.mentions import anchored
from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import one_of
from kg.question.words.vocabulary import words

_NAME = "(?:的)?(?:名称|名字|全名|全称|名|叫法)"
_LED = re.compile(f"^{_NAME}")
_INSIDE = "(?:里面|里头|里边|里|中|当中|上|之中)?(?:都|也|同时)?"
_HOLDS = (
    "(?P<not>不|没有|没|未)?(?:包含|含有|含|带有|带着|带|出现|写有|写着|有)(?:了|着)?"
    "(?P<word>“[^“”\0]{1,12}”|[^“”,。?;:、\0的不没有哪什几]{1,6}?(?=的|$|[,。?]|[二两三四]?个?字|字样|这))"
    "(?:(?:这?[一二两三四几]?个?字)|字样|的字样|字眼)?"
)


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """("departments", the departments that are called so, …), and the noun that they are asked for by; nothing where none is called so."""
    for match in anchored.phrases(text):
        yield from _told(text, match, anchored.holds(match, lexicon.departments), lexicon)
    for match in re.finditer(f"(?<!职责)(?<!事项)(?<!职权){_NAME}{_INSIDE}{_HOLDS}", text):
        word, refused = match["word"].strip("“”"), bool(match["not"])
        yield from _told(text, match, [name for name in lexicon.departments if (word in name) != refused], lexicon)


def _told(text: str, match: re.Match[str], names: list[str], lexicon: Lexicon) -> Iterator[Found]:
    """The departments of `names`, where a phrase stands behind 部门 or 部门的名字, or before 的部门; none only where 部门的名字 is said."""
    before = re.search(
        f"(?P<of>{_nouns()})?(?P<name>(?<!职责)(?<!事项)(?<!职权){_NAME})?(?:是|都|里|上)*$", text[: match.start()]
    )
    behind = re.match(f"的(?:那?[些个几]|内设)*(?:{_nouns()})(?!的?(?:职[责权]|事项))", text[match.end() :])
    named = before and before["of"] and (before["name"] or _LED.match(match[0]))
    if before and (named or (names and (before["of"] or behind))):
        terms = tuple(dict.fromkeys(key for name in names for key in lexicon.departments[name]))
        start = before.start("name") if before["name"] else match.start()
        yield "departments", Is("department", terms, f"名称{_LED.sub('', match[0])}的部门"), start, match.end()


@lru_cache(maxsize=1)
def _nouns() -> str:
    """A pattern for any word that asks for a department."""
    known = (word for word, (kind, value) in words().items() if kind == "noun" and value == "department" and len(word) > 1)
    return one_of(known)
