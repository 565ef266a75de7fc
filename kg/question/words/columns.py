"""Columns of a catalogue's own, beside those of the known kinds: asked for by the printed label or in everyday words, and as conditions.

Such a column is the dimension "column|办理时限", with the other labels of the same thing that the base prints behind another "|";
"contact|咨询电话" is where a matter is asked about: the printed contact, and the telephone for complaints where a duty has none.
"filled|备注" leaves out cells that say nothing, "paid|收费" tells only whether something is to be paid (fees.py).
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kg.question.algebra import Condition, Contains, Has, Is, Query
from kg.question.words.plain import plain

if TYPE_CHECKING:
    from kg.question.mentions.numbers import Found
    from kg.question.mentions.scan import Token
    from kg.question.wanted.targets import Target

OWN = "column|"
CONTACT = "contact|"
FILLED = "filled|"
PAID = "paid|"
BLANK = r"^[-—–－/／.。…·\s]*$"
NOTHING = r"^([-—–－/／.。…·\s]*|无|没有|暂无)$"
_HAVING = ("有", "有无", "带", "有没有", "是否有", "是不是有")
_WHICH = ("哪些", "哪几", "几", "多少")
_CLOSES = re.compile("(?:吗|么|没有|没)?[?。]?")
_NEAR = 6  # letters between a word that chooses a column and the one that asks for it
_LABEL = 4  # letters of a label that no matter has in it by chance
LONGEST = 20  # letters of a value that a question may name
_COMPLAINT = re.compile("举报|投诉|监督|不满|反映|信访|主席|局长|领导")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_REMARK = re.compile("[（(][^（）()]*[）)]$")
_STORY = ("打电话", "拨打")  # what people say that they did
_IS = "(?:一栏|栏)?(?:都)?(?:写的是|填的是|标的是|注明|写明|写着|是|为|在|:)?"
_OF = "(?:以?内)?(?:能?办[结理完成]|就能办)?(?:的|(?=事项|职[责权]|权力|公共服务|行政|业务))"
_SO = "(?=(?:以?内)?(?:办[结理完好成])?的?(?:吗|么|不是)[?。]?$)"
_ENDS = "(?:的|(?=[,。?]|$|有哪|有几|有多少|共有|一共|事项|职[责权]|是哪))"
_CALLED = "(?:是|为)(?P<said>[^的,。?是为哪几多谁什]{1,15})的(?=[^,。?]{0,4}(?:有|是|事项|职|权力|共))"


@dataclass(frozen=True, slots=True)
class Sort:
    """What one thing is called by catalogues and asked for by people."""

    name: str
    labels: tuple[str, ...]
    asked: tuple[str, ...]
    alone: bool
    same: tuple[tuple[str, ...], ...]
    brief: tuple[str, ...]
    cues: Mapping[str, tuple[str, ...]]
    free: tuple[str, ...]
    whether: tuple[str, ...]
    gratis: tuple[str, ...]


@cache
def sorts() -> tuple[Sort, ...]:
    """The sorts of columns that are known by name (columns.toml)."""
    data = tomllib.loads(files("kg").joinpath("question", "words", "columns.toml").read_text("utf-8"))
    return tuple(_sort(name, one) for name, one in data.items())


def _sort(name: str, data: Mapping[str, Any]) -> Sort:
    brief, free, whether_, gratis = (tuple(data.get(key, ())) for key in ("brief", "free", "whether", "gratis"))
    same = tuple(map(tuple, data.get("same", ())))
    cues = {part: tuple(words) for part, words in data.get("cues", {}).items()}
    known = name, tuple(data["labels"]), tuple(data["asked"]), bool(data.get("alone")), same
    return Sort(*known, brief, cues, free, whether_, gratis)


@cache
def sort_of(label: str) -> Sort | None:
    """The sort of a label, without the remark that it may end in (办理时限（工作日）)."""
    bare = _REMARK.sub("", label)
    return next((sort for sort in sorts() if bare in sort.labels or bare in sort.brief), None)


def chosen(dimension: str, tokens: Sequence[Token]) -> str:
    """Of several columns of one sort the one that a word beside the asking one chooses: 承诺几天办完, 法定最多几天; else all of them."""
    labels = labels_of(dimension)
    sort = sort_of(labels[0]) if len(labels) > 1 else None
    asking = next((t for t in tokens if t.value == dimension), None)
    if sort is None or asking is None:
        return dimension
    text = "".join(t.text for t in tokens)
    near = text[max(0, asking.start - _NEAR) : asking.end]
    cues = [part for part, words_ in sort.cues.items() if any(re.search(f"{word}(?!代表|节)", near) for word in words_)]
    fit = [label for label in labels if any(part in label for part in cues)]
    return dimension.partition("|")[0] + "|" + "|".join(fit or labels)


def labels_of(dimension: str) -> tuple[str, ...]:
    """The labels that a dimension of this module stands for; none for another dimension."""
    return tuple(dimension.split("|")[1:]) if dimension.startswith((OWN, CONTACT, FILLED, PAID)) else ()


def filled(dimension: str) -> str:
    """The dimension of what is really printed in a column, dashes and 无 left out; another dimension as it is."""
    return dimension.replace(OWN, FILLED, 1).replace(CONTACT, FILLED, 1)


def is_contact(dimension: str) -> bool:
    """Whether a dimension holds the contacts for those who have a matter to see to."""
    return any((sort := sort_of(label)) and sort.name == "contact" for label in labels_of(dimension))


def words(printed: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The words that ask for the columns `printed`: their labels, other labels of the same thing, and everyday words."""
    known = list(printed)
    found: dict[str, tuple[str, str]] = {}
    for sort in sorts():
        if of_sort := [label for label in known if sort_of(label) is sort]:
            dimension = OWN + "|".join(of_sort)
            found |= dict.fromkeys(sort.labels, ("noun", dimension)) | dict.fromkeys(sort.asked, ("asks", dimension))
            chosen_ = {cue: [label for label in of_sort if cue in label] for cue in sort.cues}
            found |= {
                f"{cue}的{brief}": ("noun", OWN + "|".join(fit)) for cue, fit in chosen_.items() if fit for brief in sort.brief
            }
    return {**found, **{plain(label): ("noun", OWN + label) for label in known}}


def contact(printed: Iterable[str]) -> str:
    """The dimension of the contacts that a base prints for those who have a matter to see to; "" for none."""
    found = [label for label in printed if is_contact(OWN + label)]
    return CONTACT + "|".join(found) if found else ""


def placed(tokens: list[Token], served: str) -> list[Token]:
    """The tokens; where duties are said to have a column filled in (有备注的事项), that is a condition.

    What asks for a telephone asks for the contact `served` unless somebody complains; "" where no such contact is printed.
    """
    read = [_served(token, served) for token in tokens] if served and not _complains(tokens) else list(tokens)
    of_duties = any((t.kind == "mention" and getattr(t.value, "dimension", "") == "duty") or t.text in _WHICH for t in tokens)
    for n, (token, noun) in enumerate(itertools.pairwise(tokens)):
        behind = "".join(t.text for t in tokens[n + 2 :])
        ends = of_duties and _CLOSES.fullmatch(behind)
        having = token.text in _HAVING or (token.text == "没有" and n and tokens[n - 1].text == "有" and ends)
        if having and noun.kind == "noun" and "|" in str(noun.value) and (ends or behind.startswith("的")):
            read[n + 1] = replace(noun, kind="mention", value=Has(filled(str(noun.value))))
    return read


def _complains(tokens: Iterable[Token]) -> bool:
    return any(_COMPLAINT.search(token.text) for token in tokens)


def _served(token: Token, served: str) -> Token:
    calls = token.kind in ("noun", "asks") and (token.value == "phone" or token.text == "联系方式")
    return replace(token, value=served) if calls and token.text not in _STORY else token


def asked(tokens: Sequence[Token], wanted: Iterable[Target]) -> str:
    """The column that a question asks for: in everyday words, under a long label anywhere, under a short one where it stands last or beside 什么."""
    last = next((t for t in reversed(tokens) if t.kind not in ("mark", "filler")), None)
    beside = [target.dimension for target in wanted if target.asked]
    named: list[str] = []
    for token in tokens:
        names = token.kind in ("noun", "asks") and "|" in str(token.value)
        tells = token.kind == "asks" or len(token.text) >= _LABEL or token is last or token.value in beside
        if names and tells:
            named.append(chosen(str(token.value), tokens))
    alike = [
        one
        for one in named
        if one.startswith(OWN) and (sort := sort_of(one.split("|")[1])) and sort is sort_of(named[0].split("|")[1])
    ]
    labels = dict.fromkeys(label for one in alike for label in labels_of(one))
    return OWN + "|".join(labels) if len(alike) > 1 else next(iter(named), "")


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
            alone = rf"(?<!\d){re.escape(form)}(?:{_OF}|{_SO})" if sort and sort.alone and len(form) > 1 else ""
            alone = f"(?:{_cues(label, sort)})?{alone}" if sort and alone else ""
            number = rf"(?:(?:{names}){_IS})?(?<!\d){re.escape(form)}(?!\d)" if sort and sort.name == "contact" else ""
            for pattern in filter(None, (behind, number, alone)):
                for match in re.finditer(pattern, text):
                    yield "mention", one if pattern != alone else _any(one, sort, values, match[0]), match.start(), match.end()
        for match in re.finditer(f"(?:{names}){_CALLED}", text):
            yield "mention", _other(label, match["said"], known), match.start(), match.end() - 1


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


def unused(query: Query | None, tokens: Iterable[Token]) -> str:
    """The name of a column that a question says and its query does not know: everything would be a wrong answer; "" for none."""
    known = {label for dimension in _dimensions(query) for label in labels_of(dimension)}
    said = (token for token in tokens if token.kind in ("noun", "asks") and labels_of(str(token.value)))
    return next((token.text for token in said if not known.intersection(labels_of(str(token.value)))), "")


def _dimensions(part: Any) -> Iterator[str]:
    """The names of all dimensions in a query or a part of it."""
    if isinstance(part, tuple):
        for one in part:
            yield from _dimensions(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _dimensions(getattr(part, field.name))
    elif isinstance(part, str):
        yield part


def unprinted(text: str) -> str:
    """The column that a question ends in asking for and that no catalogue of the base prints; "" for none. Contacts have other words."""
    found = _unprinted().search(text)
    return OWN + found[1] if found else ""


@cache
def _unprinted() -> re.Pattern[str]:
    labels = sorted((label for sort in sorts() if sort.name != "contact" for label in sort.labels), key=len, reverse=True)
    return re.compile(f"(?<=.)({'|'.join(labels)})(?:是|有|写|为)?(?:什么|多少|多久|多长|谁|哪些|哪里)?[?。]?$")


def _forms(known: Mapping[str, str], sort: Sort | None) -> dict[str, tuple[str, ...]]:
    """Everything that may be said for a value -> the values as printed: what says the same, and dates in other forms."""
    found: dict[str, tuple[str, ...]] = {value: (printed,) for value, printed in known.items()}
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
    return Contains(OWN + label, word) if any(word in value for value in known) else Is(OWN + label, (), f"“{word}”")
