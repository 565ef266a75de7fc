"""Documents become cells: any encoding, any line end, every character, and a clear word about what is no catalogue."""

from __future__ import annotations

import codecs
import hashlib
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.records import Cell, Place
from kg.sources import read
from kg.sources.lines.grid import GridCell
from kg.sources.lines.written import labels_of
from kg.text import bare, normal

BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "junk.txt": random.Random(7).randbytes(5000),
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "archive.txt": b"PK\x03\x04" + bytes(100),
    "paper.txt": b"%PDF-1.7\n" + bytes(50),
    "old.txt": b"\xd0\xcf\x11\xe0" + bytes(100),
    "no-table.txt": "这里没有任何表。\n".encode(),
    "lone.txt": "1.1（职责事项名称）信息表\n".encode(),
    "wide.txt": "长".encode() * 500_000,
    "nul.txt": bytes(2000),
    "word.docx": b"PK\x03\x04",
    "page.pdf": b"%PDF-1.7",
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_catalogue_is_said_so(tmp_path: Path, name: str) -> None:
    """A file that is no catalogue raises SourceError naming the file and what to do."""
    path = tmp_path / name
    path.write_bytes(BAD[name])
    with pytest.raises(SourceError) as caught:
        read(path)
    assert name in caught.value.where
    assert caught.value.hint


def test_a_blank_parts_chinese_from_latin_words(tmp_path: Path) -> None:
    """A PDF under another name was said to be “这是PDF 文件”."""
    (tmp_path / "paper.txt").write_bytes(BAD["paper.txt"])
    with pytest.raises(SourceError, match="这是 PDF 文件"):
        read(tmp_path / "paper.txt")


@pytest.mark.parametrize("missing", ["nowhere.txt", "nowhere.docx", "."])
def test_missing_files_and_folders_are_said_so(tmp_path: Path, missing: str) -> None:
    """A path without a file raises SourceError."""
    with pytest.raises(SourceError):
        read(tmp_path / missing)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_change_nothing(bundled_source: Path, tmp_path: Path, encoding: str, newline: str) -> None:
    """The same document in another encoding or with other line ends gives the same cells on the same lines."""
    copy = tmp_path / "copy.txt"
    copy.write_bytes(bundled_source.read_text("utf-8").replace("\n", newline).encode(encoding))
    ours, theirs = read(copy), read(bundled_source)
    assert (ours.items, ours.responsibilities, ours.title) == (theirs.items, theirs.responsibilities, theirs.title)


def test_every_printed_character_is_in_a_cell(bundled_source: Path) -> None:
    """Nothing of the information tables is lost: the cells hold all their characters but white space and labels."""
    document = read(bundled_source)
    text = bundled_source.read_text("utf-8")
    tables = re.sub(r"\s+", "", text[text.index("1.1（职责事项名称）信息表") :])
    rebuilt = "".join(
        (item.heading.text if item.heading else "")
        + "".join(f.label + (f.printed.text if f.printed else "") for f in item.fields)
        for item in document.items
    )
    assert re.sub(r"\s+", "", rebuilt) == tables


def test_cells_know_their_lines(bundled_source: Path) -> None:
    """The text of each cell begins on the line that its place names."""
    lines = bundled_source.read_text("utf-8").split("\n")
    for item in read(bundled_source).items:
        for field in item.fields:
            assert field.printed
            assert field.printed.place.line
            assert field.printed.text.strip().split("\n")[0].strip() in lines[field.printed.place.line - 1]


def test_a_document_without_contents_is_read(bundled_source: Path, tmp_path: Path) -> None:
    """Tables alone make a catalogue too."""
    text = bundled_source.read_text("utf-8")
    path = tmp_path / "tables.txt"
    path.write_text(text[text.index("1.1（") :], encoding="utf-8")
    assert len(read(path).items) == 57


@given(st.text())
def test_normal_form_loses_no_word(text: str) -> None:
    """The normalised form keeps every letter, digit and Chinese character, and normalising again changes nothing."""
    once = normal(text)
    assert bare(once) == bare(re.sub("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]", "", text))
    assert normal(once) == once


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_no_catalogue(tmp_path: Path, seed: int) -> None:
    """Bytes of any length that mean nothing raise SourceError, never another exception."""
    chance = random.Random(seed)
    path = tmp_path / "random.txt"
    path.write_bytes(chance.randbytes(chance.choice([1, 2, 3, 50, 300, 4000, 70_000])))
    with pytest.raises(SourceError, match=r"random\.txt"):
        read(path)


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8,
        codecs.BOM_UTF16_LE,
        codecs.BOM_UTF16_BE + b"\x00",
        codecs.BOM_UTF32_LE + b"\x00",
        "\ufeff \r\n\t".encode("utf-16-le"),
        "\u3000\n\u3000".encode(),
        "1.1（职责事项名称）信息表\n\n\n2.1（职责事项名称）信息表\n".encode(),
        "\t1.1\n\t名称\n".encode(),
        b"\r" * 5000,
        b"\t" * 5000,
        b"a" * 2_000_000,
        "1.1（职责事项名称）信息表\n\n\t序号\n\t1.1\n".encode()[:-20],
    ],
)
def test_nearly_nothing_is_no_catalogue(tmp_path: Path, data: bytes) -> None:
    """A byte order mark alone, blanks, headings without rows, rows without heading, one endless line: SourceError with the file."""
    path = tmp_path / "nearly.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=r"nearly\.txt"):
        read(path)


@pytest.mark.parametrize("place", ["nowhere.txt", "", "a/b/c.txt", "folder.txt"])
def test_the_message_names_the_path(tmp_path: Path, place: str) -> None:
    """A missing file, a folder, a folder named like a file: the message names the path that was given."""
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(SourceError) as caught:
        read(tmp_path / place)
    assert str(tmp_path / place) in str(caught.value)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda words: f"1.1（名称）信息表\n{words}".encode("utf-8", "ignore")))
def test_any_bytes_are_a_catalogue_or_a_message(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Reading ends with a document that has items, or with SourceError; nothing else happens."""
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(data)
    try:
        outcome = read(path).items
    except SourceError as problem:
        outcome = "any.txt" in problem.where
    assert outcome


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_both_byte_orders_with_a_mark(bundled_source: Path, tmp_path: Path, order: str) -> None:
    """UTF-16 and UTF-32 with a byte order mark give the same cells in either order."""
    copy = tmp_path / "copy.txt"
    copy.write_bytes(("\ufeff" + bundled_source.read_text("utf-8")).encode(order))
    ours, theirs = read(copy), read(bundled_source)
    assert (ours.items, ours.responsibilities, ours.title, ours.labels) == (
        theirs.items,
        theirs.responsibilities,
        theirs.title,
        theirs.labels,
    )


def test_the_source_is_identified_by_its_bytes(bundled_source: Path) -> None:
    """A document knows its file's name, SHA-256 and encoding; the path takes no part in comparisons."""
    source = read(bundled_source).source
    assert (source.name, source.encoding) == ("source.txt", "utf-8")
    assert source.sha256 == hashlib.sha256(bundled_source.read_bytes()).hexdigest()
    assert source == replace(source, path="elsewhere")


def test_the_parts_of_the_bundled_document(bundled_source: Path) -> None:
    """The document has its title, 13 main responsibilities, 57 items with contents row and table, nine labels in printed order."""
    document = read(bundled_source)
    assert document.title.text == "滨海新区总工会职责目录"
    assert [r.number for r in document.responsibilities] == [str(n) for n in range(1, 14)]
    assert all(item.contents and item.table == n for n, item in enumerate(document.items, 1))
    assert document.labels == ("序号", "名称", "法定依据", "实施机构", "职责边界", "运行流程", "运行要件", "责任事项", "监督方式")


def test_reading_keeps_the_slipped_cells_as_printed(bundled_source: Path) -> None:
    """Reading repairs nothing: under 9.1's 法定依据 stands the lone mark, on the line where it is printed."""
    item = next(item for item in read(bundled_source).items if item.number == "9.1")
    cell = item.field("法定依据")
    assert cell
    assert cell.printed
    assert (cell.printed.text, cell.printed.place.line, cell.text) == ('"', 1373, '"')


def test_paragraphs_of_a_cell_are_kept(bundled_source: Path) -> None:
    """A cell of two paragraphs keeps the blank line between them."""
    item = next(item for item in read(bundled_source).items if item.number == "9.1")
    assert item.text("监督方式") == "主席信箱：zhuxi@bhxqgh.com\n\n举报电话：65309957"


def test_full_width_numbers_and_label_variants(tmp_path: Path) -> None:
    """Headings and contents in full-width digits and labels with blanks or a colon are the same numbers and labels."""
    path = tmp_path / "small.txt"
    contents = "\t序号\n\t内容\n\t序号\n\t名称\n\n\t１\n\t办理甲类事务。\n\t１．１\n\t负责甲。\n\n"
    path.write_text(
        f"目录\n\n{contents}１．1（职责事项名称）信息表\n\n\t名　称：\n\t负责甲。\n\n\t实施机构\n\t办公室\n", encoding="utf-8"
    )
    document = read(path)
    (item,) = document.items
    assert item.contents
    assert (item.contents.number, item.contents.responsibility) == ("1.1", "1")
    assert [one.number for one in document.responsibilities] == ["1"]
    assert (item.number, item.text("名称"), item.text("实施机构")) == ("1.1", "负责甲。", "办公室")


def test_tables_in_opposed_orders_give_the_labels_in_the_first_one() -> None:
    """Where the mean places of labels were the same, their order was another one in each run of Python, and so were the triples."""
    texts = ["名称", "法定依据", "实施机构", "职责边界", "运行流程", "运行要件", "责任事项", "监督方式"]
    grids = [[GridCell(Cell(text, Place(n)), begins_row=True) for n, text in enumerate(order)] for order in (texts, texts[::-1])]
    assert labels_of(grids) == tuple(texts)
