"""The README's blocks are executed: what it shows is what happens."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder in which the README is tried out."""
    return tmp_path_factory.mktemp("readme")


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
    """The README shows or names the commands a newcomer meets first."""
    assert all(f"duty-kg {verb}" in README for verb in ("build", "ask", "show", "check", "sparql", "export", "serve"))
