"""What is not read, and what is said about it: hidden sheets, tables of another kind, forms that nobody has filled in, documents without any duty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.errors import SourceError
from kg.labels import GUESSES
from kg.records import Cell, Document, Finding, Item, Place, Severity
from kg.sources.blocks import Block, Hidden, Paragraph, Table, filled
from kg.sources.files.decode import refuse_garbled
from kg.sources.headings import cover
from kg.sources.headings.numbers import FIGURES
from kg.sources.known import kind_of
from kg.text import is_wordless, label

_LONGEST_SAID = 40
_FEWEST, _TOP = 3, 5
_LONGEST_LABEL, _COVER = 15, 200
_OF_FORMS = frozenset(
    ("number", "code", "type", "department", "body", "supervision")
)  # what a form may have before it is filled in
_INSTRUCTION = re.compile(GUESSES["instruction"])
_ABOUT = re.compile(
    "主要职责|职能配置|内设机构|机构职[责能]|[科处股]室职责|工作职责|部门职责|职责(?:是|如下|[:：])|履行(?:以?下列|以下)职责"
)
_DUTY = re.compile(
    rf"\s*(?:第.{{1,4}}条|[（(]?[{FIGURES}\d]{{1,3}}[）)、.．])?(?:[^。；：:]{{2,20}}[。：:])?[^。；]{{0,20}}?"
    "(?:负责|承担|组织|指导|拟[订定]|起草|监督|监管|贯彻|研究|协调|管理|推动|完成)[^。；]{4,}[。；]"
)
_PAGED = re.compile(r"\s*\d+(?:[.．-]\d+)*[.．、]?\s*[^\d\s].*?(?:[.…·．]{2,}|\t)\s*\d{1,4}\s*$")  # 1.1 负责普法……3
_FILL = "请填好内容后再导入。"
_EXPECTED = (
    "应有信息表（以“1.1（职责事项名称）信息表”为题，每行一栏）或每行一项的清单（表头如“序号、职权名称、实施依据、承办机构”）。"
    "栏名另有叫法时，请用 --mapping 说明。"
)


def hidden(sheet: Hidden) -> Finding:
    """A hidden sheet is left out, and so are hidden columns and rows."""
    what = f"工作表“{sheet.name}”的{sheet.part}" if sheet.part else f"工作表“{sheet.name}”"
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


def nothing(
    blocks: Sequence[Block], where: str, other: Sequence[str], noted: Iterable[Finding], *, listed: bool, headed: bool
) -> SourceError:
    """What a document has in place of items: entries of a contents table, headers, `other` labels, hidden sheets, empty forms, paragraphs."""
    if listed:
        return SourceError("只有目录，没有信息表。", where=where, hint=_EXPECTED)
    if headed:
        return SourceError("表头下面没有任何事项。", where=where, hint=_EXPECTED)
    if other:
        said = f"没有找到职责事项：表头“{'、'.join(other)}”像是别的表，没有一栏说明职责或职权（依据、类型、流程、责任事项……）。"
        return SourceError(said, where=where, hint=_EXPECTED)
    rows = [filled(row) for one in blocks if isinstance(one, Table) for row in one.rows]
    if _is_form([label(one.text) for row in rows for one in row]):
        return SourceError("表里只有栏名，没有内容。", where=where, hint=_FILL)
    texts = [one.cell.text if isinstance(one, Paragraph) else "" for one in blocks]
    unseen = any(one.code == "hidden-sheet" for one in noted)
    said = f"{'看得见的内容里' if unseen else ''}没有找到职责事项{'，另有隐藏的内容没有读' if unseen else ''}。"
    problem = instead("\n".join([*texts, *(one.text for row in rows for one in row)]), where)
    return problem or (None if unseen else _of_another_kind(texts, rows, where)) or SourceError(said, where=where, hint=_EXPECTED)


def _of_another_kind(texts: Sequence[str], rows: Sequence[Sequence[Cell]], where: str) -> SourceError | None:
    """What to say of a table under labels that no catalogue has, of a cover, and of a letter."""
    head = next((row for n, row in enumerate(rows[:_TOP]) if _heads(row, rows[n + 1 :])), None)
    if head:
        labels = "、".join(label(one.text) for one in head)[:_LONGEST_SAID]
        return SourceError(f"没有找到职责事项：表头“{labels}”像是别的表。", where=where, hint=_EXPECTED)
    if rows or not any(texts):
        return None
    said = "\n".join(texts)
    if len(said) < _COVER and cover.TITLE.search(said):
        return SourceError("没有找到职责事项：这像是封面，只有标题，没有表格。", where=where, hint="请导入列有事项的正文。")
    hint = "请导入所附的职责目录；职责写在段落里时，请先逐项填进表格：每行一项，栏名如“序号、职责事项名称、法定依据、实施机构”。"
    return SourceError("没有找到职责事项：文档里只有文字，没有表格，像是函件、通知或说明。", where=where, hint=hint)


def _heads(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether a row reads as the labels of what is below it: several short texts, each another."""
    words = {label(one.text) for one in row}
    several = len(words) == len(row) >= _FEWEST and any(len(one) >= _FEWEST for one in below[:_TOP])
    return several and all(1 < len(word) <= _LONGEST_LABEL and not is_wordless(word) for word in words)


def instead(text: str, where: str) -> SourceError | None:
    """What to say of a text that lists duties with their pages or states them as paragraphs; None for any other.

    Raises SourceError for one that a wrong encoding has garbled.
    """
    refuse_garbled(text, where)
    lines = [line for line in text.splitlines() if line.strip()]
    listed = sum(len(line) <= _COVER and _PAGED.match(line) is not None for line in lines)
    if listed >= _FEWEST and 2 * listed >= len(lines):
        return SourceError("只有目录，没有信息表。", where=where, hint=_EXPECTED)
    if _ABOUT.search(text) and sum(_DUTY.match(line) is not None for line in lines) >= _FEWEST:
        hint = (
            "请把职责逐项填进表格再导入：每行一项，栏名如“序号、职责事项名称、法定依据、实施机构”，"
            "各机构一段的也可以是“序号、机构名称、主要职责”。"
        )
        return SourceError("没有找到职责事项的表格；按段落写的职责（“（一）……”）不读入。", where=where, hint=hint)
    return None


def _is_form(labels: Sequence[str]) -> bool:
    """Whether the texts of all tables are labels known by name, and of several kinds."""
    kinds = set(map(kind_of, labels))
    return len(kinds) >= _FEWEST and "other" not in kinds


def refuse_unfilled(document: Document) -> None:
    """Refuse a form that nobody has filled in: items of a number and nothing that says what they are, or of instructions how to fill it in."""
    where = document.source.path or document.source.name
    if document.items and not any(map(_says, document.items)):
        raise SourceError("表是空的：没有一项有名称，也没有内容。", where=where, hint=_FILL)
    if document.items and all(map(_instructs, document.items)):
        raise SourceError("这是填表说明：各栏写的是怎样填写，不是职责。", where=where, hint=_FILL)


def _says(item: Item) -> bool:
    """Whether an item has a name, or says more than who it is of."""
    named = item.contents is not None and item.contents.name.text.strip()
    return bool(named) or any(field.text.strip() and field.kind not in _OF_FORMS for field in item.fields)


def _instructs(item: Item) -> bool:
    """Whether the name of an item tells how to fill it in, and so do most of its values."""
    said = [field for field in item.fields if field.text.strip()]
    told = [_INSTRUCTION.search(field.text) is not None for field in said]
    return 2 * sum(told) > len(told) and any(field.kind == "name" and _INSTRUCTION.match(field.text) for field in said)
