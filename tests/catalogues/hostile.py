"""Files that are no catalogue, or a trap: name -> bytes, each made here from nothing."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping

import docx as python_docx
import openpyxl

_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">%s</Types>'
_MAIN = b'<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s.main+xml"/>'
_BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
_SECRET = b"<!DOCTYPE x [<!ENTITY s SYSTEM 'file:///etc/passwd'><!ENTITY n SYSTEM 'http://127.0.0.1:9/x'>"


def files() -> dict[str, bytes]:
    """Every hostile file."""
    return {**_texts(), **_disguises(), **_packages(), **_documents()}


def _texts() -> dict[str, bytes]:
    table = "1.1（职责事项名称）信息表\n\n\t序号\n\t1.1\n\n\t名称\n\t负责甲乙丙丁戊己庚辛。\n\n"
    return {
        "empty.txt": b"",
        "empty.docx": b"",
        "empty.xlsx": b"",
        "blank.txt": b" \n\n\t\n",
        "wide-blank.txt": " \n\t\u3000\n".encode() * 500,
        "commas.txt": "序号,职权名称,实施依据,承办机构\n1,甲,乙,科室\n".encode(),
        "random.txt": random.Random(1).randbytes(50_000),
        "nul.txt": bytes(100_000),
        "long-line.txt": b"1.1" + "（）".encode() * 2_000_000,
        "mixed.txt": (table * 5).encode() + (table * 5).encode("gb18030"),
        "prose.txt": "为民服务。\n".encode() * 2000,
        "header-only.csv": "序号,职权名称,实施依据,承办机构\n".encode(),
        "no-name.csv": "序号,实施依据,承办机构,监督电话\n1,依据,科室,12345\n".encode(),
        "twice.csv": "序号,职权名称,职权名称,承办机构\n1,甲,乙,科室\n".encode(),
        "injection.csv": b'=HYPERLINK("http://127.0.0.1:9/x"),+1,-1,@SUM(1)\n' * 10,
        "huge-field.csv": b'1,"' + b"a" * 5_000_000,
        "commas.csv": b"," * 1_200_000,
        "rows.csv": b",\n" * 600_000,
        "lines.txt": b"x" + b"\n" * 600_000 + b"x",
        "cells.txt": b"x" + b"\t" * 1_200_000 + b"x",
        "endless-cell.txt": table.encode() + b"a" * 200_000,
        "endless-title.txt": b"x" * 200_000 + b"\n" + table.encode(),
        "bell\x07\x1b[31m.txt": b"x",
        "ranges.txt": _duties("依据", ["第一条至第二百条；" * 10_000]),
        "long-name.txt": _duties("名称", ["负责甲" * 3_000]),
        "citations.txt": _duties(
            "依据", ["".join(f"《某市{n * 990 + i}号规定》第一条；" for i in range(990)) for n in range(12)]
        ),
    }


def _duties(label: str, texts: list[str]) -> bytes:
    """Information tables of duties, each with one of the texts beside a label."""
    duties = ({"名称": "负责甲。", "依据": "", "实施机构": "办公室", label: text} for text in texts)
    rows = (
        f"\n1.{n}（职责事项名称）信息表\n\n" + "".join(f"\t{key}\n\t{text}\n\n" for key, text in one.items())
        for n, one in enumerate(duties, 1)
    )
    return ("某局职责目录\n" + "".join(rows)).encode()


def _disguises() -> dict[str, bytes]:
    def ole(name: str) -> bytes:
        return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name.encode("utf-16-le") + bytes(2000)

    return {
        "old.doc": ole("WordDocument"),
        "old.xls": ole("Workbook"),
        "locked.docx": ole("EncryptedPackage"),
        "renamed.docx": ole("WordDocument"),
        "paper.pdf": b"%PDF-1.7\n",
        "paper.docx": b"%PDF-1.7\n",
        "page.xls": b"<html><table><tr><td>1</td></tr></table></html>",
        "page.xlsx": b"<!DOCTYPE html><html></html>",
        "picture.docx": b"\xff\xd8\xff\xe0" + bytes(500),
        "text.xlsx": "序号,职权名称\n".encode(),
        "commas.xlsx": "序号,职权名称,承办机构\n1,甲,科室\n".encode(),
        "random.docx": random.Random(2).randbytes(5_000),
        "text.wps": ole("WordDocument"),
        "sheet.et": ole("Workbook"),
        "talk.dps": ole("PowerPoint Document"),
        "talk.ppt": ole("PowerPoint Document"),
        "sheet.docx": _sheet([["序号", "名称", "实施机构"], [1, "负责甲", "办公室"]]),
        "unknown.wps": b"abc",
        "page.html": b"<!-- saved --><table><tr><td>1</td></tr></table>",
        "rich.rtf": b"{\\rtf1\\ansi 1}",
        "data.json": b'[{"number": "1.1"}]',
    }


def _packages() -> dict[str, bytes]:
    word = _zip({"word/document.xml": b"<w/>"}, "word/document.xml", "wordprocessingml.document")
    return {
        "cut.docx": word[: len(word) // 2],
        "cut.xlsx": _sheet([["序号", "名称"]])[:-300],
        "bomb.docx": _zip({"word/document.xml": b" " * 150_000_000}, "word/document.xml", "wordprocessingml.document"),
        "liar.docx": _zip({"word/document.xml": b" " * 3_000_000}, "word/document.xml", "wordprocessingml.document").replace(
            (3_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little")
        ),
        "wide.docx": _zip(
            {"word/document.xml": _SECRET.decode().encode("utf-16")}, "word/document.xml", "wordprocessingml.document"
        ),
        "many.docx": _zip({f"a/{n}": b"" for n in range(5000)}, "word/document.xml", "wordprocessingml.document"),
        "nested.docx": _plain_zip({"inner.zip": _plain_zip({"inner.zip": b"PK"})}),
        "archive.xlsx": _plain_zip({"a.txt": b"abc"}),
        "free.odt": _plain_zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
        "page.ofd": _plain_zip({"OFD.xml": b"<a/>"}),
        "traversal.docx": _zip({"../../evil.xml": b"<a/>"}, "word/document.xml", "wordprocessingml.document"),
        "laughs.docx": _zip({"word/document.xml": _BOMB + b"]><x>&j;</x>"}, "word/document.xml", "wordprocessingml.document"),
        "external.xlsx": _zip({"xl/workbook.xml": _SECRET + b"]><x>&s;&n;</x>"}, "xl/workbook.xml", "spreadsheetml.sheet"),
        "macro.docm": _zip({"word/vbaProject.bin": b"x"}, "word/document.xml", "wordprocessingml.document"),
        "hollow.docx": _zip({}, "word/document.xml", "wordprocessingml.document"),
        "deep.docx": _zip(
            {"word/document.xml": b"<a>" * 300_000 + b"</a>" * 300_000}, "word/document.xml", "wordprocessingml.document"
        ),
    }


def _documents() -> dict[str, bytes]:
    word = python_docx.Document()
    word.add_paragraph("某局职责目录")
    many = python_docx.Document()
    for _ in range(300):
        many.add_table(rows=1, cols=1)
    rows = b"".join(b'<row r="%d"/>' % n for n in range(1, 1_000_001))
    sheet, duty = _sheet([["序号", "名称", "实施机构"]]), _sheet([["序号", "名称", "实施机构"], [1, "x", "y"]])
    text = b't="inlineStr"><is><t>x</t></is></c>'
    return {
        "no-table.docx": _saved(word),
        "tables.docx": _saved(many),
        "formula.xlsx": _sheet([["序号", "名称", "实施机构"], ["=1+1", "负责甲", "办公室"]]),
        "rows.xlsx": _changed(sheet, "xl/worksheets/sheet1.xml", b"</sheetData>", rows + b"</sheetData>"),
        "dimension.xlsx": _changed(sheet, "xl/worksheets/sheet1.xml", b"A1:C1", b"A1:XFD1048576"),
        "merged.xlsx": _changed(
            sheet,
            "xl/worksheets/sheet1.xml",
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        "negative.xlsx": _changed(duty, "xl/worksheets/sheet1.xml", text, b't="s"><v>-1</v></c>'),
        "beyond.xlsx": _changed(duty, "xl/worksheets/sheet1.xml", text, b't="s"><v>9999</v></c>'),
        "columns.xlsx": _changed(
            sheet,
            "xl/worksheets/sheet1.xml",
            b"</sheetData>",
            b"</sheetData><mergeCells>" + b'<mergeCell ref="A2:ZZ800"/>' * 2 + b"</mergeCells>",
        ),
        "header-only.xlsx": sheet,
        "no-rows.xlsx": _sheet([]),
    }


def _sheet(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return _saved(book)


def _saved(file: object) -> bytes:
    stream = io.BytesIO()
    file.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def _zip(members: Mapping[str, bytes], main: str, kind: str) -> bytes:
    return _plain_zip({"[Content_Types].xml": _TYPES % (_MAIN % (main.encode(), kind.encode())), **members})


def _plain_zip(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """An archive with `old` replaced by `new` in one member."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    assert old in members[name]
    return _plain_zip({**members, name: members[name].replace(old, new)})
