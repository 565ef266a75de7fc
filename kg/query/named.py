"""The named queries for people: which there are, and one narrowed to what somebody gives."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

import ontology
from kg import query
from kg.errors import UsageError
from kg.store import Store


def gallery() -> list[dict[str, str]]:
    """The named queries: name, the question each answers, other wordings of it, and what it can be narrowed to."""
    rows = []
    for name in ontology.queries():
        head = ontology.head(name)
        rows.append({"name": name, **{key: head.get(key, "") for key in ("question", "wording", "parameter")}})
    return rows


def narrowed(store: Store, name: str, given: Sequence[str]) -> str:
    """The named query narrowed to what is `given`: IRIs, texts, or numbers of duties. Raises UsageError."""
    parameters = {one["name"]: one["parameter"].partition(" ")[0] for one in gallery()}
    if not given:
        if name not in parameters:
            raise UsageError(f"没有名为 {name} 的查询。", hint="duty-kg sparql --examples 列出全部。")
        return query.whole(name)
    variable = parameters.get(name, "")
    if not variable:
        known = "、".join(one for one, parameter in parameters.items() if parameter)
        raise UsageError(f"{name} 不是带参数的查询，不能用 --for。", hint=f"带参数的查询：{known}。")
    if variable != "duty":
        return query.narrowed(name, variable, map(_term, given))
    found = {one: [row["duty"] for row in store.select(query.by_number([one]))] if ":" not in one else [one] for one in given}
    if unknown := [one for one, iris in found.items() if not iris]:
        raise UsageError(f"没有职责的序号是 {'、'.join(unknown)}。", hint="请给出职责序号（如 8.6）或 IRI。")
    return query.of_duties(name, [_term(iri).value for iris in found.values() for iri in iris])


def _term(given: str) -> ox.NamedNode | ox.Literal:
    if not given.startswith(("http://", "https://", "urn:")):
        return ox.Literal(given)
    try:
        return ox.NamedNode(given)
    except ValueError as problem:
        raise UsageError(f"不是合法的 IRI：{given}") from problem
