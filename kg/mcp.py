"""The same verbs for assistants: a Model Context Protocol server over one base, on stdin and stdout. Needs the extra `mcp`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.base import KnowledgeBase
from kg.errors import BaseError, KgError

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

_ROWS = 200
_ABOUT = (
    "职责目录知识库。先用 ask 问“哪个部门负责”；回答须连同 evidence 的出处（文件与行）和 clauses 的条款一起引用。"
    "status 为 abstained 时如实说目录里没有，不要猜测。计数、列举请用 sparql，前缀已声明。"
)


def server(base: KnowledgeBase) -> MCPServer:
    """The server with its four tools. Raises BaseError when the extra is not installed."""
    try:
        from mcp.server.mcpserver import MCPServer
    except ImportError as problem:
        raise BaseError("没有安装 mcp。", hint="请运行 pip install 'duty-kg[mcp]'。") from problem
    made: MCPServer = MCPServer("duty-kg", instructions=_ABOUT, log_level="ERROR")
    for tool in (_ask, _search, _sparql, _show):
        made.add_tool(_bound(tool, base), name=tool.__name__[1:], description=tool.__doc__)
    return made


def _ask(base: KnowledgeBase, question: str, catalogue: str = "", top: int = 3) -> str:
    """哪个部门负责这件事：答案、候选或拒答，附条款、原文和所在行（JSON）."""
    return _json(base.ask(question, catalogue=catalogue, top=top).json())


def _search(base: KnowledgeBase, text: str, catalogue: str = "", top: int = 10) -> str:
    """与文字最接近的职责，附把握（JSON）."""
    return _json(base.rows(base.search(text, catalogue=catalogue, top=top)))


def _sparql(base: KnowledgeBase, query: str) -> str:
    """对知识库运行只读的 SELECT 查询，最多给出 200 行（JSON）；duty、dct、skos 等前缀已声明."""
    from itertools import islice

    rows = list(islice(base.store.select(query), _ROWS + 1))
    return _json({"rows": rows[:_ROWS], "complete": len(rows) <= _ROWS})


def _show(base: KnowledgeBase, what: str) -> str:
    """知识库对一项职责（序号，如 8.6）或一个 IRI 的全部陈述（JSON）."""
    return _json(base.show(what))


def _bound(tool: Any, base: KnowledgeBase) -> Any:
    """`tool` with the base filled in, its other parameters visible to the protocol, its errors said in words."""
    import functools
    import inspect
    import typing

    @functools.wraps(tool)
    def called(**given: Any) -> str:
        try:
            return str(tool(base, **given))
        except KgError as problem:
            return _json({"error": problem.message, "hint": problem.hint})

    known = typing.get_type_hints(tool)
    parameters = [p.replace(annotation=known[p.name]) for p in inspect.signature(tool).parameters.values() if p.name != "base"]
    called.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters], return_annotation=str
    )
    called.__annotations__ = {**{p.name: p.annotation for p in parameters}, "return": str}
    del called.__wrapped__
    return called


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
