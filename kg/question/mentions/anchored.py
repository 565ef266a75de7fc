"""Phrases that say how a text begins or ends: 名称以“负责”开头的, 不以负责打头, 开头是“指导”的, 流程末尾没打句号的."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.question.condition import Condition, Contains, Not
from kg.question.mentions.token import Found
from kg.question.words.plain import one_of
from kg.question.words.vocabulary import cues

_CUES = cues("anchored")
_WORD_IS = "(?:[一二两三四几]个?字|这?[一二两三四几]?个?[字词]|字样|的字样|字眼)?"
_NOT = "(?P<not>(?<!是)不是|(?<!是)不|没有|没|并非|未)?"
_FAR = 14  # letters between a field and how its text begins
_BARE = "[^“”,。?;:、\0是不有没]"  # letters of a word without quotation marks
_QUOTED = "“[^“”\0]{1,20}”"
_PLACE = f"(?P<at>{'|'.join((*_CUES['start'], *_CUES['end']))})"
_SURE = f"(?P<at>{'|'.join((*_CUES['surely'], *_CUES['ends-surely']))})"  # words that begin no matter's name: 以诉讼开始 tells a story
_FORMS = (
    f"{_NOT}(?:是|都是)?(?:以|由|用|拿)(?P<word>{_QUOTED}){_WORD_IS}(?:来|作为)?{_PLACE}",
    f"{_NOT}(?:是|都是)?(?:以|由|用|拿)(?P<word>{_BARE}{{1,10}}?){_WORD_IS}(?:来|作为)?{_SURE}",
    f"{_NOT}(?:是|为)?(?P<word>{_QUOTED}){_WORD_IS}{_SURE}",
    f"{_NOT}(?:是|为)(?P<word>{_BARE}{{1,6}}?){_WORD_IS}{_SURE}",
    f"(?P<at>{'|'.join((*_CUES['begins'], *_CUES['closes']))})(?:的)?(?:都|全)?{_NOT}(?:是|为|用|写着?|叫)(?P<word>{_QUOTED}|{_BARE}{{1,8}}?(?=的|$|[,。?]|[二两三四]?个?字|字样|吗)){_WORD_IS}",
)
_START = (*_CUES["start"], *_CUES["surely"], *_CUES["begins"])
_ASKING = re.compile("什么|哪|几|谁|多少|啥")
_STOPS = "(?P<field>{})[^“”，。,]{{0,4}}?(?:末尾|结尾|最后|句末|末了|尾巴上?)(?:都|还)?(?P<not>没有|没|未|不|少了?|漏了?|缺了?)?(?:打|加|写|带|用|有|是|印)?了?(?:上)?(?:一个|个)?句号"


def find(text: str, nouns: Mapping[str, str]) -> Iterator[Found]:
    """Conditions "the text of this field begins, or ends, with this word"; of the name where no field is said before."""
    field = one_of(nouns)
    if "句号" in text:
        for match in re.finditer(_STOPS.format(field), text):
            stops: Condition = Contains(nouns[match["field"]], "。", "end")
            yield "mention", Not(stops) if match["not"] else stops, match.start(), match.end()
    for match in phrases(text):
        before = text[max(0, match.start() - _FAR) : match.start()]
        named = list(re.finditer(field, re.split("[,。?;:，；]", before)[-1]))
        said = nouns[named[-1][0]] if named else "name"
        if named:
            end = match.start() - len(before) + before.rindex(named[-1][0]) + len(named[-1][0])
            yield "filler", "words", end - len(named[-1][0]), end
        yield "mention", condition(match, said), match.start(), match.end()


def phrases(text: str) -> Iterator[re.Match[str]]:
    """What says how a text begins or ends, each stretch once."""
    taken: list[tuple[int, int]] = []
    for form in (
        _FORMS if any(place in text for place in (*_START, *_CUES["end"], *_CUES["closes"], *_CUES["ends-surely"])) else ()
    ):
        for match in re.finditer(form, text):
            if not _ASKING.search(match["word"]) and not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                yield match


def condition(match: re.Match[str], dimension: str) -> Condition:
    """What a phrase says of the text of a dimension."""
    one = Contains(dimension, match["word"].strip("“”"), "start" if match["at"] in _START else "end")
    return Not(one) if match["not"] else one


def holds(match: re.Match[str], names: Iterable[str]) -> list[str]:
    """The names of which a phrase is true."""
    word, starts = match["word"].strip("“”"), match["at"] in _START
    return [name for name in names if (name.startswith(word) if starts else name.endswith(word)) != bool(match["not"])]
