"""How jobs and replies travel between processes: a length, a JSON head, then bytes."""

from __future__ import annotations

import json
import os
import struct
import time
from dataclasses import asdict, dataclass
from select import select
from typing import Any

_HEAD = struct.Struct("!II")


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
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reply:
    """The HTTP status that fits, the media type and the bytes; `text` says what went wrong, or names the new store."""

    status: int
    media: str = ""
    text: str = ""
    body: bytes = b""


class Gone(Exception):  # noqa: N818 - what happened, not an error of ours
    """The other side has closed the connection."""


def send(handle: int, head: dict[str, Any], body: bytes = b"") -> None:
    """Write one message to a blocking descriptor. Raises OSError when nobody reads."""
    packed = json.dumps(head).encode()
    waiting = memoryview(_HEAD.pack(len(packed), len(body)) + packed + body)
    while waiting:
        waiting = waiting[os.write(handle, waiting) :]


def receive(handle: int, seconds: float | None = None) -> tuple[dict[str, Any], bytes]:
    """Read one message. Raises Gone at its end, TimeoutError when it is not complete after `seconds`."""
    until = None if seconds is None else time.monotonic() + seconds
    first, second = _HEAD.unpack(_exactly(handle, _HEAD.size, until))
    head: dict[str, Any] = json.loads(_exactly(handle, first, until))
    return head, _exactly(handle, second, until)


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
