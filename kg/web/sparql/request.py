"""HTTP request -> what it asks for, as the SPARQL 1.1 Protocol has it. Straight from the ASGI scope: this is done for every query."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from kg.web import accept

if TYPE_CHECKING:
    from starlette.types import Receive, Scope

_MOST_BODY = 1_000_000
_PARAMETERS = 200
_LONG = 20_000  # what is longer is decoded beside the event loop
_BODY_SECONDS = 10.0
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_LANGUAGE = re.compile(rb"(?:^|&)lang=(zh|en)(?:&|$)")
_FORM = "application/x-www-form-urlencoded"
_DIRECT = ("application/sparql-query", "application/sparql-update")


class Refused(Exception):  # noqa: N818 - an outcome, said to the client
    """A request that is not carried out: its status and why."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request of the protocol asks for."""

    text: str
    update: bool = False
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    form: str = ""


def header(scope: Scope, name: bytes) -> str:
    """All lines of a header in one, "" where there is none. `name` in lower case."""
    return b", ".join([value for key, value in scope["headers"] if key == name]).decode("latin-1")


def language(scope: Scope) -> str:
    """The language in which something is said to the client: the one chosen in the address, else the one its header likes better."""
    chosen = _LANGUAGE.search(scope["query_string"])
    return accept.language(header(scope, b"accept-language"), chosen[1].decode() if chosen else "")


def here(scope: Scope) -> str:
    """The address of the request without its query, against which relative IRIs are read."""
    host = header(scope, b"host") or "{}:{}".format(*(scope.get("server") or ("localhost", 80)))
    return f"{scope['scheme']}://{host}{scope['path']}"


async def read(scope: Scope, receive: Receive) -> Asked:
    """What the request asks for. Raises Refused: 400, 405, 408, 413 or 415."""
    pairs = _pairs(scope["query_string"].decode("latin-1"))
    if scope["method"] == "GET":
        if any(name == "update" for name, _ in pairs):
            raise Refused(400, "更新只接受 POST。")
        return _asked(pairs, "query")
    if scope["method"] != "POST":
        raise Refused(405, "这里接受 GET 和 POST。")
    kind, _, parameters = header(scope, b"content-type").lower().partition(";")
    charset = next((p.partition("=")[2].strip(' "') for p in parameters.split(";") if p.strip().startswith("charset=")), "utf-8")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(415, f"请求体应为 UTF-8，而不是 {charset[:40]}。")
    if kind.strip() == _FORM:
        form = (await body(receive)).decode("latin-1")
        posted = await asyncio.to_thread(_pairs, form) if len(form) > _LONG else _pairs(form)
        names = {name for name, _ in posted} & {"query", "update"}
        if len(names) != 1:
            raise Refused(400, "表单里应有 query 或 update 之一。")
        return _asked([*posted, *((n, v) for n, v in pairs if n not in ("query", "update"))], names.pop())
    if kind.strip() not in _DIRECT:
        raise Refused(415, f"请求体应为 {_FORM}、{_DIRECT[0]} 或 {_DIRECT[1]}。")
    name = kind.strip().partition("-")[2]
    if any(given in ("query", "update") for given, _ in pairs):
        raise Refused(400, f"请求体里已有 {name}，网址里不能再有。")
    return _asked([*pairs, (name, _text(await body(receive)))], name)


async def body(receive: Receive) -> bytes:
    """The whole body. Raises Refused when it is too long (413) or too slow or cut off (408)."""
    parts = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            more = True
            while more:
                message = await receive()
                if message["type"] != "http.request":
                    raise Refused(408, "请求体没有收全。")
                parts += message.get("body", b"")
                more = message.get("more_body", False)
                if len(parts) > _MOST_BODY:
                    raise Refused(413, f"请求体超过 {_MOST_BODY} 字节。")
    except TimeoutError as problem:
        raise Refused(408, "请求体来得太慢。") from problem
    return bytes(parts)


def _asked(pairs: Iterable[tuple[str, str]], name: str) -> Asked:
    given: dict[str, list[str]] = {}
    for key, value in pairs:
        given.setdefault(key, []).append(value)
    texts = given.get(name, [])
    if len(texts) != 1:
        raise Refused(400, f"应恰有一个 {name} 参数，这里有 {len(texts)} 个。")
    kinds = ("using-graph-uri", "using-named-graph-uri") if name == "update" else ("default-graph-uri", "named-graph-uri")
    default, named = (tuple(given.get(kind, ())) for kind in kinds)
    for iri in (*default, *named):
        if not _IRI.fullmatch(iri):
            raise Refused(400, f"不是合法的图 IRI：{iri[:200]}")
    return Asked(texts[0], name == "update", default, named, given.get("format", [""])[0])


def _pairs(text: str) -> list[tuple[str, str]]:
    """The parameters written in an address or a form, in their order."""
    parts = text.split("&") if text else []
    if len(parts) > _PARAMETERS:
        raise Refused(400, "参数太多。")
    return [(_plain(name), _plain(value)) for name, _, value in (part.partition("=") for part in parts) if name or value]


def _plain(text: str) -> str:
    """`text` without the escapes of a form."""
    if "%" not in text and text.isascii():
        return text.replace("+", " ")
    try:
        return unquote_to_bytes(text.replace("+", " ").encode("latin-1")).decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Refused(400, "参数应为 UTF-8 编码。") from problem


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Refused(400, "请求体应为 UTF-8 编码。") from problem
