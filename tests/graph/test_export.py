"""Exports: the same bytes for the same input, read alike by every parser, with nothing in them of the machine."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg import pipeline
from kg.errors import UsageError

pytestmark = pytest.mark.filterwarnings("ignore:Dataset\\.:DeprecationWarning")  # rdflib speaks of its own code
Run = Callable[..., "subprocess.CompletedProcess[str]"]
FORMATS = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES, "nquads": ox.RdfFormat.N_QUADS}
OWN = "https://w3id.org/duty-kg/"
SECRET = "a-folder-nobody-names"


@pytest.fixture(scope="module")
def files_of(base: kg.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The exports as files: format -> path."""
    folder = tmp_path_factory.mktemp("exports")
    paths = {form: folder / f"all.{form}" for form in FORMATS}
    for form, path in paths.items():
        path.write_bytes(base.export(form))
    return paths


@pytest.fixture(scope="module")
def quads(files_of: dict[str, Path]) -> frozenset[ox.Quad]:
    """Every quad, as the N-Quads say it."""
    return frozenset(ox.parse(path=files_of["nquads"], format=ox.RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def union(quads: frozenset[ox.Quad]) -> int:
    """How many triples the union of the graphs has."""
    return len({quad.triple for quad in quads})


@pytest.fixture(scope="module")
def elsewhere(bundled_source: Path, tmp_path_factory: pytest.TempPathFactory, duty_kg: Run) -> list[bytes]:
    """N-Quads of the bundled document built from two folders, by two users, into two bases."""
    exports = []
    for number in (1, 2):
        folder = tmp_path_factory.mktemp(f"{SECRET}-{number}")
        shutil.copy(bundled_source, folder / "catalogue.txt")
        user = f"user-nobody-names-{number}"
        done = duty_kg(
            "build", folder / "catalogue.txt", "--base", folder / "base", "-q", USER=user, LOGNAME=user, TZ=f"UTC-{number}"
        )
        assert done.returncode == 0, done.stderr
        exports.append(kg.load(folder / "base").export("nquads"))
    return exports


def test_two_builds_give_the_same_bytes(elsewhere: list[bytes]) -> None:
    """The same document built twice, elsewhere and by somebody else, gives byte-identical N-Quads."""
    assert elsewhere[0] == elsewhere[1]
    assert len(elsewhere[0]) > 1_000_000


def test_building_with_the_about_file_twice_gives_the_same_bytes(files_of: dict[str, Path], tmp_path: Path) -> None:
    """The bundled catalogue built once more gives the N-Quads of the first build, and the stored export is the same."""
    folder = pipeline.publish([pipeline.bundled()], tmp_path / "base")
    first = files_of["nquads"].read_bytes()
    assert kg.load(tmp_path / "base").export("nquads") == first == (folder / "exports" / "all.nq").read_bytes()


@pytest.mark.parametrize("form", FORMATS)
def test_exporting_twice_gives_the_same_bytes(base: kg.KnowledgeBase, files_of: dict[str, Path], form: str) -> None:
    """The same base is written the same way every time."""
    assert base.export(form) == files_of[form].read_bytes()


@pytest.mark.parametrize("form", ["ntriples", "nquads"])
def test_lines_are_sorted(files_of: dict[str, Path], form: str) -> None:
    """The line formats are sorted, without repetition or empty lines, so that two exports can be compared by lines."""
    data = files_of[form].read_bytes()
    lines = data.removesuffix(b"\n").split(b"\n")
    assert lines == sorted(set(lines))
    assert data.endswith(b".\n")


@pytest.mark.parametrize("form", ["turtle", "ntriples"])
def test_pyoxigraph_reads_the_union(files_of: dict[str, Path], union: int, form: str) -> None:
    """Turtle and N-Triples hold the union of the graphs, each triple once."""
    found = list(ox.parse(path=files_of[form], format=FORMATS[form]))
    assert len(found) == len(set(found)) == union > 5000


def test_rdflib_reads_the_union(files_of: dict[str, Path], union: int) -> None:
    """rdflib finds as many triples in Turtle and in N-Triples."""
    turtle, lines = (
        rdflib.Graph().parse(files_of[form], format=name) for form, name in (("turtle", "turtle"), ("ntriples", "nt"))
    )
    assert len(turtle) == len(lines) == union


@pytest.mark.parametrize("form", ["turtle", "ntriples"])
def test_rapper_reads_the_union(files_of: dict[str, Path], union: int, form: str) -> None:
    """Raptor accepts the export and counts as many triples."""
    if shutil.which("rapper") is None:
        pytest.skip("rapper is not installed (Debian package raptor2-utils)")
    done = subprocess.run(["rapper", "-i", form, "-c", files_of[form]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.findall(r"returned (\d+) triples", done.stderr) == [str(union)]
    assert "rror" not in done.stderr
    assert "arning" not in done.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_serdi_reads_everything(files_of: dict[str, Path], union: int, quads: frozenset[ox.Quad], form: str) -> None:
    """Serd, strict by default, accepts the export and writes as many statements."""
    if shutil.which("serdi") is None:
        pytest.skip("serdi is not installed (Debian package serdi)")
    done = subprocess.run(["serdi", "-i", form, "-o", "nquads", files_of[form]], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == (len(quads) if form == "nquads" else union)


def test_dataset_is_the_same(base: kg.KnowledgeBase, quads: frozenset[ox.Quad], union: int) -> None:
    """The rdflib Dataset has the named graphs with as many triples each, and their union as default graph."""
    dataset = base.dataset()
    expected: dict[str, int] = {}
    for quad in quads:
        expected[quad.graph_name.value] = expected.get(quad.graph_name.value, 0) + 1
    found = {
        str(graph.identifier): len(graph) for graph in dataset.graphs() if len(graph) and "default" not in str(graph.identifier)
    }
    assert found == expected == {name: expected[name] for name in base.store.graphs()}
    assert len(set(dataset.triples((None, None, None)))) == union


def test_dataset_says_the_same(base: kg.KnowledgeBase, quads: frozenset[ox.Quad]) -> None:
    """The texts of the dataset are the texts of the store, languages and datatypes included."""
    ours = {(q.object.value, q.object.language) for q in quads if isinstance(q.object, ox.Literal)}
    theirs = {(str(o), o.language) for o in base.dataset().objects() if isinstance(o, rdflib.Literal)}
    assert {text for text, _ in theirs} == {text for text, _ in ours}
    assert {text for text, language in theirs if language == "zh"} == {text for text, language in ours if language == "zh"}


def test_no_blank_nodes(quads: frozenset[ox.Quad]) -> None:
    """Every thing has a name, and everything stands in a named graph."""
    assert not [quad for quad in quads if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)]
    assert all(isinstance(quad.graph_name, ox.NamedNode) for quad in quads)


def test_nothing_of_the_machine(elsewhere: list[bytes]) -> None:
    """Neither the folder, the user, the host nor any time is in the graph; the file's name and SHA-256 are."""
    text = elsewhere[0].decode()
    assert SECRET not in text
    assert "user-nobody-names" not in text
    assert not re.search(r"\d\d:\d\d:\d\d|XMLSchema#(dateTime|time)\b|file://|/(tmp|home|root|Users)/", text)
    assert not re.search(rf"\b{re.escape(socket.gethostname())}\b", text)
    assert '"catalogue.txt"' in text
    assert '"2fa04191b076743480b2cf5d89b5732e326593febd132b740be79e40d972a670"' in text


def test_every_own_iri_is_described(quads: frozenset[ox.Quad]) -> None:
    """What the catalogue's graphs point to inside the project's IRI space is described somewhere."""
    described = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    in_catalogue = [quad for quad in quads if "/id/cat/" in quad.graph_name.value or "binhai" in quad.graph_name.value]
    pointed = {quad.object.value for quad in in_catalogue if isinstance(quad.object, ox.NamedNode)}
    assert in_catalogue
    assert sorted(iri for iri in pointed if iri.startswith(OWN) and iri not in described) == []


def test_own_predicates_are_declared(quads: frozenset[ox.Quad]) -> None:
    """Every own predicate in use is described by the ontology in the same export."""
    described = {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    assert {quad.predicate.value for quad in quads if quad.predicate.value.startswith(OWN)} <= described


def test_iris_are_plain(quads: frozenset[ox.Quad]) -> None:
    """Own IRIs are ASCII and need no escape, so that any server and any shell can carry them."""
    nodes = {
        node.value for quad in quads for node in (quad.subject, quad.object, quad.graph_name) if isinstance(node, ox.NamedNode)
    }
    assert [iri for iri in nodes if iri.startswith(OWN) and not re.fullmatch(r"[A-Za-z0-9:/.#_~-]+", iri)] == []


def test_one_and_ten_have_their_own_iri(quads: frozenset[ox.Quad]) -> None:
    """11.1 and 11.10 are described apart, and their numbers are texts."""
    numbers = {
        quad.subject.value.rpartition("/")[2]: quad.object
        for quad in quads
        if quad.predicate.value == "http://purl.org/dc/terms/identifier" and re.search(r"/duty/[\d.]+$", quad.subject.value)
    }
    assert len(numbers) == 57
    assert numbers["11.1"] == ox.Literal("11.1")
    assert numbers["11.10"] == ox.Literal("11.10")


def test_unknown_format_is_refused(base: kg.KnowledgeBase) -> None:
    """A format that is not offered is the caller's mistake, and the offered ones are named."""
    with pytest.raises(UsageError, match="turtle"):
        base.export("excel")


def test_export_to_stdout_and_file(duty_kg: Run, base_folder: Path, base: kg.KnowledgeBase, tmp_path: Path) -> None:
    """Each format is written byte for byte as the Python API gives it, to stdout or to a file."""
    for form in ("turtle", "ntriples", "nquads"):
        file = tmp_path / form
        shown = duty_kg("export", "--format", form, "--base", base_folder)
        assert (shown.returncode, shown.stderr) == (0, "")
        assert shown.stdout.encode() == base.export(form)
        assert duty_kg("export", "--format", form, "-o", file, "--base", base_folder).stdout == ""
        assert file.read_bytes() == base.export(form)
    assert {path.name for path in tmp_path.iterdir()} == {"turtle", "ntriples", "nquads"}


def test_output_that_cannot_be_written(duty_kg: Run, base_folder: Path, tmp_path: Path) -> None:
    """A place that cannot be written ends with 3 and one message, and leaves nothing beside it."""
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "none" / "x", tmp_path / "folder"):
        done = duty_kg("export", "-o", place, "--base", base_folder)
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.startswith("错误：")
        assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
