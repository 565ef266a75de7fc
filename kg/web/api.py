"""The JSON routes: the same objects as the command line prints."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from kg import hits, query
from kg.base import KnowledgeBase
from kg.errors import BaseError
from kg.web.guard import readable

_Question = Annotated[str, Query(description="问题，用自己的话说，最多 2000 字")]
_Top = Annotated[int, Query(ge=1, le=1000, description="最多列出多少项职责")]
_Catalogue = Annotated[str, Query(description="只查这一个目录（目录的短名）；不填则查全部")]


class Problem(BaseModel):
    """What went wrong, and what to do about it."""

    error: str
    hint: str


def routes(base: KnowledgeBase) -> APIRouter:
    """`/api/ask`, `/api/search` and `/health`."""
    router = APIRouter(dependencies=[Depends(readable)], responses={422: {"model": Problem, "description": "请求不合要求"}})

    @router.get("/api/ask", summary="哪个部门负责：答案、候选或拒答，附出处", operation_id="ask")
    def ask(q: _Question, top: _Top = 10, catalogue: _Catalogue = "") -> dict[str, Any]:
        """The same object as `duty-kg ask --format json`."""
        return base.ask(q, top=top, catalogue=catalogue).json()

    @router.get("/api/search", summary="与文字最接近的职责，附得分的由来", operation_id="search")
    def search(q: _Question, top: _Top = 10, catalogue: _Catalogue = "") -> list[dict[str, Any]]:
        """The same list as `duty-kg search --format json`."""
        return hits.listed(base.search(q, top=top, catalogue=catalogue), base.store)

    @router.get("/health", summary="知识库是否可用：真的查询一次", operation_id="health", responses={503: {"model": Problem}})
    def health() -> dict[str, Any]:
        """Ok only when graph and index both answer just now; otherwise 503."""
        try:
            departments = list(base.store.select(query.whole("departments")))
            base.search("职责", top=1)
        except (OSError, RuntimeError) as problem:
            raise BaseError("知识库读不出来。", hint="请运行 duty-kg doctor 查看原因。") from problem
        if not departments or not len(base.index):
            raise BaseError("知识库是空的。", hint="请运行 duty-kg doctor 查看原因。")
        return {"status": "ok", "generation": base.folder.name, "built": base.manifest["built"], "duties": len(base.index)}

    return router
