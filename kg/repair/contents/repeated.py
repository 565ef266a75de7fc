"""A duty that the catalogue has twice, word for word, under another number or code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.records import Document, Finding, Item, Severity
from kg.repair.where import of_field, standing
from kg.text import squeeze

_COUNTS = ("number", "code", "page")
_WORDED, _FEWEST = ("basis", "workflow", "documents", "accountability", "boundary"), 2
_MOST = 2  # duties that stand twice in a document
_Words = tuple[tuple[str, str], ...]


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
