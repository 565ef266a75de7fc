"""The pages for people: the ask page and a description of the API that needs no other host."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from kg.base import KnowledgeBase
from kg.web.guard import readable
from kg.web.render import Renderer

_Text = Annotated[str, Query()]


def routes(base: KnowledgeBase, renderer: Renderer) -> APIRouter:
    """`GET /` with or without a question, and `GET /docs`."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False, dependencies=[Depends(readable)])

    @router.get("/")
    def ask(q: _Text = "", catalogue: _Text = "") -> HTMLResponse:
        """The ask page; with a question also its answer."""
        answer = base.ask(q, catalogue=catalogue) if q.strip() else None
        return HTMLResponse(renderer.page("ask.html", q=q, catalogue=catalogue, answer=answer))

    @router.get("/docs")
    def docs(request: Request) -> HTMLResponse:
        """The routes of the API, read from its own OpenAPI description."""
        return HTMLResponse(renderer.page("docs.html", routes=_described(request.app.openapi())))

    return router


def _described(openapi: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"method": method.upper(), "path": path, **operation, "parameters": operation.get("parameters", [])}
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    ]
