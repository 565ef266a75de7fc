"""A merged cell of departments drawn over one more duty than it should be."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from kg.records import Finding
from kg.repair import repair
from kg.sources import read
from tests.repair.test_slipped import HEAD, MATTERS

DEPARTMENT = 4
PHONES = {"文艺科": "0793-7770111", "文物科": "0793-7770112", "旅游科": "0793-7770113", "审批科": "0793-7770114"}
SECTIONS = ["文艺科", "文物科", "旅游科", "审批科", "文艺科", "文艺科", "审批科", "文物科", "旅游科", "审批科"]


def told(folder: Path, merged: tuple[int, int], phone_of: dict[int, str]) -> list[Finding]:
    """What is told of a list in which the departments of these rows are one merged cell, and some duties have another section's telephone."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    for n, (matter, section) in enumerate(zip(MATTERS, SECTIONS, strict=True)):
        sheet.append([str(n + 1), f"WG-{n + 1:03}", *matter[:2], section, *matter[3:], PHONES[phone_of.get(n, section)]])
    first, last = merged
    for row in range(first + 3, last + 3):
        sheet.cell(row, DEPARTMENT + 1).value = None
    sheet.merge_cells(start_row=first + 2, end_row=last + 2, start_column=DEPARTMENT + 1, end_column=DEPARTMENT + 1)
    stream = io.BytesIO()
    book.save(stream)
    path = folder / "泊宁县文化旅游局权责清单.xlsx"
    path.write_bytes(stream.getvalue())
    return list(repair(read(path))[1])


def test_a_merged_cell_over_a_duty_with_anothers_telephone_is_told(tmp_path: Path) -> None:
    """文艺科 was drawn over the duty below, whose telephone leads to 审批科 in both other duties that have it; the list read as sound."""
    (only,) = told(tmp_path, (5, 6), {})
    assert (only.code, only.duties, only.field) == ("implausible-department", ("WG-007",), "承办机构")
    assert only.repair is None
    assert "审批科" in only.message


def test_a_merged_cell_over_duties_of_one_telephone_is_sound(tmp_path: Path) -> None:
    """Two duties of one department in one cell are how lists are made."""
    assert told(tmp_path, (4, 5), {}) == []


def test_a_telephone_of_nobody_else_proves_nothing(tmp_path: Path) -> None:
    """Where only one other duty has the telephone, the department may have two."""
    assert told(tmp_path, (5, 6), {9: "文艺科"}) == []
