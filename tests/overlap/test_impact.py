"""Whom a change of a clause touches: what people may call a clause, and what the bundled catalogue says of it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg import query
from kg.errors import UsageError
from kg.overlap.impact.clauses import Clause, meant

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Impact = Callable[..., tuple[int, str, str]]
PLAN, LAW = "https://e.org/id/legal/plan", "https://e.org/id/legal/law"


def clause(document: str, tail: str, label: str) -> Clause:
    """A clause of the plan or of the law."""
    title, number = ("某县改革方案", "县办发〔2020〕5号") if document == PLAN else ("水法", "")
    return Clause(f"{document}/{tail}".rstrip("/"), label, document, title, number)


KNOWN = [
    clause(PLAN, "", "某县改革方案"),
    clause(PLAN, "art2", "第二条"),
    clause(PLAN, "art2.para9", "第二条第九款"),
    clause(PLAN, "art3.para9.item1", "第三条第九款第一项"),
    clause(PLAN, "art12", "第十二条"),
    clause(LAW, "", "水法"),
    clause(LAW, "art2", "第二条"),
    clause(LAW, "art5.item2", "第五条第二项"),
]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("第二条第九款", ["第二条第九款"]),
        ("第2条（9）款", ["第二条第九款"]),
        ("二条九款", ["第二条第九款"]),
        ("第九款", ["第二条第九款"]),
        ("第二条", ["第二条", "第二条"]),
        ("《水法》第二条", ["第二条"]),
        ("水法的第五条第二项", ["第五条第二项"]),
        ("县办发〔2020〕5号第十二条", ["第十二条"]),
        ("改革方案", ["某县改革方案"]),
        (f"{LAW}/art5.item2", ["第五条第二项"]),
        ("第九条", []),
        ("第三条第九款", []),
        ("《土地法》第二条", []),
        ("第二条第九款第一项", []),
        ("", []),
    ],
)
def test_what_a_clause_may_be_called(text: str, labels: list[str]) -> None:
    """Numerals of both kinds, with or without the document; several where several have it; none where nobody cites it."""
    assert [one.label for one in meant(text, KNOWN)[0]] == labels


@pytest.fixture
def impact(inside: Run, base_folder: Path) -> Impact:
    """Run `duty-kg impact` on the shared base inside this process: (exit code, stdout, stderr)."""

    def run(*arguments: str) -> tuple[int, str, str]:
        done = inside("impact", *arguments, "--base", base_folder)
        return done.returncode, done.stdout.removeprefix("\ufeff"), done.stderr

    return run


def test_a_clause_touches_what_the_document_says(base: kg.KnowledgeBase, impact: Impact) -> None:
    """第二条第九款 is the basis of 9.1 to 9.3, of two departments, with three workflows; twelve other clauses stand beside it."""
    (one,) = base.impacts("第二条第九款")
    code, out, _ = impact("第2条第9款", "--format", "json")
    found = json.loads(out)
    assert (code, found["candidates"], {key: found[key] for key in one.json()}) == (0, [], one.json())
    assert [duty["number"] for duty in found["duties"]] == ["9.1", "9.2", "9.3"]
    assert found["departments"] == [{"name": "权益保障部", "duties": ["9.1"]}, {"name": "宣传网络部", "duties": ["9.2", "9.3"]}]
    assert sorted(number for flow in found["workflows"] for number in flow["duties"]) == ["9.1", "9.2", "9.3"]
    assert {"name": "滨海新区总工会党组会议", "duties": ["9.2"]} in found["meetings"]
    assert len(found["beside"]) == 12
    assert found["quotes"][0].startswith("负责推进工会信息化建设")


def test_a_whole_touches_what_its_parts_touch(base: kg.KnowledgeBase) -> None:
    """The article and the document touch every duty, and each says which clause it cites; SPARQL lists the same duties."""
    for text in ("第二条", "滨党办发〔2017〕50号"):
        (one,) = base.impacts(text)
        rows = base.store.select(query.narrowed("clause-impact", "clause", [ox.NamedNode(one.clause.iri)]))
        assert {duty.iri for duty in one.duties} == {row["duty"] for row in rows}
        assert len(one.duties) == 57
        assert set(one.cites.values()) == {
            duty_clause for duty_clause in one.cites.values() if duty_clause.startswith("第二条第")
        }


def test_impact_as_text_and_table(impact: Impact) -> None:
    """For people a few lines, for spreadsheets one row a duty."""
    code, out, err = impact("第二条第十款")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "《天津市滨海新区总工会机关机构改革方案》第二条第十款如有修改，涉及 2 项职责、2 个部门："
    rows = list(csv.DictReader(io.StringIO(impact("第二条第十款", "--format", "csv")[1])))
    assert [(row["职责"], row["部门"]) for row in rows] == [("10.1", "权益保障部"), ("10.2", "统筹发展部")]


def test_a_clause_that_nobody_cites(base: kg.KnowledgeBase, impact: Impact) -> None:
    """It is a usage error, and the message says which clauses there are."""
    code, out, err = impact("第二条第十四款")
    assert (code, out) == (2, "")
    assert "第二条第十三款" in err
    with pytest.raises(UsageError, match="没有职责引用"):
        base.impacts("《工会法》第六条")
