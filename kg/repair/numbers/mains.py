"""Main responsibilities printed with another's number, where the numbers of the duties below them say which is theirs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from kg.records import Document, Finding, Item, Repair, Responsibility, Severity
from kg.text import normal, shortened

_FEWEST, _MOST = 3, 2  # main responsibilities with their own number; slips


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document with the main responsibilities numbered as their duties are: 7 over 7.1 and 7.2, where 9 is printed.

    Only where the numbers of duties begin with those of their main responsibilities, but for one or two; where these then go up,
    each of these with a number that no other has printed. Else they stay as they are.
    """
    below: dict[str, list[Item]] = defaultdict(list)
    for item in document.items:
        if item.responsibility:
            below[item.responsibility].append(item)
    wanted = {main: _begun(items) for main, items in below.items()}
    odd = {main: own for main, own in wanted.items() if own != main}
    if not odd or not all(wanted.values()) or not _is_slip(document, wanted, odd):
        return document, []
    mains = tuple(replace(one, number=odd.get(one.number, one.number)) for one in document.responsibilities)
    findings = [
        _finding(one, odd[one.number], below[one.number])
        for one in document.responsibilities
        if _printed(one) != odd.get(one.number, _printed(one))
    ]
    return replace(document, responsibilities=mains, items=tuple(_under(item, odd) for item in document.items)), findings


def _begun(items: list[Item]) -> str:
    """The number with which those of all these duties begin (7 of 7.1 and 7.2); "" where they differ."""
    begins = {item.number.partition(".")[0] if "." in item.number else "" for item in items}
    return next(iter(begins)) if len(begins) == 1 else ""


def _is_slip(document: Document, wanted: dict[str, str], odd: dict[str, str]) -> bool:
    """Whether so few main responsibilities are numbered otherwise than their duties, and all go up once these are as they are."""
    printed = [one for one in document.responsibilities if odd.get(one.number, "") not in ("", _printed(one))]
    taken = set(map(_printed, document.responsibilities))
    if len(wanted) - len(odd) < _FEWEST or not 0 < len(printed) <= _MOST or any(odd[one.number] in taken for one in printed):
        return False
    numbers = [odd.get(one.number, one.number) for one in document.responsibilities]
    if not all(number.isdecimal() for number in numbers):
        return False
    return all(int(one) < int(other) for one, other in pairwise(numbers))


def _printed(main: Responsibility) -> str:
    """The number as printed: of the second 9, known as 9-2, that is 9."""
    return main.number.partition("-")[0]


def _under(item: Item, odd: dict[str, str]) -> Item:
    listed = item.contents
    if listed and listed.responsibility in odd:
        listed = replace(listed, responsibility=odd[listed.responsibility])
    return replace(item, contents=listed, above=odd.get(item.above, item.above))


def _finding(main: Responsibility, own: str, items: list[Item]) -> Finding:
    printed, first = _printed(main), items[0]
    message = (
        f"主要职责“{shortened(normal(main.text.text))}”的序号印作 {printed}，其下 {first.number} 等各项的序号却以 {own} 开头，"
        f"其余主要职责都与各项相合；已按各项校正为 {own}，原文保留。"
    )
    duties = tuple(item.number for item in items)
    return Finding(
        "duplicate-number",
        Severity.VIOLATION,
        duties,
        "主要职责",
        main.text.place,
        message,
        Repair("applied", (printed,), (own,)),
    )
