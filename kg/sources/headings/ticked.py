"""Matrices: columns of departments that are ticked off, ● for who leads and ○ for who helps as a legend says, or 牵头 and 配合 in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.labels import LEVELS, TICKS, is_helper, says_nothing, usual_kind
from kg.meaning import is_department
from kg.parts import IN_CELLS
from kg.sources.blocks import Block, Paragraph, Row, Table, filled
from kg.sources.headings import guessed
from kg.sources.headings.columns import Column
from kg.sources.headings.header import Header, cell_of

_FEWEST, _LONGEST = 2, 120
_MARKS = "".join(TICKS["marks"])
_WORDS = sorted(IN_CELLS, key=len, reverse=True)
_PART = "|".join(word if len(word) > 1 else f"{word}(?![\u4e00-\u9fff])" for word in _WORDS)
_KIND = f"(?:{'|'.join(TICKS['kinds'])})?"
_VALUE = re.compile(rf"([{_MARKS}]?)[（(]?((?:{_PART})?){_KIND}[）)]?")
_QUOTE, _IS = "[”\"'’）)】]*", '(?:表示|代表|表|为|是|指|即|[:：=＝—–-]+)?[“"]?'
_MARK_FIRST = re.compile(rf"(?P<mark>[{_MARKS}]){_QUOTE}\s*{_IS}(?P<part>{_PART}){_KIND}")
_PART_FIRST = re.compile(rf"(?P<part>{_PART}){_KIND}(?:用|以|标|打|为|[:：（(“\"])*(?P<mark>[{_MARKS}])")

Ticked = tuple[tuple[str, str, str | None], ...]


def columns(blocks: Sequence[Block]) -> Ticked:
    """(label, what stands in a cell, the part that it means) of the columns of a matrix; None for the part of a mark that no legend explains."""
    titled, _ = guessed.told(blocks)
    legend = _legend(blocks)
    tables = (block for block in blocks if isinstance(block, Table))
    listed = ((head, rows) for table in tables for head, rows in guessed.lists(table.rows) if titled or guessed.is_list(head))
    found = (one for head, rows in listed for column, texts in _columns(head, rows) for one in _read(column.label, texts, legend))
    return tuple(dict.fromkeys(found))


def _columns(head: Header, rows: Sequence[Row]) -> Iterator[tuple[Column, list[str]]]:
    """The columns of departments that are ticked off, with their texts.

    At least two that hold nothing but marks, where no other says who acts, and none how high a body stands.
    """
    texts = {one.at: [(cell_of(row, one) or row[0]).text.strip() for row in rows] for one in head.columns}
    marked = [one for one in head.columns if _is_ticked(texts[one.at])]
    able = [one for one in marked if is_department(one.label) or (one.kind == "department" and usual_kind(one.label) == "other")]
    others = [one for one in head.columns if one.kind == "department" and one not in able and not is_helper(one.label)]
    if len(able) >= _FEWEST and not others and not any(one.label.endswith(("级", *LEVELS)) for one in marked):
        yield from ((one, texts[one.at]) for one in able)


def _is_ticked(texts: Sequence[str]) -> bool:
    return not all(map(says_nothing, texts)) and all(says_nothing(text) or _VALUE.fullmatch(text) for text in texts)


def _read(label: str, texts: Sequence[str], legend: Mapping[str, str]) -> Iterator[tuple[str, str, str | None]]:
    for text in texts:
        if not says_nothing(text) and (found := _VALUE.fullmatch(text)):
            part = found[2] or legend.get(found[1], "")
            yield label, text, IN_CELLS.get(part, part) or None


def _legend(blocks: Sequence[Block]) -> dict[str, str]:
    """What each mark means, as a short text of the document says: ●为牵头科室，○为配合科室; or 牵头（★）、配合（☆)."""
    found: dict[str, str] = {}
    for text in _texts(blocks):
        first, second = ({one["mark"]: one["part"] for one in form.finditer(text)} for form in (_MARK_FIRST, _PART_FIRST))
        found = {**(second if len(second) > len(first) else first), **found}
    return found


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    """The short texts of a document that have a mark and more."""
    cells = [one.cell for one in blocks if isinstance(one, Paragraph)]
    cells += [one for block in blocks if isinstance(block, Table) for row in block.rows for one in filled(row)]
    yield from (one.text for one in cells if 2 < len(one.text) <= _LONGEST and re.search(f"[{_MARKS}]", one.text))
