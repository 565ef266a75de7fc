"""The pages for people: ask, things, lists, analysis, quality, downloads, source, and a description of the API."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup
from starlette.exceptions import HTTPException

import ontology
from kg import query
from kg.names import BASE, catalogue_of
from kg.web import data, gallery, measured, picture, render, views
from kg.web.guard import readable
from kg.web.log import questions
from kg.web.picture import Node
from kg.web.site import Site, current

if TYPE_CHECKING:
    from kg.answer import DutyAnswer

_Text = Annotated[str, Query()]
_DECIDED = ontology.expand("duty:reviewStatus")


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
        kind = views.kind_of(site.base.store, iri)
    except ValueError:
        kind = ""
    if not kind:
        raise HTTPException(404)
    values = {**_common(site, iri), **_THINGS.get(kind, _plain)(site, iri)}
    links = [
        f'</data/{path}.{suffix}>; rel="alternate"; type="{media.partition(";")[0]}"' for suffix, (_, media) in data.FORMS.items()
    ]
    answer = _page(request, f"{kind}.html" if kind in _THINGS else "thing.html", site, alternates=f"/data/{path}", **values)
    if path.isascii():
        answer.headers["Link"] = ", ".join([f'<{iri}>; rel="canonical"', *links])
    return answer


@router.get("/browse")
def browse(request: Request) -> HTMLResponse:
    """Every duty, narrowed by facets."""
    site = current(request)
    chosen = {name: request.query_params.get(name, "") for name in _FACETS}
    rows = [row for row in views.table(site.base.store) if all(_fits(row, n, chosen[n]) for n in _FACETS)]
    return _page(request, "browse.html", site, rows=rows, facets=_facets(site, chosen), picked=chosen)


@router.get("/analysis")
def analysis(request: Request) -> HTMLResponse:
    """Departments against clauses and responsibilities, and the overlaps found."""
    site = current(request)
    rows = views.table(site.base.store)
    clauses, above = views.matrix(rows, "clause"), views.matrix(rows, "responsibility")
    counts = Counter(name for row in rows for name in row.departments.values()).most_common()
    shared = list(site.base.store.select(query.whole("shared-clauses")))
    found = site.base.overlaps()
    return _page(request, "analysis.html", site, clauses=clauses, above=above, counts=counts, shared=shared, overlaps=found)


@router.get("/quality")
def quality(request: Request) -> HTMLResponse:
    """Defects and repairs, and how good the search was measured to be."""
    site = current(request)
    found, moved = views.findings(site), views.repairs(site.base.store)
    groups = views.grouped(found)
    most = max((len(group["rows"]) for group in groups), default=1)
    return _page(request, "quality.html", site, groups=groups, most=most, total=len(found), repairs=moved,
                 severities=views.SEVERITIES, measures=measured.measures())  # fmt: skip


@router.get("/downloads")
def downloads(request: Request) -> HTMLResponse:
    """Every format of the whole base and of each catalogue."""
    return _page(request, "downloads.html", current(request), forms=data.DUMPS)


@router.get("/source/{catalogue}")
def source(catalogue: str, request: Request) -> HTMLResponse:
    """The document as printed, each cell with its line, so that evidence can be looked up."""
    site = current(request)
    cells = [row for row in site.base.store.select(_CELLS) if row["slug"] == catalogue]
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


_CELLS = """SELECT ?slug ?file ?line ?table ?row ?label ?text {
  ?cell a duty:SourceCell ; prov:value ?text ; duty:printedUnder ?label ; oa:hasSource ?document . ?document duty:fileName ?file .
  ?catalogue a duty:Catalogue ; dct:identifier ?slug ; prov:wasDerivedFrom ?document .
  OPTIONAL { ?cell duty:line ?line } OPTIONAL { ?cell duty:table ?table } OPTIONAL { ?cell csvw:rownum ?row }
} ORDER BY ?slug ?line ?table ?row"""
_FACETS = {
    "catalogue": "目录",
    "department": "部门",
    "responsibility": "主要职责",
    "clause": "依据",
    "boundary": "边界",
    "public": "面向公众",
}


def _duty(site: Site, iri: str) -> dict[str, Any]:
    store = site.base.store
    duty = views.duty(site, iri)
    row = next(row for row in views.table(store) if row.iri == iri)
    near = [one for one in site.base.overlaps() if iri in (one.duties[0].iri, one.duties[1].iri)][:6]
    found = [
        one
        for one in views.findings(site)
        if duty.number in one["numbers"].split("、") and catalogue_of(one["finding"]) == row.catalogue
    ]
    left = [Node(name, site.renderer.page_of(key), "department", "实施机构") for key, name in row.departments.items()]
    if row.responsibility:
        left.append(Node(f"主要职责 {row.above}", site.renderer.page_of(row.responsibility), "responsibility", "属于"))
    right = [Node(label, site.renderer.page_of(key), "clause", "法定依据") for key, label in row.clauses.items()]
    right += [_other(site, one, iri) for one in near[:4]]
    height, placed = picture.laid_out(left, right)
    missing = [one for one in site.base.cells(iri) if "text" not in one]
    return {
        "duty": duty, "row": row, "overlaps": near, "found": found, "missing": missing, "matters": views.matters(store, iri),
        "height": height, "placed": placed, "centre": duty.number, "width": picture.WIDTH, "jsonld": _service(duty, iri),
    }  # fmt: skip


def _service(duty: DutyAnswer, iri: str) -> Markup:
    """The duty in the words of schema.org, as search engines read it; safe inside a script element."""
    said = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": iri,
        "identifier": duty.number,
        "name": duty.name,
        "inLanguage": "zh",
        "provider": [{"@type": "GovernmentOrganization", "@id": place["iri"], "name": place["name"]} for place in duty.places],
    }
    text = json.dumps(said, ensure_ascii=False)
    return Markup("".join(f"\\u{ord(c):04x}" if c in "<>&\u2028\u2029" else c for c in text))


def _other(site: Site, one: Any, iri: str) -> Node:
    side = one.duties[1] if one.duties[0].iri == iri else one.duties[0]
    return Node(f"{one.kind.label} {side.number} {side.department}", site.renderer.page_of(side.iri), "overlap", "可能的重叠")


def _department(site: Site, iri: str) -> dict[str, Any]:
    rows = [row for row in views.table(site.base.store) if iri in row.departments]
    clauses = Counter((key, label) for row in rows for key, label in row.clauses.items())
    above = Counter((row.responsibility, row.above) for row in rows if row.responsibility)
    left = [
        Node(f"主要职责 {n} · {count} 项", site.renderer.page_of(key), "responsibility", "") for (key, n), count in above.items()
    ]
    right = [
        Node(f"{label} · {count} 项", site.renderer.page_of(key), "clause", "") for (key, label), count in clauses.most_common()
    ]
    height, placed = picture.laid_out(left, right)
    near = [one for one in site.base.overlaps() if any(row.iri in (one.duties[0].iri, one.duties[1].iri) for row in rows)]
    return {"rows": rows, "overlaps": near[:8], "height": height, "placed": placed, "width": picture.WIDTH,
            "centre": f"{len(rows)} 项"}  # fmt: skip


def _rows_where(site: Site, keep: Any) -> dict[str, Any]:
    return {"rows": [row for row in views.table(site.base.store) if keep(row)]}


def _clause(site: Site, iri: str) -> dict[str, Any]:
    quotes = site.base.store.select(f"SELECT DISTINCT ?q {{ ?c duty:cites {_term(iri)} ; duty:quotedText ?q }} ORDER BY ?q")
    return {**_rows_where(site, lambda row: any(key == iri or key.startswith(f"{iri}/") for key in row.clauses)),
            "quotes": [row["q"] for row in quotes]}  # fmt: skip


def _overlap(site: Site, iri: str) -> dict[str, Any]:
    said = [fact for fact in views.facts(site.base.store, iri) if fact["iri"] != _DECIDED]  # as it was when the base was built
    return {"one": next(one for one in site.base.overlaps() if one.iri == iri), "facts": said}


def _finding(site: Site, iri: str) -> dict[str, Any]:
    found = next((one for one in views.findings(site) if one["finding"] == iri), None)
    moved = [row for row in views.repairs(site.base.store) if found and row["number"] in found["numbers"].split("、")]
    return {"one": found, "repairs": moved if found and "status" in found else []}


def _matter(site: Site, iri: str) -> dict[str, Any]:
    led = views.led_to(site.base.store, iri)
    return _rows_where(site, lambda row: row.iri in led)


def _plain(site: Site, iri: str) -> dict[str, Any]:
    del site, iri
    return {}


_THINGS: dict[str, Any] = {
    "duty": _duty,
    "department": _department,
    "clause": _clause,
    "overlap": _overlap,
    "finding": _finding,
    "matter": _matter,
    "responsibility": lambda site, iri: _rows_where(site, lambda row: row.responsibility == iri),
    "catalogue": lambda site, iri: _rows_where(site, lambda row: row.iri.startswith(f"{iri}/duty/")),
}


def _common(site: Site, iri: str) -> dict[str, Any]:
    store = site.base.store
    return {
        "iri": iri,
        "name": views.name_of(store, iri),
        "facts": views.facts(store, iri),
        "pointing": views.pointing(store, iri),
    }


def _term(iri: str) -> str:
    import pyoxigraph as ox

    return str(ox.NamedNode(iri))


def _fits(row: views.Row, facet: str, wanted: str) -> bool:
    return not wanted or wanted in _values(row, facet)


def _values(row: views.Row, facet: str) -> dict[str, str]:
    """The values of a row in a facet: what stands in the address -> what is shown."""
    tail = {key.partition("/id/")[2]: label for key, label in (row.clauses if facet == "clause" else row.departments).items()}
    return {
        "catalogue": {row.catalogue: row.catalogue},
        "department": tail or {"none": "未注明"},
        "clause": tail or {"none": "未注明"},
        "responsibility": {row.responsibility.partition("/id/")[2] or "none": row.above or "未注明"},
        "boundary": {row.boundary or "none": row.boundary or "未注明"},
        "public": {"yes": "是"} if row.public else {"no": "否"},
    }[facet]


def _facets(site: Site, chosen: dict[str, str]) -> list[dict[str, Any]]:
    """Each facet with its values, counted over the rows that the other facets leave."""
    facets = []
    for facet, label in _FACETS.items():
        counts: Counter[tuple[str, str]] = Counter()
        for row in views.table(site.base.store):
            if all(_fits(row, name, chosen[name]) for name in _FACETS if name != facet):
                counts.update(_values(row, facet).items())
        if len(counts) > 1 or chosen[facet]:
            values = [{"key": key, "label": text, "count": count} for (key, text), count in counts.most_common()]
            facets.append({"name": facet, "label": label, "values": values})
    return facets


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
