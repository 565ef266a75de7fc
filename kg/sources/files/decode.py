"""bytes -> text: which file this is, and in which encoding."""

from __future__ import annotations

import codecs
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from kg.errors import SourceError, reason
from kg.text import INVISIBLE

LIMIT_BYTES = 20_000_000
_FEW, _SAMPLE = 4, 20_000
_MANY = 3  # characters to one that is none, at least, in what is text
_LOST = "请确认导出时内容没有丢失。"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ADDRESS = re.compile("^(https?:)/+")  # a path has one stroke where an address has two
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_UTF8_HAN = re.compile(b"[\xe4-\xe9][\x80-\xbf][\x80-\xbf]")


def read_bytes(path: Path) -> bytes:
    """The file's bytes. Raises SourceError when it is missing, unreadable, empty or larger than 20 MB, or no ordinary file."""
    try:
        if path.is_dir():
            raise SourceError("这是文件夹，不是文件。", where=str(path), hint="请给出目录文件本身的路径。")
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise SourceError("这是管道、设备或套接字，不是文件。", where=str(path), hint="请给出目录文件本身的路径。")
        if found.st_size > LIMIT_BYTES:
            raise SourceError("文件超过 20 MB。", where=str(path), hint="请拆分成若干份目录，分别导入。")
        data = path.read_bytes()
    except ValueError as problem:
        raise SourceError("路径里有不能用的字符。", where=repr(str(path)), hint="请检查路径。") from problem
    except OSError as problem:
        if isinstance(problem, FileNotFoundError) and _ADDRESS.match(str(path)):
            where = _ADDRESS.sub(r"\1//", str(path))
            raise SourceError("这是网址，不是文件。", where=where, hint="请先下载，再给出文件的路径。") from problem
        said = "文件不存在。" if isinstance(problem, FileNotFoundError) else f"无法读取文件（{reason(problem)}）。"
        raise SourceError(said, where=str(path), hint="请检查路径和读取权限。") from problem
    if not _unmarked(data).strip(b"\x00 \t\r\n\v\f"):
        raise SourceError("文件是空的。", where=str(path), hint=_LOST)
    return data


def _unmarked(data: bytes) -> bytes:
    """The bytes behind a byte order mark."""
    return data[max((len(bom) for bom, _ in _BOMS if data.startswith(bom)), default=0) :]


def decode(data: bytes, where: str) -> tuple[str, str]:
    """(text, encoding) of a text file: by byte order mark, else UTF-8, UTF-32, UTF-16, GB18030, else by detection.

    Raises SourceError for binary content and for bytes that fit no encoding.
    """
    _refuse_mixed(data, where)
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not INVISIBLE.sub("", text).strip():
            raise SourceError("文件是空的，只有空白。", where=where, hint=_LOST)
        if not _looks_binary(text):
            return text.removeprefix("\ufeff"), encoding
        refuse_garbled(text, where)
    _refuse_controls(data, where)
    line = _broken_line(data)
    if line:
        raise SourceError(
            "这一行有不成文字的字节。", where=f"{where}:{line}", hint="请用文本编辑器改正该行，整份另存为 UTF-8 后再导入。"
        )
    raise SourceError("文件内容不是文本，或编码无法识别。", where=where, hint="请另存为 UTF-8 文本（.txt）后再导入。")


def _refuse_controls(data: bytes, where: str) -> None:
    """Refuse a text for the control characters in it (NUL, ESC), where these are what is wrong with it, naming the first line that has one."""
    text = data.decode("utf-8" if _is_utf8(data) else "gb18030", "replace")
    found, rest = _CONTROL.search(text), _CONTROL.sub("", text)
    if found and _MANY * (len(text) - len(rest)) < len(text) and "\ufffd" not in rest and not _looks_binary(rest):
        line = text.count("\n", 0, found.start()) + 1
        said = f"这一行有不可见的控制字符（U+{ord(found[0]):04X}），全文共 {len(text) - len(rest)} 个。"
        raise SourceError(said, where=f"{where}:{line}", hint="请用文本编辑器删去这些字符，或重新导出后再导入。")


def _broken_line(data: bytes) -> int:
    """The first line with a NUL or with bytes that do not fit, in what is text but for a few of them; 0 for none."""
    found: list[tuple[int, int]] = []
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, "replace").replace("\x00", "\ufffd")
        if text.count("\ufffd") <= max(_FEW, len(text) // 50) and not _looks_binary(text.replace("\ufffd", "")):
            found.append((text.count("\ufffd"), text.count("\n", 0, text.find("\ufffd")) + 1))
    return min(found)[1] if found else 0


def _refuse_mixed(data: bytes, where: str) -> None:
    """Refuse a file of which some lines are UTF-8 and others are not: read as GB18030 they would turn into other characters."""
    if data.startswith(tuple(bom for bom, _ in _BOMS[1:])) or b"\x00" in data[:4096] or _is_utf8(data):
        return
    foreign = [(n, line) for n, line in enumerate(data.split(b"\n"), 1) if not line.isascii()]
    sound = [n for n, line in foreign if len(_UTF8_HAN.findall(line)) >= 3 and _is_utf8(line)]
    broken = [n for n, line in foreign if not _is_utf8(line)]
    if len(sound) > max(1, len(foreign) // 20) and broken:
        few = min((broken, sound), key=len)
        raise SourceError(
            "文件里混有两种编码（UTF-8 与 GBK 等）。",
            where=f"{where}:{few[0]}",
            hint="请用文本编辑器改正该行，整份另存为 UTF-8 后再导入。",
        )


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _candidates(data: bytes) -> Iterator[str]:
    marked = [encoding for bom, encoding in _BOMS if data.startswith(bom)]
    if marked:
        yield marked[0]
    elif b"\x00" in data[:4096]:
        yield from _utf32_without_mark(data)
        yield from _utf16_without_mark(data)
    else:
        yield from ("utf-8", "gb18030")
        yield from _detected(data)


def _utf32_without_mark(data: bytes) -> list[str]:
    """UTF-32 without a byte order mark: two bytes of the first character are NUL, which no text in UTF-16 begins with."""
    return [encoding for encoding, high in (("utf-32-le", data[2:4]), ("utf-32-be", data[:2])) if high == b"\x00\x00"]


def _utf16_without_mark(data: bytes) -> list[str]:
    """UTF-16 without a byte order mark: the byte order that gives more line ends."""
    little, big = data.count(b"\n\x00"), data.count(b"\x00\n")
    return ["utf-16-le", "utf-16-be"] if little >= big else ["utf-16-be", "utf-16-le"]


def _detected(data: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return [best.encoding] if best else []


def refuse_garbled(text: str, where: str) -> None:
    """Refuse a text that somebody has saved in the wrong characters."""
    if _is_garbled(text[:_SAMPLE]):
        hint = "请用正确的编码打开原文件，另存为 UTF-8 后再导入；原文件也是这样时，请重新导出。"
        raise SourceError("文字是乱码：UTF-8 的内容被当作别的编码打开后又存了一遍。", where=where, hint=hint)


def _is_garbled(text: str) -> bool:
    """Whether a text is UTF-8 that was opened as Latin-1 or GBK and saved again: taken back, most of it is Chinese."""
    for wrong in ("cp1252", "gb18030"):
        data = b"".join(_taken_back(char, wrong) for char in text)
        right = data.decode("utf-8", "replace")
        lost, han = right.count("\ufffd"), len(_HAN.findall(right))
        if han > _FEW and lost < han and 2 * han > len(_HAN.findall(text)):
            return True
    return False


def _taken_back(char: str, wrong: str) -> bytes:
    """The bytes that the wrong encoding has made this character of."""
    try:
        return char.encode(wrong)
    except UnicodeEncodeError:
        return char.encode("latin-1", "replace")


def _looks_binary(text: str) -> bool:
    sample = text[:200_000]
    odd = len(_CONTROL.findall(sample)) + sample.count("\ufffd") + len(_PRIVATE.findall(sample))
    return odd > max(2, len(sample) // 200) or (len(sample) > 200 and not _HAN.search(sample) and not sample.isascii())
