"""How jobs and replies travel between processes: orders to the zygote as JSON; jobs and replies, one a query, at the least cost.

A worker reads what the server trusted it with; the server takes nothing from a worker but numbers, texts and bytes of known length.
"""

from __future__ import annotations

import asyncio
import json
import marshal
import os
import struct
import time
from select import select
from typing import Any, NamedTuple, NoReturn

_LENGTH = struct.Struct("!I")
_REPLY = struct.Struct("!IHHH")  # how much follows; the status; how much of it is media type, and text
_READ = 1 << 16
_MOST = 1 << 26  # an answer that claims to be longer is none of ours


class Job(NamedTuple):
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


class Reply(NamedTuple):
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


def job_message(job: Job) -> bytes:
    """A job on its way to a worker."""
    said = marshal.dumps(tuple(job))
    return _LENGTH.pack(len(said)) + said


def next_job(handle: int) -> Job:
    """The job that comes next on a worker's descriptor. Raises Gone when there will be none."""
    got = os.read(handle, _READ) or _gone()
    (length,) = _LENGTH.unpack_from(got)
    while len(got) < _LENGTH.size + length:
        got += os.read(handle, _READ) or _gone()
    return Job(*marshal.loads(got[_LENGTH.size :]))


def answer(handle: int, reply: Reply) -> None:
    """Send a worker's reply back."""
    media, text = reply.media.encode(), reply.text.encode("utf-8", "replace")[:65_535]
    lengths = _REPLY.pack(len(media) + len(text) + len(reply.body), reply.status, len(media), len(text))
    _write(handle, b"".join((lengths, media, text, reply.body)))


def reply_in(message: bytes, spent: float) -> Reply:
    """The reply in a whole message, which took a worker `spent` seconds."""
    _, status, media, text = _REPLY.unpack_from(message)
    start = _REPLY.size + media
    body = start + text
    return Reply(
        status, message[_REPLY.size : start].decode(), message[start:body].decode(errors="replace"), message[body:], spent
    )


def send(handle: int, said: dict[str, Any]) -> None:
    """Write an order, or what became of it, to a blocking descriptor. Raises OSError when nobody reads."""
    data = json.dumps(said).encode()
    _write(handle, _LENGTH.pack(len(data)) + data)


def receive(handle: int, seconds: float | None = None) -> dict[str, Any]:
    """Read what `send` wrote and no byte more. Raises Gone at its end, TimeoutError when it is not complete after `seconds`."""
    until = None if seconds is None else time.monotonic() + seconds
    (length,) = _LENGTH.unpack(_exactly(handle, _LENGTH.size, until))
    said: dict[str, Any] = json.loads(_exactly(handle, length, until))
    return said


class Line(asyncio.Protocol):
    """The server's end of a worker's connection, on one event loop: a message goes out, the message that answers it comes back."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._got = bytearray()

    @property
    def here(self) -> bool:
        """Whether it belongs to the running loop and is open."""
        return self._loop is asyncio.get_running_loop() and self._transport is not None

    def say(self, message: bytes) -> None:
        """Send a message; `answered` or `lost` follows, unless it is closed before."""
        if self._transport is None:
            self.lost()
        else:
            self._transport.write(message)

    def answered(self, message: bytes) -> None:
        """A whole message came."""
        raise NotImplementedError

    def lost(self) -> None:
        """The worker has hung up."""
        raise NotImplementedError

    def close(self) -> None:
        """Hang up."""
        if self._transport and not self._loop.is_closed():
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The line is open."""
        self._transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        """A part of the answer came, most often all of it."""
        if self._got or not _whole(data):
            self._got += data
            if not _whole(self._got):
                if len(self._got) > _MOST:
                    self.close()
                return
            data = bytes(self._got)
            self._got.clear()
        self.answered(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """The worker has hung up."""
        del exc
        self._transport = None
        self.lost()


def _whole(got: bytes | bytearray) -> bool:
    """Whether a reply is all there."""
    return len(got) >= _REPLY.size and len(got) >= _REPLY.size + _LENGTH.unpack_from(got)[0]


def _write(handle: int, message: bytes) -> None:
    done = os.write(handle, message)
    while done < len(message):
        done += os.write(handle, memoryview(message)[done:])


def _exactly(handle: int, length: int, until: float | None) -> bytes:
    got = b""
    while len(got) < length:
        if until is not None and not select([handle], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TimeoutError
        got += os.read(handle, length - len(got)) or _gone()
    return got


def _gone() -> NoReturn:
    raise Gone
