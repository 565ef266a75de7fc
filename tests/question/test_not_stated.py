"""What a catalogue does not state is said not to be stated, first of all; duties and departments beside it seemed to answer."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg import pipeline

COLUMNS = """职权编码,职权类型,职权名称,实施依据,承办机构,办理时限,是否收费,办公地点,办公时间,咨询电话,监督电话
0101,行政许可,摊点设置许可,《城市容貌管理条例》第十一条,许可科,20个工作日,不收费,政务大厅3号窗口,周一至周五8:30-17:00,6603101,6609900
0102,行政许可,渣土运输许可,《城市容貌管理条例》第十二条,许可科,10个工作日,不收费,政务大厅4号窗口,周一至周五8:30-17:00,6603101,6609900
"""


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list that prints time limits, fees, places, hours and a telephone for those who have a matter to see to."""
    folder = tmp_path_factory.mktemp("stated")
    (Path(folder) / "青岩市城管局权责清单.csv").write_text(COLUMNS, "utf-8")
    pipeline.publish([pipeline.read(Path(folder) / "青岩市城管局权责清单.csv")], Path(folder) / "base")
    return kg.load(Path(folder) / "base")


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("哪个科室投诉最多", "投诉、举报的数量"),
        ("被举报最少的是哪个部门", "投诉、举报的数量"),
        ("各部门收到多少举报", "投诉、举报的数量"),
        ("各部门的办结率是多少", "完成率、满意度一类的数字"),
        ("哪个部门满意度最低", "完成率、满意度一类的数字"),
        ("基层工作部的部长叫什么名字", "负责人和工作人员的姓名"),
        ("机关党委书记是谁", "负责人和工作人员的姓名"),
        ("办公室负责人是谁", "负责人和工作人员的姓名"),
        ("工会主席的电话", "负责人本人的联系方式"),
        ("哪个部门最闲", "哪个部门清闲或者辛苦"),
        ("权益保障部有几个人", "人数和编制"),
        ("宣传网络部在几楼办公", "办公地点"),
        ("请问机关党委的办公地址是哪里", "办公地点"),
        ("统筹发展部上午几点上班", "办公时间"),
    ],
)
def test_of_a_department(base: kg.KnowledgeBase, question: str, what: str) -> None:
    """Complaints were counted as duties, the head of a department was the department, its address the list of its duties."""
    answer = base.ask(question)
    assert (answer.status, answer.reason, answer.answer) == ("abstained", "not_in_catalogue", None)
    assert answer.json()["reading"] == f"本目录没有写明{what}"
    assert str(answer).startswith(f"本目录没有写明{what}")


@pytest.mark.parametrize(
    "question",
    ["8.3的收费标准", "8.3办理时限", "8.3要交多少钱", "8.3几个工作日办完", "8.3收费吗", "8.3能网上预约吗"],
)
def test_of_a_duty_by_its_number(base: kg.KnowledgeBase, question: str) -> None:
    """A fee or a term of a duty was its department, its number of items or nothing that was understood."""
    answer = base.ask(question)
    assert answer.answer == {"type": "text", "value": ""}
    assert answer.reading.startswith("本目录未写明")
    assert [duty.number for duty in answer.duties] == ["8.3"]
    assert [place["name"] for place in answer.departments] == ["权益保障部"]


@pytest.mark.parametrize(
    "question",
    [
        "法律援助网上能申请吗",
        "法律援助要交多少钱",
        "法律援助几个工作日有结果",
        "劳模津贴发多少钱",
        "困难帮扶去几号窗口",
        "法律援助周末办吗",
    ],
)
def test_of_a_matter(base: kg.KnowledgeBase, question: str) -> None:
    """The department was the answer, and what was asked for a remark behind the reading or nothing."""
    answer = base.ask(question)
    assert answer.answer == {"type": "text", "value": ""}
    assert answer.reading.startswith("本目录未写明")
    assert answer.departments
    assert str(answer).startswith("本目录没有写明")


def test_who_is_in_charge_is_still_told(base: kg.KnowledgeBase) -> None:
    """Who asks for a term and for who is in charge is told who, and that no term is stated."""
    answer = base.ask("困难帮扶几个工作日能批下来，该递给谁")
    assert (answer.answer or {})["type"] == "departments"


@pytest.mark.parametrize("question", ["宣传网络部的办公电话", "机关党委联系电话是多少", "9.3的联系方式"])
def test_a_telephone_that_is_for_complaints(base: kg.KnowledgeBase, question: str) -> None:
    """The telephone for complaints was given to who asked for one to call about a matter, without a word of what it is for."""
    answer = base.ask(question)
    assert "65309957" in (answer.answer or {})["value"]
    assert answer.reading.startswith("本目录未公布办事电话")
    assert str(answer).startswith("本目录没有写明办事电话，下列供监督举报用。")
    assert not base.ask("宣传网络部的监督电话").reading.startswith("本目录未公布")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("0101办理时限", "20个工作日"),
        ("摊点设置许可几个工作日能批", "20个工作日"),
        ("摊点设置许可收费吗", False),
        ("摊点设置许可的办公地点在哪里", "政务大厅3号窗口"),
        ("许可科的咨询电话", ["6603101"]),
    ],
)
def test_what_a_catalogue_prints_is_given(columns: kg.KnowledgeBase, question: str, value: object) -> None:
    """Where there are such columns they are read as before."""
    answer = columns.ask(question)
    assert (answer.answer or {})["value"] == value
    assert "未" not in answer.reading.partition("；")[0]
