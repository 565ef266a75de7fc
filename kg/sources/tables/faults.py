"""Rows that say more than their table has room for: one label printed twice, a value beyond the columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.errors import SourceError
from kg.records import Cell, Field, Finding, Item, Place, Severity
from kg.sources.blocks import Row, distinct
from kg.sources.headings.header import Header
from kg.text import shortened, squeeze

_SELDOM = 2


def merged(fields: Sequence[Field], number: str) -> tuple[tuple[Field, ...], list[Finding]]:
    """The fields of a table with each label once, and a finding for each row that repeats a label.

    Different values of one label stand below one another; of a number the first stays, and the finding quotes the other.
    """
    kept: dict[str, Field] = {}
    found: list[Finding] = []
    for field in fields:
        first = kept.setdefault(field.label, field)
        if first is not field:
            kept[field.label] = _both(first, field)
            found.append(_repeated(first, field, number))
    return tuple(kept.values()), found


def beyond(row: Row, header: Header) -> tuple[Cell, ...]:
    """The values of a list's row that stand under no label."""
    known = {id(row[column.at]) for column in header.columns if column.at < len(row)}
    return tuple(one for one in distinct(row) if id(one) not in known and one.text.strip())


def beside(cells: Sequence[tuple[str, str, Cell]], items: Sequence[Item]) -> Iterator[Finding]:
    """A finding for each second value beside a label, given as (number, label, cell), where most tables have one; both are kept."""
    tables = Counter(field.label for item in items for field in item.fields)
    usual = Counter(label for _, label, _ in cells)
    for number, label, cell in cells:
        if 2 * usual[label] < tables[label]:
            message = f"“{label}”一行多出一格，并入该栏：{shortened(cell.text)}"
            yield Finding("extra-cell", Severity.WARNING, (number,), label, cell.place, message)


def broken(cells: Sequence[tuple[Item, Cell]], items: int) -> Iterator[Finding]:
    """A finding for each cell that went on in a row of its own, given with its item; one for all where a list is made like that."""
    said = Counter(cell.place.row for _, cell in cells)
    if len(said) > max(_SELDOM, items // 10):
        message = f"有 {len(said)} 行没有序号和名称，并入上一项的同名各栏。"
        yield Finding("broken-row", Severity.INFO, (), "", cells[0][1].place, message)
        return
    for item, cell in cells:
        label = next((f.label for f in item.fields if f.printed and f.printed.text.endswith(cell.text)), "")
        message = f"这一行没有序号和名称，“{label}”一格并入上一项的该栏：{shortened(cell.text)}"
        yield Finding("broken-row", Severity.WARNING, (item.number,), label, cell.place, message)


def misspelt(number: str, printed: str, label: str, place: Place) -> Finding:
    """A label with one wrong character is read as the label that is meant."""
    message = f"栏名“{printed}”疑为“{label}”，按“{label}”读。"
    return Finding("wording-differs", Severity.WARNING, (number,), label, place, message)


def refuse_shifted(row: Row, header: Header, usual: int, where: str) -> None:
    """Refuse a row of a text file that has more cells than its header: nobody can tell which of its values have moved."""
    said = max((n for n, one in enumerate(row, 1) if one.text.strip()), default=0)
    if said > header.width or len(row) > max(header.width, usual):
        raise SourceError(
            f"这一行有 {len(row)} 格，表头只有 {header.width} 格，无法判断各格属于哪一栏。",
            where=row[0].place.within(where),
            hint="单元格里有分隔符（如逗号）时，请给整格加上引号；确有多出的一栏时，请在表头写上栏名；或另存为 .xlsx 后再导入。",
        )


def refuse_broken(lines: Sequence[Row], n: int, header: Header, usual: int, where: str) -> None:
    """Refuse a row of a text file that a line break has cut in two: it and the next one lack cells, and together have as many as the others."""
    pair = [len(row) for row in lines[n : n + 2]]
    if len(pair) == 2 and min(pair) > 1 and max(pair) < header.width == usual and sum(pair) in (usual, usual + 1):
        raise SourceError(
            f"这一行只有 {pair[0]} 格，下一行有 {pair[1]} 格，合起来才是表头的 {usual} 栏：一行被断成了两行。",
            where=lines[n][0].place.within(where),
            hint="请把这两行接成一行；单元格里要换行时，请给整格加上引号；或另存为 .xlsx 后再导入。",
        )


def _both(first: Field, again: Field) -> Field:
    if not first.value:
        return again
    if not again.value or first.kind == "number" or squeeze(first.text) == squeeze(again.text):
        return first
    cell = replace(first.value, text=f"{first.text}\n{again.text}")
    return replace(first, printed=cell, value=cell)


def _repeated(first: Field, again: Field, number: str) -> Finding:
    place = again.printed.place if again.printed else Place()
    if not (first.text.strip() and again.text.strip()):
        what = "其中一处是空的"
    elif squeeze(first.text) == squeeze(again.text):
        what = "两处内容相同"
    elif first.kind == "number":
        what = f"取前一处，这一处印的是“{shortened(again.text)}”"
    else:
        what = "两处内容不同，均予保留"
    return Finding("repeated-row", Severity.WARNING, (number,), again.label, place, f"“{again.label}”一栏印了不止一次，{what}。")
