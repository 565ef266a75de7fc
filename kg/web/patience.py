"""How long the server waits for a client, and how much it takes: who trickles, pours, idles in a crowd or does not read is let go.

An address with UTF-8 as it stands (`curl 'http://…/?q=调解'`) is understood: the parser would refuse it.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from string import printable
from typing import Any
from urllib.parse import quote_from_bytes

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SECONDS = 12.0
_MOST = 65_536
REST = 8_000_000  # bytes of a request beyond its head, or after its answer: read, so that the client sees the answer
_SLOWEST = 1_000  # bytes a second that a client takes of its answer, at least
_CROWD = 400  # connections, from which on a new one takes the place of the one that has been idle longest
_SMALL = 16_384
_AT_ONCE = struct.pack("ii", 1, 0)


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
        head, self._head = self._head, b""
        if not head and data.startswith(b"HTTP/1.1 ") and not data.startswith(b"HTTP/1.1 100 "):
            self._head = data
        elif head and len(data) > _SMALL:
            self._transport.write(head)
            self._transport.write(data)
        else:
            self._transport.write(head + data)

    def flush(self) -> None:
        """Send what was kept."""
        if self._head:
            self.write(b"")

    def close(self) -> None:
        """Send what was kept and hang up."""
        self.flush()
        self._transport.close()


class Patient(HttpToolsProtocol):
    """The HTTP protocol of uvicorn with a deadline and a limit for each request's head, and a pace for reading the answer."""

    transport: _Together  # type: ignore[assignment]
    _deadline: asyncio.TimerHandle | None = None
    _pace: asyncio.TimerHandle | None = None
    _got = 0  # bytes of the request under way
    _read = 0  # bytes that came last
    _idle = 0.0  # since when it waits for a request
    _between = True  # whether the next byte begins a request

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection is there: the first head is due."""
        super().connection_made(_Together(transport))  # type: ignore[arg-type]
        given = transport.get_extra_info("socket")
        if given is not None:  # asyncio leaves Nagle's delay on for listening sockets it did not make: 40 ms an answer
            given.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._deadline = self.loop.call_later(SECONDS, self._let_go)
        self._idle = self.loop.time()
        if len(self.connections) > _CROWD:
            others = (one for one in self.connections if one is not self and isinstance(one, Patient) and one._waiting())
            longest = min(others, key=lambda one: one._idle, default=None)
            if longest:
                longest.transport.abort()

    def data_received(self, data: bytes) -> None:
        """Bytes came; a head that begins after an answer is due as well."""
        self._read = len(data)
        self._got += self._read
        if self._between and not data.isascii():
            line, end, rest = data.partition(b"\n")
            data = quote_from_bytes(line, safe=printable).encode("ascii") + end + rest
        super().data_received(data)
        waiting = self._waiting()
        if self._got > (_MOST if waiting and not (self.cycle and self.cycle.more_body) else REST):
            self.transport.close()
        elif waiting and not self._deadline:
            self._deadline = self.loop.call_later(SECONDS, self._let_go)
        elif self._deadline and not waiting:
            self._deadline.cancel()
            self._deadline = None

    def on_message_begin(self) -> None:
        """The first byte of a request came."""
        self._between = False
        self._got = self._read
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """The last byte of a request came."""
        self._between = True
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """The answer is written."""
        self.transport.flush()
        self._idle, self._got = self.loop.time(), 0
        super().on_response_complete()

    def pause_writing(self) -> None:
        """More of the answer waits than the client takes at once."""
        super().pause_writing()
        if not self._pace:
            self._paced(self.transport.get_write_buffer_size() + int(_SLOWEST * SECONDS))

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is due any more."""
        for timer in (self._deadline, self._pace):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def _paced(self, before: int) -> None:
        """Hang up on a client that took too little since `before` bytes were waiting, else look again."""
        waiting = self.transport.get_write_buffer_size()
        self._pace = None
        if waiting and before - waiting < _SLOWEST * SECONDS:
            given = self.transport.get_extra_info("socket")
            given.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)  # else the kernel goes on offering what it has
            self.transport.abort()
        elif waiting:
            self._pace = self.loop.call_later(SECONDS, self._paced, waiting)

    def _waiting(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _let_go(self) -> None:
        if self._waiting():
            self.transport.close()
