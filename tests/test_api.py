"""The Python door does what the command line does: one file or several, described and mapped, added and taken out, and says what is wrong."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import UsageError

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ROWS = ["河道采砂许可,水政科,《某条例》第三条", "取水许可,水资源科,《某条例》第四条"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A catalogue in labels that nobody knows, what they mean, who published it, and a plain one."""
    folder = tmp_path_factory.mktemp("api")
    texts = {
        "odd.csv": "\n".join(["号次,干的活儿,管的科,凭啥", *(f"{n},{row}" for n, row in enumerate(ROWS, 1))]),
        "odd.yml": "序号: [号次]\n名称: [干的活儿]\n实施机构: [管的科]\n法定依据: [凭啥]\n",
        "odd.toml": '[catalogue]\nslug = "shui"\npublisher = "某县水务局"\n',
        "plain.csv": "\n".join(["序号,名称,实施机构,法定依据", *(f"{n},{row}" for n, row in enumerate(ROWS, 1))]),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return {name: folder / name for name in texts}


def test_a_catalogue_of_ones_own(files: dict[str, Path], tmp_path: Path) -> None:
    """--about and --mapping had no counterpart, one path was read letter by letter, and taking out needed kg.pipeline."""
    base = kg.build(str(files["odd.csv"]), about=files["odd.toml"], mapping=files["odd.yml"], into=tmp_path / "base")
    assert [entry["slug"] for entry in base.manifest["catalogues"]] == ["shui"]
    assert base.ask("谁负责取水许可").departments[0]["name"] == "水资源科"
    two = kg.build(files["plain.csv"], into=tmp_path / "base", how="add")
    (other,) = [entry["slug"] for entry in two.manifest["catalogues"] if entry["slug"] != "shui"]
    left = kg.remove(other, tmp_path / "base")
    assert [entry["slug"] for entry in left.manifest["catalogues"]] == ["shui"]


@pytest.mark.parametrize("how", ["remove", "bogus"])
def test_what_a_build_cannot_do_is_said_before_anything_is_read(how: Any, tmp_path: Path) -> None:
    """ "remove" took the bundled catalogue out, "bogus" was a bare ValueError after all documents had been read."""
    with pytest.raises(UsageError, match="how 没有"):
        kg.build(tmp_path / "missing.txt", into=tmp_path / "base", how=how)


def test_more_descriptions_than_documents(files: dict[str, Path], tmp_path: Path) -> None:
    """As on the command line."""
    with pytest.raises(UsageError, match="about"):
        kg.build(files["plain.csv"], about=[files["odd.toml"], files["odd.toml"]], into=tmp_path / "base")


def test_no_duties_at_all_are_no_list(base: kg.KnowledgeBase) -> None:
    """top=-1 gave all but the last."""
    for asked in (lambda: base.ask("取水", top=0), lambda: base.search("取水", top=-1)):
        with pytest.raises(UsageError, match="top"):
            asked()


def test_questions_that_come_one_by_one(base: kg.KnowledgeBase) -> None:
    """An empty generator of questions is none, and added a kind of gap all the same."""
    assert len(base.gaps(question for question in ())) == len(base.gaps())


def test_the_base_checks_itself(base: kg.KnowledgeBase, base_folder: Path, inside: Run) -> None:
    """base.py promised check, and only the command line had it."""
    done = inside("check", "--format", "json", "--base", base_folder)
    assert json.loads(done.stdout) == base.check()


def test_check_and_diff_read_as_a_build_reads(files: dict[str, Path], tmp_path: Path, inside: Run) -> None:
    """A list that builds with --mapping was refused by check, and diff compared another reading."""
    given = ("--mapping", files["odd.yml"])
    plain = inside("check", files["odd.csv"], "--format", "json")
    mapped = inside("check", files["odd.csv"], *given, "--about", files["odd.toml"], "--format", "json")
    assert plain.returncode == 3 or "unknown-label" in plain.stdout
    assert "unknown-label" not in mapped.stdout
    assert mapped.returncode in (0, 1), mapped.stderr
    newer = tmp_path / "newer.csv"
    newer.write_text(files["odd.csv"].read_text("utf-8").replace("水政科", "河道科"), "utf-8")
    (moved,) = json.loads(inside("diff", files["odd.csv"], newer, *given, "--format", "json").stdout)
    assert (moved["kind"], moved["new"]) == ("moved", "河道科")
    described = ("--about", files["odd.toml"], "--about", files["odd.toml"])
    assert (
        "/cat/shui"
        in inside("diff", files["odd.csv"], newer, *given, *described, "--format", "turtle", "--base", tmp_path / "b").stdout
    )


def test_mapping_without_a_document(files: dict[str, Path], base_folder: Path, inside: Run) -> None:
    """What is in a base has been read; a mapping for it would do nothing."""
    done = inside("check", "--mapping", files["odd.yml"], "--base", base_folder)
    assert (done.returncode, "请给出要检查的目录文件" in done.stderr) == (2, True)


def test_named_queries(base: kg.KnowledgeBase, base_folder: Path, inside: Run) -> None:
    """`duty-kg sparql NAME --for 8.6` had no counterpart: notebooks that say they use the public door alone imported ontology."""
    assert {one["name"] for one in base.queries()} > {"duty-by-number", "duty-facts"}
    whole = [row["number"].value for row in base.named("duty-by-number")]
    assert len(whole) == 57
    assert [row["number"].value for row in base.named("duty-by-number", "8.6", "9.1")] == ["8.6", "9.1"]
    told = inside("sparql", "duty-facts", "--for", "8.6", "--format", "json", "--base", base_folder)
    rows = list(base.named("duty-facts", "8.6"))
    assert len(json.loads(told.stdout)["results"]["bindings"]) == len(rows) > 0
    with pytest.raises(UsageError, match="没有名为 nothing 的查询"):
        base.named("nothing")
    with pytest.raises(UsageError, match="没有这样的职责事项：99"):
        base.named("duty-facts", "99")
    for notebook in Path(__file__).parents[1].joinpath("notebooks").glob("*.ipynb"):
        assert "import ontology" not in notebook.read_text("utf-8")
