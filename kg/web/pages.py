"""The pages for people: ask, things, lists, analysis, quality, downloads, source, and a description of the API."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

from kg import query
from kg.names import BASE
from kg.records import Severity
from kg.web import data, facets, gallery, matrices, measured, render, things, views
from kg.web.guard import readable
from kg.web.log import questions
from kg.web.site import Site, current

_Text = Annotated[str, Query()]


router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False, dependencies=[Depends(readable)])


def _page(request: Request, template: str, site: Site, **values: Any) -> HTMLResponse:
    html = site.renderer.page(template, request, kept=questions(request).kept, **values)
    return HTMLResponse(html, headers={"Vary": "Accept-Language", **values.get("headers", {})})


@router.get("/")
def ask(request: Request, q: _Text = "", catalogue: _Text = "", v: _Text = "") -> HTMLResponse:
    """The ask page; with a question also its answer. `v` is the version of the data that a permalink names."""
    site = current(request)
    answer = site.base.ask(q, catalogue=catalogue) if q.strip() else None
    if answer:
        questions(request).note(answer)
    heard = [*(m.word for m in answer.mentions), *_shared(q, answer.duties[0].name)] if answer and answer.duties else []
    return _page(request, "ask.html", site, q=q, catalogue=catalogue, answer=answer, heard=heard, asked_version=v)


@router.get("/page/{path:path}")
def thing(path: str, request: Request) -> Response:
    """What the base says of one thing."""
    site = current(request)
    iri = f"{BASE}/id/{path}"
    try:
        kind = things.kind_of(site.base.store, iri)
    except ValueError:
        kind = ""
    if not kind:
        raise HTTPException(404)
    answer = _page(request, things.template(kind), site, alternates=f"/data/{path}", **things.shown(site, iri, kind))
    if path.isascii():
        answer.headers["Link"] = ", ".join([f'<{iri}>; rel="canonical"', *data.alternates(path)])
    return answer


@router.get("/browse")
def browse(request: Request) -> HTMLResponse:
    """Every duty, narrowed by facets."""
    site = current(request)
    chosen = {name: request.query_params.get(name, "") for name in facets.FACETS}
    every = views.table(site.base.store)
    found = facets.counted(every, chosen, {slug: one.title for slug, one in site.base.published.items()})
    return _page(request, "browse.html", site, rows=facets.kept(every, chosen), facets=found, picked=chosen)


@router.get("/analysis")
def analysis(request: Request) -> HTMLResponse:
    """Departments against clauses and responsibilities, the overlaps found (of one type, or without a reason for them) and the gaps."""
    site, query_params = current(request), request.query_params
    rows = views.table(site.base.store)
    counts = views.counted(rows, site.base.published)
    shared = list(site.base.store.select(query.whole("shared-clauses")))
    chosen, bare = query_params.get("type", ""), query_params.get("reason") == "none"
    found = [one for one in site.base.overlaps() if chosen in ("", one.kind) and not (bare and one.legitimate)]
    gaps = [kind for kind in site.gaps if kind.found]
    return _page(request, "analysis.html", site, tables=matrices.bodies(rows), counts=counts, shared=shared, overlaps=found,
                 narrowed="none" if bare else chosen, gaps=gaps)  # fmt: skip


@router.get("/quality")
def quality(request: Request) -> HTMLResponse:
    """Defects and repairs, and how good the search was measured to be."""
    site = current(request)
    groups = views.grouped(site.findings)
    moved, total = views.repairs(site.base.store), len(site.findings)
    return _page(request, "quality.html", site, groups=groups, total=total, repairs=moved, severities=list(Severity),
                 measures=measured.measures())  # fmt: skip


@router.get("/downloads")
def downloads(request: Request) -> HTMLResponse:
    """Every format of the whole base and of each catalogue."""
    return _page(request, "downloads.html", current(request), forms=data.DUMPS)


@router.get("/source/{catalogue}")
def source(catalogue: str, request: Request) -> HTMLResponse:
    """The document as printed, each cell with its line, so that evidence can be looked up."""
    site = current(request)
    cells = [row for row in site.base.store.select(query.whole("printed-cells")) if row["slug"] == catalogue]
    if not cells:
        raise HTTPException(404)
    return _page(request, "source.html", site, cells=cells)


@router.get("/ontology.css")
def style(request: Request) -> Response:
    """The style of the vocabulary's page."""
    return data.sent(request, current(request), render.vocabulary_style().encode(), "text/css; charset=utf-8")


@router.get("/terms.json")
def terms(request: Request) -> Response:
    """The terms of the vocabulary with their labels, for completion on the SPARQL page."""
    return data.sent(request, current(request), json.dumps(gallery.terms(), ensure_ascii=False).encode(), "application/json")


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """The routes of the API, read from its own OpenAPI description."""
    return _page(request, "docs.html", current(request), routes=_described(request.app.openapi()))


def _shared(question: str, name: str) -> list[str]:
    """The runs of two or more letters that a question and a duty's name have in common."""
    found = {
        question[start:end]
        for start in range(len(question))
        for end in range(start + 2, min(start + 12, len(question) + 1))
        if question[start:end] in name
    }
    return [one for one in found if one.strip() and not any(one != other and one in other for other in found)]


def _described(openapi: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"method": method.upper(), "path": path, **operation, "parameters": operation.get("parameters", [])}
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    ]
