"""A scratch dataset behind the SPARQL protocol: RDF files loaded into named graphs, thrown away with the server."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import AsyncIterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import SourceError, UsageError
from kg.web import accept
from kg.web.guard import Guard
from kg.web.render import environment, folder, written
from kg.web.sparql.forms import GRAPHS, TABLES
from kg.web.sparql.request import header
from kg.web.sparql.route import Scratch

if TYPE_CHECKING:
    import jinja2
    from starlette.types import Receive, Scope, Send


def _loaded(given: Sequence[str], folder: Path) -> Path:
    """A store in `folder` holding each GRAPH=FILE of `given`. Raises UsageError and SourceError."""
    import pyoxigraph as ox

    store = ox.Store(str(folder / "store"))
    for pair in given:
        graph, split, name = pair.rpartition("=")
        path = Path(name)
        if not split or not graph:
            raise UsageError(f"--rdf 应写成 图的IRI=文件，而不是 {pair}。")
        form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
        if form is None:
            raise UsageError(f"看不出文件的 RDF 格式：{name}", hint="扩展名应为 ttl、nt、nq、trig、rdf 或 jsonld。")
        try:
            if form == ox.RdfFormat.RDF_XML and b"<!DOCTYPE" in path.read_bytes():
                raise SourceError("RDF/XML 文件里有 DOCTYPE，不予读取。", where=name)
            store.load(path=str(path), format=form, to_graph=ox.NamedNode(graph))
        except (OSError, SyntaxError, ValueError) as problem:
            raise SourceError(f"无法读入：{problem}", where=name, hint="请检查文件和图的 IRI。") from problem
    store.add_graph(ox.DefaultGraph())
    store.flush()
    snapshot = folder / "snap-1"
    store.backup(str(snapshot))
    return folder


class _Door:
    """What answers at `/sparql`: the form to a browser that asks nothing, the protocol to everybody else."""

    def __init__(self, endpoint: Scratch) -> None:
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        asks_nothing = scope["method"] == "GET" and scope["query_string"] in (b"", b"lang=zh", b"lang=en")
        reader = asks_nothing and accept.best(header(scope, b"accept"), (*TABLES, *GRAPHS, "text/html")) == "text/html"
        await (_form(Request(scope)) if reader else self._endpoint)(scope, receive, send)


@cache
def _templates() -> jinja2.Environment:
    """The templates, read once."""
    return environment()


def _form(request: Request) -> HTMLResponse:
    return HTMLResponse(written(_templates(), "scratch.html", request, {}), headers={"Vary": "Accept, Accept-Language"})


def application(given: Sequence[str], *, token: str = "", seconds: float = 10.0) -> Starlette:
    """The protocol at `/sparql` over the files `given`; updates are accepted with `token`."""
    place = tempfile.TemporaryDirectory(prefix="duty-kg-scratch-", ignore_cleanup_errors=True)
    data = _loaded(given, Path(place.name))
    endpoint = Scratch(str(data / "store"), str(data / "snap-1"), token=token, seconds=seconds)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        del app
        yield
        endpoint.close()
        place.cleanup()

    async def health(request: object) -> JSONResponse:
        del request
        return JSONResponse({"status": "ok", "dataset": "scratch", "updates": bool(token)})

    app = Starlette(
        routes=[
            Route("/sparql", _Door(endpoint)),
            Route("/health", health),
            Route("/", _form),
            Mount("/static", StaticFiles(directory=folder("static"))),
        ],
        lifespan=lifespan,
    )
    app.add_middleware(Guard)
    return app
