"""The SPARQL page and what else `/sparql` says: the editor for browsers, the service description for machines, results for both."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

import ontology
from kg.names import BASE
from kg.web import accept
from kg.web.english import told
from kg.web.sparql.forms import GRAPHS, TABLES
from kg.web.sparql.request import header

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from kg.web.site import Site, Sites
    from kg.web.sparql.route import Endpoint

_SHOWN = 500
_OPEN = {"Vary": "Accept", "Access-Control-Allow-Origin": "*"}
_OFFERS = (*TABLES, *GRAPHS, "text/html")
_KINDS = "application/sparql-results+json, text/turtle"
_SD = "http://www.w3.org/ns/sparql-service-description#"
_START = """SELECT ?number ?name ?departmentName
WHERE {
  ?duty a duty:DutyItem ; dct:identifier ?number ; dct:title ?name ; duty:order ?order ;
        duty:implementedBy ?department .
  ?department skos:prefLabel ?departmentName .
}
ORDER BY ?order
LIMIT 20
"""


class Door:
    """What answers at `/sparql`, an ASGI application: the page to browsers, the protocol to everybody else."""

    def __init__(self, sites: Sites, endpoint: Endpoint) -> None:
        self._sites = sites
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["method"] == "GET":
            accepted = header(scope, b"accept")
            bare = not scope["query_string"]
            if accept.best(accepted, _OFFERS) == "text/html":
                request = Request(scope, receive)
                if not (request.query_params.get("format") or "update" in request.query_params):
                    await (await self._page(request))(scope, receive, send)
                    return
            if bare:
                await _description(Request(scope, receive), self._sites.now())(scope, receive, send)
                return
        await self._endpoint(scope, receive, send)

    async def _page(self, request: Request) -> Response:
        site, given = self._sites.now(), request.query_params.get("query", "")
        shown: dict[str, Any] = {"rows": None, "variables": [], "graph": "", "error": "", "truth": None, "more": 0}
        status = 200
        if given.strip():
            reply = await self._endpoint.reply(request.scope, request.receive, _KINDS)
            status = reply.status
            shown |= _read(reply.body, reply.media) if status == 200 else {"error": reply.text}
        html = site.renderer.page(
            "sparql.html",
            request,
            query=given or _START,
            prefixes=ontology.prefixes(),
            examples_of=_gallery(f"{BASE}/id/cat/{site.base.manifest['catalogues'][0]['slug']}"),
            asked=bool(given),
            **shown,
        )
        return HTMLResponse(html, status, {"Vary": "Accept, Accept-Language"})


def _read(body: bytes, media: str) -> dict[str, Any]:
    if "json" not in media:
        return {"graph": body.decode()[:200_000]}
    data = json.loads(body)
    if "boolean" in data:
        return {"truth": data["boolean"]}
    rows = data["results"]["bindings"]
    return {"variables": data["head"]["vars"], "rows": rows[:_SHOWN], "more": max(0, len(rows) - _SHOWN)}


@lru_cache(maxsize=8)  # of a base that is replaced, the first catalogue may change
def _gallery(resource: str) -> list[dict[str, str]]:
    """The named queries that stand alone, with the question each answers; the first line says where a value goes.

    The one about any resource is asked about `resource`: all that is said of everything, sorted, is no example.
    """
    found = []
    for name in ontology.queries():
        text = ontology.query(name)
        if question := ontology.head(name).get("question"):
            body = re.sub(r"(?m)^(#|PREFIX ).*\n", "", text).strip() + "\n"
            body = body.replace("VALUES ?resource { UNDEF }", f"VALUES ?resource {{ <{resource}> }}")
            parameter = re.match(r"\w+ ([^（]+)", ontology.head(name).get("parameter", ""))
            hint = (
                f'# 只问一个：把 UNDEF 换成{parameter[1]}（IRI 写成 <…>，文字写成 "…"）\n'
                if parameter and "UNDEF" in body
                else ""
            )
            found.append({"name": name, "question": question, "query": hint + body})
    return found


def terms() -> list[dict[str, str]]:
    """The classes and properties for completion, those of others included: prefixed name and label in both languages."""
    others = {ontology.expand(name): {"zh": zh, "en": en} for name, (zh, en) in ontology.usage()["terms"].items()}
    said: dict[str, dict[str, str]] = {**others}
    label = ontology.expand("rdfs:label")
    for quad in ox.parse(ontology.turtle("duty"), format=ox.RdfFormat.TURTLE):
        if quad.predicate.value == label and isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode):
            said.setdefault(quad.subject.value, {})[quad.object.language or "zh"] = quad.object.value
    return [{"name": ontology.short(iri), **labels} for iri, labels in sorted(said.items())]


def _description(request: Request, site: Site) -> Response:
    """SPARQL 1.1 Service Description."""
    chosen = accept.best(request.headers.get("accept", ""), tuple(GRAPHS))
    if chosen is None:
        language = accept.language(request.headers.get("accept-language", ""), "")
        headers = {**_OPEN, "Vary": "Accept, Accept-Language"}
        return Response(f"{told('不支持所要的格式。', language)}\n", 406, headers, "text/plain; charset=utf-8")
    here = ox.NamedNode(str(request.url).partition("?")[0])
    node = ox.NamedNode

    def triple(name: str, value: ox.NamedNode) -> ox.Quad:
        return ox.Quad(here, node(_SD + name), value)

    data = ox.NamedNode(f"{BASE}/id/base")
    quads = [
        ox.Quad(here, node(ontology.expand("rdf:type")), node(_SD + "Service")),
        triple("endpoint", here),
        triple("supportedLanguage", node(_SD + "SPARQL11Query")),
        triple("feature", node(_SD + "UnionDefaultGraph")),
        triple("defaultDataset", data),
        *(
            triple("resultFormat", node(iri.replace("https://www.w3.org/ns/formats/data/", "http://www.w3.org/ns/formats/")))
            for iri in dict.fromkeys([*(one.iri for one in TABLES.values()), *(one.iri for one in GRAPHS.values())])
        ),
    ]
    quads += [
        ox.Quad(data, node(ontology.expand("rdf:type")), node(_SD + "Dataset")),
        ox.Quad(data, node(_SD + "defaultGraph"), node(f"{data.value}/union")),
        ox.Quad(node(f"{data.value}/union"), node(ontology.expand("rdf:type")), node(_SD + "Graph")),
    ]
    for graph in map(node, site.base.store.graphs()):
        quads.append(ox.Quad(data, node(_SD + "namedGraph"), graph))
        quads.append(ox.Quad(graph, node(ontology.expand("rdf:type")), node(_SD + "NamedGraph")))
        quads.append(ox.Quad(graph, node(_SD + "name"), graph))
    body = ox.serialize([quad.triple for quad in quads], format=GRAPHS[chosen]) or b""
    return Response(body, headers=_OPEN, media_type=chosen)
