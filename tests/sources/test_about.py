"""What people say of a catalogue in its TOML file is taken as it is written, or refused with the file and the key."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from kg import about, mapping
from kg.cli.commands import app
from kg.errors import SourceError, reason
from kg.records import Body
from kg.sources import read

WRONG = {
    'issued = "明年"': "issued",
    "issued = 2024": "issued",
    'issued = "2024-13"': "issued",
    'area = ["甲区"]': "area",
    "publisher = 5": "publisher",
    'aliases = "交通局"': "aliases",
    'aliases = [""]': "aliases",
    'title = "甲"': "title",
    'publisher = ""': "publisher",
    'publisher = "甲\\n局"': "publisher",
    'aliases = ["甲\\u0007局"]': "aliases",
    'origin = "' + "甲" * 501 + '"': "origin",
    "superiors = 3": "superiors",
    '[[catalogue.superiors]]\nname = "甲"\naliases = "乙"': "superiors",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_value_of_another_kind_is_refused(line: str, tmp_path: Path) -> None:
    """A list became the text "['x']" in the graph, 明年 a date, and one alias its four characters."""
    path = tmp_path / "catalogue.toml"
    path.write_text(f"[catalogue]\n{line}\n", "utf-8")
    with pytest.raises(SourceError, match=WRONG[line]) as caught:
        about.read(path)
    assert caught.value.where == str(path)
    assert caught.value.hint


@pytest.mark.parametrize("slug", ["../../etc", "..", "a b", "民政", "", "/etc/x", "a" * 5000, "-a", "catalogues", "a\\n"])
def test_a_slug_is_part_of_an_address(slug: str, tmp_path: Path) -> None:
    """ "../../etc" became "..-..-etc" and "" was ignored, both without a word; ".." ended with a folder of that name."""
    path = tmp_path / "catalogue.toml"
    path.write_text(f'[catalogue]\nslug = "{slug}"\n', "utf-8")
    with pytest.raises(SourceError, match="slug") as caught:
        about.read(path)
    assert caught.value.where == str(path)
    path.write_text('[catalogue]\nslug = "Liuhe-mzj.2024"\n', "utf-8")
    assert about.read(path).slug == "Liuhe-mzj.2024"


def test_an_endless_description_is_refused_unread(tmp_path: Path) -> None:
    """A publisher of five million characters took minutes and all memory; nesting without end was told as a defect of the program."""
    path = tmp_path / "catalogue.toml"
    for text, words in (
        (f'[catalogue]\npublisher = "{"局" * 40_000}"\n', "100 KB"),
        (f"[catalogue]\nslug = {'[' * 9000}", "TOML"),
    ):
        path.write_text(text, "utf-8")
        with pytest.raises(SourceError, match=words):
            about.read(path)


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("名称: [工作内容]\n实施机构: [工作内容]\n", "既写成“名称”，又写成“实施机构”", 2),
        ("名称: [工作内容]\n\n名称: [任务]\n", "“名称”写了两次", 3),
        ("labels:\n  名称: [工作内容]\n  工作内容: department\n", "工作内容", 3),
        ("法定依据: [出处]\n名称: [1, 2]\n", "写法不对", 2),
    ],
)
def test_a_mapping_that_contradicts_itself(text: str, words: str, line: int, tmp_path: Path) -> None:
    """The last of two meanings won without a word, and then the catalogue was blamed: 表头缺少“名称”一栏."""
    _refused(mapping.read, tmp_path / "my.yml", text.encode(), words, f":{line}")


def test_a_mapping_in_another_encoding(tmp_path: Path) -> None:
    """What Windows saves as GBK was told to be no YAML, without the word that helps; a label may be explained twice alike, and a known one anew."""
    path = tmp_path / "my.yml"
    path.write_bytes("名称: [工作内容]\n".encode("gbk"))
    with pytest.raises(SourceError, match="UTF-8"):
        mapping.read(path)
    path.write_text("名称: [工作内容, 工作内容, 主要职责]\n出处: 法定依据\n", "utf-8")
    assert mapping.read(path) == {"工作内容": "name", "主要职责": "name", "出处": "basis"}


def test_a_place_is_written_in_one_way(tmp_path: Path) -> None:
    """The line of a header without names was told as list.csv:第 2 行, where every other message has list.csv:2."""
    path = tmp_path / "list.csv"
    path.write_text("某局清单\n序号,实施依据,承办机构\n1,《某法》,某科\n", "utf-8")
    with pytest.raises(SourceError, match="名称") as caught:
        read(path)
    assert caught.value.where == f"{path}:2"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-05-06", "2024-05-06"),
        ("2024-05-06T07:08:09", "2024-05-06"),
        ('"2024年5月"', "2024-05"),
        ('"2024"', "2024"),
        ('"2024/5/6"', "2024-05-06"),
    ],
)
def test_a_date_is_written_in_one_way(written: str, meant: str, tmp_path: Path) -> None:
    """Dates, months and years come out as ISO 8601 writes them; the other keys come out as they are."""
    path = tmp_path / "catalogue.toml"
    said = f'[catalogue]\npublisher = "甲局"\naliases = ["甲"]\nissued = {written}\n[[catalogue.superiors]]\nname = "乙"\n'
    path.write_text(said, "utf-8")
    found = about.read(path)
    assert (found.publisher, found.aliases, found.issued, found.superiors) == ("甲局", ("甲",), meant, (Body("乙"),))


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        (b'publisher = "x"', "catalogue", ""),
        (b"catalogue = 1", "catalogue", ""),
        (b"[catalogue]\nslug = x y\n", "TOML", ":2"),
        (b"\xff\xfe", "UTF-8", ""),
        (None, "不存在", ""),
    ],
)
def test_a_file_that_says_nothing_is_refused(text: bytes | None, words: str, line: str, tmp_path: Path) -> None:
    """Keys outside [catalogue] were ignored without a word; a missing file was told in English."""
    _refused(about.read, tmp_path / "catalogue.toml", text, words, line)


@pytest.mark.parametrize(("text", "words", "line"), [(b"a: [\n", "YAML", ":2"), (b"\xff", "YAML", ""), (None, "不存在", "")])
def test_a_mapping_that_cannot_be_read(text: bytes | None, words: str, line: str, tmp_path: Path) -> None:
    """The same of the file that explains columns."""
    _refused(mapping.read, tmp_path / "my.yml", text, words, line)


def _refused(reader: Callable[[Path], object], path: Path, text: bytes | None, words: str, line: str) -> None:
    """The file with that content (None: no file) is refused in these words, naming the file and the line."""
    if text is not None:
        path.write_bytes(text)
    with pytest.raises(SourceError, match=words) as caught:
        reader(path)
    assert caught.value.where == f"{path}{line}"


@pytest.mark.parametrize("number", [2, 13, 21, 40])
def test_the_system_is_quoted_in_chinese(number: int) -> None:
    """Usual reasons of the system are told in Chinese, unusual ones as the system has them."""
    assert not reason(OSError(number, os.strerror(number))).isascii()
    assert reason(OSError(5, os.strerror(5))) == os.strerror(5)


def test_commands_read_paths_themselves() -> None:
    """A file without permission ended with an English text and code 2 before the command ran, --keep-going or not."""
    commands = typer.main.get_command(app).commands.values()  # type: ignore[attr-defined]
    paths = [one for command in commands for one in command.params if hasattr(one.type, "readable")]
    assert len(paths) > len(commands)
    assert [one.name for one in paths if one.type.readable] == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are no bytes")
def test_a_name_of_gbk_bytes_can_be_written_down(tmp_path: Path, bundled_source: Path) -> None:
    """Such names come out of archives; building ended with UnicodeEncodeError. Bytes of no encoding are replaced."""
    for name, shown in ((b"\xb2\xe2\xca\xd4.txt", "测试.txt"), (b"\xb2\xe2\xff.txt", "测\ufffd.txt")):
        path = tmp_path / os.fsdecode(name)
        path.write_bytes(bundled_source.read_bytes())
        source = read(path).source
        assert (source.name, Path(source.path).name) == (shown, shown)
