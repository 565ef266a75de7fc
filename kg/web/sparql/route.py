"""`/sparql`: the SPARQL 1.1 Protocol. HTTP request -> job -> HTTP response; the engine runs in the pool, never here."""

from __future__ import annotations

import hmac
import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.store import MAX_QUERY, guard, leaves
from kg.web import accept
from kg.web.english import told
from kg.web.sparql.clients import Clients, TooManyError
from kg.web.sparql.forms import GRAPHS, TABLES
from kg.web.sparql.kept import Kept
from kg.web.sparql.pool import Pool
from kg.web.sparql.request import Asked, Refused, header, here, language, read
from kg.web.sparql.update import with_dataset
from kg.web.sparql.wire import Job, Reply

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

_SHORT = {"json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv"}
_SHORT |= {"tsv": "text/tab-separated-values", "turtle": "text/turtle", "ntriples": "application/n-triples"}
_SHORT |= {"rdfxml": "application/rdf+xml", "jsonld": "application/ld+json"}
_METHODS = b"GET, HEAD, POST, OPTIONS"
_ANYWHERE = (b"access-control-allow-origin", b"*")
_PREFLIGHT = [
    _ANYWHERE,
    (b"allow", _METHODS),
    (b"access-control-allow-methods", _METHODS),
    (b"access-control-allow-headers", b"Accept, Content-Type, If-None-Match"),
    (b"access-control-max-age", b"86400"),
]


class Endpoint:
    """The endpoint over the store that `store()` names at each request. An ASGI application of its own: what it adds to a query counts."""

    def __init__(self, store: Callable[[], str], *, seconds: float = 10.0, size: int = 0, union: bool = True) -> None:
        self._store = store
        self._seconds = seconds
        self._union = union
        # one more than may work long: what is short finds a place
        self.readers = Pool(store(), (size or max(1, os.cpu_count() or 1)) + 1)
        self._clients = Clients()
        self.kept = Kept()
        self.statuses: dict[int, int] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request of the protocol."""
        if scope["method"] == "OPTIONS":
            await preflight(send)
            return
        await sent(await self.reply(scope, receive, header(scope, b"accept")), scope, send)

    async def reply(self, scope: Scope, receive: Receive, accepted: str) -> Reply:
        """What to answer; every error says what is wrong, with line and column where it has one."""
        try:
            asked = await read(scope, receive)
            reply = await self._carried_out(asked, scope, _SHORT.get(asked.form, "") if asked.form else accepted)
        except Refused as refused:
            reply = Reply(refused.status, text=refused.why)
        except TooManyError as waiting:
            reply = Reply(429, text="您的查询太多，请稍后再试。", media=str(waiting.wait))
        self.statuses[reply.status] = self.statuses.get(reply.status, 0) + 1
        return reply

    async def _carried_out(self, asked: Asked, scope: Scope, form: str) -> Reply:
        client = scope["client"][0] if scope.get("client") else ""
        if asked.update:
            return await self._counted(client, lambda: self.update(asked, scope))
        table, graph = accept.best(form, tuple(TABLES)) or "", accept.best(form, tuple(GRAPHS)) or ""
        sets = bool(asked.default or asked.named)
        default, named = (asked.default, asked.named) if sets else (None, None)
        job = Job(asked.text, self._store(), table, graph, self._union, default, named, here=here(scope))
        return self.kept.get(job) or await self._counted(client, lambda: self._run(job, client))

    async def _counted(self, client: str, run: Callable[[], Awaitable[Reply]]) -> Reply:
        self._clients.start(client)
        spent, failed = 0.0, True
        try:
            reply = await run()
            spent, failed = reply.spent, reply.status >= 400
            return reply
        finally:
            self._clients.end(client, spent, failed=failed)

    async def _run(self, job: Job, client: str) -> Reply:
        if not (job.table or job.graph):
            raise Refused(406, f"不支持所要的格式。可用：{', '.join([*TABLES, *GRAPHS])}")
        _refuse(job.text)
        return self.kept.put(job, await self.readers.run(job, self._seconds, client=client))

    async def update(self, asked: Asked, scope: Scope) -> Reply:
        """A base is read-only."""
        del asked, scope
        raise Refused(403, "这里只读，不接受更新。")

    def close(self) -> None:
        """End the workers."""
        self.readers.close()


class Scratch(Endpoint):
    """An endpoint over a scratch dataset that accepts updates from who has `token`; readers see each update whole or not at all."""

    def __init__(self, store: str, snapshot: str, *, token: str, seconds: float = 10.0, size: int = 0) -> None:
        self._latest = snapshot
        super().__init__(lambda: self._latest, seconds=seconds, size=size, union=False)
        self._token = token
        self._writer = Pool(store, 1, writes=True) if token else None

    async def update(self, asked: Asked, scope: Scope) -> Reply:
        """Apply an update and publish its outcome to the readers; the token is looked at before anything else of it."""
        given = header(scope, b"authorization").encode("latin-1")
        if self._writer is None:
            raise Refused(403, "这里只读，不接受更新（服务启动时没有 --updates）。")
        if not hmac.compare_digest(given, f"Bearer {self._token}".encode()):
            raise Refused(401, "更新需要令牌：Authorization: Bearer …（服务启动时的 DUTY_KG_UPDATE_TOKEN）。")
        if leaves(asked.text):
            raise Refused(403, "不允许使用 SERVICE 和 LOAD：更新不得访问其他机器。")
        try:
            text = with_dataset(asked.text, asked.default, asked.named)
        except QueryError as problem:
            raise Refused(400, problem.message) from problem
        reply = await self._writer.run(Job(text, self._latest, update=True, here=here(scope)), self._seconds)
        if reply.status == 204:
            self._latest = reply.text
        return reply._replace(text="") if reply.status == 204 else reply

    def close(self) -> None:
        """End the workers."""
        super().close()
        if self._writer:
            self._writer.close()


def _refuse(text: str) -> None:
    """Turn away a query that need not be tried. Raises Refused: 413 for its length, 403 for SERVICE, else 400."""
    if len(text) > MAX_QUERY:
        raise Refused(413, f"查询超过 {MAX_QUERY} 个字符。")
    if leaves(text):
        raise Refused(403, "不允许使用 SERVICE 和 LOAD：查询不得访问其他机器。")
    try:
        guard(text)
    except QueryError as problem:
        raise Refused(400, problem.message) from problem


async def sent(reply: Reply, scope: Scope, send: Send) -> None:
    """`reply` as an HTTP response; 304 where the client has it."""
    status, body = reply.status, reply.body
    headers = [(b"vary", b"Accept"), _ANYWHERE]
    media = reply.media
    if status != 200:
        text = told(reply.text, language(scope))
        body = f"{text}\n".encode() if text else b""
        headers[0] = (b"vary", b"Accept, Accept-Language")
        media = "text/plain; charset=utf-8"
        headers += _told(reply)
    elif reply.tag:
        headers.append((b"etag", reply.tag.encode()))
        if any(reply.tag == one.strip().removeprefix("W/") for one in header(scope, b"if-none-match").split(",")):
            status, body = 304, b""
    if body or status == 200:
        kind = f"{media}; charset=utf-8" if media.startswith("text/") and "charset" not in media else media
        headers.append((b"content-type", kind.encode()))
    if status not in (204, 304):
        headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def preflight(send: Send) -> None:
    """Tell what other origins may do (CORS): read, never with a token."""
    await send({"type": "http.response.start", "status": 204, "headers": _PREFLIGHT})
    await send({"type": "http.response.body", "body": b""})


def _told(reply: Reply) -> list[tuple[bytes, bytes]]:
    """The headers that go with a status other than 200."""
    if reply.status in (429, 503):
        return [(b"retry-after", (reply.media or "5").encode())]
    if reply.status == 401:
        return [(b"www-authenticate", b"Bearer")]
    return [(b"allow", _METHODS)] if reply.status == 405 else []
