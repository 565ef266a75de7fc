"""Which bodies a question names, in a base of several: by name, by a short form that its place leaves out, by a contraction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.question.mentions.token import Found
from kg.question.words.abbreviations import within
from kg.question.words.bodies import SHORTEST
from kg.question.words.plain import NUMERAL, number
from kg.question.words.vocabulary import cues

_ENDS = {"员会": "委", "合会": "联"}  # what contractions leave of 委员会 and 联合会
_LONGEST = 5  # letters of a contraction
_ANY = "(?:各个?|每一?个|哪一?[个家](?=.{1,2}[^,。?]{0,8}[最更]?[多少]))(单位|机关|局(?!长|部)|委(?!员))"
_WHOSE = "(?<=\0)(?:分别|各自?|都)?(?:属于?|隶属于?|归属于?|归|是|在)哪一?[个家](单位|机关|局)(?:的(?:部门|科室|内设机构)?)?(?=[呢啊]?[?。]?$)|哪[些几]?个?(单位|机关|局)(?=的(?:目录|清单|职责目录|权责清单)(?:里|中)?(?:引|援|有|含|提|涉|写|用|依))"
_COUNTED = f"(?P<n>{NUMERAL}[个家])(?P<unit>单位|机关|局)(?=的?(?:目录|清单)?(?:里|中)?(?:各|分别)[^,。?]{{0,6}}(?:几|多少))"
_UNDER = re.compile(
    "(?:请问)?(?P<body>[\u4e00-\u9fff]{2,20}?)(?:归(?:谁|哪里|哪儿|哪个(?:单位|部门))(?:管|领导|主管)|[受由]谁(?:管|领导|主管)|隶属于?(?:谁|哪里|哪个(?:单位|部门|机关))"
    "|的?上级(?:主管)?(?:单位|机关|部门)?(?:是|有)?(?:谁|哪些|哪个|哪家|什么)?(?:单位|机关|部门)?|的主管(?:单位|机关|部门)(?:是|有)?(?:谁|哪些|哪个|哪家|什么)?)[呢啊]?[?。]?"
)
_YOU = cues("bodies")["you"]

_Body = tuple[str, tuple[str, ...], int, int]


def find(text: str, known: Mapping[str, tuple[str, ...]], places: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    """("body", catalogues, start, end) of each body that is named: by a form of its name, longest first, then by a contraction.

    永丰区文旅局 is that of 永丰区, and 永丰区 alone all that there are of it.
    """
    found = [*_by_form(text, known), *_by_contraction(text, known)]
    there = [
        (place, match)
        for place in sorted((place for place in places if place in text), key=len, reverse=True)
        for match in re.finditer(re.escape(place), text)
    ]
    for place, match in there:
        behind = [(keys, end) for _, keys, start, end in found if start == match.end()]
        meant = ((tuple(key for key in places[place] if key in keys), end) for keys, end in behind)
        yield from (("body", keys, match.start(), end) for keys, end in meant if keys)
    yield from found
    yield from (("body", places[place], match.start(), match.end()) for place, match in there)


def _by_form(text: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[_Body]:
    for form in sorted((form for form in known if form in text), key=len, reverse=True):
        for match in re.finditer(re.escape(form), text):
            yield "body", known[form], match.start(), match.end()


def _by_contraction(text: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[_Body]:
    likely = [form for form in known if form[0] in text]
    for match in re.finditer("[局委办会联站馆院校]", text) if likely else ():
        for start in range(max(match.end() - _LONGEST, 0), match.end() - SHORTEST + 1 + (match[0] == "联")):
            said = text[start : match.end()]
            if meant := {catalogue: None for form in likely if _contracts(said, form) for catalogue in known[form]}:
                yield "body", tuple(meant), start, match.end()


def any_of(text: str, many: int) -> Iterator[Found]:
    """("noun", "authority", start, end) where each body is spoken of, or one is asked for: 各单位, 哪个单位职责最多, 甲科属于哪个单位.

    A number of them (两个单位各有几项) says no more, where there are so `many`.
    """
    for match in re.finditer(f"{_ANY}|{_WHOSE}", text):
        yield "noun", "authority", *match.span(match.lastindex or 0)
    for match in re.finditer(_COUNTED, text):
        yield "filler", "words" if number(match["n"][:-1]) == many else "some", *match.span("n")
        yield "noun", "authority", *match.span("unit")


def _contracts(said: str, form: str) -> bool:
    """Whether `said` is a contraction of a name: its first character, then others in their order, to the end of it."""
    whole = next((form.removesuffix(end) for end in ("员会", "合会") if form.endswith(f"{_ENDS[end]}{end}")), form)
    return said[0] == whole[0] and said[-1] == whole[-1] and len(whole) > len(said) and within(said, whole)


def asks_superior(text: str, known: Mapping[str, Any]) -> bool:
    """Whether a question is for the body above one of `known` and for nothing else: 民政局归谁管."""
    found = _UNDER.fullmatch(text)
    return found is not None and (found["body"] in known or found["body"] in _YOU)
