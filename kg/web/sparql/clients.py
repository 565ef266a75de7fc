"""How much each client may ask: engine seconds, errors and parallel queries in the last minute. Forgotten when quiet."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field

_WINDOW = 60
SECONDS = 60.0
ERRORS = 60
_PARALLEL = 8
_KNOWN = 10_000


class TooManyError(Exception):
    """The client has used up its share; `wait` is the number of seconds after which to ask again."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(slots=True)
class _Second:
    """What ended within one second."""

    second: int
    spent: float = 0.0
    errors: int = 0


@dataclass(slots=True)
class _Client:
    """A client's account: its sums are those of its seconds, so that a look costs the same however much it asks."""

    running: int = 0
    spent: float = 0.0
    errors: int = 0
    seconds: deque[_Second] = field(default_factory=deque)

    def forget(self, before: int) -> None:
        """Take out what ended before `before`."""
        while self.seconds and self.seconds[0].second < before:
            gone = self.seconds.popleft()
            self.spent -= gone.spent
            self.errors -= gone.errors

    def add(self, second: int, spent: float, errors: int) -> None:
        """Book what ended just now."""
        if not self.seconds or self.seconds[-1].second != second:
            self.seconds.append(_Second(second))
        last = self.seconds[-1]
        last.spent += spent
        last.errors += errors
        self.spent += spent
        self.errors += errors


class Clients:
    """The accounts of all clients, by address. Not for several threads."""

    def __init__(self) -> None:
        self._clients: dict[str, _Client] = {}

    def start(self, address: str) -> None:
        """Open a query of a client, which `end` closes. Raises TooManyError."""
        now = int(time.monotonic())
        client = self._clients.get(address)
        if client is None:
            client = self._clients[address] = _Client()
        client.forget(now - _WINDOW)
        if client.running >= _PARALLEL:
            raise TooManyError(1)
        if client.errors >= ERRORS or client.spent >= SECONDS:
            raise TooManyError(max(1, client.seconds[0].second + _WINDOW - now))
        client.running += 1

    def end(self, address: str, spent: float, *, failed: bool) -> None:
        """Close a query that took `spent` seconds of a worker."""
        client = self._clients[address]
        client.running -= 1
        client.add(int(time.monotonic()), spent, int(failed))
        if len(self._clients) > _KNOWN:
            self._clients = {name: one for name, one in self._clients.items() if one.running}
