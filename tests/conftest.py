"""What several tests share: the bundled catalogue built once, the command line as a process, the sealed material's place."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, chdir, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg import about, pipeline
from kg.cli import main
from kg.records import Catalogue
from kg.sources.files.bounded import Worker
from tests.catalogues import payloads

SHARED = Path(os.environ.get("DUTY_KG_SHARED", Path(__file__).resolve().parents[2] / "shared"))
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing may be skipped: what tests need is installed there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if "CI" in os.environ and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One worker for the Office files of a module."""
    with Worker() as one:
        yield one


@pytest.fixture(scope="session")
def base_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base folder with the bundled catalogue; read it, never change it."""
    folder = tmp_path_factory.mktemp("base")
    pipeline.publish([pipeline.bundled()], folder)
    return folder


@pytest.fixture(scope="session")
def untaught() -> Catalogue:
    """The bundled catalogue without its questions, which take two thirds of a build, for tests that build often."""
    catalogue = pipeline.bundled()
    return replace(catalogue, about=replace(catalogue.about, questions=()))


@pytest.fixture(scope="session")
def untaught_folder(untaught: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base folder with the bundled catalogue without its questions; read it, never change it."""
    folder = tmp_path_factory.mktemp("untaught-base")
    pipeline.publish([untaught], folder)
    return folder


@pytest.fixture(scope="session")
def base(base_folder: Path) -> kg.KnowledgeBase:
    """The bundled catalogue, opened."""
    return kg.load(base_folder)


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base folder with a catalogue of a thousand names that would run scripts; read it, never change it."""
    folder = tmp_path_factory.mktemp("hostile-base")
    source = folder / "hostile.txt"
    source.write_text(payloads.document(), "utf-8")
    pipeline.publish([pipeline.read(source)], folder / "base")
    return folder / "base"


@pytest.fixture(scope="session")
def bundled_source() -> Path:
    """The document of the bundled catalogue."""
    return about.bundled() / "source.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development material beside the checkout; tests that need it are skipped where it is missing."""
    if not SHARED.is_dir():
        assert "CI" not in os.environ, "CI has the development material beside the checkout"
        pytest.skip("the development material (../shared) is not here")
    return SHARED


@pytest.fixture(scope="session")
def duty_kg(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run `duty-kg` as a user would, in an empty folder and without any base of the user's own."""
    home = tmp_path_factory.mktemp("home")

    def run(*arguments: str | Path, stdin: str | bytes | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), **environment}
        env.pop("DUTY_KG_BASE", None) if "DUTY_KG_BASE" not in environment else None
        data = stdin.encode("utf-8", "surrogateescape") if isinstance(stdin, str) else stdin
        command = [sys.executable, "-m", "kg", *map(str, arguments)]
        done = subprocess.run(command, input=data, capture_output=True, cwd=home, env=env, check=False, timeout=120)
        return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def inside(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Run a command as `duty_kg` does but inside this process, which has read by then what all processes read."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.delenv("DUTY_KG_BASE", raising=False)

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        told = list(map(str, arguments))
        capfdbinary.readouterr()
        with chdir(home), pytest.raises(SystemExit) as done:
            main(told)
        out, err = capfdbinary.readouterr()
        return subprocess.CompletedProcess(told, int(done.value.code or 0), out.decode(), err.decode())

    return run


@contextmanager
def _serving(*arguments: str | Path, **environment: str) -> Iterator[str]:
    """The address of a server started as a user would."""
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", *map(str, arguments)]
    env = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=env) as server:
        assert server.stderr is not None
        try:
            said = server.stderr.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+", said)
            assert address, said + server.stderr.read()
            yield address[0]
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[str]]:
    """Start `duty-kg serve` with some arguments: a context that gives the server's address."""
    return _serving
