"""What a question is asked of: the means from which querying and searching make an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from index import Found
from kg.answer.answer import Published
from kg.answer.duties import DutyAnswer
from kg.names import catalogue_of
from kg.question.words.lexicon import Lexicon
from kg.store import Store


@dataclass(frozen=True)
class Scope:
    """The store, the names of the catalogues asked of, and how duties are found.

    `narrow`: these are some of many; `published` are all that the base holds, by slug.
    `listed` puts duties (IRI, score) together, `search` finds so many of them for a text; an answer lists `top` at most.
    `gained` tells what share of a text each of some matters says and none of the names beside it does.
    """

    store: Store
    lexicon: Lexicon
    narrow: bool
    published: Mapping[str, Published]
    listed: Callable[[Sequence[tuple[str, float]]], tuple[DutyAnswer, ...]]
    search: Callable[[str, int], Found]
    gained: Callable[[str, Sequence[tuple[str, Sequence[str]]]], list[float]]
    top: int

    @cached_property
    def told_apart(self) -> dict[str, str]:
        """The departments whose name those of other bodies have too, by IRI, with their body behind it."""
        return told_apart({key: name for name, keys in self.lexicon.kind("department").items() for key in keys}, self.published)


def told_apart(departments: Mapping[str, str], published: Mapping[str, Published]) -> dict[str, str]:
    """The departments, by IRI, whose name several of them have, with their body behind it: 办公室（某市体育局）."""
    often = Counter(departments.values())
    return {iri: f"{name}（{published[catalogue_of(iri)].publisher}）" for iri, name in departments.items() if often[name] > 1}
