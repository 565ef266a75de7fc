"""Questions that count, list and compare are answered exactly, by a query that can be run again, on any catalogue."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
import ontology
from kg import pipeline, query
from kg.errors import UsageError
from kg.query.sparql import sparql
from tests.questions import gold

HERE = Path(__file__).parents[1] / "questions"
Run = Callable[..., "subprocess.CompletedProcess[str]"]
EXCHANGED = {
    "宣传网络部": "宣教文体科",
    "统筹发展部": "综合规划处",
    "基层工作部": "组织建设部",
    "权益保障部": "法律保障处",
    "财务资产管理部": "资产财务中心",
    "机关党委": "党建工作处",
    "办公室": "秘书室",
    "第二条": "第七条",
    "bhxqgh.com": "union.example.cn",
    "65309957": "022-88776655",
    "50号": "73号",
}


def right(base: kg.KnowledgeBase, question: Any) -> bool:
    """Whether the typed answer equals the gold one; lists of names and rows in any order."""
    answer = base.ask(question.question).answer or {}
    return answer.get("type") == question.answer_type and _plain(answer.get("value")) == _plain(question.gold)


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        rows = sorted(tuple(map(str, one)) if isinstance(one, list) else str(one) for one in value)
        return rows[0] if len(rows) == 1 and isinstance(rows[0], str) else rows
    return value


def share(base: kg.KnowledgeBase, questions: list[Any]) -> tuple[float, list[str]]:
    """How many of the questions are answered rightly, and the others."""
    wrong = [one.question for one in questions if not right(base, one)]
    return 1 - len(wrong) / len(questions), wrong


def test_developed_wordings(base: kg.KnowledgeBase, bundled_source: Path) -> None:
    """Of the wordings the reader was developed with at least 97 % are answered exactly."""
    asked = [one for one in gold.questions(gold.bundled(bundled_source)) if not one.held]
    assert len(asked) > 300
    found, wrong = share(base, asked)
    assert found >= 0.97, wrong


def test_wordings_held_back(base: kg.KnowledgeBase, bundled_source: Path) -> None:
    """So are those written before the reader and held back from its first development."""
    asked = [one for one in gold.questions(gold.bundled(bundled_source)) if one.held]
    assert len(asked) > 150
    found, wrong = share(base, asked)
    assert found >= 0.97, wrong


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("1", 0.95),
        ("2", 0.95),
        ("a", 0.94),
        ("b", 0.93),
        ("c", 0.91),
        ("d", 0.86),
        ("e", 0.97),
        ("f", 0.92),
        ("g", 0.95),
        ("h", 0.95),
        ("i", 0.96),
        ("j", 0.95),
        ("k", 0.98),
        ("l", 0.97),
        ("m", 0.95),
        ("n", 0.97),
        ("o", 0.97),
    ],
)
def test_wordings_of_others(base: kg.KnowledgeBase, name: str, least: float) -> None:
    """Sets of independent writers, who saw the document alone. Each was first run unread (.82 .89 .60 .61 .59 .69 .94 .77
    .85 .90 .89 .85 .96 .94 .94 .96 .96, in this order), then read for errors; these floors hold what was reached.
    """
    lines = (HERE / "analytic-others.jsonl").read_text("utf-8").splitlines()
    asked = [
        gold.Question("other", one["question"], one["answer_type"], one["gold"], held=True)
        for one in map(json.loads, lines)
        if one["set"] == name
    ]
    assert len(asked) > 60
    found, wrong = share(base, asked)
    assert found >= least, wrong


def test_a_name_that_fits_two_departments(tmp_path: Path) -> None:
    """An ambiguous short name gives candidates, and the reading says what each would mean."""
    source = tmp_path / "two.csv"
    rows = [
        "序号,名称,实施机构,法定依据",
        "1,组建基层组织,基层工作部,第一条",
        "2,民主管理,基层组建部,第一条",
        "3,职工入会,基层组建部,第二条",
    ]
    source.write_text("\n".join(rows), "utf-8")
    pipeline.publish([pipeline.read(source)], tmp_path / "base")
    answer = kg.load(tmp_path / "base").ask("基层部有几项职责")
    assert (answer.status, answer.kind) == ("candidates", "query")
    assert "若指基层工作部，1" in answer.reading
    assert "若指基层组建部，2" in answer.reading
    assert "若指基层组建部，2" in str(answer)


def exchanged(text: str) -> str:
    """The bundled document with other names of departments, other numbers, clauses, mailboxes and telephone numbers."""
    for old, new in EXCHANGED.items():
        text = text.replace(old, new)
    text = re.sub(r"(?m)^(\s*)(\d{1,2})\.(\d{1,2})(?=\s*$|（职责事项)", lambda m: f"{m[1]}{int(m[2]) + 20}.{m[3]}", text)
    return re.sub(r"(?m)^(\t)(\d{1,2})$(?=\n\t[^\d\n]{6})", lambda m: f"{m[1]}{int(m[2]) + 20}", text)


def test_another_catalogue(bundled_source: Path, tmp_path: Path) -> None:
    """With every name and number exchanged the same wordings are answered as well: slots come from the graph."""
    source = tmp_path / "another.txt"
    source.write_text(exchanged(bundled_source.read_text("utf-8")), "utf-8")
    pipeline.publish([pipeline.read(source)], tmp_path / "base")
    other = kg.load(tmp_path / "base")
    assert {entry["name"] for entry in other.stats()["departments"]} == {EXCHANGED[d] for d in list(EXCHANGED)[:7]}
    found, wrong = share(other, list(gold.questions(gold.bundled(source))))
    assert found >= 0.96, wrong


def test_matter_questions_go_to_search(base: kg.KnowledgeBase, shared: Path) -> None:
    """At most one in a hundred questions about a matter is taken for a query."""
    asked = []
    for name in ("dev_a", "dev_b", "dev_c", "oos_a", "oos_b", "oos_c"):
        lines = (shared / "questions" / f"{name}.jsonl").read_text("utf-8").splitlines()
        asked += [json.loads(line)["question"] for line in lines]
    for name in ("train_union", "train_other"):
        rows = csv.reader(io.StringIO((shared / "questions" / f"{name}.tsv").read_text("utf-8")), delimiter="\t")
        asked += [row[-1] for row in list(rows)[1:]]
    astray = [question for question in asked if base.analyse(question).certain]
    assert len(astray) <= len(asked) / 100, astray


def test_analytic_questions_go_to_the_query(base: kg.KnowledgeBase, bundled_source: Path) -> None:
    """At most one in a hundred analytic questions is searched for."""
    asked = [one.question for one in gold.questions(gold.bundled(bundled_source))]
    astray = [question for question in asked if not base.analyse(question).certain]
    assert len(astray) <= len(asked) / 100, astray


@pytest.mark.parametrize(
    ("question", "kind"),
    [("欠薪归哪个部门、依据哪一款", "clause"), ("办困难帮扶要什么文件", "text"), ("职工入会不给办找谁投诉", "contact")],
)
def test_mixed_questions(base: kg.KnowledgeBase, question: str, kind: str) -> None:
    """A question for a field of a matter's duty finds the duty by search, then gives the field and names the department."""
    answer = base.ask(question)
    assert answer.kind == "duty"
    assert answer.answer is not None
    assert answer.answer["type"] == kind
    assert answer.departments


def test_a_stranger_is_named(base: kg.KnowledgeBase) -> None:
    """A department or number that the catalogue does not have gets an honest refusal that names it, not a guess."""
    for question, name in (("民政科负责哪些职责", "民政科"), ("99.9归谁管", "99.9")):
        answer = base.ask(question)
        assert (answer.status, answer.reason, answer.duties) == ("abstained", "not_in_catalogue", ())
        assert name in answer.reading


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("职责最多的三个部门", ["办公室", "权益保障部", "基层工作部"]),
        ("哪三个部门职责最多", ["办公室", "权益保障部", "基层工作部"]),
        ("职责最少的两个部门是哪些", ["机关党委", "财务资产管理部"]),
        ("职责数排名第二的部门是哪个", ["基层工作部"]),
        ("排名第二的部门有几项职责", 13),
        ("前三名的部门各有几项职责", [["办公室", 14], ["权益保障部", 14], ["基层工作部", 13]]),
    ],
)
def test_several_of_the_largest(base: kg.KnowledgeBase, question: str, value: object) -> None:
    """最多的三个 gave those at the first place alone, and a rank behind what is ranked was passed over: all 57 duties were counted."""
    found = base.ask(question).answer
    assert found is not None
    assert found["value"] == value


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("七个部门里，哪个部门承担的职责事项最多", ["办公室", "权益保障部"]),
        ("在全部7个部门里谁的职责最少", ["机关党委"]),
        ("七个部门中职责最多的是哪个", ["办公室", "权益保障部"]),
        ("部门里职责最少的是哪个", ["机关党委"]),
        ("三个部门中职责最多的是哪个", None),
        ("九个部门里，哪个部门的职责最多", None),
    ],
)
def test_one_of_all(base: kg.KnowledgeBase, question: str, value: object) -> None:
    """六个部门里，哪个部门…最多 gave the first six of them; of three departments that nobody names there is no largest one."""
    found = base.ask(question).answer
    assert (found and found["value"]) == value


@pytest.mark.parametrize("question", ["哪些部门没有职责", "哪些条款没有对应的职责", "哪个部门一项职责也没有"])
def test_what_has_no_duties_is_not_all(base: kg.KnowledgeBase, question: str) -> None:
    """没有 before 职责 was passed over, and every department was listed as one without duties."""
    answer = base.ask(question)
    assert answer.status == "abstained"
    assert "没看懂“" in answer.reading


def test_a_code_within_a_longer_word_is_not_asked_for(base: kg.KnowledgeBase) -> None:
    """单位问工会信用代码证怎么打 was answered with the number of the duty, for 代码 stands in the name of the certificate."""
    answer = base.ask("单位问工会信用代码证怎么打").answer
    assert answer == {"type": "departments", "value": ["权益保障部"]}


def test_an_empty_answer_says_why(base: kg.KnowledgeBase) -> None:
    """Where nothing meets all conditions, each is said with what it leaves alone."""
    answer = base.ask("机关党委依据第二条第一款的职责有哪些")
    assert answer.answer == {"type": "duties", "value": []}
    assert "单看“实施机构为机关党委”有 1 项" in answer.reading
    assert "单看“法定依据为第二条第一款”有 1 项" in answer.reading


@pytest.mark.parametrize(
    "question",
    ["办公室有哪些职责", "各部门各有几项职责", "第七款由几个部门承担", "12.5归办公室管吗", "6.3怎么个办法", "名字最长的是哪一项"],
)
def test_the_query_can_be_run_again(base: kg.KnowledgeBase, inside: Run, base_folder: Path, question: str) -> None:
    """The SPARQL of an answer, pasted into `duty-kg sparql`, gives rows that hold the same values."""
    answer = base.ask(question)
    done = inside("sparql", answer.sparql, "--format", "json", "--base", base_folder)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    if "boolean" in found:
        assert answer.answer == {"type": "boolean", "value": found["boolean"]}
        return
    cells = [{cell["value"].strip() for cell in row.values()} for row in found["results"]["bindings"]]
    assert cells
    value = (answer.answer or {})["value"]
    rows = [one if isinstance(one, list) else [one] for one in (value if isinstance(value, list) else [value])]
    assert all(any({str(v) for v in row} <= cell for cell in cells) for row in rows)


EVIL = [
    '"',
    "}",
    "{",
    "> . } ; DROP ALL",
    "' OR 1=1",
    "SELECT * { ?s ?p ?o }",
    "“",
    "\\",
    "?duty",
    "<http://x>",
    "#",
    "\n",
    "VALUES ?x {",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(EVIL), st.text(max_size=12)), min_size=1, max_size=4),
    st.sampled_from(["办公室有哪些职责", "名称里带“审计”的职责", "6.3怎么办", "第七款"]),
)
def test_hostile_text_changes_nothing_but_the_answer(base: kg.KnowledgeBase, parts: list[str], asked: str) -> None:
    """Whatever stands in a question, it is answered, its query only reads, and the base stays as it was."""
    before = len(base.store)
    text = asked[:4] + "".join(parts) + asked[4:]
    answer = base.ask(text.encode("utf-8", "replace").decode())
    assert answer.status in ("answered", "candidates", "abstained")
    if answer.sparql and answer.kind == "query":
        base.store.query(answer.sparql)
    assert len(base.store) == before


def test_a_word_in_quotation_marks_stays_a_word(base: kg.KnowledgeBase) -> None:
    """A quoted word with SPARQL in it is looked for as it stands, and found nowhere."""
    answer = base.ask('名称里带“审计" } UNION { ?duty a duty:DutyItem”的职责有哪些')
    assert answer.answer is None or answer.answer["value"] == []


def test_a_text_beyond_measure_is_refused(base: kg.KnowledgeBase) -> None:
    """10,000 characters are refused with a message."""
    with pytest.raises(UsageError):
        base.ask("办公室" * 3400)


def test_unknown_terms_are_refused() -> None:
    """A query that names a term the ontology does not have never runs."""
    from kg.errors import QueryError
    from kg.query.blocks import check

    with pytest.raises(QueryError, match="duty:dragon"):
        check("SELECT * { ?d duty:dragon ?x }")


def test_explain_and_sparql_only(inside: Run, base_folder: Path) -> None:
    """`--explain` says mentions, conditions and the road taken; `--sparql-only` prints the query alone."""
    told = inside("ask", "第十二款里不归财务资产管理部的有哪几条", "--explain", "--base", base_folder).stdout
    assert "条件：法定依据为第二条第十二款；实施机构不是财务资产管理部" in told
    assert "走法：查询" in told
    text = inside("ask", "办公室管几项", "--sparql-only", "--base", base_folder).stdout
    assert next(iter(ox.Store().query(text, prefixes=ontology.prefixes())))[0] is not None


def test_the_gallery_runs(inside: Run, base_folder: Path, base: kg.KnowledgeBase) -> None:
    """Every named query is listed with its question, and each runs by its name."""
    listed = json.loads(inside("sparql", "--examples", "--format", "json").stdout)
    assert [one["name"] for one in listed] == list(ontology.queries())
    assert all(one["question"] and one["wording"] for one in listed)
    assert inside("sparql", "contacts", "--format", "csv", "--base", base_folder).stdout.count("@") == 2
    assert base.queries() == listed


def test_readings_and_queries_come_from_one_algebra(base: kg.KnowledgeBase) -> None:
    """The sentence that is shown speaks of the conditions that the query has."""
    analysis = base.analyse("办公室依据第十一款的职责有几项")
    assert analysis.query is not None
    assert query.reading(analysis.query, "目录") == "在目录中，统计实施机构为办公室、法定依据为第二条第十一款的职责事项的项数"
    assert "COUNT" in sparql(analysis.query)


def test_one_of_several_catalogues(bundled_source: Path, tmp_path: Path) -> None:
    """With two bodies in a base, --catalogue counts one of them, and without it both are counted."""
    other = tmp_path / "another.txt"
    other.write_text(exchanged(bundled_source.read_text("utf-8")).replace("滨海新区总工会", "临港区总工会"), "utf-8")
    pipeline.publish([pipeline.bundled(), pipeline.read(other)], tmp_path / "base")
    both = kg.load(tmp_path / "base")
    slug = next(entry["slug"] for entry in both.manifest["catalogues"] if entry["slug"] != "binhai-ftu")
    for question, one, two in (("一共有多少项职责", 57, 114), ("一共有几个部门", 7, 14), ("独立实施的有几项", 7, 14)):
        counted = [both.ask(question, catalogue=name).answer for name in ("binhai-ftu", slug, "")]
        assert counted == [{"type": "count", "value": value} for value in (one, one, two)], question
    assert both.ask("办公室有哪些职责", catalogue=slug).status == "abstained"
