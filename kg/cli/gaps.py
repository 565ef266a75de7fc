"""duty-kg overlaps --gaps: what nobody covers, as text, JSON or tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.base import KnowledgeBase
from kg.cli import asking, tables
from kg.names import safe

if TYPE_CHECKING:
    from kg.overlap.gaps.listed import GapRow, Gaps

_HEAD = ("种类", "目录", "所在", "职责", "说明", "最接近的职责", "栏目", "原文", "出处")


def written(kb: KnowledgeBase, form: str, questions: str = "", catalogue: str = "") -> bytes:
    """The gaps as text, json, csv or xlsx, one kind after the other, of one `catalogue` (slug) or all; `questions` is a file of
    questions, such as a question log.
    """
    from kg.export.tables import workbook

    found = kb.gaps([asking.question(line) for line in asking.lines(questions)] if questions else ())
    if catalogue:
        found = tuple(
            replace(kind, found=tuple(one for one in kind.found if one.catalogue in ("", safe(catalogue)))) for kind in found
        )
    if form == "json":
        return (tables.dump([kind.json() for kind in found]) + "\n").encode()
    if form == "text":
        return "".join(map(_text, found)).encode()
    rows = [_row(kind, one) for kind in found for one in kind.found]
    return workbook({"空白": (_HEAD, rows)}) if form == "xlsx" else tables.commas(_HEAD, rows)


def _text(kind: Gaps) -> str:
    lines = [
        f"{kind.title}：{len(kind.found) or '没有'}{f'（duty-kg sparql {kind.name}）' if kind.query else ''}",
        *(f"  {line}" for line in kind.lines),
    ]
    return "\n".join(lines) + "\n"


def _row(kind: Gaps, one: GapRow) -> tuple[str, ...]:
    return kind.title, one.catalogue, one.subject, one.duty, one.said, one.nearest, one.field, one.text, one.where
