"""The dataset parameters of an update (using-graph-uri …) as USING clauses, which the engine understands."""

from __future__ import annotations

import re

from kg.errors import QueryError
from kg.syntax import masked

_MODIFY = re.compile(r"\b(DELETE\s+)?WHERE\b", re.I)
_SAYS = re.compile(r"\b(USING|WITH)\b", re.I)


def with_dataset(text: str, default: tuple[str, ...], named: tuple[str, ...]) -> str:
    """`text` whose WHERE clauses read the given graphs. Raises QueryError where it names its own (SPARQL 1.1 Protocol, 2.2.3)."""
    if not (default or named):
        return text
    code = masked(text)
    if _SAYS.search(code):
        raise QueryError("更新语句自己写了 USING 或 WITH，不能再带 using-graph-uri 参数。")
    clauses = "".join([*(f" USING <{iri}>" for iri in default), *(f" USING NAMED <{iri}>" for iri in named)])
    pieces, done = [], 0
    for found in _MODIFY.finditer(code):
        if code.count("{", 0, found.start()) != code.count("}", 0, found.start()):
            continue  # the WHERE of a sub-select
        if found[1]:
            pattern = text[code.index("{", found.end()) : _closing(code, code.index("{", found.end())) + 1]
            pieces.append(f"{text[done : found.start()]}DELETE {pattern}{clauses} WHERE")
        else:
            pieces.append(f"{text[done : found.start()]}{clauses} WHERE")
        done = found.end()
    return "".join([*pieces, text[done:]])


def _closing(code: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(code)):
        depth += (code[place] == "{") - (code[place] == "}")
        if not depth:
            return place
    raise QueryError("更新语句的括号不成对。")
