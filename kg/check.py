"""Findings -> the plain data of `check`: those recorded in a store, catalogues that nobody describes, and what shapes object to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg import about as abouts
from kg import query, shapes
from kg.names import catalogue_of
from kg.query import recorded
from kg.records import Finding, Place, Severity
from kg.shapes import Result
from kg.store import Store


def of_store(store: Store, files: Mapping[str, str]) -> list[dict[str, Any]]:
    """The findings of a store; `files` are the documents of its catalogues, by slug."""
    listed = [of_record(one.finding, one.source) for one in recorded.findings(store)]
    said = {(number, one["field"]) for one in listed for number in one["duties"]}
    shaped = [one for one in _of_shapes(store, files) if not any((number, one["field"]) in said for number in one["duties"])]
    return [*listed, *_undescribed(store, files), *shaped]


def _undescribed(store: Store, files: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """One finding for each catalogue about which nobody has said anything (build --about)."""
    for row in store.select(query.whole("about")):
        if not row.keys() & abouts.FACTS.keys():
            told = f"《{row['title']}》没有目录说明：{'、'.join(abouts.FACTS.values())}均未注明；可用 build --about 补充。"
            yield of_record(Finding("about-missing", Severity.INFO, (), "", Place(), told), files[row["catalogue"]])


def _of_shapes(store: Store, files: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    numbers = {row["duty"]: row["number"] for row in store.select(query.whole("duty-by-number"))}
    for result in shapes.of_store(store):
        number = next((numbers[iri] for iri in numbers if f"{result.focus}/".startswith(f"{iri}/")), "")
        yield of_result(result, files.get(catalogue_of(result.focus), ""), number)


def of_result(result: Result, path: str, number: str = "") -> dict[str, Any]:
    """What a shape objects to in the file `path`, in the duty `number` where it is in one."""
    what = result.message if number else f"{result.message}（{result.focus}）"
    return of_record(Finding("shape", result.severity, (number,) if number else (), result.field, Place(), what), path)


def of_record(finding: Finding, path: str) -> dict[str, Any]:
    """A finding of the document `path`."""
    repair = finding.repair
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "duties": list(finding.duties),
        "field": finding.field,
        "message": finding.message,
        "source": {"path": path, **_place(finding.place)},
        "repair": {"status": repair.status, "from": "、".join(repair.origin), "to": "、".join(repair.target)} if repair else None,
    }


def _place(place: Place) -> dict[str, int | str]:
    """As much of a place as is known."""
    told = {"line": place.line, "table": place.table, "row": place.row, "cell": place.cell or None}
    return {key: value for key, value in told.items() if value is not None}
