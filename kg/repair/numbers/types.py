"""Types of power beside codes that are another type's: put right where the sheet says so too, told else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.labels import TYPES
from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity, Status
from kg.repair.where import of_field
from kg.text import digits, squeeze

_LETTER, _FEW = re.compile(r"[^\W\d_]"), 2
_COUNT = re.compile(r"[^\w]\d+$")

_Cells = Sequence[tuple[Item, Field]]


@dataclass(frozen=True, slots=True)
class _Odd:
    """A type that is not that of the others of its code, `meant`, in its rows; `at` is the place of the first among all."""

    meant: str
    cells: _Cells
    at: int


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with such a type as its sheet and its code both have it, where each sheet but the last is of one type."""
    cells = [(item, field) for item in document.items for field in item.fields if field.kind == "type" and field.value]
    odd = _odd(cells) if len({item.table for item, _ in cells}) > _FEW else None
    if odd is None or not _is_of_sheet(odd, cells):
        return document, []
    made: dict[int, Cell] = {}
    rows = {id(item): _read(item, field, odd.meant, made) for item, field in odd.cells}
    item, field = odd.cells[0]
    message = f"“{field.label}”印作“{squeeze(field.text)}”，同一表的其余各项和同类编码却都是“{odd.meant}”，已按“{odd.meant}”读，原文保留。"
    repair = Repair("applied", (squeeze(field.text),), (odd.meant,))
    found = Finding("misplaced-value", Severity.WARNING, (item.number,), field.label, of_field(item, field), message, repair)
    return replace(document, items=tuple(rows.get(id(one), one) for one in document.items)), [found]


def contradicted(cells: _Cells) -> list[Finding]:
    """The finding for the type of one item that its code contradicts.

    It is the code that is wrong where the row stands away from those of its type.
    """
    odd = _odd(cells)
    if odd is None:
        return []
    item, field = odd.cells[0]
    around = [squeeze(cells[n][1].text) for n in (odd.at - 1, odd.at + len(odd.cells)) if 0 <= n < len(cells)]
    code = next((one for one in item.fields if one.kind == "code"), None)
    if code and odd.meant not in around and (squeeze(field.text) in around or squeeze(field.text) in TYPES):
        what = f"“{code.label}”{squeeze(code.text)} 与“{odd.meant}”各项的编码同类，“{field.label}”却是“{field.text}”，请核对。"
        return [Finding("bad-code", Severity.WARNING, (item.number,), code.label, of_field(item, code), what)]
    if squeeze(field.text) not in {squeeze(other.text) for one, other in cells if one.number != item.number}:
        return []
    what = f"“{field.label}”为“{field.text}”，编码与它同类的各项却都是“{odd.meant}”，请核对。"
    return [Finding("misplaced-value", Severity.WARNING, (item.number,), field.label, of_field(item, field), what)]


def _odd(cells: _Cells) -> _Odd | None:
    """The type unlike that of all others whose codes begin alike (CF, XK, 0200), where it is the only one; each type must have a beginning of its own."""
    begins = _beginnings(cells)
    groups: dict[str, list[tuple[Item, Field]]] = defaultdict(list)
    for cell in cells:
        groups[begins[id(cell[0])]].append(cell)
    usual = {
        begin: Counter(squeeze(field.text) for _, field in group).most_common(1)[0][0]
        for begin, group in groups.items()
        if begin and len(group) > _FEW
    }
    if len(usual) <= _FEW or len(set(usual.values())) < len(usual):
        return None
    odd = [(meant, cell) for begin, meant in usual.items() for cell in groups[begin] if squeeze(cell[1].text) != meant]
    if len({item.number for _, (item, _) in odd}) != 1:
        return None
    at = next(n for n, (item, _) in enumerate(cells) if item is odd[0][1][0])
    return _Odd(odd[0][0], [cell for _, cell in odd], at)


def _beginnings(cells: _Cells) -> dict[int, str]:
    """What tells the type in the code of each item: its letters, or where they are the same in all, what stands before the count.

    Of codes that are nothing but digits (0042300005), so many of the first ones as differ from type to type.
    """
    codes = {id(item): digits(next((f.text for f in item.fields if f.kind == "code"), "")) for item, _ in cells}
    letters = {key: "".join(_LETTER.findall(code)) for key, code in codes.items()}
    if len(set(letters.values())) > 1:
        return letters
    if any(map(_COUNT.search, codes.values())):
        return {key: _COUNT.sub("", code) if _COUNT.search(code) else "" for key, code in codes.items()}
    whole = {code for code in codes.values() if code.isdecimal()}
    size = max(map(len, whole), default=0)
    types = len({squeeze(field.text) for _, field in cells})
    told = next((n for n in range(1, size // 2 + 1) if len({code[:n] for code in whole if len(code) == size}) == types), 0)
    return {key: code[:told] if len(code) == size else "" for key, code in codes.items()}


def _is_of_sheet(odd: _Odd, cells: _Cells) -> bool:
    """Whether the others of its table are all of the type meant, and those of most tables of one type each."""
    sheets: dict[int | None, set[str]] = defaultdict(set)
    apart = {id(item) for item, _ in odd.cells}
    for item, field in cells:
        if id(item) not in apart:
            sheets[item.table].add(squeeze(field.text))
    of_one = [next(iter(types)) for types in sheets.values() if len(types) == 1]
    return sheets[odd.cells[0][0].table] == {odd.meant} and of_one.count(odd.meant) == 1 and len(sheets) - len(of_one) <= 1


def _read(item: Item, field: Field, meant: str, made: dict[int, Cell]) -> Item:
    if field.value is None:
        return item
    cell = made.setdefault(id(field.value), replace(field.value, text=meant))
    return replace(item, fields=tuple(replace(f, value=cell, status=Status.MOVED) if f is field else f for f in item.fields))
