"""Questions about a catalogue with a column of those who carry out beside one of those who help (承办科室, 协办科室)."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

import kg
from tests.question import answers

_COLUMNS = ("序号", "事项名称", "事项类型", "承办科室", "协办科室", "法定依据", "办结时限", "收费标准", "咨询电话", "监督电话")
_LAW = "《中华人民共和国水法》第四十八条"
_ROWS = (
    ("取水许可证核发", "行政许可", "水资源科", "河道科", _LAW, "20个工作日", "不收费", "0571-8811001"),
    ("河道采砂审批", "行政许可", "河道科", "水资源科、执法队", _LAW, "20个工作日", "不收费", "0571-8811002"),
    ("违法取水查处", "行政处罚", "执法队", "水资源科", _LAW, "90日", "不收费", "0571-8811003"),
    ("水费发票补开", "公共服务", "财务科", "", "《会计法》第九条", "即时办结", "不收费", "0571-8811004"),
    ("用水计划调整", "公共服务", "水资源科", "", _LAW, "即时办结", "不收费", "0571-8811001"),
    ("水样委托检测", "公共服务", "水资源科", "财务科", "《会计法》第十条", "5个工作日", "每份200元", "0571-8811001"),
)


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """Six duties of a water authority, four of them with departments that help."""
    folder = tmp_path_factory.mktemp("water")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["澜溪县水利局权责清单"])
    sheet.append(list(_COLUMNS))
    for n, row in enumerate(_ROWS, 1):
        sheet.append([f"SL-{n}", *row, "0571-8812345"])
    book.save(folder / "water.xlsx")
    return kg.build([Path(folder) / "water.xlsx"], into=Path(folder) / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("水资源科承办几项？", 3),
        ("水资源科主办几项？", 3),
        ("承办科室是水资源科的有几项？", 3),
        ("水资源科协办几项？", 2),
        ("水资源科参与几项？", 5),
        ("水资源科承办或协办的有几项？", 5),
        ("水资源科承办几项、协办几项？", [["牵头机构（没有标明牵头的，为其实施机构）为水资源科", 3], ["配合机构为水资源科", 2]]),
        ("哪个科室承办的事项最多？", ["水资源科"]),
        ("承办数量排第一的是哪个科室？", ["水资源科"]),
        ("每个科室承办几项？", [["水资源科", 3], ["河道科", 1], ["执法队", 1], ["财务科", 1]]),
        ("水资源科比河道科多承办几项？", 2),
        ("水资源科承办的占百分之几？", "50%"),
        ("引用水法又不归水资源科承办的有哪些？", ["SL-2", "SL-3"]),
        ("除了水资源科，还有哪些科室承办公共服务事项？", ["财务科"]),
        ("列出全部行政许可事项及其承办科室", [["SL-1", "水资源科"], ["SL-2", "河道科"]]),
        ("河道科承办、水资源科协办的有哪些？", ["SL-2"]),
        ("协办科室为水资源科的有哪些？", ["SL-2", "SL-3"]),
        ("SL-2的承办科室是谁？", ["河道科"]),
        ("没有承办科室的有几项？", 0),
        ("即时办结而且水资源科承办的有哪些？", ["SL-5"]),
        ("不收费且水资源科承办的有几项？", 2),
    ],
)
def test_those_who_carry_out_are_not_those_who_help(water: kg.KnowledgeBase, question: str, value: object) -> None:
    """承办 meant any department of a duty, and so also those in the column 协办科室: 8 instead of 7, a wrong first, a wrong share."""
    assert answers.value_if_any(water, question) == value


@pytest.mark.parametrize("question", ["各科室承办、协办各有多少项？", "各科室承办和协办的分别有几项？"])
def test_two_numbers_of_each_are_not_one(water: kg.KnowledgeBase, question: str) -> None:
    """What is asked of each part apart was answered with the duties of both together."""
    assert water.ask(question).json()["status"] == "abstained"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("哪些职责没有写协办科室？", ["SL-4", "SL-5"]),
        ("没填协办科室的有几项？", 2),
        ("没注明承办科室的有几项？", 0),
        ("水资源科的电话是多少？", ["0571-8811001"]),
        ("只引用了一条依据的职责有多少项？", 6),
        ("引用了两条依据的职责有几项？", 0),
        ("公共服务或者行政处罚类的一共多少项？", 4),
        ("公共服务占全部职责的百分之几？", "50%"),
        ("收费标准不是不收费的有哪些？", ["SL-6"]),
        ("SL-3多久办完？", "90日"),
    ],
)
def test_what_is_denied_counted_or_called_is_that_which_is_named(water: kg.KnowledgeBase, question: str, value: object) -> None:
    """没有写 of a column gave the duties that have it, 一条依据 one department, a telephone that of those whom a department helps."""
    assert answers.value_if_any(water, question) == value


@pytest.mark.parametrize("question", ["居民医保一年交多少钱？", "养老保险个人要缴多少？", "水费缴费标准是多少？"])
def test_what_people_contribute_is_no_fee_of_a_service(water: kg.KnowledgeBase, question: str) -> None:
    """The registration for an insurance is free, and so the insurance was said to cost nothing."""
    assert water.ask(question).json()["status"] == "abstained"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("每个科室承办的公共服务数量", [["财务科", 1], ["水资源科", 2]]),
        ("公共服务里财务科协办的有几项？", 1),
        ("除公共服务以外，水资源科协办的有哪些？", ["SL-2", "SL-3"]),
        ("被引用最多的是哪部法律法规，几项职责引用了？", "中华人民共和国水法"),
    ],
)
def test_types_of_a_column_of_the_catalogues_own(water: kg.KnowledgeBase, question: str, value: object) -> None:
    """公共服务 before 里, 数量 or behind 除 was no type, and the question was searched for as a matter."""
    assert answers.value_if_any(water, question) == value


def test_what_is_said_of_a_duty_and_is_not_so_is_said_to_be_untrue(water: kg.KnowledgeBase) -> None:
    """Whom those help who do not lead a duty was answered with 没有, as though nobody helped."""
    found = water.ask("SL-2由执法队牵头，它的协办单位是谁？").json()
    assert found["status"] == "abstained"
    assert "SL-2不符合" in found["reading"]
    assert answers.value_if_any(water, "SL-2由河道科牵头，它的协办单位是谁？") == ["执法队", "水资源科"]
