"""What changed between two versions of a catalogue is said duty by duty, and nothing else."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.catalogues import render

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


def test_a_change_set_is_rdf(versions: tuple[Path, Path], duty_kg: Run) -> None:
    """--format turtle gives change sets without blank nodes, each with its reified statements; the text names every change."""
    triples = list(ox.parse(duty_kg("diff", *versions, "--format", "turtle").stdout.encode(), format=ox.RdfFormat.TURTLE))
    kinds = [t.object.value.rpartition("#")[2] for t in triples if t.predicate.value.endswith("#type")]
    assert kinds.count("ChangeSet") == 6
    assert kinds.count("Statement") == 10
    assert not any(isinstance(t.subject, ox.BlankNode) for t in triples)
    assert "改由其他机构承担" in duty_kg("diff", *versions).stdout


def test_nothing_changed(versions: tuple[Path, Path], duty_kg: Run) -> None:
    """A document compared with itself has no change; a missing one is an input error."""
    assert duty_kg("diff", versions[0], versions[0]).stdout == "没有变动。\n"
    assert duty_kg("diff", versions[0], versions[0].with_name("none.txt")).returncode == 3
