"""document -> cells -> records: one reader a file format, one layout for what they read.

recognise.py   what a file is                      package.py     Office packages before they are opened
decode.py      bytes -> text                       bounded.py     Office files in a process of their own (worker.py)
docx.py        Word -> blocks                      xlsx.py        Excel -> blocks
separated.py   csv -> blocks                       txt.py         plain text (grid, labelled, starts, margins, listing)
blocks.py      paragraphs and tables               layout.py      blocks -> Document
header.py      labels of columns                   flat.py        rows of a list
information.py a table of label and value          unmerged.py    merged cells that were undone
rows.py        rows that say too much or too little strange.py    labels that are none, or misspelt
cover.py       dates and titles                    counting.py    numbers that nobody printed
guessed.py     labels that nobody described        heads.py       headings of rows
join.py        contents and tables                 overview.py    an index or overview and what it is of
matching.py    which row lists which table         parts.py       main rows and their sub-items
cards.py       several labels a row                stacked.py     labels above their values
forms.py       rows that begin with their label    plain.py       lines that do
written.py     lines of label and value            paragraphs.py  such lines in Word
sections.py    lines over such tables              above.py       which headings hold for a row
unread.py      what is not read, and what is said
"""

from __future__ import annotations

import hashlib
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from kg.errors import SourceError
from kg.records import Document, Source
from kg.sources import layout, separated, txt
from kg.sources.blocks import LONGEST
from kg.sources.bounded import Worker
from kg.sources.decode import decode, read_bytes
from kg.sources.paragraphs import tabled
from kg.sources.recognise import form
from kg.sources.unread import refuse_unfilled
from kg.text import spoken


def read(path: Path, worker: Worker | None = None) -> Document:
    """Read the catalogue document at `path` by what it is; Office files are opened in `worker`, or in one of their own.

    Raises SourceError naming the file when it is missing, of another format, or not a catalogue.
    """
    data = read_bytes(path)
    where, kind = spoken(path), form(data, path)
    source = Source(Path(where).name, hashlib.sha256(data).hexdigest(), kind, where)
    if kind in ("docx", "xlsx"):
        with nullcontext(worker) if worker else Worker() as opened:
            document = layout.document(tabled(opened.blocks(kind, data, where), where), source)
    else:
        text, encoding = decode(data, where)
        source = replace(source, encoding=encoding)
        document = txt.parse(text, source) if kind == "txt" else layout.document(separated.blocks(text, where), source)
    _refuse_endless(document)
    refuse_unfilled(document)
    return document


def _refuse_endless(document: Document) -> None:
    """A cell as long as a book is none: some other text has run into the table."""
    printed = [field.printed for item in document.items for field in item.fields]
    listed = [item.contents.name for item in document.items if item.contents]
    for cell in (document.title, *(one.text for one in document.responsibilities), *listed, *printed):
        if cell and len(cell.text) > LONGEST:
            where = cell.place.within(document.source.path or document.source.name)
            hint = "请检查表格之后是否还有别的文字，或引号、制表符是否缺失。"
            raise SourceError(f"一个单元格里有 {len(cell.text)} 字，超过 {LONGEST} 字。", where=where, hint=hint)
