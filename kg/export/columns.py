"""Which column of a table a cell stands in: that of its kind of field, however its catalogue calls it, so that catalogues compare."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.labels import EXPORTED
from kg.names import catalogue_of, kind_of_field
from kg.store import Store
from kg.text import normal

PRINTED: str = EXPORTED["printed"]
_NAMES = """SELECT ?field ?name { ?field skos:inScheme scheme:fields ; skos:prefLabel ?name FILTER(LANG(?name) = "zh") }"""


@dataclass(slots=True)
class Columns:
    """Texts by duty and column, the columns in order, known kinds first; `called`: labels of a duty that differ from their columns."""

    heads: list[str] = field(default_factory=list)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    called: dict[str, dict[str, str]] = field(default_factory=dict)


def columns(store: Store, cells: Sequence[Mapping[str, str]]) -> Columns:
    """The columns of `cells`, rows of evidence."""
    names = {row["field"]: row["name"] for row in store.select(_NAMES) if kind_of_field(row["field"])}
    places = _places(cells, names)
    known, others = dict.fromkeys(c for c in places.values() if c in names.values()), dict.fromkeys(places.values())
    found = Columns([*known, *(head for head in others if head not in known)])
    for cell in cells:
        column = places[catalogue_of(cell["duty"]), cell["label"]]
        found.texts.setdefault(cell["duty"], {}).setdefault(column, normal(cell["text"]))
        if column != cell["label"]:
            found.called.setdefault(cell["duty"], {})[column] = cell["label"]
    return found


def beside(found: Columns, heads: Sequence[str], told: Mapping[str, Mapping[str, str]]) -> Columns:
    """`found` beside columns `heads` that say the same in another way (`told`, by duty).

    What is printed stays, under a name of its own, where it says more.
    """
    more = {head for head in heads if any(_differs(texts.get(head, ""), told[duty][head]) for duty, texts in found.texts.items())}
    renamed = {head: head + PRINTED if head in heads else head for head in found.heads}
    return Columns(
        [renamed[head] for head in found.heads if head not in heads or head in more],
        {duty: {renamed[head]: text for head, text in texts.items()} for duty, texts in found.texts.items()},
        found.called,
    )


def _differs(printed: str, told: str) -> bool:
    return bool(printed) and re.sub(r"\W", "", printed) != re.sub(r"\W", "", told)


def _places(cells: Iterable[Mapping[str, str]], names: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Catalogue and label -> column. Of two labels of one kind in one duty the second keeps a column of its own."""
    kinds: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    duties: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cell in cells:
        catalogue = catalogue_of(cell["duty"])
        kinds[catalogue, cell["field"]].setdefault(cell["label"])
        duties[catalogue, cell["label"]].add(cell["duty"])
    places = {}
    for (catalogue, kind), labels in kinds.items():
        name, taken = names.get(kind, ""), set[str]()
        for label in sorted(labels, key=lambda one: one != name):
            own = duties[catalogue, label]
            places[catalogue, label] = label if not name or own & taken else name
            taken |= own if places[catalogue, label] == name else set()
    return places


def calls(labels: Mapping[str, str]) -> Iterator[str]:
    """Column and printed label, as people read it."""
    return (f"{column}：{label}" for column, label in labels.items())
