"""Numbers that two tables bear: a later one gets the number that the contents list at its place, where no guess is needed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from difflib import SequenceMatcher

from kg import meaning
from kg.records import Cell, ContentsEntry, Document, Field, Finding, Item, Place, Repair, Severity, Status
from kg.text import part, squeeze

_ALIKE = 0.7


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with tables that bear an earlier table's number joined to their entries of the contents.

    An entry is a table's own when it has no table and alone the table's name; or when it stands in the contents where the
    table stands among the tables, and its name is alone much like the table's. Anything less is left as printed.
    """
    document, listed = _relisted(document)
    doubled = _doubled(document.items, parts=False)
    used = {item.number for item in document.items if item.table is not None}
    pairs = [pair for run in _runs(document.items) for pair in _pairs(run, doubled, used)]
    known = {id(one) for pair in pairs for one in pair}
    left = [item for item in document.items if not known & {id(item), id(item.contents)} and not (item.table and item.contents)]
    pairs += _pairs(left, doubled, used, nearby=False)
    if not pairs:
        return document, listed
    entries = {id(table): entry for table, entry in pairs}
    joined = {id(entry) for entry in entries.values()}
    items = tuple(
        _renumbered(item, entries[id(item)]) if id(item) in entries else item
        for item in document.items
        if item.table is not None or id(item.contents) not in joined
    )
    return replace(document, items=items), [*listed, *(_finding(table, entry) for table, entry in pairs)]


def _relisted(document: Document) -> tuple[Document, list[Finding]]:
    """The document in which an entry of the contents that bears another's number has that of the one table without an entry that has its name."""
    numbers = {item.number for item in document.items if item.table is not None}
    doubled = _doubled(document.items)
    unlisted = [item for item in document.items if item.table is not None and item.contents is None and id(item) not in doubled]
    named: dict[str, list[Item]] = defaultdict(list)
    for table in unlisted:
        named[squeeze(meaning.printed_name(table))].append(table)
    entries: dict[int, ContentsEntry] = {}
    taken: set[int] = set()
    findings = []
    for item in document.items if unlisted else ():
        name = squeeze(item.contents.name.text) if item.contents else ""
        if item.table is None and item.contents and name and item.number in numbers:
            same = named.get(name, [])
            same = [table for table in same if _is_part(item.contents, table, alone=len(same) == 1)]
            if len(same) == 1 and id(same[0]) not in entries:
                entries[id(same[0])] = replace(item.contents, number=same[0].number)
                taken.add(id(item))
                findings.append(_of_entry(item.contents, same[0]))
    items = [replace(one, contents=entries.get(id(one), one.contents)) for one in document.items if id(one) not in taken]
    return (replace(document, items=tuple(items)), findings) if findings else (document, [])


def _of_entry(entry: ContentsEntry, table: Item) -> Finding:
    label, what = _label(entry.fields), "清单" if table.across else "信息表"
    message = f"目录有两行的{label}是 {entry.number}；这一行的名称与{what} {table.number} 相同，已按{what}校正，原文保留。"
    repair = Repair("applied", (entry.number,), (table.number,))
    return Finding("duplicate-number", Severity.VIOLATION, (table.number,), label, entry.place, message, repair)


def _runs(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The tables without entry and entries without table that stand between the same two matched tables."""
    run: list[Item] = []
    for item in items:
        if item.table is None or item.contents is None:
            run.append(item)
        else:
            yield run
            run = []
    yield run


def _pairs(run: list[Item], doubled: Set[int], used: Set[str], *, nearby: bool = True) -> list[tuple[Item, ContentsEntry]]:
    """Each of the tables `doubled` in the run with the one entry that is its own.

    Numbers that are `used` have a table. Names need to be the same unless `nearby`, when like ones do.
    """
    free = [item.contents for item in run if item.table is None and item.contents and item.number not in used]
    if not free:
        return []
    named: dict[str, list[ContentsEntry]] = defaultdict(list)
    for entry in free:
        named[squeeze(entry.name.text)].append(entry)
    pairs = []
    for table in run:
        if id(table) in doubled:
            name = squeeze(meaning.printed_name(table))
            same = named.get(name, []) if name else []
            same = [entry for entry in same if _is_part(entry, table, alone=len(same) == 1)]
            same = same or [entry for entry in free if nearby and _likeness(table, entry) >= _ALIKE]
            pairs += [(table, same[0])] if len(same) == 1 else []
    claims = Counter(id(entry) for _, entry in pairs)
    return [(table, entry) for table, entry in pairs if claims[id(entry)] == 1]


def _is_part(entry: ContentsEntry, table: Item, *, alone: bool) -> bool:
    """Whether an entry and a table of one name are of one sub-item; one that is `alone` may leave it out."""
    return part(entry.subitem) == part(table.subitem) or (alone and not (entry.subitem and table.subitem))


def _doubled(items: Sequence[Item], *, parts: bool = True) -> set[int]:
    """The tables, by their ids, whose number another one bears that comes before them.

    Those with an entry of their own come first, then the earlier ones; unless `parts` do not count, the sub-item is part of
    the number.
    """
    same: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        if item.table is not None:
            same[item.number, item.subitem if parts else ""].append(item)
    return {id(item) for one in same.values() for item in sorted(one, key=lambda item: item.contents is None)[1:]}


def _likeness(table: Item, entry: ContentsEntry) -> float:
    name = meaning.printed_name(table)
    return SequenceMatcher(None, squeeze(name), squeeze(entry.name.text), autojunk=False).ratio() if name else 0.0


def _renumbered(table: Item, entry: ContentsEntry) -> Item:
    number, own = Cell(entry.number, entry.place), _numbering(table.fields)
    fields = (replace(field, value=number, status=Status.MOVED) if field is own else field for field in table.fields)
    return replace(table, number=entry.number, contents=entry, fields=tuple(fields))


def _numbering(fields: Sequence[Field]) -> Field | None:
    """The field that bears the number of a table or row: that of its code, else of its running number."""
    kinds = {field.kind: field for field in reversed(fields)}
    return kinds.get("code") or kinds.get("number")


def _label(fields: Sequence[Field]) -> str:
    own = _numbering(fields)
    return own.label if own else "序号"


def _finding(table: Item, entry: ContentsEntry) -> Finding:
    label, what = _label(table.fields), "行" if table.across else "张信息表"
    message = f"{label} {table.number} 有不止一{what}使用；目录（{entry.place}）在此处列的同名事项是 {entry.number}，已按目录校正，原文保留。"
    place = table.heading.place if table.heading else Place(table=table.table)
    repair = Repair("applied", (table.number,), (entry.number,))
    return Finding("duplicate-number", Severity.VIOLATION, (table.number, entry.number), label, place, message, repair)
