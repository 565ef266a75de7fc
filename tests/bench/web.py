"""How fast the web door is: `python -m tests.bench.web`. Ratios from interleaved rounds of one run; nothing is asserted."""

from __future__ import annotations

import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

ROUNDS, EACH, CLIENTS = 7, 100, 4
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
uvicorn.run(app, port=int(sys.argv[2]), log_level="error", lifespan="off", http="h11", access_log=False)
"""


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


def rate(port: int, path: str) -> float:
    """Requests a second of CLIENTS clients at once."""
    threads = [threading.Thread(target=times, args=(port, path, EACH)) for _ in range(CLIENTS)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return CLIENTS * EACH / (time.perf_counter() - started)


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


def main() -> None:
    """Measure and print one table."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        kg = [sys.executable, "-m", "kg"]
        subprocess.run([*kg, "build", "--base", str(base), "--quiet"], check=True)
        store = str(next(base.glob("gen-*/store")))
        command = [*kg, "serve", "--base", str(base), "--port", "0", "--query-seconds", "2"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"}) as ours:
            assert ours.stderr is not None
            found = re.search(r":(\d+)/", ours.stderr.readline())
            assert found is not None
            port = int(found[1])
            with subprocess.Popen([sys.executable, "-c", BARE, store, str(port + 1)]) as bare:
                try:
                    time.sleep(3)
                    report(port)
                finally:
                    bare.terminate()
                    ours.terminate()


def report(port: int) -> None:
    """The table for a server at `port` and the bare application one port above."""
    query, asked = "/sparql?query=" + quote(QUERY), "/?q=" + quote("老板拖欠工资该找哪个部门？")
    ratios, ours, bare = [], [], []
    for _ in range(ROUNDS):
        own, other = rate(port, query), rate(port + 1, query)
        ratios.append(own / other)
        ours += times(port, query, 40)
        bare += times(port + 1, query, 40)
    quiet = times(port, asked, 200)
    attacked = under_attack(port, lambda: times(port, asked, 200))
    print("| what | measured |\n|---|---|")
    print(f"| /sparql throughput ÷ bare ASGI app, median of {ROUNDS} rounds | {statistics.median(ratios):.2f} |")
    print(
        f"| isolation and protocol, added to one query (p50) | {(statistics.median(ours) - statistics.median(bare)) * 1000:.2f} ms |"
    )
    print(f"| ask page p50 / p95, quiet | {statistics.median(quiet) * 1000:.1f} / {p95(quiet) * 1000:.1f} ms |")
    print(f"| ask page p95 under hostile queries ÷ quiet | {p95(attacked) / p95(quiet):.2f} |")


if __name__ == "__main__":
    main()
