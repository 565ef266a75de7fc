"""Rows and tables that are not there: missing values and rows, items without table, tables without item, doubled numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.labels import REMARKS, is_helper, is_rank
from kg.meaning.pointers import is_error
from kg.records import Cell, ContentsEntry, Document, Field, Finding, Item, Place, Severity, Status
from kg.repair.contents import listed
from kg.repair.evidence.counts import counts_anew
from kg.repair.where import of_field
from kg.text import is_tick, shortened, squeeze

_NEARLY_ALL, _SLIPS, _SELDOM = 0.9, 2, 0.02
_ESSENTIAL = ("number", "name", "department")
_ASIDE = ("other", "page", "responsibility", "type")


def optional(document: Document) -> frozenset[str]:
    """The labels whose values may be missing without a finding.

    - sub-items, who only helps, remarks and side columns that are not filled in nearly everywhere
    - what most tables leave blank or do not even print, and of no known kind what some print and some do not
    - what is only ticked off, departments of a matrix, and what only an index says
    """
    printed = Counter(field.label for item in document.items for field in item.fields)
    filled = Counter(field.label for item in document.items for field in item.fields if field.value)
    worded = {field.label for item in document.items for field in item.fields if field.value and not is_tick(field.text)}
    tables = sum(item.table is not None for item in document.items)
    ticked = {label for label, *_ in document.ticked}
    lent = printed.keys() - {f.label for item in document.items for f in item.fields if _is_own(f, item)}
    return frozenset(
        label
        for label, kind in ((label, document.kinds[label]) for label in document.labels)
        if kind == "subitem"
        or (label in REMARKS and filled[label] < _NEARLY_ALL * tables)
        or (kind == "other" and label not in worded)
        or is_helper(label)
        or (kind not in _ESSENTIAL and 2 * (printed if kind == "basis" else filled)[label] < tables)
        or (kind in _ASIDE and filled[label] < min(_NEARLY_ALL * tables, tables - _SLIPS))
        or (kind == "other" and printed[label] < tables - max(_SLIPS, _SELDOM * tables))
        or label in lent
        or label in ticked
    )


def _is_own(field: Field, item: Item) -> bool:
    """Whether a field is printed in the item's own table, and in no index."""
    at = field.printed.place if field.printed else Place()
    return item.table is not None and at.table in (None, item.table)


def complete(item: Item, document: Document, free: frozenset[str]) -> tuple[Item, list[Finding]]:
    """The item with a field for every label of its document, and a finding for each missing value and row.

    None for a label that is `free`, or for a rank of law where the item's basis stands in the column of another.
    """
    if item.table is None:
        return item, []
    labels, kinds, printed = document.labels, document.kinds, {f.label for f in item.fields}
    free |= _other_ranks(item)
    lacking = [label for label in labels if label not in printed and label not in free and not item.across]
    findings = [_missing_row(item, label, kinds[label]) for label in lacking]
    fields = []
    for field in item.fields:
        if field.value is None and (field.label not in free or _failed(field)):
            findings.append(_missing_value(item, field))
        fields.append(field if field.value else replace(field, status=Status.MISSING))
    for label in labels:
        if label not in printed:
            fields.insert(slot(fields, labels, label), Field(label, kinds[label], None, None, Status.MISSING))
    return replace(item, fields=tuple(fields)), findings


def gathered(item: Item) -> Item:
    """The item with what stands under no label behind the last row of its table as more of that row's value; in a list's row, nothing is behind."""
    last = item.fields[-1] if item.fields else None
    if item.across or not item.beyond or last is None:
        return item
    cells = [cell for cell in (last.value, *item.beyond) if cell]
    cell = replace(cells[0], text="\n".join(one.text for one in cells))
    printed = cell if last.printed is last.value or not last.printed else last.printed
    return replace(item, fields=(*item.fields[:-1], replace(last, printed=printed, value=cell)), beyond=())


def _other_ranks(item: Item) -> frozenset[str]:
    """The columns of one rank of law each, where the item has a basis in one of them."""
    ranks = [field for field in item.fields if field.kind == "basis" and is_rank(field.label)]
    return frozenset(field.label for field in ranks) if any(field.value for field in ranks) else frozenset()


def unread(items: Sequence[Item]) -> Iterator[Finding]:
    """A finding for each column with values under no label."""
    columns: dict[tuple[int | None, str], list[tuple[str, Cell]]] = {}
    for item in items:
        for cell in item.beyond:
            columns.setdefault((cell.place.table, cell.place.cell.rstrip("0123456789")), []).append((item.number, cell))
    for found in columns.values():
        first = found[0][1]
        message = f"有 {len(found)} 格没有栏名，没有读入，例如：{shortened(first.text)}"
        yield Finding("extra-cell", Severity.WARNING, tuple(dict.fromkeys(n for n, _ in found)), "", first.place, message)


def unmatched(document: Document) -> Iterator[Finding]:
    """Items that stand only in the contents, tables that stand only among the tables, numbers used twice."""
    tables = Counter((item.number, item.subitem) for item in document.items if item.table is not None)
    entries = Counter((item.number, item.subitem) for item in document.items if item.contents)
    expected = listed.expected(document.items)
    for item in document.items:
        same = (item.number, item.subitem)
        if item.table is None and item.contents and entries[same] == 1:
            message = f"目录列有 {item.number}，但没有对应的{_what(document)}。"
            yield _finding("item-without-table", Severity.WARNING, item, "名称", item.contents.name.place, message)
        elif item.contents is None and item.heading and expected(item) and tables[same] == 1:
            what = f"清单中的 {item.number} " if item.across else f"信息表 {item.number} "
            yield _finding("table-without-item", Severity.WARNING, item, "序号", _head(item), f"{what}在目录中没有对应的事项。")
    counted = _numbered_through(document.items)
    yield from _doubled([(item, item.number, _head(item)) for item in counted if item.heading], "张信息表")
    yield from _doubled([(item, one.number, one.place) for item in counted if (one := item.contents) and _numbers(one)], "行目录")


def _numbers(entry: ContentsEntry) -> bool:
    """Whether the number of an entry is that of a duty: a mere index counts its rows as it likes."""
    return bool(entry.page or not entry.fields or any(field.kind == "code" and field.value for field in entry.fields))


def _what(document: Document) -> str:
    """What the items of a document stand in: rows of a list, or tables."""
    tables = [item for item in document.items if item.table is not None]
    return "清单行" if tables and all(item.across for item in tables) else "信息表"


def _numbered_through(items: Sequence[Item]) -> Sequence[Item]:
    """The items that share one count: none of a list that counts each type of power, or each of its parts, from 1 again."""
    firsts: dict[str, str] = {}
    for item in items:
        firsts.setdefault(next((field.text for field in item.fields if field.kind == "type"), ""), item.number)
    anew = (len(firsts) > 1 and set(firsts.values()) == {"1"}) or counts_anew([(item, item.number) for item in items])
    return () if anew else items


def _doubled(found: list[tuple[Item, str, Place]], what: str) -> Iterator[Finding]:
    """A finding for the second and each further use of a number; sub-items of one number are no repetition, nor are the rows of one merged cell."""
    counted = Counter((number, item.subitem) for item, number, _ in found)
    seen: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for item, number, place in found:
        key = (number, item.subitem)
        if number and seen[key] and place not in seen[key]:
            label = next((f.label for f in item.fields if f.kind == "code" and squeeze(f.text) == number), "序号")
            message = f"{label} {number} 有 {counted[key]} {'行' if item.across else what}使用。"
            yield _finding("duplicate-number", Severity.VIOLATION, item, label, place, message)
        seen[key].add(place)


def _head(item: Item) -> Place:
    """Where a table begins: its heading, or its first printed row where the heading stands in no line or row."""
    place = item.heading.place if item.heading else Place(table=item.table)
    if place.line or place.row:
        return place
    return next((field.printed.place for field in item.fields if field.printed), place)


def slot(fields: list[Field], labels: tuple[str, ...], label: str) -> int:
    """Where among its fields an item has that of a label."""
    before = set(labels[: labels.index(label)])
    return max((n + 1 for n, field in enumerate(fields) if field.label in before), default=0)


def _missing_row(item: Item, label: str, kind: str) -> Finding:
    place = _head(item)
    return _finding("missing-row", _severity(kind), item, label, place, f"信息表缺少“{label}”一行。")


def _missing_value(item: Item, field: Field) -> Finding:
    if _failed(field) and field.printed:
        why = f"印的是表格软件的错误值 {field.printed.text.strip()}，原有内容已丢失"
    elif field.printed and field.printed.text.strip():
        why = "错行后该栏的原有内容已丢失，不作推测补写"
    else:
        why = "该栏为空"
    return _finding(
        "missing-value", _severity(field.kind), item, field.label, of_field(item, field), f"“{field.label}”缺失：{why}。"
    )


def _failed(field: Field) -> bool:
    return bool(field.printed and is_error(field.printed.text))


def _severity(kind: str) -> Severity:
    return Severity.VIOLATION if kind in _ESSENTIAL else Severity.WARNING


def _finding(code: str, severity: Severity, item: Item, field: str, place: Place, message: str) -> Finding:
    return Finding(code, severity, (item.number,), field, place, message)
