"""Contents rows and tables put together: one item a table, and one for each contents row without a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.records import ContentsEntry, Item


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
    after = _after(listed, sorted(n for left in waiting.values() for n in left))
    result = [_alone(entries[n]) for n in after[-1]]
    for position, item in enumerate(items):
        result += [item, *(_alone(entries[n]) for n in after[position])]
    return tuple(result)


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
