"""What holds for every response: nothing is loaded from elsewhere, nothing is guessed, nothing is passed on."""

from __future__ import annotations

import asyncio
from string import printable
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes, unquote_to_bytes

from fastapi import Request

from kg.errors import UsageError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
LINKED = (
    "/id/",
    "/data/",
    "/dump/",
    "/ontology",
    "/void",
    "/.well-known/void",
    "/context.jsonld",
)  # data: its errors too are for programs
_OPEN = ("/api/", "/openapi.json", *LINKED)  # what pages of other sites may read; SPARQL says so itself
_METHODS = b"GET, HEAD, OPTIONS"
_ANYWHERE = (b"access-control-allow-origin", b"*")
_PREFLIGHT = [
    (b"access-control-allow-methods", _METHODS),
    (b"access-control-allow-headers", b"*"),
    (b"access-control-max-age", b"86400"),
]
_RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]


class Guard:
    """Middleware: adds HEADERS to every response, answers HEAD like GET without the body and OPTIONS itself.

    Unescaped UTF-8 in a query is accepted. The API and the data may be read by pages of other sites.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, put in order, and its response back, complete."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        shared = scope["path"].startswith(_OPEN)
        added = [*_RAW, _ANYWHERE] if shared else _RAW

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *added]
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        if scope["method"] == "OPTIONS" and scope["path"] != "/sparql":
            told = [(b"allow", _METHODS), *(_PREFLIGHT if shared else ())]
            await guarded({"type": "http.response.start", "status": 204, "headers": told})
            await guarded({"type": "http.response.body", "body": b""})
            return
        if head:
            scope = {**scope, "method": "GET"}
        if not scope["query_string"].isascii():
            scope = {**scope, "query_string": quote_from_bytes(scope["query_string"], safe=printable).encode("ascii")}
        await _until_stopped(self._app, scope, receive, guarded)


async def _until_stopped(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Pass a request on; 503 where the server stops before it is answered, and has waited for it as long as it does."""
    begun: list[bool] = []

    async def noted(message: Message) -> None:
        begun.append(True)
        await send(message)

    try:
        await app(scope, receive, noted)
    except asyncio.CancelledError:
        if not begun:
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"5")]
            await send({"type": "http.response.start", "status": 503, "headers": headers})
            await send({"type": "http.response.body", "body": "服务正在停止，请稍后再试。\n".encode()})


async def readable(request: Request) -> None:
    """A dependency: raises UsageError for a query string that is not UTF-8, which would otherwise be asked garbled."""
    try:
        unquote_to_bytes(request.scope["query_string"]).decode("utf-8")
    except UnicodeDecodeError as problem:
        raise UsageError("问题中有无法识别的字符（编码损坏）。", hint="网址参数应为 UTF-8 编码。") from problem
