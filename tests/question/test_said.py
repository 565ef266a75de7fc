"""How things are said in questions: names set off by quotation marks, no matter at all, two names of one department, other bodies."""

from __future__ import annotations

import json
from typing import Any

import pytest

import kg
from tests.catalogues import office, render


@pytest.mark.parametrize(
    "question", ["“劳模”评选找谁", '"劳动模范"归谁评', "老师傅说“评劳模找工会”，该问谁", "“拖欠工资”归哪个部门管"]
)
def test_marks_that_set_off_a_name_say_nothing(base: kg.KnowledgeBase, question: str) -> None:
    """“残疾证”找谁 was a search for these letters in names; nothing had them, and nothing was the answer."""
    answer = base.ask(question)
    assert (answer.kind, answer.status) == ("duty", "answered")
    bare = question.translate(str.maketrans("", "", '“”"'))
    assert answer.duties[0].number == base.ask(bare).duties[0].number


def test_a_thing_lost_is_no_denial(base: kg.KnowledgeBase) -> None:
    """“残疾证”丢了怎么办 was read as: whose name has not the word."""
    assert base.ask("“会员卡”丢了归哪个部门管").kind == "duty"


@pytest.mark.parametrize("question", ["“{}”字样的职责有几项", "名称里带“{}”的有几项", "搜“{}”，有几项"])
def test_marks_of_words_to_look_for_stay(base: kg.KnowledgeBase, question: str) -> None:
    """Where text is spoken of, quoted words are looked for letter by letter."""
    names = [row["name"] for row in base.store.select("SELECT ?name { ?d a duty:DutyItem ; dct:title ?name }")]
    for word in ("审计", "外星人"):
        answer = base.ask(question.format(word))
        assert answer.answer == {"type": "count", "value": sum(word in name for name in names)}


@pytest.mark.parametrize(
    "question",
    [
        *("归谁管？", "找谁", "谁负责", "怎么办？", "那个怎么弄", "需要什么材料？", "要带什么", "依据是什么？"),
        *("你好，归哪个部门管？", "在吗怎么办", "上面说的那个部门在几楼", "你刚才说的部门是哪个"),
    ],
)
def test_a_question_without_a_matter_is_unclear(base: kg.KnowledgeBase, question: str) -> None:
    """归谁管 was answered with all departments, and 要带什么 with the papers of every duty."""
    answer = base.ask(question)
    assert (answer.status, answer.reason, answer.duties) == ("abstained", "unclear", ())


@pytest.mark.parametrize(
    "question",
    ["有哪些部门", "都有哪些部门负责", "一共有多少项职责", "有哪些职责", "依据了哪些文件", "本目录的依据是什么", "一共几个部门"],
)
def test_a_question_about_everything_is_answered(base: kg.KnowledgeBase, question: str) -> None:
    """Many, all, a number or the catalogue itself say that the whole is meant."""
    answer = base.ask(question)
    assert (answer.status, answer.kind) == ("answered", "query")


def test_a_noun_may_be_the_matter(base: kg.KnowledgeBase) -> None:
    """规范性文件由谁审核 asks for the department alone; the documents are what it is about."""
    assert not base.analyse("规范性文件由谁审核").empty
    assert not base.analyse("流程归谁管").empty


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A body one of whose departments has two names, with parts in brackets and another body in a boundary."""
    text = json.dumps(render.load_body("shiqiao-water"), ensure_ascii=False)
    body = json.loads(text.replace("供水股", "供水股（水质检测室）").replace("石政〔2017〕9号", "县政府令第9号"))
    body["duties"][4]["fields"] |= {"职责边界": "工程股会同县农业农村局实施"}
    body["duties"][3]["fields"] |= {"实施机构": "河道巡护队（牵头）、工程股（配合）"}
    file = tmp_path_factory.mktemp("said") / "water.docx"
    file.write_bytes(office.docx(render.build(body)))
    return kg.build([file], into=file.parent / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("供水股负责哪些职责", ["1.2"]),
        ("水质检测室负责哪些职责", ["1.2"]),
        ("供水股（水质检测室）有几项职责", 1),
        ("谁监督站长室", ["13600000829"]),
        ("2.1由谁监督", ["0576-5550190", "13600000829"]),
        ("第二项主要职责的原文是什么", "承担防汛抗旱技术服务和河道巡查。"),
        ("哪些职责涉及县农业农村局", ["2.2"]),
        ("2.2需要跟哪些部门配合", "工程股会同县农业农村局实施"),
        ("2.1由哪些部门配合", ["工程股"]),
        ("河道管理条例是国务院令第几号", "国务院令第3号"),
    ],
)
def test_what_a_document_prints_is_found(water: kg.KnowledgeBase, question: str, value: Any) -> None:
    """办公室 was no department where 办公室（规划财务科） is printed; a boundary that names another body was not read."""
    answer = water.ask(question)
    assert answer.answer is not None, answer.reading
    assert answer.answer["value"] == value


def test_watching_may_be_the_matter(water: kg.KnowledgeBase) -> None:
    """谁监督 asks for contacts beside what is named, and for the department beside a matter."""
    assert water.ask("谁监督水质").kind == "duty"
    assert water.analyse("谁监督水质").field != "supervision"
