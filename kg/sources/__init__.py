"""document -> cells -> records: one reader a file format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.errors import SourceError
from kg.records import Document
from kg.sources import txt

READERS: dict[str, Callable[[Path], Document]] = {".txt": txt.read, "": txt.read}


def read(path: Path) -> Document:
    """Read the catalogue document at `path` with the reader of its suffix.

    Raises SourceError naming the file when it is missing, of another format, or not a catalogue.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        if not path.exists():
            raise SourceError("文件不存在。", where=str(path), hint="请检查路径。")
        raise SourceError(
            f"不支持 {path.suffix} 文件。",
            where=str(path),
            hint=f"可导入的格式：{'、'.join(sorted(s for s in READERS if s))}。请另存为 UTF-8 文本后再导入。",
        )
    return reader(path)
