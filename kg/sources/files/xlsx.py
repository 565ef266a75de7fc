"""Excel workbook -> blocks: one table a visible sheet, every cell as Excel shows it. Runs in the worker."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, NoReturn

from kg.errors import SourceError
from kg.records import Cell
from kg.sources.blocks import PICTURES, Block, Hidden, Row, Table, cell, reference
from kg.sources.files import unseen, worked
from kg.sources.files.shown import shown
from kg.sources.files.trailing import trimmed

MAX_CELLS, MAX_COLUMNS, MAX_ROWS = 1_000_000, 256, 200_000
_WATCHED = 200_000
_FORMULA = "请用 Excel 打开该文件，选中公式单元格“选择性粘贴”为数值，保存后再导入。"
_BELOW = "请删去多余的行后再导入；看不见多余的行时，按 Ctrl+End 可到最后一格，请把数据下面的行全部选中、整行删除并保存。"
_ROW = re.compile(rb"<(?:\w+:)?row[ >/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]{0,200}?\bref=[\"']([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)")
_WORKED_OUT = re.compile(rb"<(?:\w+:)?f[ >/]")
_NEGATIVE = re.compile(rb"<(?:\w+:)?c\b([^>]*\bt=[\"']s[\"'][^>]*)>\s*<(?:\w+:)?v>\s*-")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3}\d{1,7})")
_SHEET, _HEAD = re.compile(rb"<(?:\w+:)?worksheet[\s/>]"), 4_096
_AGAIN = "请重新下载或重新导出该文件，或用 Excel、WPS 打开确认后另存。"


def blocks(data: bytes, where: str) -> list[Block]:
    """The visible sheets of an .xlsx file. Raises SourceError for a formula whose result is not stored, and for endless sheets."""
    data = trimmed(data)
    formulas = _opened(data, where, data_only=False) if _has_formulas(data, where) else None
    book = _opened(data, where, data_only=True)
    found: list[Block] = []
    for number, sheet in enumerate(book.worksheets, 1):
        if sheet.sheet_state != "visible":
            if any(one.value is not None for one in sheet._cells.values()):
                found.append(Hidden(number, sheet.title))
            continue
        if sheet.max_row > MAX_ROWS:
            _refuse(f"工作表“{sheet.title}”有 {sheet.max_row} 行，超过 {MAX_ROWS} 行。", where, _BELOW)
        if formulas:
            _refuse_unknown(sheet, formulas[sheet.title], where)
        _refuse_wide(sheet, where)
        columns, rows = unseen.columns(sheet, MAX_COLUMNS), unseen.rows(sheet)
        if columns:
            found.append(Hidden(number, sheet.title, unseen.named_columns(columns)))
        if rows:
            found.append(Hidden(number, sheet.title, unseen.named_rows(rows)))
        found.append(Table(number, sheet.title, _rows(sheet, number, rows, columns)))
    if not any(isinstance(one, Hidden) or (isinstance(one, Table) and one.rows) for one in found) and _has_pictures(data):
        raise SourceError("工作簿里只有图片，没有文字。", where=where, hint=PICTURES)
    return found


def _has_pictures(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(name.startswith("xl/media/") for name in archive.namelist())


def _refuse_wide(sheet: Any, where: str) -> None:
    """Refuse a sheet with more columns than are read, unless they are stray cells far out."""
    used = {column for (_, column), one in sheet._cells.items() if one.value is not None and str(one.value).strip()}
    if len(used) > MAX_COLUMNS:
        said = f"工作表“{sheet.title}”有 {len(used)} 列有内容，超过 {MAX_COLUMNS} 列。"
        raise SourceError(said, where=where, hint="请删去职责目录之外的列后再导入。")


def _opened(data: bytes, where: str, *, data_only: bool) -> Any:
    """The workbook. Raises SourceError for a sheet that is not in the file, where openpyxl would leave it out."""
    from openpyxl.reader.excel import ExcelReader

    reader = ExcelReader(io.BytesIO(data), data_only=data_only, keep_links=False)
    reader.read()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for sheet, link in reader.parser.find_sheets():
            if link.Type.endswith("/worksheet") and not _is_sheet(archive, link.target):
                outside = link.TargetMode == "External"
                said = f"指向文件之外（{link.target}）" if outside else "在文件里找不到"
                hint = "这样的文件可能带有恶意，请勿使用；" if outside else ""
                raise SourceError(f"工作表“{sheet.name}”{said}，文件已损坏或被改动。", where=where, hint=hint + _AGAIN)
    return reader.wb


def _is_sheet(archive: Any, part: str) -> bool:
    """Whether a part of the archive is there and a worksheet."""
    if part not in archive.namelist():
        return False
    with archive.open(part) as stream:
        return _SHEET.search(stream.read(_HEAD)) is not None


def _has_formulas(data: bytes, where: str) -> bool:
    """Whether a sheet has formulas. Raises SourceError for sheets so large that opening them would take all the time there is."""
    found = False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                sheet = archive.read(name)
                areas = [_area(*corners) for corners in _MERGED.findall(sheet)]
                rows, merged = len(_ROW.findall(sheet)), sum(len(area[0]) * len(area[1]) for area in areas)
                if rows > MAX_ROWS:
                    _refuse(f"{name} 有 {rows} 行，超过 {MAX_ROWS} 行。", where, _BELOW)
                if merged > MAX_CELLS:
                    _refuse(f"{name} 的合并单元格占 {merged} 格，超过 {MAX_CELLS} 格。", where)
                _refuse_overlaps(areas, name, where)
                _refuse_unshared(sheet, name, where)
                found = found or _WORKED_OUT.search(sheet) is not None
    return found


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> tuple[range, range]:
    """The rows and columns that a merged range covers, as far as a sheet goes; none where its corners are exchanged."""
    from openpyxl.utils import column_index_from_string

    first, last = (int(column_index_from_string(letters.decode())) for letters in (left, right))
    return range(int(top[:7]), int(bottom[:7]) + 1), range(first, last + 1)


def _refuse_overlaps(areas: list[tuple[range, range]], name: str, where: str) -> None:
    """Refuse merged ranges that share a cell or have none: what stands in them cannot be told."""
    taken: set[tuple[int, int]] = set()
    for rows, columns in areas:
        corner = f"{reference(rows.start, columns.start)}:{reference(rows.stop - 1, columns.stop - 1)}"
        cells = {(row, column) for row in rows for column in columns}
        if not cells:
            _refuse(f"{name} 的合并单元格 {corner} 首尾颠倒。", where)
        if cells & taken:
            _refuse(f"{name} 的合并单元格 {corner} 与别的合并单元格重叠。", where)
        if len(taken) < _WATCHED:
            taken |= cells


def _refuse_unshared(sheet: bytes, name: str, where: str) -> None:
    """Refuse a shared string counted from the end, where openpyxl would take another cell's text."""
    found = _NEGATIVE.search(sheet)
    if found:
        cell = _REFERENCE.search(found[1])
        where_in = f"（{cell[1].decode()}）" if cell else ""
        raise SourceError(
            f"{name} 里有超出范围的共享字符串编号{where_in}。", where=where, hint="请用 Excel 或 WPS 打开后另存为新文件，再导入。"
        )


def _refuse(message: str, where: str, hint: str = "请删去多余的合并单元格后再导入。") -> NoReturn:
    raise SourceError(message, where=where, hint=hint)


def _refuse_unknown(values: Any, formulas: Any, where: str) -> None:
    """Work out the formulas whose results are not stored. Raises SourceError for one that asks for more than counting."""
    unknown = worked.out(values, formulas)
    if unknown:
        said = f"工作表“{formulas.title}”的 {unknown} 是公式，文件里没有存它的结果。"
        raise SourceError(said, where=where, hint=_FORMULA)


def _rows(sheet: Any, number: int, unseen_rows: set[int], unseen_columns: set[int]) -> tuple[Row, ...]:
    merged: dict[tuple[int, int], Cell] = {}
    stored: dict[tuple[int, int], Any] = sheet._cells  # the cells that exist, not the rectangle around them
    last = max((row for (row, _), one in stored.items() if one.value is not None), default=0)
    width = min(max((column for (_, column), one in stored.items() if one.value is not None), default=0), MAX_COLUMNS)
    if last * width > MAX_CELLS:
        width = max(1, MAX_CELLS // last)
    for area in sheet.merged_cells.ranges:
        corner = cell(shown(stored.get((area.min_row, area.min_col))), number, area.min_row, area.min_col)
        for row in range(area.min_row, min(area.max_row, last) + 1):
            for column in range(area.min_col, min(area.max_col, width) + 1):
                merged[row, column] = corner
    return tuple(
        tuple(
            merged.get((row, column)) or cell(shown(stored.get((row, column))), number, row, column)
            for column in range(1, width + 1)
            if column not in unseen_columns
        )
        for row in range(1, last + 1)
        if row not in unseen_rows
    )
