"""Findings of documents as the plain data of `check`, and all findings as text or a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg import check
from kg.export.tables import workbook
from kg.records import Place, Severity
from kg.text import spoken

_SIGNS = {"violation": "✗", "warning": "!", "info": "·"}


def of_sources(paths: Sequence[Path], described: Sequence[Path] = (), mapping: Path | None = None) -> list[dict[str, Any]]:
    """The findings of documents, read as a build reads them, or of RDF files, that need not be in any base. Raises SourceError."""
    from kg import given, shapes
    from kg import mapping as mappings

    documents = [path for path in paths if path.suffix.lower() not in shapes.SYNTAXES]
    read, _ = given.read_all(documents, described, mappings.read(mapping))
    recorded = dict(zip(documents, read, strict=True))
    return [
        one
        for path in paths
        for one in (
            (check.of_record(finding, spoken(path)) for finding in recorded[path].findings)
            if path in recorded
            else (check.of_result(result, spoken(path)) for result in shapes.of_file(path))
        )
    ]


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
