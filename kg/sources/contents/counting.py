"""Numbers for the items of a list that prints none, or only those of its main responsibilities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.meaning import printed_name
from kg.records import ContentsEntry, Item, Place
from kg.text import squeeze


def numbered(items: list[Item], entries: list[ContentsEntry]) -> tuple[list[Item], list[ContentsEntry]]:
    """The items, and the entries of the contents, with numbers.

    Where no item has one (no such column, or numbered by Word itself), they have those of their names in the contents, or are
    counted from 1. Where several share the number of their main responsibility, one merged cell, they and their entries are
    counted within it: 1.1, 1.2.
    """
    if not any(item.number for item in items):
        known = {squeeze(entry.name.text): entry.number for entry in entries}
        return [
            replace(item, number=known.get(squeeze(printed_name(item))) or str(n)) for n, item in enumerate(items, 1)
        ], entries
    places = [_of_responsibility(item) for item in items]
    if len(set(places)) == len(places) or None in places:
        return items, entries
    numbers = _within([(item.number, place) for item, place in zip(items, places, strict=True)])
    listed = _within([(entry.number, entry.place) for entry in entries])
    return (
        [replace(item, number=number) for item, number in zip(items, numbers, strict=True)],
        [replace(entry, number=number) for entry, number in zip(entries, listed, strict=True)],
    )


def _within(numbers: Iterable[tuple[str, Place | None]]) -> Iterator[str]:
    """Each number with its count among those that stand at the same place."""
    seen: Counter[Place | None] = Counter()
    for number, place in numbers:
        seen[place] += 1
        yield f"{number}.{seen[place]}"


def _of_responsibility(item: Item) -> Place | None:
    """Where the number of an item stands in a list that has main responsibilities and no codes; None in any other."""
    kinds = {field.kind: field for field in item.fields}
    number = kinds.get("number") if "responsibility" in kinds and "code" not in kinds and not item.subitem else None
    return number.printed.place if number and number.printed else None


def without_blanks(items: list[Item]) -> list[Item]:
    """The items without those at the end that are numbered and otherwise blank: rows of a form that nobody has filled in."""
    end = len(items)
    while end and items[end - 1].table and all(f.kind == "number" for f in items[end - 1].fields if f.value):
        end -= 1
    return items[:end] or items
