"""Codes that Excel has taken for dates (1-1 is shown as 1月1日, 1-32 as Jan-32, 3.2 as 3月2日): where they count on as codes do, they are read as codes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from kg.records import Cell, Document, Field, Finding, Item, Repair, Severity, Status
from kg.text import squeeze

_MONTHS = {
    name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_DATE = re.compile(
    r"(?:\d{4}年)?(\d{1,2})月(\d{1,2})日|(\d{1,2})-([A-Z][a-z]{2})|([A-Z][a-z]{2})-(\d{2})"
    r"|(?:19|20)\d{2}([-/.])(\d{1,2})\7(\d{1,2})(?: 0{1,2}(?::00){1,2})?"
)
_CODE = re.compile(r"(\d{1,3})([-.．])(\d{1,3})")
_Code = tuple[int, int]
_KINDS, _FEWEST, _NAMED = ("number", "code"), 2, 3


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with such codes as somebody has typed them, what is printed beside; one finding a column.

    All of a column that counts through (1-1, 1-2, 2-1) are read so, and one that fits between the two beside it, with their mark; any other is only told
    where most others are codes.
    """
    found = []
    for label in dict.fromkeys(field.label for item in document.items for field in item.fields if field.kind in _KINDS):
        tables = [item.field(label) for item in document.items if item.table is not None]
        cells = list({id(f.value): f.value for f in tables if f and f.value}.values())
        codes = [_code(one.text) for one in cells]
        dated = [n for n, one in enumerate(cells) if codes[n] and _DATE.fullmatch(one.text.strip())]
        mark = _mark(cells)
        sure = dated if len(dated) >= _FEWEST and _counts(codes) else [n for n in dated if mark and _fits(codes, dated, n)]
        read = [(cells[n], f"{code[0]}{mark or '-'}{code[1]}") for n in sure if (code := codes[n])]
        if read:
            document, duties = _read(document, label, {id(one): replace(one, text=text) for one, text in read})
            found.append(_finding(label, read, duties))
        elif dated and 2 * sum(map(bool, codes)) > len(cells) > 2 * len(dated):
            found.append(_doubtful(document, label, [cells[n] for n in dated]))
    return document, found


def _mark(cells: Sequence[Cell]) -> str:
    """The mark within the codes of a column that are no dates; "" where there is none."""
    marks = Counter(found[2] for one in cells if (found := _CODE.fullmatch(one.text.strip())))
    return marks.most_common(1)[0][0] if marks else ""


def _fits(codes: Sequence[_Code | None], dated: Sequence[int], n: int) -> bool:
    """Whether a code counts on from the nearest above to the nearest below that are no dates, and is nobody else's; at an end one of them is enough."""
    first, last = n, n
    while first in dated:
        first -= 1
    while last in dated:
        last += 1
    run = codes[max(first, 0) : last + 1]
    told = [one for one in run if one]
    if len(told) < len(run) or len(run) <= last - first - 1 or sum(one == codes[n] for one in codes) > 1:
        return False
    return all(_goes_on(above, below) for above, below in pairwise(told))


def _code(text: str) -> _Code | None:
    """The two numbers that a date, or a code beside dates, has been typed as."""
    said = text.strip()
    if code := _CODE.fullmatch(said):
        return int(code[1]), int(code[3])
    if not (date := _DATE.fullmatch(said)):
        return None
    month, day, english_day, english, name, year, _, other_month, other_day = date.groups()
    if month or other_month:
        return int(month or other_month), int(day or other_day)
    first = _MONTHS.get((english or name).lower())
    return (first, int(english_day or year)) if first else None


def _counts(codes: Sequence[_Code | None]) -> bool:
    """Whether codes count on from 1-1, within each part and from part to part; a merged one comes several times."""
    told = [one for one in codes if one]
    return len(told) == len(codes) and all(
        above == below or _goes_on(above, below) for above, below in pairwise([(told[0][0], 0), *told])
    )


def _goes_on(above: _Code, below: _Code) -> bool:
    return below in ((above[0], above[1] + 1), (above[0] + 1, 1))


def _read(document: Document, label: str, changed: dict[int, Cell]) -> tuple[Document, tuple[str, ...]]:
    """The document with other cells under a label, and the items named by these called so and joined to their rows of the contents; with these items' numbers."""
    numbers = dict(_numbers(document.items, label, changed))
    read = [
        replace(item, number=numbers.get(item.number, item.number), fields=tuple(_field(f, label, changed) for f in item.fields))
        for item in document.items
    ]
    noted = tuple(replace(one, duties=tuple(numbers.get(n, n) for n in one.duties)) for one in document.noted)
    named = [
        one.number for one in read if (field := one.field(label)) and field.value and id(field.value) in map(id, changed.values())
    ]
    return replace(document, items=tuple(_joined(read, set(named))), noted=noted), tuple(dict.fromkeys(named))


def _joined(items: Sequence[Item], numbers: Set[str]) -> list[Item]:
    """The items with those of these numbers that no row of the contents listed joined to the one row that does."""
    listed: dict[str, list[Item]] = defaultdict(list)
    tables: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.number in numbers and (item.table is None or item.contents is None):
            (listed if item.table is None else tables)[item.number].append(item)
    pairs = [(tables[number][0], rows[0]) for number, rows in listed.items() if len(rows) == len(tables[number]) == 1]
    own, away = {id(table): row.contents for table, row in pairs}, {id(row) for _, row in pairs}
    return [replace(one, contents=own.get(id(one), one.contents)) for one in items if id(one) not in away]


def _numbers(items: Sequence[Item], label: str, changed: dict[int, Cell]) -> list[tuple[str, str]]:
    """Numbers of items that are such codes, with what they are."""
    named = ((item.number, field.value) for item in items if (field := item.field(label)))
    return [
        (number, changed[id(cell)].text)
        for number, cell in named
        if id(cell) in changed and cell and squeeze(cell.text) == squeeze(number)
    ]


def _field(field: Field, label: str, changed: dict[int, Cell]) -> Field:
    cell = changed.get(id(field.value)) if field.label == label else None
    return replace(field, value=cell, status=Status.MOVED) if cell else field


def _doubtful(document: Document, label: str, cells: Sequence[Cell]) -> Finding:
    """Codes that may have been dates, told alone."""
    shown = "、".join(one.text.strip() for one in cells[:_NAMED])
    message = f"“{label}”中的“{shown}”像是编号被 Excel 当作日期，原来的编号说不准，请对照原件核对。"
    known = {id(one) for one in cells}
    duties = dict.fromkeys(item.number for item in document.items if (field := item.field(label)) and id(field.value) in known)
    return Finding("code-as-date", Severity.WARNING, tuple(duties), label, cells[0].place, message)


def _finding(label: str, dated: Sequence[tuple[Cell, str]], duties: tuple[str, ...]) -> Finding:
    shown, read = ("、".join(words[:_NAMED]) for words in ([one.text for one, _ in dated], [text for _, text in dated]))
    more = " 等" if len(dated) > _NAMED else ""
    message = f"“{label}”有 {len(dated)} 格被 Excel 当作日期，显示为“{shown}”{more}，按编号读作“{read}”{more}，请核对。"
    repair = Repair("applied", tuple(one.text for one, _ in dated), tuple(text for _, text in dated))
    return Finding("code-as-date", Severity.WARNING, duties, label, dated[0][0].place, message, repair)
