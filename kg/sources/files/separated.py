"""CSV text -> one table of blocks; a quotation mark without its partner is refused, for it would swallow the rows below."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import NoReturn

from kg.errors import SourceError
from kg.records import Cell, Place
from kg.sources.blocks import Block, Row, Table, reference
from kg.sources.known import kind_of
from kg.text import label

_LONGEST, _CELLS = 1_000_000, 1_000_000
_DELIMITERS = ",\t;，"
_HEAD, _HEAD_LINES, _FEWEST = 20_000, 50, 3
_LINE_END = re.compile("\r\n|\r|\n")
_TOLD_TEXT = re.compile(r'\s*="((?:[^"]|"")*)"\s*')
_QUOTES = "请检查该行的引号：有引号的单元格要整格加引号，格内的引号写两遍；或另存为 .xlsx 后再导入。"


def blocks(text: str, where: str, delimiter: str = "") -> list[Block]:
    """The rows of a text with `delimiter` between its values; a cell knows the line on which its row begins.

    Without it comma, semicolon or tab, as the text has it.
    Raises SourceError naming the line for a quotation mark that is not closed, or closed only in a row below.
    """
    csv.field_size_limit(_LONGEST)
    delimiter = delimiter or _delimiter(text)
    lines = _LINE_END.split(text)
    read: list[tuple[int, int, list[str]]] = []
    begins, count = 1, 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for values in reader:
            count += len(values) + 1
            if count > _CELLS:
                _refuse(f"单元格超过 {_CELLS} 个。", where, begins, "请删去多余的空行和空列，或拆分后再导入。")
            read.append((begins, reader.line_num, values))
            begins = reader.line_num + 1
    except csv.Error:
        opened = _unpaired(lines, begins, delimiter)
        if opened:
            _refuse("这一行的引号没有成对。", where, opened, _QUOTES)
        _refuse(f"一个单元格超过 {_LONGEST} 字。", where, begins, "请检查引号是否成对，或拆分后再导入。")
    _refuse_swallowed(read, lines, delimiter, where)
    return [Table(1, "", tuple(_row(values, line, n) for n, (line, _, values) in enumerate(read, 1)), merges=False)]


def has_header(text: str) -> bool:
    """Whether one of the first lines is labels with commas or semicolons between them."""
    lines = _LINE_END.split(text[:_HEAD])[:_HEAD_LINES]
    return any(_known(line, mark) >= _FEWEST for line in lines for mark in ",;，")


def _known(line: str, mark: str) -> int:
    """How many of the parts of a line are labels known by name."""
    return sum(kind_of(label(part.strip('"'))) != "other" for part in line.split(mark))


def _delimiter(text: str) -> str:
    """What stands between the values: the mark that parts known labels, else the most frequent one."""
    head = text[:_HEAD]
    lines = _LINE_END.split(head)[:_HEAD_LINES]

    def known(mark: str) -> int:
        return max(_known(line, mark) for line in lines) if mark in head else 0

    return max(_DELIMITERS, key=lambda mark: (known(mark), head.count(mark)))


def _unpaired(lines: list[str], first: int, delimiter: str) -> int:
    """The line, of those from `first`, on which a cell opens with a quotation mark that nothing closes; 0 for none."""
    rest = "\n".join(lines[first - 1 :])
    cell = re.compile(rf'(?:"(?:[^"]|"")*+"|(?!")[^{delimiter}\n]*+)(?:{delimiter}|\n|$)')
    at = 0
    while at < len(rest):
        found = cell.match(rest, at)
        if not found:
            return first + rest.count("\n", 0, at)
        at = found.end()
    return 0


def _refuse_swallowed(read: list[tuple[int, int, list[str]]], lines: list[str], delimiter: str, where: str) -> None:
    """Two stray marks make one cell of the rows between them: each line of such a record has the marks of a whole row."""
    widths = Counter(len(values) for _, _, values in read if len(values) > 1)
    marks = widths.most_common(1)[0][0] - 1 if widths else 0
    for begins, ends, values in read:
        counts = [line.count(delimiter) for line in lines[begins - 1 : ends]]
        whole = (
            min(counts, default=0) >= marks
            if marks > 1
            else set(counts) == {marks} and any(_parted(one, delimiter) for one in values)
        )
        if len(counts) > 1 and marks and whole:
            _refuse("从这一行的引号起，后面的行被并进了同一个单元格。", where, begins, _QUOTES)


def _parted(value: str, delimiter: str) -> bool:
    """Whether a cell of several lines has the delimiter on its first, as the rest of a row of two cells has."""
    first, *more = _LINE_END.split(value)
    return bool(more) and delimiter in first


def _row(values: list[str], line: int, row: int) -> Row:
    texts = (_bare(value).replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") for value in values)
    return tuple(Cell(text, Place(line, 1, row, reference(row, column))) for column, text in enumerate(texts, 1))


def _bare(value: str) -> str:
    """A value without what only tells Excel that it is text, be it all digits: ="0212303", or a tab behind it."""
    told = _TOLD_TEXT.fullmatch(value)
    return told[1].replace('""', '"') if told else value.strip("\t")


def _refuse(message: str, where: str, line: int, hint: str) -> NoReturn:
    raise SourceError(message, where=f"{where}:{line}", hint=hint)
