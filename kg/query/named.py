"""The named queries for people: which there are, and one narrowed to what somebody gives."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

import ontology
from kg import query
from kg.errors import UsageError
from kg.store import Store

_FINDS = "SELECT DISTINCT ?thing {{ {} FILTER(STR(?name) = {}) }} ORDER BY ?thing"
_KNOWS = "SELECT ?thing {{ VALUES ?thing {{ {} }} {} }} LIMIT 1"


def gallery() -> list[dict[str, str]]:
    """The named queries: name, the question each answers, other wordings of it, and what it can be narrowed to."""
    rows = []
    for name in ontology.queries():
        head = ontology.head(name)
        rows.append({"name": name, **{key: head.get(key, "") for key in ("question", "wording", "parameter")}})
    return rows


def narrowed(store: Store, name: str, given: Sequence[str]) -> str:
    """The named query narrowed to what is `given`: names, texts, numbers or IRIs.

    Raises UsageError for another name of a query, for one that cannot be narrowed, and for what the base does not know.
    """
    if not given:
        if name not in parameters():
            raise UsageError(f"没有名为 {name} 的查询。", hint="duty-kg sparql --examples 列出全部。")
        return query.whole(name)
    variable = parameters().get(name, "")
    if not variable:
        known = "、".join(one for one, parameter in parameters().items() if parameter)
        raise UsageError(f"{name} 不是带参数的查询，不能用 --for。", hint=f"带参数的查询：{known}。")
    meant = {value: list(_meant(store, variable, value)) for value in given}
    if unknown := [value for value, terms in meant.items() if not terms]:
        kind = _kinds()[variable]
        raise UsageError(f"知识库里没有这样的{kind['says']}：{'、'.join(unknown)}。", hint=f"请给出{kind['how']}。")
    return query.narrowed(name, variable, dict.fromkeys(term for terms in meant.values() for term in terms))


@cache
def parameters() -> dict[str, str]:
    """Named query -> the variable of its parameter, "" for none."""
    return {one["name"]: one["parameter"].partition(" ")[0] for one in gallery()}


def _meant(store: Store, variable: str, value: str) -> Iterator[query.Term]:
    """The things that somebody may mean by `value`: clauses of several laws have one label."""
    pattern = _kinds()[variable]["pattern"]
    if value.startswith(("http://", "https://", "urn:")):
        try:
            term = ox.NamedNode(value)
        except ValueError as problem:
            raise UsageError(f"不是合法的 IRI：{value}") from problem
        asked, found = _KNOWS.format(term, pattern), [term]
    else:
        asked, found = _FINDS.format(pattern, ox.Literal(value.replace("《", "").replace("》", ""))), []
    for row in store.query(asked):  # type: ignore[union-attr]
        yield from found or [row["thing"]]


@cache
def _kinds() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(files("kg.query").joinpath("named.toml").read_text("utf-8"))
    return found
