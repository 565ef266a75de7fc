"""What the server did: a JSON line a request where that is wanted, and counts for Prometheus. Never what was asked, or by whom."""

from __future__ import annotations

import json
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError, reason

if TYPE_CHECKING:
    from typing import TextIO

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_UNROUTED = ("/openapi.json", "/static")


class Requests:
    """How many requests each route had, with which status, and how long they took. `path` is where a line each is appended.

    "" for nowhere, "-" for standard error.
    """

    def __init__(self, path: str = "", generation: Callable[[], str] = str) -> None:
        self._stream: TextIO | None = None
        if path:
            try:
                self._stream = sys.stderr if path == "-" else Path(path).open("a", buffering=1, encoding="utf-8")  # noqa: SIM115
            except OSError as problem:
                raise UsageError(
                    f"请求日志打不开：{reason(problem)}。", where=path, hint="请检查 --request-log 的路径和权限。"
                ) from problem
        self._generation = generation
        self._counts: dict[tuple[str, str, int], int] = {}
        self._buckets: dict[str, list[int]] = {}
        self._seconds: dict[str, float] = {}

    def note(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that is answered, and write its line."""
        key = (method if method in _METHODS else "other", route, status)
        self._counts[key] = self._counts.get(key, 0) + 1
        self._buckets.setdefault(route, [0] * (len(_BOUNDS) + 1))[bisect_left(_BOUNDS, seconds)] += 1
        self._seconds[route] = self._seconds.get(route, 0.0) + seconds
        if self._stream:
            said = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "method": key[0], "route": route, "status": status,
                    "ms": round(seconds * 1000, 1), "generation": self._generation()}  # fmt: skip
            self._stream.write(json.dumps(said) + "\n")

    def close(self) -> None:
        """No more lines."""
        if self._stream and self._stream is not sys.stderr:
            self._stream.close()

    def metrics(self) -> Iterator[str]:
        """The counts as Prometheus reads them."""
        yield "# HELP duty_kg_http_requests_total Requests answered, by route template."
        yield "# TYPE duty_kg_http_requests_total counter"
        for (method, route, status), count in sorted(self._counts.items()):
            yield f'duty_kg_http_requests_total{{method="{method}",route="{route}",status="{status}"}} {count}'
        yield "# HELP duty_kg_http_request_seconds From the head of a request to the end of its answer."
        yield "# TYPE duty_kg_http_request_seconds histogram"
        for route, buckets in sorted(self._buckets.items()):
            below = 0
            for bound, count in zip((*_BOUNDS, "+Inf"), buckets, strict=True):
                below += count
                yield f'duty_kg_http_request_seconds_bucket{{route="{route}",le="{bound}"}} {below}'
            yield f'duty_kg_http_request_seconds_sum{{route="{route}"}} {self._seconds[route]:.6f}'
            yield f'duty_kg_http_request_seconds_count{{route="{route}"}} {below}'


class Watch:
    """Middleware: tells `requests` of every request when its answer is complete. `route`: the one of all, if it is known before."""

    def __init__(self, app: ASGIApp, requests: Requests, route: str = "") -> None:
        self._app = app
        self._requests = requests
        self._route = route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and its response back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            self._requests.note(scope["method"], self._route or _route(scope), status, time.perf_counter() - began)


def _route(scope: Scope) -> str:
    """The template of the route that answered; "none" where none did, so that no address is ever written down."""
    found = getattr(scope.get("route"), "path", None)
    return found or next((one for one in _UNROUTED if scope["path"].startswith(one)), "none")
