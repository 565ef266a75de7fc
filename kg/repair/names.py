"""An item's name in the contents beside its name in the table."""

from __future__ import annotations

from collections.abc import Iterator

from kg.labels import kind_of
from kg.records import Document, Finding, Severity
from kg.text import bare, normal, squeeze


def compare(document: Document) -> Iterator[Finding]:
    """One wording-differs finding for each item whose two names differ; info where only punctuation does."""
    for item in document.items:
        name = next((f for f in item.fields if kind_of(f.label) == "name" and f.value), None)
        if not (item.contents and name and name.value and item.contents.name.text.strip()):
            continue
        listed, tabled = item.contents.name, name.value
        if squeeze(listed.text) == squeeze(tabled.text):
            continue
        minor = bare(listed.text) == bare(tabled.text)
        what = "仅标点不同" if minor else "用词不同"
        message = f"目录（{listed.place}）与信息表的名称{what}：目录为“{normal(listed.text)}”，信息表为“{normal(tabled.text)}”。"
        severity = Severity.INFO if minor else Severity.WARNING
        yield Finding("wording-differs", severity, (item.number,), name.label, tabled.place, message)
