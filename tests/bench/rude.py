"""Rude clients, one of each family: slow, silent, endless or malformed on the wire. For the tests and the benchmark.

Each says what became of it: the status of the answer, or 0 where the server hung up without one. None ends by itself: what counts
is that the server does, in time.
"""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Callable, Iterator

DOCUMENTED = (0, 200, 400, 404, 405, 408, 413, 415, 422)
_PATIENCE = 60.0
_CRLF = "\r\n"
_JSON = ("/", "/sparql", "/api/ask", "/api/search", "/api/duties", "/health", "/docs")

Client = Callable[[int], int]


def status(answer: bytes) -> int:
    """The status in the first line of an answer, 0 without one."""
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else 0


def told(client: socket.socket) -> int:
    """What the server says before it hangs up or answers."""
    with contextlib.suppress(ConnectionError):
        answer = client.recv(65_536)
        return status(answer) if status(answer) != 100 else told(client)
    return 0


def sent(*pieces: bytes, every: float = 0.0, ends: bool = False) -> Client:
    """A client that sends `pieces`, one `every` so many seconds, as long as nobody stops it, and then waits; `ends`: for half open."""

    def run(port: int) -> int:
        with socket.create_connection(("127.0.0.1", port), _PATIENCE) as client:
            client.settimeout(_PATIENCE)
            with contextlib.suppress(ConnectionError):
                for piece in pieces:
                    client.sendall(piece)
                    if every and _stirs(client, every):
                        break
                if ends:
                    client.shutdown(socket.SHUT_WR)
            return told(client)

    return run


def endless(start: bytes, piece: bytes) -> Client:
    """A client that sends `piece` again and again until it is stopped."""

    def run(port: int) -> int:
        got, until = 0, time.monotonic() + _PATIENCE
        with socket.create_connection(("127.0.0.1", port), _PATIENCE) as client:
            with contextlib.suppress(ConnectionError):
                client.sendall(start)
                while time.monotonic() < until:
                    client.sendall(piece)
                    if not got and _stirs(client, 0):
                        got = told(client)
            return got or told(client)

    return run


def deaf(path: str) -> Client:
    """A client that asks for something large and reads none of it; what was on its way when the server let go does not count."""

    def run(port: int) -> int:
        with socket.socket() as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(("127.0.0.1", port))
            client.sendall(head("GET", path))
            until = time.monotonic() + _PATIENCE
            while time.monotonic() < until and _state(client) == 1:
                time.sleep(0.05)
            return 0 if _state(client) != 1 else 599

    return run


def head(method: str, path: str, *lines: str) -> bytes:
    """The head of a request."""
    return _CRLF.join([f"{method} {path} HTTP/1.1", "Host: x", *lines, "", ""]).encode()


def posted(path: str, kind: str, body: bytes) -> bytes:
    """A whole POST."""
    return head("POST", path, f"Content-Type: {kind}", f"Content-Length: {len(body)}") + body


def families(large: str) -> dict[str, Client]:
    """Rude clients by family. `large` is the address of an answer of many megabytes."""
    form, query = "application/x-www-form-urlencoded", "application/sparql-query"
    trickle = [b"%c" % one for one in head("GET", "/?q=1", "X-Trickle: " + "x" * 5000)]
    chunked = head("POST", "/sparql", f"Content-Type: {query}", "Transfer-Encoding: chunked")
    lengths = {"negative": "-1", "huge": "9" * 30, "words": "many", "plus": "+5"}
    kinds = (
        "text/xml",
        "multipart/form-data; boundary=x",
        "application/json",
        "text/html",
        "",
        "\x80",
        f"{form}; charset=utf-16",
    )
    return {
        **{f"json-{kind}{path}": sent(posted(path, "application/json", body)) for path in _JSON for kind, body in _json()},
        **{f"length-{name}": sent(head("POST", "/sparql", f"Content-Length: {value}")) for name, value in lengths.items()},
        **{f"kind-{place}": sent(posted("/sparql", kind, b"ASK {}")) for place, kind in enumerate(kinds)},
        "slow-head": sent(*trickle, every=0.1), "slow-body": sent(posted("/sparql", query, b"")[:-5] + b"9000\r\n\r\n", *[b"x"] * 9000, every=0.1),
        "slow-form": sent(head("POST", "/sparql", f"Content-Type: {form}", "Content-Length: 9000"), *[b"query="] * 1500, every=0.1),
        "slow-unread": sent(head("POST", "/api/ask", "Content-Length: 9000"), *[b"x"] * 9000, every=0.1),
        "slow-chunks": sent(chunked, *[b"1\r\nx\r\n"] * 9000, every=0.1), "no-body": sent(head("POST", "/sparql", f"Content-Type: {query}", "Content-Length: 9")),
        "expects": sent(head("POST", "/sparql", f"Content-Type: {query}", "Content-Length: 9", "Expect: 100-continue")),
        "silent": sent(), "half-head": sent(b"GET / HT"), "half-open": sent(b"GET / HTTP/1.1\r\nHost:", ends=True), "line-by-line": sent(*[b"\r\n"] * 9000, every=0.1),
        "half-body": sent(head("POST", "/sparql", f"Content-Type: {form}", "Content-Length: 90") + b"query=", ends=True),
        "deaf": deaf(large), "endless-head": endless(b"GET / HTTP/1.1\r\n", b"x: y\r\n" * 1000), "endless-address": endless(b"GET /", b"x" * 10_000),
        "endless-body": endless(chunked, b"1000\r\n" + b"x" * 4096 + b"\r\n"), "endless-unread": endless(head("POST", "/api/ask", "Transfer-Encoding: chunked"), b"1000\r\n" + b"x" * 4096 + b"\r\n"),
        "endless-chunk-head": endless(chunked, b"0" * 4096), "endless-trailers": endless(chunked + b"0\r\n", b"x: y\r\n" * 1000), "many-heads": sent(head("GET", "/", *[f"X{n}: y" for n in range(9000)])),
        "long-query": sent(head("GET", "/sparql?query=" + "x" * 200_000)), "long-question": sent(head("GET", "/api/ask?q=" + "x" * 60_000)), "many-parameters": sent(head("GET", "/sparql?" + "a&" * 20_000)),
        "long-cookie": sent(head("GET", "/", "Cookie: " + "x" * 200_000)), "bad-chunk": sent(chunked + b"zz\r\nASK {}\r\n0\r\n\r\n"), "huge-chunk": sent(chunked + b"f" * 17 + b"\r\n"),
        "two-lengths": sent(head("POST", "/sparql", "Content-Length: 5", "Content-Length: 6") + b"ASK {}"), "length-and-chunks": sent(head("POST", "/sparql", "Content-Length: 5", "Transfer-Encoding: chunked") + b"0\r\n\r\n"),
        "nul": sent(b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n"), "nul-head": sent(b"GET /nothing HTTP/1.1\r\nHost: \x00\r\n\r\n"), "split-head": sent(b"GET /nothing HTTP/1.1\r\nHost: x\r\nX: a\rb: c\r\n\r\n"),
        "http2": sent(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), "http09": sent(b"GET /\r\n\r\n"), "tls": sent(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256))),
        "method": sent(head("BREW", "/")), "connect": sent(head("CONNECT", "example.org:443")), "proxied": sent(head("GET", "http://example.org/nothing")), "upgrade": sent(head("GET", "/nothing", "Connection: Upgrade", "Upgrade: websocket")),
        "star": sent(head("PUT", "*")), "spaces": sent(b"GET  /  HTTP/1.1\r\n\r\n"), "folded": sent(b"GET /nothing HTTP/1.1\r\nHost: x\r\n y\r\n\r\n"), "latin": sent(b"GET /\xe9\xff HTTP/1.1\r\nHost: x\r\n\r\n"),
    }  # fmt: skip


@contextlib.contextmanager
def crowd(port: int, count: int) -> Iterator[None]:
    """`count` connections that have asked once, and as many that never do."""
    with contextlib.ExitStack() as stack:
        for number in range(2 * count):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port), _PATIENCE))
            if number % 2:
                client.sendall(head("GET", "/static/style.css"))
        yield


def _json() -> Iterator[tuple[str, bytes]]:
    yield "deep", b"[" * 200_000 + b"]" * 200_000
    yield "deep-object", b'{"q":' * 100_000 + b"1" + b"}" * 100_000
    yield "large", json.dumps({"q": "x" * 3_000_000}).encode()
    yield "odd", rb'{"q":"\ud800","top":1e400,"a":NaN}'


def _stirs(client: socket.socket, seconds: float) -> bool:
    """Whether the server says something, or hangs up, within `seconds`."""
    import select

    return bool(select.select([client], [], [], seconds)[0])


def _state(client: socket.socket) -> int:
    """The state of a TCP connection as Linux numbers it: 1 while it is established."""
    return client.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0]
