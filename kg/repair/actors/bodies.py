"""Names of one body, or of one department, that are printed in two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import chain, combinations

import ontology
from kg import meaning
from kg.records import Cell, Document, Finding, Severity
from kg.repair.actors.amid import Text
from kg.repair.evidence.alike import TELLS_APART, Alike, one_slip
from kg.repair.evidence.wording import LIKELY, SURE, broken, doubled
from kg.repair.where import within
from kg.text import normal, one_apart

_SHORTEST, _LONGEST, _OFTEN, _SELDOM = 5, 60, 3, 2
_USUAL, _MOST = 50, 100
_AREA = re.compile("[省市州盟区县旗]")
_PARTS = "分总副支原老旧"
_RANKS = frozenset("科股处室部")
_SAYS_LITTLE = re.compile("^行政|(?<=..)(?:监督)?管理|(?<=..)(?:工作|服务|业务|事务)")


def inconsistent(document: Document) -> Iterator[Finding]:
    """Names of the publishing body, of departments and of exercising bodies that are written with a slip.

    The first lacks a character or has two exchanged, the others differ in one character.
    A way of writing counts as a slip when it is rare beside the usual one.
    """
    told: set[tuple[str, str]] = set()
    in_columns = chain.from_iterable(_of_column(document, kind) for kind in ("department", "body"))
    for found in chain(_of_publisher(document), in_columns, _amid(document)):
        if told.isdisjoint(those := {(number, found.field) for number in found.duties}):
            told |= those
            yield found


def _amid(document: Document) -> Iterator[Finding]:
    """Names of the body and of its departments that stand with a slip amid other words."""
    text = Text((item.number, field.label, field.printed) for item in document.items for field in item.fields if field.printed)
    publisher = meaning.titled(normal(document.title.text))
    names = dict.fromkeys(_called(publisher, document), _OFTEN)
    acting = (field for item in document.items for field in item.fields if field.kind in ("department", "body") and field.value)
    names |= {one.name: 0 for field in acting for one in meaning.departments(field.text) if meaning.is_body(one.name)}
    names = {name: times + text.whole.count(name) for name, times in names.items()}
    for slip in text.slips(names, TELLS_APART):
        duties = tuple(dict.fromkeys(number for number, _, _ in slip.cells))
        _, label, cell = slip.cells[0]
        message = f"机构名称写法不一：“{slip.odd}”疑为“{slip.name}”。"
        yield Finding("inconsistent-name", Severity.WARNING, duties, label, within(cell, slip.odd), message)


def _of_publisher(document: Document) -> Iterator[Finding]:
    usual = _called(meaning.titled(normal(document.title.text)), document)
    meant = {variant: name for name in reversed(usual) for variant in _slips(name) if not any(variant in one for one in usual)}
    if not meant:
        return
    exchanged = [pattern for name in usual for pattern in (*_exchanged(name), *_lengthened(name))]
    slip = re.compile("|".join([*sorted(map(re.escape, meant), key=len, reverse=True), *exchanged]))
    right = re.compile("|".join(map(re.escape, usual)))
    found: dict[str, list[tuple[str, str, Cell]]] = defaultdict(list)
    times = 0
    for number, label, cell in _cells(document):
        text = right.sub("，", cell.text)
        times += text != cell.text
        for variant in dict.fromkeys(slip.findall(text)):
            found[variant].append((number, label, cell))
    for variant, cells in found.items():
        right_name = meant.get(variant) or next((name for name in usual if _misspells(variant, name)), "")
        if right_name and len(cells) <= max(_SELDOM, times // 10):
            duties = tuple(dict.fromkeys(number for number, _, _ in cells))
            _, label, cell = cells[0]
            message = f"机构名称写法不一：“{variant}”应为“{right_name}”。"
            yield Finding("inconsistent-name", Severity.WARNING, duties, label, within(cell, variant), message)


def _misspells(variant: str, name: str) -> bool:
    """Whether a way of writing is the name with a slip: of two characters that tell bodies apart, both must be (村 and 镇), 农忖局 is none."""
    differing = one_apart(variant, name)
    return one_slip(variant, name) or (len(differing) == 2 and not set(differing) <= TELLS_APART and variant[-1] == name[-1])


def _called(name: str, document: Document) -> list[str]:
    """The ways to name a body, the longest first: 甲市乙区水务局 is 乙区水务局 as well, and 区水务局 where the document often says so, but no name without any area."""
    if not _SHORTEST <= len(name) <= _LONGEST:
        return []
    areas = list(_AREA.finditer(name[:-1]))
    shorter = [name[area.end() :] for area in areas]
    plain = name[areas[-1].start() :] if areas else ""
    often = len(plain) >= _SHORTEST and sum(plain in cell.text for _, _, cell in _cells(document)) >= _OFTEN
    return [name, *(one for one in shorter if len(one) >= _SHORTEST and _AREA.search(one[1:-1])), *([plain] if often else [])]


def _slips(name: str) -> set[str]:
    """The name with one of its inner characters missing, or with two exchanged."""
    dropped = {name[:n] + name[n + 1 :] for n in range(1, len(name) - 1)}
    return dropped | {name[:n] + name[n + 1] + name[n] + name[n + 2 :] for n in range(len(name) - 1)} - {name}


def _exchanged(name: str) -> list[str]:
    """Patterns of the name with another character in place of one of the long word for its business: 医疗保证局 for 医疗保障局."""
    start = max((area.end() for area in _AREA.finditer(name[:-1])), default=0)
    if len(name) - start < _SHORTEST or not start:
        return []
    return [f"{re.escape(name[:n])}[\u4e00-\u9fff]{re.escape(name[n + 1 :])}" for n in range(start, len(name) - 1)]


def _lengthened(name: str) -> list[str]:
    """Patterns of the name with one character too many in the word for its business: 红十字协会 for 红十字会.

    None that makes it the name of a part of it (水务分局).
    """
    start = max((area.end() for area in _AREA.finditer(name[:-1])), default=0)
    other = f"[^\\W{''.join(TELLS_APART)}{_PARTS}]"
    return [f"{re.escape(name[:n])}{other}{re.escape(name[n:])}" for n in range(start + 1, len(name))] if start else []


def _of_column(document: Document, kind: str) -> Iterator[Finding]:
    """Names that one duty alone has in a column, where a usual name differs in one character, or has two of its parts in the other order.

    Usual is what many duties have, or what the rest of the document speaks for.
    """
    named = [
        (department.name, item.number, field.label, field.printed or field.value)
        for item in document.items
        for field in item.fields
        if field.kind == kind and field.value
        for department in meaning.departments(field.text)
    ]
    duties: dict[str, set[str]] = defaultdict(set)
    for name, number, *_ in named:
        duties[name].add(number)
    others, words = Alike(dict.fromkeys([*duties, *_sides(document)])), _Words(document)
    told: set[tuple[str, str]] = set()
    count, ranks = len({number for _, number, *_ in named}), Counter(name[-1] for name in duties)
    main = {name for name, numbers in duties.items() if 2 * len(numbers) >= count}
    short = {shorter: name for name in duties if len(duties[name]) >= _OFTEN for shorter in _shortened(name)}
    for name, number, label, cell in named:
        if len(duties[name]) > 1 or (name, number) in told:
            continue
        alike = [one for one in others.of(name) if one_slip(name, one) or (one in main and _misspells(name, one))]
        usual = next((other for other in alike if len(duties[other]) >= _OFTEN or words.speak_for(other, name)), "")
        usual = usual or next((one for one in others.of(name) if len(duties[one]) >= _OFTEN and _parts_exchanged(name, one)), "")
        usual = usual or next((other for other in others.of(name) if _is_no_name(name, other, len(duties[other]))), "")
        usual = usual or next((other for other in others.of(name) if other in duties and _is_of_no_rank(name, other, ranks)), "")
        usual = usual or (short.get(name, "") if number not in duties[short.get(name, "")] else "")
        if usual and cell:
            told.add((name, number))
            message = f"机构名称写法不一：“{name}”疑为“{usual}”。"
            yield Finding("inconsistent-name", Severity.WARNING, (number,), label, cell.place, message)


def _shortened(name: str) -> Iterator[str]:
    """A section's name without a word that says nothing of its business: 水资源科 for 水资源管理科."""
    for found in _SAYS_LITTLE.finditer(name) if name[-1] in _RANKS else ():
        shorter = name[: found.start()] + name[found.end() :]
        if len(shorter) >= _SHORTEST - 2:
            yield shorter


def _is_no_name(name: str, usual: str, times: int) -> bool:
    """Whether what stands alone in a cell is no words, where with one other character it is the name of a body."""
    if set(one_apart(name, usual)) <= TELLS_APART or (name[-1] != usual[-1] and meaning.is_body(name)):
        return False
    return broken(name, usual) >= (LIKELY if times >= _OFTEN or doubled(name, usual) else SURE)


def _is_of_no_rank(name: str, usual: str, ranks: Counter[str]) -> bool:
    """Whether a section differs from another in what it is (财务股, 财务科), and is the only such one where several are as that one."""
    return name[:-1] == usual[:-1] and {name[-1], usual[-1]} <= _RANKS and ranks[name[-1]] == 1 and ranks[usual[-1]] >= _OFTEN


def _sides(document: Document) -> Iterator[str]:
    """The bodies that 职责边界 speaks of."""
    for item in document.items:
        for field in item.fields:
            if field.kind == "boundary" and field.value:
                yield from (side.body for side in meaning.sides(field.text))


class _Words:
    """All that a document says, put together when it is first asked for; it is asked at most a hundred times."""

    def __init__(self, document: Document) -> None:
        self._document, self._asked = document, 0

    @cached_property
    def _text(self) -> str:
        one = self._document
        listed = [item.contents.name.text for item in one.items if item.contents]
        fields = [field.text for item in one.items for field in item.fields]
        return "\n".join([one.title.text, *(main.text.text for main in one.responsibilities), *listed, *fields])

    def speak_for(self, usual: str, name: str) -> bool:
        """Whether the document speaks for one of two names: it stands many times and the other once, or its words are usual.

        Usual words are those in which they differ, where the other's are all but nowhere.
        They are looked for in the document without these names, and among the official terms of the thesaurus: 行攻 is no word, 监察 and 监测 are two.
        """
        self._asked += 1
        if self._asked > _MOST:
            return False
        text = self._text
        if text.count(usual) >= _OFTEN and text.count(name) == 1:
            return True
        if len(usual) != len(name) or text.count(name) > 1:
            return False
        rest = text.replace(usual, "，").replace(name, "，") + ontology.turtle("matters").decode()
        at = next(n for n, (a, b) in enumerate(zip(usual, name, strict=True)) if a != b)
        return _said(rest, usual, at) >= max(_OFTEN, _USUAL * _said(rest, name, at))


def _said(text: str, name: str, at: int) -> int:
    """How often a text has the pairs of characters that a character of a name makes with those beside it."""
    return sum(text.count(name[n : n + 2]) for n in (at - 1, at) if 0 <= n < len(name) - 1)


def _parts_exchanged(name: str, usual: str) -> bool:
    """Whether two names differ in two parts, one behind the other, that have changed places: 综合执法行政大队 for 综合行政执法大队."""
    if sorted(name) != sorted(usual):
        return False
    parts = combinations(range(len(name) + 1), 3)
    return any(name[:a] + name[b:c] + name[a:b] + name[c:] == usual for a, b, c in parts)


def _cells(document: Document) -> Iterator[tuple[str, str, Cell]]:
    """The cells that are the publisher's own words: what stands under 法定依据 is quoted."""
    for item in document.items:
        for field in item.fields:
            if field.printed and field.kind != "basis":
                yield item.number, field.label, field.printed
