"""A catalogue's records as the plain data of `build --records`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from kg.records import Catalogue, Duty, Item, LegalBasis


def as_json(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """One record a table, and one for each item known only from the contents, in document order."""
    texts = {r.number: r.text.text.strip("\n") for r in catalogue.document.responsibilities}
    headed, kinds = _headed(catalogue.document.items), catalogue.document.kinds
    labels = {text: kinds[text] for text in catalogue.document.labels if text not in headed}
    for duty in catalogue.duties:
        item = duty.item
        listed = item.contents
        number = item.responsibility
        yield {
            "number": item.number,
            "subitem": item.subitem or None,
            "responsibility": {"number": number, "text": texts.get(number, "")},
            "page": listed.page if listed else "",
            "contents_name": listed.name.text.strip("\n") if listed else "",
            "fields": _fields(item, labels, headed),
            "printed": {
                f.label: f.printed.text for f in item.fields if f.printed and f.printed.text.strip("\n") != f.text.strip("\n")
            },
            "departments": [{"name": d.name, "role": d.role} for d in duty.departments],
            "legal": [_clause(basis) for basis in duty.legal],
            "findings": _codes(catalogue, duty),
        }


def _headed(items: Iterable[Item]) -> set[str]:
    """The labels that no table of the document prints: what stands under them is said by headings (一、行政许可)."""
    printed = {f.label for item in items for f in item.fields if f.printed and f.label not in item.headed}
    return {text for item in items for text in item.headed} - printed


def _fields(item: Item, labels: Mapping[str, str], headed: Collection[str]) -> dict[str, str]:
    """The texts by label; of an item that only the contents have, those of their columns, by kind."""
    if item.table is not None:
        return {f.label: f.text.strip("\n") for f in item.fields if f.label not in headed}
    known = {f.kind: f.text.strip("\n") for f in reversed(item.fields)}
    known = {"number": item.number, "name": item.contents.name.text.strip("\n") if item.contents else "", **known}
    return {label: known.pop(kind, "") for label, kind in labels.items()}


def _clause(basis: LegalBasis) -> dict[str, str]:
    names = ("document", "document_number", "article", "paragraph", "item", "label", "quote")
    return {name: getattr(basis, name) for name in names}


def _codes(catalogue: Catalogue, duty: Duty) -> list[str]:
    return list(dict.fromkeys(f.code for f in catalogue.findings if duty.number in f.duties))
