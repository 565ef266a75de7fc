"""Columns of those who approve (审批机构) beside those of who carries a duty out."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import pipeline
from kg.records import Catalogue
from tests.catalogues.written import of_csv

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


MATTERS = [
    ("1.1", "档案接收", "牵头：收集科；配合：保管科", "市政府", "", "10日"),
    ("1.2", "档案鉴定销毁", "保管科", "馆党组", "不收费", ""),
    ("1.3", "档案复制服务", "利用科", "", "每页2元", "当日"),
    ("1.4", "档案展览", "利用科", "", "不收费", ""),
    ("1.5", "开放档案目录公布", "牵头：利用科；配合：收集科", "市政府", "", "30日"),
]


@pytest.fixture(scope="module", params=["审批机构", "批准机关", "审批层级"])
def archives(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list of an archive with a column of approvers, which some duties leave blank."""
    folder = tmp_path_factory.mktemp("archives")
    rows = ([n, name, LAW, who, approves, fee, term] for n, name, who, approves, fee, term in MATTERS)
    path = folder / "某市档案馆职责目录.csv"
    path.write_bytes(of_csv(["序号", "职责名称", "法定依据", "实施机构", request.param, "收费情况", "办理时限"], *rows))
    pipeline.publish([pipeline.read(path)], folder / "base")
    return kg.load(folder / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("哪些职责没有审批机构？", ["1.3", "1.4"]),
        ("哪些职责不用报批", ["1.3", "1.4"]),
        ("需要审批的职责有几项", 3),
        ("要报市政府审批的职责有哪些", ["1.1", "1.5"]),
        ("由馆党组批准的职责有几项", 1),
        ("审批机关是市政府的职责有哪些", ["1.1", "1.5"]),
        ("不用报市政府批的有哪些职责", ["1.2", "1.3", "1.4"]),
        ("1.2由谁审批", "馆党组"),
        ("1.2的审批部门是谁", "馆党组"),
        ("1.5是不是由市政府批准", True),
        ("1.2要不要报市政府审批", False),
        ("1.1的审批主体是市政府吗", True),
        ("利用科牵头、报市政府审批的有哪些", ["1.5"]),
        ("总共有几个实施机构", 3),
        ("审批机构不是市政府的职责有几项", 3),
        ("审批机构为空的职责有哪些", ["1.3", "1.4"]),
        ("哪些职责由市政府审批但不由利用科实施", ["1.1"]),
        ("1.2最后由谁拍板", "馆党组"),
    ],
)
def test_who_approves_is_what_the_column_says(archives: kg.KnowledgeBase, question: str, value: object) -> None:
    """没有审批机构 named every duty and 由谁审批 found nothing: the words meant a meeting of the workflow, never the column that was printed."""
    answer = archives.ask(question)
    assert answer.status == "answered"
    assert answer.answer is not None
    assert answer.answer["value"] == value


def test_nobody_who_approves_is_not_made_up(archives: kg.KnowledgeBase) -> None:
    """A body that approves nothing is said not to be in the catalogue, and a blank cell leaves who acts."""
    assert archives.ask("报省政府审批的职责有哪些").reason == "not_in_catalogue"
    copied = archives.ask("档案复制由谁审批")
    assert copied.answer == {"type": "departments", "value": ["利用科"]}
    assert copied.reading.startswith("职责事项 1.3 未写明")


def test_a_denial_is_that_of_one_duty(archives: kg.KnowledgeBase) -> None:
    """档案接收收费吗 was answered by 本目录未写明, though other duties print a fee; a number whose cell is blank was answered by no."""
    for question in ("档案接收收费吗", "1.1收费吗"):
        answer = archives.ask(question)
        assert answer.answer == {"type": "text", "value": ""}
        assert answer.reading.startswith("职责事项 1.1 未写明")
        assert "本目录没有写明" not in str(answer)
    assert archives.ask("1.1的办公时间").reading.startswith("本目录未写明")


def test_the_next_duty_tells_what_the_first_leaves_blank(tmp_path: Path) -> None:
    """行政复议要交钱吗 found the duty of the written opinion, which says nothing of fees, and denied for the whole catalogue what the next two print."""
    path = tmp_path / "某市档案馆职责目录.csv"
    rows = [
        ["1.1", "档案利用意见书制发", LAW, "利用科", ""],
        ["1.2", "档案利用受理", LAW, "利用科", "不收费"],
        ["1.3", "馆务综合", LAW, "办公室", ""],
    ]
    path.write_bytes(of_csv(["序号", "职责名称", "法定依据", "实施机构", "收费情况"], *rows))
    pipeline.publish([pipeline.read(path)], tmp_path / "base")
    answer = kg.load(tmp_path / "base").ask("档案利用要交钱吗")
    assert answer.answer is not None
    assert answer.answer["value"] is False
    assert answer.duties[0].number == "1.2"
    assert answer.status == "answered" or answer.reading.startswith("1.2 的是不收费；职责事项 1.1 未写明收费情况")
