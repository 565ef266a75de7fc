"""What is not read, and what is said about it: hidden sheets, tables of another kind, documents without any duty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.errors import SourceError
from kg.records import Finding, Place, Severity
from kg.sources.blocks import Hidden, Table
from kg.text import label

_LONGEST_SAID = 40
EXPECTED = (
    "应有信息表（以“1.1（职责事项名称）信息表”为题，每行一栏）或每行一项的清单（表头如“序号、职权名称、实施依据、承办机构”）。"
    "栏名另有叫法时，请用 --mapping 说明。"
)


def hidden(sheet: Hidden) -> Finding:
    """A hidden sheet is left out, and so are hidden columns."""
    what = f"工作表“{sheet.name}”的 {sheet.columns} 列" if sheet.columns else f"工作表“{sheet.name}”"
    message = f"{what}是隐藏的，没有读入；需要时请取消隐藏后再导入。"
    return Finding("hidden-sheet", Severity.INFO, (), "", Place(table=sheet.number), message)


def foreign(table: Table, said: Iterable[str]) -> Finding:
    """A table, or the part of one below these labels, is of another kind."""
    words = "、".join(filter(None, map(label, said)))[:_LONGEST_SAID]
    message = f"这张表（“{words}”）不是职责清单，也不是信息表，没有读入。"
    return Finding("unread-table", Severity.INFO, (), "", Place(table=table.number), message)


def nameless(table: Table, problem: SourceError) -> Finding:
    """No list can be made of a table under this header."""
    message = f"这张表没有读入：{problem.message}"
    return Finding("unread-table", Severity.WARNING, (), "", Place(table=table.number), message)


def nothing(other: Sequence[str], noted: Iterable[Finding], *, listed: bool, headed: bool) -> str:
    """What a document has in place of items: entries of a contents table, headers, `other` labels, hidden sheets."""
    if listed:
        return "只有目录，没有信息表。"
    if headed:
        return "表头下面没有任何事项。"
    if other:
        return f"没有找到职责事项：表头“{'、'.join(other)}”像是别的表，没有一栏说明职责或职权（依据、类型、流程、责任事项……）。"
    unseen = any(one.code == "hidden-sheet" for one in noted)
    return f"{'看得见的工作表里' if unseen else ''}没有找到职责事项{'，另有隐藏的工作表没有读' if unseen else ''}。"
