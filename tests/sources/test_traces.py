"""Traces that Excel, its exports and its users leave in workbooks: formulas without results, hidden rows, codes that became dates, cells written as ="01"."""

from __future__ import annotations

import datetime
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kg import meaning
from kg.errors import SourceError
from kg.records import Document
from kg.repair import repair
from kg.sources import read
from kg.sources.files.bounded import Worker

HEADER = ["序号", "职权名称", "设定依据", "承办机构"]
LAW = "《中华人民共和国森林法》第三十七条"
NAMES = ("占用林地审核", "林木采伐许可", "木材运输检查", "古树名木认定")


@pytest.fixture
def book() -> Any:
    """A workbook with one sheet of four duties, counted as text."""
    made = openpyxl.Workbook()
    made.active.append(HEADER)
    for n, name in enumerate(NAMES, 1):
        made.active.append([str(n), name, LAW, "林政股"])
    return made


def opened(book: Any, folder: Path, worker: Worker) -> Document:
    """The document that a workbook is read as."""
    book.save(folder / "list.xlsx")
    return read(folder / "list.xlsx", worker)


@pytest.mark.parametrize(
    "formulas",
    [
        ("=ROW()-1", "=ROW()-1", "=ROW()-1", "=ROW()-1"),
        ("=ROW()-ROW($A$1)", "= ROW() - 1", "=row()-1", "=ROW()-1"),
        (1, "=A2+1", "=+A3+1", "=A4+1"),
        ("=MAX(A$1:A1)+1", "=MAX(A$1:A2)+1", "=COUNT(A$1:A3)+1", "=MAX(A$1:A4)+1"),
        ("=COUNTA(B$2:B2)", "=SUBTOTAL(103,B$2:B3)", "=SUBTOTAL(3,B$2:B4)", "=COUNTA(B$2:B5)"),
    ],
)
def test_serial_numbers_that_only_count_are_worked_out(
    formulas: tuple[Any, ...], book: Any, tmp_path: Path, worker: Worker
) -> None:
    """A list that a program had written, whose serial numbers were formulas without results, was refused as a whole."""
    for n, formula in enumerate(formulas, 2):
        book.active.cell(n, 1).value = formula
    assert [item.number for item in opened(book, tmp_path, worker).items] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "formula",
    ["=VLOOKUP(B3,B2:D9,2,0)", "=Sheet2!A1+1", "=B2+1", "=A4+1", "=MAX(A2:A3)+1", "=SUBTOTAL(9,A2:A2)", "=NOW()", '=A2&"号"'],
)
def test_a_formula_that_asks_for_more_is_refused(formula: str, book: Any, tmp_path: Path, worker: Worker) -> None:
    """What is not known exactly as Excel does it is no value."""
    book.active["A3"] = formula
    with pytest.raises(SourceError, match="A3 是公式"):
        opened(book, tmp_path, worker)


def test_a_formula_whose_stored_result_says_nothing_is_an_empty_cell(book: Any, tmp_path: Path, worker: Worker) -> None:
    """=IFERROR(VLOOKUP(…),"") stores an empty text where it finds nothing; the list was refused as one without results."""
    book.active["E1"], book.active["E3"] = "备注", '=IFERROR(VLOOKUP(B3,F:G,2,0),"")'
    book.save(tmp_path / "bare.xlsx")
    path = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(tmp_path / "bare.xlsx") as bare, zipfile.ZipFile(path, "w") as stored:
        for name in bare.namelist():
            data = bare.read(name)
            if name.endswith("sheet1.xml"):
                assert b'<c r="E3"><f>' in data
                data = data.replace(b'<c r="E3"><f>', b'<c r="E3" t="str"><f>')
            stored.writestr(name, data)
    assert [item.text("备注") for item in read(path, worker).items] == ["", "", "", ""]


def test_rows_hidden_by_hand_are_left_out_and_said(book: Any, tmp_path: Path, worker: Worker) -> None:
    """Superseded wordings that somebody had hidden stood among the duties, with the numbers of those that replace them."""
    for row in ([2, 3], [5]):
        for n in row:
            book.active.row_dimensions[n].hidden = True
    document = opened(book, tmp_path, worker)
    assert [item.number for item in document.items] == ["3"]
    assert [(one.code, "第 2–3、5 行" in one.message) for one in document.noted] == [("hidden-sheet", True)]


def test_rows_that_a_filter_or_a_folded_group_puts_away_count(book: Any, tmp_path: Path, worker: Worker) -> None:
    """A filter that was left on is a way to look at a list; one row that satisfies it is hidden by hand all the same."""
    book.active.auto_filter.ref = "A1:D5"
    book.active.auto_filter.add_filter_column(1, ["占用林地审核", "古树名木认定"])
    for n in (3, 4, 5):
        book.active.row_dimensions[n].hidden = True
    assert [item.number for item in opened(book, tmp_path, worker).items] == ["1", "2", "3"]
    book.active.auto_filter.ref = None
    book.active.row_dimensions[5].outlineLevel = 1
    assert [item.number for item in opened(book, tmp_path, worker).items] == ["1", "4"]


@pytest.mark.parametrize(
    ("form", "third", "shown"),
    [('m"月"d"日"', (2, 1), "1月1日"), ("[$-804]d-mmm;@", (2, 1), "1-Jan"), ("zh 58", (1, 3), "1月1日")],
)
def test_codes_that_excel_took_for_dates_are_codes(
    form: str, third: tuple[int, int], shown: str, book: Any, tmp_path: Path, worker: Worker
) -> None:
    """1-1 typed into a cell is a date of this year: such codes were 2024-01-01, or 45292 where the format is one of a Chinese Excel's own."""
    codes = [(1, 1), (1, 2), third]
    for n, (one, other) in enumerate(codes, 2):
        cell = book.active.cell(n, 1)
        cell.value = datetime.datetime(2024, one, other)
        cell.number_format = "General" if form == "zh 58" else form
        if form == "zh 58":
            cell.value = (datetime.datetime(2024, one, other) - datetime.datetime(1899, 12, 30)).days
            cell.number_format = "General"
            cell._style.numFmtId = 58
    book.active["A5"] = f"{third[0]}-{third[1] + 1}"
    document, findings = repair(opened(book, tmp_path, worker))
    numbers = ["1-1", "1-2", f"{third[0]}-{third[1]}", f"{third[0]}-{third[1] + 1}"]
    assert [item.number for item in document.items] == [item.text("序号") for item in document.items] == numbers
    first = document.items[0].field("序号")
    assert first
    assert first.printed
    assert first.printed.text == shown
    assert [(one.code, one.duties) for one in findings] == [("code-as-date", tuple(numbers[:3]))]


def test_dates_that_do_not_count_on_stay_as_shown(book: Any, tmp_path: Path, worker: Worker) -> None:
    """Nothing says what somebody typed whose dates are no row of codes."""
    for n, (one, other) in enumerate([(1, 1), (3, 7), (5, 9), (6, 2)], 2):
        book.active.cell(n, 1).value = datetime.datetime(2024, one, other)
        book.active.cell(n, 1).number_format = 'm"月"d"日"'
    document, findings = repair(opened(book, tmp_path, worker))
    assert [item.text("序号") for item in document.items] == ["1月1日", "3月7日", "5月9日", "6月2日"]
    assert "code-as-date" not in {one.code for one in findings}


def test_words_of_a_number_format_are_shown(book: Any, tmp_path: Path, worker: Worker) -> None:
    """20 formatted 0"个工作日" was read as 20, 3 formatted "LC-"000 as 3."""
    book.active["E1"] = "承诺时限"
    for n in range(2, 6):
        book.active.cell(n, 1).value, book.active.cell(n, 1).number_format = n - 1, '"LC-"000'
        book.active.cell(n, 5).value, book.active.cell(n, 5).number_format = 20, 'General"个工作日"'
    document = opened(book, tmp_path, worker)
    assert [(item.number, item.text("承诺时限")) for item in document.items][:2] == [
        ("LC-001", "20个工作日"),
        ("LC-002", "20个工作日"),
    ]


def test_cells_of_a_csv_file_that_tell_excel_to_leave_them_alone(tmp_path: Path, worker: Worker) -> None:
    """Codes written ="0212303", so that Excel keeps their zeros, were read with the marks."""
    path = tmp_path / "list.csv"
    rows = [",".join(["职权编码", *HEADER[1:]]), *(f'="021{n}",{name},{LAW},"=""林政股"""' for n, name in enumerate(NAMES, 1))]
    path.write_text("\n".join(rows), "utf-8")
    document = read(path, worker)
    assert [item.number for item in document.items] == ["0211", "0212", "0213", "0214"]
    assert [one.name for item in document.items for one in meaning.duty(item).departments] == ["林政股"] * 4
