"""A clause -> whom a change of it touches: the duties that cite it, their departments, workflows and meetings; the clauses beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from kg import query
from kg.errors import UsageError
from kg.overlap.facts import Facts, Material
from kg.overlap.impact.clauses import Clause, known, meant, there
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Impact:
    """Whom a change of `clause` touches. `cites` says for each duty which clause it cites: this one, a part of it or a whole above it."""

    clause: Clause
    quotes: tuple[str, ...]
    duties: tuple[Facts, ...]
    cites: Mapping[str, str]
    beside: Mapping[str, tuple[str, ...]]

    @property
    def several(self) -> bool:
        """Whether duties of several catalogues are touched: then numbers and departments say whose they are."""
        return len({one.catalogue for one in self.duties}) > 1

    @property
    def departments(self) -> dict[str, tuple[str, ...]]:
        """Department -> the numbers of its duties that are touched."""
        return _grouped((self._whose(one, name), self.number(one)) for one in self.duties for name in one.departments)

    @property
    def workflows(self) -> dict[str, tuple[str, ...]]:
        """Text of a workflow -> the numbers of the duties that have it."""
        return _grouped((one.cell("workflow"), self.number(one)) for one in self.duties if one.cell("workflow"))

    @property
    def meetings(self) -> dict[str, tuple[str, ...]]:
        """Meeting that approves, as printed -> the numbers of the duties."""
        return _grouped((self._whose(one, name), self.number(one)) for one in self.duties for name in one.approvers)

    def number(self, duty: Facts) -> str:
        """The number of a duty, behind its catalogue where there are several: 9.1, binhai-ftu/9.1."""
        return f"{duty.catalogue}/{duty.number}" if self.several else duty.number

    def json(self) -> dict[str, Any]:
        """As plain data."""
        duties = [
            {
                "number": one.number,
                "catalogue": one.catalogue,
                "name": one.name,
                "departments": list(one.departments),
                "cites": self.cites[one.iri],
            }
            for one in self.duties
        ]
        return {
            "clause": self.clause.json(),
            "quotes": list(self.quotes),
            "duties": duties,
            "departments": _listed("name", self.departments),
            "workflows": _listed("text", self.workflows),
            "meetings": _listed("name", self.meetings),
            "beside": _listed("label", self.beside),
        }

    def _whose(self, duty: Facts, name: str) -> str:
        return f"{name}（{duty.catalogue}）" if self.several else name


def impacts(store: Store, text: str) -> tuple[Impact, ...]:
    """The impact of each clause that `text` may mean: 第二条第九款, 第2条第9款, 《方案》第九款, a document's title or number, an IRI.

    Raises UsageError, naming what there is, when duties cite no such clause.
    """
    clauses = known(store)
    found, within = meant(text, clauses)
    if not found:
        raise UsageError(
            f"没有职责引用“{text}”。", hint=f"目录引用的有：{there(within or clauses)}；也可给出文件名称、文号或 IRI。"
        )
    duties = Material.read(store).duties
    return tuple(_impact(store, clause, clauses, duties) for clause in found)


def _impact(store: Store, clause: Clause, clauses: Sequence[Clause], duties: Sequence[Facts]) -> Impact:
    above = {row["above"] for row in store.select(f"SELECT ?above {{ {ox.NamedNode(clause.iri)} eli:is_part_of+ ?above }}")}
    whole = [row for row in _citing(store, above) if row["cited"] in above]
    rows = {row["duty"]: row["cited"] for row in [*whole, *_citing(store, {clause.iri})]}
    labels = {one.iri: one.label for one in clauses}
    touched = tuple(one for one in duties if one.iri in rows)
    return Impact(
        clause=clause,
        quotes=tuple(dict.fromkeys(quote for one in touched for cited, quote in one.quotes if cited == rows[one.iri])),
        duties=touched,
        cites={iri: labels.get(cited, cited) for iri, cited in rows.items()},
        beside=dict(_beside(clause, clauses, duties)),
    )


def _citing(store: Store, clauses: Iterable[str]) -> list[dict[str, str]]:
    """The rows of clause-impact.rq for these clauses."""
    return list(store.select(query.narrowed("clause-impact", "clause", map(ox.NamedNode, sorted(clauses)))))


def _beside(clause: Clause, clauses: Sequence[Clause], duties: Sequence[Facts]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The other clauses of the same document that duties cite, with the numbers of those duties, in the order of the duties."""
    others = {one.iri: one.label for one in clauses if one.document == clause.document and one.iri != clause.document}
    inside = [iri for iri in others if iri == clause.iri or iri.startswith(f"{clause.iri}.")]
    found = _grouped((cited, one.number) for one in duties for cited in one.clauses if cited in others and cited not in inside)
    if clause.iri != clause.document:
        yield from ((others[iri], numbers) for iri, numbers in found.items())


def _listed(key: str, groups: Mapping[str, tuple[str, ...]]) -> list[dict[str, Any]]:
    return [{key: name, "duties": list(numbers)} for name, numbers in groups.items()]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        if value not in found[key]:
            found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
