"""Tables of other things are no catalogue, and short lists of duties are one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.sources import read

OTHERS = [
    "序号,项目名称,金额（万元）,责任单位",
    "序号,项目名称,主管部门,实施单位,年度预算数,绩效目标",
    "序号,项目名称,设立依据,资金来源,责任单位",
    "序号,事项名称,责任科室,进展情况,完成时限",
    "序号,事项,整改措施,责任科室,整改时限",
    "序号,项目名称,建设内容,实施主体,备注",
    "序号,事项名称,办理地点",
    "序号,名称,责任部门",
    "编码,名称,责任部门",
    "序号,名称,文号,制定部门,施行日期,页码",
]
LISTS = [
    "序号,事项名称,承办科室",
    "序号,事项名称,责任单位,备注",
    "事项名称,实施主体,网办深度",
    "序号,名称,实施机构",
    "序号,项目名称,实施依据,责任单位",
    "序号,职权名称,责任单位,完成时限",
    "序号,项目名称,权力类型,设定依据,收费金额,实施单位",
]


def listed(columns: str, folder: Path) -> Path:
    """A csv of three rows under these columns."""
    path = folder / "list.csv"
    rows = [",".join(f"{column[:2]}{n}" for column in columns.split(",")) for n in range(3)]
    path.write_text("\n".join([columns, *rows]), "utf-8")
    return path


@pytest.mark.parametrize("columns", OTHERS)
def test_a_table_of_other_things_is_refused(columns: str, tmp_path: Path) -> None:
    """A budget with 项目名称 and 责任单位 was built as a catalogue: names and bodies alone are in every table. The message names the columns."""
    with pytest.raises(SourceError, match="没有找到职责事项：表头“" + columns.replace(",", "、")):
        read(listed(columns, tmp_path))


@pytest.mark.parametrize("columns", LISTS)
def test_a_short_list_of_duties_is_read(columns: str, tmp_path: Path) -> None:
    """What says who does it, on what basis or that these are powers is enough, and money beside powers is no hindrance."""
    assert len(read(listed(columns, tmp_path)).items) == 3


def test_names_that_the_user_explains_are_believed(tmp_path: Path) -> None:
    """With --mapping 名称: [项目名称] the same budget is read: the user has said what it is."""
    path = listed(OTHERS[0], tmp_path)
    read_so = read(path, labels={"项目名称": "name"})
    assert [item.text("项目名称") for item in read_so.items] == ["项目0", "项目1", "项目2"]
    with pytest.raises(SourceError):
        read(path, labels={"责任单位": "department"})
