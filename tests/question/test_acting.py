"""Who acts in a question about a matter: one body of two, a body above or outside, the department that leads; and what is said that nobody understands."""

from __future__ import annotations

from typing import Any

import pytest

import kg
from kg import pipeline
from kg.about import About
from kg.records import Body

CIVIL = """序号,职责名称,法定依据,实施机构,职责边界,责任事项,监督电话
1.1,最低生活保障对象审核确认,《社会救助暂行办法》（国务院令第649号）第十一条,社会救助科（牵头）、财务科（配合）,社会救助科牵头；财务科配合；区公安分局协助核查户籍。,错发救助金的，依法给予处分。,7222016
1.2,婚姻登记档案查询,《婚姻登记档案管理办法》第十五条,婚姻登记处,独立实施。,泄露档案的，依法给予处分。,7222016
2.1,养老机构备案,《养老机构管理办法》（民政部令第66号）第九条,养老服务科,养老服务科负责备案，消防救援站负责消防检查。,应备不备的，依法给予处分。,7222016
"""
CITY = """序号,职责名称,法定依据,实施机构,职责边界,责任事项,监督电话
1,城市道路路灯维修,《城市照明管理规定》第二十条,市政设施科,独立实施。,维修不及时的，依法给予处分。,8801234
2,占道经营查处,《城市市容和环境卫生管理条例》第十四条,执法大队,独立实施。,徇私枉法的，依法给予处分。,8801234
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A civil affairs bureau with a superior and a city management bureau, a few duties each."""
    folder = tmp_path_factory.mktemp("acting")
    above = (Body("临河市民政局", ("市民政局",)),)
    bodies = {"柳河县民政局": (CIVIL, above), "青石区城市管理局": (CITY, ())}
    catalogues = []
    for name, (text, superiors) in bodies.items():
        (folder / f"{name}职责目录.csv").write_text(text, "utf-8")
        catalogues.append(pipeline.read(folder / f"{name}职责目录.csv", About(publisher=name, superiors=superiors)))
    pipeline.publish(catalogues, folder / "base")
    return kg.load(folder / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("青石区城市管理局的监督电话", ["8801234"]),
        ("柳河县民政局的电话", ["7222016"]),
        ("县民政局的举报电话", ["7222016"]),
        ("哪个局的职责多", "柳河县民政局"),
        ("柳河县民政局归谁管", "临河市民政局"),
        ("青石区城市管理局哪个科管路灯维修", ["市政设施科"]),
        ("两个局一共多少项职责", 5),
        ("执法大队负责占道经营查处吗", True),
        ("低保审核谁牵头", ["社会救助科"]),
        ("低保审核由谁配合", ["财务科"]),
        ("低保依据哪一条", ["第十一条"]),
        ("婚姻登记档案查询怎么追责", "泄露档案的，依法给予处分。"),
        ("哪些职责和公安分局有关", ["1.1"]),
        ("哪些职责需要公安分局配合", ["1.1"]),
        ("哪些职责涉及消防救援站", ["2.1"]),
    ],
)
def test_who_acts_and_who_is_concerned(two: kg.KnowledgeBase, question: str, value: Any) -> None:
    """A body before 监督电话 was unclear, every department led, and 低保依据哪一条 gave the clauses of all duties."""
    answer = two.ask(question)
    assert answer.status == "answered"
    assert answer.answer is not None
    assert answer.answer["value"] == value


@pytest.mark.parametrize(
    ("question", "other"), [("青石区城市管理局哪个科管低保", "柳河县民政局"), ("柳河县民政局管不管路灯维修", "青石区城市管理局")]
)
def test_a_body_that_does_not_act_is_no_answer(two: kg.KnowledgeBase, question: str, other: str) -> None:
    """The other body's department was given as if it were the named one's; now the other body is named as the one that has the matter."""
    answer = two.ask(question)
    assert (answer.status, answer.reason, answer.answer) == ("abstained", "not_in_catalogue", None)
    assert (answer.referral or {})["authority"] == other
    assert other in answer.reading


def test_a_body_spoken_of_does_not_act(two: kg.KnowledgeBase) -> None:
    """A story may name a body in passing: the answer is still for the matter."""
    answer = two.ask("我去柳河县民政局的路上看到路灯坏了，路灯维修归谁管")
    assert (answer.status, answer.departments[0]["name"]) == ("answered", "市政设施科")


def test_a_superior_is_not_in_the_catalogue(two: kg.KnowledgeBase) -> None:
    """The duties of the county's bureau were listed for the city's."""
    answer = two.ask("市民政局的职责有哪些")
    assert (answer.status, answer.reason) == ("abstained", "not_in_catalogue")
    assert "没有市民政局" in answer.reading


@pytest.mark.parametrize("question", ["当天就能办的事项有哪些", "涉及街道以外单位的职责有几项", "需要带身份证的职责有几项"])
def test_a_condition_is_never_dropped(two: kg.KnowledgeBase, question: str) -> None:
    """All duties were the answer, as if nothing had been said of them."""
    answer = two.ask(question)
    assert (answer.status, answer.reason, answer.answer) == ("abstained", "unclear", None)
    assert question.partition("的")[0] in answer.reading


@pytest.mark.parametrize(
    "question", ["一共有多少项职责", "你们负责的事项有哪些", "目录里列的职责一共几项", "所要办理的全部事项有哪些"]
)
def test_words_that_narrow_nothing_are_no_condition(two: kg.KnowledgeBase, question: str) -> None:
    """What every list says of its duties asks for all of them."""
    assert two.ask(question).status == "answered"
