"""The store: one union of named graphs, questions only, and no query that can leave or break the machine."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg import nquads
from kg import store as stores
from kg.errors import BaseError, QueryError
from kg.nquads import Lines
from kg.store import MAX_DEPTH, MAX_QUERY, Store, turtle_lines

Run = Callable[..., "subprocess.CompletedProcess[str]"]
A, B, P = (ox.NamedNode(f"http://example.org/{name}") for name in "abp")
G, H = (ox.NamedNode(f"http://example.org/graph/{name}") for name in "gh")
ENDLESS: dict[str, Callable[[int], str]] = {
    "negations": lambda n: "ASK { FILTER(" + "!" * n + "true) }",
    "sums": lambda n: "ASK { FILTER(" + "1+" * n + "1 > 0) }",
    "conjunctions": lambda n: "ASK { FILTER(" + "1&&" * n + "1) }",
    "alternatives": lambda n: "ASK { FILTER(" + "0||" * n + "1) }",
    "path steps": lambda n: "ASK { ?s " + "a/" * n + "a ?o }",
    "path choices": lambda n: "ASK { ?s " + "a|" * n + "a ?o }",
    "unions": lambda n: "ASK {" + "{}UNION" * n + "{} }",
    "patterns": lambda n: "ASK {" + "?s ?p ?o." * n + " }",
    "optionals": lambda n: "ASK {" + "OPTIONAL{}" * n + " }",
    "exclusions": lambda n: "ASK {" + "MINUS{}" * n + " }",
    "bindings": lambda n: "ASK {" + " ".join(f"BIND(1 AS ?a{i})" for i in range(n // 2)) + " }",
    "quoted triples": lambda n: "ASK {" + "<<" * n + " }",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two graphs that share a triple, written, closed and opened again."""
    place = tmp_path_factory.mktemp("small") / "store"
    writable = Store.create(place)
    quads = [ox.Quad(A, P, ox.Literal("一"), G), ox.Quad(A, P, B, G), ox.Quad(A, P, B, H)]
    more = turtle_lines(b"<http://example.org/b> <http://example.org/p> 5 .", H.value)
    (place.parent / "some.nq").write_bytes(b"".join([*(f"{quad} .\n".encode() for quad in quads), *more]))
    writable.load(place.parent / "some.nq")
    writable.flush()
    del writable
    return Store.open(place)


def test_lines_come_back_sorted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are written sorted and once, also when it waits in several files; nothing else is left."""
    monkeypatch.setattr(nquads, "_RUN", 8)
    given = [f"{n * 7 % 20}\n".encode() for n in range(30)]
    written = Lines(tmp_path)
    written.add(given[:11])
    written.add(given[11:])
    assert len(list(tmp_path.iterdir())) == 3
    assert written.write(tmp_path / "all.nq") == 20
    assert [path.name for path in tmp_path.iterdir()] == ["all.nq"]
    assert (tmp_path / "all.nq").read_bytes().splitlines() == sorted({line.strip() for line in given})


@pytest.mark.parametrize("size", [1, 40, 85, 1000])
def test_a_large_file_is_loaded_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Each part ends with a line, and all of them together are the file."""
    monkeypatch.setattr(stores, "_AT_ONCE", size)
    quads = {ox.Quad(A, P, ox.Literal("字" * n), G) for n in range(20)}
    (tmp_path / "all.nq").write_bytes("".join(f"{quad} .\n" for quad in quads).encode())
    made = Store.create(tmp_path / "store")
    made.load(tmp_path / "all.nq")
    assert set(made.quads()) == quads


def test_graphs_keep_their_names(store: Store) -> None:
    """A triple in two graphs is two quads; the names come sorted."""
    assert len(store) == 4
    assert store.graphs() == [G.value, H.value]
    assert {quad.graph_name for quad in store.quads()} == {G, H}
    assert len(list(store.quads(H.value))) == 2


def test_default_graph_is_the_union(store: Store) -> None:
    """A query without GRAPH sees every graph (the engine repeats a triple that stands in two of them, so a base has none that does)."""
    rows = list(store.select("SELECT ?s ?o { ?s <http://example.org/p> ?o }"))
    assert sorted({row["o"] for row in rows}) == ["5", B.value, "一"]
    assert len(list(store.select("SELECT ?g { GRAPH ?g { ?s ?p ?o } }"))) == 4


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT (COUNT(*) AS ?n) FROM <http://example.org/nope> { ?s ?p ?o }", 0),
        ("SELECT (COUNT(*) AS ?n) FROM <http://example.org/graph/h> { ?s ?p ?o }", 2),
        ("SELECT (COUNT(*) AS ?n) FROM NAMED <http://example.org/graph/g> { ?s ?p ?o }", 0),
        ("SELECT (COUNT(*) AS ?n) from named <http://example.org/graph/g> { GRAPH ?g { ?s ?p ?o } }", 2),
        ("PREFIX g: <http://example.org/graph/> SELECT (COUNT(*) AS ?n)FROM g:h{ ?s ?p ?o }", 2),
        ("# FROM <http://example.org/nope>\nSELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o FILTER(?o != ' FROM ') }", 3),
        ("PREFIX from: <http://example.org/> SELECT (COUNT(DISTINCT ?from) AS ?n) { ?s from:p ?from }", 3),
    ],
)
def test_a_query_that_names_its_dataset_is_asked_of_that_alone(store: Store, query: str, found: int) -> None:
    """FROM and FROM NAMED were read over: the default graph stayed the union, and FROM of a graph that is none found everything."""
    (row,) = store.select(query)
    assert int(row["n"]) == found


def test_unbound_variables_are_absent(store: Store) -> None:
    """A row has only the variables that have a value."""
    assert list(store.select("SELECT ?a ?b { BIND(1 AS ?a) }")) == [{"a": "1"}]


def test_prefixes_need_not_be_declared(base: kg.KnowledgeBase) -> None:
    """The project's prefixes are known, and a query may declare its own."""
    text = "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a duty:DutyItem ; dct:identifier ?x }"
    own = "PREFIX d: <https://w3id.org/duty-kg/ontology#> SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a d:DutyItem }"
    assert list(base.store.select(text)) == list(base.store.select(own)) == [{"n": "57"}]


def test_select_takes_only_select(store: Store) -> None:
    """ASK has no rows."""
    with pytest.raises(QueryError):
        list(store.select("ASK { ?s ?p ?o }"))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://example.org/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'it\\'s' . SERVICE ?x { ?s ?p ?o } }",
        "SELECT * { # {\n SERVICE <http://example.org/> { ?s ?p ?o } }",
        "ASK { FILTER(1 < 2) SERVICE <http://example.org/> { FILTER(2 > 1) } }",
        'ASK { ?s ?p """a""b""" SERVICE <http://example.org/> { } }',
    ],
)
def test_service_is_refused(store: Store, text: str) -> None:
    """No query leaves this machine, however it is written."""
    with pytest.raises(QueryError, match="SERVICE"):
        store.query(text)


@pytest.mark.parametrize(
    "text", ['ASK { ?s ?p "SERVICE {" }', "ASK { ?s <http://example.org/SERVICE> ?o } # SERVICE", "ASK { ?s ?p '''SERVICE''' }"]
)
def test_service_as_a_mere_word_is_allowed(store: Store, text: str) -> None:
    """The word in a text, an IRI or a comment is not a request."""
    assert not store.query(text)


@pytest.mark.parametrize(
    "update",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "CLEAR ALL",
        "DROP ALL",
        "LOAD <file:///etc/passwd>",
        "CREATE GRAPH <a:g>",
    ],
)
def test_updates_are_refused(store: Store, update: str) -> None:
    """An update is not a query, and nothing changes."""
    with pytest.raises(QueryError):
        store.query(update)
    assert len(store) == 4


def test_opened_store_cannot_be_written(store: Store, tmp_path: Path) -> None:
    """A store that was opened is read-only underneath too."""
    (tmp_path / "one.nq").write_bytes(f"{ox.Quad(B, P, A, G)} .\n".encode())
    with pytest.raises((OSError, RuntimeError), match="read"):
        store.load(tmp_path / "one.nq")
    assert len(store) == 4


@pytest.mark.parametrize(
    "text", ["", "SELECT", "SELECT * { ?s ?p }", "SELECT * { ?s nosuch:p ?o }", "ASK { ?s ?p '\ud800' }", "\0"]
)
def test_bad_queries_are_query_errors(store: Store, text: str) -> None:
    """What does not parse is refused in the project's own way."""
    with pytest.raises(QueryError):
        store.query(text)


def test_syntax_error_names_its_place(store: Store) -> None:
    """A syntax error says in which line and column it stands."""
    with pytest.raises(QueryError, match=r"第 2 行第 \d+ 列"):
        store.query("SELECT *\n{ ?s ?p ?o } LIMI 2")


def test_long_queries_are_refused(store: Store) -> None:
    """A query may have 100,000 characters and not one more."""
    text = "ASK { ?s ?p ?o } #"
    assert store.query(text + "x" * (MAX_QUERY - len(text)))
    with pytest.raises(QueryError, match="100000"):
        store.query(text + "x" * (MAX_QUERY + 1 - len(text)))


@pytest.mark.parametrize(("opening", "closing"), [("{", "}"), ("(", ")"), ("[", "]")])
def test_deep_nesting_is_refused(store: Store, opening: str, closing: str) -> None:
    """Brackets nest 128 levels and not deeper, closed or not."""
    for text in (opening * 20_000 + closing * 20_000, opening * (MAX_DEPTH + 1), "ASK " + opening * 40_000):
        with pytest.raises(QueryError, match="128"):
            store.query(text)


def test_allowed_nesting_runs(store: Store) -> None:
    """A query nested as deep as allowed is answered."""
    assert store.query("ASK " + "{" * MAX_DEPTH + " ?s ?p ?o " + "}" * MAX_DEPTH)


def test_brackets_in_texts_do_not_nest(store: Store) -> None:
    """Brackets inside a text, an IRI or a comment are characters like others."""
    assert not store.query('ASK { ?s ?p "' + "{" * 1000 + '" } # ' + "(" * 1000)


@pytest.mark.parametrize("kind", ENDLESS)
def test_long_chains_never_crash(base_folder: Path, duty_kg: Run, kind: str) -> None:
    """A query without brackets can be endless too: an answer or a refusal comes, never a crash of the process."""
    text = ENDLESS[kind](9000)
    assert len(text) < MAX_QUERY
    done = duty_kg("sparql", "-", "--base", base_folder, stdin=text)
    assert done.returncode in (0, 2), (done.returncode, done.stderr[-300:])
    assert "Traceback" not in done.stderr


def test_missing_store_is_a_base_error(tmp_path: Path) -> None:
    """A folder without a store is refused, and nothing is created in it."""
    with pytest.raises(BaseError):
        Store.open(tmp_path)
    with pytest.raises(BaseError):
        Store.open(tmp_path / "none")
    assert not list(tmp_path.iterdir())


def test_junk_in_place_of_a_store_is_a_base_error(tmp_path: Path) -> None:
    """A store whose files are not a store is refused in the project's own way."""
    (tmp_path / "CURRENT").write_bytes(b"junk")
    with pytest.raises(BaseError):
        Store.open(tmp_path)
