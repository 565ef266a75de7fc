"""Headings that print how many items stand below them, where by no way of counting as many do: 行政许可（共4项） over three rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.meaning import printed_name
from kg.records import Finding, Item, Severity
from kg.sources.headings.heads import Head
from kg.sources.headings.numbers import value
from kg.text import shortened, squeeze


def contradicted(headings: Sequence[Head], below: Mapping[int, Sequence[Item]]) -> Iterator[Finding]:
    """A finding for each heading, given with the items `below` it by its identity, that prints another number of them.

    None where one of the headings stands over nothing: they are an overview then, and what follows the last is not its own.
    A heading that each page prints again has the items of all pages.
    """
    same: dict[tuple[str, str, int], list[Head]] = defaultdict(list)
    for one in headings:
        same[one.rank, squeeze(one.cell.text), one.stated].append(one)
    together = {key: [item for one in alike for item in below.get(id(one), ())] for key, alike in same.items()}
    if not all(together.values()):
        return
    for key, alike in same.items():
        if key[2] not in _ways(together[key]):
            yield from (
                _finding(one, below[id(one)]) for one in alike if id(one) in below and one.stated not in _ways(below[id(one)])
            )


def _ways(items: Sequence[Item]) -> set[int]:
    """How many items there are, counted in every way: rows, numbers, names, main items and sub-items, and each part that begins again."""
    numbers = dict.fromkeys(one.number for one in items)
    serials = [squeeze(next((field.text for field in one.fields if field.kind == "number"), "")) for one in items]
    parted = sum(bool(one.subitem) for one in items)
    inner = [one for one in numbers if any(other.startswith((f"{one}.", f"{one}-")) for other in numbers)]
    ways = (
        len(items),
        len(numbers),
        len({squeeze(printed_name(one)) for one in items}),
        len(set(serials)),
        parted,
        len(items) - parted,
        len(inner),
        len(numbers) - len(inner),
        len({(one.number, one.subitem) for one in items}),
    )
    return {*ways, *_parts(serials)}


def _parts(serials: Sequence[str]) -> Iterator[int]:
    """How many items there are before the count begins again, and behind: a heading that nobody has seen may stand there."""
    counts = [value(one) for one in serials]
    for n, (above, below) in enumerate(pairwise(counts), 1):
        if below < above:
            yield from (n, len(counts) - n)


def _finding(one: Head, items: Sequence[Item]) -> Finding:
    said = f"“{shortened(one.cell.text)}”标题注明 {one.stated} 项，其下却有 {len(items)} 项"
    message = f"{said}：{'可能漏了' if len(items) < one.stated else '可能多出或数错'}，请对照原件核对。"
    return Finding("count-differs", Severity.WARNING, (), "", one.cell.place, message)
