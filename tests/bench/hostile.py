"""What hostile queries cost: `python -m tests.bench.hostile [BASE]`. Every family against a real server, each from an address of its own.

Prints when the last answer came after the limit, which statuses there were, what the ask page took meanwhile as a ratio to quiet
times, and how many requests reached a server that no query may reach.
"""

from __future__ import annotations

import http.client
import http.server
import statistics
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlencode

from tests.bench.attacks import canary, families
from tests.bench.web import measure, p95, times

LIMIT = 2.0  # of tests.bench.web's server
AT_ONCE = 2
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


def report(port: int) -> None:
    """Attack, and print what came of it."""
    asked = "/?q=" + quote("老板拖欠工资该找哪个部门？")
    with canary() as (address, hits), ThreadPoolExecutor(AT_ONCE) as attackers:
        queries = families(address)
        bodies = [urlencode({"query": query}).encode() for query in queries.values()]
        quiet, meanwhile, over = times(port, asked, 200), list[float](), threading.Event()

        def honest() -> None:
            while not over.is_set():
                meanwhile.extend(times(port, asked, 10))

        thread = threading.Thread(target=honest)
        thread.start()
        outcomes = list(attackers.map(lambda pair: attacked(port, *pair), enumerate(bodies)))
        over.set()
        thread.join()
    latest = max(zip(queries, outcomes, strict=True), key=lambda one: one[1][1])
    print("| what | measured |\n|---|---|")
    print(f"| families of hostile queries, {AT_ONCE} at once | {len(queries)} |")
    print(
        f"| statuses | {', '.join(f'{status}: {count}' for status, count in sorted(Counter(s for s, _ in outcomes).items()))} |"
    )
    print(f"| not documented | {sum(status not in DOCUMENTED for status, _ in outcomes)} |")
    print(f"| latest answer, after the limit of {LIMIT:g} s ({latest[0]}) | {latest[1][1] - LIMIT:+.2f} s |")
    print(f"| ask page p95 meanwhile ÷ quiet ({len(meanwhile)} questions) | {p95(meanwhile) / p95(quiet):.2f} |")
    print(f"| ask page p50 meanwhile ÷ quiet | {statistics.median(meanwhile) / statistics.median(quiet):.2f} |")
    print(f"| requests that reached the canary | {len(hits)} |")


if __name__ == "__main__":
    measure(lambda ports: report(ports[0]))
