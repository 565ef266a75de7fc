"""What a question is asked of: the means from which querying and searching make an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index import Found
from kg.answer.answer import Published
from kg.answer.duties import DutyAnswer
from kg.question import Lexicon
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Scope:
    """The store, the names of the catalogues asked of and whether they are some of many, all that the base holds, and how duties are found.

    `listed` puts duties (IRI, score) together, `search` finds so many of them for a text; an answer lists `top` at most.
    """

    store: Store
    lexicon: Lexicon
    narrow: bool
    published: Mapping[str, Published]
    listed: Callable[[Sequence[tuple[str, float]]], tuple[DutyAnswer, ...]]
    search: Callable[[str, int], Found]
    top: int
