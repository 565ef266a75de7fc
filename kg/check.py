"""Findings -> the plain data of `check`: those recorded in a store, what nobody has said of its catalogues, and what its shapes object to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg import about as abouts
from kg import query, shapes
from kg.names import catalogue_of
from kg.records import Finding
from kg.shapes import Result
from kg.store import Store


def of_store(store: Store, files: Mapping[str, str]) -> list[dict[str, Any]]:
    """The findings of a store, one for each annotation; `files` are the documents of its catalogues, by slug."""
    merged: dict[str, dict[str, Any]] = {}
    for row in store.select(query.whole("findings")):
        one = merged.setdefault(row["finding"], _of_row(row))
        if "number" in row:
            one["duties"].append(row["number"])
    listed = list(merged.values())
    said = {(number, one["field"]) for one in listed for number in one["duties"]}
    shaped = [one for one in _of_shapes(store, files) if not any((number, one["field"]) in said for number in one["duties"])]
    return [*listed, *_undescribed(store, files), *shaped]


def _undescribed(store: Store, files: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """One finding for each catalogue about which nobody has said anything (build --about)."""
    for row in store.select(query.whole("about")):
        if not row.keys() & abouts.FACTS.keys():
            yield {
                "code": "about-missing",
                "severity": "info",
                "duties": [],
                "field": "",
                "message": f"《{row['title']}》没有目录说明：{'、'.join(abouts.FACTS.values())}均未注明；可用 build --about 补充。",
                "source": _source(files[row["catalogue"]], None, None, None),
                "repair": None,
            }


def _of_shapes(store: Store, files: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    numbers = {row["duty"]: row["number"] for row in store.select(query.whole("duty-by-number"))}
    for result in shapes.of_store(store):
        number = next((numbers[iri] for iri in numbers if f"{result.focus}/".startswith(f"{iri}/")), "")
        yield of_result(result, files.get(catalogue_of(result.focus), ""), number)


def of_result(result: Result, path: str, number: str = "") -> dict[str, Any]:
    """What a shape objects to in the file `path`, in the duty `number` where it is in one."""
    what = result.message if number else f"{result.message}（{result.focus}）"
    return {
        "code": "shape",
        "severity": result.severity.value,
        "duties": [number] if number else [],
        "field": result.field,
        "message": what,
        "source": _source(path, None, None, None),
        "repair": None,
    }


def of_record(finding: Finding, path: str) -> dict[str, Any]:
    """A finding of the document `path`."""
    repair = finding.repair
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "duties": list(finding.duties),
        "field": finding.field,
        "message": finding.message,
        "source": _source(path, finding.place.line, finding.place.table, finding.place.row, finding.place.cell),
        "repair": {"status": repair.status, "from": "、".join(repair.origin), "to": "、".join(repair.target)} if repair else None,
    }


def _of_row(row: dict[str, str]) -> dict[str, Any]:
    line, table, number = (int(row[key]) if key in row else None for key in ("line", "table", "row"))
    repaired = "status" in row
    return {
        "code": row["code"],
        "severity": row["severity"].rpartition("#")[2].lower(),
        "duties": [],
        "field": row.get("field", ""),
        "message": row["message"],
        "source": _source(row["source"], line, table, number),
        "repair": {"status": row["status"].rpartition("repair-")[2], "from": row["from"], "to": row["to"]} if repaired else None,
    }


def _source(path: str, line: int | None, table: int | None, row: int | None, cell: str = "") -> dict[str, Any]:
    place = {"line": line, "table": table, "row": row, "cell": cell or None}
    return {"path": path, **{key: value for key, value in place.items() if value is not None}}
