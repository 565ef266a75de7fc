"""What an operator sees: how the server ends, and what it says of a base that is damaged under it."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def _started(folder: Path) -> tuple[subprocess.Popen[str], str]:
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--base", str(folder), "--query-seconds", "60"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert server.stderr is not None
    address = re.search(r"http://[0-9.:]+", server.stderr.readline())
    assert address
    return server, address[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_query_under_way_ends_quietly_with_the_server(base_folder: Path, number: signal.Signals) -> None:
    """TERM with one query running was a traceback of 30 lines on the log (CancelledError), and 500 for the client."""
    server, address = _started(base_folder)
    got: list[int] = []

    def ask() -> None:
        try:
            urllib.request.urlopen(f"{address}/sparql?query={urllib.parse.quote(SLOW)}", timeout=90)
        except urllib.error.HTTPError as refused:
            got.append(refused.code)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(3)
    server.send_signal(number)
    _, said = server.communicate(timeout=40)
    asking.join(10)
    assert got == [503]
    assert "Traceback" not in said


def test_damage_under_a_server_is_told(base_folder: Path, tmp_path: Path) -> None:
    """`current` was overwritten: answers went on from memory, which is good, and the operator learnt of it at the next restart."""
    shutil.copytree(base_folder, tmp_path / "base")
    server, address = _started(tmp_path / "base")
    try:
        (tmp_path / "base" / "current").write_text("garbage", "utf-8")
        metrics = ""
        for _ in range(40):
            time.sleep(0.5)
            assert urllib.request.urlopen(f"{address}/health", timeout=30).status == 200
            metrics = urllib.request.urlopen(f"{address}/metrics", timeout=30).read().decode()
            if "duty_kg_base_damaged 1" in metrics:
                break
        assert "duty_kg_base_damaged 1" in metrics
    finally:
        server.terminate()
        _, said = server.communicate(timeout=40)
    assert said.count("知识库文件夹有问题") == 1
