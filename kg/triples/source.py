"""The source document: its hash, its cells as printed with their places, and the repairs made."""

from __future__ import annotations

from collections.abc import Iterator

from kg.names import Names
from kg.records import Catalogue, Cell
from kg.triples.duty import Numbered
from kg.triples.terms import Statement, count, node, plain, term, zh


def statements(catalogue: Catalogue, names: Names, numbered: list[Numbered]) -> Iterator[Statement]:
    """The document and every cell of its contents table and information tables."""
    source = catalogue.document.source
    iri = names.source(source)
    yield iri, "rdf:type", term("duty:SourceDocument")
    yield iri, "duty:fileName", plain(source.name)
    yield iri, "duty:sha256", plain(source.sha256)
    for responsibility in catalogue.document.responsibilities:
        yield from _cell(catalogue, names, responsibility.text, "主要职责")
    for one in numbered:
        item = one.duty.item
        if item.contents:
            yield from _cell(catalogue, names, item.contents.name, "名称")
        for field in item.fields:
            if field.printed:
                yield from _cell(catalogue, names, field.printed, field.label)


def _cell(catalogue: Catalogue, names: Names, cell: Cell, label: str) -> Iterator[Statement]:
    iri = names.cell(catalogue.document.source, cell.place)
    yield iri, "rdf:type", term("duty:SourceCell")
    yield iri, "duty:printedUnder", zh(label)
    yield iri, "prov:value", zh(cell.text)
    yield iri, "oa:hasSource", node(names.source(catalogue.document.source))
    for predicate, value in (("duty:line", cell.place.line), ("duty:table", cell.place.table), ("csvw:rownum", cell.place.row)):
        if value:
            yield iri, predicate, count(value)
