"""The README's blocks are executed: what it shows is what happens."""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from kg.overlap.pairs import score
from tests.questions import measure

TOP = Path(__file__).resolve().parents[1]
README = (TOP / "README.md").read_text("utf-8")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder in which the README is tried out."""
    return tmp_path_factory.mktemp("readme")


def found(path: str) -> Traversable:
    """A file of the repository; the packages may be those of an installed wheel."""
    package, _, rest = path.partition("/")
    return files(package).joinpath(rest) if package in ("kg", "index", "ontology") else TOP / path


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language, in order."""
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", README)


def steps(block: str) -> list[tuple[str, str]]:
    """The commands of a console block with the output shown below each."""
    parts = re.split(r"(?m)^\$ ", block)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]


def test_consoles_show_what_happens(home: Path) -> None:
    """Each command of each console block prints what stands below it."""
    tools = home / "bin"
    tools.mkdir()
    (tools / "duty-kg").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n')
    (tools / "duty-kg").chmod(0o755)
    env = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "DUTY_KG_BASE": str(home / "base")}
    shown = [step for block in blocks("console") for step in steps(block)]
    assert len(shown) >= 6
    for command, expected in shown:
        done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=home, env=env, check=False)
        assert done.returncode == 0, (command, done.stderr)
        assert doctest.OutputChecker().check_output(expected or "\n", done.stdout or "\n", FLAGS), (command, done.stdout)


def test_python_shows_what_happens(base_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each Python example of the README gives what stands below it."""
    monkeypatch.setenv("DUTY_KG_BASE", str(base_folder))
    source = "".join(blocks("python"))
    test = doctest.DocTestParser().get_doctest(source, {}, "README.md", "README.md", 0)
    assert test.examples
    outcome = doctest.DocTestRunner(optionflags=FLAGS).run(test)
    assert outcome.failed == 0


def test_every_command_is_mentioned() -> None:
    """The README shows or names every command; `search`, `stats` and `doctor` once stood nowhere."""
    from kg.cli.commands import app

    verbs = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    assert len(verbs) >= 15
    assert [verb for verb in verbs if f"duty-kg {verb}" not in README] == []


@pytest.mark.parametrize("document", ["README.md", "index/QUALITY.md"])
def test_figures_are_those_measured(document: str) -> None:
    """The rows of search quality are those of index/quality.json, word for word; three places once told three different AUROCs."""
    text = found(document).read_text("utf-8")
    kept = json.loads(files("index").joinpath("quality.json").read_text("utf-8"))
    assert [row for row in measure.rows(kept) if row not in text] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md", "index/QUALITY.md"])
def test_paths_that_are_named_exist(document: str) -> None:
    """Decisions spoke of kg/query.py, meaning.py and index/manners.toml long after these had become folders or gone elsewhere."""
    named = re.findall(r"[`(]((?:kg|index|ontology|tests|notebooks)/[\w./-]+)[`)]", found(document).read_text("utf-8"))
    if not (TOP / "index").is_dir():  # what only training reads is left out of the wheel
        named = [path for path in named if not path.startswith("index/training/")]
    assert [path for path in named if not found(path).is_file() and not found(path).is_dir()] == []


def test_figures_of_overlaps_are_those_measured() -> None:
    """The page on overlaps gives the figures that the report for people gives."""
    text = (TOP / "tests/overlap/README.md").read_text("utf-8")
    for name in ("held-out", "重复", "交叉", "分散"):
        row = "| {:.0f} | {:.2f} ({:.2f}–{:.2f}) | {:.2f} ({:.2f}–{:.2f}) |".format(*score.measured()[name])
        assert row in text, row
