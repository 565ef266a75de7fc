"""How long the server waits for the head of a request: a client that trickles bytes is let go."""

from __future__ import annotations

import asyncio
import socket

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 12.0


class Patient(H11Protocol):
    """The HTTP protocol of uvicorn with a deadline for each request's head."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection is there: the first head is due."""
        super().connection_made(transport)
        given = transport.get_extra_info("socket")
        if given is not None:  # asyncio leaves Nagle's delay on for listening sockets it did not make: 40 ms an answer
            given.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._deadline = self.loop.call_later(SECONDS, self._let_go)

    def data_received(self, data: bytes) -> None:
        """Bytes came; a head that begins after an answer is due as well."""
        super().data_received(data)
        waiting = self.cycle is None or self.cycle.response_complete
        if not waiting and self._deadline:
            self._deadline.cancel()
            self._deadline = None
        elif waiting and not self._deadline:
            self._deadline = self.loop.call_later(SECONDS, self._let_go)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is due any more."""
        if self._deadline:
            self._deadline.cancel()
        super().connection_lost(exc)

    def _let_go(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
