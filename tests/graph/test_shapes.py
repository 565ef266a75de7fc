"""The shapes find nothing in a sound graph, and in a broken one exactly what is broken, said in Chinese."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import rdflib
from rdflib import RDF
from rdflib.namespace import SH

import kg
import ontology
from kg import shapes
from kg.cli import findings
from kg.errors import SourceError
from kg.records import Severity

Run = Callable[..., "subprocess.CompletedProcess[str]"]
SOUND = Path(__file__).parent / "shapes.ttl"
SHAPES = "https://w3id.org/duty-kg/ontology/shapes#"
HEAD = "".join(line for line in SOUND.read_text("utf-8").splitlines(keepends=True) if line.startswith("@prefix"))
# What to add for a shape that forbids something; a shape that asks for something is broken by taking that away.
ADDED = {
    "organisation-short": ':org skos:altLabel "甲甲"@zh .',
    "duty-boundary": ":duty duty:boundary scheme:boundary-joint .",
    "duty-sub-item": ':duty duty:subItem "乙类"@zh .',
    "duty-responsibility-of": ":duty duty:partOfResponsibility :catalogue .",
    "contact-email": ':contact cv:email "没有信箱" .',
    "contact-telephone": ':contact cv:telephone "见官网" .',
    "field-value": ':field prov:value "另一个"@zh .',
    "gap-nearest": ":gap duty:nearestDuty :catalogue .",
    "link-duty": ":matter duty:leadsTo :catalogue .",
}


@cache
def declared() -> dict[str, rdflib.URIRef]:
    """The property shapes by name, with the path of each."""
    graph = rdflib.Graph().parse(data=ontology.turtle("shapes"), format="turtle")
    found = {}
    for shape in graph.subjects(RDF.type, SH.PropertyShape):
        path = graph.value(shape, SH.path)
        assert isinstance(path, rdflib.URIRef)
        found[str(shape).removeprefix(SHAPES)] = path
    return found


def broken(name: str) -> rdflib.Graph:
    """The sound graph, broken for the shape `name`."""
    graph = rdflib.Graph().parse(SOUND, format="turtle")
    if name in ADDED:
        return graph.parse(data=f"{HEAD}\n{ADDED[name]}", format="turtle")
    focus = rdflib.URIRef("https://e.org/id/cat/x/" + FOCUS[name.partition("-")[0]])
    removed = list(graph.triples((focus, declared()[name], None)))
    assert removed, name
    for triple in removed:
        graph.remove(triple)
    return graph


FOCUS = {
    **{name: name for name in ("catalogue", "responsibility", "duty", "participation", "citation", "step", "source", "cell")},
    **{name: name for name in ("repair", "finding", "overlap", "gap", "field")},
    "organisation": "org",
    "department": "dept",
    "subdivision": "clause",
    "parallel": "listed",
}


def test_a_sound_graph_has_no_results() -> None:
    """Nothing is found where nothing is wrong, so every result below comes from its break."""
    assert shapes.of_graph(rdflib.Graph().parse(SOUND, format="turtle")) == []


@pytest.mark.parametrize("name", sorted(declared()))
def test_each_shape_finds_its_break(name: str) -> None:
    """Broken once, the graph gives the result of that shape with its Chinese message, and no result of another kind of node."""
    found = shapes.of_graph(broken(name))
    assert name in {result.shape for result in found}
    assert all(any("\u4e00" <= char <= "\u9fff" for char in result.message) for result in found)
    assert len({result.focus for result in found}) <= 2  # taking a link away may also leave its other end without one


def test_severities_are_three() -> None:
    """What forbids publishing is a violation, a doubtful contact a warning."""
    assert {r.severity for r in shapes.of_graph(broken("duty-name"))} == {Severity.VIOLATION}
    assert {r.severity for r in shapes.of_graph(broken("contact-email"))} == {Severity.WARNING}


@pytest.mark.parametrize(
    "line", [":duty duty:colour :dept .", ":duty a duty:Dragon .", ":duty duty:boundary scheme:boundary-magic ."]
)
def test_unknown_words_are_named(line: str) -> None:
    """A word of our namespaces that nobody declared is reported by its short name."""
    graph = rdflib.Graph().parse(SOUND, format="turtle").parse(data=f"{HEAD}\n{line}", format="turtle")
    messages = [result.message for result in shapes.of_graph(graph) if result.shape == "unknown-word"]
    assert messages == [
        f"图中用了词汇表里没有的词：{next(w for w in line.split() if w in ('duty:colour', 'duty:Dragon', 'scheme:boundary-magic'))}。"
    ]


def test_the_base_has_only_the_findings_of_its_document(base: kg.KnowledgeBase) -> None:
    """The shapes add nothing to what the document itself gave rise to: one defect is one finding."""
    assert shapes.of_store(base.store) == []
    assert len(base.check()) == len(kg_findings(base))


def kg_findings(base: kg.KnowledgeBase) -> set[str]:
    """The IRIs of the findings in the graph."""
    return {row["finding"] for row in base.findings()}


def test_a_shape_says_again_nothing_that_a_finding_said(base: kg.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result about a field of which the document's finding speaks already is left out; any other is listed with its duty."""
    duty = next(row["duty"] for row in base.store.select("SELECT ?duty { ?duty dct:identifier '9.1' ; a duty:DutyItem }"))
    results = [shapes.Result("x", Severity.WARNING, duty, "", field, "说明") for field in ("责任事项", "职责边界")]
    monkeypatch.setattr(shapes, "of_store", lambda _: results)
    found = [one for one in base.check() if one["code"] == "shape"]
    assert [(one["duties"], one["field"], one["source"]["path"]) for one in found] == [(["9.1"], "职责边界", "source.txt")]


def test_check_of_a_broken_graph(inside: Run, tmp_path: Path) -> None:
    """`check` of an RDF file says what is wrong in Chinese and ends with 1; of a sound one with 0."""
    bad = tmp_path / "bad.ttl"
    bad.write_text(broken("duty-department").serialize(format="turtle"), "utf-8")
    done = inside("check", bad, "--format", "json")
    assert done.returncode == 1, done.stderr
    assert [one["message"].partition("（")[0] for one in json.loads(done.stdout)] == ["职责事项没有实施机构。"]
    assert inside("check", SOUND).returncode == 0


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.ttl", "<a> <b .\n"), ("a.nt", "not a triple\n"), ("a.jsonld", "{"), ("a.rdf", "<x"), ("a.trig", "\x00")],
)
def test_rdf_that_does_not_parse(tmp_path: Path, name: str, text: str) -> None:
    """A file that is no RDF is refused with its name and what to do."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(SourceError, match="不是合法的 RDF") as refused:
        shapes.of_file(path)
    assert name in refused.value.where
    assert refused.value.hint


def test_links_that_do_not_parse(inside: Run, bundled_source: Path, tmp_path: Path) -> None:
    """A matter-links.ttl that is no Turtle ends the build with 3 and names file and line: once it was an internal error."""
    (tmp_path / "catalogue.toml").write_text('[catalogue]\nslug = "x"\n', "utf-8")
    (tmp_path / "matter-links.ttl").write_text("# links\nm:a m:b m:c .\n", "utf-8")
    done = inside("build", bundled_source, "--about", tmp_path / "catalogue.toml", "--base", tmp_path / "base")
    assert done.returncode == 3
    assert "matter-links.ttl:2" in done.stderr


def test_rdf_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is an input error, not a traceback."""
    with pytest.raises(SourceError):
        shapes.of_file(tmp_path / "none.ttl")


def test_findings_as_a_workbook(base: kg.KnowledgeBase) -> None:
    """The workbook lists every finding with its severity in Chinese and its line, and is the same every time."""
    found = base.check()
    data = findings.xlsx(found)
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == len(found) + 1
    assert ("错误", "row-shift", "9.1") in {row[:3] for row in rows}
    assert data == findings.xlsx(found)
