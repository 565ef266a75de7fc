"""What stands above a row: which headings hold for it, and which lines of a document are headings at all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from kg.records import Cell
from kg.sources.blocks import Block, Paragraph, Table, filled
from kg.sources.headings import cover
from kg.sources.headings.header import has_header
from kg.sources.headings.heads import WHO, Head, head, heading_number, of_row, of_sheet
from kg.sources.headings.notes import is_entry
from kg.sources.known import kind_of
from kg.text import label, squeeze

_HEADER_AMONG, _FEWEST = 6, 2
_SENTENCE = re.compile("[，。；]")


@dataclass(frozen=True, slots=True)
class Under:
    """What the headings above a row say: its type of power, who is in charge, its main responsibility; and which say how many items there are."""

    section: Cell | None = None
    office: Cell | None = None
    main: Head | None = None
    counting: tuple[Head, ...] = ()


class Heads:
    """The headings that hold for the next row, the highest first; a heading ends with the next one of its rank.

    `told` are the texts of bodies and main responsibilities that only the whole document shows to be such headings.
    """

    def __init__(self, told: frozenset[str] = frozenset()) -> None:
        self._told = told
        self.open: list[Head] = []
        self.counting: list[Head] = []

    def line(self, cell: Cell) -> Head | None:
        """Read a line between tables; returns the heading that it is. An entry of the contents says what is a heading further down."""
        if is_entry(cell.text):
            return None
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
        self.counting += [found] if found.stated else []
        return found

    def sheet(self, name: str, number: int) -> Head | None:
        """Read the name of a sheet; nothing that stands above it holds there."""
        found = of_sheet(name, number)
        self.open = [found] if found else []
        self.counting += [found] if found and found.stated else []
        return found

    def stand(self) -> Under:
        """A row of a duty stands here: what the headings above it say, of a department the lowest, of a main responsibility the highest."""
        for one in self.open:
            one.used = True
        sections = (one.cell for one in reversed(self.open) if one.kind == "type")
        offices = (one.cell for one in reversed(self.open) if one.kind == "office" or self._counts(one, "body"))
        mains = (one for kind in ("task", "phrase") for one in self.open if self._counts(one, kind))
        counting = tuple(one for one in self.open if one.stated)
        return Under(next(sections, None), next(offices, None), next(mains, None), counting)

    def _counts(self, one: Head, kind: str) -> bool:
        return one.kind == kind and squeeze(one.cell.text) in self._told


@dataclass(slots=True)
class _Seen:
    """A heading of the document, and how many lists and other tables stand below it."""

    head: Head
    lists: int = 0
    others: int = 0


def has_headings(blocks: Sequence[Block]) -> bool:
    """Whether a document has headings of information tables, as lines or at the beginning of rows."""
    lines = (one.cell.text for one in blocks if isinstance(one, Paragraph))
    firsts = (row[0].text for one in blocks if isinstance(one, Table) for row in one.rows if row)
    return any(map(heading_number, chain(lines, firsts)))


def told(blocks: Iterable[Block]) -> frozenset[str]:
    """The texts of headings of a document that are bodies in charge, or main responsibilities.

    Two bodies of a rank at least stand over rows (one is the publisher's). Main responsibilities stand over rows more often than not
    (a list of them, or notes with ordinals, are none), and not each over one information table alone, whose title such a line is;
    mere phrases do so where several are, and all headings of their rank are of that sort; among others only sentences do.
    """
    ranks: dict[str, list[_Seen]] = defaultdict(list)
    for one in _survey(blocks):
        ranks[one.head.rank].append(one)
    return frozenset(
        squeeze(one.head.cell.text) for alike in ranks.values() for one in (*_bodies(alike), *_responsibilities(alike))
    )


def _bodies(alike: list[_Seen]) -> list[_Seen]:
    """Those of the headings of one rank that are bodies in charge."""
    over = [one for one in alike if one.head.kind in WHO and (one.lists or one.others)]
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
    if len(tasks) + len(phrases) == len(over) >= _FEWEST:
        return tasks + phrases
    return tasks if len(tasks) == len(over) or not all(map(_is_brief, tasks)) else []


def _is_brief(one: _Seen) -> bool:
    """Whether a heading is no sentence, so that it may as well be the name of a class: 服务企业 beside 科普类."""
    return _SENTENCE.search(one.head.cell.text) is None


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
    """The headings so far, by identity."""

    found: dict[int, _Seen] = field(default_factory=dict)

    def add(self, one: Head | None) -> None:
        if one:
            self.found[id(one)] = _Seen(one)

    def table(self, table: Table, heads: Heads) -> None:
        """Count a list once, and any other table as often as it names a duty, for each heading that its rows stand below."""
        listed = has_header(table.rows, _HEADER_AMONG)
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
