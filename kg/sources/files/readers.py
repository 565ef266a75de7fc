"""The formats that can be read: the endings of their files, what they are called, and whether their reader is kept apart in a worker."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """One format. `apart`: a worker opens its files, by the `blocks` of the module of its name, for they may be hostile."""

    suffixes: tuple[str, ...]
    says: str
    apart: bool = False


READERS: dict[str, Reader] = {
    "docx": Reader((".docx",), "Word 文件（.docx）", apart=True),
    "xlsx": Reader((".xlsx",), "Excel 工作簿（.xlsx）", apart=True),
    "csv": Reader((".csv", ".tsv"), "逗号分隔的文本（.csv）"),
    "txt": Reader((".txt", ""), "文本"),
}
READABLE = "、".join(reader.suffixes[0] for reader in READERS.values())


def form_of(suffix: str) -> str:
    """The format that files of this ending have; "" for one that cannot be read."""
    return next((name for name, reader in READERS.items() if suffix in reader.suffixes), "")
