"""The web door: an ask page and a JSON API over one base. Read-only, offline, without JavaScript, cookies or SPARQL."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI


def application(base_folder: Path, examples: Sequence[str] = ()) -> FastAPI:
    """The ASGI application for the current generation in `base_folder`, opened now and kept until the process ends.

    `examples` are the questions offered on the start page (none: those of examples.toml for the catalogues in the base).
    Raises BaseError when the base or its index cannot be opened, so that a server that starts can also answer.
    """
    from importlib.metadata import version

    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    from kg.base import KnowledgeBase
    from kg.web import api, pages, problems
    from kg.web.guard import Guard
    from kg.web.render import Renderer, folder

    base = KnowledgeBase(base_folder)
    base.index  # noqa: B018 - opened before the first request, and only once whatever threads come first
    renderer = Renderer(base, examples)
    app = FastAPI(title="duty-kg", version=version("duty-kg"), docs_url=None, redoc_url=None)
    app.add_middleware(Guard)
    app.include_router(pages.routes(base, renderer))
    app.include_router(api.routes(base))
    app.mount("/static", StaticFiles(directory=folder("static")))
    problems.install(app, renderer)
    return app
