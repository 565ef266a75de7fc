"""How long the server waits for the head of a request, and how much of it it takes: a client that trickles or pours is let go.

An address with UTF-8 as it stands (`curl 'http://…/?q=调解'`) is understood: the parser would refuse it.
"""

from __future__ import annotations

import asyncio
import socket
from string import printable
from typing import Any
from urllib.parse import quote_from_bytes

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SECONDS = 12.0
MOST = 65_536


class _Together:
    """A transport that sends the head of an answer together with what follows: one packet, one system call, one wake-up of the client."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head = b""
        self.is_closing = transport.is_closing

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send, or keep the head of an answer for the next `write`, `flush` or `close`."""
        if self._head:
            data, self._head = self._head + data, b""
        elif data.startswith(b"HTTP/1.1 ") and not data.startswith(b"HTTP/1.1 100 "):
            self._head = data
            return
        self._transport.write(data)

    def flush(self) -> None:
        """Send what was kept."""
        if self._head:
            self.write(b"")

    def close(self) -> None:
        """Send what was kept and hang up."""
        self.flush()
        self._transport.close()


class Patient(HttpToolsProtocol):
    """The HTTP protocol of uvicorn with a deadline and a limit for each request's head."""

    transport: _Together  # type: ignore[assignment]
    _deadline: asyncio.TimerHandle | None = None
    _head = 0
    _between = True  # whether the next byte begins a request

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection is there: the first head is due."""
        super().connection_made(_Together(transport))  # type: ignore[arg-type]
        given = transport.get_extra_info("socket")
        if given is not None:  # asyncio leaves Nagle's delay on for listening sockets it did not make: 40 ms an answer
            given.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._deadline = self.loop.call_later(SECONDS, self._let_go)

    def data_received(self, data: bytes) -> None:
        """Bytes came; a head that begins after an answer is due as well."""
        self._head += len(data)
        if self._between and not data.isascii():
            line, end, rest = data.partition(b"\n")
            data = quote_from_bytes(line, safe=printable).encode("ascii") + end + rest
        super().data_received(data)
        if not self._waiting():
            self._head = 0
            if self._deadline:
                self._deadline.cancel()
                self._deadline = None
        elif self._head > MOST:
            self._let_go()
        elif not self._deadline:
            self._deadline = self.loop.call_later(SECONDS, self._let_go)

    def on_message_begin(self) -> None:
        """The first byte of a request came."""
        self._between = False
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """The last byte of a request came."""
        self._between = True
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """The answer is written."""
        self.transport.flush()
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is due any more."""
        if self._deadline:
            self._deadline.cancel()
        super().connection_lost(exc)

    def _waiting(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _let_go(self) -> None:
        if self._waiting():
            self.transport.close()
