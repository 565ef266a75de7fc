"""Main rows of a list that say nothing but a name, followed by the rows of their sub-items: 1 低保审核, then 1.1 or （1）城镇户籍人员."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from kg.labels import NAME_OF
from kg.meaning import printed_name
from kg.records import Field, Item
from kg.text import normal, part, squeeze

_HEADS = frozenset(("number", "code", "type", "name", "body", "department"))
_SHARED = frozenset(("code", "type", "body", "department"))
_COUNTED = re.compile(r"[(（]\d{1,2}[)）]|[①-⑳]")


def folded(items: Sequence[Item]) -> Iterator[Item]:
    """The items, each sub-item with the number and name of its main row, which is no item of its own."""
    main: Item | None = None
    found: list[Item] = []
    for item in items:
        if main and _is_part(item, main):
            found.append(_part_of(item, main))
            continue
        yield from found or ([main] if main else [])
        main, found = (item, []) if _says_only_a_name(item) else (None, [])
        if main is None:
            yield item
    yield from found or ([main] if main else [])


def _says_only_a_name(item: Item) -> bool:
    said = {field.kind for field in item.fields if field.value}
    return item.table is not None and not item.subitem and bool(item.number) and "name" in said and said <= _HEADS


def _is_part(item: Item, main: Item) -> bool:
    """Whether an item is counted within the main row: 1.1, 1-1, （1）, or its name begins so."""
    if item.subitem or item.table is None or not any(field.value and field.kind not in _HEADS for field in item.fields):
        return False
    counted = squeeze(item.number or printed_name(item))
    return bool(_COUNTED.match(counted)) or any(counted.startswith(f"{main.number}{mark}") for mark in ".-．")


def in_parts(items: Sequence[Item], labels: Set[str]) -> list[Item]:
    """The items; rows that are sub-items in other lists are those of the main row above them.

    So in a list of `labels` alone, which counts them as rows of their own.
    """
    known = {(squeeze(printed_name(item)), part(item.subitem)) for item in items if item.subitem}
    found: list[Item] = []
    main, begun = None, False
    for item in items if known else ():
        plain = not item.subitem and item.across and {field.kind for field in item.fields} <= labels
        if plain and main and (squeeze(printed_name(main)), part(printed_name(item))) in known:
            found[-1:] = [*(found[-1:] if begun else ()), _part_of(item, main)]
            begun = True
            continue
        main, begun = item if plain else None, False
        found.append(item)
    return found or list(items)


def _part_of(item: Item, main: Item) -> Item:
    """An item as a sub-item of a main row."""
    heads = {field.kind: field for field in main.fields if field.value}
    fields: list[Field] = []
    for field in item.fields:
        if field.kind == "name":
            fields += [heads["name"], replace(field, label=NAME_OF["subitem"], kind="subitem")]
        else:
            fields.append(heads[field.kind] if field.kind in _SHARED and not field.value and field.kind in heads else field)
    return replace(item, number=main.number, contents=main.contents, fields=tuple(fields), subitem=normal(printed_name(item)))
