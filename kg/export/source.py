"""Store -> the documents as printed, in the text layout: title, contents table, information tables; or a list, a row an item."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from kg import query
from kg.names import is_sentence
from kg.sources.headings.heads import heading_number
from kg.sources.headings.labels import ranked
from kg.store import Store

_HEAD = (("序号", "主要职责", "职责事项"), ("", "", "序号", "名称", "页码"))
_MERGED = (("序号", "主要职责", *["职责事项"] * 3), ("序号", "主要职责", "序号", "名称", "页码"))
_TITLES = "SELECT ?document ?title { ?document a duty:SourceDocument ; dct:title ?title } ORDER BY ?document"
_HEADINGS = """SELECT ?document (COUNT(DISTINCT ?duty) AS ?duties) (MIN(?said) AS ?heading) {
  ?duty duty:informationTable ?sheet . ?sheet oa:hasSource ?document OPTIONAL { ?sheet rdfs:label ?said }
} GROUP BY ?document ?sheet"""
_ITEMS = """SELECT ?document ?order ?table ?label ?text ?cell ?row ?above {
  ?duty duty:informationTable ?sheet ; duty:order ?order ; duty:fieldValue ?field .
  ?sheet duty:table ?table ; oa:hasSource ?document .
  ?field duty:label ?label OPTIONAL { ?field prov:value ?text ; prov:wasDerivedFrom ?cell OPTIONAL { ?cell duty:row ?row } }
  OPTIONAL { ?duty duty:partOfResponsibility/prov:wasDerivedFrom/prov:value ?above }
} ORDER BY ?document ?table ?order"""
_ALONE = """SELECT ?document ?responsibility ?responsibilityText ?line ?table ?row {
  ?main a duty:MainResponsibility ; dct:identifier ?responsibility ; prov:wasDerivedFrom ?cell .
  ?cell prov:value ?responsibilityText ; oa:hasSource ?document
  OPTIONAL { ?cell duty:line ?line } OPTIONAL { ?cell duty:table ?table } OPTIONAL { ?cell duty:row ?row }
  FILTER NOT EXISTS { ?duty duty:partOfResponsibility ?main }
} ORDER BY ?document ?line ?table ?row"""
_SENTENCES = """SELECT ?document ?cell ?text { ?cell duty:printedUnder "内设机构"@zh ; prov:value ?text ; oa:hasSource ?document }
ORDER BY ?document ?cell"""
_CELL = re.compile(r"\.([A-Z]+)(\d+)$")
Row = Mapping[str, str]


def source(store: Store) -> bytes:
    """Every document of the base, rebuilt from the cells in the graph: each cell as printed, moved by no repair.

    Of information tables the cells are lines behind a tab, and rows are separated by empty lines: only the white space between cells may differ from
    the original. Items that share a table are a list, with tabs between the cells of a row: what was merged over several rows stands in each.
    """
    contents = {
        document: _with_alone(rows, store)
        for document, rows in _by_document(store.select(query.whole("source-contents"))).items()
    }
    tables = _by_document(store.select(query.whole("source-tables")))
    items = _by_document(store.select(_ITEMS))
    lists = {row["document"] for row in store.select(_HEADINGS) if _is_list(row)}
    said = _by_document(row for row in store.select(_SENTENCES) if is_sentence(row["cell"]))
    titles = {
        row["document"]: [row["title"], *(one["text"] for one in said.get(row["document"], []))] for row in store.select(_TITLES)
    }
    return "\n\n".join(
        _listed(titled, contents.get(document, []), tables.get(document, []), items[document])
        if document in lists
        else "\n".join([*titled, "", *_contents(contents.get(document, [])), *_tables(tables.get(document, []))])
        for document, titled in titles.items()
    ).encode()


def _is_list(table: Row) -> bool:
    """Whether a table is of several items, or of one that no heading of an information table begins."""
    return table["duties"] != "1" or not heading_number(table.get("heading", ""))


def _with_alone(rows: list[dict[str, str]], store: Store) -> list[dict[str, str]]:
    """The rows of the contents of a document, with the main responsibilities under which nothing is listed where they are printed."""
    alone = ({**row, "number": "", "text": ""} for row in store.select(_ALONE) if row["document"] == rows[0]["document"])
    return sorted([*rows, *alone], key=lambda row: tuple(int(row.get(key, 0)) for key in ("line", "table", "row")))


def _by_document(rows: Iterable[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        found.setdefault(row["document"], []).append(row)
    return found


def _contents(rows: Sequence[Row]) -> Iterator[str]:
    for cells in (*_HEAD, *_entries(rows)) if rows else ():
        yield from _row(cells)


def _entries(rows: Sequence[Row]) -> Iterator[Sequence[str]]:
    """The rows of a contents table; a main responsibility stands in the first of its items."""
    above = ""
    for row in rows:
        number = row.get("responsibility", "")
        first = (number, row.get("responsibilityText", "")) if number != above else ("", "")
        above = number
        yield *first, row["number"], row["text"], row.get("page", "")


def _tables(rows: Iterable[Row]) -> Iterator[str]:
    for _, table in groupby(rows, key=lambda row: row["table"]):
        printed = list(table)
        yield from ("", printed[0].get("heading", ""), "")
        for row in printed:
            yield from _row((row["label"], row["text"]))


def _row(cells: Iterable[str]) -> Iterator[str]:
    yield from (f"\t{cell}" for cell in cells)
    yield ""


def _listed(titled: Sequence[str], contents: Sequence[Row], cells: Sequence[Row], fields: Sequence[Row]) -> str:
    """A document of lists: its contents, and each table under its labels; a line for what a heading says of the rows below it."""
    lines: list[Sequence[str]] = [*((line,) for line in titled), *_overview(contents, fields)]
    printed = {(one["table"], one["row"], one["label"]): one["text"] for one in cells}
    for _, table in groupby(fields, key=lambda one: one["table"]):
        items = [list(item) for _, item in groupby(table, key=lambda one: one["order"])]
        own = {one["label"] for item in items for one in item if not one.get("text") or _row_of(item) in ("", one.get("row"))}
        labels = [label for label in ranked(_order(item) for item in items) if label in own]
        lines.append(labels)
        above: list[str] = []
        for item in items:
            texts = _texts(item, printed)
            heads = [text for label, text in texts.items() if label not in own]
            main = item[0].get("above", "")
            heads += [main] if main and not contents and not any(main in text for text in texts.values()) else []
            lines += [(head,) for head in heads if head not in above]
            above = heads
            lines.append([texts.get(label, "") for label in labels])
    stream = io.StringIO()
    csv.writer(stream, delimiter="\t", lineterminator="\n").writerows(lines)
    return stream.getvalue()


def _overview(contents: Sequence[Row], fields: Sequence[Row]) -> list[Sequence[str]]:
    """The contents above a list under their head; none where the rows of the list are themselves all that is listed."""
    rows = {(one["table"], one["row"]) for one in fields if "row" in one}
    if all((one.get("table"), one.get("row")) in rows for one in contents if one["number"]):
        return []
    once = {(one.get("table"), one.get("row"), one["number"], one["text"]): one for one in contents}  # sub-items share an entry
    entries = list(_entries([*once.values()]))
    return [*_MERGED, *entries] if any(entry[0] for entry in entries) else [entry[2:] for entry in (_MERGED[1], *entries)]


def _order(item: Sequence[Row]) -> list[str]:
    """The labels of an item in the order of its cells: by column where they stand side by side, by row where one is below the other."""
    places = {one["label"]: (0 if _row_of(item) else int(one.get("row", 0)), *_column(one)) for one in item}
    return sorted(places, key=lambda label: places[label])


def _column(field: Row) -> tuple[int, str]:
    found = _CELL.search(field.get("cell", ""))
    return (len(found[1]), found[1]) if found else (99, "")


def _row_of(item: Sequence[Row]) -> str:
    """The last row where an item has cells, since those above are merged ones and headings; "" for a card, which has a row a label."""
    rows = Counter(one["row"] for one in item if "row" in one)
    return max(rows, key=int, default="") if 2 * max(rows.values(), default=0) > rows.total() else ""


def _texts(item: Sequence[Row], printed: Mapping[tuple[str, str, str], str]) -> dict[str, str]:
    """The text of each label of an item as its row prints it; what stands elsewhere, in a merged cell or a heading, as the item has it."""
    row = _row_of(item)
    return {one["label"]: printed.get((one["table"], row, one["label"]), one.get("text", "")) for one in item}
