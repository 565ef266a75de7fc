"""Stray marks, characters that are no text, and odd white space in single cells; a lone quotation mark around a name is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from kg.labels import GUESSES, is_helper, says_nothing
from kg.meaning.pointers import is_error
from kg.records import Cell, Document, Field, Finding, Item, Place, Repair, Severity
from kg.repair.inplace import mended
from kg.text import INVISIBLE, is_mark_only, is_tick, stray_ends

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
_WIDE_RUN = re.compile(r"[^\S\n]{2,}")
_HAN = "[\u4e00-\u9fff]"
_APART = re.compile(f"(?<!第 )(?!第 ){_HAN} {_HAN} {_HAN}|《[^《》]*{_HAN} {_HAN}[^《》]*》")
_JOINT = re.compile(
    "《(?:[^《》 ]{2,20}(?:中央|[局部委厅院办会署社行]|政府) )+(?=[^《》 ]{2,20}关于)"
)  # who has issued a document together
_PART = re.compile("(?<=\\S) (?=第[\\d一二三四五六七八九十]{1,3}部分)")  # as the titles of standards are printed
_PEOPLE = re.compile(GUESSES["people"])
_IN_NAMES = re.compile(rf"(?<=\S) {{1,3}}(?={_HAN})|(?<=\S)\u3000(?={_HAN})")
_MAY_BE_NONE = ("accountability", "workflow", "documents", "boundary")  # a dash says that there is none
_NAMES, _QUOTES = frozenset(("name", "subitem", "type", "department", "body")), frozenset("“”")
_CONTENTS = "目录"
_FOREIGN_BLANK = re.compile(r"[^\S\n ]")


def mend(document: Document) -> Document:
    """The document with names without a quotation mark at their end that nothing closes or opens; `stray_and_space` tells of it."""

    def judge(_: Item, field: Field, cell: Cell) -> tuple[str, list[Finding]] | None:
        return _unquoted(field.kind, cell.text), []

    return mended(document, judge)[0]


def _unquoted(kind: str, text: str) -> str:
    """A name without such a mark; any other text as it is."""
    before, after = stray_ends(text)
    if kind not in _NAMES or not set(before + after) <= _QUOTES or is_mark_only(text):
        return text
    body = text.strip()
    return body[len(before) : len(body) - len(after)] if before or after else text


def stray_and_space(document: Document) -> Iterator[Finding]:
    """Every cell with a mark that belongs to no word, and every cell with white space that is not layout."""
    for where, duties, (field, kind), cell in _cells(document):
        none = says_nothing(cell.text)
        said = (none and kind in _MAY_BE_NONE) or (
            (is_tick(cell.text) or none) and (kind in ("other", "subitem") or is_helper(field))
        )
        mark = "" if said or is_error(cell.text) else _stray(cell.text)
        if mark:
            read = _unquoted(kind, cell.text) if where != _CONTENTS else cell.text
            message = f"{where}“{field}”中有多余的符号：{mark}" + (
                "；按去掉以后的文字读，原文保留。" if read != cell.text else ""
            )
            repair = Repair("applied", (cell.text,), (read,)) if read != cell.text else None
            yield Finding("stray-mark", Severity.INFO, duties, field, _marked(cell), message, repair)
        control = _CONTROL.search(cell.text)
        if control:
            codes = "、".join(dict.fromkeys(f"U+{ord(one):04X}" for one in _CONTROL.findall(cell.text)))
            message = f"{where}“{field}”中有不是文字的字符：{codes}，图中以“\ufffd”代替。"
            yield Finding(
                "stray-mark", Severity.INFO, duties, field, _below(cell, cell.text.count("\n", 0, control.start())), message
            )
        odd = _odd_space(replace(cell, text=_IN_NAMES.sub("", cell.text)) if _PEOPLE.search(field) else cell)
        if odd:
            place, what = odd
            yield Finding("odd-space", Severity.INFO, duties, field, place, f"{where}“{field}”中有异常空白：{what}。")


def _cells(document: Document) -> Iterator[tuple[str, tuple[str, ...], tuple[str, str], Cell]]:
    """Every printed cell once: in what part of the document, of which duties, under which label of which kind."""
    for responsibility in document.responsibilities:
        yield _CONTENTS, (), (f"主要职责 {responsibility.number}", "other"), responsibility.text
    seen: set[int] = set()
    for item in document.items:
        if item.contents and id(item.contents.name) not in seen:
            seen.add(id(item.contents.name))
            yield _CONTENTS, (item.number,), ("名称", "name"), item.contents.name
        where = "清单" if item.across else "信息表"
        for field in item.fields:
            if field.printed and id(field.printed) not in seen:  # a merged cell belongs to several items
                seen.add(id(field.printed))
                yield where, (item.number,), (field.label, field.kind), field.printed


@lru_cache(maxsize=16384)
def _stray(text: str) -> str:
    if is_mark_only(text):
        return text.strip()
    before, after = stray_ends(text)
    return "、".join(filter(None, (f"开头的 {before}" if before else "", f"末尾的 {after}" if after else "")))


def _marked(cell: Cell) -> Place:
    """Where the stray mark stands: on the first line, or on the last when only the end has one."""
    rows = cell.text.strip().split("\n")
    if len(rows) == 1 or is_mark_only(cell.text) or stray_ends(cell.text)[0] or not cell.place.line:
        return cell.place
    return _below(cell, len(rows) - 1)


def _below(cell: Cell, lines: int) -> Place:
    """The place some lines below the first one of a cell."""
    return replace(cell.place, line=cell.place.line + lines) if cell.place.line else cell.place


def _odd_space(cell: Cell) -> tuple[Place, str] | None:
    """Where the first odd white space stands, and what it is."""
    offset, what = _odd_in_text(cell.text)
    return (_below(cell, offset), what) if what else None


@lru_cache(maxsize=16384)
def _odd_in_text(text: str) -> tuple[int, str]:
    """How many lines below the first visible one the first odd white space stands, and what it is; "" where there is none."""
    rows = text.split("\n")
    lead = next((n for n, row in enumerate(rows) if row.strip()), 0)
    return next(((offset, what) for offset, row in enumerate(rows[lead:]) if (what := _odd_in_line(row))), (0, ""))


def _odd_in_line(row: str) -> str:
    if not row.strip():
        return ""
    if row[0].isspace():
        return "行首有全角空格" if row[0] == "\u3000" else "行首有空格"
    run = _WIDE_RUN.search(row.rstrip())
    if run:
        return f"连续 {len(run[0])} 个空格"
    apart = _APART.search(_PART.sub("", _JOINT.sub("《", row)))
    if apart:
        return f"“{apart[0].strip()}”中有空格"
    if INVISIBLE.search(row):
        return "不可见字符"
    blank = _FOREIGN_BLANK.search(row.rstrip())
    if blank:
        return f"特殊空白字符 U+{ord(blank[0]):04X}"
    return "行尾有空格" if row[-1].isspace() else ""
