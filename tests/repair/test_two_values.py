"""Two values of one duty, or of two, that are where they should not be; and sound ones that only look so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.records import Catalogue
from tests.repair.test_clerk import LAW, of_csv

HEAD = [
    "序号",
    "职权类型",
    "职权名称",
    "实施依据",
    "承办机构",
    "职责边界",
    "办理流程",
    "办理要件",
    "责任事项",
    "办理时限",
    "监督电话",
]
BOUNDARY, FLOW, PAPERS, DUTY, TERM, PHONE = range(5, 11)
MATTERS = ["户外广告", "燃气经营", "占道挖掘", "园林绿化", "垃圾清运", "市政照明", "供水管网", "环卫车辆", "夜间施工", "河道清淤"]


def sound() -> list[list[str]]:
    """A list in which every value stands in its column."""
    return [
        [
            str(n),
            "行政许可",
            f"{what}许可",
            LAW,
            "市政股",
            f"{what}涉及道路的由县交通局勘验，我局负责其审批和监管。",
            f"受理{what}申请→现场勘验→集体会审→作出决定→送达{what}证件",
            f"{what}申请表、营业执照、平面图",
            f"不得超期审批{what}；不得违规收费；发现问题及时纠正。",
            f"{n + 4}个工作日",
            f"0579-6521{n:03}",
        ]
        for n, what in enumerate(MATTERS, 1)
    ]


def told(catalogue: Catalogue) -> list[tuple[str, tuple[str, ...], str, bool]]:
    """Each finding: its code, its duties, its field, and whether it was repaired."""
    return [(one.code, one.duties, one.field, one.repair is not None) for one in catalogue.findings]


def test_the_list_is_sound(tmp_path: Path) -> None:
    """Nothing is found where nothing is wrong."""
    assert told(of_csv(tmp_path, HEAD, *sound())) == []


@pytest.mark.parametrize("column", [TERM, PHONE])
def test_a_sentence_and_a_value_with_a_form_change_places(column: int, tmp_path: Path) -> None:
    """10个工作日 beside 责任事项 and its sentence beside 办理时限 were told on one of the two, and left: both kinds are certain."""
    rows = sound()
    rows[3][DUTY], rows[3][column] = rows[3][column], rows[3][DUTY]
    read = of_csv(tmp_path, HEAD, *rows)
    assert told(read) == [("misplaced-value", ("4",), HEAD[DUTY], True)]
    assert [field.text for field in read.duties[3].item.fields] == sound()[3]


def test_a_boundary_and_papers_change_places(tmp_path: Path) -> None:
    """Of a boundary in the place of 办理要件 only the papers were told, for naming no body."""
    rows = sound()
    rows[5][BOUNDARY], rows[5][PAPERS] = rows[5][PAPERS], rows[5][BOUNDARY]
    read = of_csv(tmp_path, HEAD, *rows)
    assert told(read) == [("misplaced-value", ("6",), HEAD[BOUNDARY], True)]
    assert [field.text for field in read.duties[5].item.fields] == sound()[5]


def test_a_boundary_that_is_the_process_again_is_told(tmp_path: Path) -> None:
    """The cell of 办理流程 pasted over 职责边界 as well was no finding."""
    rows = sound()
    rows[2][BOUNDARY] = rows[2][FLOW]
    assert told(of_csv(tmp_path, HEAD, *rows)) == [("misplaced-value", ("3",), HEAD[BOUNDARY], False)]


def test_a_process_that_only_says_what_must_not_happen_is_told(tmp_path: Path) -> None:
    """A sentence of 责任事项, a little altered, stood as the process: nobody learns from it how the matter goes."""
    rows = sound()
    rows[4][FLOW] = rows[4][DUTY].replace("不得违规收费", "不得违规收取费用")
    assert told(of_csv(tmp_path, HEAD, *rows)) == [("misplaced-value", ("5",), HEAD[FLOW], False)]
