"""Findings as the plain data of `check`, from documents or from the base, and as text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from kg.base import KnowledgeBase
from kg.records import Finding

_SIGNS = {"violation": "✗", "warning": "!", "info": "·"}


def of_sources(paths: list[Path]) -> list[dict[str, Any]]:
    """The findings of documents that need not be in any base. Raises SourceError."""
    from kg import pipeline

    return [_of_record(finding, str(path)) for path in paths for finding in pipeline.read(path).findings]


def of_base(kb: KnowledgeBase) -> list[dict[str, Any]]:
    """The findings recorded in the base, one for each annotation."""
    merged: dict[str, dict[str, Any]] = {}
    for row in kb.findings():
        one = merged.setdefault(row["finding"], _of_row(row))
        if "number" in row:
            one["duties"].append(row["number"])
    return list(merged.values())


def text(found: list[dict[str, Any]]) -> str:
    """The findings as lines for people, and how many there are of each severity."""
    lines = []
    for one in found:
        place = one["source"]
        where = f"{Path(place['path']).name}:{place['line']}" if "line" in place else Path(place["path"]).name
        duties = "、".join(one["duties"])
        lines.append(f"{_SIGNS[one['severity']]} {where} {duties} [{one['code']}] {one['message']}")
    counted = Counter(one["severity"] for one in found)
    lines.append(f"错误 {counted['violation']}，警告 {counted['warning']}，提示 {counted['info']}")
    return "\n".join(lines)


def _of_record(finding: Finding, path: str) -> dict[str, Any]:
    repair = finding.repair
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "duties": list(finding.duties),
        "field": finding.field,
        "message": finding.message,
        "source": _source(path, finding.place.line, finding.place.table, finding.place.row),
        "repair": {"status": repair.status, "from": "、".join(repair.origin), "to": "、".join(repair.target)} if repair else None,
    }


def _of_row(row: dict[str, str]) -> dict[str, Any]:
    place = (int(row[key]) if key in row else None for key in ("line", "table", "row"))
    repaired = "status" in row
    return {
        "code": row["code"],
        "severity": row["severity"].rpartition("#")[2].lower(),
        "duties": [],
        "field": row.get("field", ""),
        "message": row["message"],
        "source": _source(row["source"], *place),
        "repair": {"status": row["status"].rpartition("repair-")[2], "from": row["from"], "to": row["to"]} if repaired else None,
    }


def _source(path: str, line: int | None, table: int | None, row: int | None) -> dict[str, Any]:
    place = {"line": line, "table": table, "row": row}
    return {"path": path, **{key: value for key, value in place.items() if value is not None}}
