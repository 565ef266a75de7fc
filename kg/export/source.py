"""Store -> the catalogue documents as printed, in the text layout: title, contents table, information tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from kg import query
from kg.store import Store

_HEAD = (("序号", "主要职责", "职责事项"), ("", "", "序号", "名称", "页码"))


def source(store: Store) -> bytes:
    """Every document of the base, rebuilt from the cells in the graph: each cell where and as it was printed, moved by no repair.

    Cells are lines behind a tab, rows are separated by empty lines; only the white space between cells may differ from the original.
    """
    contents = _by_document(store.select(query.whole("source-contents")))
    tables = _by_document(store.select(query.whole("source-tables")))
    titles = {row["document"]: row["title"] for row in store.select(_TITLES)}
    return "\n\n".join(
        "\n".join([title, "", *_contents(contents.get(document, [])), *_tables(tables.get(document, []))])
        for document, title in titles.items()
    ).encode()


_TITLES = "SELECT ?document ?title { ?document a duty:SourceDocument ; dct:title ?title } ORDER BY ?document"


def _by_document(rows: Iterable[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        found.setdefault(row["document"], []).append(row)
    return found


def _contents(rows: list[dict[str, str]]) -> Iterator[str]:
    if not rows:
        return
    for head in _HEAD:
        yield from _row(head)
    above = ""
    for row in rows:
        number = row.get("responsibility", "")
        first = (number, row.get("responsibilityText", "")) if number != above else ("", "")
        above = number
        yield from _row((*first, row["number"], row["text"], row.get("page", "")))


def _tables(rows: list[dict[str, str]]) -> Iterator[str]:
    for _, table in groupby(rows, key=lambda row: row["table"]):
        printed = list(table)
        yield from ("", printed[0].get("heading", ""), "")
        for row in printed:
            yield from _row((row["label"], row["text"]))


def _row(cells: Iterable[str]) -> Iterator[str]:
    yield from (f"\t{cell}" for cell in cells)
    yield ""
