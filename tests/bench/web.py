"""How fast the web door is: `python -m tests.bench.web`. Ratios from interleaved rounds of one run; nothing is asserted.

The bare application calls the engine in the server's own process, as fast as Python can (same HTTP parser, same event loop), and
isolates nothing. "New" queries differ by a comment, so that no answer is known; "again" is one query asked again and again.
"""

from __future__ import annotations

import contextlib
import http.client
import itertools
import os
import re
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

ROUNDS, EACH, CLIENTS = 9, 800, 8
QUERY = "SELECT ?d ?n { ?d a duty:DutyItem ; dct:identifier ?n } LIMIT 10"
BARE = """
import sys, uvicorn, ontology, pyoxigraph as ox
from urllib.parse import parse_qs
store = ox.Store.read_only(sys.argv[1])
async def app(scope, receive, send):
    text = parse_qs(scope["query_string"].decode())["query"][0]
    body = store.query(text, prefixes=ontology.prefixes(), use_default_graph_as_union=True).serialize(format=ox.QueryResultsFormat.JSON)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/sparql-results+json")]})
    await send({"type": "http.response.body", "body": body})
uvicorn.run(app, port=int(sys.argv[2]), log_level="error", lifespan="off", http="httptools", loop="uvloop", access_log=False)
"""
_LENGTH = re.compile(rb"content-length: (\d+)\r\n", re.I)
_numbers = itertools.count()


def new() -> str:
    """The address of a query nobody has asked before."""
    return "/sparql?query=" + quote(f"{QUERY} # {next(_numbers)}")


def again() -> str:
    """The address of a query everybody has asked before."""
    return "/sparql?query=" + quote(QUERY)


def times(port: int, path: str, count: int) -> list[float]:
    """Seconds of `count` requests over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    spent = []
    for _ in range(count):
        started = time.perf_counter()
        connection.request("GET", path)
        connection.getresponse().read()
        spent.append(time.perf_counter() - started)
    connection.close()
    return spent


class _Client:
    """A connection with one request under way; the bytes are read as cheaply as Python can, for clients share the processors."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self._got = b""

    def ask(self, path: str) -> None:
        self._got = b""
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())

    def answered(self) -> bool:
        self._got += self.socket.recv(65536)
        head, found, body = self._got.partition(b"\r\n\r\n")
        if not found:
            return False
        if not head.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(self._got.decode())
        length = _LENGTH.search(head + b"\r\n")
        return len(body) >= int(length[1]) if length else self._got.endswith(b"0\r\n\r\n")


def rate(port: int, path: Callable[[], str], count: int = EACH) -> float:
    """Requests a second of CLIENTS clients at once, each asking anew when it is answered; every answer must be a 200."""
    with selectors.DefaultSelector() as waiting:
        clients = [_Client(port) for _ in range(CLIENTS)]
        started = time.perf_counter()
        for client in clients:
            waiting.register(client.socket, selectors.EVENT_READ, client)
            client.ask(path())
        left, running = count - CLIENTS, CLIENTS
        while running:
            for key, _ in waiting.select():
                if not key.data.answered():
                    continue
                if left:
                    left -= 1
                    key.data.ask(path())
                else:
                    running -= 1
                    waiting.unregister(key.fileobj)
        spent = time.perf_counter() - started
        for client in clients:
            client.socket.close()
    return count / spent


def cpu(pid: int) -> float:
    """CPU seconds of a process and of all below it, so far."""
    children = [child for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text("ascii").split()]
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") + sum(cpu(int(child)) for child in children)


def p95(spent: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(spent, n=20)[-1]


def under_attack(port: int, ask: Callable[[], list[float]]) -> list[float]:
    """What `ask` measures while four clients send queries that never end."""
    over = threading.Event()
    hostile = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")

    def attack() -> None:
        while not over.is_set():
            times(port, hostile, 1)

    threads = [threading.Thread(target=attack, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    spent = ask()
    over.set()
    for thread in threads:
        thread.join(20)
    return spent


@contextlib.contextmanager
def served(base: Path) -> Iterator[tuple[int, int, int, int]]:
    """Our server and the bare one over `base`: the port and the process of each."""
    command = [sys.executable, "-m", "kg", "serve", "--base", str(base), "--port", "0", "--query-seconds", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}) as ours:
        assert ours.stderr is not None
        said = ours.stderr.readline()
        found = re.search(r":(\d+)/", said)
        assert found is not None, said
        port = int(found[1])
        store = str(next(base.glob("gen-*/store")))
        with subprocess.Popen([sys.executable, "-c", BARE, store, str(port + 1)]) as bare:
            try:
                time.sleep(3)
                yield port, ours.pid, port + 1, bare.pid
            finally:
                bare.terminate()
                ours.terminate()


def compared(path: Callable[[], str], ports: tuple[int, int, int, int]) -> tuple[float, float]:
    """Our throughput, and our CPU seconds a request, as ratios to those of the bare application; medians of ROUNDS."""
    ours, our_pid, bare, bare_pid = ports
    throughput, work = [], []
    for _ in range(ROUNDS):
        before = cpu(our_pid), cpu(bare_pid)
        own, other = rate(ours, path), rate(bare, path)
        throughput.append(own / other)
        work.append((cpu(our_pid) - before[0]) / (cpu(bare_pid) - before[1]))
    return statistics.median(throughput), statistics.median(work)


def report(ports: tuple[int, int, int, int]) -> None:
    """The table."""
    port, bare = ports[0], ports[2]
    times(port, new(), 20)  # on a busy machine the first workers start too late for those who wait
    rate(port, new), rate(bare, new), rate(port, again)
    asked = "/?q=" + quote("老板拖欠工资该找哪个部门？")
    print("| what | measured |\n|---|---|")
    for name, path in (("new queries", new), ("a query asked again", again)):
        throughput, work = compared(path, ports)
        print(f"| /sparql, {name}: throughput ÷ bare ASGI app, median of {ROUNDS} rounds | {throughput:.2f} |")
        print(f"| /sparql, {name}: CPU time of all processes ÷ bare ASGI app | {work:.2f} |")
    added = [statistics.median(times(port, new(), 1)) - statistics.median(times(bare, new(), 1)) for _ in range(300)]
    print(f"| isolation and protocol, added to one new query (p50) | {statistics.median(added) * 1000:.2f} ms |")
    quiet = times(port, asked, 200)
    attacked = under_attack(port, lambda: times(port, asked, 200))
    print(f"| ask page p50 / p95, quiet | {statistics.median(quiet) * 1000:.1f} / {p95(quiet) * 1000:.1f} ms |")
    print(f"| ask page p95 under hostile queries ÷ quiet | {p95(attacked) / p95(quiet):.2f} |")


def measure(report: Callable[[tuple[int, int, int, int]], None]) -> None:
    """Serve and print one table. With an argument: of the base in that folder, else of the bundled catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "base"
        if len(sys.argv) < 2:
            subprocess.run([sys.executable, "-m", "kg", "build", "--base", str(base), "--quiet"], check=True)
        with served(base) as ports:
            report(ports)


if __name__ == "__main__":
    measure(report)
