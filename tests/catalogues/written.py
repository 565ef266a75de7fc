"""Rows written as a file, of each kind that is read: what most tests of readers and repairs begin with."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import docx as python_docx
import openpyxl

from kg.records import Document
from kg.sources import read
from kg.sources.files.bounded import Worker

Rows = Sequence[Sequence[str]]


def of_csv(*rows: Sequence[str]) -> bytes:
    """The rows as a csv file."""
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def of_xlsx(*rows: Sequence[str]) -> bytes:
    """The rows as a workbook without merged cells."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def of_docx(
    tables: Sequence[Rows | tuple[str, Rows]], path: Path, worker: Worker, title: str = "某县林业局权责清单", after: str = ""
) -> Document:
    """A Word file of these tables, each below a line of its own where it is given with one, as it is read."""
    file = python_docx.Document()
    file.add_paragraph(title)
    for one in tables:
        above, rows = one if isinstance(one, tuple) else ("", one)
        file.add_paragraph(above)
        table = file.add_table(len(rows), max(map(len, rows)))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    if after:
        file.add_paragraph(after)
    file.save(str(path / "list.docx"))
    return read(path / "list.docx", worker)


def book(path: Path, worker: Worker, merged: Sequence[str] = (), **sheets: Sequence[Sequence[str]]) -> Document:
    """A workbook of these sheets, as it is read; cells are merged in the first."""
    made = openpyxl.Workbook()
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    del made["Sheet"]
    for area in merged:
        made.worksheets[0].merge_cells(area)
    made.save(path / "list.xlsx")
    return read(path / "list.xlsx", worker)
