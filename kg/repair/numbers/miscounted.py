"""Numbers that contradict their heading or the count of their list: another one's, taken already, left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg import meaning
from kg.records import Document, Field, Finding, Item, Severity, Status
from kg.repair.evidence.counts import counts_anew
from kg.repair.where import of_field
from kg.text import digits, squeeze

_COUNTED, _FEW = 8, 2
PARTED = re.compile(r"\d+(?:\.\d+)+")


def differing(document: Document) -> Iterator[Finding]:
    """Tables whose heading has one number and whose 序号 cell another: a violation where the cell's is that of another table."""
    used = Counter(item.number for item in document.items)
    for item in document.items:
        field = next((f for f in item.fields if f.kind == "number" and f.status is Status.AS_PRINTED and f.value), None)
        if not (item.heading and field and field.value):
            continue
        printed = digits(field.text)
        if not (PARTED.fullmatch(printed) and PARTED.fullmatch(item.number)) or printed == item.number:
            continue
        code, severity = ("duplicate-number", Severity.VIOLATION) if used[printed] else ("wording-differs", Severity.WARNING)
        message = f"信息表标题的序号是 {item.number}，表内“{field.label}”一栏却是 {printed}" + (
            "，与另一事项重复。" if used[printed] else "。"
        )
        yield Finding(code, severity, (item.number,), field.label, field.value.place, message)


def recounted(document: Document) -> Iterator[Finding]:
    """Rows of a list whose running number another code has already; where many share one, it counts groups of rows or sections."""
    first: dict[str, Item] = {}
    doubled: list[tuple[Item, Field]] = []
    rows = [(item, {field.kind: field for field in reversed(item.fields) if field.value}) for item in document.items]
    if counts_anew([(item, kinds["number"].text.strip()) for item, kinds in rows if "number" in kinds]):
        return
    for item, kinds in rows:
        if {"number", "code"} <= kinds.keys():
            other = first.setdefault(kinds["number"].text, item)
            if other.number != item.number and not _parts(other, item):
                doubled.append((item, kinds["number"]))
    for item, field in doubled if len(doubled) <= _FEW else ():
        message = f"“{field.label}”{field.text} 已由 {first[field.text].number} 使用。"
        yield Finding("duplicate-number", Severity.VIOLATION, (item.number,), field.label, of_field(item, field), message)


def skipped(document: Document) -> Iterator[Finding]:
    """A number that a list leaves out, where all others are counted through (from 1 in each section) and none is printed twice or left blank."""
    rows: list[tuple[int, Item, Field]] = []
    for item in document.items:
        field = next((f for f in item.fields if f.kind == "number"), None)
        if item.table is None or field is None or not squeeze(field.text).isdecimal():
            return
        if not (rows and rows[-1][2].value is field.value):
            rows.append((int(squeeze(field.text)), item, field))
    gaps = []
    for n, (count, item, field) in enumerate(rows):
        before = rows[n - 1][0] if n else 0
        if (before == count and _same(rows[n - 1][1], item)) or count == 1 < before:
            continue
        if count <= before or count - before > _FEW + 1:
            return
        gaps += [(before, count, item, field)] if count > before + 1 and n else []
    if len(rows) < _COUNTED or len(gaps) != 1 or rows[0][0] != 1:
        return
    before, count, item, field = gaps[0]
    lacking = tuple(map(str, range(before + 1, count)))
    message = f"“{field.label}”由 {before} 跳到 {count}，缺 {'、'.join(lacking)}：清单可能漏了一行，请对照原件核对。"
    duties = lacking if item.number == str(count) else (item.number,)
    yield Finding("missing-row", Severity.WARNING, duties, field.label, of_field(item, field), message)


def _same(one: Item, other: Item) -> bool:
    """Whether two rows are sub-items of one item."""
    return bool(one.subitem or other.subitem) and one.number == other.number


def _parts(one: Item, other: Item) -> bool:
    """Whether two rows are sub-items of one name, each with a code of its own."""
    return bool(one.subitem and other.subitem) and squeeze(meaning.printed_name(one)) == squeeze(meaning.printed_name(other))
