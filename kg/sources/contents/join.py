"""Contents rows and tables put together: one item a table, and one for each contents row without a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.records import ContentsEntry, Item
from kg.sources.contents import matching
from kg.sources.contents.matching import Matched


def joined(entries: Sequence[ContentsEntry], tables: Sequence[Item], found: Matched | None = None) -> tuple[Item, ...]:
    """Tables in document order, each with its contents entry; entries without a table stand where the contents have them.

    Which entry is whose is `found` out here, where nobody has before.
    """
    if found is None:
        rows, own = list(map(matching.of_entry, entries)), list(map(matching.of_table, tables))
        found = matching.indexed(rows, own, mere=True) if all(map(_is_coded, entries)) else matching.listed(rows, own)
    listed = [found.rows.get(n, -1) for n in range(len(tables))]
    items = [_entered(table, entries[n]) if n >= 0 else table for table, n in zip(tables, listed, strict=True)]
    taken = {*listed, *found.covered}
    after = _after(listed, [n for n in range(len(entries)) if n not in taken])
    result = [_alone(entries[n]) for n in after[-1]]
    for position, item in enumerate(items):
        result += [item, *(_alone(entries[n]) for n in after[position])]
    return tuple(result)


def placed(items: Sequence[Item], mains: Collection[str]) -> tuple[Item, ...]:
    """The items; those that no contents entry lists get the main responsibility that begins their number (3 of 3.3).

    So where the numbers of all others begin with theirs.
    """
    told = [(_main(one.number), one.responsibility) for one in items]
    counted = all(main == own for main, own in told if own)
    if not counted or (not any(own for _, own in told) and not all(main in mains for main, _ in told)):
        return tuple(items)
    return tuple(
        replace(one, above=main) if not own and main in mains else one for one, (main, own) in zip(items, told, strict=True)
    )


def _main(number: str) -> str:
    """The number of the main responsibility with which that of an item begins; "" for none."""
    main, dot, _ = number.partition(".")
    return main if dot else ""


def _is_coded(entry: ContentsEntry) -> bool:
    return any(field.kind == "code" and field.value for field in entry.fields)


def _entered(table: Item, entry: ContentsEntry) -> Item:
    return replace(table, contents=entry, number=table.number or entry.number)


def _alone(entry: ContentsEntry) -> Item:
    return Item(entry.number, entry, fields=entry.fields, subitem=entry.subitem)


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
