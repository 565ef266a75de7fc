"""Lines whose labels are dressed up -> lines that begin with their label: 【事项名称】…, 一、事项名称：…, 编号：1　类型：…."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.sources.headings.labels import OF_LABELS, is_known
from kg.sources.headings.numbers import FIGURES, value
from kg.sources.known import kind_of
from kg.sources.lines.labelled import parted
from kg.text import label

_NAME = rf"[\u4e00-\u9fff][{OF_LABELS}\s]{{1,15}}?"
_COUNT = rf"(?:\d{{1,2}}[.．])*\d{{1,2}}|[{FIGURES}]{{1,3}}|[①-⑳]"
_BRACKETED = re.compile(rf"\s*[【〖\[]\s*(?P<name>{_NAME})\s*[】〗\]]\s*[:：]?(?P<rest>.*)", re.DOTALL)
_COUNTED = re.compile(
    rf"\s*(?P<open>[（(]?)(?P<count>{_COUNT})(?P<close>[)）]?[、.．]?)\s*(?P<name>{_NAME})\s*(?P<mark>[:：]|$)(?P<rest>.*)",
    re.DOTALL,
)
_NEXT = re.compile(rf"(?<=\S)\s+(?=(?P<name>{_NAME})\s*[:：])")
_FEWEST, _SEVERAL = 3, 2


@dataclass(frozen=True, slots=True)
class _Dressed:
    """A label, how it is dressed and counted (0: in brackets), whether a bracket or colon closes it, and the text behind."""

    dress: str
    count: int
    name: str
    closed: bool
    rest: str

    @property
    def bare(self) -> str:
        """The line as it would be without the dress."""
        return f"{self.name}：{self.rest.strip()}"


def plain(rows: Sequence[str]) -> tuple[list[str], list[int]]:
    """The lines with their labels at their beginnings, each label of a line on its own, and of which of `rows` each is.

    Brackets and ordinals are taken off where a document dresses three kinds of labels like that, names among them; where it counts
    its names alone, （一）职责事项：…, the ordinal is a line of its own above.
    """
    every = [_dressed(row) for row in rows]
    dressed = _usual(every)
    counted = _counted(every, rows) if not any(dressed) else {}
    seen = Counter((one.dress, one.count, one.name) for one in dressed if one)
    labels = _labels(dressed, lambda one: is_known(one.name) or seen[one.dress, one.count, one.name] >= _SEVERAL)
    lines: list[str] = []
    at: list[int] = []
    for n, row in enumerate(rows):
        for part in counted.get(n) or _parted(labels[n].bare if n in labels else row):
            lines.append(part)
            at.append(n)
    return lines, at


def undressed(texts: Sequence[str]) -> dict[int, str]:
    """Which of the texts that stand where labels do are labels so dressed, without their dress: 1.事项名称."""
    dressed = [one if (one := _dressed(text)) and not one.rest.strip() else None for text in texts]
    return {n: one.name for n, one in _labels(_usual(dressed), lambda _: True).items()}


def _usual(dressed: Sequence[_Dressed | None]) -> list[_Dressed | None]:
    """Those of the lines that are dressed as three kinds of labels are, names among them."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for one in filter(None, dressed):
        kinds[one.dress].add(kind_of(one.name))
    usual = {dress for dress, said in kinds.items() if "name" in said and len(said - {"other"}) >= _FEWEST}
    return [one if one and one.dress in usual else None for one in dressed]


def _counted(dressed: Sequence[_Dressed | None], rows: Sequence[str]) -> dict[int, tuple[str, str]]:
    """The lines of a name that is always counted, one after the other or anew, as ordinal and rest.

    None where a name stands uncounted too.
    """
    named = {
        n: one for n, one in enumerate(dressed) if one and one.count and one.closed and one.rest and kind_of(one.name) == "name"
    }
    counts = [one.count for one in named.values()]
    through = all(below in (1, above + 1) for above, below in pairwise([0, *counts]))
    bare = any((here := parted(row)) and here.kind == "name" for n, row in enumerate(rows) if n not in named)
    if len(named) < _SEVERAL or not through or bare or len({(one.dress, one.name) for one in named.values()}) > 1:
        return {}
    return {n: (rows[n].partition(one.name)[0].strip(), one.bare) for n, one in named.items()}


def _dressed(row: str) -> _Dressed | None:
    if found := _BRACKETED.fullmatch(row):
        return _Dressed("【】", 0, label(found["name"]), True, found["rest"])
    if not (found := _COUNTED.fullmatch(row)):
        return None
    levels = found["count"].replace("．", ".").split(".")
    count = levels[-1]
    sort = "1." * (len(levels) - 1) + ("1" if count.isdecimal() else "一" if count[0] in FIGURES else "①")
    return _Dressed(
        f"{found['open']}{sort}{found['close']}", value(count), label(found["name"]), bool(found["mark"]), found["rest"]
    )


def _labels(dressed: Sequence[_Dressed | None], may_be: Callable[[_Dressed], bool]) -> Mapping[int, _Dressed]:
    """Those of the lines that are labels in their order: counted ones go on from the one above, or begin anew.

    A text that nobody knows does not go on from a line that is none: it is the third of three steps.
    """
    first = Counter(one.name for one in dressed if one and one.count == 1 and is_known(one.name)).most_common(1)
    found: dict[int, _Dressed] = {}
    last = step = 0
    for n, one in enumerate(dressed):
        if one is None:
            continue
        goes_on = one.count == last + 1 and (is_known(one.name) or step + 1 != one.count)
        begins = one.count == 1 and bool(first) and one.name == first[0][0]
        if may_be(one) and (one.count == 0 or goes_on or begins):
            found[n], last, step = one, one.count, 0
        else:
            step = one.count
    return found


def _parted(row: str) -> Iterator[str]:
    """The parts of a line that begins with a known label and a colon, each from a known label of another kind on."""
    name, colon, _ = row.replace(":", "：").partition("：")
    kind = kind_of(label(name))
    begin = 0
    if colon and is_known(label(name)) and kind != "supervision":
        for found in _NEXT.finditer(row):
            text = label(found["name"])
            if is_known(text) and kind_of(text) != kind:
                yield row[begin : found.start()]
                begin, kind = found.end(), kind_of(text)
    yield row[begin:]
