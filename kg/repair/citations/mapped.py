"""The clause of a duty's main responsibility: where each main responsibility rests on a clause of its own, one of another is a slip."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg import meaning
from kg.records import Document, Field, Finding, Item, LegalBasis, Severity
from kg.repair.where import of_field, standing

_FEWEST, _SHARE, _MOST, _PART = 4, 0.8, 3, 0.06  # main responsibilities; duties that cite the document; slips, and of all duties


class _Cited(NamedTuple):
    item: Item
    field: Field
    main: str
    clause: str


def clauses(document: Document) -> Iterator[Finding]:
    """Duties that rest on the clause of another main responsibility, or of none, or two that rest on each other's.

    Only where one document is cited nearly everywhere, each main responsibility has a clause of it to itself, and no more than three
    duties or a few in a hundred are odd.
    """
    cited = _cited(document)
    usual = _usual(cited)
    odd = [one for one in cited if one.main in usual and one.clause != usual[one.main]]
    if len(usual) < _FEWEST or len(set(usual.values())) < len(usual) or len(odd) > max(_MOST, _PART * len(cited)):
        return
    told: set[str] = set()
    for one in odd:
        if one.item.number in told:
            continue
        other = next((two for two in odd if _crossed(one, two, usual)), None)
        told |= {one.item.number, other.item.number if other else ""}
        if other:
            message = f"“{one.field.label}”疑与 {other.item.number} 的对调：所引{one.clause}是主要职责 {other.main} 各项的依据，该项所引{other.clause}是本项所属主要职责各项的依据。"
        else:
            message = f"“{one.field.label}”引的是{one.clause}，主要职责 {one.main} 的其余各项引的都是{usual[one.main]}，请核对。"
        duties = (one.item.number, other.item.number) if other else (one.item.number,)
        yield Finding("misplaced-value", Severity.WARNING, duties, one.field.label, of_field(one.item, one.field), message)


def _crossed(one: _Cited, two: _Cited, usual: dict[str, str]) -> bool:
    """Whether two duties rest on the clauses of each other's main responsibility."""
    return one.main != two.main and usual[one.main] == two.clause and usual[two.main] == one.clause


def _cited(document: Document) -> list[_Cited]:
    """The duties with the clause that each cites of the document that nearly all cite; none where there is no such one."""
    found: list[tuple[Item, Field, dict[str, str]]] = []
    for item in document.items:
        field = next((one for one in standing(item) if one.kind == "basis"), None)
        if field and item.responsibility:
            found.append((item, field, _of_documents(meaning.legal_bases(field.text))))
    often = Counter(name for _, _, known in found for name in known).most_common(1)
    if not often or often[0][1] < _SHARE * len(document.items):
        return []
    return [_Cited(item, field, item.responsibility, known[often[0][0]]) for item, field, known in found if often[0][0] in known]


def _of_documents(bases: Iterable[LegalBasis]) -> dict[str, str]:
    """The clause that is cited of each document, of those of which only one is."""
    said: dict[str, set[str]] = defaultdict(set)
    for one in bases:
        said[one.document].add(one.label)
    return {name: next(iter(labels)) for name, labels in said.items() if len(labels) == 1 and all(labels)}


def _usual(cited: list[_Cited]) -> dict[str, str]:
    """The clause of each main responsibility: the one that all its duties but one cite, three of them at least, or all of two."""
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for one in cited:
        groups[one.main][one.clause] += 1
    best = {main: (*counts.most_common(1)[0], counts.total()) for main, counts in groups.items()}
    return {main: clause for main, (clause, most, whole) in best.items() if most >= 2 and most >= whole - 1}
