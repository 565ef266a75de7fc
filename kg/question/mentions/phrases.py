"""Phrases with a word or a number in them: "名称里带“审计”的", "超过 10 项", "三个部门"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kg.question.condition import All, AnyOf, Condition, Contains, Is, Not, Numbers
from kg.question.dimensions import those
from kg.question.mentions import titles
from kg.question.mentions.token import Found
from kg.question.words.columns import SAYS_ITSELF
from kg.question.words.lexicon import Lexicon
from kg.question.words.operators import operator
from kg.question.words.plain import NUMERAL, number, one_of
from kg.question.words.vocabulary import cues, words

_PRINTED = those("printed")  # of which a catalogue may print several columns: 责任事项 and 追责情形
_KEPT = 100  # lexicons of which what is made of their words is kept
_INSIDE = (
    "(?:这?一?栏目?|那一?栏)?(?P<inside>里面|里边|里头|里|中间|当中|之中|中|内|上面|上)?(?:面)?"
    "(?:压根|根本|通篇|从头到尾|全文|自始至终)?(?:所|都|也|还|就|明确|既|并|同时|又(?=涉及|提到|提及)|(?(inside)(?:又|再|另|均)|(?!)))*"
)
_WITHOUT = "没有一[项条个处]|没有|没|不曾|不|无一|未|无|从未|从没"
_VERBS = "写的是|填的是|印的是|标的是|留的是|注明|标明|说明|载有|载明|载着|载|用了|用到|标注|标有|标着|见到|见|出现过|出现|提到过|提到|提及|提过|提|包含|含有|含|带有|带着|带|写到|写着|写有|写明|写了|写|涉及到|涉及|包括|谈到|讲到|说到|说的是|讲的是|说了|讲了|说(?![明到清法])|要求有|要求|需要有|需要|要有|用到|见到|有"
_WORD = "(?P<word>“[^“”]{1,40}”|[^的,，。？?;；、“”\\s\\0]{1,16}?(?=的|字样|二字|两个?字|[三四]个?字|这个词|这个字|一词|字眼|$|[,，。？?]|这[几两]个字))"
_AFTER = "(?:字样|二字|两个?字|[三四]个?字|这个词|这个字|一词|的?字眼|这[几两]个字|这个说法|的说法|的字样|等字)?"
_JOINT = "[,，]?(?:也|又|且|并且|或者|或|和|、|同时|还)"
_MORE = re.compile(f"{_JOINT}(?P<not>{_WITHOUT})?(?:{_VERBS})?“(?P<word>[^“”]{{1,40}})”")
_MORE_TEXT = f"{_JOINT}(?:{_WITHOUT})?(?:{_VERBS})?“[^“”]{{1,40}}”{_AFTER}"
_WEAK, _WHOLE = cues("phrases")["weak"], cues("phrases")["whole"]
_ASKING = re.compile(
    "^任何|^(?:部门|科室|股室|处室|机构|单位)名|^其[他它]|^别的|^外单位|^外部|^得|最[长短多少]|^第?[零〇一二三四五六七八九十百两\\d]{1,4}[条款]|^(?:要|须|需|应|得)?(?:上|经|过|报|提请|由|通过|提交)|什么|哪|几|谁|多少|啥|没有|吗|是不是|缺|不一|不同|问题|空|异常|多余|独立"
)
_OTHER = re.compile(f",?(?:但是?|而且?|却|并且?|且|又|也|还|同时)+(?P<not>{_WITHOUT})?(?:{_VERBS})")  # 有街镇又有功能区的
_FURTHER = re.compile(  # the same behind a comma
    f",(?:但是?|而且?|却|并且?|且|又|也|还|同时)+(?P<not>{_WITHOUT})?(?:{_VERBS})(?P<word>[^的,。?;、“”\\s\0]{{1,12}}?)(?:字样|二字|两个?字|一词)?(?=的|$|[,。?])"
)
_NEEDED = re.compile(f"^(?:{'|'.join(cues('phrases')['needed'])})(?=..)")
_TOGETHER = re.compile("既|同时|都")
_COUNTING = re.compile(
    rf"(?P<prefix>不满(?!意)|超过了?|多于|大于|高于|超出|(?:不止|不只|不光)(?:引用|援引|引|依据|写|有|是)?了?|至少有?|不少于|不低于|起码有?|少于|小于|低于|不到|不足|不超过|不多于|不大于|(?:最多|至多|顶多)(?:也|就|只|才|是)*(?:有|承担|负责|管)?|等于|正好有?|恰好有?|刚好有?|(?:只|仅)(?:有|引用|援引|引|写|依据|使用|用到|用|涉及|牵涉|牵着|承担|负责|管|担|对应|占|挂|领|跨|出自|由)?了?)?"
    rf"(?<![哪每第这那同某任几后头任另])(?!三定)(?P<n>{NUMERAL})(?P<unit>[个项条款家件样页种类份]|部(?!门|委|队|长|级|办|署|里|位)|大项|(?=部门|科室|处室|单位|机构))?"
    r"(?P<suffix>\(?(?:不含|不包括)(?:本数|\d+[项个条]?)\)?|以上\((?:不含|不包括)[^)]*\)|及?以上|或以上|还多|往上|开外|以下|以内|之内|[都也]?(?:不到|没到|不足))?"
)
_COUNTED_OUT = re.compile(f"({NUMERAL})(?:样|份|个|种|项|件|步)(?:材料|东西|文件|步骤)?")
_LISTS = {"documents": "documents", "workflow": "step"}  # fields that list, and what each of these is
_KINDS = re.compile("(?:法律|法规|行政法规|条例|规章|部门规章|国务院令|部令|规范性文件|红头文件)(?:$|但|而|也|又|却|且|没|无)")
_SO_MANY = re.compile(
    f"{NUMERAL}[个部份种件条款项](?:及?以上|或以上|以下|以内)?(?:不同)?(?:法律法规|文件|法律|法规|条例|规章|法|依据|条款|条文|规定)?$"
)
_WORDINGS = re.compile("句号|标点|写法|叫法|表述|说法|名称(?!里|中)")
_TERM = re.compile("(?:自然|工作)?日(?!常)|小时|分钟|星期|季度|[天周月年]")  # 5个工作日 are no 5 departments
_MEETS = re.compile("会议|办公会|大会")
_NONE_AT_ALL = re.compile("[都也](?:没|不|无)")
_NOT_ONE = re.compile("(?:没有|没|无)(?:任何|哪)?$")
_TOUCHES = ("涉及", "涉及到")  # what a column of so long a name touches is said in it: 职责分工涉及公安机关的事项
_OF_DUTIES = re.compile("的(?:职[责权]|事项|权力|有|是|[?。]?$)")
_DIGITS = re.compile("(?:达到|达|上了?|到了?|有|是)?([个两三])位数")
_RANKED = re.compile(
    f"(?:前(?P<first>{NUMERAL})(?:名|位|个|家|的|多|大|(?=部门|科室))|(?:排名|排行|排在|排|位列|居)前(?P<head>{NUMERAL})(?=[?。]?$|[的是,])|(?:最后|前)(?P<bottom>{NUMERAL})(?:名|少|小))|倒数第(?P<last>{NUMERAL})(?:名|位|个|家|多|少|大|小|(?![页项条款步件次行]))|(?:倒数)?第(?P<fewest>{NUMERAL})(?:少|小)|第(?P<nth>{NUMERAL})(?:多|名|位)|排(?:名|在)?第(?P<nth2>{NUMERAL})"
)
_AT_MOST = re.compile("^([最至顶]多).*")
_OF_BASES = re.compile("(?:法律|法定|设定|政策|法规|实施)*(?:依据|条款|法条|条文)")  # 只引用了一条依据的职责
_TITLE = re.compile("《([^《》]{1,80})》")
_CLAUSED = re.compile("《[^《》]{1,80}》的?第")
_COUNTS = {unit: counted for counted, units in cues("counted").items() for unit in units}


def containing(text: str, lexicon: Lexicon) -> Iterator[Found]:
    """Conditions "the text of this field contains this word"."""
    nouns = field_words(lexicon)
    for match in _pattern(lexicon).finditer(text):
        verb, word = match["verb"], match["lost"] or match["even"] or match["word"]
        quoted = word.startswith("“")
        field = nouns[match["field"]]
        told = (verb == "带" and "name" in field) or field == "documents"
        told |= len(match["field"]) >= SAYS_ITSELF and verb in _TOUCHES and bool(_OF_DUTIES.match(text, match.end()))
        if not quoted and field == "basis" and (_KINDS.match(word) or _SO_MANY.match(word)):
            continue  # 依据里有条例但没有法律, 依据里有两个文件: kinds of documents and their number, and no words
        if field == "basis" and not match["not"] and _CLAUSED.match(word):
            continue  # 依据写的是《…》第二十条的: a clause of a document
        weak = verb in _WEAK and not match["inside"] and not told
        meets = field == "workflow" and word != "会议" and _MEETS.search(word)
        if match["only"]:
            if not match["not"] and verb in _WHOLE and (quoted or (field in _PRINTED and not _ASKING.search(word))):
                yield "mention", _alone(field, word), match.start(), match.end()
            continue
        if not quoted and (weak or meets or _OTHER.match(word) or _ASKING.search(_OTHER.sub(" ", word))):
            continue
        condition = Contains(field, word.strip("“”")) if quoted else _unquoted(field, word, match[0])
        condition = Not(condition) if match["not"] or match["none"] or match["even"] else condition
        for more in _MORE.finditer(match["more"]):
            other: Condition = Contains(field, more["word"])
            other = Not(other) if more["not"] else other
            condition = AnyOf((condition, other)) if "或" in more[0] else All((condition, other))
        end = match.end()
        while not quoted and (further := _FURTHER.match(text, end)):
            other = _unquoted(field, further["word"], "")
            condition = All((condition, Not(other) if further["not"] else other))
            end = further.end()
        yield "mention", _cited(condition, lexicon) if field == "basis" else condition, match.start(), end


def _cited(condition: Condition, lexicon: Lexicon) -> Condition:
    """The documents that words in 《》 name, as titles are named elsewhere: 依据里写了《退役军人保障法》 is printed with the country before it."""
    match condition:
        case All(parts) | AnyOf(parts):
            return replace(condition, parts=tuple(_cited(one, lexicon) for one in parts))
        case Not(inner):
            return Not(_cited(inner, lexicon))
        case Contains(_, word) if marked := _TITLE.fullmatch(word):
            known = lexicon.kind("document")
            keys = tuple(dict.fromkeys(key for title in titles.meant(marked[1], known) for key in known[title]))
            return Is("document", keys, word) if keys else condition
    return condition


def _alone(field: str, word: str) -> Condition:
    """What alone is said to stand in a field: these words, or so many of what it lists (要件只有两样的)."""
    many = _COUNTED_OUT.fullmatch(word)
    if many and (value := number(many[1])) is not None and field in _LISTS:
        return Numbers(_LISTS[field], "=", value)
    return Contains(field, word.strip("“”"), "whole")


def _unquoted(field: str, word: str, said: str) -> Condition:
    """What a word without quotation marks says of a field: 街镇或者功能区, 街镇又有功能区, 街镇但没有功能区, and 街镇和功能区 behind 同时."""
    word = _NEEDED.sub("", word)  # 写着要公示: a text says 公示五日
    either = re.split(f"或者|或是|或(?:{_VERBS})?", word)
    if len(either) > 1 and all(len(one) > 1 for one in either):
        return AnyOf(tuple(Contains(field, one) for one in either))
    if others := list(_OTHER.finditer(word)):
        ends = [*(one.start() for one in others[1:]), len(word)]
        more = [(one["not"], Contains(field, word[one.end() : end])) for one, end in zip(others, ends, strict=True)]
        said_first = Contains(field, word[: others[0].start()])
        return All((said_first, *(Not(one) if denied else one for denied, one in more)))
    both = re.split("[和与及、]", word) if _TOGETHER.search(said) else []
    if len(both) > 1 and all(len(one) > 1 for one in both):
        return All(tuple(Contains(field, one) for one in both))
    return Contains(field, word)


def counts(text: str, _: Lexicon) -> Iterator[Found]:
    """("compared", (operator, number, what is counted), start, end); "exact" where a number stands without comparison."""
    for match in _RANKED.finditer(text):
        kind = {"first": "top", "head": "top", "bottom": "bottom", "last": "nth-least", "fewest": "nth-least"}.get(
            match.lastgroup or "", "nth"
        )
        yield kind, number(match[match.lastgroup or 0]) or 1, match.start(), match.end()
    for match in _DIGITS.finditer(text):
        sign, bound = {"个": ("<", 10), "两": (">=", 10), "三": (">=", 100)}[match[1]]
        yield "compared", (sign, bound, ""), match.start(), match.end()
    for match in _COUNTING.finditer(text):
        prefix, suffix, unit = match["prefix"] or "", match["suffix"] or "", match["unit"] or ""
        value = number(match["n"])
        if value is None or not (prefix or suffix or match["unit"] is not None) or match[0] == "一样":
            continue
        if _WORDINGS.match(text, match.end()) or (unit in ("", "个") and _TERM.match(text, match.end())):
            continue
        if (
            value == 1
            and not (prefix or suffix)
            and (_NONE_AT_ALL.search(text, match.end()) or _NOT_ONE.search(text[: match.start()]))
        ):
            continue
        unit = "款" if unit == "条" and _OF_BASES.match(text, match.end()) else unit
        sign = _operator(prefix, suffix, value)
        yield ("compared" if sign else "exact"), (sign or "=", value, _COUNTS.get(unit, "")), match.start(), match.end()


def _operator(prefix: str, suffix: str, value: int) -> str:
    said = _AT_MOST.sub(r"\1", prefix).removesuffix("有").removesuffix("了") or prefix
    if sign := operator(said):
        return sign
    if prefix.startswith(("不止", "不只", "不光")):
        return ">"
    if prefix.startswith(("只", "仅")):
        return "="
    if "不含" in suffix or "不包括" in suffix or "多" in suffix or "往上" in suffix or "开外" in suffix:
        return ">"
    if "以上" in suffix:
        return ">" if value == 1 else ">="
    return "<=" if suffix in ("以下", "以内", "之内") else "<" if suffix else ""


@lru_cache(maxsize=_KEPT)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    field = one_of(field_words(lexicon))
    even = "连(?P<even>“[^“”]{1,40}”)(?:[二两]字|两个字|这个词|字样)?[都也](?:没有|没|不)(?:提到|提|写|出现|含)?"
    word = _WORD.replace("(?=的|", f"(?=[、,](?:且|并且?|而且?|但|又|同时|也|还)*(?:{field})|的|")  # 要件里有请示、流程里有党组的
    needs = "(?(inside)(?:需要?|须|必须|应当|要)(?![求件])|(?!))"
    said = f"(?:{even}|(?P<only>只|仅|光|单单|仅仅)?(?:是|就)?(?P<not>{_WITHOUT})?(?P<verb>{_VERBS}|{needs})(?:了|着|过)?{word}|(?P<none>没有|没|无|缺少|缺|少了|不见)(?P<lost>“[^“”]{{1,40}}”))"
    return re.compile(f"(?P<field>{field}){_INSIDE}{said}{_AFTER}(?P<more>(?:{_MORE_TEXT})*)")


@lru_cache(maxsize=_KEPT)
def field_words(lexicon: Lexicon) -> dict[str, str]:
    """The words that name a field with a text -> its dimension."""
    found = {word: value for word, (kind, value) in words().items() if kind == "noun" and value in those("text")}
    kinds = Counter(lexicon.labels.values())
    told = {label: f"{kind}|{label}" if kind in _PRINTED and kinds[kind] > 1 else kind for label, kind in lexicon.labels.items()}
    return {**found, **told, "主要职责": "responsibility-text", "实施机构": "department-text"}
