"""Telephones that a spreadsheet has counted up (12315, 12316, 12317): whoever filled the column in dragged the first one down."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from kg import meaning
from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity
from kg.repair.evidence.homes import reaches
from kg.repair.inplace import read_as
from kg.repair.where import of_field
from kg.text import digits, is_wordless

_NUMBER = re.compile(r"(.*?)(\d{5,8})")
_OFTEN, _FEWEST = 3, 2


@dataclass(frozen=True, slots=True)
class _Row:
    """A cell with one bare telephone, or another text of that column: its items, what it begins with, and its number."""

    item: Item
    field: Field
    text: str
    head: str
    count: int


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with two or more such telephones as the one above them; one alone may be meant."""
    meant: dict[int, Cell] = {}
    findings = []
    for rows in _columns(document):
        for base, counted in _runs(rows):
            findings.append(_finding(base, counted))
            for row in counted:
                if row.field.value and base.field.value:
                    meant[id(row.field.value)] = replace(row.field.value, text=base.field.value.text)
    return read_as(document, meant), findings


def _columns(document: Document) -> Iterator[list[_Row]]:
    """The columns of telephones of lists, a merged cell once."""
    columns: dict[str, dict[int, _Row]] = defaultdict(dict)
    for item in document.items:
        for field in item.fields if item.across else ():
            if field.value and reaches(field):
                columns[field.label].setdefault(id(field.value), _row(item, field))
    for rows in columns.values():
        yield list(rows.values())


def _row(item: Item, field: Field) -> _Row:
    text = digits(field.text)
    parts = _NUMBER.fullmatch(text) if is_wordless(text) and len(meaning.contacts(field.text).phones) == 1 else None
    return _Row(item, field, text, parts[1], int(parts[2])) if parts else _Row(item, field, text, "", 0)


def _runs(rows: Sequence[_Row]) -> Iterator[tuple[_Row, list[_Row]]]:
    """A telephone that many duties have, and the rows below it that count up from it, each with a number of its own.

    Who acts in them is reached by the first one in other rows.
    """
    often = Counter(row.text for row in rows)
    reached: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in _leading(row.item):
            reached[name].add(row.text)
    n = 0
    while n < len(rows):
        base, counted = rows[n], _counted(rows, n, often)
        n += 1 + len(counted)
        usual = base.count and often[base.text] > _OFTEN
        if usual and len(counted) >= _FEWEST and all(_is_reached(row, base, reached) for row in counted):
            yield base, counted


def _counted(rows: Sequence[_Row], n: int, often: Mapping[str, int]) -> list[_Row]:
    """The rows below the `n`th that count up from its number, up to the first that does not."""
    found: list[_Row] = []
    for step, row in enumerate(rows[n + 1 :], 1):
        if (row.head, row.count) != (rows[n].head, rows[n].count + step) or often[row.text] > 1 or not rows[n].count:
            break
        found.append(row)
    return found


def _is_reached(row: _Row, base: _Row, reached: Mapping[str, Set[str]]) -> bool:
    """Whether whoever leads in a row has the first telephone elsewhere."""
    return any(base.text in reached[name] for name in _leading(row.item))


def _leading(item: Item) -> list[str]:
    """Who acts in a row, or leads there."""
    named = [
        one for field in item.fields if field.kind == "department" and field.value for one in meaning.departments(field.text)
    ]
    return [named[0].name] if named else []


def _finding(base: _Row, counted: Sequence[_Row]) -> Finding:
    label, printed = counted[0].field.label, tuple(row.text for row in counted)
    message = (
        f"“{label}”的 {'、'.join(printed)} 自上一行的 {base.text} 起逐行加一，其他各项都没有，疑为拖动填充所致，"
        f"已按 {base.text} 读，原文保留。"
    )
    repair = Repair("applied", printed, (base.text,) * len(counted))
    duties = tuple(dict.fromkeys(row.item.number for row in counted))
    return Finding("bad-contact", Severity.WARNING, duties, label, of_field(counted[0].item, counted[0].field), message, repair)
