"""Conditions on columns: a printed value behind its label (办理时限是20日的), alone where it tells what it is (即办的事项), a number to call."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from kg.question.condition import Condition, Contains, Has, Is, Not, Term
from kg.question.mentions.token import Found
from kg.question.words.columns import OWN, Sort, filled, labels_of, sort_of, words
from kg.question.words.operators import BOUNDS, COMPARES, operator
from kg.question.words.plain import NUMERAL, number, plain

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_IS = "(?:一栏|栏)?(?:都)?(?:写的是|填的是|标的是|注明|写明|写着|是|为|在|:)?"
_OF = "(?:以?内)?(?:能?办[结理完成]|就能办)?(?:的|(?=事项|职[责权]|权力|公共服务|行政|业务))"
_AND = "(?:的)?(?=,?(?:而且|并且|且|又|同时|、)[^。?]{2,30}的(?:有|是哪|一?共|事项|职[责权]))"  # 即时办结且不收费的有哪些
_SO = "(?=(?:以?内)?(?:办[结理完好成])?的?,?(?:吗|么|不是|对吗|对不对|对么|对吧|是吗|是吧|吧)[?。]?$)"
_ENDS = "(?:的|(?=[,。?]|$|[吗么吧]|对[吗吧不]|且|但|而|却|又|也|有哪|有几|有多少|共有|一共|事项|职[责权]|是哪))"
_UNITS = {"工作日": ("工作日",), "日": ("日", "天"), "天": ("天", "日", "工作日")}  # nobody who says 天 means one kind of days
_DONE = "(?:就|才|都|要|能|可以|得)*(?:(?:办|审|批|做)(?:得?[完结理好成出下]+)?)?"
_COMPARED = (
    f"(?P<sign>{COMPARES})?(?:了)?"
    f"(?<![\\d第])(?P<n>{NUMERAL})个?(?P<unit>{'|'.join(_UNITS)})(?P<bound>{'|'.join(BOUNDS)})?{_DONE}(?=的(?!吗|么|不|话)|事项|职[权责]|行政|\0)"
)
_DONE_AT = "(?:就|能|可以|来|去|要|得)*(?:办理|受理|办)(?![法公结完事])"
_PLACED = (
    f"(?:在|到|去|上|于)(?P<said>[^,。?的在到去\0]{{2,24}}?){_DONE_AT}(?=的|哪|有|什么|啥|几|多少|[,。?]|$)",
    f"(?P<said>[^,。?的在到去\0]{{0,20}}(?:窗口|室|大厅|楼|层|场|馆|站|中心|基地|库))(?:{_DONE_AT}(?=的|哪|有|什么|啥|几|多少)|(?=的?(?:职责|事项|职权)|有(?:哪|几|多少)))",
)
_EITHER, _ROOM = re.compile("或者?是?|还是|和|与|、"), re.compile(r"\d+号?(?:窗口|室|大厅|楼|层)$")
_BLANK = ("空", "空白", "空的")
ALL = "(?:一栏)?(?P<all>(?:全部|全都|全|都|均|一律)(?:都)?(?:写的是|填的是|标的是|写着|是|为))"  # behind a label, of all duties
ASKS = "(?:的)?(?:,?(?:对吗|对吧|对不对|是吗|是吧)|吗|么|吧|不)[?。]?$"
_CALLED = "(?:是|为|在|位于|设在)(?P<said>[^的,。?是为哪几多谁什]{1,15})的(?=[^,。?]{0,4}(?:有|是|事项|职|权力|共))"


def find(text: str, values: Mapping[str, Mapping[str, str]]) -> Iterator[Found]:
    """Conditions on columns: a printed value behind its label (办理时限是20日的), alone where it tells what it is (即办的事项), a number to call.

    `values` are label -> values in plain form -> as printed. What is said of a column and no value of it is named as unknown.
    """
    for label, known in values.items():
        sort = sort_of(label)
        others = {plain(one) for one in values if one != label}
        called = dict.fromkeys((plain(label), *(one for one in (sort.labels if sort else ()) if one not in others)))
        names = "|".join(map(re.escape, called))
        forms = {form: meant for form, meant in _forms(known, sort).items() if form in text}
        for form in sorted(forms, key=len, reverse=True):
            one = Is(OWN + label, forms[form], form)
            behind = f"(?:{names}){_IS}“?{re.escape(form)}”?{_ENDS}"
            alone = rf"(?<!\d){re.escape(form)}(?:{_OF}|{_AND}|{_SO})" if sort and sort.alone and len(form) > 1 else ""
            alone = f"(?:{_cues(label, sort)})?{alone}" if sort and alone else ""
            number = rf"(?:(?:{names}){_IS})?(?<!\d){re.escape(form)}(?!\d)" if sort and sort.name == "contact" else ""
            for match in re.finditer(f"(?:{names})(?:一栏)?(?P<no>不是|并非|不为)“?{re.escape(form)}”?{_ENDS}", text):
                yield "sign", "not", match.start(), match.end("no")
                yield "mention", one, match.end("no"), match.end()
            for match in re.finditer(f"(?:{names}){ALL}“?{re.escape(form)}(?=”?{ASKS})", text):
                yield "filler", "words", match.start(), match.start("all")
                yield "sign", "all", *match.span("all")
                yield "mention", one, match.end("all"), match.end()
            for pattern in filter(None, (behind, number, alone)):
                for match in re.finditer(pattern, text):
                    yield "mention", one if pattern != alone else _any(one, sort, values, match[0]), match.start(), match.end()
        for match in re.finditer(f"(?:{names}){_CALLED}", text):
            yield "mention", _other(label, match["said"], known), match.start(), match.end() - 1


def placed(text: str, values: Mapping[str, Mapping[str, str]], departments: Collection[str]) -> Iterator[Found]:
    """Places where duties are done, in full or in part: 到17号窗口办的, 502室能办哪些.

    One with a number at which no duty is done is named as unknown.
    What is a department's name too is that department.
    """
    labels = [label for label in values if (sort := sort_of(label)) and sort.name == "place"]
    for label in labels:
        known = values[label]
        for match in (found for place in _PLACED for found in re.finditer(place, text)):
            named = _EITHER.split(match["said"])
            terms = [tuple(printed for value, printed in known.items() if one in value) for one in named]
            if set(named) & set(departments) or any(len(one) < len("二楼") for one in named):
                continue
            if all(terms) or (not any(terms) and _ROOM.search(match["said"])):
                found = tuple(dict.fromkeys(term for some in terms for term in some))
                yield "filler", "words", match.start(), match.start("said")
                yield "mention", Is(OWN + label, found, match["said"]), *match.span("said")
                yield "filler", "words", match.end("said"), match.end()


def compared(text: str, values: Iterable[str]) -> Iterator[Found]:
    """Conditions on how long a duty takes: 办理时限不超过5个工作日的, 超过60日才办结的; only where a column of `values` is for terms."""
    labels = [label for label in values if (sort := sort_of(label)) and sort.name == "time"]
    names = "|".join(map(re.escape, labels))
    for match in re.finditer(f"(?:(?P<label>{names})(?:一栏)?(?:要|需|得|都|是|为|在)*)?{_COMPARED}", text) if labels else ():
        sign, value = operator(match["sign"]) or BOUNDS.get(match["bound"] or "", ""), number(match["n"])
        if sign and value is not None:
            dimension = OWN + (match["label"] or "|".join(labels))
            yield "mention", Term(dimension, sign, value, _UNITS[match["unit"]]), match.start(), match.end()


def _cues(label: str, sort: Sort) -> str:
    """Words that choose this column before a value of it: 法定10日内办结的, 承诺当场办结的."""
    own = [word for part, words_ in sort.cues.items() if part in label for word in words_]
    return f"(?:{'|'.join(own)})的?(?:时限|期限|时间)?(?:最多|就|在|为|是)?" if own else "$^"


def _any(one: Is, sort: Sort | None, values: Mapping[str, Mapping[str, str]], said: str) -> Is:
    """A value that no word puts under one of several columns of its sort, under any of them."""
    labels = labels_of(one.dimension)
    if sort and not any(said.startswith(word) for words_ in sort.cues.values() for word in words_):
        labels = tuple(
            label for label, known in values.items() if sort_of(label) is sort and set(one.terms) & set(known.values())
        )
    return replace(one, dimension=OWN + "|".join(labels))


def whether(text: str, values: Iterable[str]) -> Iterator[Found]:
    """What asks for a column by a verb and its denial: 收不收费; other readers would take its half for a question of their own."""
    if "不" in text:
        for word, (kind, dimension) in words(values).items():
            if "不" in word and word in text:
                yield kind, dimension, text.find(word), text.find(word) + len(word)


def _forms(known: Mapping[str, str], sort: Sort | None) -> dict[str, tuple[str, ...]]:
    """Everything that may be said for a value -> the values as printed: what says the same, and dates in other forms."""
    found: dict[str, tuple[str, ...]] = {value: (printed,) for value, printed in known.items()}
    found |= {
        f"没有{value[1:]}": (printed,)
        for value, printed in known.items()
        if value.startswith("无") and len(value) > len("无时限")
    }
    for same in sort.same if sort else ():
        if meant := tuple(known[one] for one in same if one in known):
            found |= {one: meant for one in same if len(one) > 1}
    for value, printed in known.items():
        if date := _DATE.fullmatch(value):
            year, month, day = map(int, date.groups())
            found |= dict.fromkeys(
                (f"{year}-{month:02}-{day:02}", f"{year}/{month}/{day}", f"{year}年{month}月{day}日"), (printed,)
            )
    return found


def _other(label: str, said: str, known: Mapping[str, str]) -> Condition:
    """What no value of a column is: a part of some, else nothing that the catalogue has."""
    word = said.strip("“”")
    if word in _BLANK:
        return Not(Has(filled(OWN + label)))
    return Contains(OWN + label, word) if any(word in value for value in known) else Is(OWN + label, (), f"“{word}”")
