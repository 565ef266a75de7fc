"""Generations: built beside, switched in one step; a failure, a rival or a kill leaves what was there; alterations are noticed."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import filelock
import pytest

import kg
from index import ModelError
from kg import about, generation, pipeline
from kg.cli import health, main
from kg.errors import BaseError, SourceError
from kg.records import Catalogue

Run = Callable[..., "subprocess.CompletedProcess[str]"]
DEADLINE_S = 60.0


def hashes(folder: Path) -> dict[str, str]:
    """Every file below `folder` with the SHA-256 of its bytes; the lock is no content."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in ("lock", "LOCK"))
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def generations(base: Path) -> list[str]:
    """The names of the generations in a base."""
    return sorted(path.name for path in base.iterdir() if path.name.startswith("gen-"))


def drafts(base: Path) -> list[str]:
    """What an unfinished build has left in a base."""
    return sorted(path.name for path in base.iterdir() if path.name.startswith("draft") or path.name.endswith(".new"))


def duties(base: Path) -> int:
    """How many duties a query finds in a base."""
    return len(list(kg.load(base).store.select("SELECT DISTINCT ?d { ?d a duty:DutyItem }")))


@pytest.fixture(scope="module")
def catalogue(untaught: Catalogue) -> Catalogue:
    """The bundled catalogue, read once, without its questions."""
    return untaught


@pytest.fixture
def copied(base_folder: Path, tmp_path: Path) -> Path:
    """A copy of the bundled base that may be altered."""
    return Path(shutil.copytree(base_folder, tmp_path / "base"))


@pytest.fixture(scope="module")
def rebuilt(base_folder: Path, tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Path:
    """A copy of the bundled base, with what a killed build left behind, built once more; read it, never change it."""
    base = Path(shutil.copytree(base_folder, tmp_path_factory.mktemp("rebuilt") / "base"))
    (base / "draft-7" / "store").mkdir(parents=True)
    (base / "draft-7" / "store" / "x").write_text("x")
    assert pipeline.publish([catalogue], base) == base / "gen-2"
    return base


def flip(path: Path, offset: int = -1) -> None:
    """Alter one bit of one byte of a file, by default of the byte in the middle."""
    data = bytearray(path.read_bytes())
    data[offset if offset >= 0 else len(data) // 2] ^= 1
    path.write_bytes(data)


def refused(done: subprocess.CompletedProcess[str], code: int) -> None:
    """The command ended with `code`, one message, nothing on stdout and no traceback."""
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("错误："), done.stderr
    assert done.stderr.count("错误：") == 1
    assert "Traceback" not in done.stderr
    assert "内部错误" not in done.stderr


def test_a_base_is_as_described(base_folder: Path) -> None:
    """A base has one complete generation, which `current` names, and its slugs beside it."""
    folder = generation.current(base_folder)
    assert folder.name in (base_folder / "current").read_text("utf-8")
    assert {"store", "index", "exports", "MANIFEST.json"} <= {path.name for path in folder.iterdir()}
    assert (base_folder / "slugs.json").is_file()
    assert drafts(base_folder) == []


def test_manifest_lists_every_file(base_folder: Path) -> None:
    """The manifest names every file with its size and SHA-256, and itself not."""
    folder = generation.current(base_folder)
    listed = generation.manifest(folder)["files"]
    found = {name: digest for name, digest in hashes(folder).items() if name != "MANIFEST.json"}
    assert {name: entry["sha256"] for name, entry in listed.items()} == found
    assert all((folder / name).stat().st_size == entry["bytes"] for name, entry in listed.items())


def test_reading_never_writes(base_folder: Path, duty_kg: Run) -> None:
    """Questions, queries and checks leave every byte of the base as it is."""
    before = hashes(base_folder)
    for command in (("ask", "工资"), ("sparql", "ASK { ?s ?p ?o }"), ("check",), ("doctor",), ("export",)):
        duty_kg(*command, "--base", base_folder)
    assert hashes(base_folder) == before


def test_build_adds_a_generation_and_switches(rebuilt: Path) -> None:
    """A second build keeps the first generation, switches to its own, and sweeps what was left behind."""
    assert generation.current(rebuilt).name == "gen-2"
    assert generations(rebuilt) == ["gen-1", "gen-2"]
    assert drafts(rebuilt) == []
    assert duties(rebuilt) == 57


def test_only_two_generations_stay(rebuilt: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    """A third build removes the first generation, and whoever still reads the second goes on."""
    base = Path(shutil.copytree(rebuilt, tmp_path / "base"))
    reader = kg.load(base)
    assert pipeline.publish([catalogue], base) == generation.current(base) == base / "gen-3"
    assert generations(base) == ["gen-2", "gen-3"]
    assert reader.ask("9.1是谁负责").status == "answered"


def test_iris_survive_a_rebuild(base: kg.KnowledgeBase, base_folder: Path, rebuilt: Path) -> None:
    """Slugs are minted once: a rebuilt base has the IRIs of the first one."""
    assert kg.load(rebuilt).export("ntriples") == base.export("ntriples")
    assert (rebuilt / "slugs.json").read_bytes() == (base_folder / "slugs.json").read_bytes()


def test_one_and_ten_are_different_duties(base: kg.KnowledgeBase) -> None:
    """11.1 and 11.10 have different IRIs and names, and each IRI ends with its number."""
    one, ten = (base.ask(f"{number}是谁负责").duties for number in ("11.1", "11.10"))
    assert [duty.number for duty in one + ten] == ["11.1", "11.10"]
    assert one[0].iri.endswith("/duty/11.1")
    assert ten[0].iri.endswith("/duty/11.10")
    assert one[0].name != ten[0].name


@pytest.mark.parametrize("at", ["图数据", "校验与发布"])
def test_failure_at_any_step_leaves_everything(copied: Path, catalogue: Catalogue, at: str) -> None:
    """A build that breaks off changes no byte of the base and leaves no draft."""
    before, steps = hashes(copied), []

    def break_off(step: str) -> None:
        steps.append(step)
        if step == at:
            raise RuntimeError(at)

    with pytest.raises(RuntimeError, match=at):
        pipeline.publish([catalogue], copied, progress=break_off)
    assert steps[-1] == at
    assert hashes(copied) == before
    assert drafts(copied) == []


def test_failed_verification_leaves_everything(copied: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """A generation that cannot be written whole to disk is not published, and nothing else is changed."""
    before = hashes(copied)

    def broken(*_: object, **__: object) -> None:
        raise BaseError("verification failed")

    monkeypatch.setattr(generation, "verify", broken)
    with pytest.raises(BaseError, match="verification failed"):
        pipeline.publish([catalogue], copied)
    assert hashes(copied) == before
    assert drafts(copied) == []


def test_same_catalogue_twice_is_refused(copied: Path, catalogue: Catalogue) -> None:
    """One build cannot hold a catalogue twice, and the base stays."""
    before = hashes(copied)
    with pytest.raises(SourceError):
        pipeline.publish([catalogue, catalogue], copied)
    assert hashes(copied) == before


def test_unwritable_records_leave_everything(copied: Path, duty_kg: Run, tmp_path: Path) -> None:
    """Records that cannot be written end the build before it publishes anything."""
    before = hashes(copied)
    refused(duty_kg("build", "--records", tmp_path / "none" / "r.json", "--base", copied, "-q"), 3)
    assert hashes(copied) == before


def test_second_build_is_refused(copied: Path, duty_kg: Run) -> None:
    """While one build holds the base another is refused with code 4, and readers go on."""
    before = hashes(copied)
    with filelock.FileLock(copied / "lock"):
        refused(duty_kg("build", "--base", copied, "-q"), 4)
        assert duty_kg("ask", "9.1是谁负责", "--base", copied).returncode == 0
    assert hashes(copied) == before


def test_killed_build_leaves_the_old_generation(copied: Path, catalogue: Catalogue) -> None:
    """kill -9 in the middle of a build: the old generation answers, and the next build sweeps and succeeds."""
    before = {name: digest for name, digest in hashes(copied).items() if not name.startswith("draft")}
    process = subprocess.Popen([sys.executable, "-m", "kg", "build", "-q", "--base", str(copied)])
    deadline = time.monotonic() + DEADLINE_S
    while not any(copied.glob("draft-*/store/*")) and time.monotonic() < deadline:
        time.sleep(0.005)
    process.kill()
    assert process.wait() == -9
    assert drafts(copied) != []
    assert {name: digest for name, digest in hashes(copied).items() if not name.startswith("draft")} == before
    assert kg.load(copied).ask("9.1是谁负责").status == "answered"
    pipeline.publish([catalogue], copied)
    assert drafts(copied) == []
    assert generations(copied) == ["gen-1", "gen-2"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_build_that_is_told_to_end(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """TERM and HUP ended a build without a word and left its draft; now they do what Ctrl-C does, and only while it builds."""
    number = getattr(signal, name)

    def ended(_: object, base: Path, **__: object) -> None:
        with generation.publishing(base):
            signal.raise_signal(number)

    monkeypatch.setattr(pipeline, "publish", ended)
    (tmp_path / "list.csv").write_text("序号,职权名称,承办机构\n1,发证,审批科\n", "utf-8")
    before = signal.signal(number, signal.SIG_DFL)  # under nohup the tests themselves ignore HUP
    try:
        with pytest.raises(SystemExit) as caught:
            main(["build", "-q", "--base", str(tmp_path / "base"), str(tmp_path / "list.csv")])
        assert signal.getsignal(number) is signal.SIG_DFL
    finally:
        signal.signal(number, before)
    assert caught.value.code == 130
    assert [path.name for path in (tmp_path / "base").iterdir()] == ["lock"]


def test_a_model_that_is_not_there(tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the library says of its site and of the network was shown in English; nothing is fetched anyhow."""

    def missing(*_: object) -> None:
        raise ModelError("We couldn't connect")

    monkeypatch.setattr("index.building.build", missing)
    (tmp_path / "modules.json").touch()
    with pytest.raises(BaseError, match=r": 无法载入这个模型。\n  → [^\n]*程序不联网下载。$"):
        pipeline.publish([catalogue], tmp_path / "base", model=str(tmp_path))


def test_a_model_is_looked_for_before_anything_else(duty_kg: Run, tmp_path: Path) -> None:
    """An unknown name, or a file, took 20 s and 560 MB: torch was imported to say so, in English first, and left a folder in TMPDIR."""
    (tmp_path / "file.xlsx").touch()
    (tmp_path / "tmp").mkdir()
    file, folder = tmp_path / "file.xlsx", tmp_path / "tmp"
    for model, said in (("nobody/nothing", "没有这个模型"), (file, "这是文件，不是模型的文件夹"), (folder, "这里没有模型")):
        done = duty_kg("build", "none.txt", "--model", model, "--base", tmp_path / "base", TMPDIR=str(folder))
        assert done.returncode == 4
        assert done.stderr.startswith(f"错误：{model}: {said}")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file.xlsx", "tmp"]


def test_what_needs_a_base_makes_none(duty_kg: Run, tmp_path: Path) -> None:
    """--replace and --remove left a folder with a lock in it where no base had been; a file called like the base was told in English."""
    source = about.bundled() / "source.txt"
    for arguments in (["--replace", source], ["--remove", "binhai-ftu"]):
        done = duty_kg("build", "-q", *arguments, "--base", tmp_path / "none")
        assert (done.returncode, "这里没有知识库" in done.stderr) == (4, True)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    done = duty_kg("build", "-q", "--base", tmp_path / "file")
    assert (done.returncode, "已有同名的文件，它不是文件夹" in done.stderr) == (4, True)


def largest(pattern: str) -> Callable[[Path], Path]:
    """The largest file of the current generation that matches a pattern."""
    return lambda base: max(generation.current(base).glob(pattern), key=lambda path: path.stat().st_size)


FILES: dict[str, Callable[[Path], Path]] = {
    "store table": largest("store/*.sst"),
    "store pointer": largest("store/CURRENT"),
    "store manifest": largest("store/MANIFEST-*"),
    "index array": largest("index/**/*.npy"),
    "vectors": largest("index/name.npy"),
    "index list": largest("index/**/*.json"),
    "export": largest("exports/*"),
    "manifest": lambda base: generation.current(base) / "MANIFEST.json",
    "current": lambda base: base / "current",
}


@pytest.mark.parametrize("which", FILES)
def test_one_altered_bit_is_noticed(copied: Path, duty_kg: Run, which: str) -> None:
    """One bit altered in any file of the base: `ask` ends with code 4, says which file, and changes nothing."""
    path = FILES[which](copied)
    flip(path, 4 if which == "current" else -1)
    before = hashes(copied)
    done = duty_kg("ask", "9.1是谁负责", "--base", copied)
    refused(done, 4)
    assert path.name in done.stderr or which in ("current", "manifest")
    assert hashes(copied) == before


@pytest.mark.parametrize("which", [which for which in FILES if which != "current"])
def test_missing_file_is_noticed(copied: Path, which: str) -> None:
    """A base with a file missing is refused, and the message names the file."""
    path = FILES[which](copied)
    path.unlink()
    with pytest.raises(BaseError, match=path.name):
        kg.load(copied)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"bytes"', '"bytex"'),
        ('"sha256"', '"sha257"'),
        ('"files"', '"filex"'),
        ('"format"', '"formax"'),
        ('"catalogues"', '"cataloguex"'),
        ('"slug"', '"slux"'),
        ('"quads"', '"quadx"'),
        ("滨海新区总工会", "滨海旧区总工会"),
        ('"duties": 57', '"duties": 58'),
    ],
)
def test_altered_manifest_is_noticed(copied: Path, old: str, new: str) -> None:
    """The manifest itself cannot be altered unnoticed: neither a key nor a value."""
    path = generation.current(copied) / "MANIFEST.json"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(BaseError):
        kg.load(copied)


@pytest.mark.parametrize("left", [0, 3000])
def test_truncated_manifest_is_noticed(copied: Path, duty_kg: Run, left: int) -> None:
    """A manifest cut off anywhere ends with code 4, and nothing is rebuilt over it."""
    path = generation.current(copied) / "MANIFEST.json"
    path.write_bytes(path.read_bytes()[:left])
    before = hashes(copied)
    refused(duty_kg("ask", "9.1是谁负责", "--base", copied), 4)
    assert hashes(copied) == before


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"gen-9\n", b"../base\n", b"gen-1/../gen-1\n", b"gen-1/store\n", b"\xff\xfe\0", b"gen-\0\n"]
)
def test_damaged_pointer_is_noticed(copied: Path, content: bytes) -> None:
    """A `current` file that names no generation is refused."""
    (copied / "current").write_bytes(content)
    with pytest.raises(BaseError):
        kg.load(copied)


def test_lost_pointer_is_not_rebuilt_over(copied: Path, duty_kg: Run) -> None:
    """Where generations stand but `current` is gone, `ask` refuses instead of building anew."""
    (copied / "current").unlink()
    before = hashes(copied)
    refused(duty_kg("ask", "9.1是谁负责", "--base", copied), 4)
    assert hashes(copied) == before


SLUGS = {
    "cut": b"{",
    "a list": b"[]",
    "no text": b"\xff\xfe\xff",
    "no table": b'{"catalogues": 5}',
    "a path": b'{"catalogues": {"x": "../x"}}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("name", SLUGS)
def test_damaged_slugs_stop_a_build(name: str, tmp_path: Path, catalogue: Catalogue) -> None:
    """Slugs that cannot be read are not minted anew, for that would change published IRIs; the message is Chinese alone, and nesting no defect."""
    (tmp_path / "slugs.json").write_bytes(SLUGS[name])
    before = hashes(tmp_path)
    with pytest.raises(BaseError, match="已损坏") as caught:
        pipeline.publish([catalogue], tmp_path)
    assert caught.value.where == str(tmp_path / "slugs.json")
    assert set(re.findall("[A-Za-z]+", caught.value.message)) <= {"slugs", "json", "UTF", "JSON"}
    assert hashes(tmp_path) == before


@pytest.mark.parametrize("content", [b"{}", b"[" * 100_000])
def test_doctor_looks_at_the_slugs(copied: Path, content: bytes) -> None:
    """`doctor` found nothing wrong with a base whose next build is refused, or would give other IRIs."""
    (copied / "slugs.json").write_bytes(content)
    wrong = [one for one in health.examine(copied) if not one["ok"]]
    assert [one["check"] for one in wrong] == ["网址与认定"]
    assert "slugs.json" in wrong[0]["detail"]


FULL = [
    OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    OSError("36618 requested and 32078 written"),
    OSError("IO error: No space left on device: While appending to file: x/000004.log: No space left on device"),
]


@pytest.mark.parametrize("problem", FULL, ids=["Python", "numpy", "Oxigraph"])
def test_a_full_disk_has_one_message(problem: OSError, tmp_path: Path) -> None:
    """It was told in three ways, two of them English and all without path and advice; the draft goes, the rest stays."""
    (tmp_path / "current").write_text("x")
    with pytest.raises(BaseError, match="磁盘已满") as caught, generation.publishing(tmp_path):
        raise problem
    assert (caught.value.where, "腾出" in caught.value.hint) == (str(tmp_path), True)
    assert [path.name for path in tmp_path.iterdir() if path.name != "lock"] == ["current"]


def test_a_full_disk_at_the_last_step(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is room for a generation but not for saying that it is the current one, it goes again."""

    def full(_: int) -> None:
        raise FULL[0]

    def built() -> None:
        with generation.publishing(copied) as draft:
            generation.seal(draft, {})
            monkeypatch.setattr("kg.generation._sync", lambda _: None)
            monkeypatch.setattr("kg.generation.os.fsync", full)

    before = hashes(copied)
    with pytest.raises(BaseError, match="磁盘已满") as caught:
        built()
    assert caught.value.where == str(copied / "current")
    assert hashes(copied) == before


def test_doctor_finds_an_altered_file(copied: Path, duty_kg: Run) -> None:
    """`doctor` ends with code 4 on an altered base, names the file and still reports the rest."""
    path = FILES["index array"](copied)
    flip(path)
    done = duty_kg("doctor", "--base", copied)
    assert done.returncode == 4
    assert path.name in done.stdout
    assert "✓" in done.stdout
    assert "Traceback" not in done.stderr


def test_folder_that_cannot_be_written_is_a_base_error(tmp_path: Path, catalogue: Catalogue) -> None:
    """A base below a file cannot be built."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(BaseError):
        pipeline.publish([catalogue], tmp_path / "file" / "base")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
