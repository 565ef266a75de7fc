"""How much each client may ask: engine seconds, errors and parallel queries in the last minute. Forgotten when quiet."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

WINDOW = 60.0
SECONDS = 60.0
ERRORS = 60
PARALLEL = 8
_KNOWN = 10_000


class TooManyError(Exception):
    """The client has used up its share; `wait` is the number of seconds after which to ask again."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(slots=True)
class _Client:
    running: int = 0
    spent: deque[tuple[float, float, bool]] = field(default_factory=deque)  # when, engine seconds, whether it failed


class Clients:
    """The accounts of all clients, by address."""

    def __init__(self) -> None:
        self._clients: dict[str, _Client] = {}
        self._lock = threading.Lock()

    @contextmanager
    def asking(self, address: str) -> Iterator[list[bool]]:
        """Count what runs inside the block; put True into the list when it fails. Raises TooManyError before it runs."""
        now = time.monotonic()
        with self._lock:
            client = self._clients.setdefault(address, _Client())
            while client.spent and client.spent[0][0] < now - WINDOW:
                client.spent.popleft()
            errors = sum(failed for _, _, failed in client.spent)
            if client.running >= PARALLEL:
                raise TooManyError(1)
            if errors >= ERRORS or sum(seconds for _, seconds, _ in client.spent) >= SECONDS:
                raise TooManyError(max(1, round(client.spent[0][0] + WINDOW - now)))
            client.running += 1
        failed: list[bool] = []
        try:
            yield failed
        finally:
            with self._lock:
                client.running -= 1
                client.spent.append((time.monotonic(), time.monotonic() - now, bool(failed)))
                if len(self._clients) > _KNOWN:
                    self._clients = {name: one for name, one in self._clients.items() if one.running}
