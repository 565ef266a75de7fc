"""document -> cells -> records: `read` is the public face.

The rooms, in the order in which a file goes through them:

files/         file -> its text, or its paragraphs and tables (blocks.py)
lines/         lines of label and value -> tables of one label and its values a row
cards/         tables laid out as cards and forms -> the same
headings/      a row or line -> what it says of those below it: labels of columns, headings, titles
tables/        rows -> items
contents/      items and contents -> each duty once
document/      blocks or text -> Document, by way of all the others

What a label means meanwhile, known.py says; in the Document it stands beside every field.
Imports go one way between them, as a contract in pyproject.toml says; each room's __init__ has the map of its modules.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from kg.errors import SourceError
from kg.records import Document, Source
from kg.sources.blocks import LONGEST, Block
from kg.sources.document import exported, reading, txt
from kg.sources.document.unread import refuse_unfilled
from kg.sources.files import separated
from kg.sources.files.bounded import Worker
from kg.sources.files.decode import decode, read_bytes
from kg.sources.files.readers import READERS
from kg.sources.files.recognise import form
from kg.sources.known import extended
from kg.sources.lines.paragraphs import tabled
from kg.text import spoken


def read(path: Path, worker: Worker | None = None, labels: Mapping[str, str] | None = None) -> Document:
    """Read the catalogue document at `path` by what it is.

    Office files are opened in `worker`, or in one of their own; `labels` are the user's own, with their kinds.
    Raises SourceError naming the file when it is missing, of another format, or not a catalogue.
    """
    with extended(labels or {}):
        document = _read(path, worker)
    _refuse_endless(document)
    refuse_unfilled(document)
    return document


def _read(path: Path, worker: Worker | None) -> Document:
    data = read_bytes(path)
    where, kind = spoken(path), form(data, path)
    source = Source(Path(where).name, hashlib.sha256(data).hexdigest(), kind, where)
    if READERS[kind].apart:
        with nullcontext(worker) if worker else Worker() as opened:
            return _of_blocks(tabled(opened.blocks(kind, data, where), where), source, where)
    text, encoding = decode(data, where)
    source = replace(source, encoding=encoding)
    return txt.parse(text, source) if kind == "txt" else _of_blocks(separated.blocks(text, where), source, where)


def _of_blocks(blocks: list[Block], source: Source, where: str) -> Document:
    """The document of these blocks, those that this program has written read as those that it has read."""
    printed, noted = exported.as_printed(blocks, where)
    document = reading.document(printed, source)
    return replace(document, noted=(*noted, *document.noted)) if noted else document


def _refuse_endless(document: Document) -> None:
    """A cell as long as a book is none: some other text has run into the table."""
    printed = [field.printed for item in document.items for field in item.fields]
    listed = [item.contents.name for item in document.items if item.contents]
    for cell in (document.title, *(one.text for one in document.responsibilities), *listed, *printed):
        if cell and len(cell.text) > LONGEST:
            where = cell.place.within(document.source.path or document.source.name)
            hint = "请检查表格之后是否还有别的文字，或引号、制表符是否缺失。"
            raise SourceError(f"一个单元格里有 {len(cell.text)} 字，超过 {LONGEST} 字。", where=where, hint=hint)
