"""What sound lists print and is no defect: ticks, blanks beside them, dashes, counts that begin anew, cells merged over several duties."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from kg import meaning
from kg.repair import repair
from kg.sources import read

HEAD = ["序号", "职权类型", "职权名称", "实施依据", "承办机构", "责任事项", "监督电话"]
NAMES = ("取水许可", "采砂许可", "对毁坏堤防的处罚", "水库巡查", "用水统计")


def rows(*more: Sequence[str]) -> list[list[str]]:
    """Five sound rows, and in each what stands in further columns."""
    kinds = ("行政许可", "行政许可", "行政处罚", "行政检查", "公共服务")
    return [
        [str(n), kind, name, f"《某某条例》第{n}条", "审批科", f"依法办理{name}，公开结果。", "68801200", *extra]
        for n, (kind, name, *extra) in enumerate(zip(kinds, NAMES, *more, strict=True), 1)
    ]


def codes(folder: Path, *sheets: Sequence[Sequence[str]], merged: Sequence[str] = ()) -> list[tuple[str, str]]:
    """What is found in a workbook of these sheets, cells of the first merged."""
    book = openpyxl.Workbook()
    for n, sheet in enumerate(sheets):
        page = book.active if n == 0 else book.create_sheet(f"表{n + 1}")
        for row in sheet:
            page.append(row)
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    book.save(folder / "list.xlsx")
    return [(one.code, one.field) for one in repair(read(folder / "list.xlsx"))[1]]


def test_ticks_are_values_and_blanks_beside_them_say_no(tmp_path: Path) -> None:
    """Every √ was a stray mark, every blank a missing value: twelve findings on five sound duties."""
    levels = rows(("", "√", "", "√", ""), ("√", "√", "", "√", "√"), ("√", "", "√", "", "√"))
    assert codes(tmp_path, [[*HEAD, "省级", "市级", "县级"], *levels]) == []


def test_a_department_that_helps_is_not_everywhere(tmp_path: Path) -> None:
    """Blank or — beside 配合科室: nobody helps."""
    assert codes(tmp_path, [[*HEAD, "配合科室"], *rows(("监管科", "—", "", "监管科", "监管科"))]) == []


@pytest.mark.parametrize("second", [1, 3])
def test_each_sheet_may_count_from_1_and_have_columns_of_its_own(second: int, tmp_path: Path) -> None:
    """The numbers of the second sheet were called doubled, its rows said to lack a row 裁量基准."""
    other = [
        [str(n), "行政处罚", f"对第{n}类行为的处罚", f"《另一条例》第{n}条", "执法队", f"立案{n}", "68801200"]
        for n in range(1, second + 1)
    ]
    first = [[*HEAD[:5], "裁量基准", *HEAD[5:]], *([*row[:5], f"基准{row[0]}", *row[5:]] for row in rows())]
    assert codes(tmp_path, first, [HEAD, *other]) == []


def test_a_number_merged_over_several_duties_is_printed_once(tmp_path: Path) -> None:
    """部门职责 1 has two 具体事项: two duties below one number, and no number twice."""
    listed = rows()
    for row, number in zip(listed, ("1", "", "2", "", "3"), strict=True):
        row[0] = number
    assert codes(tmp_path, [HEAD, *listed], merged=("A2:A3", "A4:A5")) == []


def test_what_points_elsewhere_is_no_department() -> None:
    """同上 became a department of the graph; 气象台 is one, and was none."""
    assert meaning.departments("同上") == meaning.departments("详见附件3") == ()
    assert meaning.is_body("气象台")
    assert not meaning.is_body("服务平台")
    assert [(one.name, one.role) for one in meaning.departments("公路管理科（会审）")] == [("公路管理科", "会审")]


LEFT = ["序号", "职权编码", "职权名称", "子项", "行使主体", "承办机构", "实施依据", "责任事项", "监督电话", "备注"]
LONG = "水资源与节约用水管理科（牵头）、河湖管理科、市水政监察执法支队（配合）"
REMARKS_OF = {0: "对设区的市级以上另有规定的从其规定", 3: "向主管部门报备", 11: "2021年下放"}


def of_twelve(section: str = "审批科", phone: str = "0731-6880107") -> list[list[str]]:
    """Twelve rows of a list in which departments stand behind the body and a blank column; these are of the seventh."""
    matters = ["取水", "采砂", "凿井", "排水", "养殖", "绿化", "航运", "发电", "灌溉", "捕捞", "填埋", "清淤"]
    acts = ["许可", "检查", "统计", "巡查", "备案", "抽查", "处罚", "登记", "公告", "评定", "奖励", "确认"]
    found = [
        [str(n + 1), f"0002{n:04}", f"{name}{act}", "", "某县水利局", ("审批科", "监管科", "执法队")[n % 3], f"《某某条例》第{n + 1}条第二款",
         f"1.受理责任：公示{name}条件。\n2.审查责任：查验{name}材料。", f"0731-68801{n + 1:02}", REMARKS_OF.get(n, "")]
        for n, (name, act) in enumerate(zip(matters, acts, strict=True))
    ]  # fmt: skip
    found[6][5], found[6][8] = section, phone
    return found


@pytest.mark.parametrize("section", [LONG, LONG.replace("（牵头）、", "牵头，").replace("（配合）", "配合")])
def test_many_departments_in_one_cell_have_not_slipped(section: str, tmp_path: Path) -> None:
    """A cell of more than thirty characters was no department any more, so the row was said to have slipped by a column."""
    assert codes(tmp_path, [LEFT, *of_twelve(section)]) == []


@pytest.mark.parametrize(("phone", "code"), [("0731-688012", "bad-contact"), ("待定", "missing-value")])
def test_a_telephone_with_a_slip_has_not_slipped_from_another_column(phone: str, code: str, tmp_path: Path) -> None:
    """One digit too few, or 待定: the row was said to have slipped, since that might stand under 备注."""
    assert codes(tmp_path, [LEFT, *of_twelve(phone=phone)]) == [(code, "监督电话")]
