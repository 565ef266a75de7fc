"""How jobs and replies travel between processes: two lengths, a JSON head, then bytes as the engine wrote them."""

from __future__ import annotations

import asyncio
import json
import os
import struct
import time
from dataclasses import dataclass
from select import select
from typing import Any

_LENGTHS = struct.Struct("!II")


@dataclass(frozen=True, slots=True)
class Job:
    """One query or update. `table` and `graph` are the media types wanted for either kind of result, "" if none is acceptable.

    `default` and `named` are the dataset of the request; None: that of the text. `store` is the folder to open,
    `here` the address against which relative IRIs are read.
    """

    text: str
    store: str
    table: str = ""
    graph: str = ""
    union: bool = True
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    update: bool = False
    here: str = "http://localhost/sparql"
    most_bytes: int = 32_000_000

    def head(self) -> dict[str, Any]:
        """As plain data."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Reply:
    """The HTTP status that fits, the media type and the bytes; `text` says what went wrong, or names the new store.

    `spent` is how many seconds a worker had it; `tag` identifies a body that will be the same when asked again, "" for others.
    """

    status: int
    media: str = ""
    text: str = ""
    body: bytes = b""
    spent: float = 0.0
    tag: str = ""


class Gone(Exception):  # noqa: N818 - what happened, not an error of ours
    """The other side has closed the connection."""


def packed(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One message."""
    said = json.dumps(head).encode()
    return b"".join((_LENGTHS.pack(len(said), len(body)), said, body))


def send(handle: int, head: dict[str, Any], body: bytes = b"") -> None:
    """Write one message to a blocking descriptor. Raises OSError when nobody reads."""
    waiting = memoryview(packed(head, body))
    while waiting:
        waiting = waiting[os.write(handle, waiting) :]


def receive(handle: int, seconds: float | None = None) -> tuple[dict[str, Any], bytes]:
    """Read one message. Raises Gone at its end, TimeoutError when it is not complete after `seconds`."""
    until = None if seconds is None else time.monotonic() + seconds
    first, second = _LENGTHS.unpack(_exactly(handle, _LENGTHS.size, until))
    rest = _exactly(handle, first + second, until)
    head: dict[str, Any] = json.loads(rest[:first])
    return head, rest[first:]


class Line(asyncio.Protocol):
    """The server's end of a worker's connection, on one event loop: a message goes out, the message that answers it comes back."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._outcome: asyncio.Future[Exception | None] = self._loop.create_future()
        self._got = bytearray()

    @property
    def here(self) -> bool:
        """Whether it belongs to the running loop and is open."""
        return self._loop is asyncio.get_running_loop() and self._transport is not None

    async def exchange(self, message: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        """Send a message and wait for its answer. Raises Gone, and TimeoutError after `seconds`."""
        if self._transport is None:
            raise Gone
        self._got.clear()
        self._outcome = self._loop.create_future()
        timer = self._loop.call_later(seconds, self._ends, TimeoutError())
        self._transport.write(message)
        try:
            problem = await self._outcome
        finally:
            timer.cancel()
        if problem:
            raise problem
        first, second = _LENGTHS.unpack_from(self._got)
        start = _LENGTHS.size + first
        head: dict[str, Any] = json.loads(self._got[_LENGTHS.size : start].decode())
        return head, bytes(memoryview(self._got)[start : start + second])

    def close(self) -> None:
        """Hang up."""
        if self._transport and not self._loop.is_closed():
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The line is open."""
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """A part of the answer came."""
        self._got += data
        if len(self._got) >= _LENGTHS.size and len(self._got) >= _LENGTHS.size + sum(_LENGTHS.unpack_from(self._got)):
            self._ends(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """The worker has hung up."""
        del exc
        self._transport = None
        self._ends(Gone())

    def _ends(self, problem: Exception | None) -> None:
        if not self._outcome.done():
            self._outcome.set_result(problem)


def _exactly(handle: int, length: int, until: float | None) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        if until is not None and not select([handle], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TimeoutError
        part = os.read(handle, min(length - len(parts), 1 << 20))
        if not part:
            raise Gone
        parts += part
    return bytes(parts)
