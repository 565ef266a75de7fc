"""Office packages (zip of XML), looked at before anything is unpacked: what they are, how large, and whether they may be opened."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import NoReturn

from kg.errors import SourceError

PACKED, UNPACKED, RATIO, ENTRIES = 20_000_000, 200_000_000, 100, 2_000
_SMALL = 1_000_000
_CHUNK = 1 << 20
_CONTENT_TYPES = "[Content_Types].xml"
_DECLARED = "请用 Word、WPS 或 Excel 打开后另存为新的 .docx 或 .xlsx 文件，再导入。"
_MAIN = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "wordprocessingml.template.main+xml": "Word 模板（.dotx）",
    "spreadsheetml.template.main+xml": "Excel 模板（.xltx）",
    "ms-word.document.macroEnabled.main+xml": "含宏的 Word 文件（.docm）",
    "ms-word.template.macroEnabledTemplate.main+xml": "含宏的 Word 模板（.dotm）",
    "ms-excel.sheet.macroEnabled.main+xml": "含宏的 Excel 文件（.xlsm）",
    "ms-excel.sheet.binary.macroEnabled.main": "Excel 二进制工作簿（.xlsb）",
    "presentationml.": "PowerPoint 文件（.pptx）",
}
_BINARY = "ms-excel.sheet.binary.macroEnabled.main"
_MAIN_PART = {"docx": ("word/document.xml", "Word 正文"), "xlsx": ("xl/workbook.xml", "Excel 工作簿")}
_WORKSHEET = b"/relationships/worksheet"
_STRICT, _HEAD = b"http://purl.oclc.org/ooxml/", 8_192
_OTHERS = {
    "content.xml": ("OpenDocument 文件（.odt、.ods）", "请用 WPS、LibreOffice 或 Office 打开后另存为 .docx 或 .xlsx，再导入。"),
    "OFD.xml": ("OFD 版式文件（.ofd）", "请导入它的 Word 或 Excel 原件。"),
}
_ARCHIVE = ("压缩文件，不是 Word 或 Excel 文件", "请解压后导入其中的目录文件（.docx、.xlsx、.csv、.txt）。")
_PICTURE = re.compile(
    r"/media/[^/]+\.(?:bmp|dib|emf|wmf|tiff?|png|jpe?g|gif)$", re.I
)  # a white page packs to nothing, and nobody parses it
_ENTITY = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.I)
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")


def examine(data: bytes, where: str) -> str:
    """The kind of a package that may be opened: docx or xlsx.

    Raises SourceError for everything else: broken, encrypted or oversized archives, members outside the archive's folder,
    macros, document type declarations and foreign encodings in any XML part. Unpacks piece by piece and counts what comes out.
    """
    if len(data) > PACKED:
        _refuse(f"文件超过 {PACKED // 1_000_000} MB。", where, "请拆分成若干份目录，分别导入。")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _members(archive, where)
        kind = _kind(archive, where)
        _main_part(archive, kind, where)
        _parts(archive, where)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError) as problem:
        raise SourceError("压缩结构已损坏或不完整。", where=where, hint="请重新下载或重新导出该文件。") from problem
    return kind


def _members(archive: zipfile.ZipFile, where: str) -> None:
    """Refuse by the central directory alone."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > ENTRIES:
        _refuse(f"压缩包里有 {len(entries)} 个文件，超过 {ENTRIES} 个。", where, _DECLARED)
    if len(set(names)) != len(names):
        _refuse("压缩包里有同名文件。", where, _DECLARED)
    for entry in entries:
        path = entry.filename.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/") or ":" in path.split("/")[0]:
            _refuse(f"压缩包里有指向包外的路径：{entry.filename}", where, "这样的文件可能带有恶意，请勿使用；" + _DECLARED)
        if entry.flag_bits & 0x1:
            _refuse("压缩包已加密。", where, "请去掉密码后再导入。")
        if not _PICTURE.search(path) and entry.file_size > _SMALL and entry.file_size > RATIO * max(entry.compress_size, 1):
            _refuse(f"压缩比异常（{entry.filename} 超过 {RATIO} 倍），疑为压缩炸弹。", where, _DECLARED)
    if sum(entry.file_size for entry in entries) > UNPACKED:
        _refuse(f"解压后超过 {UNPACKED // 1_000_000} MB。", where, "请拆分成若干份目录，分别导入。")


def _kind(archive: zipfile.ZipFile, where: str) -> str:
    members = archive.namelist()
    if _CONTENT_TYPES not in members:
        what, hint = next((_OTHERS[one] for one in _OTHERS if one in members), _ARCHIVE)
        _refuse(f"这是{what}。", where, hint)
    with archive.open(_CONTENT_TYPES) as stream:
        types = stream.read(_SMALL).decode("utf-8", "replace")
    if any(name.lower().endswith("vbaproject.bin") for name in members) or "macroEnabled" in types.replace(_BINARY, ""):
        kind = next((kind for mark, kind in _MAIN.items() if "macroEnabled" in mark and mark in types), "含宏的文件")
        _refuse(f"这是{kind}，宏不会被执行，也不予导入。", where, "请另存为不含宏的 .docx 或 .xlsx 后再导入。")
    kind = _MAIN[_BINARY] if "xl/workbook.bin" in members else next((kind for mark, kind in _MAIN.items() if mark in types), "")
    if kind not in ("docx", "xlsx"):
        _refuse(
            f"这是{kind}。" if kind else "压缩包里没有 Word 正文或 Excel 工作簿。", where, "请另存为 .docx 或 .xlsx 后再导入。"
        )
    return kind


def _main_part(archive: zipfile.ZipFile, kind: str, where: str) -> None:
    """Refuse a package without its main part, one whose parts python-docx and openpyxl do not know, and one of charts alone."""
    name, what = _MAIN_PART[kind]
    members = archive.namelist()
    named = name.rpartition("/")[2].removesuffix(".xml")
    if not any(member.rpartition("/")[2].startswith(named) and member.endswith(".xml") for member in members):
        _refuse(f"压缩包里没有 {what}（{name}）。", where, "请重新下载或重新导出该文件。")
    if name in members:
        with archive.open(name) as stream:
            if _STRICT in stream.read(_HEAD):
                _refuse(
                    "这是“严格”（Strict Open XML）格式。", where, "另存时请选普通的 .docx 或 .xlsx，不要选“Strict Open XML”。"
                )
    if kind == "xlsx" and not any(member.startswith("xl/worksheets/") for member in members):
        _refuse_sheetless(archive, where)


def _refuse_sheetless(archive: zipfile.ZipFile, where: str) -> NoReturn:
    """A workbook whose sheets have been lost is damaged; one of charts has none."""
    listing = "xl/_rels/workbook.xml.rels"
    if listing in archive.namelist():
        with archive.open(listing) as stream:
            if _WORKSHEET in stream.read(_SMALL):
                _refuse("工作表在文件里找不到，文件已损坏。", where, "请重新下载或重新导出该文件。")
    _refuse("工作簿里没有工作表，只有图表。", where, "请导入列有事项的工作表。")


def _parts(archive: zipfile.ZipFile, where: str) -> None:
    """Read every part in pieces: it must not be larger than declared, and no XML may declare entities."""
    total = 0
    for entry in archive.infolist():
        xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        read, tail = 0, b""
        with archive.open(entry) as stream:
            while piece := stream.read(_CHUNK):
                read += len(piece)
                total += len(piece)
                if read > entry.file_size or total > UNPACKED:
                    _refuse("解压后的大小与声明不符，疑为压缩炸弹。", where, _DECLARED)
                if xml:
                    _plain_xml(tail + piece, read == len(piece), entry.filename, where)
                    tail = piece[-64:]


def _plain_xml(piece: bytes, first: bool, name: str, where: str) -> None:
    if first:
        declared = _ENCODING.search(piece[:400])
        encoding = declared[1].lower() if declared else b"utf-8"
        if encoding not in (b"utf-8", b"us-ascii", b"ascii") or piece[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in piece[:64]:
            _refuse(f"{name} 不是 UTF-8 编码的 XML。", where, _DECLARED)
    if _ENTITY.search(piece):
        _refuse(f"{name} 含有文档类型声明（DTD），其中可能有恶意实体。", where, "Word、Excel 不会写出这样的文件；" + _DECLARED)


def _refuse(message: str, where: str, hint: str) -> NoReturn:
    raise SourceError(message, where=where, hint=hint)
