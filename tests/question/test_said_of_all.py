"""What an answer says of all that a catalogue prints: main responsibilities without duties, who leads, which law a clause is of."""

from __future__ import annotations

import io

import docx
import pytest

import kg
from kg import pipeline
from tests.catalogues import office, render
from tests.catalogues.written import of_csv


@pytest.fixture(scope="module")
def idle(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A catalogue with a ninth main responsibility that no duty takes up."""
    folder = tmp_path_factory.mktemp("idle")
    document = docx.Document(io.BytesIO(office.docx(render.build(render.load_body("shiqiao-water")))))
    row = document.tables[0].add_row().cells
    row[0].text, row[1].text = "9", "负责水文资料的收集整理。"
    document.save(str(folder / "water.docx"))
    return kg.build([folder / "water.docx"], into=folder / "base")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("没有职责承接的主要职责", "9"),
        ("哪项主要职责下面没有具体职责事项", "9"),
        ("哪些主要职责没有落实到职责事项", "9"),
        ("有没有主要职责没有职责事项", True),
        ("是不是每项主要职责都有职责事项", False),
        ("没有职责承接的主要职责有几项", 1),
        ("主要职责9没有职责事项吗", True),
        ("主要职责1没有职责事项吗", False),
    ],
)
def test_main_responsibilities_without_duties(idle: kg.KnowledgeBase, question: str, value: object) -> None:
    """没有职责承接的主要职责 was refused, though the catalogue tells: a query over duties never meets one that has none."""
    answer = idle.ask(question)
    assert answer.status == "answered"
    assert answer.answer is not None
    assert answer.answer["value"] == value


def test_main_responsibilities_are_all_counted(idle: kg.KnowledgeBase) -> None:
    """主要职责有几大项 left out the one without duties; so did the table of their duties, and the fewest did not say so."""
    table = idle.ask("每项主要职责各有几项职责").answer
    assert table is not None
    assert table["value"][-1] == ["9", 0]
    assert idle.ask("主要职责一共有几大项").answer == {"type": "count", "value": len(table["value"])}
    assert "没有职责事项的主要职责 9 不在其中" in idle.ask("哪项主要职责的职责最少").reading


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A list in which some duties name their department alone, without a part, and rest on several laws."""
    folder = tmp_path_factory.mktemp("archives")
    laws = "《某市档案馆职能配置规定》第三条；《中华人民共和国档案法》第四条；《某市档案条例》第三条"
    rows = [
        ["1.1", "档案接收", laws, "牵头：收集科；配合：保管科"],
        ["1.2", "档案鉴定", "《中华人民共和国档案法》第九条", "收集科"],
        ["1.3", "档案修复", "《中华人民共和国档案法》第八条", "牵头：保管科；配合：收集科"],
    ]
    path = folder / "某市档案馆职责目录.csv"
    path.write_bytes(of_csv(["序号", "职责名称", "法定依据", "实施机构"], *rows))
    pipeline.publish([pipeline.read(path)], folder / "base")
    return kg.load(folder / "base")


@pytest.mark.parametrize(
    ("question", "value", "told"),
    [
        ("收集科牵头的职责有几项", 1, "则为 2"),
        ("收集科牵头的职责有哪些", ["1.1"], "则为 1.1、1.2"),
        ("各部门各牵头几项", [["收集科", 1], ["保管科", 1]], "收集科 2、保管科 1"),
        ("保管科牵头的职责有几项", 1, ""),
        ("收集科参加但不牵头的有哪些", ["1.3"], ""),
    ],
)
def test_which_leads_count_is_said(archives: kg.KnowledgeBase, question: str, value: object, told: str) -> None:
    """Who leads a duty without printed parts was whoever carries it out, who leads how many only what is printed; nothing said so,
    and a duty that a department has alone was one that it does not lead."""
    answer = archives.ask(question)
    assert answer.answer is not None
    assert answer.answer["value"] == value
    assert ("这里只算标明牵头的" in answer.reading) == bool(told)
    assert told in answer.reading


def test_clauses_of_several_laws(archives: kg.KnowledgeBase) -> None:
    """第三条、第四条 of three laws came in the order of their numbers and without the laws, two of them as one."""
    for question in ("1.1的法定依据", "档案接收依据哪几条"):
        answer = archives.ask(question)
        assert answer.answer is not None
        assert answer.answer["value"] == [
            "《某市档案馆职能配置规定》第三条",
            "《中华人民共和国档案法》第四条",
            "《某市档案条例》第三条",
        ]
        assert "依次为《某市档案馆职能配置规定》第三条、《中华人民共和国档案法》第四条、《某市档案条例》第三条" in answer.reading
