"""Whatever a question asks for, there is a query for it: every dimension that the reader can produce, over every kind of catalogue."""

from __future__ import annotations

import itertools
import json
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.labels import KIND_OF
from kg.query import reading
from kg.query.blocks import block
from kg.query.sparql import sparql
from kg.question.dimensions import those
from kg.question.words.lexicon import Lexicon
from kg.question.words.vocabulary import words
from tests.catalogues import office, render

Run = Callable[..., "CompletedProcess[str]"]
COLUMNS = ("职权类型", "职权编码", "职权名称", "子项", "行使主体", "承办机构", "实施依据", "责任事项", "监督电话", "备注")
FORMS = (
    "哪些职责有{}",
    "{}有哪些",
    "共有几个{}",
    "共有几种{}",
    "没有{}的职责有几项",
    "各部门各有几个{}",
    "各{}分别有几项职责",
    "{}最多的是哪个部门",
    "{}最长的是哪一项",
    "每项职责的{}是什么",
    "有两个以上{}的职责有哪些",
    "所有职责都是同一个{}吗",
    "{}里带“工作”的有几项",
    "{}是谁",
)


def row(kind: str, code: str, name: str, part: str, section: str) -> tuple[str, ...]:
    """One row of an invented power list."""
    law = "《中华人民共和国森林法》第五十六条第一款"
    return (kind, code, name, part, "松岭县林业局", section, law, "受理、审查、决定。", "5550101", "无")


ROWS = [
    row("行政许可", "01", "林木采伐许可", "林木采伐许可证核发", "资源管理股"),
    row("行政许可", "01", "林木采伐许可", "林木采伐许可证延期", "资源管理股"),
    row("行政许可", "02", "林草种子生产经营许可", "", "资源管理股（牵头）、森林执法队（配合）"),
    row("行政处罚", "03", "对盗伐林木的处罚", "", "森林执法队"),
    row("行政检查", "04", "对木材经营单位的检查", "", "森林执法队（主办）、资源管理股（协办）"),
]


@pytest.fixture(scope="module")
def power_list(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of a power list with types and sub-items."""
    folder = tmp_path_factory.mktemp("powers")
    (folder / "list.xlsx").write_bytes(office.power_list("松岭县林业局权责清单", COLUMNS, ROWS, "xlsx"))
    kg.build([folder / "list.xlsx"], into=folder / "base")
    return folder / "base"


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> kg.KnowledgeBase:
    """A small catalogue of information tables, without types and sub-items."""
    folder = tmp_path_factory.mktemp("water")
    (folder / "water.txt").write_bytes(render.render(render.load_body("shiqiao-water")).data)
    return kg.build([folder / "water.txt"], into=folder / "base")


def test_every_dimension_has_its_block() -> None:
    """Each noun, interrogative and measure word, and each kind of label, names a block; a number is that of a duty or a telephone."""
    named = {value for kind, value in words().values() if kind in ("noun", "asks", "unit")} | set(KIND_OF.values())
    assert all(block(dimension).says for dimension in named - {"number"})


def test_what_dimensions_have_in_common_is_said_of_real_ones() -> None:
    """Four lists of the dimensions that are texts differed by two names each, and nothing said whether on purpose: a name that no query knows would pass unseen."""
    traits = tomllib.loads(files("kg.question").joinpath("dimensions.toml").read_text("utf-8"))
    assert all(block(name).says for trait in traits for name in those(trait))


def test_every_dimension_in_every_form(water: kg.KnowledgeBase, power_list: Path) -> None:
    """Each dimension, asked for in each of the forms, gives a query that runs, on a catalogue that has it and on one that has not."""
    for asked in (water, _opened(power_list)):
        nouns = {value: word for word, (kind, value) in Lexicon.of(asked.store).vocabulary.words.items() if kind == "noun"}
        assert len(nouns) > 20
        for noun, form in itertools.product(nouns.values(), FORMS):
            query = asked.analyse(form.format(noun)).query
            if query is not None:
                assert reading(query, "目录")
                asked.store.query(sparql(query))


SAID = [word for word, (kind, _) in words().items() if kind in ("noun", "asks", "unit", "sign", "state")]
NAMES = [
    "办公室",
    "资源管理股",
    "1.1",
    "第二条第七款",
    "行政许可",
    "01",
    "林木采伐许可",
    "《森林法》",
    "两个",
    "前三名",
    "“工作”",
    ",",
]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from([*SAID, *NAMES * 20]), min_size=1, max_size=9))
def test_no_question_ends_in_an_error(water: kg.KnowledgeBase, power_list: Path, said: list[str]) -> None:
    """Whatever words of asking stand beside each other, the question has an answer, and the query that it makes runs."""
    for asked in (water, _opened(power_list)):
        query = asked.analyse("".join(said)).query
        if query is not None:
            asked.store.query(sparql(query))
        assert asked.ask("".join(said)).status in ("answered", "candidates", "abstained")


def test_a_spread_over_nothing_is_searched_for(power_list: Path) -> None:
    """How far apart the mailboxes of a list without any lie ended in an error: there is no largest and no smallest."""
    assert _opened(power_list).ask("各个信箱之间最多的比最少的多几项职责").status in ("abstained", "candidates", "answered")


def test_a_batch_gives_a_line_for_a_line(duty_kg: Run, power_list: Path) -> None:
    """A tester's questions about sub-items and types ended `ask --batch` with code 2, as no block of queries was named so."""
    asked = [
        "采伐许可归谁管",
        "哪些职权有子项",
        "子项有哪些",
        "",
        "共有几种职权类型",
        "行使主体是谁",
        "职权编码最大的是哪项",
        "{}",
    ]
    done = duty_kg("ask", "--batch", "-", "--format", "jsonl", "--base", power_list, "-q", stdin="\n".join(asked))
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line)["answer"] for line in done.stdout.splitlines()]
    assert len(answers) == len(asked)
    assert answers[1] == {"type": "duties", "value": ["01"]}
    assert answers[2] == {"type": "text", "value": ["林木采伐许可证核发", "林木采伐许可证延期"]}
    assert answers[4] == {"type": "count", "value": 3}


def test_a_catalogue_without_sub_items_says_so(base: kg.KnowledgeBase) -> None:
    """Where no duty has sub-items none is listed, and the reading says why."""
    answer = base.ask("哪些职责有子项")
    assert answer.answer == {"type": "duties", "value": []}
    assert "有子项" in answer.reading
    assert base.ask("没有子项的职责有几项").answer == {"type": "count", "value": 57}


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("行政许可事项一共几项", 2, "职权类型为行政许可"),
        ("处罚类事项有哪些", ["03"], "职权类型为行政处罚"),
        ("行政强制有几项", 0, "职权类型为行政强制"),
        ("各类职权分别有多少项", [["行政许可", 2], ["行政处罚", 1], ["行政检查", 1]], "按职权类型分组"),
        ("共有几类职权", 3, "职权类型"),
        ("权力类型有哪些", ["行政许可", "行政处罚", "行政检查"], "职权类型"),
        ("行使主体是谁", "松岭县林业局", "行使主体"),
        ("一共有多少项职权", 4, "同一编号的子项计一项）；子项逐一计为 5 项"),
        ("含子项一共有多少项职权", 4, "子项逐一计为 5 项"),
        ("哪些职权依据《森林法》", ["01", "02", "03", "04"], "森林法"),
        ("森林执法队是干什么的", ["02", "03", "04"], "实施机构为森林执法队"),
        ("有子项的职权有几项", 1, "子项逐一计为 2 项"),
        ("不含子项的职权一共多少项", 3, "没有子项"),
        ("子项超过1个的职权有哪些", ["01"], "子项数"),
        ("林木采伐许可有几个子项", 2, "01（林木采伐许可）"),
        ("林木采伐许可有哪些子项", ["林木采伐许可证核发", "林木采伐许可证延期"], "01（林木采伐许可）"),
        ("资源管理股牵头几项", 1, "牵头机构为资源管理股"),
        ("森林执法队主办的事项有哪些", ["04"], "牵头机构为森林执法队"),
        ("哪些职权由森林执法队配合", ["02"], "配合机构为森林执法队"),
        ("资源管理股协办几项", 1, "配合机构为资源管理股"),
        ("森林执法队会同的职权有几项", 0, "会同机构为森林执法队"),
        ("资源管理股参与几项职权", 3, "实施机构为资源管理股"),
        ("哪些职权有配合部门", ["02", "04"], "有配合机构"),
        ("哪些科室牵头行政许可事项", ["资源管理股"], "牵头机构"),
        ("各科室分别牵头几项", [["资源管理股", 1], ["森林执法队", 1]], "按牵头机构分组"),
    ],
)
def test_kinds_parts_and_roles(power_list: Path, question: str, value: Any, said: str) -> None:
    """What a power list prints beside its items can be asked for, and the reading says how it was counted."""
    answer = _opened(power_list).ask(question)
    assert (answer.kind, (answer.answer or {}).get("value")) == ("query", value)
    assert said in answer.reading


def test_what_is_not_printed_is_no_condition(water: kg.KnowledgeBase, base: kg.KnowledgeBase) -> None:
    """Where a catalogue prints no kinds of powers and no roles, the words mean what they meant; who leads may be said in boundaries alone."""
    assert base.ask("办公室牵头几项").answer == {"type": "count", "value": 14}
    told = water.ask("工程股牵头几项")
    assert told.answer == {"type": "count", "value": 0}
    assert told.reading.endswith("没有标明牵头的算其实施机构牵头，则为 2")
    assert not water.analyse("行政处罚有多少项").atoms


@cache
def _opened(folder: Path) -> kg.KnowledgeBase:
    return kg.load(folder)
