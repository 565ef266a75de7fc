"""The HTML routes: the ask page, and the list of what the server offers."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader

from kg.base import KnowledgeBase
from kg.card import REASONS
from kg.errors import KgError
from kg.text import normal

_TEMPLATES = Environment(loader=PackageLoader("kg.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
_TEMPLATES.filters["normal"] = normal


def routes(kb: KnowledgeBase, app: FastAPI) -> APIRouter:
    """The routes over one opened base."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    examples = tomllib.loads(files("kg.web").joinpath("examples.toml").read_text("utf-8"))["questions"]
    titles = "、".join(entry["title"] for entry in kb.manifest["catalogues"])

    @router.get("/")
    def ask(q: str = "", catalogue: str = "") -> HTMLResponse:
        """The ask page; with a question, its answer."""
        shown: dict[str, Any] = {"question": q, "titles": titles, "examples": examples, "reasons": REASONS}
        try:
            shown["answer"] = kb.ask(q, catalogue=catalogue) if q.strip() else None
        except KgError as problem:
            return _page("ask.html", 422, **{**shown, "question": "", "problem": problem})
        return _page("ask.html", 200, **shown)

    @router.get("/docs")
    def docs() -> HTMLResponse:
        """What the API offers, without any script."""
        return _page("docs.html", 200, titles=titles, paths=app.openapi()["paths"])

    return router


def _page(template: str, status: int, **values: Any) -> HTMLResponse:
    text = _TEMPLATES.get_template(template).render(**values)
    return HTMLResponse(text.encode("utf-8", "replace"), status_code=status)
