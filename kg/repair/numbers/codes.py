"""Codes that do not count on as those beside them do: a digit lost or exchanged is put right, another type's code is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from kg.records import Cell, ContentsEntry, Document, Field, Finding, Item, Repair, Severity, Status
from kg.repair.evidence.alike import swapped
from kg.repair.numbers.unlike import FOR_DIGITS
from kg.repair.where import of_field
from kg.text import digits, one_apart, squeeze

_COUNTED, _DIGIT = re.compile(r"(.*?)(\d{2,})"), re.compile(r"\d")
_ENOUGH, _SHARE, _FEW = 5, 0.8, 2


@dataclass(frozen=True, slots=True)
class _Row:
    """A code, the first item that has it and the field in which it stands, and how it counts: what it begins with, and its last run of digits."""

    code: str
    item: Item
    field: Field
    head: str
    count: str

    @property
    def kind(self) -> str:
        """The type of power of its rows."""
        return next((squeeze(field.text) for field in self.item.fields if field.kind == "type"), "")


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with the codes that have lost a digit, or exchanged two of what tells their type, as those beside them count."""
    slips = [(row, code) for row, code in _uncounted(document) if _is_slip(row, code)]
    if not slips:
        return document, []
    made: dict[int, Cell] = {}
    meant = {row.code: code for row, code in slips}
    listed = {item.number: item.contents for item in document.items if item.table is None}
    items = [
        _read(one, meant[own.code], made, listed) if (own := _row(one)) and own.code in meant else one for one in document.items
    ]
    joined = {id(one.contents) for one in items if one.table is not None}
    items = [one for one in items if one.table is not None or id(one.contents) not in joined]
    noted = tuple(replace(one, duties=tuple(meant.get(digits(n), n) for n in one.duties)) for one in document.noted)
    return replace(document, items=tuple(items), noted=noted), [_finding(row, code, applied=True) for row, code in slips]


def uncounted(document: Document) -> Iterator[Finding]:
    """The codes that stand where those beside them leave out another one."""
    yield from (_finding(row, code) for row, code in _uncounted(document))


def _uncounted(document: Document) -> list[tuple[_Row, str]]:
    """The codes, few and each used once, in whose place another one would count on that nobody has; nothing where codes do not count through."""
    rows = _rows(document.items)
    steps = [int(below.count) - int(above.count) for above, below in pairwise(rows) if above.head == below.head]
    if len(steps) < _ENOUGH or steps.count(1) < _SHARE * len(steps):
        return []
    used, heads = Counter(row.code for row in rows), Counter(row.head for row in rows)
    found = []
    for n, row in enumerate(rows):
        code = _between(rows, n) or _beside(rows, n, heads)
        if code and code != row.code and not used[code] and used[row.code] == 1:
            found.append((row, code))
    return found if len(found) <= _FEW else []


def _rows(items: Sequence[Item]) -> list[_Row]:
    """The codes of tables in order, one for all rows that share it."""
    rows = (row for item in items if item.table is not None and (row := _row(item)))
    return [next(run) for _, run in groupby(rows, key=lambda row: row.code)]


def _row(item: Item) -> _Row | None:
    field = next((field for field in item.fields if field.kind == "code" and field.value), None)
    code = digits(field.text) if field else ""
    parts = _COUNTED.fullmatch(code)
    return _Row(code, item, field, parts[1], parts[2]) if field and parts else None


def _between(rows: Sequence[_Row], n: int) -> str:
    """The code that the ones above and below leave out: 002 between 001 and 003. A code of the same length that only counts otherwise may be meant."""
    if not 0 < n < len(rows) - 1:
        return ""
    above, row, below = rows[n - 1 : n + 2]
    if (above.head, len(above.count)) != (below.head, len(below.count)) or int(below.count) != int(above.count) + 2:
        return ""
    code = above.head + str(int(above.count) + 1).zfill(len(above.count))
    count = code[len(above.head) :]
    plain = {row.kind} <= {above.kind, below.kind}
    return code if plain and ((row.head != above.head and int(row.count) == int(count)) or _is_near(row.code, code)) else ""


def _beside(rows: Sequence[_Row], n: int, heads: Counter[str]) -> str:
    """The code that counts on from the one above, or up to the one below, where nobody else has what this one begins with: two of its digits are exchanged."""
    row = rows[n]
    for other, step in ((rows[m], n - m) for m in (n - 1, n + 1) if 0 <= m < len(rows)):
        follows = int(row.count) == int(other.count) + step and len(row.count) == len(other.count)
        if follows and heads[row.head] == 1 and row.kind == other.kind and swapped(row.head, other.head):
            return other.head + row.count if heads[other.head] > 1 or _in_order(rows, row.head, other.head) else ""
    return ""


def _in_order(rows: Sequence[_Row], odd: str, head: str) -> bool:
    """Whether what codes begin with goes up with `head` at its place, and would not with the `odd` one there."""
    order = [one for one in dict.fromkeys(row.head for row in rows) if one != odd]
    return order == sorted(order) and (other := [odd if one == head else one for one in order]) != sorted(other)


def _is_near(code: str, other: str) -> bool:
    """Whether a code has lost a digit or has one too many."""
    return len(code) != len(other) and bool(one_apart(code, other)) and one_apart(code, other).isdecimal()


def _is_slip(row: _Row, code: str) -> bool:
    """Whether a code is surely another one: typed with a digit too few or too many, with letters for digits, or with two digits exchanged in what it begins with."""
    head = code[: len(code) - len(row.count)]
    exchanged = swapped(row.head, head) and _DIGIT.search(head) is not None
    return exchanged or _is_near(row.code, code) or row.code.translate(FOR_DIGITS) == code.translate(FOR_DIGITS)


def _read(item: Item, code: str, made: dict[int, Cell], listed: Mapping[str, ContentsEntry | None]) -> Item:
    """The item with its code put right, and called so where that is its number, as its row of an index is; a merged cell is made once."""
    row = _row(item)
    if row is None or row.field.value is None:
        return item
    cell = made.setdefault(id(row.field.value), replace(row.field.value, text=code))
    fields = tuple(replace(one, value=cell, status=Status.MOVED) if one is row.field else one for one in item.fields)
    if digits(item.number) != row.code:
        return replace(item, fields=fields)
    return replace(item, number=code, contents=item.contents or listed.get(code), fields=fields)


def _finding(row: _Row, code: str, *, applied: bool = False) -> Finding:
    how = f"应为 {code}，已按此读，原文保留。" if applied else f"疑为 {code}，请核对。"
    message = f"“{row.field.label}”{row.code} 与前后各项不相连，按次序{how}"
    repair = Repair("applied", (row.code,), (code,)) if applied else None
    duty = code if applied and digits(row.item.number) == row.code else row.item.number
    return Finding("bad-code", Severity.WARNING, (duty,), row.field.label, of_field(row.item, row.field), message, repair)
