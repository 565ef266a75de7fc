"""Statutes as paragraphs: one JSON object a line, xz-compressed, UTF-8."""

import hashlib
import json
import lzma
from pathlib import Path


def paragraphs(path: Path) -> list[str]:
    """Return the field ``text`` of every line, in file order."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
