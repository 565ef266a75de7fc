"""duty-kg impact: whom a change of a clause touches."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import tables
from kg.cli.options import Base, Output, Quiet, emit, opened_or_built

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.overlap.impact.touched import Impact

_HEAD = ("条款", "职责", "目录", "部门", "名称", "所引条款", "运行流程")


class Form(StrEnum):
    """Formats of `impact`."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def impact(
    clause: Annotated[
        str, typer.Argument(help="第二条第九款, with the document where several have one: 《…》第二条第九款; a document; an IRI.")
    ],
    form: Annotated[Form, typer.Option("--format", help="How to print.")] = Form.TEXT,
    output: Output = None,
    base: Base = None,
    quiet: Quiet = False,
) -> None:
    """Say whom a change of a clause touches: duties, departments, workflows, meetings, and the clauses beside it."""
    found = opened_or_built(base, quiet).impacts(clause)
    if form is Form.CSV:
        emit(tables.commas(_HEAD, [row for one in found for row in _rows(one)]), output)
        return
    several = len(found) > 1
    if form is Form.JSON:
        chosen = {"clause": None} if several else found[0].json()
        candidates = [{**one.clause.json(), "duties": [duty.number for duty in one.duties]} for one in found] if several else []
        emit((tables.dump({**chosen, "candidates": candidates}) + "\n").encode(), output)
        return
    lines = [f"“{clause}”可指 {len(found)} 处，请连同文件写明：", *map(_brief, found)] if several else _lines(found[0])
    emit(("\n".join(lines) + "\n").encode(), output)


def _brief(one: Impact) -> str:
    return f"  {one.clause.said}：{'、'.join(one.departments)}，职责 {len(one.duties)} 项"


def _lines(one: Impact) -> list[str]:
    lines = [f"{one.clause.said}如有修改，涉及 {len(one.duties)} 项职责、{len(one.departments)} 个部门："]
    for duty in one.duties:
        cited = "" if one.cites[duty.iri] == one.clause.label else f"（引用的是{one.cites[duty.iri]}）"
        lines.append(f"  {one.number(duty)}　{duty.department}　{duty.name}{cited}")
    for title, groups in (
        ("部门", one.departments),
        ("运行流程", one.workflows),
        ("审议会议", one.meetings),
        ("同一文件的其他条款", one.beside),
    ):
        if groups:
            lines.extend([f"{title}：", *_grouped(groups)])
    return lines


def _grouped(groups: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [f"  {name}：{'、'.join(numbers)}" for name, numbers in groups.items()]


def _rows(one: Impact) -> list[tuple[str, ...]]:
    return [
        (one.clause.said, duty.number, duty.catalogue, duty.department, duty.name, one.cites[duty.iri], duty.cell("workflow"))
        for duty in one.duties
    ]
