"""The JSON routes: the same data as the command line prints."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from kg.base import KnowledgeBase
from kg.errors import BaseError

Top = Annotated[int, Query(ge=1, le=100, description="How many duties to list at most.")]


def routes(kb: KnowledgeBase) -> APIRouter:
    """The routes over one opened base."""
    router = APIRouter()

    @router.get("/api/ask")
    def ask(q: str, top: Top = 10, catalogue: str = "") -> dict[str, Any]:
        """Who handles the matter of the question `q`: exactly what `duty-kg ask --format json` prints."""
        return kb.ask(q, top=top, catalogue=catalogue).json()

    @router.get("/api/search")
    def search(q: str, top: Top = 10, catalogue: str = "") -> dict[str, Any]:
        """The duties nearest to `q` with their calibrated scores and the features behind them."""
        found = kb.search(q, top=top, catalogue=catalogue)
        return {
            "hits": [{"iri": hit.key, "score": round(hit.score, 4), "features": hit.features} for hit in found.hits],
            "mentions": [{"word": one.word, "matter": one.matter, "authority": one.authority} for one in found.mentions],
        }

    @router.get("/health")
    def health() -> dict[str, Any]:
        """Whether the graph and the index answer, by asking both."""
        duties = sum(entry["duties"] for entry in kb.manifest["catalogues"])
        if len(kb.index) != duties or not any(True for _ in kb.store.select("SELECT ?d { ?d a duty:DutyItem } LIMIT 1")):
            raise BaseError("图数据或索引没有应答。")
        return {"status": "ok", "generation": kb.folder.name, "duties": duties}

    return router
