"""Parts that departments play where the boundaries of duties alone print them: 应急指挥中心牵头，机关党委、政策法规科配合."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from tests.catalogues import render
from tests.question import answers

_BODIES = ("yunlan-emergency", "liuwan-subdistrict", "songling-disabled")


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, kg.KnowledgeBase]:
    """Three bodies of which no cell of 实施机构 says who leads, each in a base of its own."""
    folder = tmp_path_factory.mktemp("bodies")
    built = {}
    for name in _BODIES:
        (folder / f"{name}.txt").write_bytes(render.render(render.load_body(name)).data)
        built[name.partition("-")[0]] = kg.build([folder / f"{name}.txt"], into=folder / name)
    return built


@pytest.mark.parametrize(
    ("body", "question", "value"),
    [
        ("yunlan", "政策法规科配合了哪几项", ["1.3"]),
        ("yunlan", "1.1除了牵头的还有谁", ["安全生产基础科", "综合减灾科"]),
        ("yunlan", "综合减灾科在哪些职责里配合", ["1.1", "3.2"]),
        ("yunlan", "综合减灾科参与哪些", ["1.1", "3.1", "3.2", "3.3"]),
        ("yunlan", "综合减灾科除了自己的还参与哪些", ["1.1", "3.2"]),
        ("yunlan", "规划财务科和综合减灾科共同参与的事项", ["1.1", "3.2"]),
        ("yunlan", "不是综合减灾科牵头但它配合的有哪些", ["1.1", "3.2"]),
        ("yunlan", "牵头事项最多的科室是哪个", ["救援协调和预案管理科"]),
        ("liuwan", "城市管理科只配合不牵头的", ["3.6", "3.8"]),
        ("liuwan", "平安建设办公室牵头+配合一共几项", 4),
        ("liuwan", "不用别人配合的有几项", 6),
        ("liuwan", "哪个科室从来不需要别人配合", ["纪工委办公室", "退役军人服务站", "综合行政执法队"]),
        ("liuwan", "既没写独立实施也没有写牵头的有哪些", ["2.2", "3.3", "3.9", "4.2"]),
        ("liuwan", "平安建设办公室帮谁干活", ["社区建设科", "应急管理站"]),
        ("liuwan", "有没有平安建设办公室和城市管理科共同的事项", True),
        ("liuwan", "应急管理站牵头的那项谁来帮", ["平安建设办公室", "城市管理科"]),
        ("songling", "哪些科室既有独立实施又有牵头的", ["权益维护股", "康复部", "残疾人劳动就业服务所", "宣传文体室"]),
        ("songling", "哪些科室牵头", ["权益维护股", "组织联络部", "康复部", "残疾人劳动就业服务所", "宣传文体室"]),
        ("songling", "哪些科室一项牵头的都没有", ["办公室", "教育就业股", "辅助器具中心"]),
    ],
)
def test_parts_are_what_boundaries_say(bodies: dict[str, kg.KnowledgeBase], body: str, question: str, value: object) -> None:
    """Only where some cell of 实施机构 printed a part was it read: 牵头 counted what a department carries out, 配合 was refused or dropped."""
    found = answers.value(bodies[body], question)
    assert (sorted(found) if isinstance(found, list) else found) == (sorted(value) if isinstance(value, list) else value)


@pytest.mark.parametrize("question", ["既牵头过又配合过的科室有哪些", "哪些科室既牵头别人又被别人叫去配合"])
def test_departments_of_two_parts(bodies: dict[str, kg.KnowledgeBase], question: str) -> None:
    """The first was searched for; of the second, far from its 又, all departments were given."""
    assert answers.value(bodies["songling"], question) == ["组织联络部", "残疾人劳动就业服务所"]


@pytest.mark.parametrize(
    ("body", "question", "value"),
    [
        ("yunlan", "应急指挥中心独立实施的几项，牵头的几项", [2, 1]),
        ("yunlan", "应急指挥中心牵头的和独立实施的各几项", [1, 2]),
        ("songling", "宣传文体室牵头几项、独立实施几项", [1, 1]),
    ],
)
def test_what_a_boundary_states_beside_a_part(
    bodies: dict[str, kg.KnowledgeBase], body: str, question: str, value: list[int]
) -> None:
    """独立实施 beside 牵头 was asked of the same duties, of which there are none."""
    found = answers.value(bodies[body], question)
    assert isinstance(found, list)
    assert [row[1] for row in found] == value


def test_whom_a_boundary_names_that_is_no_department(bodies: dict[str, kg.KnowledgeBase]) -> None:
    """Who carries the duty out was given for those who help; the boundary names a body of others."""
    assert answers.value(bodies["yunlan"], "1.9配合的是谁") == "危险化学品安全监督管理科牵头，区市场监督管理局配合"


def test_what_alone_stands_in_a_boundary_is_not_read(bodies: dict[str, kg.KnowledgeBase]) -> None:
    """The boundaries themselves were listed, of all duties of the department."""
    answer = bodies["songling"].ask("职责边界里只提到康复部的有哪些")
    assert answer.answer is None
    assert "职责边界里只" in answer.reading


@pytest.mark.parametrize(
    ("question", "value", "other"),
    [
        ("引用安全生产法的职责有几条，都归谁", 4, "应急指挥中心、安全生产基础科、应急管理综合行政执法大队"),
        ("综合减灾科有几项，电话是多少", 2, "0597-5550119、12345"),
        ("政策法规科有哪些职责？分别依据哪一条？", ["1.7"], "第十九条第一款、第十九条第二款"),
    ],
)
def test_a_second_question_is_answered_beside_the_first(
    bodies: dict[str, kg.KnowledgeBase], question: str, value: object, other: str
) -> None:
    """The first was answered, and of the second nothing said."""
    answer = bodies["yunlan"].ask(question)
    assert answer.answer is not None
    assert answer.answer["value"] == value
    assert answer.reading.endswith(f"：{other}")


def test_what_cells_of_departments_print_is_not_asked_of_boundaries(tmp_path: Path) -> None:
    """A boundary that says who gives figures made its section take part, in a body whose 实施机构 says who does: one duty more, and two sections with the most."""
    rows = (
        "序号,名称,法定依据,实施机构,职责边界\n"
        "1,管理救灾仓库,《红十字会法》第十一条,救护科（牵头）、财务科（配合）,采购由救护科牵头，核算由财务科负责。\n"
        "2,应对网上舆情,《红十字会法》第十二条,救护科,涉及募捐的由财务科提供数据。\n"
    )
    (tmp_path / "list.csv").write_text(rows, "utf-8")
    base = kg.build([tmp_path / "list.csv"], into=tmp_path / "base")
    assert answers.value(base, "财务科参与的职责有几项") == 1
    assert answers.value(base, "哪个科室参与的职责最多") == ["救护科"]


def test_who_reviews_is_not_who_carries_out(bodies: dict[str, kg.KnowledgeBase]) -> None:
    """1.6由谁审核 was answered with the department that carries 1.6 out, while its boundary names another for that."""
    answer = bodies["yunlan"].ask("1.6由谁审核")
    assert (answer.status, answer.reason) == ("abstained", "unclear")
