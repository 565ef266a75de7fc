"""Texts of one column of a list that slipped down or up by a row: the words of each are those of the row beside, and one end is blank."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity, Status
from kg.repair.evidence.telling import JUDGED, Row, fit, rows_of, shared
from kg.repair.where import of_field
from kg.text import squeeze

_FEWEST, _BLANKS = 6, 3  # rows of a list; blank cells of a column that is filled but for slips
# How much better texts fit the rows beside them than their own, in words that one row alone has: what two texts need at least, and all.
# Of blanks at random in sound columns at most one in 300 comes to as much
_LEAST, _TOLD, _OTHER = 0.4, 2.0, 3.0
# Then the same by what words tell: of the last, of all, of the first that stayed, of any. A fifth of slips at random comes to it, one in a hundred of these a row
# too far or too short
_LAST, _ALL, _STAYS, _AMID = 5.0, 10.0, -6.0, -0.5


@dataclass(frozen=True, slots=True)
class _Slip:
    """The texts of `rows` but the first, which is blank, belong each to the row before it in this order (upwards where the column went up)."""

    label: str
    rows: tuple[Item, ...]
    down: bool
    gain: float
    sure: bool


def mend(document: Document, free: Set[str]) -> tuple[Document, list[Finding]]:
    """The document with columns put back that slipped over some rows, and a row-shift finding for each; where only its end is in doubt, it is told.

    `free` are the labels that may stand without a value. What lay under the last text is lost and stays missing.
    """
    blanks = list(_blanks(document, free))
    if not blanks:
        return document, []
    rows, tells = rows_of(document)
    words = {id(row.item): row for row in rows}
    found = [slip for label, item, run in blanks if (slip := _find(label, item, run, words, tells))]
    joined = {
        one.field for one in document.noted if one.code == "broken-row"
    }  # a cell was put in: the last text stands below the list
    found = [replace(slip, sure=slip.sure and slip.label not in joined) for slip in found]
    moved = {(id(item), slip.label): value for slip in found if slip.sure for item, value in _moved(slip)}
    findings = [_finding(slip, words, tells) for slip in found]
    if not moved:
        return document, findings
    items = (replace(item, fields=tuple(_field(item, field, moved) for field in item.fields)) for item in document.items)
    return replace(document, items=tuple(items)), findings


def _blanks(document: Document, free: Set[str]) -> Iterator[tuple[str, Item, list[Item]]]:
    """The blank cells of columns that are filled else, each with the rows of its list."""
    blank: dict[tuple[int, str], list[Item]] = {}
    for item in document.items:
        for field in item.fields if item.table is not None else ():
            if field.value is None and field.kind in JUDGED and field.label not in free:
                blank.setdefault((item.table or 0, field.label), []).append(item)
    for (table, label), lacking in blank.items():
        items = [item for item in document.items if item.table == table]
        few = len(items) >= _FEWEST and len(lacking) <= min(_BLANKS, len(items) // 3)
        if few and all(item.across for item in items):
            yield from ((label, item, items) for item in lacking)


def _find(label: str, item: Item, items: Sequence[Item], words: dict[int, Row], tells: dict[str, float]) -> _Slip | None:
    """The slip that left this cell blank; of the two ways that a column can go, the one that fits better by far."""
    at = next(n for n, one in enumerate(items) if one is item)
    below, above = (_slip(label, way, words, tells) for way in (items[at:], items[at::-1]))
    best, other = (below, above) if below.gain >= above.gain else (above, below)
    if best.gain < max(_TOLD, _OTHER * other.gain):
        return None
    return replace(best, down=best is below)


def _slip(label: str, way: Sequence[Item], words: dict[int, Row], tells: dict[str, float]) -> _Slip:
    """The texts behind a blank cell, this way, that fit the rows before theirs best; their gain is 0 where fewer than two do so clearly."""
    one_word = math.log(len(words)) or 1.0
    texts = list(takewhile(lambda one: id(one) in words and label in words[id(one)].fields, way[1:]))
    texts = texts[: next((n for n, one in enumerate(texts[1:], 1) if _same(texts[n - 1], one, label)), len(texts))]
    gains = [_gain(words[id(one)], words.get(id(before)), label, tells) for one, before in zip(texts, way, strict=False)]
    sums = list(accumulate(gains))
    last = max(range(len(sums)), key=lambda n: (round(sums[n], 6), -n), default=0)
    moved, behind = gains[: last + 1], gains[last + 1 :]
    if sum(gain >= _LEAST * one_word for gain in moved) < 2:
        return _Slip(label, (), down=True, gain=0.0, sure=False)
    ends = behind[0] <= _STAYS if behind else len(texts) == len(way) - 1
    sure = ends and sums[last] >= _ALL and moved[-1] >= _LAST and min(moved) >= _AMID
    return _Slip(label, tuple(way[: last + 2]), down=True, gain=sums[last] / one_word, sure=sure)


def _gain(text: Row, row: Row | None, label: str, tells: dict[str, float]) -> float:
    """How much better a text fits another row than its own."""
    return (fit(text, row, label, tells) if row else 0.0) - fit(text, text, label, tells)


def _same(one: Item, other: Item, label: str) -> bool:
    """Whether two rows share a merged cell, or have one text."""
    return squeeze(one.text(label)) == squeeze(other.text(label))


def _moved(slip: _Slip) -> Iterator[tuple[Item, Cell | None]]:
    """The rows of a slip with the cells that are theirs; None where it is lost."""
    values = [field.value for item in slip.rows if (field := item.field(slip.label))]
    return zip(slip.rows, [*values[1:], None], strict=True)


def _field(item: Item, field: Field, moved: Mapping[tuple[int, str], Cell | None]) -> Field:
    if (id(item), field.label) not in moved:
        return field
    value = moved[id(item), field.label]
    return replace(field, value=value, status=Status.MOVED if value else Status.MISSING)


def _finding(slip: _Slip, words: dict[int, Row], tells: dict[str, float]) -> Finding:
    blank, beside = slip.rows[:2]
    rows = slip.rows if slip.down else slip.rows[::-1]
    numbers = [item.number for item in rows]
    where, there = (numbers[1:], numbers[:-1]) if slip.down else (numbers[:-1], numbers[1:])
    telling_words = shared(words[id(beside)], words[id(blank)], slip.label, tells) if id(blank) in words else ""
    message = (
        f"清单“{slip.label}”一栏错行：自 {numbers[0]} 起整体{'下' if slip.down else '上'}移 1 行，{blank.number} 处为空，"
        f"{_span(where)} 处印的内容应分别属于 {_span(there)}"
        + (f"（如 {beside.number} 处的“{telling_words}”合于 {blank.number}）；" if telling_words else "；")
        + ("已按用词归位，原文保留。" if slip.sure else "止于哪一行两可，未作改动，请对照原件核对。")
    )
    field = next(one for one in blank.fields if one.label == slip.label)
    repair = Repair("applied", tuple(where), tuple(there)) if slip.sure else None
    duties = tuple(dict.fromkeys(numbers))
    return Finding("row-shift", Severity.VIOLATION, duties, slip.label, of_field(blank, field), message, repair)


def _span(numbers: Sequence[str]) -> str:
    return numbers[0] if len(set(numbers)) == 1 else f"{numbers[0]} 至 {numbers[-1]}"
