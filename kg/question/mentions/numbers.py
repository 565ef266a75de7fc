"""text + Lexicon -> mentions of things that have numbers: main responsibilities, clauses, pages.

The patterns stay text, which `re` compiles and keeps when a question first needs them: a cold question about a matter needs none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.question.condition import All, Compares, Condition, Is
from kg.question.mentions.token import Found
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import DIGITS, NUMERAL, number

_N = f"[(]?({NUMERAL})[)]?"
_RESPONSIBILITY_WORDS = ("主要职责", "大项", "大类", "大块", "大条", "类职责", "块职责")
_RESPONSIBILITY = rf"(?<![哪每几同前后这那共])第?{_N}(?:大项|大类|大块|大条)(?:的)?(?:主要职责|职责)?|(?<![哪每几同])(?:第{_N}[项条个号类块]?|{_N}号)(?:的)?主要职责|(?:序号|编号)(?:为|是)?{_N}(?:的)?主要职责|主要职责(?:的)?(?:里|中)?(?:序号|编号)?(?:为|是)?[(]?(?:第{_N}|{_N}(?![共起栏]))(?![.\d])[项条号类块]?[)]?|(?<![哪每几同])第{_N}[类块]职责"
_RESPONSIBILITIES = (
    rf"主要职责(?:的)?(?:里|中)?(?P<a>第?{NUMERAL}[项条号]?(?:(?:[、,和与及]|到|至|-|~|—|–)第?{NUMERAL}(?:两|三|四|几)?(?:大?[项条号类])?)+)(?![.\d])"
    rf"|(?P<b>第{NUMERAL}大?[项条类]?(?:(?:[、,和与及]|到|至|-|~|—|–)第?{NUMERAL}(?:两|三|四|几)?(?:大?[项条类])?)+)(?:的)?(?<=大[项类])|(?P<c>第{NUMERAL}[项条]?(?:(?:[、,和与及]|到|至|-|~|—|–)第?{NUMERAL}(?:两|三|四|几)?[项条]?)+)(?:的|这?{NUMERAL}[项条个])?主要职责"
)
_FIRST = rf"前(?P<first>{NUMERAL})个?(?:大项|大类|大块|大条|[项条类块](?:的)?主要职责)"  # the first so many
_RANGE = rf"(?P<d>第?{NUMERAL}(?:(?:[、和与及]|到|至|-|~|—|–)第?{NUMERAL})+)(?:[这那]{NUMERAL}个?)?大[项类块条]"
_PARTED = (  # 职责6分成几条事项: a main responsibility, where no duty bears the number
    rf"(?<![\u4e00-\u9fff\d])职责(?!一(?:下|共|起|般))({NUMERAL})(?![.\d项条个])"
    "(?=(?:的)?(?:一共|总共|共有|下面|底下|下|里面?|中|分成|分为|分(?!之)|拆成|细化|包括|包含|有(?:几|哪|多少)))"
)
_HOW_MANY = re.compile(f"(?<=[\\d{DIGITS}])[两三四](?=大?[项条号类]?$)")
_THROUGH = re.compile("到|至|[-~—–]")
_CLAUSE = rf"第?{_N}条第?{_N}款(?:第?{_N}项)?|第?{_N}条第{_N}项|第{_N}款(?:第?{_N}项)?|第{_N}条(?!职责)|(?<![第有共到差少多过足于几哪每同某任这那是了前后跨及用占引据涉沾管满])({NUMERAL})款(?![以及])"
_CLAUSES = rf"(?:第?{_N}条)?第?{_N}款?((?:[、,和与及或跟]第?{NUMERAL}款?)+)(?:这{NUMERAL}款)?(?<=款)"
_CLAUSES_THROUGH = rf"(?:第?{_N}条)?第{_N}款?(?:到|至|-|~|—|–)第?{_N}款"
_BETWEEN = (
    rf"页码?数?(?:介于|处于|在|为|是|从)?第?(?P<low>{NUMERAL})页?(?:到|至|-|~|—|–|和|与)第?(?P<high>{NUMERAL})页?(?:之间|间)?"
)
_PAGES = (
    rf"第?(?P<low>{NUMERAL})页?(?:到|至|-|~|—|–)第?(?P<high>{NUMERAL})页(?:之间)?|前(?P<first>{NUMERAL})页"
    rf"|(?:页码?(?:数)?)(?:还|得|要|必须|须|都)*(?:大于|超过|在|高于)第?(?P<above>{NUMERAL})页?(?:以后|之后|后)?(?!\d|以前|之前|前)|(?:页码?(?:数)?)(?:还|得|要|必须|须|都)*(?:小于|低于|不到|在)第?(?P<below>{NUMERAL})页?(?:以前|之前|前)?(?:\(不含\d*\))?"
    rf"|第?(?P<behind>{NUMERAL})页(?:之后|以后|往后|后面|开外|后)|第?(?P<before>{NUMERAL})页(?:之前|以前|前面|前)"
    rf"|(?<![哪每几同])第?(?P<since>{NUMERAL})页(?:及以后|及之后|起|开始)|页码?(?:数)?(?:为|是|等于|标成|写成|印成|填成|标的是|填的是|写的是|写着|标着)?第?(?P<is>{NUMERAL})(?![\d.])页?|(?<![哪每几同这那共后])第?(?P<nth>{NUMERAL})页|[Pp]\.?(?P<p>\d+)(?!\d)"
)
_TENS = r"第?(?<!\d)(?P<tens>\d{0,2}0|[二三四五六七八九]十)(?:几|多)页"  # 四十几页
_PAGE_SIGNS = {
    "first": "<=",
    "above": ">",
    "behind": ">",
    "below": "<",
    "before": "<",
    "since": ">=",
}  # by the group of the number; of others: =


def responsibilities(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Main responsibilities by number: one, several, from one to another."""
    known = _numbered(lexicon.kind("responsibility"))
    for match in re.finditer(_PARTED, text) if known else ():
        if (said := number(match[1])) is not None and str(said) in known and str(said) not in lexicon.kind("duty"):
            yield "mention", Is("responsibility", known[str(said)], str(said)), match.start(), match.end()
    if not any(word in text for word in _RESPONSIBILITY_WORDS):
        return
    for match in re.finditer(_FIRST, text):
        terms = tuple(key for n in range(1, (number(match["first"]) or 0) + 1) for key in known.get(str(n), ()))
        yield "mention", Is("responsibility", terms, match[0]), match.start(), match.end()
    for match in (*re.finditer(_RESPONSIBILITIES, text), *re.finditer(_RANGE, text)):
        said = next(filter(None, map(match.groupdict().get, "abcd")))
        numerals = [number(one) or 0 for one in re.findall(NUMERAL, _uncounted(said, known))]
        if _THROUGH.search(said):
            numerals = list(range(numerals[0], numerals[-1] + 1))
        terms = tuple(key for one in numerals for key in known.get(str(one), ()))
        yield "mention", Is("responsibility", terms, "、".join(map(str, numerals))), match.start(), match.end()
    for match in re.finditer(_RESPONSIBILITY, text):
        said = number(next(group for group in match.groups() if group))
        if said is not None:
            yield "mention", Is("responsibility", known.get(str(said), ()), str(said)), match.start(), match.end()


def _uncounted(said: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """Numbers without the one that says how many they are (第七、第八两项, 5、6、7三项); the 四 of 第四项 and of 第十四项 is none."""
    if not (many := _HOW_MANY.search(said)):
        return said
    listed, rest = re.findall(NUMERAL, said), re.findall(NUMERAL, said[: many.start()])
    alike = listed[:-1] == rest[:-1] and str(number(listed[-1])) in known and listed[-1] != rest[-1]
    return said if number(many[0]) != len(rest) or alike else said[: many.start()]


def _numbered(printed: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Main responsibilities under figures too: catalogues print 四, （四） or 第四."""
    read = {str(n): keys for name, keys in printed.items() if (n := number(name.strip("()（）第、.")))}
    return {**read, **printed}


def clauses(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Articles, paragraphs and items: one, several, from one to another."""
    if "款" not in text and "条" not in text:
        return
    for match in re.finditer(_CLAUSES_THROUGH, text):
        low, high = number(match[2]) or 0, number(match[3]) or 0
        within = [_clause({"条": match[1], "款": str(one)}, lexicon) for one in range(low, min(high, low + 99) + 1)]
        terms = tuple(term for one in within for term in one.terms)
        yield "mention", Is("clause", terms, match[0]), match.start(), match.end()
    for match in re.finditer(_CLAUSES, text):
        numerals = [match[2], *re.findall(NUMERAL, match[3])]
        if not _clause({"条": match[1], "款": numerals[-1]}, lexicon).terms and number(numerals[-1][-1]) == len(numerals):
            numerals[-1] = numerals[-1][:-1]  # as in 第七、第八两款
        listed = [_clause({"条": match[1], "款": numeral}, lexicon) for numeral in numerals]
        terms = tuple(dict.fromkeys(term for one in listed for term in one.terms))
        yield "clauses", tuple(listed) if len(listed) > 1 else Is("clause", terms, match[0]), match.start(), match.end()
    for match in re.finditer(_CLAUSE, text):
        a, b, c, d, e, f, g, h, bare = match.groups()
        parts = {"条": a or d or h, "款": b or f or bare, "项": c or e or g}
        found = _clause(parts, lexicon)
        if not bare or (found.terms and bare not in ("一", "1")):
            yield "mention", found, match.start(), match.end()


def _clause(said: dict[str, str | None], lexicon: Lexicon) -> Is:
    wanted = {unit: str(number(numeral)) for unit, numeral in said.items() if numeral}
    known = [c for c in lexicon.clauses if all(c.parts.get(unit) == value for unit, value in wanted.items())]
    labels = dict.fromkeys(c.label for c in known)
    name = "".join(f"第{numeral}{unit}" for unit, numeral in said.items() if numeral)
    return Is("clause", tuple(dict.fromkeys(c.iri for c in known)), next(iter(labels)) if len(labels) == 1 else name)


def pages(text: str, _: Lexicon) -> Iterator[Found]:
    """Pages: one, from one to another, before or behind one."""
    if "页" not in text and "p" not in text.lower():
        return
    for match in re.finditer(_TENS, text):
        tens = number(match["tens"]) or 0
        yield "mention", All((Compares("page", ">=", tens), Compares("page", "<=", tens + 9))), match.start(), match.end()
    for match in re.finditer(_BETWEEN, text):
        yield "mention", _between(match), match.start(), match.end()
    for match in re.finditer(_PAGES, text):
        yield "mention", _between(match) if match["low"] else _bound(match), match.start(), match.end()


def _between(match: re.Match[str]) -> Condition:
    low, high = (number(match[end]) or 0 for end in ("low", "high"))
    return All((Compares("page", ">=", low), Compares("page", "<=", high)))


def _bound(match: re.Match[str]) -> Condition:
    said = str(match.lastgroup)
    return Compares("page", _PAGE_SIGNS.get(said, "="), number(match[said]) or 0)
