"""What a file is by its first bytes, and what to do about one that cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

from kg.errors import SourceError
from kg.sources.files import package, separated
from kg.sources.files.decode import decode
from kg.sources.files.readers import READABLE, READERS, form_of

_SAVE = "请用 Word 或 WPS 打开后另存为 .docx，或用 Excel 另存为 .xlsx，再导入。"
_MAGIC = (
    (b"%PDF", "PDF 文件", "请导入它的 Word 或 Excel 原件；没有原件时，用 Word 打开该 PDF 并另存为 .docx。"),
    (b"{\\rtf", "RTF 文件", _SAVE),
    (b"\x89PNG", "图片", "图片里的文字读不出来，请导入 Word 或 Excel 原件。"),
    (b"\xff\xd8\xff", "图片", "图片里的文字读不出来，请导入 Word 或 Excel 原件。"),
    (b"GIF8", "图片", "图片里的文字读不出来，请导入 Word 或 Excel 原件。"),
    (b"BM", "图片", "图片里的文字读不出来，请导入 Word 或 Excel 原件。"),
    (b"II*\x00", "图片", "图片里的文字读不出来，请导入 Word 或 Excel 原件。"),
    (b"SQLite format 3", "数据库文件", f"可导入的格式：{READABLE}。"),
    (b"Rar!", "压缩文件", "请解压后导入其中的目录文件。"),
    (b"7z\xbc\xaf", "压缩文件", "请解压后导入其中的目录文件。"),
    (b"\x1f\x8b", "压缩文件", "请解压后导入其中的目录文件。"),
    (b"\x7fELF", "程序文件", f"可导入的格式：{READABLE}。"),
    (b"MZ\x90", "程序文件", f"可导入的格式：{READABLE}。"),
    (b"MIME-Version:", "网页存档（MHTML）", _SAVE),
)
_MARKUP = re.compile(rb"^\s*<(?:!doctype\s+html|html|head|meta|body|table|\?xml|!--)", re.I)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LOCKS, _LOCK_SIZE = ("~$", ".~"), 1024
_LOCKED = "EncryptedPackage"
_STREAMS = (
    (_LOCKED, "设有打开密码的 Word 或 Excel 文件", "请打开后去掉密码（文件 → 信息 → 保护文档或保护工作簿），另存后再导入。"),
    ("WordDocument", "旧版 Word 文件（.doc）", "请用 Word 或 WPS 打开，另存为 .docx 后再导入。"),
    ("Workbook", "旧版 Excel 文件（.xls）", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"),
    ("Book", "旧版 Excel 文件（.xls）", "请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"),
    ("PowerPoint Document", "旧版 PowerPoint 文件（.ppt）", "请导入目录的 Word 或 Excel 原件。"),
)
_OF_WPS = {
    ".wps": ("金山 WPS 文字文件（.wps）", "请用 WPS 打开，另存为 .docx 后再导入。"),
    ".et": ("金山 WPS 表格文件（.et）", "请用 WPS 打开，另存为 .xlsx 后再导入。"),
    ".dps": ("金山 WPS 演示文件（.dps）", "请导入目录的 Word 或 Excel 原件。"),
}


def form(data: bytes, path: Path) -> str:
    """How to read a file: one of READERS. Raises SourceError saying what it is and what to do when it cannot be read."""
    where, suffix = str(path), path.suffix.lower()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        inside = package.examine(data, where)
    else:
        _refuse_lock(data, path)
        _refuse_others(data, where, suffix)
        inside = "txt"
    wanted = form_of(suffix)
    if not wanted:
        raise SourceError(f"不支持 {suffix} 文件。", where=where, hint=f"可导入的格式：{READABLE}。{_SAVE}")
    if wanted == inside or (inside == "txt" and wanted == "csv"):
        return wanted
    if inside == "txt":
        inside = _text_form(data, where, suffix)
    raise SourceError(
        f"扩展名是 {suffix or '空的'}，内容却是{READERS[inside].says}。",
        where=where,
        hint=f"请把扩展名改为 {READERS[inside].suffixes[0]}，或重新导出后再导入。",
    )


def _refuse_lock(data: bytes, path: Path) -> None:
    """Office keeps the name of who has a document open in a small file beside it: ~$目录.docx, .~目录.docx, .~lock.目录.docx#."""
    if path.name.startswith(_LOCKS) or (_LOCKS[0] in path.name and len(data) <= _LOCK_SIZE):
        message = "这是 Office 或 WPS 打开文档时自动生成的临时文件（锁文件），不是文档本身。"
        hint = f"请导入同一文件夹里不带“{'.~' if path.name.startswith('.') else '~$'}”的原文件；文档还开着的，先保存并关闭。"
        raise SourceError(message, where=str(path), hint=hint)


def _text_form(data: bytes, where: str, suffix: str) -> str:
    """Whether a text is txt or csv. Raises SourceError for what is no text either."""
    try:
        text, _ = decode(data, where)
    except SourceError as problem:
        raise SourceError(
            f"内容不是 {suffix} 文件，也不是文本，可能已损坏。", where=where, hint="请重新下载或重新导出该文件。"
        ) from problem
    return "csv" if separated.has_header(text) else "txt"


def _refuse_others(data: bytes, where: str, suffix: str) -> None:
    if data.startswith(_OLE[:4]):
        kind, hint = _inside_ole(data, suffix)
        raise SourceError(f"这是{kind}。", where=where, hint=hint)
    for magic, kind, hint in _MAGIC:
        if data.startswith(magic) and (magic != b"BM" or b"\x00" in data[:64]):
            apart = " " if kind[0].isascii() else ""
            raise SourceError(f"这是{apart}{kind}，不是职责目录文本。", where=where, hint=hint)
    head = data[:2048]
    for bom in _BOMS:
        head = head.removeprefix(bom)
    head = head.replace(b"\x00", b"")
    if _MARKUP.match(head):
        word = b"mso-application" in head or b"schemas-microsoft-com:office" in head
        raise SourceError("这是 Office 的 XML 或网页格式。" if word else "这是网页（HTML）或 XML 文件。", where=where, hint=_SAVE)


def _inside_ole(data: bytes, suffix: str) -> tuple[str, str]:
    """Which Office file an OLE container is, by the names of its streams; WPS writes those of Office under suffixes of its own."""
    for name, kind, hint in _STREAMS:
        if name.encode("utf-16-le") in data:
            return (kind, hint) if name == _LOCKED else _OF_WPS.get(suffix, (kind, hint))
    return "旧版 Office 文件（.doc、.xls）", _SAVE
