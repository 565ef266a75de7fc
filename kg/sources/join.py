"""Contents rows and tables put together: one item a table, and one for each contents row without a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.labels import kind_of
from kg.meaning import printed_name
from kg.records import ContentsEntry, Item
from kg.text import squeeze

_NEARLY, _FEWEST = 0.8, 2
_OF_INDEX = frozenset(("number", "code", "name", "subitem", "type", "department", "body", "page", "other"))
_MANY = 8  # lists of one document that may hold a name


def joined(entries: Sequence[ContentsEntry], tables: Sequence[Item]) -> tuple[Item, ...]:
    """Tables in document order, each with its contents entry; entries without a table stand where the contents have them."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        waiting[entry.number].append(n)
    items: list[Item] = []
    listed: list[int] = []
    for table in tables:
        known = waiting.get(table.number)
        listed.append(known.pop(0) if known else -1)
        items.append(replace(table, contents=entries[listed[-1]]) if listed[-1] >= 0 else table)
    if entries and not any(known >= 0 for known in listed):
        listed = _by_name(entries, tables)
        for n in (n for n in listed if n >= 0):
            waiting[entries[n].number].remove(n)
        items = [
            replace(table, contents=entries[n], number=table.number or entries[n].number) if n >= 0 else table
            for table, n in zip(tables, listed, strict=True)
        ]
    after = _after(listed, sorted(n for left in waiting.values() for n in left))
    result = [_alone(entries[n]) for n in after[-1]]
    for position, item in enumerate(items):
        result += [item, *(_alone(entries[n]) for n in after[position])]
    return tuple(result)


def folded(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items with those of an overview put into the items it is of, where they add their columns.

    An overview is a list with fewer columns than another, nearly all of whose names stand there once: 目录 before a list, 权力清单 beside 责任清单.
    """
    lists: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    named: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        if item.fields:
            lists[tuple(field.label for field in item.fields)].append(item)
            named[_named(item)].append(item)
    whole: dict[int, Item] = {}
    for labels in sorted(lists, key=len) if len(lists) > 1 else ():
        own = {id(item): found for item in lists[labels] if (found := _wider(named[_named(item)], len(labels)))}
        if len(set(map(id, own.values()))) == len(own) >= max(_FEWEST, _NEARLY * len(lists[labels])):
            whole |= own
    more: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if found := whole.get(id(item)):
            while id(found) in whole:
                found = whole[id(found)]
            more[id(found)].append(item)
    return tuple(_with(item, more[id(item)]) for item in items if id(item) not in whole)


def _wider(named: Sequence[Item], columns: int) -> Item | None:
    """The one of a few items of a name that has more columns than so many; None for none, or several."""
    found = [item for item in named if len(item.fields) > columns] if len(named) <= _MANY else []
    return found[0] if len(found) == 1 else None


def _named(item: Item) -> tuple[str, str]:
    return squeeze(printed_name(item)), item.subitem


def _with(item: Item, overviews: Iterable[Item]) -> Item:
    """The item with the fields that only an overview of it has, and its place in the contents; numbers and pages of a mere index are its own."""
    for other in overviews:
        known = {kind_of(field.label) for field in item.fields} - {"other"} | {field.label for field in item.fields}
        if {kind_of(field.label) for field in other.fields} <= _OF_INDEX:
            known |= {"number", "other", "page"}
        added = tuple(field for field in other.fields if not {field.label, kind_of(field.label)} & known)
        item = replace(item, fields=(*item.fields, *added), contents=item.contents or other.contents)
    return item


def ranked(orders: Iterable[Sequence[str]], kept: Iterable[str] | None = None) -> tuple[str, ...]:
    """The labels of several tables in their usual order, by their mean position; only `kept` ones where given."""
    total: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for order in orders:
        for position, text in enumerate(dict.fromkeys(order)):
            seen[text] += 1
            total[text] += position
    wanted = seen if kept is None else dict.fromkeys(kept)
    return tuple(sorted(wanted, key=lambda text: total[text] / seen[text]))


def _by_name(entries: Sequence[ContentsEntry], tables: Sequence[Item]) -> list[int]:
    """For each table the one entry of its name, -1 for none: where the contents count and the tables have codes, or no number."""
    named: dict[str, list[int]] = defaultdict(list)
    for n, entry in enumerate(entries):
        named[squeeze(entry.name.text)].append(n)
    known = Counter(_named(table)[0] for table in tables)
    return [named[name][0] if name and known[name] == 1 and len(named[name]) == 1 else -1 for name, _ in map(_named, tables)]


def _alone(entry: ContentsEntry) -> Item:
    return Item(entry.number, entry)


def _after(listed: Sequence[int], unmatched: Sequence[int]) -> dict[int, list[int]]:
    """Position of a table -> the unmatched entries behind it: behind the last table whose entry comes before them."""
    by_entry = sorted((entry, position) for position, entry in enumerate(listed) if entry >= 0)
    found: dict[int, list[int]] = defaultdict(list)
    furthest = at = -1
    for n in unmatched:
        while at + 1 < len(by_entry) and by_entry[at + 1][0] < n:
            at += 1
            furthest = max(furthest, by_entry[at][1])
        found[furthest].append(n)
    return found
