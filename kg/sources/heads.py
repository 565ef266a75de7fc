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
_SHORTEST_TASK, _HEADER_AMONG, _FEWEST, _MOST_CELLS = 5, 6, 2, 4
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
_WHO = ("office", "body")
_SHORT = ("type", *_WHO)
_IN_CHINESE = ("一、", "（一）", "职责一", "主要职责")
_COUNT = re.compile(r"[（(][^（）()]*\d+[^（）()]*[)）]$|[:：]?共?\d+[项条个]$")
_DRESS = "■◆●★▲◇□○※•·【】[]〔〕"
_BRACKET = re.compile("[（(][^（）()]*[)）]$")
_OFFICE = re.compile("(?:科|室|股|处|队|站|所|中心|窗口|办|部)$")
_BODY = re.compile(rf"(?!对)[\u4e00-\u9fff（）()·]{{1,24}}(?:{'|'.join(HEADS['bodies'])})")
_TASK = re.compile(rf"(?!(?:负责|承担)的)(?:{'|'.join(HEADS['tasks'])})")
_NO_TASK = re.compile(rf"(?:{'|'.join(HEADS['no_tasks'])})$")
_BODY_TITLE = re.compile(rf"(?:{'|'.join(HEADS['titles'])}|\\d{{4}}).*")
_SAYS_WHOSE = re.compile("(?:职责|职能|责任|事项|分工)$")
_STATED = re.compile(
    r"(?:填报|填表|制表|编制|报送|上报|公布|发布|实施|责任|承办|牵头)?(?:单位|部门|机关|机构|科室|处室|股室)(?:名称)?"
    r"(?:[（(](?:公章|盖章|签章)[)）])?\s*[:：]\s*(\S+?)(?:[（(](?:公章|盖章|签章)[)）])?(?:\s.*)?"
)
_OF_SHEETS = re.compile(r"(?:附件|附表|表)?[\d一二三四五六七八九十]*[-—_.、．\s]*")
_NUMBER = re.compile(rf"({_FIGURE})[、.．]?|([（(]{_FIGURE}[)）])|[（(]?\d.*")
_ITEMS = re.compile(r"[（(]?共?[\d一二三四五六七八九十百]+\s*[项条个][)）]?$")
_PHRASE = re.compile(r"[\u4e00-\u9fff\w、“”《》]+")


def heading_number(text: str) -> str:
    """The number of an information table's heading such as "1.1（职责事项名称）信息表"; "" for any other text."""
    match = _TABLE.match(text) if len(text) < _LONGEST else None
    return digits(match[1]) if match else ""


@dataclass(slots=True)
class Head:
    """A heading: what it gives the rows below (type, office, body, task, phrase; "" for nothing), how its ordinal looks, whether it is the title of a list, and whether rows stand below."""

    kind: str
    rank: str
    ordinal: str
    cell: Cell
    title: bool = False
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
            self.open = [one for one in self.open if one.used or one.rank != "who"]
        self.open = [one for one in self.open if one.used or one.rank != "task"]  # without an ordinal, it stands right above rows
        return self.begin(head(cell))

    def begin(self, found: Head | None) -> Head | None:
        """Read a heading, where there is one; a title without an ordinal ends whatever has held for rows."""
        if found and found.title and not found.ordinal:
            self.open = [one for one in self.open if not one.used]
        if not (found and (found.kind or found.ordinal)):
            return None
        same = next((n for n, one in enumerate(self.open) if one.rank == found.rank), len(self.open))
        self.open = [*self.open[:same], found]
        return found

    def sheet(self, name: str, number: int) -> Head | None:
        """Read the name of a sheet; nothing that stands above it holds there."""
        found = head(Cell(_OF_SHEETS.sub("", name, count=1), Place(table=number)), in_list=True)
        self.open = [replace(found, rank="sheet")] if found and found.kind in _SHORT else []
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
    """The heading that a line is; None for one that has no ordinal and names no type, body, title or task."""
    text = squeeze(cell.text).strip(_DRESS)
    if len(text) > _LONGEST:
        return None
    if stated := _STATED.fullmatch(cell.text.strip()):
        kind, said = _kind(stated[1], stated[1], "", in_list=False)
        return Head(kind, "who", "", replace(cell, text=said)) if kind in _WHO else None
    rank, ordinal, rest = _ordinal(text)
    body = _COUNT.sub("", rest).strip(_DRESS)
    kind, said = _kind(body, rest, rank, in_list=in_list)
    title = not kind and 2 < len(body) <= _LONGEST_TITLE and cover.TITLE.search(body) is not None
    if (title or (not kind and _SAYS_WHOSE.search(body))) and (owner := _owner(body)):
        return Head("body", rank or "title", ordinal, replace(cell, text=owner), title)
    if not (kind or title) and not (rank and len(rest) <= _LONGEST_TITLE):
        return None
    return Head(kind, rank or ("who" if kind in _WHO else kind), ordinal, replace(cell, text=said), title)


def is_charged(line: str) -> bool:
    """Whether a line of text names a department or body, or a type of power, and nothing else."""
    found = head(Cell(line, Place()))
    return found is not None and found.kind in _SHORT


def of_row(row: Row, below: Row = ()) -> Head | None:
    """The heading for the rows below that a row of a list is: it says one thing, the count of its items and an ordinal aside.

    A task stands in its first cell (with an ordinal in Chinese, its second), and elsewhere goes on with the row above. An ordinal in a cell of its own (一 | 行政许可) looks otherwise than the number
    of the row `below`.
    """
    said = filled(row)
    if len(said) > _MOST_CELLS:
        return None
    if len(said) > 1 and _STATED.fullmatch(said[0].text.strip()):
        return head(said[0])
    said = [*said[:1], *(one for one in said[1:] if not _ITEMS.fullmatch(squeeze(one.text)))]
    number = _NUMBER.fullmatch(squeeze(said[0].text)) if said and said[0] is row[0] else None
    under = _NUMBER.fullmatch(squeeze(below[0].text)) if below else None
    if number and number.lastindex and under and under.lastindex != number.lastindex and len(said) == 2:
        return head(
            replace(said[1], text=f"{number[0].strip('、.．')}{'、' if number[1] else ''}{said[1].text.strip()}"), in_list=True
        )
    found = head(said[0], in_list=True) if len(said) == 1 else None
    if found is None or found.rank == "task":
        return None
    second = len(row) > 1 and said[0] is row[1] and found.rank in _IN_CHINESE
    return found if found.kind in _SHORT or said[0] is row[0] or second else None


def _owner(title: str) -> str:
    """The body at the beginning of the title of its list (市商务局权责清单); "" where there is none."""
    ends = (n for n in range(len(title) - 1, 2, -1) if _BODY_TITLE.fullmatch(title[n:]))
    return next((title[:n] for n in ends if _is_body(title[:n]) or _is_office(title[:n])), "")


def _is_body(text: str) -> bool:
    name = _BRACKET.sub("", text)
    return name in HEADS["abbreviated"] or (2 < len(name) <= _LONGEST_TITLE and _BODY.fullmatch(name) is not None)


def _is_office(text: str) -> bool:
    return 2 < len(text) <= _LONGEST_TITLE and _OFFICE.search(_BRACKET.sub("", text)) is not None and is_department(text)


def _ordinal(text: str) -> tuple[str, str, str]:
    """(rank, ordinal, rest) of a text; rank and ordinal are "" where it has none."""
    for rank, form in _RANKS.items():
        if found := form.match(text):
            return rank, next(filter(None, found.groups()), ""), text[found.end() :]
    return "", "", text


def _kind(body: str, rest: str, rank: str, *, in_list: bool) -> tuple[str, str]:
    """What a heading gives the rows below it, and its words; ("", …) for nothing."""
    short, task = 2 < len(body) <= _LONGEST_TITLE, _is_task(body)
    if kind := _TYPE.fullmatch(body.removesuffix("事项").removesuffix("类")):
        return "type", kind[0]
    if _is_office(body):
        return "office", body
    if rank and task:
        return "task", _ITEMS.sub("", rest)
    if in_list and short and (kind := _TYPE.search(body)):
        return "type", kind[0]
    if _is_body(body):
        return "body", body
    if task and not in_list and not rest.endswith(("：", ":")):
        return "task", rest
    plain = rest == body and len(body) <= _LONGEST_PHRASE and _PHRASE.fullmatch(body) and not _NO_TASK.search(body)
    return ("phrase" if rank and plain and not in_list else ""), rest


def _is_task(text: str) -> bool:
    return len(text) >= _SHORTEST_TASK and _TASK.match(text) is not None and not _NO_TASK.search(text.rstrip("。；"))


@dataclass(slots=True)
class _Seen:
    """A heading of the document, and how many lists and other tables stand below it."""

    head: Head
    lists: int = 0
    others: int = 0


def told(blocks: Iterable[Block]) -> frozenset[str]:
    """The texts of headings of a document that are bodies in charge, or main responsibilities.

    Two bodies of a rank at least stand over rows (one is the publisher's). Main responsibilities stand over rows more often than not
    (a list of them, or notes with ordinals, are none), and not each over one information table alone, whose title such a line is;
    mere phrases do so where several are, and all headings of their rank are of that sort.
    """
    ranks: dict[str, list[_Seen]] = defaultdict(list)
    for one in _survey(blocks):
        ranks[one.head.rank].append(one)
    return frozenset(
        squeeze(one.head.cell.text) for alike in ranks.values() for one in (*_bodies(alike), *_responsibilities(alike))
    )


def _bodies(alike: list[_Seen]) -> list[_Seen]:
    """Those of the headings of one rank that are bodies in charge."""
    over = [one for one in alike if one.head.kind in _WHO and (one.lists or one.others)]
    several = len({squeeze(one.head.cell.text) for one in over}) >= _FEWEST
    return [one for one in over if one.head.kind == "body"] if several else []


def _responsibilities(alike: list[_Seen]) -> list[_Seen]:
    """Those of the headings of one rank that are main responsibilities."""
    over = [one for one in alike if one.lists or one.others]
    tasks, phrases = ([one for one in over if one.head.kind == kind] for kind in ("task", "phrase"))
    texts = {squeeze(one.head.cell.text) for one in over}
    bare = [one for one in alike if squeeze(one.head.cell.text) not in texts]
    if len(over) <= len(bare) or not any(one.lists or one.others > 1 for one in over):
        return []
    if alike[0].head.rank == "task":
        return tasks if len(tasks) >= _FEWEST else []
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
        for row, under in zip(table.rows, (*table.rows[1:], ()), strict=False):
            said = filled(row)
            if found := of_row(row, under) if begun or len(said) > 1 else None:
                self.add(heads.begin(found))
            elif len(said) == 1 and not begun:
                self.add(heads.line(said[0]))
            elif len(said) > 1:
                begun, names = True, int(kind_of(label(said[0].text)) == "name")
                heads.stand()
                below.update({id(one): names for one in heads.open})
        for key, count in below.items():
            one = self.found[key]
            one.lists, one.others = one.lists + int(listed), one.others + (0 if listed else max(count, 1))
