"""A rendered catalogue as Word and Excel files: the layout of information tables, and lists of one row an item.

document = render.build(body)
docx(document), xlsx(document)            the same catalogue as render.render(body).text
power_list(rows, form)                    a flat list as "xlsx", "docx" or "csv", equal neighbours merged
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import docx as python_docx
import openpyxl

HEADING = "{}（职责事项名称）信息表"
CONTENTS = (("序号", "主要职责", "职责事项", "", ""), ("", "", "序号", "名称", "页码"))


def docx(document: Any) -> bytes:
    """Title, contents table with merged cells, and a table under each heading; paragraphs of a value are paragraphs of its cell."""
    file = python_docx.Document()
    file.add_paragraph(document.title)
    _contents_table(file, document)
    for table in document.tables:
        file.add_paragraph(HEADING.format(table.number))
        grid = file.add_table(rows=0, cols=2)
        for row in table.rows:
            cells = grid.add_row().cells
            cells[0].text = row.label
            first, *rest = (row.value or "").split("\n")
            cells[1].text = first
            for paragraph in rest:
                cells[1].add_paragraph(paragraph)
    return _saved(file)


def xlsx(document: Any, *, numbers_as_numbers: bool = False) -> bytes:
    """A sheet 目录 and a sheet 信息表; with `numbers_as_numbers` the contents' item numbers are numeric cells with a format."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "目录"
    sheet.append([document.title])
    sheet.merge_cells("A1:E1")
    for row in CONTENTS:
        sheet.append(row)
    for area in ("A2:A3", "B2:B3", "C2:E2"):
        sheet.merge_cells(area)
    _contents_sheet(sheet, document, numbers_as_numbers)
    tables = book.create_sheet("信息表")
    for table in document.tables:
        tables.append([HEADING.format(table.number)])
        tables.merge_cells(start_row=tables.max_row, end_row=tables.max_row, start_column=1, end_column=2)
        for row in table.rows:
            tables.append([row.label, row.value])
    return _saved(book)


def power_list(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], form: str, notes: Sequence[str] = ()) -> bytes:
    """A flat list under a title; vertically equal neighbours in a column are merged (CSV: printed once)."""
    if form == "csv":
        return _csv_list(columns, rows)
    return (_docx_list if form == "docx" else _xlsx_list)(title, columns, rows, notes)


def _csv_list(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(columns)
    for n, row in enumerate(rows):
        writer.writerow(["" if n and row[: c + 1] == rows[n - 1][: c + 1] else text for c, text in enumerate(row)])
    return stream.getvalue().encode("gb18030")


def _docx_list(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str]) -> bytes:
    file = python_docx.Document()
    file.add_paragraph("附件1")
    file.add_paragraph(title)
    grid = file.add_table(rows=1, cols=len(columns))
    for cell, text in zip(grid.rows[0].cells, columns, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    for first, last, column in _runs(rows):
        grid.cell(first + 1, column).merge(grid.cell(last + 1, column)).text = rows[first][column]
    for note in notes:
        file.add_paragraph(note)
    return _saved(file)


def _xlsx_list(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(list(columns))
    for row in rows:
        sheet.append(list(row))
    for first, last, column in _runs(rows):
        sheet.merge_cells(start_row=first + 3, end_row=last + 3, start_column=column + 1, end_column=column + 1)
    for note in notes:
        sheet.append([note])
    return _saved(book)


def _runs(rows: Sequence[Sequence[str]]) -> list[tuple[int, int, int]]:
    """(first row, last row, column) of neighbours that agree in this column and all before it."""
    found = []
    for column in range(len(rows[0])):
        first = 0
        for n in range(1, len(rows) + 1):
            if n < len(rows) and rows[n][: column + 1] == rows[first][: column + 1]:
                continue
            if n - first > 1:
                found.append((first, n - 1, column))
            first = n
    return found


def _contents_table(file: Any, document: Any) -> None:
    grid = file.add_table(rows=2, cols=5)
    for n, texts in enumerate(CONTENTS):
        for cell, text in zip(grid.rows[n].cells, texts, strict=True):
            cell.text = text
    grid.cell(0, 2).merge(grid.cell(0, 4)).text = "职责事项"
    begun: dict[str, int] = {}
    for item in document.items:
        cells = grid.add_row().cells
        here = len(grid.rows) - 1
        if item.responsibility in begun:
            for column in (0, 1):
                text = grid.cell(begun[item.responsibility], column).text
                grid.cell(begun[item.responsibility], column).merge(cells[column]).text = text
        else:
            begun[item.responsibility] = here
            cells[0].text, cells[1].text = item.responsibility, document.responsibilities[item.responsibility]
        cells[2].text, cells[3].text, cells[4].text = item.number, item.name, str(item.page)


def _contents_sheet(sheet: Any, document: Any, numeric: bool) -> None:
    seen: dict[str, int] = {}
    for item in document.items:
        new = item.responsibility not in seen
        number = float(item.number) if numeric else item.number
        own = (int(item.responsibility), document.responsibilities[item.responsibility]) if new else (None, None)
        sheet.append([*own, number, item.name, item.page])
        here = sheet.max_row
        if numeric:
            sheet.cell(here, 3).number_format = "0." + "0" * len(item.number.partition(".")[2])
        seen.setdefault(item.responsibility, here)
    for begin in seen.values():
        end = max((other - 1 for other in seen.values() if other > begin), default=sheet.max_row)
        end = min((other - 1 for other in seen.values() if other > begin), default=end)
        for column in (1, 2):
            if end > begin:
                sheet.merge_cells(start_row=begin, end_row=end, start_column=column, end_column=column)


def _saved(file: Any) -> bytes:
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()
