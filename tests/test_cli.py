"""The command line: its options, formats, exit codes and streams, and one clear message for whatever is wrong."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Here = Callable[..., tuple[int, str, str]]
COMMANDS: dict[str, tuple[str, ...]] = {
    "build": (),
    "ask": ("9.1是谁负责",),
    "search": ("工资",),
    "show": ("8.6",),
    "sparql": ("ASK { ?s ?p ?o }",),
    "check": (),
    "export": (),
    "stats": (),
    "doctor": (),
    "impact": ("第二条第九款",),
}
FINDING = ["code", "severity", "duties", "field", "message", "source", "repair"]
SELECT = "SELECT ?n ?missing { ?d a duty:DutyItem ; dct:identifier ?n } ORDER BY ?n LIMIT 2"
CONSTRUCT = "CONSTRUCT { ?d dct:identifier ?n } WHERE { ?d a duty:DutyItem ; dct:identifier ?n }"
DUTY = "https://w3id.org/duty-kg/id/cat/binhai-ftu/duty/"
BAD_FILES = {"empty": b"", "junk": bytes(range(256)) * 20, "no-table": "这里没有信息表。\n".encode(), "blank": b" \n\t\n"}


@pytest.fixture
def here(inside: Run, base_folder: Path) -> Here:
    """Run a command on the shared base inside this process: (exit code, stdout, stderr)."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        done = inside(*arguments, "--base", base_folder)
        return done.returncode, done.stdout, done.stderr

    return run


def hashes(folder: Path) -> dict[str, str]:
    """Every file below `folder` with the SHA-256 of its bytes; the lock is no content."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in ("lock", "LOCK"))
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def one_message(err: str) -> None:
    """stderr is one message for people."""
    assert "Traceback" not in err
    assert "内部错误" not in err
    assert err.count("错误：") + err.count("Error: ") == 1, err
    assert err.startswith(("错误：", "Usage: ")), err


def refused(done: subprocess.CompletedProcess[str], code: int) -> None:
    """The command ended with `code`, one message, and nothing on stdout."""
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    one_message(done.stderr)


@pytest.mark.parametrize("command", COMMANDS)
def test_help(duty_kg: Run, command: str) -> None:
    """--help of each command ends with 0 and lists the options that every command has."""
    done = duty_kg(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert {"--base", "--quiet"} <= set(re.findall(r"--[a-z]+", done.stdout))


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "build"])
def test_common_options_come_after_the_command(here: Here, command: str) -> None:
    """--base, --format and --quiet stand after the command and its arguments; stderr stays empty."""
    form = "turtle" if command == "export" else "json"
    code, out, err = here(command, *COMMANDS[command], "--format", form, "--quiet")
    assert code == (1 if command == "check" else 0), err
    assert err == ""
    assert out.strip()
    assert form == "turtle" or json.loads(out) is not None


@pytest.mark.parametrize("command", COMMANDS)
def test_unknown_option_is_usage(here: Here, command: str) -> None:
    """An option that does not exist ends with 2, and stdout stays empty."""
    code, out, err = here(command, *COMMANDS[command], "--no-such-option")
    assert (code, out) == (2, "")
    one_message(err)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("aks", "工资"), ("没有这个命令：aks", "是否想用 ask", "overlaps")),
        (("ask", "工资", "--tpo", "3"), ("没有这个选项：--tpo", "duty-kg ask --help")),
        (("--tpo",), ("没有这个选项：--tpo", "duty-kg --help")),
        (("ask", "工资", "--top", "x"), ("--top 的值不对：x",)),
        (("ask", "工资", "--format", "xml"), ("--format 的值不对：xml", "可用的值：text、json、jsonl")),
        (("ask", "工资", "--top"), ("--top",)),
        (("diff", "a.txt"), ("缺少 NEW",)),
    ],
)
def test_a_command_line_is_told_in_chinese(here: Here, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    """A mistyped command was answered in English, as the library has it, by a program that speaks Chinese everywhere else."""
    code, out, err = here(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("错误：")
    assert all(word in err for word in words), err


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "工资", "--batch", "-"),
        ("ask", "工资", "--top", "0"),
        ("ask", "工资", "--catalogue", "no-such"),
        ("search",),
        ("show",),
        ("show", "99.9"),
        ("show", DUTY + "99.9"),
        ("show", "http://not an iri"),
        ("stats", "--format", "pdf"),
        ("export", "--format", "excel"),
        ("sparql", SELECT, "--format", "turtle"),
        ("sparql", CONSTRUCT, "--format", "csv"),
        ("sparql", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"),
        ("sparql", "DELETE WHERE { ?s ?p ?o }"),
        ("sparql", "INSERT DATA { <a:a> <a:b> <a:c> }"),
        ("build", "--about", "x.toml"),
    ],
    ids=lambda arguments: " ".join(arguments)[:40],
)
def test_wrong_usage(here: Here, arguments: tuple[str, ...]) -> None:
    """What cannot be meant ends with 2 and one message, and stdout stays empty."""
    code, out, err = here(*arguments)
    assert (code, out) == (2, "")
    one_message(err)


def test_no_command_and_unknown_command(duty_kg: Run) -> None:
    """Without a command the help comes; an unknown command is usage; --version prints one line."""
    assert "ask" in duty_kg().stdout + duty_kg().stderr
    assert duty_kg("no-such-command").returncode == 2
    assert re.fullmatch(r"duty-kg \d+\.\d+\.\d+\S*\n", duty_kg("--version").stdout)


@pytest.mark.parametrize(("question", "code"), [("老板拖欠工资该找哪个部门？", 0), ("谈话", 0), ("护照过期了怎么办", 1), ("", 1)])
def test_exit_code_of_ask(here: Here, question: str, code: int) -> None:
    """An answer and candidates end with 0, a refusal with 1, and the answer is on stdout in each case."""
    found, out, err = here("ask", question, "--format", "json")
    assert (found, err) == (code, "")
    assert (json.loads(out)["status"] == "abstained") == (code == 1)


def test_ask_formats(here: Here) -> None:
    """jsonl is one line, json the same object for people, text the card with the department first."""
    line, pretty, card = (here("ask", "9.1是谁负责", "--format", form)[1] for form in ("jsonl", "json", "text"))
    assert line.count("\n") == 1 < pretty.count("\n")
    one, other = json.loads(line), json.loads(pretty)
    assert {**one, "elapsed_ms": 0} == {**other, "elapsed_ms": 0}
    assert card.splitlines()[0] == "权益保障部"


def test_show_by_number_and_iri(here: Here) -> None:
    """A duty shown by its number or by its IRI is the same, with nine fields, and 9.1's lost one is missing."""
    by_number, by_iri = (json.loads(here("show", what, "--format", "json")[1]) for what in ("9.1", DUTY + "9.1"))
    assert by_number == by_iri
    assert by_number[0]["iri"] == DUTY + "9.1"
    assert len(by_number[0]["fields"]) == 9
    assert [field["label"] for field in by_number[0]["fields"] if field["status"] == "missing"] == ["责任事项"]
    assert "实施机构：权益保障部（第 1379 行，原印在“职责边界”处）" in here("show", "9.1")[1]


def finding_conforms(finding: dict[str, Any]) -> None:
    """A finding has the keys and types of the contract, in its order."""
    assert list(finding) == FINDING
    assert finding["severity"] in ("violation", "warning", "info")
    assert all(isinstance(finding[key], str) for key in ("code", "field", "message"))
    assert finding["duties"]
    assert all(isinstance(number, str) for number in finding["duties"])
    assert next(iter(finding["source"])) == "path"
    assert {"line", "table", "row"} & set(finding["source"])
    assert all(type(value) is int for key, value in finding["source"].items() if key != "path")
    assert finding["repair"] is None or list(finding["repair"]) == ["status", "from", "to"]


def test_check_of_source_and_base(here: Here, duty_kg: Run, bundled_source: Path) -> None:
    """The same findings come from the document and from the base, in the same order, and a violation ends with 1."""
    of_source = duty_kg("check", bundled_source, "--format", "json")
    code, of_base, err = here("check", "--format", "json")
    assert (of_source.returncode, of_source.stderr, code, err) == (1, "", 1, "")
    found, recorded = json.loads(of_source.stdout), json.loads(of_base)
    for finding in found + recorded:
        finding_conforms(finding)
    assert {finding["source"]["path"] for finding in found} == {str(bundled_source)}
    for finding in found:
        finding["source"]["path"] = "source.txt"
    assert found == recorded


def test_check_names_the_known_defects(here: Here, bundled_source: Path) -> None:
    """The shift of 9.1, its lost value and the five differing names are reported, each on a line that shows it."""
    found = json.loads(here("check", "--format", "json")[1])
    lines = bundled_source.read_text("utf-8").split("\n")
    (shift,) = (one for one in found if one["code"] == "row-shift")
    (lost,) = (one for one in found if one["code"] == "missing-value")
    assert (shift["severity"], shift["duties"], shift["repair"]["status"]) == ("violation", ["9.1"], "applied")
    assert lines[shift["source"]["line"] - 1].strip() == '"'
    assert (lost["duties"], lost["field"]) == (["9.1"], "责任事项")
    wording = {one["duties"][0]: one["severity"] for one in found if one["code"] == "wording-differs"}
    assert wording == {"5.1": "info", "8.6": "warning", "9.1": "warning", "12.6": "warning", "12.9": "info"}


def test_check_text_counts_severities(here: Here) -> None:
    """As text each finding is a line with its place, and the last line counts them."""
    code, out, _ = here("check")
    lines = out.splitlines()
    assert code == 1
    assert sum(line.startswith("✗ source.txt:1373 9.1 [row-shift]") for line in lines) == 1
    assert lines[-1].startswith("错误 1，")


def test_stats_and_doctor(here: Here) -> None:
    """Counts are those of the catalogue; a sound base has every check right."""
    counted = json.loads(here("stats", "--format", "json")[1])
    assert counted["catalogues"][0]["duties"] == 57
    assert sum(one["duties"] for one in counted["departments"]) == 57
    said = here("stats")[1].splitlines()
    assert said[1:3] == ["目录 1 份，职责 57 项", "  《滨海新区总工会职责目录》（binhai-ftu）：57 项职责，42 处发现；source.txt"]
    assert "权益保障部 14 项" in said[3]
    assert "错行 1" in said[-1]  # it was a dump of the JSON with English keys
    code, out, err = here("doctor", "--format", "json")
    assert (code, err) == (0, "")
    assert all(list(one) == ["check", "ok", "detail"] and one["ok"] is True for one in json.loads(out))


def test_build_speaks_on_stderr_only(duty_kg: Run, bundled_source: Path, tmp_path: Path) -> None:
    """Building prints no data; the records go to their file, one for each table, with the departments of the document."""
    done = duty_kg("build", bundled_source, "--records", tmp_path / "r.json", "--base", tmp_path / "base")
    assert (done.returncode, done.stdout) == (0, "")
    assert "57 项职责" in done.stderr
    records = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert len(records) == 57
    assert sum(one["departments"] == [{"name": "办公室", "role": None}] for one in records) == 14


def test_ask_builds_the_bundled_catalogue_first(duty_kg: Run, tmp_path: Path) -> None:
    """Where no base has been built yet `ask` builds one, says so on stderr, and answers on stdout."""
    done = duty_kg("ask", "9.1是谁负责", "--format", "jsonl", XDG_DATA_HOME=str(tmp_path))
    assert done.returncode == 0
    assert json.loads(done.stdout)["status"] == "answered"
    assert "自带的目录" in done.stderr
    again = duty_kg("ask", "9.1是谁负责", XDG_DATA_HOME=str(tmp_path))
    assert (again.returncode, again.stderr) == (0, "")


def test_what_is_built_unasked_says_where(duty_kg: Run, tmp_path: Path) -> None:
    """With a slip in DUTY_KG_BASE the bundled catalogue, of another body, was built somewhere and answered from; the line did not say where."""
    done = duty_kg("ask", "9.1是谁负责", DUTY_KG_BASE=str(tmp_path / "bsae"))
    assert done.returncode == 0
    assert str(tmp_path / "bsae") in done.stderr


def test_a_batch_is_json_and_says_so(duty_kg: Run, base_folder: Path) -> None:
    """`ask --batch FILE --format text` printed JSON."""
    for option in (["--format", "text"], ["--explain"], ["--sparql-only"]):
        done = duty_kg("ask", "--batch", "-", *option, "--base", base_folder, stdin="9.1是谁负责\n")
        refused(done, 2)
        assert "--batch" in done.stderr
    done = duty_kg("ask", "--batch", "-", "--base", base_folder, stdin="9.1是谁负责\n")
    assert json.loads(done.stdout)["status"] == "answered"


@pytest.mark.parametrize("named", ["--base", "DUTY_KG_BASE"])
def test_an_empty_folder_is_built_into(duty_kg: Run, tmp_path: Path, named: str) -> None:
    """Whoever makes a folder for the base and asks has nothing there that could be meant instead."""
    place = tmp_path / "place"
    place.mkdir()
    done = (
        duty_kg("ask", "9.1是谁负责", "--base", place)
        if named == "--base"
        else duty_kg("ask", "9.1是谁负责", DUTY_KG_BASE=str(place))
    )
    assert done.returncode == 0
    assert "自带的目录" in done.stderr


@pytest.mark.parametrize("named", ["--base", "DUTY_KG_BASE"])
@pytest.mark.parametrize("left", ["readme.txt", "draft-1/x"])
def test_nothing_is_built_into_a_folder_that_holds_something(duty_kg: Run, tmp_path: Path, named: str, left: str) -> None:
    """The first build into an operator's folder was killed; `ask` built the bundled catalogue there, of another body, and answered from it."""
    place = tmp_path / "place"
    (place / left).parent.mkdir(parents=True)
    (place / left).touch()
    before = sorted(place.rglob("*"))
    for command in (["ask", "9.1是谁负责"], ["overlaps"]):
        done = duty_kg(*command, "--base", place) if named == "--base" else duty_kg(*command, DUTY_KG_BASE=str(place))
        refused(done, 4)
        assert "duty-kg build" in done.stderr
        assert ("没有完成" in done.stderr) == left.startswith("draft")
    assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize("kind", [*BAD_FILES, "missing", "folder"])
def test_bad_document(duty_kg: Run, base_folder: Path, tmp_path: Path, kind: str) -> None:
    """A document that is none ends `build` and `check` with 3, names the file, and the base stays as it is."""
    path = tmp_path / f"{kind}.txt"
    if kind in BAD_FILES:
        path.write_bytes(BAD_FILES[kind])
    elif kind == "folder":
        path.mkdir()
    before = hashes(base_folder)
    for done in (duty_kg("build", path, "--base", base_folder, "-q"), duty_kg("check", path)):
        refused(done, 3)
        assert path.name in done.stderr
    assert hashes(base_folder) == before


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize("text", ["问" * 10_000, "拖欠\udcff\udcfe工资"])
def test_unreadable_question(duty_kg: Run, base_folder: Path, command: str, text: str) -> None:
    """A question of 10,000 characters, or of bytes that are no text, ends with 2."""
    refused(duty_kg(command, text, "--base", base_folder), 2)


@pytest.mark.parametrize(
    "arguments", [("show", "\udcff"), ("show", "http://x/\udcff"), ("sparql", "ASK { ?s ?p '\udcff' }"), ("sparql", "\udcff")]
)
def test_unreadable_argument(duty_kg: Run, base_folder: Path, arguments: tuple[str, str]) -> None:
    """Bytes that are no text end every command with one message."""
    done = duty_kg(*arguments, "--base", base_folder)
    assert done.returncode in (2, 3)
    refused(done, done.returncode)


@pytest.mark.parametrize("command", ["ask", "search", "show", "sparql", "check", "export", "stats", "doctor"])
def test_unknown_base(duty_kg: Run, tmp_path: Path, command: str) -> None:
    """A base that does not exist ends with 4 and is not created."""
    done = duty_kg(command, *COMMANDS[command], "--base", tmp_path / "none")
    assert done.returncode == 4
    if command == "doctor":
        assert "✗" in done.stdout
    else:
        refused(done, 4)
    assert list(tmp_path.iterdir()) == []


def test_batch_file_that_is_missing(here: Here, tmp_path: Path) -> None:
    """A file of questions that does not exist is bad input."""
    code, out, err = here("ask", "--batch", tmp_path / "none")
    assert (code, out) == (3, "")
    one_message(err)


def test_plain_locale_and_no_colour(duty_kg: Run, base_folder: Path) -> None:
    """With LC_ALL=C and NO_COLOR=1 the output is the same UTF-8, without escape sequences."""
    done = duty_kg("ask", "9.1是谁负责", "--base", base_folder, LC_ALL="C", LANG="C", NO_COLOR="1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "权益保障部"
    assert "\x1b" not in done.stdout + duty_kg("ask", "--help", NO_COLOR="1").stdout


@pytest.mark.parametrize(
    "command", ["export --format nquads", "stats", "ask 9.1是谁负责", "sparql 'SELECT * { ?s ?p ?o }'", "--help"]
)
def test_reader_that_has_gone(base_folder: Path, command: str) -> None:
    """A closed pipe ends every command quietly, with code 0."""
    reading, writing = os.pipe()
    os.close(reading)
    shell = f"'{sys.executable}' -m kg {command}" + ("" if command == "--help" else f" --base '{base_folder}'")
    done = subprocess.run(["sh", "-c", shell], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr.decode()) == (0, "")


def test_reader_that_takes_one_line(base_folder: Path) -> None:
    """`duty-kg export | head -1` gives one line and no complaint."""
    shell = f"'{sys.executable}' -m kg export --base '{base_folder}' | head -1"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


def test_a_question_is_utf8_whatever_the_locale_says(duty_kg: Run, base_folder: Path) -> None:
    """With the modes switched off in which Python reads UTF-8 under LC_ALL=C, each question in Chinese was "damaged"."""
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for command in ("ask", "search"):
        asked = (command, "老板拖欠工资该找哪个部门？", "--base", base_folder)
        assert duty_kg(*asked, **plain).stdout == duty_kg(*asked).stdout != ""


def test_what_is_no_file_is_told_by_what_it_is(duty_kg: Run, tmp_path: Path, bundled_source: Path) -> None:
    """An address lost a stroke and was a missing file, "" was the folder one stands in, and a missing folder for records a missing file."""
    done = duty_kg("build", "--add", "http://a.example/b.docx", "--base", tmp_path)
    assert (done.returncode, "http://a.example/b.docx: 这是网址" in done.stderr) == (3, True)
    done = duty_kg("build", "--add", "", "--base", tmp_path)
    assert (done.returncode, "文件名是空的" in done.stderr) == (3, True)
    done = duty_kg("build", bundled_source, "--records", tmp_path / "none" / "x.json", "--base", tmp_path)
    assert (done.returncode, "文件夹不存在" in done.stderr) == (3, True)


def test_an_empty_base_is_no_folder(duty_kg: Run) -> None:
    """--base "$UNSET" built into the current directory, among the files of the user."""
    refused(duty_kg("stats", "--base", ""), 2)


def test_what_is_misspelt_is_told(here: Here) -> None:
    """A type of overlaps that there is none of read as a base without overlaps; html was refused as unknown beside a --help that lists it."""
    code, out, err = here("overlaps", "--type", "交差")
    assert (code, out) == (2, "")
    assert "“交差”" in err
    assert "重复、交叉、分散" in err
    code, out, err = here("export", "--format", "html")
    assert (code, out) == (2, "")
    assert "--profile ontology" in err


def test_what_people_type_at_a_shell(here: Here) -> None:
    """A question without quotation marks got an English error, a named query could not be given its parameter, and `show` put 25 lines of IRIs first."""
    whole, parted = (here("ask", *words, "--format", "json") for words in (("9.1 是谁 负责",), ("9.1", "是谁", "负责")))
    assert json.loads(whole[1])["answer"] == json.loads(parted[1])["answer"]
    _, rows, _ = here("sparql", "evidence", "--for", "9.1", "--for", DUTY + "9.2", "--format", "csv")
    assert {line.split(",")[0] for line in rows.splitlines()[1:] if line.startswith(DUTY)} == {DUTY + "9.1", DUTY + "9.2"}
    assert here("sparql", "duty-by-number", "--for", "9.1", "--format", "csv")[1].count(DUTY) == 1
    for refused_one in (("departments", "--for", "x"), ("evidence", "--for", "99.9"), ("describe", "--for", "http://not an iri")):
        code, out, err = here("sparql", *refused_one)
        assert (code, out) == (2, ""), err
    shown = here("show", "9.1", "--catalogue", "binhai-ftu")[1].splitlines()
    assert shown[0] == f"iri: {DUTY}9.1"
    assert shown[1] == "fields:"
    assert here("show", "9.1", "--catalogue", "nobody")[0] == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that has no room is needed")
def test_output_that_has_no_room(base_folder: Path) -> None:
    """A full disk behind stdout was told without a word of what to do."""
    command = [sys.executable, "-m", "kg", "export", "--format", "csv", "--base", str(base_folder)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert (done.returncode, done.stderr.decode()) == (4, "错误：磁盘已满。\n  → 请腾出磁盘空间后再试，或写到另一个磁盘。\n")


def test_an_interrupt_while_it_starts() -> None:
    """Ctrl-C in the first half second met the imports and ended with a traceback and no code."""
    interrupted = """
import sys
class Interrupt:
    def find_spec(self, name, *_):
        if name == "kg.cli.commands":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
from kg.cli import main
main(["stats"])
"""
    done = subprocess.run([sys.executable, "-c", interrupted], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr.decode()) == (130, "已中断。\n")


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_an_interrupt_while_the_engine_works(base_folder: Path) -> None:
    """Ctrl-C during a long query was heard only when the engine came back, hours later: the command had to be killed."""
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    pressed = """
import os, signal, sys, threading
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background has it ignored
from kg.cli import main
from kg.store import Store
then = Store.query
def query(*given):
    threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
    return then(*given)
Store.query = query
main()
"""
    command = [sys.executable, "-c", pressed, "sparql", endless, "--base", base_folder]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (130, b"", "已中断。\n")


def test_a_refused_query_says_one_thing(base_folder: Path) -> None:
    """What the engine made for a query is let go where it was made; anywhere else it complains behind the message."""
    command = [sys.executable, "-m", "kg", "sparql", CONSTRUCT, "--format", "csv", "--base", base_folder]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr.decode().count("\n"), "unsendable" in done.stderr.decode()) == (2, 2, False)


@pytest.mark.parametrize("stream", [">&-", "2>&-"])
def test_stream_that_is_closed_from_the_start(base_folder: Path, stream: str) -> None:
    """A process started without stdout or without stderr does its work and has nothing to say."""
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m kg stats --base '{base_folder}' {stream}"], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
