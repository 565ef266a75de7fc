"""An item's name in the contents beside its name in the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.records import Cell, Document, Field, Finding, Item, Severity
from kg.repair.where import of_field
from kg.text import bare, normal, part, shortened, squeeze


def responsibilities(document: Document) -> Iterator[Finding]:
    """A main responsibility that a table words otherwise than the contents do, where most tables have the words of the contents."""
    known = {one.number: one.text for one in document.responsibilities}
    told = [
        (item, field, known[item.contents.responsibility])
        for item in document.items
        for field in item.fields
        if item.contents and item.contents.responsibility in known and field.kind == "responsibility" and field.value
    ]
    other = [(item, field, listed) for item, field, listed in told if squeeze(field.text) != squeeze(listed.text)]
    groups: dict[tuple[str, str], list[tuple[Item, Field, Cell]]] = defaultdict(list)
    for one in other if 2 * len(other) < len(told) else ():
        groups[squeeze(one[2].text), squeeze(one[1].text)].append(one)
    for group in groups.values():
        item, field, listed = group[0]
        message = f"“{field.label}”与目录（{listed.place}）的用词不同：目录为“{shortened(listed.text)}”，此处为“{shortened(field.text)}”。"
        duties = tuple(dict.fromkeys(one.number for one, *_ in group))
        yield Finding("wording-differs", Severity.WARNING, duties, field.label, of_field(item, field), message)


def compare(document: Document) -> Iterator[Finding]:
    """A wording-differs finding for each item whose two names differ, info where only punctuation does.

    Items that share a row of the contents have one.
    """
    told: set[int] = set()
    for item in document.items:
        name = next((f for f in item.fields if f.kind == "name" and f.value), None)
        if not (item.contents and name and name.value and item.contents.name.text.strip()):
            continue
        listed, tabled = item.contents.name, name.value
        if squeeze(listed.text) == squeeze(tabled.text) or id(listed) in told or _is_whole(item, tabled.text):
            continue
        told.add(id(listed))
        minor = bare(listed.text) == bare(tabled.text)
        what = "仅标点不同" if minor else "用词不同"
        broken = "，像是没有写完" if not minor and bare(listed.text).startswith(bare(tabled.text)) else ""
        table = "清单" if item.across else "信息表"
        message = f"目录（{listed.place}）与{table}的名称{what}：目录为“{normal(listed.text)}”，{table}为“{normal(tabled.text)}”{broken}。"
        severity = Severity.INFO if minor else Severity.WARNING
        yield Finding("wording-differs", severity, (item.number,), name.label, tabled.place, message)


def _is_whole(item: Item, name: str) -> bool:
    """Whether one of the two names has the sub-item behind it: 林木采伐许可（人工林）."""
    listed = item.contents
    return bool(listed and (item.subitem or listed.subitem)) and bare(name + part(item.subitem)) == bare(
        (listed.name.text if listed else "") + part(listed.subitem if listed else "")
    )
