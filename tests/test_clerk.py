"""Catalogues as a careful clerk reads them: nothing is moved, doubted, refused or added that a second look would leave alone."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from kg import meaning, pipeline
from kg.records import Catalogue

LAW = "《云岫县城市管理条例》第十二条"


def of_csv(folder: Path, *rows: Sequence[str], mark: str = ",") -> Catalogue:
    """The catalogue in a csv file of these rows."""
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=mark).writerows(rows)
    return pipeline.read(folder / "list.csv")


def of_xlsx(folder: Path, *rows: Sequence[str], merged: Sequence[str] = ()) -> Catalogue:
    """The catalogue in a workbook of one sheet with these rows and merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(folder / "list.xlsx")
    return pipeline.read(folder / "list.xlsx")


def of_txt(folder: Path, text: str) -> Catalogue:
    """The catalogue in a text."""
    (folder / "list.txt").write_text(text, encoding="utf-8")
    return pipeline.read(folder / "list.txt")


def who(catalogue: Catalogue) -> list[list[tuple[str, str | None]]]:
    """The departments of each duty with their parts."""
    return [[(one.name, one.role) for one in duty.departments] for duty in catalogue.duties]


def codes(catalogue: Catalogue) -> list[str]:
    """What is found, beside that labels are unknown."""
    return [found.code for found in catalogue.findings if found.code != "unknown-label"]


@pytest.mark.parametrize("helper", ["参与部门", "配合单位"])
def test_who_is_inspected_does_not_slip_under_who_helps(tmp_path: Path, helper: str) -> None:
    """Nobody takes part in one inspection; 放飞单位 in the next column reads like a body, and was once moved there by a `row-shift`."""
    read = of_csv(
        tmp_path,
        ["序号", "抽查事项", "检查单位", helper, "检查对象", "抽查比例"],
        ["1", "防雷装置检测检查", "县气象局", "县应急管理局", "检测机构", "20%"],
        ["2", "放飞气球活动检查", "县气象局", "", "放飞单位", "100%"],
        ["3", "网吧经营检查", "县文化局", "县公安局", "网吧", "10%"],
        ["4", "娱乐场所检查", "县文化局", "县公安局", "歌舞厅", "5%"],
    )
    assert codes(read) == []
    assert who(read)[1] == [("县气象局", None)]
    assert read.duties[1].item.text("检查对象") == "放飞单位"


def test_who_is_served_does_not_slip_under_who_acts(tmp_path: Path) -> None:
    """Where it is lost who acts, 用人单位 among those served is no department; the loss is reported, and nothing moves."""
    read = of_csv(
        tmp_path,
        ["序号", "职权名称", "实施依据", "承办机构", "服务对象", "办理时限"],
        *([str(n), f"{what}登记", f"《登记条例》第{n}条", "就业股", "毕业生", "5个工作日"] for n, what in enumerate("甲乙丙丁", 1)),
        ["5", "戊登记", "《登记条例》第九条", "", "用人单位", "5个工作日"],
    )
    assert codes(read) == ["missing-value"]
    assert read.duties[4].item.text("服务对象") == "用人单位"


BODIES = [
    "各水厂",
    "区残联",
    "街道妇联",
    "县红十字会",
    "各县(市、区)市场监管局",
    "立案庭",
    "机关党总支",
    "北港海关",
    "执法督查处",
    "“扫黄打非”工作科",
    "村（居）委会",
    "配电抢修班",
]


@pytest.mark.parametrize("name", BODIES)
def test_short_names_of_bodies_are_not_doubted(tmp_path: Path, name: str) -> None:
    """Mass organisations by their short names, several bodies alike (各水厂), courts and teams of companies once did not read as bodies."""
    rows = [[str(n), f"{what}管理", LAW, "业务科"] for n, what in enumerate("甲乙丙", 1)]
    read = of_csv(tmp_path, ["序号", "职权名称", "实施依据", "承办机构"], *rows, ["4", "丁管理", LAW, name])
    assert codes(read) == []


@pytest.mark.parametrize("name", ["挖掘机", "困难家庭", "各类人员", "依法查处"])
def test_what_is_no_body_is_doubted_still(tmp_path: Path, name: str) -> None:
    """Things, those served and deeds stand in no column of departments."""
    rows = [[str(n), f"{what}管理", LAW, "业务科"] for n, what in enumerate("甲乙丙", 1)]
    read = of_csv(tmp_path, ["序号", "职权名称", "实施依据", "承办机构"], *rows, ["4", "丁管理", LAW, name])
    assert codes(read) == ["implausible-department"]


def test_what_a_body_does_in_brackets_is_its_part() -> None:
    """（落实） behind a name was once part of the name, and the part of the next one went over to it."""
    found = meaning.departments("县住建局（牵头）、各乡镇人民政府（落实）、县消防救援大队（指导）")
    assert [(one.name, one.role) for one in found] == [("县住建局", "牵头"), ("各乡镇人民政府", "落实"), ("县消防救援大队", "指导")]
