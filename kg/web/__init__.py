"""The ask page and its JSON, for a browser on the same machine or behind a proxy. Stateless; no script, no cookie, no other host."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles

from kg.base import KnowledgeBase
from kg.errors import BaseError, KgError
from kg.web import api, pages

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def application(base_folder: Path) -> FastAPI:
    """The web application over the base in `base_folder`. Raises BaseError when there is none."""
    kb = KnowledgeBase(base_folder)
    app = FastAPI(title="duty-kg", docs_url=None, redoc_url=None)
    app.include_router(api.routes(kb))
    app.include_router(pages.routes(kb, app))
    app.mount("/static", StaticFiles(directory=str(files("kg.web") / "static")), name="static")
    app.middleware("http")(_with_headers)
    app.exception_handler(KgError)(_refused)
    return app


async def _with_headers(request: Request, call_next: Any) -> Response:
    response: Response = await call_next(request)
    response.headers.update(HEADERS)
    return response


async def _refused(request: Request, problem: Exception) -> Response:  # noqa: ARG001
    """A request that makes no sense is 422, a base that cannot be read is 503."""
    if not isinstance(problem, KgError):
        raise problem
    status = 503 if isinstance(problem, BaseError) else 422
    return JSONResponse({"error": problem.message, "hint": problem.hint}, status_code=status)
