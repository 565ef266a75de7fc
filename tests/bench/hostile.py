"""What hostile queries cost: `python -m tests.bench.hostile [BASE]`. Every family against a real server, each from an address of its own.

Prints when the last answer came after the limit, which statuses there were, what the ask page took meanwhile as a ratio to quiet
times, and how many requests reached a server that no query may reach. Then the same for clients that are rude on the wire.
"""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from urllib.parse import quote, urlencode

from tests.bench import rude
from tests.bench.attacks import canary, families
from tests.bench.web import measure, p95, times

LIMIT = 2.0  # of tests.bench.web's server
AT_ONCE = 2
RUDE = 8
CROWD = 250
ASKED = "/?q=" + quote("老板拖欠工资该找哪个部门？")
T = TypeVar("T")
DOCUMENTED = (200, 400, 403, 413, 503, 504, 507)


def attacked(port: int, number: int, body: bytes) -> tuple[int, float]:
    """The status of a query, from an address of its own, and the seconds until it was complete."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": f"10.0.{number // 250}.{number % 250}"}
    started = time.perf_counter()
    connection.request("POST", "/sparql", body, headers)
    status = connection.getresponse()
    status.read()
    spent = time.perf_counter() - started
    connection.close()
    return status.status, spent


def beside(port: int, work: Callable[[], T]) -> tuple[T, list[float]]:
    """What `work` gives, and how long the ask page took meanwhile."""
    meanwhile, over = list[float](), threading.Event()

    def honest() -> None:
        while not over.is_set():
            meanwhile.extend(times(port, ASKED, 10))

    thread = threading.Thread(target=honest)
    thread.start()
    try:
        return work(), meanwhile
    finally:
        over.set()
        thread.join()


def visited(port: int, client: rude.Client) -> tuple[int, float]:
    """What became of a rude client, and the seconds until then."""
    started = time.perf_counter()
    return client(port), time.perf_counter() - started


def counted(statuses: Iterable[int]) -> str:
    """The statuses with how often each came."""
    return ", ".join(f"{status or 'hung up'}: {count}" for status, count in sorted(Counter(statuses).items()))


def report(port: int) -> None:
    """Attack, and print what came of it."""
    quiet = times(port, ASKED, 200)
    with canary() as (address, hits), ThreadPoolExecutor(AT_ONCE) as attackers:
        queries = families(address)
        bodies = [urlencode({"query": query}).encode() for query in queries.values()]
        outcomes, asked = beside(port, lambda: list(attackers.map(lambda pair: attacked(port, *pair), enumerate(bodies))))
    latest = max(zip(queries, outcomes, strict=True), key=lambda one: one[1][1])
    print("| what | measured |\n|---|---|")
    print(f"| families of hostile queries, {AT_ONCE} at once | {len(queries)} |")
    print(f"| statuses | {counted(status for status, _ in outcomes)} |")
    print(f"| not documented | {sum(status not in DOCUMENTED for status, _ in outcomes)} |")
    print(f"| latest answer, after the limit of {LIMIT:g} s ({latest[0]}) | {latest[1][1] - LIMIT:+.2f} s |")
    print(f"| ask page p95 meanwhile ÷ quiet ({len(asked)} questions) | {p95(asked) / p95(quiet):.2f} |")
    print(f"| ask page p50 meanwhile ÷ quiet | {statistics.median(asked) / statistics.median(quiet):.2f} |")
    print(f"| requests that reached the canary | {len(hits)} |")
    clients = rude.families("/sparql?query=" + quote("SELECT * { ?s ?p ?o }"))
    with ThreadPoolExecutor(RUDE) as attackers:
        outcomes, asked = beside(port, lambda: list(attackers.map(lambda one: visited(port, one), clients.values())))
    latest = max(zip(clients, outcomes, strict=True), key=lambda one: one[1][1])
    print(f"| families of rude clients, {RUDE} at once | {len(clients)} |")
    print(f"| statuses | {counted(status for status, _ in outcomes)} |")
    print(f"| not documented | {sum(status not in rude.DOCUMENTED for status, _ in outcomes)} |")
    print(f"| last to be answered or hung up on ({latest[0]}) | {latest[1][1]:.1f} s |")
    print(f"| ask page p95 meanwhile ÷ quiet ({len(asked)} questions) | {p95(asked) / p95(quiet):.2f} |")
    with rude.crowd(port, CROWD):
        asked = times(port, ASKED, 200)
    print(f"| ask page p95 beside {2 * CROWD} idle connections ÷ quiet | {p95(asked) / p95(quiet):.2f} |")


if __name__ == "__main__":
    measure(lambda ports: report(ports[0]))
