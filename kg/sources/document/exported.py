"""Tables that this program has written -> the same as documents print them, so that an export that somebody has corrected comes back as the same duties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.errors import SourceError
from kg.labels import EXPORTED
from kg.records import Cell, Finding, Place, Severity
from kg.sources.blocks import Block, Row, Table
from kg.sources.document import unread
from kg.sources.known import kind_of
from kg.text import label

_TOP = 5  # rows among which the head is: somebody may have put a title above it
_FORMULA = ("'=", "'+", "'-", "'@")
_ONE = "请用 duty-kg export --catalogue 逐份导出，改好后分别导入。"


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column is called, and where its cells stand: those in `other` where the first is blank."""

    label: str
    at: int
    other: int | None = None


def as_printed(blocks: Sequence[Block], where: str) -> tuple[list[Block], tuple[Finding, ...]]:
    """The blocks, tables of duties that were exported with the columns of a document, lists of findings and counts left out; and what is not read.

    Raises SourceError for the duties of several catalogues, whose numbers cannot be told apart, and for a list of findings alone.
    """
    found: list[Block] = []
    noted: list[Finding] = []
    for block in blocks:
        at = _head(block, EXPORTED["duties"]) if isinstance(block, Table) else None
        if isinstance(block, Table) and at is not None:
            table, said = _printed(block, at, where)
            found.append(table)
            noted.append(said)
        elif isinstance(block, Table) and any(_head(block, labels) is not None for labels in EXPORTED["results"]):
            noted.append(unread.foreign(block, (one.text for one in block.rows[0])))
        else:
            found.append(block)
    if noted and not any(isinstance(one, Table) for one in found):
        raise SourceError("这是问题清单或统计，不是职责目录。", where=where, hint="请导入职责目录本身，或导出的“职责事项”表。")
    return found, tuple(noted)


def _head(table: Table, labels: Sequence[str]) -> int | None:
    """The row that has all these labels."""
    return next((n for n, row in enumerate(table.rows[:_TOP]) if {label(one.text) for one in row}.issuperset(labels)), None)


def _printed(table: Table, at: int, where: str) -> tuple[Table, Finding]:
    """The table with the columns of the document it was made from, and which of its own have not been read."""
    head, below = table.rows[at], table.rows[at + 1 :]
    names = {label(one.text): n for n, one in reversed([*enumerate(head)]) if label(one.text)}
    body = names[EXPORTED["catalogue"]]
    if len({row[body].text.strip() for row in below if _says(row, body)}) > 1:
        raise SourceError("这张导出的表里有几份目录的职责。", where=head[0].place.within(where), hint=_ONE)
    blank = {name for name in EXPORTED["always"] if name in names and not any(_says(row, names[name]) for row in below)}
    columns = _columns({name: n for name, n in names.items() if name not in blank})
    called = _called(below, names)
    rows = [tuple(replace(head[one.at], text=called.get(one.label, one.label)) for one in columns)]
    rows += (tuple(_cell(row, one) for one in columns) for row in below)
    read = {one.at for one in columns}
    left = [name for name, n in sorted(names.items(), key=lambda one: one[1]) if n not in read and name not in blank]
    instead = dict.fromkeys(
        name for name in (*EXPORTED["told"].values(), *(one + EXPORTED["printed"] for one in left)) if name in names
    )
    message = f"这是导出的表：{'、'.join(left)}由其他栏目得出，没有照读。"
    message += f"要改这些内容，请改{'、'.join(f'“{name}”' for name in instead)}。" if instead else ""
    said = Finding("unread-table", Severity.INFO, (), "", Place(table=table.number), message)
    return replace(table, rows=(*table.rows[:at], *rows)), said


def _columns(names: Mapping[str, int]) -> list[_Column]:
    """The columns to read, number and text of the main responsibility first, where a document has them."""
    printed, told = EXPORTED["printed"], EXPORTED["told"]
    unread_ones = {EXPORTED["catalogue"], EXPORTED["called"], EXPORTED["kind"]}
    mains = EXPORTED["main"] if EXPORTED["main"][0] + printed not in names else ()
    if not mains:
        unread_ones.update(EXPORTED["main"])
    found = [
        _Column(name, names[one])
        for one, name in zip(EXPORTED["main"], EXPORTED["numbered"], strict=True)
        if one in mains and one in names
    ]
    for name, at in sorted(names.items(), key=lambda one: names.get(one[0].removesuffix(printed), one[1])):
        plain = name.removesuffix(printed)
        if name in unread_ones or name in mains or name + printed in names or told.get(name) in names:
            continue
        other = (
            names.get(plain)
            if plain != name
            else next((names[one] for one, of in told.items() if of == name and one in names), None)
        )
        found.append(_Column(plain, at, other))
    return found


def _says(row: Row, at: int) -> bool:
    return at < len(row) and bool(row[at].text.strip())


def _cell(row: Row, column: _Column) -> Cell:
    """The cell of a column, without the mark that keeps spreadsheets from taking it for a formula."""
    places = [at for at in (column.at, column.other) if at is not None and at < len(row)]
    found = next((row[at] for at in places if _says(row, at)), row[places[0]] if places else Cell("", row[0].place))
    return replace(found, text=found.text[1:]) if found.text.startswith(_FORMULA) else found


def _called(rows: Sequence[Row], names: Mapping[str, int]) -> dict[str, str]:
    """What the document calls its columns, where that is the same for all rows and means the same to whoever reads it."""
    at = names.get(EXPORTED["called"])
    if at is None:
        return {}
    said = [dict(one.split("：", 1) for one in row[at].text.split("；") if "：" in one) for row in rows if at < len(row)]
    found = {}
    for column in {name for one in said for name in one}:
        label_of, *others = {one.get(column, column) for one in said}
        if not others and label_of not in names and kind_of(label_of) == kind_of(column):
            found[column] = label_of
    return found
