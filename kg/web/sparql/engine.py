"""Job -> Reply, inside a worker. The store stays open between jobs; a job that names another one opens that."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

import ontology
from kg.syntax import names_dataset, unsupported, wrong
from kg.web.sparql.forms import GRAPHS, TABLES
from kg.web.sparql.wire import Job, Reply


class TooLargeError(Exception):
    """The result has more bytes than the job allows."""


class _Capped:
    """What the engine takes for a file: at most `left` bytes more. It gathers small pieces itself, so most answers are one part."""

    __slots__ = ("left", "parts")

    def __init__(self, left: int) -> None:
        self.left = left
        self.parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        """Keep `part`. Raises TooLargeError."""
        self.left -= len(part)
        if self.left < 0:
            raise TooLargeError
        self.parts.append(part)
        return len(part)

    def flush(self) -> None:
        """Nothing waits."""


class Engine:
    """One store opened read-only, or for writing where `writes`."""

    def __init__(self, store: str, *, writes: bool) -> None:
        self._path = store
        self._writes = writes
        self._store = ox.Store(store) if writes else ox.Store.read_only(store)

    def run(self, job: Job) -> Reply:
        """The result, serialised; or what is wrong with the query, with line and column."""
        try:
            return self._updated(job) if job.update else self._queried(job)
        except TooLargeError:
            return Reply(413, text=f"结果超过 {job.most_bytes} 字节。请加 LIMIT，或到“下载”页取整个数据集。")
        except (SyntaxError, ValueError, UnicodeError) as problem:
            return Reply(400, text=wrong(job.text, problem, ontology.prefixes(), update=job.update))
        except MemoryError:
            return Reply(507, text="查询用尽了分给它的内存。")
        except (OSError, RuntimeError) as problem:
            if unsupported(problem):
                return Reply(400, text=wrong(job.text, problem, ontology.prefixes()))
            return Reply(503, text=f"图数据读不出来：{type(problem).__name__}")

    def _queried(self, job: Job) -> Reply:
        if job.store != self._path and not self._writes:
            self._store, self._path = ox.Store.read_only(job.store), job.store
        sets = None if job.default is None and job.named is None else True
        result = self._store.query(
            job.text,
            base_iri=job.here,
            prefixes=ontology.prefixes(),
            use_default_graph_as_union=job.union and not sets and not names_dataset(job.text),
            default_graph=[ox.NamedNode(iri) for iri in job.default or ()] if sets else None,
            named_graphs=[ox.NamedNode(iri) for iri in job.named or ()] if sets else None,
        )
        is_graph = isinstance(result, ox.QueryTriples)
        media = job.graph if is_graph else job.table
        if not media:
            offers = ", ".join(GRAPHS if is_graph else TABLES)
            return Reply(406, text=f"这种查询的结果不能写成所要的格式。可用：{offers}")
        out = _Capped(job.most_bytes)
        if isinstance(result, ox.QueryTriples):
            result.serialize(cast("IO[bytes]", out), format=GRAPHS[media])
        else:
            result.serialize(cast("IO[bytes]", out), format=TABLES[media])
        return Reply(200, media, body=b"".join(out.parts))

    def _updated(self, job: Job) -> Reply:
        """Apply the update to the store of the writer, then lay a snapshot of it beside for the readers."""
        self._store.update(job.text, base_iri=job.here, prefixes=ontology.prefixes())
        self._store.flush()
        folder = Path(self._path).parent
        number = max((int(p.name[5:]) for p in folder.glob("snap-*")), default=0) + 1
        self._store.backup(str(folder / f"snap-{number}"))
        for old in folder.glob("snap-*"):
            if int(old.name[5:]) < number - 8:
                shutil.rmtree(old, ignore_errors=True)
        return Reply(204, text=str(folder / f"snap-{number}"))
