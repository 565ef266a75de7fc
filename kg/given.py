"""What somebody gives, read: documents, with what is said of them (--about)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from kg import about as abouts
from kg import pipeline
from kg.errors import SourceError, UsageError
from kg.progress import READING, Progress, quiet
from kg.records import Catalogue
from kg.sources.files.bounded import Worker


def read_all(
    paths: Sequence[Path],
    described: Sequence[Path] = (),
    labels: Mapping[str, str] | None = None,
    *,
    keep_going: bool = False,
    progress: Progress = quiet,
) -> tuple[list[Catalogue], list[SourceError]]:
    """Documents, with what the files `described` say of the first of them and what `labels` of the user's own mean; and why others could not be read.

    Without `keep_going` the first that cannot raises SourceError. Raises UsageError for more descriptions than documents.
    """
    if len(described) > len(paths):
        raise UsageError("--about 比目录文件多。", hint="每个目录文件最多一个 --about，按同样的顺序给出。")
    taken: list[Catalogue] = []
    failed: list[SourceError] = []
    with Worker() as worker:
        for n, (path, about) in enumerate(zip_longest(paths, described), 1):
            if len(paths) > 1:
                progress(f"{READING} {n}/{len(paths)}")
            try:
                taken.append(pipeline.read(path, abouts.read(about) if about else None, worker, labels))
            except SourceError as problem:
                failed.append(problem)
                if not keep_going:
                    raise
    return taken, failed
