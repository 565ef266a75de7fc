"""quads -> Store: an embedded Oxigraph on disk, read-only once it is built."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

import ontology
from kg.errors import BaseError, QueryError
from kg.syntax import masked, names_dataset, unsupported, wrong

MAX_QUERY = 100_000
MAX_DEPTH = 128
_MAX_PARTS = 1000
_BUFFER = 1 << 20
_AT_ONCE = 256_000_000  # bytes, nearly a million lines
_PART = re.compile(r"[-+*/|;.!&=<>^]|\b(?:UNION|OPTIONAL|MINUS|BIND|FILTER|VALUES|GRAPH)\b", re.I)
_BRACKET = re.compile(r"[(){}\[\]]")
_LEAVES = re.compile(r"(?<![?$:\w-])(?:SERVICE|LOAD)\b(?!:)", re.I)
_REMOTE = re.compile(r"(?<![?$:\w-])SERVICE\b", re.I)

_TOLD = (ox.NamedNode, ox.Literal)
Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store:
    """A set of named graphs whose union is the default graph of every query that names none."""

    def __init__(self, inner: ox.Store) -> None:
        self._inner = inner

    @classmethod
    def create(cls, path: Path) -> Store:
        """A new, writable store in the folder `path`."""
        return cls(ox.Store(str(path)))

    @classmethod
    def open(cls, path: Path) -> Store:
        """The store in `path`, read-only. Raises BaseError when there is none or it cannot be read."""
        if not (path / "CURRENT").is_file():
            raise BaseError("知识库的图数据不见了。", where=str(path), hint="请运行 duty-kg build 重建。")
        try:
            return cls(ox.Store.read_only(str(path)))
        except (OSError, RuntimeError) as problem:
            raise BaseError(f"无法打开图数据：{problem}", where=str(path), hint="请运行 duty-kg build 重建。") from problem

    @classmethod
    def of(cls, quads: Iterable[ox.Quad]) -> Store:
        """A store in memory that holds `quads`."""
        inner = ox.Store()
        inner.bulk_extend(quads)
        return cls(inner)

    def load(self, path: Path) -> None:
        """Add a file of N-Quads that this program wrote, in bulk; their IRIs are not checked again.

        Once for all is quickest, since what comes later is sorted in anew; but a large file goes in parts, in bounded memory.
        """
        with path.open("rb") as file:
            while (part := _Part(file)).size:
                self._inner.bulk_load(io.BufferedReader(part, _BUFFER), format=ox.RdfFormat.N_QUADS, lenient=True)

    def flush(self) -> None:
        """Write everything to disk."""
        self._inner.optimize()
        self._inner.flush()

    def query(self, sparql: str) -> Result:
        """Run a read-only query over the union of all graphs, or over those that it names; the project's prefixes need not be declared.

        Raises QueryError for a query that does not parse, is longer than 100,000 characters, nests deeper than 128
        levels, has more than 1,000 operators and patterns (the engine cannot be stopped and may crash), or would leave this machine (SERVICE).
        """
        guard(sparql)
        try:
            union = not names_dataset(sparql)  # the engine's union would overrule FROM
            return self._inner.query(sparql, prefixes=ontology.prefixes(), use_default_graph_as_union=union)
        except (SyntaxError, ValueError, UnicodeError, RuntimeError) as problem:
            if isinstance(problem, RuntimeError) and not unsupported(problem):
                raise
            raise QueryError(
                f"SPARQL 查询有误：{wrong(sparql, problem, ontology.prefixes())}",
                hint="请检查语法；只接受只读查询，本项目以外的前缀须用 PREFIX 声明。",
            ) from problem

    def select(self, sparql: str) -> Iterator[dict[str, str]]:
        """The rows of a SELECT query as variable -> text; unbound variables are absent."""
        solutions = self.query(sparql)
        if not isinstance(solutions, ox.QuerySolutions):
            raise QueryError("这里需要 SELECT 查询。")
        names = [variable.value for variable in solutions.variables]
        for row in solutions:
            yield {name: value.value for name, value in zip(names, row, strict=True) if isinstance(value, _TOLD)}

    def quads(self, graph: str | None = None) -> Iterator[ox.Quad]:
        """All quads, or those of one named graph."""
        return self._inner.quads_for_pattern(None, None, None, ox.NamedNode(graph) if graph else None)

    def pairs(self, predicate: str, value: str | None = None) -> Iterator[tuple[str, str]]:
        """(subject, value) of every quad with this predicate, or of those with this value as well; all given as IRIs."""
        found = self._inner.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value) if value else None, None)
        for subject, _, said, _ in found:
            if isinstance(subject, ox.NamedNode) and isinstance(said, _TOLD):
                yield subject.value, said.value

    def about(self, iri: str) -> list[ox.Quad]:
        """All quads with the subject `iri`. Raises ValueError when that is no IRI."""
        return list(self._inner.quads_for_pattern(ox.NamedNode(iri), None, None, None))

    def pointing(self, iri: str, predicates: Iterable[str]) -> list[ox.Quad]:
        """All quads that lead to `iri` by one of `predicates`, given as IRIs."""
        found = (self._inner.quads_for_pattern(None, ox.NamedNode(one), ox.NamedNode(iri), None) for one in predicates)
        return [quad for quads in found for quad in quads]

    def construct(self, sparql: str) -> ox.QueryTriples:
        """The triples of a CONSTRUCT or DESCRIBE query; raises as `query` does."""
        found = self.query(sparql)
        if not isinstance(found, ox.QueryTriples):
            raise QueryError("这里需要 CONSTRUCT 查询。")
        return found

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted."""
        return sorted(g.value for g in self._inner.named_graphs() if isinstance(g, ox.NamedNode))

    def __len__(self) -> int:
        return len(self._inner)


class _Part(io.RawIOBase):
    """The lines that follow in a file, about as many as the engine sorts at once: given more, it sorts several such lots side by side."""

    def __init__(self, file: BinaryIO) -> None:
        start = file.tell()
        file.seek(_AT_ONCE, io.SEEK_CUR)
        file.readline()
        self.size = min(file.tell(), file.seek(0, io.SEEK_END)) - start
        self._file, self._left = file, self.size
        file.seek(start)

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        data = self._file.read(min(len(into), self._left))
        into[: len(data)] = data
        self._left -= len(data)
        return len(data)


def turtle_lines(data: bytes, graph: str) -> list[bytes]:
    """A Turtle document as N-Quads of the named graph `graph`, as a store prints them."""
    inner = ox.Store()
    inner.bulk_load(data, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
    return (inner.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)


def leaves(sparql: str) -> bool:
    """Whether a query or update would ask another machine (SERVICE) or fetch a document (LOAD)."""
    folded = sparql.casefold()
    return ("service" in folded or "load" in folded) and bool(_LEAVES.search(masked(sparql)))


def guard(sparql: str) -> None:
    """Refuse what need not be tried: too long, too deep, too many parts, or asking other machines. Raises QueryError."""
    if len(sparql) > MAX_QUERY:
        raise QueryError(f"查询超过 {MAX_QUERY} 个字符。", hint="请缩短查询。")
    if "service" in sparql.casefold() and _REMOTE.search(masked(sparql)):
        raise QueryError("不允许使用 SERVICE：查询不得访问其他机器。", hint="请去掉 SERVICE 子句。")
    if len(sparql) <= _MAX_PARTS and sum(map(sparql.count, "({[")) <= MAX_DEPTH:
        return  # too short for more parts, too few brackets to be deeper
    code = masked(sparql)
    depth = deepest = 0
    for char in _BRACKET.findall(code):
        depth += 1 if char in "({[" else -1
        deepest = max(deepest, depth)
    if len(_PART.findall(code)) > _MAX_PARTS:
        raise QueryError(f"查询由超过 {_MAX_PARTS} 个部分组成。", hint="请拆成几个查询；成批的值请用 VALUES。")
    if deepest > MAX_DEPTH:
        raise QueryError(f"查询嵌套超过 {MAX_DEPTH} 层。", hint="请简化查询。")
