"""The web door over one base: pages for people, linked data, a JSON API and SPARQL. Read-only, offline, no cookies.

Imports go down this list: the doors, what they answer from, what every answer needs.

serve.py     run it until somebody stops it          scratch.py   RDF files instead of a base
pages.py     pages for people                        api.py       JSON, health and metrics (models.py: its shapes)
data.py      linked data                             gallery.py   the SPARQL page
problems.py  what went wrong, in words               site.py      the generation in use
things.py    what the page of a thing shows          render.py    templates -> HTML
facets.py    what narrows the list of all duties     views.py     rows put together for lists
sparql/      the SPARQL protocol, isolated           accept.py    content negotiation
english.py   the interface in English                reach.py   links on telephones and mailboxes
picture.py   relations as a picture                  measured.py  search quality
columns.py   what a card shows as printed            patience.py  slow and endless clients
guard.py     headers of every response               log.py       the question log
watch.py     request log and metrics                 tongues.py   Chinese in English pages
matrices.py  departments against what they work under
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import Receive, Scope, Send


def application(
    base_folder: Path,
    examples: Sequence[str] = (),
    *,
    seconds: float = 10.0,
    size: int = 0,
    question_log: str = "",
    request_log: str = "",
) -> FastAPI:
    """The ASGI application for the base in `base_folder`; a generation published later takes over by itself.

    `examples` are the questions offered on the start page (none: those that the catalogue.toml of each catalogue gives);
    a SPARQL query may take `seconds`, and `size` of them run at a time (0: one a processor). The logs are files to append to,
    "" for none.
    Raises BaseError when the base or its index cannot be opened, so that a server that starts can also answer.
    """
    from importlib.metadata import version

    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles

    from kg.web import api, data, gallery, pages, problems
    from kg.web.guard import Guard
    from kg.web.log import Questions
    from kg.web.render import folder
    from kg.web.site import Sites
    from kg.web.sparql.route import Endpoint
    from kg.web.watch import Requests, Watch

    sites = Sites(base_folder, examples)
    endpoint = Endpoint(lambda: sites.now().store, seconds=seconds, size=size)

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        yield
        endpoint.close()
        requests.close()

    class Application(FastAPI):
        """FastAPI, but for what asks for /sparql: that goes past its layers, which cost more than a small query."""

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await (direct if scope.get("path") == "/sparql" else super().__call__)(scope, receive, send)

    requests = Requests(request_log, lambda: sites.now().base.folder.name)
    direct = Guard(Watch(gallery.Door(sites, endpoint), requests, "/sparql"))
    app = Application(title="duty-kg", version=version("duty-kg"), docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.sites, app.state.endpoint, app.state.questions = sites, endpoint, Questions(question_log)
    app.state.requests = requests
    app.add_middleware(Watch, requests=requests)
    app.add_middleware(Guard)
    for part in (pages, api, data):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=folder("static")))
    problems.install(app, sites)
    return app
