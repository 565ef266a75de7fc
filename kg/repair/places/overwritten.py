"""A row that a copy of the row above has overwritten: all that it says is that one's, but for the numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg import meaning
from kg.records import Document, Finding, Item, Severity
from kg.repair.evidence.homes import CONDUCT
from kg.repair.where import of_field
from kg.text import squeeze

_FEWEST, _MOST, _LEAST, _SAID = 6, 2, 3, 30  # items; copies in a document; fields of a row that are alike, their characters
_COUNTED = ("number", "code", "page", "responsibility")


def copied(document: Document) -> Iterator[Finding]:
    """A duty with another number than the one above whose name and every other field are the same, word for word.

    Not where the contents know it by a name of its own, for then that is told; nor where there are more than two, or where fields are
    shared: parts of one item, in merged cells.
    """
    items = [item for item in document.items if item.table is not None]
    found = [(above, item) for above, item in pairwise(items) if _is_copy(above, item)]
    for above, item in found if len(items) >= _FEWEST and len(found) <= _MOST else ():
        name = next(field for field in item.fields if field.kind == "name" and field.value)
        what = "行" if item.across else "张信息表"
        message = f"整{what}与上一{what} {above.number} 的一字不差，只有编号不同：疑复制上一{what}后没有改写，本项原有的内容可能已丢失，请对照原件核对。"
        yield Finding("copied-text", Severity.WARNING, (item.number,), name.label, of_field(item, name), message)


def _is_copy(above: Item, item: Item) -> bool:
    name = meaning.printed_name(item)
    listed = item.contents and squeeze(item.contents.name.text)
    if item.number == above.number or not name or name != meaning.printed_name(above) or (listed and listed != squeeze(name)):
        return False
    said, there = _said(item), _said(above)
    conduct = sum(len(text) for (kind, _), text in said.items() if kind in (*CONDUCT, "basis"))
    return said == there and len(said) >= _LEAST and conduct >= _SAID and not _share(above, item)


def _said(item: Item) -> dict[tuple[str, str], str]:
    """What a duty says but for its numbers, by kinds and labels."""
    return {(one.kind, one.label): squeeze(one.text) for one in item.fields if one.value and one.kind not in _COUNTED}


def _share(one: Item, other: Item) -> bool:
    """Whether two rows stand beside one merged cell."""
    cells = {id(field.printed) for field in one.fields if field.printed}
    return any(id(field.printed) in cells for field in other.fields if field.printed)
