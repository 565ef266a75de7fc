"""Store -> tables for people: CSV and a workbook, one row a duty. No cell is ever a formula."""

from __future__ import annotations

import csv as commas
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg import query
from kg.export.columns import beside, calls, columns
from kg.labels import EXPORTED
from kg.query import recorded
from kg.store import Store

if TYPE_CHECKING:
    from openpyxl import Workbook

Row = Sequence[str | int | float | None]
_TOLD = {
    "目录": "catalogue",
    "序号": "number",
    "主要职责": "responsibility",
    "主要职责内容": "charge",
    "名称": "name",
    "职责边界类型": "boundary",
    "页码": "page",
}
_JOINED = {"实施机构": "department", "依据条款": "clause"}
_MAIN, _MAIN_TEXT = EXPORTED["main"]
_HEAD = ("目录", "序号", _MAIN, _MAIN_TEXT, "名称", "实施机构", "依据条款", "职责边界类型", "页码")
_CALLED: str = EXPORTED["called"]
_WIDTHS, _WIDEST = ((6, 12), (40, 32)), 60  # longest text -> width of the column
_TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_CHARGES = "SELECT ?duty ?charge { ?duty duty:partOfResponsibility/dct:description ?charge }"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(store: Store) -> bytes:
    """One row a duty: what it is, who does it, on which clause, then every field as text under the name of its kind.

    UTF-8 with BOM, for spreadsheets. A value that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    head, rows = _duties(store)
    out = io.StringIO()
    writer = commas.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_harmless(str(value)) if value is not None else "" for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx(store: Store) -> bytes:
    """A workbook: the duties, the departments and the findings, each a sheet."""
    head, rows = _duties(store)
    page = head.index("页码")
    rows = [[*row[:page], _number(row[page]), *row[page + 1 :]] for row in rows]
    departments = [(r["catalogue"], r["departmentName"], int(r["duties"])) for r in store.select(query.whole("departments"))]
    return workbook(
        {
            "职责事项": (head, rows),
            "实施机构": (("目录", "实施机构", "职责数"), departments),
            "质量问题": (("目录", "代码", "程度", "职责", "栏目", "说明", "文件", "行", "表", "表内行"), _findings(store)),
        }
    )


def _findings(store: Store) -> list[Row]:
    """A row a finding, with all the duties that it is about: as many as `check` lists."""
    return [
        (
            one.catalogue,
            one.finding.code,
            one.finding.severity.label,
            "、".join(one.finding.duties),
            one.finding.field,
            one.finding.message,
            one.source,
            one.finding.place.line,
            one.finding.place.table,
            one.finding.place.row,
        )
        for one in recorded.findings(store)
    ]


def workbook(sheets: Mapping[str, tuple[Sequence[str], Iterable[Row]]]) -> bytes:
    """Sheets by name, each with a head and rows, as xlsx, to be filtered; no text is ever a formula. Same input, same bytes."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, (head, body) in sheets.items():
        sheet, rows = book.create_sheet(name), [head, *body]
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                cell.value = _clean(value) if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"
                    cell.quotePrefix = value.startswith(_FORMULA)
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
                if number == 1:
                    cell.font = Font(bold=True)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        for column in range(1, len(head) + 1):
            sheet.column_dimensions[get_column_letter(column)].width = _width(row[column - 1] for row in rows[1:])
    return _packed(book)


def _width(texts: Iterable[str | int | float | None]) -> int:
    """How wide a column is by what stands in it below its head: numbers and short words, names, or whole sentences."""
    longest = max((len(text) for text in texts if isinstance(text, str)), default=0)
    return next((width for most, width in _WIDTHS if longest <= most), _WIDEST)


def _number(text: str | int | float | None) -> str | int | float | None:
    """A page or a line as a number, as far as it is one."""
    return int(text) if isinstance(text, str) and text.isdecimal() else text


def _duties(store: Store) -> tuple[tuple[str, ...], list[Row]]:
    charges = {row["duty"]: row for row in store.select(_CHARGES)}
    duties = {row["duty"]: {**row, **charges.get(row["duty"], {})} for row in store.select(query.whole("duty-table"))}
    joined: dict[tuple[str, str], dict[str, None]] = {}
    for row in store.select(query.whole("who-handles")):
        for key, text in (("department", _with_role(row)), ("clause", _of_law(row))):
            joined.setdefault((row["duty"], key), {}).setdefault(text)
    told = {
        duty: {
            **{head: row.get(key, "") for head, key in _TOLD.items()},
            **{head: "、".join(filter(None, joined[duty, key])) for head, key in _JOINED.items()},
        }
        for duty, row in duties.items()
    }
    found = beside(columns(store, [*store.select(query.whole("evidence"))]), _HEAD, told)
    rows: list[Row] = [
        [
            *(said[head] for head in _HEAD),
            *(found.texts.get(duty, {}).get(head, "") for head in found.heads),
            *(["；".join(calls(found.called.get(duty, {})))] if found.called else []),
        ]
        for duty, said in told.items()
    ]
    return (*_HEAD, *found.heads, *([_CALLED] if found.called else [])), rows


def _with_role(row: Mapping[str, str]) -> str:
    """A department with the role printed beside it."""
    name, role = row.get("departmentName", ""), row.get("role", "")
    return f"{name}（{role}）" if role else name


def _of_law(row: Mapping[str, str]) -> str:
    """A clause with its law, for every law has a 第三条; a law of which no clause is cited by itself."""
    law = row.get("document") or row.get("documentNumber", "")
    return f"《{law}》{row.get('clauseLabel', '')}" if law else row.get("clauseLabel", "")


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _clean(text: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("\ufffd", text))[:32_767]


def _packed(book: Workbook) -> bytes:
    """The workbook as bytes in which no file carries the time of writing."""
    import zipfile

    written, result = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info.filename)
            if info.filename == "docProps/core.xml":
                data = _TIME.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", data)
            new.writestr(zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return result.getvalue()
