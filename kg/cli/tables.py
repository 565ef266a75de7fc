"""Results as columns for people, JSON for programs, and SPARQL results in the standard formats."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

import ontology
from kg.base import KnowledgeBase
from kg.errors import QueryError, SourceError, UsageError
from kg.place import Place
from kg.store import Result
from kg.text import normal

_TABLES = {
    "json": ox.QueryResultsFormat.JSON,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
_QUERY = re.compile(r"\s*(?:PREFIX|BASE|SELECT|ASK|CONSTRUCT|DESCRIBE)\s", re.I)
_GRAPHS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "text": ox.RdfFormat.TURTLE}


def dump(value: Any) -> str:
    """JSON, indented, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def commas(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV that spreadsheets open as Chinese."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows([head, *rows])
    return stream.getvalue().encode("utf-8-sig")


def shown(kb: KnowledgeBase, what: str, catalogue: str = "") -> list[dict[str, Any]]:
    """Each resource asked for: its properties, and for a duty its fields as printed with their places."""
    merged: dict[str, dict[str, Any]] = {}
    for row in kb.show(what, catalogue):
        one = merged.setdefault(row["resource"], {"iri": row["resource"], "properties": {}})
        one["properties"].setdefault(ontology.short(row["property"]), []).append(row["value"])
    for iri, one in merged.items():
        fields = [_field(row) for row in kb.cells(iri)]
        if fields:
            one["fields"] = fields
    return list(merged.values())


def fields_first(one: Mapping[str, Any]) -> dict[str, Any]:
    """What is shown of a thing as people read it: what its document prints, then all that the graph says."""
    return {key: one[key] for key in ("iri", "fields", "properties") if key in one}


def text(value: Any, depth: int = 0) -> str:
    """Nested data as indented lines."""
    pad = "  " * depth
    if isinstance(value, Mapping):
        if {"label", "text", "status"} <= set(value):
            return pad + _field_line(value)
        return "\n".join(_pair(key, inner, depth) for key, inner in value.items())
    if isinstance(value, list):
        return "\n".join(text(inner, depth) for inner in value)
    return pad + str(value)


def columns(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> str:
    """`rows` as aligned columns; Chinese characters count two cells."""
    cells = [[str(row.get(name, "")) for name in names] for row in rows]
    widths = [max((_width(row[n]) for row in cells), default=0) for n in range(len(names))]
    return "\n".join("  ".join(cell + " " * (widths[n] - _width(cell)) for n, cell in enumerate(row)).rstrip() for row in cells)


def query_text(given: str) -> str:
    """The query itself: from stdin ("-"), a named one of the ontology, from a file that exists, or as given. Raises SourceError."""
    if given == "-":
        return sys.stdin.read()
    if "{" in given or "\n" in given or _QUERY.match(given):
        return given
    if given in ontology.queries():
        return ontology.query(given)
    path = Path(given)
    if not path.is_file():
        raise SourceError(
            "既不是 SPARQL 查询，也不是存在的文件或有名字的查询。",
            where=given,
            hint="查询应含有花括号，例如 SELECT * { ?s ?p ?o } LIMIT 1。",
        )
    from kg.sources.files.decode import decode, read_bytes

    body, _ = decode(read_bytes(path), given)
    return body


def results(found: Result, form: str) -> bytes:
    """A query result in `form`. Raises UsageError where the form does not suit the kind of query."""
    try:
        if isinstance(found, ox.QueryTriples):
            if form not in _GRAPHS:
                raise UsageError(f"CONSTRUCT 和 DESCRIBE 的结果不能写成 {form}。", hint="请用 turtle 或 ntriples。")
            return ox.serialize(found, format=_GRAPHS[form], prefixes=ontology.prefixes()) or b""
        if form == "text":
            return _text_results(found)
        if form not in _TABLES:
            raise UsageError(f"SELECT 和 ASK 的结果不能写成 {form}。", hint="请用 text、json、csv、tsv 或 xml。")
        if isinstance(found, ox.QueryBoolean) and form in ("csv", "tsv"):
            return b"true\n" if found else b"false\n"
        return found.serialize(format=_TABLES[form]) or b""
    except (RuntimeError, OSError) as problem:
        raise QueryError(f"查询执行失败：{problem}") from problem


def _text_results(found: ox.QuerySolutions | ox.QueryBoolean) -> bytes:
    if isinstance(found, ox.QueryBoolean):
        return b"true\n" if found else b"false\n"
    names = [variable.value for variable in found.variables]
    head = {name: f"?{name}" for name in names}
    rows = [{name: _cell(row[name]) for name in names} for row in found]
    return (columns([head, *rows], names) + "\n").encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return ontology.short(value.value) if isinstance(value, ox.NamedNode) else normal(str(value.value)).replace("\n", " ")


def _field(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "label": row["label"],
        "text": row.get("text", ""),
        "status": row["status"].rpartition("value-")[2] if "status" in row else "missing",
        "printed_under": row.get("printedUnder", ""),
        "source": row.get("source", ""),
        **{key: int(row[key]) if key in row else None for key in ("line", "table", "row")},
    }


def _field_line(field: Mapping[str, Any]) -> str:
    if field["status"] == "missing":
        return f"{field['label']}：（缺失）"
    moved = f"，原印在“{field['printed_under']}”处" if field["status"] == "moved" else ""
    place = Place(field["line"], field["table"], field["row"])
    return f"{field['label']}：{normal(field['text'])}（{place}{moved}）"


def _pair(key: str, value: Any, depth: int) -> str:
    pad = "  " * depth
    if isinstance(value, list | Mapping):
        simple = isinstance(value, list) and all(isinstance(inner, str | int | float) for inner in value)
        return f"{pad}{key}: {'；'.join(map(str, value))}" if simple else f"{pad}{key}:\n{text(value, depth + 1)}"
    return f"{pad}{key}: {value}"


def _width(cell: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in cell)
