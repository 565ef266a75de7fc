"""Hostile queries, one of each family, and a server that none of them may reach; for the tests and the benchmark."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def canary() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the requests it got."""
    hits: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/canary", hits
        server.shutdown()


def families(canary: str) -> dict[str, str]:
    """Hostile queries, one of each family."""
    deep = 20_000
    pairs = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(12))
    chain = " ".join(f"?v{n} ?p{n} ?v{n + 1} ." for n in range(300))
    clique = " ".join(f"?v{a} ?p{a}_{b} ?v{b} ." for a in range(12) for b in range(a))
    doubled = "BIND('aaaaaaaaaa' AS ?x0) " + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    replaced = "BIND('aa' AS ?x0) " + " ".join(f"BIND(REPLACE(?x{n}, 'a', 'aa') AS ?x{n + 1})" for n in range(40))
    everything = "?s ?p ?o . ?t ?q ?u . ?v ?r ?w"
    paths = {
        "star": "(!<x:>)*", "either": "((!<x:>)|^(!<x:>))*", "plus": "(!<x:>)+/(!<x:>)+", "nested": "((!<x:>)*)*",
        "both": "((!<x:>)/^(!<x:>))*", "optional": "((!<x:>)?)*", "long": "/".join(["(!<x:>)"] * 20), "negated": "(!(<x:>|^<x:>))+",
    }  # fmt: skip
    nests = {
        "groups": ("{", "}"), "parentheses": ("FILTER(" + "(" * deep + "1" + ")" * deep + ")", ""), "exists": ("FILTER EXISTS {", "}"),
        "optionals": ("OPTIONAL {", "}"), "minus": ("MINUS {", "}"), "subselects": ("{ SELECT * {", "} }"), "graphs": ("GRAPH ?g {", "}"),
        "unions": ("{} UNION {", "}"),
    }  # fmt: skip
    operators = {"plus": "+1", "minus": "-1", "times": "*1", "or": "||true", "and": "&&true"}
    functions = {
        "regex-many": "FILTER(REGEX(STR(?o), '(a|b|c|d|e)*f(g|h)*i', 'i'))",
        "regex-bounded": "FILTER(REGEX(STR(?o), '((a{1,90}){1,90}){1,90}'))",
        "regex-backtrack": "FILTER(REGEX('" + "a" * 5000 + "', '^(a+)+$'))",
        "regex-constructed": "FILTER(REGEX(STR(?o), CONCAT(STR(?s), '*')))",
        "hashes": "FILTER(SHA512(CONCAT(STR(?s), STR(?t))) = 'x')",
        "encodes": "FILTER(STRLEN(ENCODE_FOR_URI(CONCAT(STR(?s), STR(?t)))) = 1)",
        "compare": "FILTER(?o < ?u && ?u < ?w)",
        "in-list": "FILTER(?o IN (" + ",".join(f'"{n}"' for n in range(900)) + "))",
        "random": "FILTER(RAND() > 2)",
    }
    return {
        "cartesian": f"SELECT * {{ {pairs} }}", "chain": f"SELECT * {{ {chain} }}", "clique": f"SELECT * {{ {clique} }}",
        "concat": f"SELECT * {{ {doubled} }}", "replace": f"SELECT * {{ {replaced} }}",
        **{f"path-{name}": f"SELECT (COUNT(*) AS ?n) {{ ?s {path} ?o . ?o {path} ?t }}" for name, path in paths.items()},
        **{f"nest-{name}": f"SELECT * {{ {start * (1 if len(start) > 99 else deep)} {end * deep} }}" for name, (start, end) in nests.items()},
        **{f"chain-{name}": f"SELECT * {{ BIND({'1' if one[0] in '+-*' else 'true'}{one * deep} AS ?x) }}" for name, one in operators.items()},
        **{f"function-{name}": f"SELECT * {{ {everything} {one} }}" for name, one in functions.items()},
        **_ends(everything), **_probes(canary),
        "blank-nest": "SELECT * { " + "[ <x:p> " * deep + "1" + "]" * deep + " }", "list-nest": "SELECT * { " + "(" * deep + ")" * deep + " <x:p> 1 }",
        "not-chain": "SELECT * { FILTER(" + "!" * deep + "true) }", "long": "SELECT * { ?s ?p '" + "x" * 900_000 + "' }", "empty": "", "nul": "SELECT * { \x00 }",
        "triple-terms": "SELECT * { " + "<<( <x:a> <x:b> " * deep + "1" + " )>>" * deep + " <x:p> 1 }", "prefixes": "PREFIX a: <x:>\n" * 50_000 + "ASK {}",
    }  # fmt: skip


def _ends(everything: str) -> dict[str, str]:
    """What is done with all rows of a product."""
    return {
        "group-concat": f"SELECT (GROUP_CONCAT(?o) AS ?all) {{ {everything} }}",
        "group-concat-distinct": f"SELECT (GROUP_CONCAT(DISTINCT CONCAT(STR(?o), STR(?u))) AS ?all) {{ {everything} }}",
        "order": f"SELECT * {{ {everything} }} ORDER BY ?s ?t ?v", "order-rand": f"SELECT * {{ {everything} }} ORDER BY RAND()",
        "distinct": f"SELECT DISTINCT * {{ {everything} }}", "count": f"SELECT (COUNT(*) AS ?n) {{ {everything} }}",
        "count-distinct": f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {everything} }}", "sample": f"SELECT (SAMPLE(?o) AS ?n) {{ {everything} }}",
        "group": f"SELECT ?s ?t (COUNT(*) AS ?n) {{ {everything} }} GROUP BY ?s ?t", "sum": f"SELECT (SUM(STRLEN(STR(?o))) AS ?n) {{ {everything} }}",
        "offset": f"SELECT * {{ {everything} }} OFFSET 99999999999", "huge-limit": f"SELECT * {{ {everything} }} LIMIT 999999999",
        "construct": f"CONSTRUCT {{ ?s ?q ?w }} WHERE {{ {everything} }}", "describe": "DESCRIBE * { ?s ?p ?o . ?t ?q ?u }",
        "minus-all": "SELECT * { ?s ?p ?o MINUS { ?t ?q ?u . ?v ?r ?o } }", "ask-none": f"ASK {{ {everything} FILTER(?s = ?w && ?t = 1) }}",
        "values": "SELECT * { " + " ".join(f"VALUES ?v{n} {{ {' '.join(str(k) for k in range(40))} }}" for n in range(12)) + "}",
        "union-doubling": "SELECT * { " + " ".join(f"{{ BIND(1 AS ?u{n}) }} UNION {{ BIND(2 AS ?u{n}) }}" for n in range(30)) + "}",
        "graph-variable": "SELECT * { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?t ?q ?u } GRAPH ?i { ?v ?r ?w } }",
        "optional-cross": "SELECT * { ?s ?p ?o OPTIONAL { ?t ?q ?u } OPTIONAL { ?v ?r ?w } }",
        "lateral-exists": "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?t ?q ?u FILTER(?u = ?nothing || ?t = ?never) } }",
    }  # fmt: skip


def _probes(canary: str) -> dict[str, str]:
    """What would reach the canary, or a file."""
    return {
        "service": f"SELECT * {{ SERVICE <{canary}> {{ ?s ?p ?o }} }}", "service-silent": f"SELECT * {{ SERVICE SILENT <{canary}> {{ ?s ?p ?o }} }}",
        "service-variable": f"SELECT * {{ VALUES ?e {{ <{canary}> }} SERVICE ?e {{ ?s ?p ?o }} }}", "service-case": f"ASK {{ sErViCe<{canary}>{{}} }}",
        "service-comment": f"ASK {{ SERVICE#\n<{canary}> {{ ?s ?p ?o }} }}", "load": f"LOAD <{canary}>", "from": f"SELECT * FROM <{canary}> {{ ?s ?p ?o }}",
        "from-named": f"SELECT * FROM NAMED <{canary}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", "from-file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "describe-remote": f"DESCRIBE <{canary}>", "service-escaped": f"ASK {{ \\u0053ERVICE <{canary}> {{ }} }}",
    }  # fmt: skip
