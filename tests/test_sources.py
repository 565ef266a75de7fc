"""Documents become cells: any encoding, any line end, every character, and a clear word about what is no catalogue."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.sources import read
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
