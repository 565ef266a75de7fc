"""Columns of those who approve (审批机构) beside those of who carries a duty out."""

from __future__ import annotations

from pathlib import Path

from kg import pipeline
from kg.records import Catalogue
from tests.test_lists import of_csv

LAW = "《中华人民共和国档案法》第八条"


def read(path: Path, label: str, who: str, rows: list[tuple[str, str]]) -> Catalogue:
    """A list of duties with a column of this label behind that of who acts."""
    path.write_bytes(
        of_csv(
            ["序号", "职责名称", "法定依据", who, label],
            *([str(n), f"负责第{n}类档案的接收工作", LAW, acts, approves] for n, (acts, approves) in enumerate(rows, 1)),
        )
    )
    return pipeline.read(path)


ROWS = [("收集科", "市政府"), ("保管科", ""), ("收集科、利用科", "馆党组"), *[("利用科", "")] * 5]


def test_those_who_approve_do_not_carry_out(tmp_path: Path) -> None:
    """审批机构 and 审批部门 were a second 实施机构: 市政府 carried duties out, and every blank cell was a value that had been lost."""
    for label in ("审批机构", "审批部门", "审批机关", "最终审批单位"):
        for who in ("实施机构", "承办部门", "责任科室"):
            got = read(tmp_path / "list.csv", label, who, ROWS)
            assert [[one.name for one in duty.departments] for duty in got.duties] == [
                ["收集科"],
                ["保管科"],
                ["收集科", "利用科"],
                *[["利用科"]] * 5,
            ]
            assert [finding.code for finding in got.findings if finding.field == label] == []


def test_those_who_approve_act_where_nobody_else_does(tmp_path: Path) -> None:
    """A list of licences whose only column of bodies is 审批部门 says by it who acts; a body over sections in every row is no approver either."""
    path = tmp_path / "licences.csv"
    path.write_bytes(
        of_csv(
            ["序号", "许可事项名称", "设定依据", "审批部门"],
            ["1", "档案外运许可", LAW, "保管科"],
            ["2", "档案复制许可", LAW, "利用科"],
        )
    )
    assert [[one.name for one in duty.departments] for duty in pipeline.read(path).duties] == [["保管科"], ["利用科"]]
    over = [["1", "档案外运许可", LAW, "市城管局", "收集科"], ["2", "档案复制许可", LAW, "市水务局", "利用科"]]
    path.write_bytes(of_csv(["序号", "许可事项名称", "设定依据", "审批部门", "承办科室"], *over))
    assert "市水务局" in [one.name for one in pipeline.read(path).duties[1].departments]
