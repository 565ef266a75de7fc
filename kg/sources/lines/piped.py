"""Text with tables in Markdown (| 序号 | 名称 |) -> blocks: paragraphs, and tables without the marks of their format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.records import Cell, Place
from kg.sources.blocks import Block, Paragraph, Row, Table, reference

_ROW = re.compile(r"\s*\|.*\|\s*")
_UNDER = re.compile(r"\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*")
_PART = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRONG = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_HEADING = re.compile(r"\s*(?:#{1,6}|>)\s+")


def is_piped(rows: Sequence[str]) -> bool:
    """Whether lines have a table in Markdown: a row with strokes below it."""
    return any(_UNDER.fullmatch(row) and n and _ROW.fullmatch(rows[n - 1]) for n, row in enumerate(rows))


def blocks(rows: Sequence[str]) -> Iterator[Block]:
    """The blocks of a text of these lines."""
    number = 0
    for is_row, group in groupby(enumerate(rows, 1), lambda one: _ROW.fullmatch(one[1]) is not None):
        lines = list(group)
        if is_row:
            number += 1
            said = [(line, row) for line, row in lines if not _UNDER.fullmatch(row)]
            yield Table(number, "", tuple(_row(row, line, number, n) for n, (line, row) in enumerate(said, 1)), merges=False)
        else:
            told = ((line, _plain(_HEADING.sub("", row, count=1))) for line, row in lines)
            yield from (Paragraph(Cell(text, Place(line))) for line, text in told if text)


def _row(row: str, line: int, table: int, n: int) -> Row:
    parts = _PART.split(row.strip())[1:-1]
    return tuple(Cell(_plain(part), Place(line, table, n, reference(n, column))) for column, part in enumerate(parts, 1))


def _plain(text: str) -> str:
    """A text without marks of emphasis, its line breaks as such."""
    return _STRONG.sub(r"\2", _BREAK.sub("\n", text.replace("\\|", "|"))).strip()
