"""What stands above rows: headings that give the rows below them a type of power, who is in charge, or a main responsibility."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.labels import HEADS, TYPES, kind_of
from kg.meaning import is_department
from kg.records import Cell, Place
from kg.sources import cover
from kg.sources.blocks import Block, Paragraph, Row, Table, filled
from kg.sources.header import has_header
from kg.text import digits, label, squeeze

_LONGEST_TITLE, _LONGEST_PHRASE, _LONGEST = 35, 25, 200
_SHORTEST_TASK, _HEADER_AMONG, _FEWEST = 5, 6, 2
_TYPE = re.compile("|".join(sorted((*TYPES, "行政监督检查", "其他职权", "其他行政职权", "其他类"), key=len, reverse=True)))
_TABLE = re.compile(r"^\s*(\d+(?:[.．]\d+)+)(?![.．]?\d).*信息表\s*$")
_FIGURE = "[一二三四五六七八九十百]+"
_RANKS = {
    "一、": re.compile(rf"({_FIGURE})[、.．]"),
    "（一）": re.compile(rf"[（(]({_FIGURE})[)）][、.．]?"),
    "1.1": re.compile(r"(\d+(?:[.．]\d+)+)[、.．]?"),
    "1.": re.compile(r"(\d+)[、.．]"),
    "（1）": re.compile(r"[（(](\d+)[)）][、.．]?"),
    "①": re.compile("([①-⑳])[、.．]?"),
    "职责一": re.compile(rf"(?:第({_FIGURE}|\d+)项|(?:主要)?职责({_FIGURE}|\d+))(?:主要)?(?:职责)?[:：、.．]?"),
    "主要职责": re.compile("主要职责()[:：]"),
    "第一部分": re.compile(rf"第({_FIGURE})(?:部分|章|编|篇)[:：、]?"),
}
_COUNT = re.compile(r"[（(][^（）()]*\d+[^（）()]*[)）]$")
_OFFICE = re.compile("(?:科|室|股|处|队|站|所|中心|窗口|办|部)$")
_BODY = re.compile(rf"(?!对)[\u4e00-\u9fff（）()·]{{1,24}}(?:{'|'.join(HEADS['bodies'])})")
_TASK = re.compile(rf"(?!(?:负责|承担)的)(?:{'|'.join(HEADS['tasks'])})")
_NO_TASK = re.compile(rf"(?:{'|'.join(HEADS['no_tasks'])})$")
_PHRASE = re.compile(r"[\u4e00-\u9fff\w、“”《》]+")


def heading_number(text: str) -> str:
    """The number of an information table's heading such as "1.1（职责事项名称）信息表"; "" for any other text."""
    match = _TABLE.match(text) if len(text) < _LONGEST else None
    return digits(match[1]) if match else ""


@dataclass(slots=True)
class Head:
    """A heading: what it gives the rows below (type, office, body, task, phrase; "" for nothing), how its ordinal looks, and whether rows stand below."""

    kind: str
    rank: str
    ordinal: str
    cell: Cell
    used: bool = False


@dataclass(frozen=True, slots=True)
class Under:
    """What the headings above a row say: its type of power, who is in charge, its main responsibility."""

    section: Cell | None = None
    office: Cell | None = None
    main: Head | None = None


class Heads:
    """The headings that hold for the next row, the highest first; a heading ends with the next one of its rank.

    `told` are the texts of bodies and main responsibilities that only the whole document shows to be such headings.
    """

    def __init__(self, told: frozenset[str] = frozenset()) -> None:
        self._told = told
        self.open: list[Head] = []

    def line(self, cell: Cell) -> Head | None:
        """Read a line between tables; returns the heading that it is."""
        if cover.date(cell.text):  # what stands above a date has signed
            self.open = [one for one in self.open if one.used or one.rank not in ("office", "body")]
        return self.begin(head(cell))

    def begin(self, found: Head | None) -> Head | None:
        """Read a heading, where there is one."""
        if found and found.kind == "title" and not found.ordinal:
            self.open = [one for one in self.open if not one.used]
        elif found:
            same = next((n for n, one in enumerate(self.open) if one.rank == found.rank), len(self.open))
            self.open = [*self.open[:same], found]
            return found
        return None

    def sheet(self, name: str, number: int) -> Head | None:
        """Read the name of a sheet; nothing that stands above it holds there."""
        found = head(Cell(name, Place(table=number)), in_list=True)
        self.open = [replace(found, rank="sheet")] if found and found.kind in ("type", "office", "body") else []
        return self.open[0] if self.open else None

    def stand(self) -> Under:
        """A row of a duty stands here: what the headings above it say, of a department the lowest, of a main responsibility the highest."""
        for one in self.open:
            one.used = True
        sections = (one.cell for one in reversed(self.open) if one.kind == "type")
        offices = (one.cell for one in reversed(self.open) if one.kind == "office" or self._counts(one, "body"))
        mains = (one for kind in ("task", "phrase") for one in self.open if self._counts(one, kind))
        return Under(next(sections, None), next(offices, None), next(mains, None))

    def _counts(self, one: Head, kind: str) -> bool:
        return one.kind == kind and squeeze(one.cell.text) in self._told


def head(cell: Cell, *, in_list: bool = False) -> Head | None:
    """The heading that a line is; None for one that has no ordinal and names no type, body or title."""
    text = squeeze(cell.text)
    if len(text) > _LONGEST:
        return None
    rank, ordinal, rest = _ordinal(text)
    body = _COUNT.sub("", rest)
    kind, said = _kind(body, rest, rank, in_list=in_list)
    if not kind and not (rank and len(rest) <= _LONGEST_TITLE):
        return None
    return Head(kind, rank or kind, ordinal, replace(cell, text=said))


def of_row(row: Row) -> Head | None:
    """The heading for the rows below that a row of a list is; a task or phrase stands in its first cell, and elsewhere goes on with the row above."""
    said = filled(row)
    found = head(said[0], in_list=True) if len(said) == 1 else None
    return found if found and (found.kind in ("type", "office", "body") or said[0] is row[0]) else None


def _ordinal(text: str) -> tuple[str, str, str]:
    """(rank, ordinal, rest) of a text; rank and ordinal are "" where it has none."""
    for rank, form in _RANKS.items():
        if found := form.match(text):
            return rank, next(filter(None, found.groups()), ""), text[found.end() :]
    return "", "", text


def _kind(body: str, rest: str, rank: str, *, in_list: bool) -> tuple[str, str]:
    """What a heading gives the rows below it, and its words; ("", …) for nothing."""
    short = 2 < len(body) <= _LONGEST_TITLE
    if kind := _TYPE.fullmatch(body.removesuffix("事项").removesuffix("类")):
        return "type", kind[0]
    if short and _OFFICE.search(body) and is_department(body):
        return "office", body
    ordered = rank and not _NO_TASK.search(body.rstrip("。；"))
    if ordered and len(body) >= _SHORTEST_TASK and _TASK.match(body):
        return "task", rest
    if in_list and short and (kind := _TYPE.search(body)):
        return "type", kind[0]
    if short and _BODY.fullmatch(body):
        return "body", body
    if short and cover.TITLE.search(body):
        return "title", body
    if ordered and not in_list and rest == body and len(body) <= _LONGEST_PHRASE and _PHRASE.fullmatch(body):
        return "phrase", rest
    return "", rest


@dataclass(slots=True)
class _Seen:
    """A heading of the document, and how many lists and other tables stand below it."""

    head: Head
    lists: int = 0
    others: int = 0


def told(blocks: Iterable[Block]) -> frozenset[str]:
    """The texts of headings of a document that are bodies in charge, or main responsibilities.

    Two bodies at least stand over rows (one is the publisher's). Main responsibilities stand over rows more often than not
    (a list of them, or notes with ordinals, are none), and not each over one information table alone, whose title such a line is;
    mere phrases do so where several are, and all headings of their rank are of that sort.
    """
    seen = _survey(blocks)
    over = [one for one in seen if one.lists or one.others]
    charged = {squeeze(one.head.cell.text) for one in over if one.head.kind in ("office", "body")}
    found = {squeeze(one.head.cell.text) for one in over if one.head.kind == "body"} if len(charged) >= _FEWEST else set()
    ranks: dict[str, list[_Seen]] = defaultdict(list)
    for one in seen:
        ranks[one.head.rank].append(one)
    for alike in ranks.values():
        found |= {squeeze(one.head.cell.text) for one in _responsibilities(alike)}
    return frozenset(found)


def _responsibilities(alike: list[_Seen]) -> list[_Seen]:
    """Those of the headings of one rank that are main responsibilities."""
    over = [one for one in alike if one.lists or one.others]
    tasks, phrases = ([one for one in over if one.head.kind == kind] for kind in ("task", "phrase"))
    if 2 * len(over) < len(alike) or not any(one.lists or one.others > 1 for one in over):
        return []
    return tasks + phrases if len(tasks) + len(phrases) == len(over) >= _FEWEST else tasks


def _survey(blocks: Iterable[Block]) -> list[_Seen]:
    """Every heading of the document, with what stands below it."""
    heads, seen = Heads(), _Survey()
    for block in blocks:
        if isinstance(block, Paragraph):
            if not heading_number(block.cell.text):
                seen.add(heads.line(block.cell))
        elif isinstance(block, Table):
            if block.name:
                seen.add(heads.sheet(block.name, block.number))
            seen.table(block, heads)
    return list(seen.found.values())


@dataclass(slots=True)
class _Survey:
    found: dict[int, _Seen] = field(default_factory=dict)

    def add(self, one: Head | None) -> None:
        if one:
            self.found[id(one)] = _Seen(one)

    def table(self, table: Table, heads: Heads) -> None:
        """Count a list once, and any other table as often as it names a duty, for each heading that its rows stand below."""
        listed = any(has_header(table.rows, n) for n in range(min(_HEADER_AMONG, len(table.rows))))
        below: Counter[int] = Counter()
        begun = False
        for row in table.rows:
            said = filled(row)
            if len(said) == 1:
                self.add(heads.begin(of_row(row)) if begun else heads.line(said[0]))
            elif said:
                begun, names = True, int(kind_of(label(said[0].text)) == "name")
                heads.stand()
                below.update({id(one): names for one in heads.open})
        for key, count in below.items():
            one = self.found[key]
            one.lists, one.others = one.lists + int(listed), one.others + (0 if listed else max(count, 1))
