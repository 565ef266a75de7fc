"""document -> cells -> records: one reader a file format."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.records import Document, Source
from kg.sources import layout, separated, txt
from kg.sources.bounded import Worker
from kg.sources.decode import decode, read_bytes
from kg.sources.recognise import form


def read(path: Path, worker: Worker | None = None) -> Document:
    """Read the catalogue document at `path` by what it is; Office files are opened in `worker`, or in one of their own.

    Raises SourceError naming the file when it is missing, of another format, or not a catalogue.
    """
    data = read_bytes(path)
    where, kind = str(path), form(data, path)
    digest = hashlib.sha256(data).hexdigest()
    if kind in ("docx", "xlsx"):
        source = Source(path.name, digest, kind, where)
        if worker:
            return layout.document(worker.blocks(kind, data, where), source)
        with Worker() as own:
            return layout.document(own.blocks(kind, data, where), source)
    text, encoding = decode(data, where)
    source = Source(path.name, digest, encoding, where)
    return txt.parse(text, source) if kind == "txt" else layout.document(separated.blocks(text, where), source)
