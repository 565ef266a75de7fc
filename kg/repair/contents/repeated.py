"""A duty that the catalogue has twice, word for word: under its own number it is one, pasted twice; under another, somebody has to look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kg.records import Document, Finding, Item, Place, Repair, Severity
from kg.repair.where import of_field, standing
from kg.text import squeeze

_COUNTS = ("number", "code", "page")
_WORDED, _FEWEST = ("basis", "workflow", "documents", "accountability", "boundary"), 2
_UNSEEN = frozenset(("hidden-sheet", "extra-cell", "unread-table"))
_MOST = 2  # duties that stand twice in a document
_Words = tuple[tuple[str, str], ...]


def mend(document: Document) -> tuple[Document, list[Finding]]:
    """The document without a table or row that prints an earlier one again in every word, its number too: the duty is one.

    Where a cell stands under no label, or a column is hidden, rows may differ in what is not read.
    """
    known: dict[tuple[str, _Words, tuple[str, ...]], Item] = {}
    again: dict[int, Finding] = {}
    unseen = any(one.code in _UNSEEN for one in document.noted)
    for item in document.items:
        words = _words(item)
        if not words or item.beyond or (item.across and unseen):
            continue
        numbers = tuple(squeeze(field.text) for field in item.fields if field.kind in _COUNTS)
        first = known.setdefault((item.number, words, numbers), item)
        if first is not item and (item.contents is None or item.contents is first.contents) and _start(item) != _start(first):
            again[id(item)] = _pasted(item, first)
    items = tuple(item for item in document.items if id(item) not in again)
    return (replace(document, items=items), list(again.values())) if again else (document, [])


def _start(item: Item) -> Place:
    """Where a table or row begins, below its heading; of the rows of one merged cell it is the same."""
    return next(
        (field.printed.place for field in item.fields if field.printed and field.kind in _COUNTS), Place(table=item.table)
    )


def _pasted(item: Item, first: Item) -> Finding:
    label = next((field.label for field in item.fields if field.kind in _COUNTS), "")
    what = "一行" if item.across else "张信息表"
    message = f"{item.number} 的这{what}与前面的（{_start(first)}）一字不差，疑为重复粘贴，只按一项计，原文保留。"
    return Finding(
        "duplicate-number",
        Severity.VIOLATION,
        (item.number,),
        label,
        _start(item),
        message,
        Repair("applied", (item.number,), (item.number,)),
    )


def duties(document: Document) -> Iterator[Finding]:
    """A duty all of whose fields but its number say what those of an earlier one say, where they say something of its matter; told of the later one.

    Not of the row below, which a copy may have overwritten, and not where several stand twice: then a list repeats them as a rule.
    """
    known: dict[_Words, list[tuple[int, Item]]] = defaultdict(list)
    for n, item in enumerate(document.items):
        words = _words(item)
        if words:
            known[words].append((n, item))
    twice = [same for same in known.values() if len({item.number for _, item in same}) > 1]
    for (at, first), *same in twice if len(twice) <= _MOST else ():
        for item in {one.number: one for n, one in same if n > at + 1 and one.number != first.number}.values():
            field = next(one for one in item.fields if one.kind == "name")
            message = f"与 {first.number} 一字不差，只有编号不同，疑为重复列入，请核对。"
            yield Finding(
                "copied-text", Severity.WARNING, (item.number, first.number), field.label, of_field(item, field), message
            )


def _words(item: Item) -> _Words:
    """What a duty says under its labels; nothing for one without a name, or with hardly a text of its own."""
    fields = [field for field in standing(item) if field.kind not in _COUNTS]
    if sum(field.kind in _WORDED for field in fields) < _FEWEST or not any(field.kind == "name" for field in fields):
        return ()
    return (("", item.subitem), *((field.label, squeeze(field.text)) for field in fields))
