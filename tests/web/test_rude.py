"""Clients that are slow, silent, endless, malformed or many: the server answers or hangs up, and goes on for everybody else."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.bench import rude

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the states of connections are asked as Linux numbers them")
SECONDS = 0.6
IMPATIENT = f"""
import pathlib, sys
import kg.web.patience as patience, kg.web.sparql.request as request
from kg.web.serve import run
patience.SECONDS = request._BODY_SECONDS = {SECONDS}
patience.REST = 2_000_000
run(pathlib.Path(sys.argv[1]), "127.0.0.1", 0)
"""


@pytest.fixture(scope="module")
def server(base_folder: Path) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """The port and the process of a server that waits for nobody longer than SECONDS."""
    command = [sys.executable, "-c", IMPATIENT, str(base_folder)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        try:
            said = process.stderr.readline()
            port = re.search(r":(\d+)/", said)
            assert port, said
            yield int(port[1]), process
        finally:
            process.terminate()
            said = process.stderr.read()
    assert "Traceback" not in said


def test_every_rude_client_is_answered_or_let_go(server: tuple[int, subprocess.Popen[str]]) -> None:
    """Slow heads and bodies, clients that read nothing, JSON nested 200,000 deep, endless trailers, smuggled lengths, other protocols."""
    port, process = server
    clients = rude.families("/sparql?query=" + quote("SELECT * { ?s ?p ?o }"))

    def visited(name: str) -> tuple[str, int, float]:
        started = time.monotonic()
        return name, clients[name](port), time.monotonic() - started

    with ThreadPoolExecutor(6) as visitors:
        outcomes = list(visitors.map(visited, clients))
    became = {name: status for name, status, _ in outcomes}
    assert {name: status for name, status in became.items() if status not in rude.DOCUMENTED} == {}
    assert [name for name, _, seconds in outcomes if seconds > SECONDS + 20] == []  # tests/bench measures it
    assert {became[name] for name in became if name.startswith("json-")} == {405, 415}
    assert {became[name] for name in ("slow-body", "slow-form", "slow-chunks", "expects", "no-body")} == {408}
    assert {
        became[name] for name in ("slow-head", "silent", "half-head", "half-open", "deaf", "endless-head", "endless-trailers")
    } == {0}
    assert {became[name] for name in ("two-lengths", "length-and-chunks", "bad-chunk", "huge-chunk", "length-negative")} == {400}
    assert became["endless-body"] == 413
    assert process.poll() is None
    with urlopen(f"http://127.0.0.1:{port}/health", timeout=20) as response:
        assert response.status == 200


def test_a_crowd_of_idle_connections_keeps_nobody_out(server: tuple[int, subprocess.Popen[str]]) -> None:
    """500 connections used to be all there were: whoever came next got a 503."""
    port, _ = server
    with rude.crowd(port, 300), urlopen(f"http://127.0.0.1:{port}/health", timeout=20) as response:
        assert response.status == 200


def test_unescaped_utf8_on_the_wire_is_understood(server: tuple[int, subprocess.Popen[str]]) -> None:
    port, _ = server
    with socket.create_connection(("127.0.0.1", port), 20) as client:
        client.sendall("GET /api/search?q=调解&top=0 HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert rude.told(client) == 422
