"""Whatever file is given: exit code 3, one message that names it and says what to do, and a base that stays as it was."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kg import pipeline
from kg.cli import main
from kg.errors import SourceError
from kg.sources import read
from kg.sources.files.bounded import Worker
from tests.catalogues import hostile

Run = Callable[..., "subprocess.CompletedProcess[str]"]
FILES: dict[str, bytes] = hostile.files()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All hostile files, and what is no file at all."""
    place = tmp_path_factory.mktemp("hostile")
    for name, data in FILES.items():
        (place / name).write_bytes(data)
    (place / "folder.docx").mkdir()
    (place / "loop.txt").symlink_to(place / "loop.txt")
    (place / "nowhere.xlsx").symlink_to(place / "gone")
    os.mkfifo(place / "pipe.txt")
    return place


def state(base: Path) -> dict[str, str]:
    """Every file of a base with the hash of its bytes."""
    return {
        str(path.relative_to(base)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(base.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def before(base_folder: Path) -> dict[str, str]:
    """The base before any bad file came."""
    return state(base_folder)


# 90,000 characters of 第一条至第二百条 were two million clauses and 9 GB; 20,000 titles of documents were each held against each, for minutes
ENDLESS = {
    "ranges.txt": ":9: “依据”一栏列举的法规文件和条款超过 1000 个",
    "long-name.txt": ":6: “名称”一栏有 9000 字",
    "citations.txt": "前 11 项列举的条款、机构、步骤等已超过",
}


@pytest.mark.parametrize("name", [*FILES, "folder.docx", "loop.txt", "nowhere.xlsx", "pipe.txt", "missing.docx"])
def test_every_bad_file_is_refused_and_the_base_stays(
    name: str, folder: Path, base_folder: Path, before: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """`build` of a hostile, damaged or foreign file ends with 3 and one message that names it and says what to do; the base is as it was."""
    with pytest.raises(SystemExit) as ended:
        main(["build", "--quiet", "--add", "--base", str(base_folder), str(folder / name)])
    assert ended.value.code == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert [line[:3] for line in said.err.splitlines()] == ["错误：", "  →"]
    assert ascii(name)[1:-1] in said.err
    assert ENDLESS.get(name, "") in said.err
    assert state(base_folder) == before


SAID = {
    "wide-blank.txt": "文件是空的",
    "random.docx": "内容不是 .docx 文件，也不是文本",
    "commas.xlsx": "请把扩展名改为 .csv",
    "commas.txt": "请把扩展名改为 .csv",
    "text.wps": "金山 WPS 文字文件（.wps）",
    "sheet.et": "金山 WPS 表格文件（.et）",
    "talk.dps": "金山 WPS 演示文件（.dps）",
    "talk.ppt": "PowerPoint 文件（.ppt）",
    "negative.xlsx": "超出范围的共享字符串编号（B2）",
    "beyond.xlsx": "超出范围的共享字符串编号",
}


@pytest.mark.parametrize("name", SAID)
def test_a_file_is_called_what_it_is(name: str, folder: Path) -> None:
    """White space was no text, noise called .docx was text, a csv under another name was sent from .xlsx to .txt and refused there, files of WPS were those of Word.

    A shared string counted from the end took the text of another cell without a word.
    """
    with pytest.raises(SourceError) as caught:
        read(folder / name)
    assert SAID[name] in str(caught.value)


RUNS = {"—": "实施机构", "：": "名称", "〔2020〕1号": "法定依据", "职责": "职责边界", "　 ": "实施机构"}


@pytest.mark.parametrize("sign", RUNS)
def test_a_long_run_of_one_sign_is_read_as_fast_as_any_text(sign: str, tmp_path: Path) -> None:
    """A cell of 16,000 dashes took 18 s, one of 99,000 ten minutes: each of them was tried as the beginning of what stands before a role."""
    path = tmp_path / "dashes.txt"
    values = {
        "序号": "1.1",
        "名称": "负责管护。",
        "法定依据": "《甲法》第三条",
        "实施机构": "资源股",
        "职责边界": "资源股独立实施",
    }
    run = "前" + (sign * 60_000)[:60_000] + "后"
    rows = "".join(f"\t{label}\n\t{run if label == RUNS[sign] else value}\n\n" for label, value in values.items())
    path.write_text(f"某局职责目录\n\n1.1（职责事项名称）信息表\n\n{rows}", encoding="utf-8")
    started = time.process_time()
    with suppress(SourceError):  # the name is longer than any, and the clauses are too many
        pipeline.read(path)
    assert time.process_time() - started < 10


READ = """
import sys
from pathlib import Path
from kg.errors import SourceError
from kg.sources import read
from kg.sources.files.bounded import Worker

def most(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])

good, *bad = map(Path, sys.argv[1:])
sizes = []
with Worker() as worker:
    for path in bad:
        try:
            read(path, worker)
        except SourceError:
            print(*(item.number for item in read(good, worker).items))
        sizes.append(most(worker._process.pid))
print(max(*sizes, most("self")))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the size of a process is read from /proc, which is not here")
def test_the_worker_outlives_bad_files_and_stays_small(folder: Path, tmp_path: Path) -> None:
    """One worker reads good files after bad ones, also after it had to be killed; no process takes more than 512 MB."""
    good = tmp_path / "good.xlsx"
    good.write_bytes(hostile._sheet([["序号", "名称", "实施机构"], ["1", "负责甲", "办公室"]]))
    bad = [folder / name for name in ("merged.xlsx", "hollow.docx", "formula.xlsx")]
    done = subprocess.run([sys.executable, "-c", READ, good, *bad], capture_output=True, text=True, check=True)
    *numbers, most = done.stdout.split()
    assert numbers == ["1"] * len(bad)
    assert int(most) <= 512_000


def test_a_worker_that_takes_too_long_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When no reply comes in time, the worker is killed, the file named, and the next file read by a new worker."""
    path = tmp_path / "slow.xlsx"
    path.write_bytes(hostile._sheet([["序号", "名称", "实施机构"], ["1", "负责甲", "办公室"]]))
    with Worker() as worker:
        monkeypatch.setattr("kg.sources.files.bounded._DEADLINE", 0.0)
        with pytest.raises(SourceError, match="上限") as caught:
            read(path, worker)
        assert "slow.xlsx" in caught.value.where
        monkeypatch.undo()
        assert len(read(path, worker).items) == 1


def test_a_bad_file_leaves_the_base_bit_for_bit(folder: Path, base_folder: Path, before: dict[str, str], duty_kg: Run) -> None:
    """As a process too: replacing, and beside another bad file, nothing in the base changes."""
    for arguments in (
        ["--replace", "injection.csv"],
        ["--keep-going", "cut.docx", "loop.txt"],
    ):
        named = [argument if argument.startswith("--") else str(folder / argument) for argument in arguments]
        done = duty_kg("build", "--quiet", "--base", base_folder, *named)
        assert done.returncode == 3, done.stderr
        assert arguments[-1] in done.stderr
        assert "→" in done.stderr
        assert "Traceback" not in done.stderr
    assert state(base_folder) == before
