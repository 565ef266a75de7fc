"""The named queries are SPARQL 1.1 and nobody's dialect: Virtuoso 7, a quite different engine, returns the same rows."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
import ontology
from kg import query
from tests.graph.test_queries import NOTHING_HERE

NAMES = sorted(file.name.removesuffix(".rq") for file in files("ontology").joinpath("queries").iterdir())
DUTY = ox.NamedNode("https://w3id.org/duty-kg/id/cat/binhai-ftu/duty/9.1")
SERVER, CLIENT = shutil.which("virtuoso-t"), shutil.which("isql-vt")
SETTINGS = """[Database]
DatabaseFile = {folder}/v.db
TransactionFile = {folder}/v.trx
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
"""
Row = list[tuple[str, str]]


@pytest.fixture(scope="module")
def endpoint(base: kg.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Virtuoso server on loopback that holds the whole base."""
    if not (SERVER and CLIENT):
        pytest.skip("virtuoso-opensource-7 is not installed")
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = (_free_port() for _ in range(2))
    (folder / "virtuoso.ini").write_text(SETTINGS.format(folder=folder, sql=sql, http=http))
    (folder / "all.nq").write_bytes(base.export("nquads"))
    server = subprocess.Popen(
        [SERVER, "-f", "+configfile", folder / "virtuoso.ini"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(http, server, folder)
        load = f"DB.DBA.TTLP_MT(file_to_string_output('{folder}/all.nq'), '', 'urn:none', 512);"
        subprocess.run([CLIENT, f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"], check=True, capture_output=True, timeout=120)
        yield f"http://127.0.0.1:{http}/sparql"
    finally:
        server.kill()
        server.wait()


@pytest.mark.parametrize("name", NAMES)
def test_virtuoso_agrees(base: kg.KnowledgeBase, endpoint: str, name: str) -> None:
    """Each named query, as it stands or narrowed to one resource where it would list the whole base, gives the same rows."""
    text = query.narrowed(name, "resource", [DUTY]) if name == "describe" else ontology.query(name)
    ours = sorted(_plain(row.items()) for row in base.store.select(text))
    assert bool(ours) == (name not in NOTHING_HERE)
    assert _ask(endpoint, text) == ours


def _ask(endpoint: str, text: str) -> list[Row]:
    body = urllib.parse.urlencode({"query": text, "format": "application/sparql-results+json"}).encode()
    with urllib.request.urlopen(endpoint, body, timeout=60) as answer:
        found = json.load(answer)["results"]["bindings"]
    return sorted(_plain((key, one["value"]) for key, one in row.items()) for row in found)


def _plain(row: object) -> Row:
    return sorted((key, _number(value)) for key, value in row)  # type: ignore[attr-defined]


def _number(value: str) -> str:
    """Decimals without the zeros that engines put behind them."""
    if "." not in value or value.count(".") > 1:
        return value
    try:
        return str(Decimal(value).normalize())
    except InvalidOperation:
        return value


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, server: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, (folder / "v.log").read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("Virtuoso did not start within a minute")
