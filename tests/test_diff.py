"""What changed between two versions of a catalogue is said duty by duty, and nothing else."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

import ontology
from kg import diff, pipeline
from kg.names import Names
from kg.records import Catalogue
from kg.triples import lines
from tests.catalogues import office, render

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A catalogue, and a later version with one change of each kind."""
    folder = tmp_path_factory.mktemp("versions")
    body = render.load_body("shiqiao-water")
    one, two, three, four, five = body["duties"]
    later = {
        **body,
        "duties": [
            {**one, "name": "负责全镇供水工程建设"},
            {**two, "fields": {**two["fields"], "实施机构": "工程股"}},
            {**three, "fields": {**three["fields"], "法定依据": "《中华人民共和国水法》第五十条"}},
            {**five, "number": "2.9"},
            {**four, "number": "2.8", "name": "开展节水宣传"},
        ],
    }
    paths = folder / "old.txt", folder / "new.txt"
    for path, content in zip(paths, (body, later), strict=True):
        path.write_bytes(render.render(content).data)
    return paths


def test_every_change_is_named(versions: tuple[Path, Path], duty_kg: Run) -> None:
    """Renamed, moved, on another basis, renumbered, added, removed: each once, with the values before and after."""
    done = duty_kg("diff", *versions, "--format", "json")
    found = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert [change["kind"] for change in found] == ["renamed", "moved", "basis", "renumbered", "added", "removed"]
    assert found[0]["new"] == "负责全镇供水工程建设"
    assert found[1]["new"] == "工程股"
    assert found[2]["new"] == "《中华人民共和国水法》第五十条"
    assert found[3]["new"] == "2.9"


def test_a_number_given_away_is_no_new_name(tmp_path: Path) -> None:
    """Without the second of five the others moved up: that read as two new names, moved departments, and the last one gone."""
    body = render.load_body("shiqiao-water")
    first, second, *others = body["duties"]
    numbers = [second["number"], *(duty["number"] for duty in others)]
    later = {**body, "duties": [first, *({**duty, "number": n} for duty, n in zip(others, numbers, strict=False))]}
    old, new = (read(tmp_path, content) for content in (body, later))
    found = diff.changes(old, new)
    assert [(c.kind, c.old, c.new) for c in found[:-1]] == [
        ("renumbered", was, now) for was, now in zip(numbers[1:], numbers, strict=False)
    ]
    assert (found[-1].kind, found[-1].number, found[-1].name) == ("removed", second["number"], second["name"])


def test_a_sub_item_is_named(tmp_path: Path) -> None:
    """One of three sub-items gone, one worded anew: both are named, and the third says nothing."""
    rows = [["1", "发证", part, "审批科"] for part in ("甲类企业许可", "乙类企业许可", "个体户备案登记")]
    paths = []
    for name, listed in (("old", rows), ("new", [["1", "发证", "甲类企业的许可", "审批科"], rows[1]])):
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_bytes(office.power_list("某局清单", ("职权编码", "职权名称", "子项", "承办机构"), listed, "csv"))
    found = diff.changes(*map(pipeline.read, paths))
    assert [(c.kind, c.subitem, c.old, c.new) for c in found] == [
        ("renamed", "甲类企业的许可", "发证（甲类企业许可）", "发证（甲类企业的许可）"),
        ("removed", "个体户备案登记", "发证（个体户备案登记）", ""),
    ]


def test_a_change_set_can_be_applied(versions: tuple[Path, Path], tmp_path: Path) -> None:
    """Taking what is removed from the graph of the old version and adding what is added leaves what the new version says.

    Departments and clauses were one literal of several names, under a slug that no base had.
    """
    old, new = map(pipeline.read, versions)
    (tmp_path / "slugs.json").write_text(json.dumps({"catalogues": {old.document.title.text: "shui-wu"}}), "utf-8")
    names = pipeline.names_of(old, [new], tmp_path)
    assert names.catalogue.endswith("/id/cat/shui-wu")
    graph = facts(old, names)
    changes = list(ox.parse(diff.rdf(old, new, names), format=ox.RdfFormat.TURTLE))
    said = {(t.subject.value, t.predicate.value.rpartition("#")[2]): t.object for t in changes}
    for part in ("removal", "addition"):
        for node in [t.object.value for t in changes if t.predicate.value.endswith(f"#{part}")]:
            triple = tuple(str(said[node, key]) for key in ("subject", "predicate", "object"))
            assert (triple in graph) == (part == "removal")
            graph ^= {triple}
    later = facts(new, names)
    assert by_duty(graph) == by_duty(later)
    assert by_duty(graph) != by_duty(facts(old, names))


def facts(catalogue: Catalogue, names: Names) -> set[tuple[str, ...]]:
    """What a change set can change in the graph of a catalogue."""
    known = {"dct:identifier", "dct:title", "dct:isPartOf", "duty:implementedBy", "duty:legalBasis"}
    triples = list(ox.parse(b"".join(lines(catalogue, names)), format=ox.RdfFormat.N_QUADS))
    kind = ox.NamedNode(ontology.expand("duty:DutyItem"))
    duties = {t.subject for t in triples if t.object == kind}
    return {
        (str(t.subject), str(t.predicate), str(t.object))
        for t in triples
        if t.subject in duties and (t.object == kind or t.predicate.value in map(ontology.expand, known))
    }


def by_duty(graph: set[tuple[str, ...]]) -> list[list[tuple[str, ...]]]:
    """What is said of each duty, without its IRI, which is kept when its number changes."""
    return sorted(sorted((p, o) for s, p, o in graph if s == duty) for duty in {s for s, _, _ in graph})


def test_the_command_prints_it(versions: tuple[Path, Path], duty_kg: Run) -> None:
    """--format turtle gives change sets without blank nodes; the text names every change."""
    triples = list(ox.parse(duty_kg("diff", *versions, "--format", "turtle").stdout.encode(), format=ox.RdfFormat.TURTLE))
    kinds = [t.object.value.rpartition("#")[2] for t in triples if t.predicate.value.endswith("#type")]
    assert kinds.count("ChangeSet") == 6
    assert not any(isinstance(t.subject, ox.BlankNode) for t in triples)
    assert "改由其他机构承担" in duty_kg("diff", *versions).stdout


def read(folder: Path, content: dict[str, Any]) -> Catalogue:
    """An invented body, written as text and read."""
    path = folder / "body.txt"
    path.write_bytes(render.render(content).data)
    return pipeline.read(path)


def test_nothing_changed(versions: tuple[Path, Path], duty_kg: Run) -> None:
    """A document compared with itself has no change; a missing one is an input error."""
    assert duty_kg("diff", versions[0], versions[0]).stdout == "没有变动。\n"
    assert duty_kg("diff", versions[0], versions[0].with_name("none.txt")).returncode == 3
