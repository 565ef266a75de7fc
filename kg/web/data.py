"""Linked data: what an IRI under /id/ names, as a page or in a syntax of RDF, with the headers that caches and crawlers want.

`/id/…`, `/data/…`, `/ontology`, `/ontology/shapes`, `/context.jsonld`, `/void`, `/.well-known/void` and `/dump/…`.
"""

from __future__ import annotations

import gzip
import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

import ontology
from kg import export
from kg.export import datasets, rdf, vocabulary
from kg.export.parts import of_resource
from kg.names import BASE
from kg.web import accept
from kg.web.site import Site, current

FORMS = {
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "nt": ("ntriples", "application/n-triples"),
    "jsonld": ("jsonld", "application/ld+json"),
    "rdf": ("rdfxml", "application/rdf+xml"),
}
DUMPS = {
    **FORMS,
    "nq": ("nquads", "application/n-quads"),
    "trig": ("trig", "application/trig"),
    "csv": ("csv", "text/csv; charset=utf-8"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_MEDIA = {suffix: media.partition(";")[0] for suffix, (_, media) in DUMPS.items()}  # without their parameters
_GENERAL = {"application/json": "jsonld", "application/xml": "rdf", "text/xml": "rdf"}  # of clients that know no others
_SUFFIX = {**{_MEDIA[suffix]: suffix for suffix in FORMS}, **_GENERAL}
_DATA = tuple(_SUFFIX)
_OFFERS = ("text/html", *_DATA)
_SMALL = 1000
_EXPOSED = {"Access-Control-Expose-Headers": "ETag, Link, Location"}


router = APIRouter(include_in_schema=False)


@router.get("/id/{path:path}")
def named(path: str, request: Request) -> Response:
    """303 to the page or the data, whichever is asked for; 404 for what nothing is said of."""
    _known(current(request), path)
    suffix = _suffix(request, _OFFERS)
    place = f"/data/{quote(path)}.{suffix}" if suffix else f"/page/{quote(path)}"
    return Response(status_code=303, headers={"Location": place, "Vary": "Accept", **_EXPOSED})


@router.get("/data/{path:path}")
def data(path: str, request: Request) -> Response:
    """What is said of a thing, in the syntax its address ends with."""
    site = current(request)
    thing, _, suffix = path.rpartition(".")
    if suffix not in FORMS:
        raise HTTPException(404)
    form, media = FORMS[suffix]
    _known(site, thing)
    page = f'</page/{quote(thing)}>; rel=alternate; type="text/html"'
    links = [f"<{BASE}/id/{quote(thing)}>; rel=describes", page, *alternates(thing, but=suffix)]
    at = _address(request)
    return sent(request, site, resource(site, thing, form, f"{at}/data/{quote(thing)}.{suffix}" if at else ""), media, links)


@router.get("/ontology/shapes")
@router.get("/ontology/shapes.{suffix}")
def shapes(request: Request, suffix: str = "") -> Response:
    """The shapes by which a base is checked (SHACL)."""
    if not suffix:
        answer = shapes(request, _suffix(request, _DATA))
        answer.headers["Vary"] = "Accept, Accept-Encoding"
        return answer
    if suffix not in FORMS:
        raise HTTPException(404)
    form, media = FORMS[suffix]
    return sent(request, current(request), _shapes(form), media)


@router.get("/ontology")
@router.get("/ontology/{version}")
def terms(request: Request, version: str = "") -> Response:
    """The vocabulary: its page or its triples at one address, so that `#Term` works in both; its version has an address, too."""
    if version not in ("", ontology.version()):
        raise HTTPException(404)
    return _chosen(request, "ontology")


@router.get("/void")
def void(request: Request) -> Response:
    """What the dataset holds (VoID, DCAT)."""
    return _chosen(request, "void")


@router.get("/void.{suffix}")
@router.get("/ontology.{suffix}")
@router.get("/cpsv-ap.{suffix}")
def fixed(suffix: str, request: Request) -> Response:
    """The vocabulary, the description of the dataset or its services in the terms of CPSV-AP, in one syntax."""
    if suffix not in FORMS:
        raise HTTPException(404)
    site, (form, media) = current(request), FORMS[suffix]
    profile = request.url.path.strip("/").partition(".")[0]
    return sent(request, site, _described(site, form, profile, _address(request)), media)


@router.get("/.well-known/void")
def well_known(request: Request) -> Response:
    """Where VoID says to look."""
    del request
    return Response(status_code=302, headers={"Location": "/void", **_EXPOSED})


@router.get("/context.jsonld")
def context(request: Request) -> Response:
    """The JSON-LD context of the vocabulary."""
    return sent(request, current(request), ontology.context(), "application/ld+json")


@router.get("/dump/{name}.{suffix}")
def dump(name: str, suffix: str, request: Request) -> Response:
    """The whole base ("all") or one catalogue as a file."""
    site = current(request)
    slugs = [entry["slug"] for entry in site.base.manifest["catalogues"]]
    if suffix not in DUMPS or name not in ("all", *slugs):
        raise HTTPException(404)
    form, media = DUMPS[suffix]
    answer = sent(request, site, _whole(site, form, "" if name == "all" else name), media)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return answer


def alternates(path: str, *, but: str = "") -> list[str]:
    """The links to what is said of the thing at `path` in each syntax except that of the suffix `but`."""
    return [f'</data/{quote(path)}.{suffix}>; rel=alternate; type="{_MEDIA[suffix]}"' for suffix in FORMS if suffix != but]


def _known(site: Site, path: str) -> None:
    """Raise 404 unless the base says something of the thing at `path`."""
    try:
        known = site.base.store.about(f"{BASE}/id/{path}")
    except ValueError as problem:
        raise HTTPException(404) from problem
    if not known:
        raise HTTPException(404)


@lru_cache(maxsize=_SMALL)
def resource(site: Site, path: str, form: str, document: str) -> bytes:
    """What is said of one thing, and which dataset the document of that address is of, serialised; kept, for crawlers ask again."""
    iri = f"{BASE}/id/{path}"
    said = _description(site) if path == "base" else of_resource(site.base.store, iri)
    quads = [*said, *(datasets.document(iri, document) if document else ())]
    return rdf.framed(quads, iri) if form == "jsonld" else rdf.write(quads, form)


@lru_cache(maxsize=len(FORMS))
def _shapes(form: str) -> bytes:
    """The shapes, serialised; as Turtle with their comments."""
    return ontology.turtle("shapes") if form == "turtle" else rdf.write(vocabulary.shapes(), form)


@lru_cache(maxsize=16)
def _whole(site: Site, form: str, catalogue: str) -> bytes:
    """The base or one catalogue, serialised; kept."""
    return export.export(site.base.store, form, catalogue=catalogue)


@lru_cache(maxsize=16)
def _described(site: Site, form: str, profile: str, at: str) -> bytes:
    """The vocabulary or the description of the dataset as it is to be had at the address `at`, serialised; kept."""
    if profile != "void":
        return export.export(site.base.store, form, profile=profile)
    told = site.base.manifest
    files = {name.removeprefix("exports/"): file for name, file in told["files"].items() if name.startswith("exports/")}
    where = datasets.distributions(site.base.store, at, told["built"], _MEDIA, files) if at else ()
    return rdf.write([*_description(site), *where], form)


@lru_cache(maxsize=2)
def _description(site: Site) -> list[ox.Quad]:
    """What the dataset holds: it is counted once."""
    return datasets.description(site.base.store)


def sent(request: Request, site: Site, body: bytes, media: str, links: list[str] | None = None) -> Response:
    """`body` with validators and links, 304 where the client has it, gzip where the client takes it."""
    digest = hashlib.sha256(body + media.encode()).hexdigest()[:20]
    zipped = len(body) > _SMALL and any(
        n == "gzip" and q > 0 for n, q in accept.ranges(request.headers.get("accept-encoding", ""))
    )
    tag = f'"{digest}{"-gz" if zipped else ""}"'
    headers = {
        "ETag": tag,
        "Last-Modified": format_datetime(built(site), usegmt=True),
        "Vary": "Accept-Encoding" if not media.startswith("text/html") else "Accept, Accept-Encoding, Accept-Language",
        **_EXPOSED,
    }
    if links:
        headers["Link"] = ", ".join(links)
    given = request.headers.get("if-none-match")
    if given is not None and (given.strip() == "*" or digest in given):
        return Response(status_code=304, headers=headers)
    if given is None and request.headers.get("if-modified-since") == headers["Last-Modified"]:
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, 5, mtime=0)
    return Response(body, 200, headers, media)


def _address(request: Request) -> str:
    """Where the client reaches this server, "" where its Host makes no address."""
    at = str(request.base_url).rstrip("/")
    try:
        return ox.NamedNode(at).value
    except ValueError:
        return ""


def built(site: Site) -> datetime:
    """When the generation was built."""
    return datetime.fromisoformat(str(site.base.manifest["built"])).astimezone(UTC)


def _suffix(request: Request, offers: tuple[str, ...]) -> str:
    """The suffix of the syntax that the client likes best, "" for a page. Raises 406, with what there is, where nothing will do."""
    chosen = accept.best(request.headers.get("accept", ""), offers)
    if chosen is None:
        raise HTTPException(406, f"这里没有所要的格式。可用：{', '.join(offers)}")
    return _SUFFIX.get(chosen, "")


def _chosen(request: Request, profile: str) -> Response:
    """The vocabulary, of which there is a page too, or the description of the dataset, as the client likes it best."""
    site, suffix = current(request), _suffix(request, _OFFERS if profile == "ontology" else _DATA)
    if suffix:
        form, media = FORMS[suffix]
        answer = sent(request, site, _described(site, form, profile, _address(request)), media)
    else:
        answer = sent(request, site, site.renderer.vocabulary(request), "text/html; charset=utf-8")
    answer.headers["Vary"] = "Accept, Accept-Encoding" + (", Accept-Language" if profile == "ontology" else "")
    return answer
