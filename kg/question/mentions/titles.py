"""text + titles -> mentions of legal documents, with and without 《》.

By the whole title, without the country's or the place's name, or shortened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from kg.question.condition import Is
from kg.question.mentions.token import Found
from kg.question.words import abbreviations

_MARKED = re.compile("《([^《》]{1,80})》")
_REMARK = re.compile(r"[(（][^()（）]{1,12}[)）]$")
_NATION = re.compile("^(?:中华人民共和国|国务院)")
_PLACE = "^(?:[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,5}自治区|[\u4e00-\u9fff]{2}市)?(?:[\u4e00-\u9fff]{2,4}[市州盟])?(?:[\u4e00-\u9fff]{1,5}[区县旗])?"
_KIND = "应急预案|预案|办法|法|条例|规定|细则|规则|方案|通知|意见|决定|章程|规范|标准|规程|规划|纲要|准则|批复|公告|通告|制度|目录|清单|要点|函"
_COMMON = "总体|专项|突发事件|管理|实施|工作|暂行|试行|监督|安全|服务|改革|关于|若干|有关|执行|执法|办理|处理|处置|行政|机关|机构|职责|职能|编制|加强|进一步|保障|保护|建设|促进|[的和及与、]"
_OPENS = "(?:^|[^\u4e00-\u9fff]|或者|以及|依据|根据|按照|依照|遵照|引用|援引|涉及|违反|适用|参照|参考|遵循|提及|含有|包含|(?:引用|依据|涉及|[用引写提靠凭])[到过着上]|出自|来自|哪些|多少|职[责权]|事项|部门|[这那][个部份本项]|[的是在与和及跟按据或了有对用看查引依凭除只仅以靠])$"
_LAW = re.compile("[\u4e00-\u9fff]法")
_SHORTEST, _SHORTEST_PART = 3, 4
_KINDS = "实施方案|方案|办法|法(?![律规院官定治大队科监督人制股部处局案])|条例|管理规定|规定|章程|细则"
_LONGEST_SHORT = 12  # letters of a contraction before the word for its kind
_TELLING = 5  # letters of a contraction that tells its document though each of its words is common (改革实施方案)
_STATUTE = "章程"
_SOLE = "(?:^|(?<=[依引据用照按以了凭有,]))章程(?=第.{1,6}[条款]|的?(?:职[责权]|事项|权力|有|是)|的?[,。?]|$|[为作]依据|依据|里|中|规定|被|又|也|且|而|但|却|和|与|或|、)"
_WORDS = re.compile("[一-鿿]+")


def find(text: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    """Every title of `known` (title -> IRIs) that the text names; what stands in 《》 and is none is a word to look for."""
    for match in _MARKED.finditer(text):
        keys = tuple(dict.fromkeys(key for title in meant(match[1], known) for key in known[title]))
        value = Is("document", keys, match[0]) if keys else match[1]
        yield "mention" if keys else "word", value, match.start(), match.end()
    said = [title for title in known if _tail(title) in text]
    forms: dict[str, list[str]] = {}
    for title in said:
        for form in _forms(title):
            forms.setdefault(form, []).append(title)
    found = [*_whole(text, forms), *_parts(text, said, known)]
    found += _sole(text, known)
    found += _shortened(text, known, [range(start, end) for start, end, _ in found])
    for start, end, titles in sorted(found, key=lambda one: (one[0], -one[1])):
        keys = tuple(dict.fromkeys(key for title in titles for key in known[title]))
        yield "mention", Is("document", keys, f"《{titles[0]}》"), start, end


def meant(said: str, known: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The titles that a name in 《》 means: the law of that name before longer titles with the same end, and these before others."""
    said = _bare(said)
    tests: tuple[Callable[[str], bool], ...] = (
        lambda title: said in _forms(title),
        lambda title: len(said) >= _SHORTEST and _bare(title).endswith(said),
        lambda title: len(said) >= _SHORTEST and _kind(said) == _kind(title) and abbreviations.within(said, title),
    )
    return next((titles for test in tests if (titles := [title for title in known if test(title)])), [])


@lru_cache(maxsize=16384)
def _tail(title: str) -> str:
    """The end of a title that every form of it has: three letters, two of a law with so short a name (水法)."""
    bare = _bare(title)
    return bare[-2:] if _LAW.fullmatch(_NATION.sub("", bare)) else bare[-_SHORTEST:]


@lru_cache(maxsize=16384)
def _bare(title: str) -> str:
    """A title without the remark behind it."""
    return _REMARK.sub("", title)


def _forms(title: str) -> list[str]:
    """A title whole, without a remark behind it, and without the country's or the place's name before it."""
    bare = _bare(title)
    core = _NATION.sub("", bare)
    placeless = re.sub(_PLACE, "", core)
    short = [form for form in (core, placeless) if len(form) >= _SHORTEST and not _common(form)]
    if core != bare and _LAW.fullmatch(core):
        short.append(core)
    return list(dict.fromkeys((title, bare, *short)))


def _whole(text: str, forms: Mapping[str, list[str]]) -> Iterator[tuple[int, int, list[str]]]:
    for form, titles in forms.items():
        for match in re.finditer(re.escape(form), text):
            if form in titles or _begins(text, match.start(), titles[0]):
                yield match.start(), match.end(), titles


def _parts(text: str, said: list[str], known: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int, list[str]]]:
    """The end of a title that no other title has and that tells it, the longest that stands in the text."""
    for title in said:
        sizes = range(len(title) - 1, _SHORTEST_PART - 1, -1)
        part = next((title[-size:] for size in sizes if title[-size:] in text), "")
        if not part or any(other != title and other.endswith(part) for other in known):
            continue
        for match in re.finditer(re.escape(part), text):
            if _begins(text, match.start(), title) and (match.start() == 0 or not _common(part)):
                yield match.start(), match.end(), [title]


def _sole(text: str, known: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, int, list[str]]]:
    """The one statute of a body that a catalogue cites, by that word alone where it is cited: 章程第六条, 只引用了章程的."""
    statutes = [title for title in known if _bare(title).endswith(_STATUTE)]
    for match in re.finditer(_SOLE, text) if len(statutes) == 1 else ():
        yield match.start(), match.end(), statutes


def _shortened(text: str, known: Mapping[str, tuple[str, ...]], taken: list[range]) -> Iterator[tuple[int, int, list[str]]]:
    """Contractions: letters of a title in their order, from the first of a word of it to its end (固废法, 户外广告和店招办法)."""
    for match in re.finditer(_KINDS, text):
        ends = [title for title in known if _bare(title).endswith(match[0])]
        for start in range(max(match.start() - _LONGEST_SHORT, 0), match.start() - 1):
            said = text[start : match.end()]
            if (
                any(start in one or match.end() - 1 in one for one in taken)
                or not _WORDS.fullmatch(said)
                or (_common(said) and len(said) < _TELLING)
            ):
                continue
            found = [title for title in ends if abbreviations.within(said, _NATION.sub("", _bare(title)))]
            if len(found) == 1 and re.search(_OPENS, text[:start]):
                yield start, match.end(), found
                taken.append(range(start, match.end()))
                break


def _begins(text: str, start: int, title: str) -> bool:
    """Whether a short title may begin here: behind a word that introduces it, or behind words of the title itself."""
    return bool(re.search(_OPENS, text[:start])) or text[max(0, start - 2) : start] in title


def _common(part: str) -> bool:
    """Whether a part of a title says only what kind of document it is: 管理办法, 工作方案."""
    return not re.sub(_COMMON, "", re.sub(_KIND, "", part))


def _kind(title: str) -> str:
    return str((re.findall(_KIND, _bare(title)) or [""])[-1])
