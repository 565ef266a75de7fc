"""Kinds of powers (职权类型) in a question: 行政许可, 处罚类事项, 各类职权, and their sub-items; only in a base whose catalogues print such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.question.condition import Is
from kg.question.mentions.token import Found
from kg.question.words.abbreviations import within
from kg.question.words.lexicon import Lexicon
from kg.question.words.plain import NUMERAL
from kg.question.words.vocabulary import cues

_LEGAL = "许可|处罚|强制|征收|给付|检查|确认|奖励|裁决|征用"  # the kinds that every guideline to power lists names
_OF_POWERS = "(?=的?(?:行政)?(?:职权|权力|事项|职责))"
_SAYS, _SO = "(?:是不是|是否属?于?|属不属于|算不算|属于|是|算)", "(?=(?:吗|么|吧|不是|还是|呢)?[?。]?$)"
_LISTED = "(?:哪一?[项个条]|哪些|哪几[项个种]|多少[项个种])"
_COUNTED = "(?=(?:一共|总共|共计|合计|总计|共|里|中)?有?(?:几|多少)[项个种条]|(?:的|里面?|中|当中)?(?:有|是|由|共)?(?:哪些|哪几))"
_SAID = "(?:所有|全部|哪些|哪几[项个种条]|多少[项个种条]|几[项个种条]|任何|过|承办|负责|牵头|配合|的|不是|不属于|并非|除了?|占)"
_NEITHER = "(?:不是|不属于?|并非|不归入|不算)"
_SHARE = "(?:职责|事项|职权)?占(?:了)?(?:全部|所有|总|整个|全|本|这份|这个|职责|事项|职权|清单|目录|比|多少|百分|几)"
_AMONG = "(?:(?:里[面头边]|当中|之中)|里(?!程)|中(?:的?\0|,|[有由哪归谁要需既不只]))"
_JOINT = "(?:比|和|与|跟|同|、|以?及|加上?|还是|[多少]还是)"
_OF_KIND = "(?:的?(?:事项|职权|项数|数量))?"
_MORE = "(?:这?[两三四几]?[类种者])?(?=[\0多少几差加共各合哪相,。?]|一共|总共|分别|的(?:项数|数量)|$)"
_EACH = f"(各个?|每一?)([类种]){_OF_POWERS}"
_MANY = f"((?<!哪)(?:多少|几)(?:个|大)?)([类种]){_OF_POWERS}"
_WHICH = f"(哪一?|哪几|哪些|什么|何)([类种]){_OF_POWERS}"
_OF_WHICH = "(?<=属于)(哪一?个?|什么|啥)([类种])(?=[?。]?$)"
_TYPES = "((?:职权|权力|事项|职责)?(?:类型|类别|种类))"
_CALLED = f"(哪些|哪几[个种]?|哪一?个?|什么|多少[个种]?|几[个种]?){_TYPES}"
_EACH_CALLED = f"(各个?|每一?个?|按照?|分){_TYPES}"
_PARTED = "(?<=分)(?:为|成|了)*(哪几|几|多少)(大?[类种])(?=[?。]?$)"
_DUTIES_PARTED = "(?<=主要职责)(?P<parted>(?:一共|总共|共|一起|可以|可|被|有)*分(?:为|成|了|作)*)(?P<many>几|多少)(?P<kinds>个?大?[类块项条部分方面种]+)(?=[?。]?$)"
_PARTS = (
    "(?:(?:^|[,。])(?:请|要|把){0,2}(?:各个?|每个|所有|其中的?)?子项(?:也|都|要|请|得|各自|全部|各|来|一起){1,3}|子项(?:也|都|要|请|得|来)*(?:分别|逐一|逐个|逐项|单独|分开|拆开|各自))"
    "(?:统计|列|计|算|数|写|给|报)(?:出来|出|上|进去|进来|在内|数|入|为一项|一项)?|(?:^|[,。])(?:算上|计入|连同?|连着|带上|含)子项(?:在内|一起|一并|都|也)*(?:算|列|计|数)?(?:上|出来|进去)?(?=[,。?]|$)"
    "|(?:算上|连同?|连着|带上|带着)(?:各个?|所有的?)?子项(?:在内|一起|一并|都|也)+(?:统计|列|算|计|数|写|给)(?:出来|进去|上)?"
)
_POINTED = f"[^,。?;、](?P<part>{'|'.join(cues('pointing')['parts'])})"
_WHOLE = (
    "子项(?:都|也|就|均)?(?:不|不要|不用|不必|别|无须|无需)(?:再|另外?|单独?|单另|分开|拆开|重复|逐个|逐项|各自|来)*"
    "(?:算|计|数|列|统计|计算|计入|计数)(?:数|入|进去|在内|上|一项)?(?=[,。?;]|$)"
)
_POLITE = "^(?:请问|想问下?|问一?下|我想知道|那个?|[,。])*"
_CASES = (
    "(?P<item>[\u4e00-\u9fff()]{4,30}?|\0{3,})(?:这一?[项个块]|事项|职权)?(?:的|下面?|底下|里面?|中|之下){0,3}(?P<into>(?:一共|总共|共|又|还|具体|再|要|是|可以|(?<!许)可|会|都|按|给){0,4}"
    "(?:细?分|拆分?|划分|区分)?(?:成|为|作|了|出|有)?)(?<=[分成为作了出有拆])(?:哪几|哪些|几|多少|什么)[种类个样档]?(?P<sort>(?:不同的?|具体的?|办理的?){0,3})"
    "(?:(?P<case>情形|情况|小项)|子项)(?:来|去|分别|进行)*(?:办理?|处理|受理|审批|实施|给|发)?(?=[,。?呢啊]|$)"
)  # 烟花爆竹零售许可分成几种情形办
_PLACED = f"(?P<item>[\u4e00-\u9fff()]{{4,30}}?)(?:这一?[项个]|事项|职权)?的?(?:第{NUMERAL}|最[后末]一?)[个项]?(?:子项|分项|小项)"
_TELLS = 4  # letters of a shorter name of an item


def find(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Kinds by name, also those that the lists could have and do not, by their second half (处罚类事项), and each kind or how many of them.

    The classes of a column of the catalogue's own (服务类别) are meant where they are said to be classes: 应急处置类, 是不是应急处置.
    """
    if printed := lexicon.kind("type"):
        names = {name: (name,) for name in [*(f"行政{one}" for one in _LEGAL.split("|")), *printed]}
        for name in sorted(names, key=len, reverse=True):
            one = Is("type", names[name], name)
            for match in re.finditer(f"{re.escape(name)}类?", text):
                yield "mention", one, match.start(), match.end()
            short = name.removeprefix("行政").removesuffix("行政权力")
            yield from _said(text, one, short, "" if short == "其他" else f"|{re.escape(short)}(?=事项|职权|权力|[大主]项)")
        yield from _paired(text, names)
    for dimension, classes in lexicon.classes.items():
        others = "|".join(map(re.escape, classes))
        joined = f"(?:或者?|和|与|、|以?及)(?:{others})(?:类|事项|职责|职权|的)"  # 公共服务或者行政给付类的
        for name in sorted(classes, key=len, reverse=True):
            yield from _said(
                text, Is(dimension, (classes[name],), name), name, f"|{re.escape(name)}(?=的?(?:事项|职责|职权)|{joined})"
            )
    if printed or len(lexicon.classes) == 1:
        yield from _asked(text, "type" if printed else next(iter(lexicon.classes)))


def _said(text: str, one: Is, short: str, before_duties: str) -> Iterator[Found]:
    """A kind or class where it is said to be one: 处罚类, 有哪些处罚, 是不是处罚."""
    short = re.escape(short)
    for match in re.finditer(f"{short}类(?!型|别){before_duties}", text):
        yield "mention", one, match.start(), match.end()
    for match in re.finditer(
        f"{_NEITHER}(?P<neither>{short})(?=也|又|并|且|而|亦)|{_SAID}(?P<of>{short})(?=的|[,、。?]|$|里|中|是|有|比|[多少]几|占|[和与及]几|最[多少]|还)|(?<=[室门股处位谁科队])(?P<most>{short})(?=(?:项数|数量)?最[多少])|(?<![\u4e00-\u9fff]{{9}})(?P<counted>{short}){_COUNTED}|"
        f"{_SAYS}(?P<kind>{short}){_SO}|(?:(?<=\0)|(?<=\0的))(?P<listed>{short})(?=有(?:哪些|几项|多少项?)[?。]?$)|(?:^|(?<=[,。?;]))(?P<share>{short})(?={_SHARE}|{_AMONG})|(?<=除)(?P<but>{short})(?=[以之]?外)|(?<=的)(?P<sum>{short})(?=(?:数量|项数|总数|数目)[?。]?$)|(?:有没有|有无|没?有|是否有)(?P<right>{short}权)(?=[吗么的吧,。?]|$)|(?P<so>{short})(?=这一?[类块种](?!型|别))|{_LISTED}(?P<asked>{short})(?=有|要|由|归|是|不|收|能|需|只|仅|单|没|未|无|设|拆|分|带|写|填|引|依)",
        text,
    ):
        said = str(match.lastgroup)
        yield "mention", one, match.start(said), match.end(said)


def _paired(text: str, names: Mapping[str, tuple[str, ...]]) -> Iterator[Found]:
    """Two kinds that are compared or counted together: 处罚比许可多几项, 检查和奖励一共几项, 是许可多还是处罚多."""
    short = {name.removeprefix("行政").removesuffix("行政权力"): name for name in names}
    kind = f"(?:行政)?(?P<kind>{'|'.join(sorted(map(re.escape, short), key=len, reverse=True))})(?:类(?!型|别))?"
    bare = kind.replace("?P<kind>", "?:")
    listed = f"(?:^|(?<=[,。?;是的里中]))(?:{bare}{_OF_KIND}{_JOINT})+{bare}{_OF_KIND}{_MORE}"
    for match in re.finditer(listed, text):
        for one in re.finditer(kind, match[0]):
            start, end = (match.start() + place for place in one.span())
            yield "mention", Is("type", names[short[one["kind"]]], short[one["kind"]]), start, end


def _asked(text: str, dimension: str) -> Iterator[Found]:
    """Where kinds or classes are asked for: 各类职权, 有哪些类型, 属于哪一类."""
    for match in re.finditer(_CALLED, text):
        yield "sign", "howmany" if match[1][0] in "多几" else "which", match.start(1), match.end(1)
        yield "noun", dimension, match.start(2), match.end(2)
    for match in re.finditer(_DUTIES_PARTED, text):
        yield "filler", "words", *match.span("parted")
        yield "sign", "howmany", *match.span("many")
        yield "filler", "words", *match.span("kinds")
    asking = {_EACH_CALLED: "each", _EACH: "each", _MANY: "howmany", _WHICH: "which", _OF_WHICH: "which", _PARTED: "which"}
    for pattern, sign in asking.items():
        for match in re.finditer(pattern, text):
            yield "sign", sign, match.start(1), match.end(1)
            yield "noun", dimension, match.start(2), match.end(2)


def parts(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """That each sub-item is to be given or counted for itself: 行政给付有哪些，子项也列出来; one that is pointed at (延期这个子项) is asked about."""
    if lexicon.kind("item"):
        for match in re.finditer(_POINTED, text):
            yield "filler", "words", match.start("part"), match.end()
    if "子项" in text and lexicon.kind("item"):
        for match in re.finditer(_WHOLE, text):
            yield "filler", "aside", match.start(), match.end()  # as items are counted
        for match in re.finditer(_PARTS, text):
            yield "parts", match[0], match.start(), match.end()


def items(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Items by their full name, or by a shorter one, where their sub-items or the cases in which they are done are spoken of."""
    known = lexicon.kind("item")
    cases = (re.search(_CASES, text) or re.search(_PLACED, text)) if known else None
    if not known or not (cases or "子项" in text):
        return
    for name, duties in sorted(known.items(), key=lambda item: -len(item[0])):
        start = text.find(name)
        if start >= 0:
            yield _item(name, duties, start, start + len(name), lexicon)
    if cases:
        said = re.sub(_POLITE, "", cases["item"])
        meant = [name for name in known if name not in text and said[-1:] == name[-1] and within(said, name)]
        if len(said) >= _TELLS and len(meant) == 1:
            yield _item(meant[0], known[meant[0]], cases.end("item") - len(said), cases.end("item"), lexicon)
        if cases.groupdict().get("case") and (meant or "\0" in said or any(name in text for name in known)):
            yield from [("filler", "words", *cases.span("into"))] if cases["into"] else []
            yield "noun", "subitem", cases.start("sort"), cases.end("case")


def _item(name: str, duties: tuple[str, ...], start: int, end: int, lexicon: Lexicon) -> Found:
    number = next((number for number, known in lexicon.kind("duty").items() if duties[0] in known), "")
    return "mention", Is("duty", duties, f"{number}（{name}）"), start, end
