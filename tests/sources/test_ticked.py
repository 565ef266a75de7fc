"""Matrices: a column a department, and marks or words that say what part it has in each duty."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from kg import pipeline
from kg.errors import SourceError
from kg.records import Catalogue
from tests.catalogues.written import of_csv

NAMES = ["文物古迹巡查", "演出市场检查", "公共图书馆评估"]
OFFICES = ["文物科", "市场管理科", "公共服务科", "执法大队"]
MARKS = [["★", "", "", "○"], ["", "★", "", "○"], ["", "○", "★", ""]]
ACTING = [
    [("文物科", "牵头"), ("执法大队", "配合")],
    [("市场管理科", "牵头"), ("执法大队", "配合")],
    [("公共服务科", "牵头"), ("市场管理科", "配合")],
]


def matrix(
    tmp_path: Path, title: str, name: str, marks: Sequence[Sequence[str]], *notes: str, offices: Sequence[str] = OFFICES
) -> Catalogue:
    """A csv of these duties with a column an office, below a title, with notes at its end."""
    rows = [[str(n), *row] for n, row in enumerate(([one, *cells] for one, cells in zip(NAMES, marks, strict=True)), 1)]
    path = tmp_path / "matrix.csv"
    path.write_bytes(of_csv([title], ["序号", name, *offices], *rows, *([note] for note in notes)))
    return pipeline.read(path)


def acting(read: Catalogue) -> list[list[tuple[str, str | None]]]:
    """The departments of each duty with their parts."""
    return [[(one.name, one.role) for one in duty.departments] for duty in read.duties]


@pytest.mark.parametrize(
    "legend",
    [
        "注：★为牵头科室，○为配合科室。",
        "★牵头 ○配合",
        "牵头（★）、配合（○）",
        "说明：牵头科室用“★”表示，配合科室用“○”表示",
        "★—牵头；○—配合",
    ],
)
def test_a_legend_says_what_marks_mean(legend: str, tmp_path: Path) -> None:
    """Such a list was refused, or read without departments; who leads stands first, and what is printed stays as it is."""
    read = matrix(tmp_path, "某市文旅局职责任务分工矩阵", "工作任务", MARKS, legend)
    assert acting(read) == ACTING
    assert [read.duties[1].item.text(one) for one in OFFICES] == MARKS[1]
    assert {one.code for one in read.findings} <= {"unknown-label"}


def test_words_need_no_legend(tmp_path: Path) -> None:
    """牵头 and 配合, 主 and 协 in the cells; × is no part."""
    words = [[{"★": "牵头", "○": "配合"}.get(one, "") for one in row] for row in MARKS]
    assert acting(matrix(tmp_path, "某市文旅局职责分工表", "职责事项", words)) == ACTING
    short = [[{"★": "主", "○": "协"}.get(one, "×") for one in row] for row in MARKS]
    read = matrix(tmp_path, "某市文旅局职责分工表", "职责事项", short)
    assert acting(read)[0] == [("文物科", "主办"), ("执法大队", "协办")]
    assert read.findings == ()


def test_marks_without_a_legend_are_of_no_certain_part(tmp_path: Path) -> None:
    """● is usually who leads, but nothing says so."""
    read = matrix(tmp_path, "某市文旅局职责分工表", "职责事项", MARKS)
    assert acting(read)[0] == [("文物科", None), ("执法大队", None)]


def test_marks_that_say_something_else_make_no_department(tmp_path: Path) -> None:
    """Levels are ticked off too, and where matters are taken in; there another column says who acts."""
    read = matrix(tmp_path, "某市权责清单", "职权名称", MARKS, offices=["市级", "县级", "乡镇", "街道"])
    assert acting(read) == [[], [], []]
    path = tmp_path / "list.csv"
    rows = [[name, f"《某条例》第{n}条", OFFICES[n], "√", "√" if n else ""] for n, name in enumerate(NAMES, 1)]
    path.write_bytes(of_csv(["职权名称", "设定依据", "承办科室", "政务服务中心", "便民服务站"], *rows))
    assert acting(pipeline.read(path)) == [[(OFFICES[n], None)] for n in (1, 2, 3)]


def test_levels_ticked_off_below_a_body_are_no_bodies(tmp_path: Path) -> None:
    """省级, 市级 and 县级 below 实施机关: each tick was a stray mark in the name of a body, each blank a missing one."""
    head = [["序号", "许可事项名称", "实施机关", "", "", "设定依据"], ["", "", "省级", "市级", "县级", ""]]
    levels = [["√", "", ""], ["", "√", "√"], ["", "", "√"], ["√", "√", ""]]
    rows = [
        [str(n), f"{name}许可", *ticks, f"《某条例》第{n}条"]
        for n, (name, ticks) in enumerate(zip("甲乙丙丁", levels, strict=True), 1)
    ]
    book = openpyxl.Workbook()
    for row in [*head, *rows]:
        book.active.append(row)
    for area in ("A1:A2", "B1:B2", "C1:E1", "F1:F2"):
        book.active.merge_cells(area)
    book.save(tmp_path / "list.xlsx")
    read = pipeline.read(tmp_path / "list.xlsx")
    assert read.findings == ()
    assert [[duty.item.text(one) for one in ("省级", "市级", "县级")] for duty in read.duties] == levels
    assert acting(read) == [[], [], [], []]


@pytest.mark.parametrize(
    ("title", "name"),
    [("某市文旅局培训签到情况表", "课程名称"), ("某市2025年重点工作任务分工表", "工作任务"), ("某市文旅局材料报送", "项目名称")],
)
def test_other_matrices_stay_refused(title: str, name: str, tmp_path: Path) -> None:
    """Who attended, who has sent something in, and the tasks of a year."""
    with pytest.raises(SourceError):
        matrix(tmp_path, title, name, MARKS)
