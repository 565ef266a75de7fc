"""The source document: its hash, its cells as printed with their places, and the repairs made."""

from __future__ import annotations

from collections.abc import Iterator

from kg.names import Names
from kg.records import Catalogue, Cell
from kg.triples.duty import Numbered
from kg.triples.terms import Statement, count, node, plain, term, zh

_RFC5147 = "http://tools.ietf.org/rfc/rfc5147"  # lines are gaps counted from 0: line=1375,1376 is the 1376th line


def statements(catalogue: Catalogue, names: Names, numbered: list[Numbered]) -> Iterator[Statement]:
    """The document and every cell of its contents table and information tables."""
    source = catalogue.document.source
    iri = names.source(source)
    yield iri, "rdf:type", term("duty:SourceDocument")
    yield iri, "duty:fileName", plain(source.name)
    yield iri, "duty:sha256", plain(source.sha256)
    yield iri, "dct:title", zh(catalogue.document.title.text)
    for main in _mains(catalogue, numbered):
        yield from _cell(catalogue, names, main, "主要职责")
    for sentence in catalogue.document.offices:
        yield from _cell(catalogue, names, sentence, "内设机构", names.sentence(source, sentence.text))
    for one in numbered:
        item = one.duty.item
        if item.table:
            table = names.table(source, item.table)
            yield table, "rdf:type", term("duty:SourceTable")
            yield table, "duty:table", count(item.table)
            yield table, "oa:hasSource", node(iri)
            if item.heading:
                yield table, "rdfs:label", zh(item.heading.text)
        if item.contents:
            yield from _cell(catalogue, names, item.contents.name, "名称")
        stated = {field.printed.place for field in item.fields if field.printed}
        stated |= {item.contents.name.place} if item.contents else set()
        for field in item.fields:
            if field.printed:
                yield from _cell(catalogue, names, field.printed, field.label)
            if field.value and field.value.place not in stated:  # a number of the contents, a value that stood beside no label
                yield from _cell(catalogue, names, field.value, field.label)


def _mains(catalogue: Catalogue, numbered: list[Numbered]) -> list[Cell]:
    """The cells of main responsibilities that no duty prints: a column prints them with their ordinals (二、待遇保障)."""
    printed = {field.printed.place for one in numbered for field in one.duty.item.fields if field.printed}
    return [one.text for one in catalogue.document.responsibilities if one.text.place not in printed]


def _cell(catalogue: Catalogue, names: Names, cell: Cell, label: str, own: str = "") -> Iterator[Statement]:
    iri = own or names.cell(catalogue.document.source, cell.place)
    yield iri, "rdf:type", term("duty:SourceCell")
    yield iri, "duty:printedUnder", zh(label)
    yield iri, "prov:value", zh(cell.text)
    yield iri, "oa:hasSource", node(names.source(catalogue.document.source))
    for predicate, value in (("duty:line", cell.place.line), ("duty:table", cell.place.table), ("duty:row", cell.place.row)):
        if value:
            yield iri, predicate, count(value)
    if cell.place.line:
        selector = f"{iri}/selector"
        yield iri, "oa:hasSelector", node(selector)
        yield selector, "rdf:type", term("oa:FragmentSelector")
        yield selector, "dct:conformsTo", node(_RFC5147)
        yield selector, "rdf:value", plain(f"line={cell.place.line - 1},{cell.place.line}")
