"""`/sparql`: the SPARQL 1.1 Protocol. HTTP request -> job -> HTTP response; the engine runs in the pool, never here."""

from __future__ import annotations

import asyncio
import hmac
import os
import re
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.responses import Response

from kg.errors import QueryError
from kg.store import MAX_QUERY, guard, leaves
from kg.web import accept
from kg.web.sparql.clients import Clients, TooManyError
from kg.web.sparql.forms import GRAPHS, TABLES
from kg.web.sparql.pool import Pool
from kg.web.sparql.update import with_dataset
from kg.web.sparql.wire import Job, Reply

if TYPE_CHECKING:
    from starlette.requests import Request

MOST_BODY = 1_000_000
_BODY_SECONDS = 10.0
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_SHORT = {"json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv"}
_SHORT |= {"tsv": "text/tab-separated-values", "turtle": "text/turtle", "ntriples": "application/n-triples"}
_SHORT |= {"rdfxml": "application/rdf+xml", "jsonld": "application/ld+json"}


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
    here: str = ""


class Endpoint:
    """The endpoint over the store that `store()` names at each request; with `token` updates are accepted."""

    def __init__(self, store: Callable[[], str], *, seconds: float = 10.0, size: int = 0, union: bool = True) -> None:
        self._store = store
        self._seconds = seconds
        self._union = union
        size = size or max(1, os.cpu_count() or 1)
        self.readers = Pool(store(), size)
        self._threads = ThreadPoolExecutor(8 * size, thread_name_prefix="sparql")
        self._clients = Clients()
        self.statuses: dict[int, int] = {}

    async def answer(self, request: Request) -> Response:
        """The response to a request of the protocol; every error says what is wrong, with line and column where it has one."""
        try:
            asked = replace(await read(request), here=str(request.url).partition("?")[0])
            form = _SHORT.get(asked.form, "") if asked.form else request.headers.get("accept", "")
            reply = await self._counted(request.client.host if request.client else "", asked, form)
        except Refused as refused:
            reply = Reply(refused.status, text=refused.why)
        except TooManyError as waiting:
            reply = Reply(429, text="您的查询太多，请稍后再试。", media=str(waiting.wait))
        self.statuses[reply.status] = self.statuses.get(reply.status, 0) + 1
        return _response(reply)

    async def _counted(self, client: str, asked: Asked, form: str) -> Reply:
        with self._clients.asking(client) as failed:
            try:
                reply = await self._carried_out(asked, form)
            except BaseException:
                failed.append(True)
                raise
            if reply.status >= 400:
                failed.append(True)
        return reply

    async def _carried_out(self, asked: Asked, form: str) -> Reply:
        if asked.update:
            return await self.update(asked)
        table, graph = accept.best(form, tuple(TABLES)) or "", accept.best(form, tuple(GRAPHS)) or ""
        if not (table or graph):
            raise Refused(406, f"不支持所要的格式。可用：{', '.join([*TABLES, *GRAPHS])}")
        refuse(asked.text)
        sets = bool(asked.default or asked.named)
        default, named = (asked.default, asked.named) if sets else (None, None)
        job = Job(asked.text, self._store(), table, graph, self._union, default, named, here=asked.here)
        return await self.in_pool(self.readers, job)

    async def update(self, asked: Asked) -> Reply:
        """A base is read-only."""
        del asked
        raise Refused(403, "这里只读，不接受更新。")

    async def in_pool(self, pool: Pool, job: Job) -> Reply:
        """The reply of `pool`, waited for in a thread of the endpoint's own, so that pages never queue behind queries."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(pool.run, job, self._seconds))

    def close(self) -> None:
        """End the workers."""
        self.readers.close()
        self._threads.shutdown(wait=False, cancel_futures=True)


class Scratch(Endpoint):
    """An endpoint over a scratch dataset that accepts updates from who has `token`; readers see each update whole or not at all."""

    def __init__(self, store: str, snapshot: str, *, token: str, seconds: float = 10.0, size: int = 0) -> None:
        self._latest = snapshot
        super().__init__(lambda: self._latest, seconds=seconds, size=size, union=False)
        self._token = token
        self._writer = Pool(store, 1, writes=True) if token else None

    async def answer(self, request: Request) -> Response:
        """As of an endpoint; the token is looked at before anything else of an update."""
        given = request.headers.get("authorization", "")
        request.state.trusted = bool(self._token) and hmac.compare_digest(given.encode(), f"Bearer {self._token}".encode())
        return await super().answer(request)

    async def update(self, asked: Asked) -> Reply:
        """Apply an update and publish its outcome to the readers."""
        if self._writer is None:
            raise Refused(403, "这里只读，不接受更新（服务启动时没有 --updates）。")
        if leaves(asked.text):
            raise Refused(403, "不允许使用 SERVICE 和 LOAD：更新不得访问其他机器。")
        try:
            text = with_dataset(asked.text, asked.default, asked.named)
        except QueryError as problem:
            raise Refused(400, problem.message) from problem
        reply = await self.in_pool(self._writer, Job(text, self._latest, update=True, here=asked.here))
        if reply.status == 204:
            self._latest = reply.text
        return replace(reply, text="") if reply.status == 204 else reply

    def close(self) -> None:
        """End the workers."""
        super().close()
        if self._writer:
            self._writer.close()


def options(answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """`answer`, with OPTIONS told what other origins may do (CORS: reading, never with a token)."""

    async def answered(request: Request) -> Response:
        if request.method != "OPTIONS":
            return await answer(request)
        headers = {
            "Allow": "GET, HEAD, POST, OPTIONS",
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
            "Access-Control-Allow-Headers": "Accept, Content-Type",
            "Access-Control-Max-Age": "86400",
        }
        return Response(status_code=204, headers=headers)

    return answered


async def read(request: Request) -> Asked:
    """What the request asks for. Raises Refused: 400, 405, 408, 413 or 415."""
    pairs = _pairs(request.scope["query_string"].decode("latin-1"))
    if request.method == "GET":
        if any(name == "update" for name, _ in pairs):
            raise Refused(400, "更新只接受 POST。")
        return _asked(pairs, "query")
    if request.method != "POST":
        raise Refused(405, "这里接受 GET 和 POST。")
    kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = next((p.partition("=")[2].strip(' "') for p in parameters.split(";") if p.strip().startswith("charset=")), "utf-8")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(415, f"请求体应为 UTF-8，而不是 {charset[:40]}。")
    if kind.strip() == "application/x-www-form-urlencoded":
        posted = _pairs((await body(request)).decode("latin-1"))
        names = {name for name, _ in posted} & {"query", "update"}
        if len(names) != 1:
            raise Refused(400, "表单里应有 query 或 update 之一。")
        name = names.pop()
        return _trusted(request, _asked([*posted, *((n, v) for n, v in pairs if n not in ("query", "update"))], name))
    if kind.strip() not in ("application/sparql-query", "application/sparql-update"):
        raise Refused(
            415, "请求体应为 application/x-www-form-urlencoded、application/sparql-query 或 application/sparql-update。"
        )
    name = kind.strip().partition("-")[2]
    if any(given in ("query", "update") for given, _ in pairs):
        raise Refused(400, f"请求体里已有 {name}，网址里不能再有。")
    return _trusted(request, _asked([*pairs, (name, _text(await body(request)))], name))


async def body(request: Request) -> bytes:
    """The whole body. Raises Refused when it is too long (413) or too slow (408)."""
    parts = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for part in request.stream():
                parts += part
                if len(parts) > MOST_BODY:
                    raise Refused(413, f"请求体超过 {MOST_BODY} 字节。")
    except TimeoutError as problem:
        raise Refused(408, "请求体来得太慢。") from problem
    return bytes(parts)


def refuse(text: str) -> None:
    """Turn away a query that need not be tried. Raises Refused: 403 for SERVICE, 413 for its length, else 400."""
    if leaves(text):
        raise Refused(403, "不允许使用 SERVICE 和 LOAD：查询不得访问其他机器。")
    if len(text) > MAX_QUERY:
        raise Refused(413, f"查询超过 {MAX_QUERY} 个字符。")
    try:
        guard(text)
    except QueryError as problem:
        raise Refused(400, problem.message) from problem


def _trusted(request: Request, asked: Asked) -> Asked:
    if asked.update and not getattr(request.state, "trusted", True):
        raise Refused(401, "更新需要令牌：Authorization: Bearer …（服务启动时的 DUTY_KG_UPDATE_TOKEN）。")
    return asked


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
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=200)
    except UnicodeDecodeError as problem:
        raise Refused(400, "参数应为 UTF-8 编码。") from problem
    except ValueError as problem:
        raise Refused(400, "参数太多。") from problem


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Refused(400, "请求体应为 UTF-8 编码。") from problem


def _response(reply: Reply) -> Response:
    headers = {"Vary": "Accept", "Access-Control-Allow-Origin": "*"}
    if reply.status == 200:
        return Response(reply.body, 200, headers, reply.media)
    if reply.status in (429, 503):
        headers["Retry-After"] = reply.media or "5"
    if reply.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if reply.status == 405:
        headers["Allow"] = "GET, HEAD, POST, OPTIONS"
    return Response(f"{reply.text}\n" if reply.text else "", reply.status, headers, "text/plain; charset=utf-8")
