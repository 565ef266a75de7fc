"""Headings that say how many items stand below them: told where by no way of counting as many do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx as python_docx
import openpyxl
import pytest

from kg.repair import repair
from kg.sources import read
from kg.sources.headings.numbers import items_stated

HEAD = ["序号", "职权名称", "实施依据", "承办机构"]
PERMITS, FINES = "行政许可", "行政处罚"


def rows(kind: str, count: int, first: int = 1) -> list[list[str]]:
    """Duties of one type."""
    names = [f"{'甲乙丙丁戊己庚'[n]}类事项的{kind[2:]}" for n in range(count)]
    return [[str(first + n), name, f"《航道法》第{first + n}条", "市容科"] for n, name in enumerate(names)]


def of_sheet(folder: Path, *below: Sequence[str]) -> list[tuple[str, str, int | None]]:
    """What is found in a sheet with these rows below its header."""
    book = openpyxl.Workbook()
    for row in (["某县水务局权责清单"], HEAD, *below):
        book.active.append(row)
    book.save(folder / "list.xlsx")
    return found(folder / "list.xlsx")


def of_word(folder: Path, *parts: str | list[list[str]]) -> list[tuple[str, str, int | None]]:
    """What is found in a text with these lines and tables."""
    file = python_docx.Document()
    for part in ("某县水务局权责清单", *parts):
        if isinstance(part, str):
            file.add_paragraph(part)
            continue
        table = file.add_table(rows=0, cols=len(HEAD))
        for row in (HEAD, *part):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    file.save(str(folder / "list.docx"))
    return found(folder / "list.docx")


def found(path: Path) -> list[tuple[str, str, int | None]]:
    """The findings of a document: code, the words of the heading and its number, and where."""
    return [(one.code, one.message.partition("，")[0], one.place.row) for one in repair(read(path))[1]]


@pytest.mark.parametrize(
    "heading",
    [
        ["一、行政许可（共4项）"],
        ["一、行政许可（四项）"],
        ["行政许可：共计4项"],
        ["一", PERMITS, "共4项"],
        ["一、行政许可", "（4项）"],
    ],
)
def test_a_row_is_lacking_below_its_heading(heading: list[str], tmp_path: Path) -> None:
    """A heading said 共4项 over three rows, and nobody was told that one is gone: its number was read past."""
    other = ["二", FINES, "3项"] if len(heading) > 2 else ["二、行政处罚（3项）"]
    told = of_sheet(tmp_path, heading, *rows(PERMITS, 3), other, *rows(FINES, 3))
    assert told == [("count-differs", "“行政许可”标题注明 4 项", 3)]


@pytest.mark.parametrize("count", [3, 5])
def test_lines_over_tables_say_so_too(count: int, tmp_path: Path) -> None:
    """Too few or too many, the heading and what stands below it cannot both be right."""
    told = of_word(tmp_path, "一、行政许可（共4项）", rows(PERMITS, count), "二、行政处罚（共3项）", rows(FINES, 3))
    assert told == [("count-differs", "“行政许可”标题注明 4 项", None)]


def test_any_way_of_counting_will_do(tmp_path: Path) -> None:
    """Main items, sub-items or rows may have been counted, and a heading may count those below the headings below it."""
    parted = [
        ["1", "甲类许可", "《航道法》第一条", "市容科"],
        ["1", "乙类许可", "《航道法》第二条", "市容科"],
        *rows(PERMITS, 2, 2),
    ]
    for count in (3, 4):
        below = (
            ["一、行政许可（共4项）"],
            ["（一）", f"行政许可（{count}项）"],
            *parted,
            ["二、行政处罚（3项）"],
            *rows(FINES, 3),
        )
        assert [one for one in of_sheet(tmp_path, *below) if one[0] == "count-differs"] == []


def test_an_overview_before_the_list_is_no_heading(tmp_path: Path) -> None:
    """The last line of an overview stands above the whole list, and counts but a part of it."""
    overview = ("一、行政许可（共4项）", "二、行政处罚（共3项）")
    whole = [*rows(PERMITS, 4), *rows(FINES, 3, 5)]
    assert of_word(tmp_path, *overview, whole) == []
    assert of_word(tmp_path, *overview, overview[0], rows(PERMITS, 4), overview[1], rows(FINES, 3)) == []


def test_a_heading_that_each_page_prints_again_counts_all_pages(tmp_path: Path) -> None:
    """Word cuts a list into pages, each with its heading and its header."""
    again = "一、行政许可（共7项）"
    assert of_word(tmp_path, again, rows(PERMITS, 4), again, rows(PERMITS, 3, 5)) == []


def test_a_heading_that_nobody_has_seen_ends_what_is_counted(tmp_path: Path) -> None:
    """Where the numbers begin again another part of the list begins, whatever its heading looks like."""
    assert [
        one
        for one in of_sheet(tmp_path, ["行政许可（共3项）"], *rows(PERMITS, 3), ["新增的部分"], *rows(FINES, 2))
        if one[0] == "count-differs"
    ] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("行政许可（共4项）", 4),
        ("行政许可（十二项）", 12),
        ("行政许可：4项", 4),
        ("行政许可共计12项", 12),
        ("行政许可（4大项）", 4),
        ("行政许可（第4项）", 0),
        ("负责审批4项", 0),
        ("行政许可（主项4项，子项9项）", 0),
        ("内设机构（5个）", 0),
    ],
)
def test_numbers_that_count_items(text: str, count: int) -> None:
    """Only a number in brackets, or behind 共 or a colon, counts what stands below."""
    assert items_stated(text) == count
