"""What each label of a document means, once it has been read: it stands beside every field, so that whoever comes after need not ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.records import Document, Field, Item
from kg.sources.known import extended, kind_of


def with_kinds(document: Document, more: Mapping[str, str] | None = None) -> Document:
    """The document with the kind of every label; `more` are the labels that it explains itself."""
    fields = (field for item in document.items for field in (*item.fields, *(item.contents.fields if item.contents else ())))
    with extended(more or {}):
        kinds = {text: kind_of(text) for text in (*document.labels, *(field.label for field in fields))}
    return replace(document, items=tuple(_with_kinds(item, kinds) for item in document.items), kinds=kinds)


def _with_kinds(item: Item, kinds: Mapping[str, str]) -> Item:
    entry = item.contents
    listed = replace(entry, fields=_known(entry.fields, kinds)) if entry and entry.fields else entry
    return replace(item, fields=_known(item.fields, kinds), contents=listed)


def _known(fields: tuple[Field, ...], kinds: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(field if field.kind == kinds[field.label] else replace(field, kind=kinds[field.label]) for field in fields)
