"""Cards and forms of a document -> tables of one label and its values a row: the labels that nobody knows show where the others stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.labels import ASIDE, BODIES
from kg.meaning import is_department
from kg.records import Cell
from kg.sources.blocks import Block, Row, Table, distinct, filled
from kg.sources.cards.beside import parted
from kg.sources.cards.captioned import divided, is_caption
from kg.sources.cards.forms import LABEL, turned, uncounted, ungrouped
from kg.sources.cards.stacked import recurring, unstacked
from kg.sources.headings.header import has_header
from kg.sources.headings.heads import heading_number
from kg.sources.headings.labels import is_known, kinds_of
from kg.sources.known import kind_of
from kg.text import label

_TITLE = re.compile("目录|清单|[表卡单书册]$")
_SEVERAL, _FEWEST = 2, 3
_BEGINS = frozenset(("number", "code", "name"))
_LONG = frozenset(
    ("workflow", "documents", "basis", "accountability", "boundary", "supervision")
)  # whose values may be several cells


def laid_out(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each card's rows parted into label and value; lists and tables of another kind stay as they are."""
    blocks = [part for one in blocks for part in (parted(one) if isinstance(one, Table) else (one,))]
    blocks = [part for one in blocks for part in (divided(one) if isinstance(one, Table) else (one,))]
    blocks = [uncounted(turned(one)) if isinstance(one, Table) else one for one in blocks]
    usual = recurring(one for one in blocks if isinstance(one, Table))
    blocks = [unstacked(one, usual) if isinstance(one, Table) else one for one in blocks]
    plain = [ungrouped(one) if isinstance(one, Table) else one for one in blocks]
    cards = {n: one for n, one in enumerate(plain) if isinstance(one, Table) and _is_card(one)}
    own, sections = _own(list(cards.values())), _sections(list(cards.values()))
    labelled = [list(_rows(card, own, sections)) for card in cards.values()]
    begins = _begins(labelled)
    made = {
        n: replace(card, rows=tuple(_led(rows, at)), begins=at or card.begins)
        for (n, card), rows, at in zip(cards.items(), labelled, begins, strict=True)
    }
    return [made.get(n, block) for n, block in enumerate(blocks)]


def _is_card(table: Table) -> bool:
    """Whether most rows of a table are labels, of several kinds, with values beside them, and none is the header of a list."""
    said = [
        label(cells[0].text) for cells in map(distinct, table.rows) if len(cells) > 1 and any(one.text.strip() for one in cells)
    ]
    known = [text for text in said if is_known(text)]
    kinds = kinds_of(known)
    if len(kinds) < _FEWEST or 2 * len(known) < len(said):
        return False
    return not has_header(table.rows)


@dataclass(frozen=True, slots=True)
class _Beside:
    """A cell of a card behind a label and its value: the label, the text, its place in the row, its column, and the cells at both sides."""

    card: int
    first: str
    text: str
    at: int
    column: int
    values: tuple[str, str]

    @property
    def may_be_label(self) -> bool:
        """Whether the text has the form of a label, and is no department beside another, no step beside another."""
        return self.is_short and not self.is_office

    @property
    def is_short(self) -> bool:
        """Whether the text has the form of a label, where values do not stand in several cells."""
        return LABEL.fullmatch(self.text) is not None and kind_of(self.first) not in _LONG

    @property
    def is_office(self) -> bool:
        """Whether the text may be the name of a department: 办公室, but 办理窗口 too."""
        return is_department(self.text) and not self.text.endswith(BODIES["labels"])


def _own(cards: Sequence[Table]) -> frozenset[str]:
    """The labels that only these cards know: always behind the same label with other values, or in a column of labels."""
    found = [one for n, card in enumerate(cards) for one in _behind(n, card)]
    known = {(one.card, one.column) for one in found if is_known(one.text)}
    strange = [one for one in found if not is_known(one.text) and one.text]
    broken = {(one.card, one.column) for one in strange if not one.may_be_label}
    behind: dict[tuple[str, int], list[_Beside]] = defaultdict(list)
    for one in found:
        behind[one.first, one.at].append(one)
    steady = {
        same[0].text
        for same in behind.values()
        if len({one.text for one in same}) == 1 and len(same) >= _SEVERAL and len({one.values for one in same}) > 1
    }
    aligned = known - broken
    own = {one.text for one in strange if one.may_be_label and (one.text in steady or (one.card, one.column) in aligned)}
    columns = known | {(one.card, one.column) for one in found if one.text in own}
    offices = [one for one in strange if one.is_short and one.is_office and one.text in steady]
    acting = {one.text for one in offices if is_department(one.values[1]) or (one.card, one.column) not in columns}
    return frozenset(own | ({one.text for one in offices} - acting))


def _behind(n: int, card: Table) -> Iterator[_Beside]:
    """The cells at the places of labels in rows that may hold several labels, each with its value."""
    for row in card.rows:
        cells = _aligned(distinct(row))
        if len(cells) % 2 or len(cells) <= _SEVERAL or not label(cells[0].text):
            continue
        texts = [label(one.text) for one in cells]
        for k in range(2, len(cells), 2):
            column = next(at for at, one in enumerate(row) if one is cells[k])
            yield _Beside(n, texts[0], texts[k], k, column, (texts[k - 1], texts[k + 1]))


def _aligned(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a row without the blank ones at the places of labels: a column left free between two pairs, or one for a stamp."""
    kept: list[Cell] = []
    for one in cells:
        if len(kept) % 2 or one.text.strip() or not kept:
            kept.append(one)
    return kept


def _sections(cards: Sequence[Table]) -> frozenset[str]:
    """The texts that stand alone in a row of several cards, and never before a value: 基本信息, 办理要求."""
    rows = [said for card in cards for said in map(filled, card.rows)]
    alone = Counter(label(said[0].text) for said in rows if len(said) == 1)
    labels = {label(said[0].text) for said in rows if len(said) > 1}
    return frozenset(
        text
        for text, n in alone.items()
        if n >= _SEVERAL
        and text not in labels
        and not is_known(text)
        and LABEL.fullmatch(text)
        and not _TITLE.search(text)
        and not heading_number(text)
    )


def _rows(card: Table, own: Collection[str], sections: Collection[str]) -> Iterator[Row]:
    """The rows of a card, one for each label; those under a merged label follow it, and those that only name a section are left out."""
    found: dict[int, tuple[list[Row], set[int]]] = {}
    for row in card.rows:
        said = filled(row)
        if not row or (len(said) == 1 and label(said[0].text) in sections):
            continue
        for part in _parts(distinct(row), own):
            rows, before = found.setdefault(id(part[0]) if part[0].text.strip() else -len(found), ([], set()))
            fresh = [one for one in part[1:] if id(one) not in before]
            if fresh or not rows:
                rows.append((part[0], *fresh))
                before |= set(map(id, fresh))
    for rows, _ in found.values():
        yield from rows


def _parts(cells: list[Cell], own: Collection[str]) -> list[list[Cell]]:
    """The cells of a row from each of its labels on: those known by name, and at the places of labels those that the cards know."""
    cells = _aligned(cells)
    found = [cells[:1]]
    for n, one in enumerate(cells[1:], 1):
        text = label(one.text)
        here = not len(cells) % 2 and not n % 2 and (text in ASIDE or text in own)
        if n > 1 and len(found[-1]) > 1 and (kind_of(text) != "other" or here):
            found.append([one])
        else:
            found[-1].append(one)
    return [part if len(part) > 1 or len(found) == 1 else [*part, Cell("", part[0].place)] for part in found]


def _begins(cards: Sequence[Sequence[Row]]) -> list[frozenset[int]]:
    """For each card, the rows with which another duty's begins: the lines above the label that is the first of most cards.

    None where not every part says enough to be a duty, or one has two numbers or names.
    """
    beside = frozenset(label(row[0].text) for rows in cards for row in rows if len(filled(row)) > 1)
    labels = [[_label(row, beside) for row in rows] for rows in cards]
    tops = ((n, top) for n, rows in enumerate(cards) for top in (0, *(at for at, row in enumerate(rows) if is_caption(row))))
    usual = Counter(next(filter(None, labels[n][top:]), "") for n, top in tops).most_common(1)
    first = usual[0][0] if usual else ""
    parts: list[list[str]] = []
    found: list[set[int]] = [set() for _ in cards]
    for n, texts in enumerate(labels):
        for at, text in enumerate(texts):
            if text and text == first:
                parts.append([])
                found[n].add(_top(cards[n], at, beside))
            if text and parts:
                parts[-1].append(text)
    if len(parts) < _SEVERAL or not all(map(_is_whole, parts)):
        return [frozenset() for _ in cards]
    return [frozenset(one) for one in found]


def _label(row: Row, beside: Collection[str] = ()) -> str:
    """The label with which a row begins, "" for a row that is none of label and value; those that stand `beside` values elsewhere may have none."""
    text = label(row[0].text) if len(row) > 1 else ""
    return text if is_known(text) or len(filled(row)) > 1 or text in beside else ""


def _top(rows: Sequence[Row], at: int, beside: Collection[str]) -> int:
    """The first of the lines that stand over a row; a value behind a blank cell belongs to the labels above it."""
    top = n = at
    while n and not _label(rows[n - 1], beside) and not _is_value(rows[n - 1]):
        n -= 1
        top = n if len(filled(rows[n])) == 1 else top
    return top


def _is_value(row: Row) -> bool:
    """Whether a row says something, and not in its first cell."""
    return bool(filled(row)) and not row[0].text.strip()


def _is_whole(labels: Sequence[str]) -> bool:
    """Whether labels may be those of one card."""
    kinds = kinds_of(labels)
    begins = [text for text in labels if kind_of(text) in _BEGINS]
    return len(kinds) >= _FEWEST and len(set(begins)) == len(begins)


def _led(rows: Sequence[Row], begins: Collection[int]) -> Iterator[Row]:
    """The rows with the first known label of each card before those that only the document knows: nothing is read before it."""
    bounds = sorted({0, *begins, len(rows)})
    for above, below in pairwise(bounds):
        part = list(rows[above:below])
        paired = [n for n, row in enumerate(part) if _label(row)]
        known = next((n for n in paired if is_known(_label(part[n]))), 0)
        first = next((n for n in paired if n < known), known)
        yield from (*part[:first], part[known], *part[first:known], *part[known + 1 :]) if first < known else part
