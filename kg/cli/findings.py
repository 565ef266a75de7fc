"""Findings as the plain data of `check`, from documents or from the base, and as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import about as abouts
from kg.base import KnowledgeBase
from kg.export.tables import workbook
from kg.names import catalogue_of
from kg.records import Finding, Place, Severity
from kg.text import spoken

if TYPE_CHECKING:
    from kg.shapes import Result

_SIGNS = {"violation": "✗", "warning": "!", "info": "·"}


def of_sources(paths: list[Path]) -> list[dict[str, Any]]:
    """The findings of documents, or of RDF files, that need not be in any base. Raises SourceError."""
    return [one for path in paths for one in _of_source(path)]


def of_base(kb: KnowledgeBase) -> list[dict[str, Any]]:
    """The findings recorded in the base, one for each annotation."""
    merged: dict[str, dict[str, Any]] = {}
    for row in kb.findings():
        one = merged.setdefault(row["finding"], _of_row(row))
        if "number" in row:
            one["duties"].append(row["number"])
    listed = list(merged.values())
    said = {(number, one["field"]) for one in listed for number in one["duties"]}
    shapes = [one for one in _of_shapes(kb) if not any((number, one["field"]) in said for number in one["duties"])]
    return [*listed, *_undescribed(kb), *shapes]


def text(found: list[dict[str, Any]]) -> str:
    """The findings as lines for people, and how many there are of each severity."""
    lines = []
    for one in found:
        place = one["source"]
        known = Place(place.get("line"), place.get("table"), place.get("row"), place.get("cell", ""))
        where = ":".join(filter(None, (Path(place["path"]).name, str(known.line or known))))
        duties = "、".join(one["duties"])
        lines.append(f"{_SIGNS[one['severity']]} {where} {duties} [{one['code']}] {one['message']}")
    counted = Counter(one["severity"] for one in found)
    lines.append("，".join(f"{one.label} {counted[one]}" for one in Severity))
    return "\n".join(lines)


def xlsx(found: list[dict[str, Any]]) -> bytes:
    """The findings as a workbook of one sheet."""
    rows = [
        (
            Severity(one["severity"]).label,
            one["code"],
            "、".join(one["duties"]),
            one["field"],
            one["message"],
            Path(one["source"]["path"]).name,
            *(one["source"].get(key) for key in ("line", "table", "row")),
            f"{one['repair']['from']} → {one['repair']['to']}" if one["repair"] else "",
        )
        for one in found
    ]
    return workbook({"问题": (("程度", "代码", "职责", "栏目", "说明", "文件", "行", "表", "表内行", "校正"), rows)})


def _of_source(path: Path) -> list[dict[str, Any]]:
    from kg import pipeline, shapes

    if path.suffix.lower() in shapes.SYNTAXES:
        return [_of_result(result, spoken(path), "") for result in shapes.of_file(path)]
    return [_of_record(finding, spoken(path)) for finding in pipeline.read(path).findings]


def _sources(kb: KnowledgeBase) -> dict[str, str]:
    """The file of each catalogue, by slug."""
    return {entry["slug"]: entry["source"] for entry in kb.manifest["catalogues"]}


def _undescribed(kb: KnowledgeBase) -> Iterator[dict[str, Any]]:
    """One finding for each catalogue about which nobody has said anything (build --about)."""
    sources = _sources(kb)
    for row in kb.about():
        if not row.keys() & abouts.FACTS.keys():
            yield {
                "code": "about-missing",
                "severity": "info",
                "duties": [],
                "field": "",
                "message": f"《{row['title']}》没有目录说明：{'、'.join(abouts.FACTS.values())}均未注明；可用 build --about 补充。",
                "source": _source(sources[row["catalogue"]], None, None, None),
                "repair": None,
            }


def _of_shapes(kb: KnowledgeBase) -> list[dict[str, Any]]:
    from kg import query, shapes

    sources = _sources(kb)
    numbers = {row["duty"]: row["number"] for row in kb.store.select(query.whole("duty-by-number"))}
    found = []
    for result in shapes.of_store(kb.store):
        number = next((numbers[iri] for iri in numbers if f"{result.focus}/".startswith(f"{iri}/")), "")
        found.append(_of_result(result, sources.get(catalogue_of(result.focus), ""), number))
    return found


def _of_result(result: Result, path: str, number: str) -> dict[str, Any]:
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


def _of_record(finding: Finding, path: str) -> dict[str, Any]:
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
