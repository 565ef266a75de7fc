"""Cells that are filled in only to say that there is nothing: 无, ——, 不涉及, × mean the same wherever they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import pipeline
from kg.labels import says_nothing
from kg.meaning import departments, subitem
from tests.catalogues.written import of_csv

HEAD = ["序号", "职责事项", "子项", "责任科室", "配合科室", "职责边界", "联系邮箱", "办理时限", "备注"]
ROWS = [
    ["1", "修剪行道树木", "{}", "绿化科", "{}", "{}", "lvhua@qinghe.gov.cn", "5个工作日", "{}"],
    ["2", "清运落叶枯枝", "道路", "环卫科", "绿化科", "环卫科独立实施", "huanwei@qinghe.gov.cn", "3个工作日", "雨天顺延"],
    ["3", "维修公共座椅", "", "设施科", "", "设施科独立实施", "10个工作日", "sheshi@qinghe.gov.cn", ""],
    ["4", "检测井盖沉降", "", "设施科", "", "设施科独立实施", "sheshi@qinghe.gov.cn", "7个工作日", ""],
]

BLANKS = ["", "无", "——", "/", "\\", "×", "不涉及", "没有", "暂无", "…"]
STREETS = ["东街", "西街", "南街", "北街", "河堤", "公园", "广场", "学校", "车站", "码头", "桥头"]


def source(folder: Path, blank: str) -> Path:
    """A list whose first duty has `blank` wherever it has nothing."""
    path = folder / "list.csv"
    path.write_bytes(of_csv(["清河县城管局职责清单"], HEAD, *([cell.format(blank) for cell in row] for row in ROWS)))
    return path


@pytest.mark.parametrize("blank", BLANKS)
def test_nothing_is_nothing_in_every_column(blank: str, tmp_path: Path) -> None:
    """Six lists of such words differed: 不涉及 was the name of a sub-item, 没有 a boundary that says too little, × a remark."""
    assert says_nothing(blank)
    read = pipeline.read(source(tmp_path, blank))
    first = read.duties[0]
    assert (first.item.subitem, [one.name for one in first.departments]) == ("", ["绿化科"])
    assert [one for one in read.findings if "1" in one.duties and one.code != "missing-value"] == []


def test_nothing_is_nothing_where_it_is_asked_for(tmp_path: Path) -> None:
    """A remark that says nothing is none: of a list with one duty for each way to say so, only the last has a remark."""
    said = [*BLANKS, "雨天顺延"]
    rows = [
        [str(n), f"修剪{place}树木", place, "绿化科", blank]
        for n, (place, blank) in enumerate(zip(STREETS, said, strict=True), 1)
    ]
    (tmp_path / "list.csv").write_bytes(of_csv(["清河县城管局职责清单"], ["序号", "职责事项", "子项", "责任科室", "备注"], *rows))
    answer = kg.build([tmp_path / "list.csv"], into=tmp_path / "base").ask("哪些事项有备注？").answer
    assert answer is not None
    assert answer["value"] == [str(len(said))]


def test_words_that_say_something_do() -> None:
    """Only the whole cell counts, and 无子项 says so of sub-items alone."""
    assert not any(map(says_nothing, ("无线电科", "没有期限", "无子项", "0", "√")))
    assert (subitem("无子项"), subitem("无障碍改造")) == ("", "无障碍改造")
    assert [one.name for one in departments("无线电科")] == ["无线电科"]


def test_an_address_and_a_term_change_places(tmp_path: Path) -> None:
    """联系邮箱 was no column of contacts where values are exchanged, as 联系电话 was."""
    read = pipeline.read(source(tmp_path, ""))
    (found,) = (one for one in read.findings if one.repair)
    assert (found.code, found.duties) == ("misplaced-value", ("3",))
    assert read.duties[2].item.text("联系邮箱") == "sheshi@qinghe.gov.cn"
