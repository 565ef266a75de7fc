"""Columns that are of no known kind, as many lists print them: asked for by label and in everyday words, and as conditions."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import pipeline

LIST = """序号,职权类型,事项名称,设定依据,责任股室,承诺办结时限,是否收费,服务对象,联系电话,监督电话,更新日期,备注
1,行政许可,捕捞许可证核发,《中华人民共和国渔业法》第二十三条第二款,渔政股,15个工作日,否,渔业船舶所有人,5550101,5559900,2024/5/20,
2,行政许可,河道采砂许可,《中华人民共和国水法》第三十九条第一款,河湖股,20个工作日,否,采砂单位,5550202,5559900,2024/5/20,汛期停办
3,行政处罚,对陡坡开荒的处罚,《中华人民共和国水土保持法》第三十九条,执法队,90日,否,违法当事人,5550303,5559900,2024/5/20,
4,行政征收,水土保持补偿费征收,《中华人民共和国水土保持法》第三十二条第一款,水保股,即办,是,生产建设单位,5550404,5559900,2024/5/20,
5,公共服务,农机驾驶证补发,《拖拉机和联合收割机驾驶证管理规定》（农业部令2018年第1号）第二十一条,农机股,即办,否,驾驶人,5550505,5559900,2024/3/15,
"""


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list with six columns beside those of the known kinds."""
    folder = tmp_path_factory.mktemp("services")
    (folder / "某县农业农村和水利局权责清单.csv").write_text(LIST, "utf-8")
    pipeline.publish([pipeline.read(folder / "某县农业农村和水利局权责清单.csv")], folder / "base")
    return kg.load(folder / "base")


def _value(base: kg.KnowledgeBase, question: str) -> Any:
    answer = base.ask(question)
    assert answer.status == "answered", question
    assert answer.answer is not None
    return answer.answer["value"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("捕捞许可证核发的承诺办结时限是多少", "15个工作日"),
        ("办捕捞许可证要多久", "15个工作日"),
        ("河道采砂许可几天能办下来", "20个工作日"),
        ("河道采砂许可的办理时限", "20个工作日"),
        ("水土保持补偿费征收的服务对象是谁", "生产建设单位"),
        ("捕捞许可证谁可以申请", "渔业船舶所有人"),
        ("河道采砂许可有什么备注", "汛期停办"),
        ("农机驾驶证补发的编码是什么", "5"),
        ("捕捞许可证核发的更新日期", "2024/5/20"),
    ],
)
def test_any_column_may_be_asked_for(services: kg.KnowledgeBase, question: str, value: str) -> None:
    """The department was given instead: only the columns of known kinds could be asked for."""
    answer = services.ask(question)
    assert answer.answer == {"type": "text", "value": value}
    assert answer.status == "answered"
    evidence = answer.json()["duties"][0]["evidence"]
    assert value in (answer.duties[0].number, *(one["text"] for one in evidence))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("渔政股的电话", ["5550101"]),
        ("河湖股联系电话是多少", ["5550202"]),
        ("补发农机驾驶证打什么电话", ["5550505"]),
        ("渔政股的监督电话", ["5559900"]),
        ("河道采砂许可的投诉电话是多少", ["5559900"]),
    ],
)
def test_the_contact_for_a_matter_is_not_that_for_complaints(services: kg.KnowledgeBase, question: str, value: list[str]) -> None:
    """The printed contact was denied, and callers were sent to where people complain."""
    answer = services.ask(question)
    assert answer.answer == {"type": "contact", "value": value}
    assert "未公布办事电话" not in str(answer)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("即办的事项有哪些", ["4", "5"]),
        ("承诺办结时限是20个工作日的有哪些", ["2"]),
        ("收费的事项有哪些", ["4"]),
        ("不收费的行政许可有哪些", ["1", "2"]),
        ("有备注的事项有哪些", ["2"]),
        ("服务对象为采砂单位的有哪些", ["2"]),
        ("更新日期为2024-03-15的事项有哪些", ["5"]),
        ("依据水法的有哪些", ["2"]),
        ("水法第三十九条对应哪些事项", ["2"]),
        ("水土保持法第三十九条对应哪些事项", ["3"]),
    ],
)
def test_what_is_said_of_a_column_is_a_condition(services: kg.KnowledgeBase, question: str, numbers: list[str]) -> None:
    """即办的事项 gave every duty, and 水法第三十九条 that of the 水土保持法 too: the condition was dropped without a word."""
    assert _value(services, question) == numbers


@pytest.mark.parametrize(
    ("question", "value"),
    [("不收费的有几项", 4), ("5550303是哪个队的电话", ["执法队"]), ("哪个股室负责即办的事项", ["水保股", "农机股"])],
)
def test_columns_count_and_lead_to_departments(services: kg.KnowledgeBase, question: str, value: Any) -> None:
    """The condition narrows counts and lists of departments as well; 股室 is a word for a department."""
    assert _value(services, question) == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("河道采砂许可是不是渔政股办", False),
        ("捕捞许可证核发是渔政股负责的吗", True),
        ("水保股管不管陡坡开荒", False),
        ("补发农机驾驶证收不收费", False),
        ("水土保持补偿费征收要钱吗", True),
        ("农业部令2018年第1号是什么", "拖拉机和联合收割机驾驶证管理规定"),
    ],
)
def test_whether_a_department_handles_a_matter(services: kg.KnowledgeBase, question: str, value: Any) -> None:
    """Who asks whether gets yes or no; who asks what a decree is gets its title."""
    assert _value(services, question) == value


@pytest.mark.parametrize("question", ["劳动法第三十九条对应哪些事项", "承诺办结时限为三天的事项有哪些"])
def test_what_the_catalogue_does_not_have_is_said(services: kg.KnowledgeBase, question: str) -> None:
    """第三十九条 of any law was the answer to one for that of a law that nothing in the list cites."""
    answer = services.ask(question)
    assert (answer.status, answer.reason, answer.answer) == ("abstained", "not_in_catalogue", None)


def test_a_column_that_is_not_printed_is_unwritten(services: kg.KnowledgeBase) -> None:
    """Who asks for 办公地点 where there is no such column is not answered with the department alone."""
    answer = services.ask("河道采砂许可的办公地点")
    assert answer.answer == {"type": "text", "value": ""}
    assert "目录未写明办公地点" in answer.reading


def test_conditions_on_columns_are_quick_in_long_lists(tmp_path: Path) -> None:
    """Of 150 rows 写明备注的有几项 took minutes: the engine looked for the column among all cells anew for every duty."""
    head, *rows = LIST.splitlines()
    long = [",".join([str(n), *rows[n % len(rows)].split(",")[1:]]) for n in range(1, 301)]
    (tmp_path / "某县农业农村和水利局权责清单.csv").write_text("\n".join([head, *long]), "utf-8")
    pipeline.publish([pipeline.read(tmp_path / "某县农业农村和水利局权责清单.csv")], tmp_path / "base")
    base = kg.load(tmp_path / "base")
    started = time.process_time()
    found = [_value(base, f"{said}的有几项") for said in ("写明备注", "没有写备注", "收费", "服务对象为采砂单位")]
    assert found == [60, 240, 60, 60]
    assert time.process_time() - started < 10
