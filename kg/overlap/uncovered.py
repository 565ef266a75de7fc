"""Store and model -> the gaps that take reading: parts of clauses that no duty takes up, duties of which nobody is in charge."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from index.encoder import Encoder
from kg.overlap.facts import bodies, gather, labels
from kg.overlap.find import cutter
from kg.overlap.finding import Gap
from kg.overlap.unled import unled
from kg.overlap.untaken import assigning, cited, untaken
from kg.store import Store


def find(store: Store, encoder: Encoder) -> Iterator[Gap]:
    """Every gap, catalogue by catalogue in document order; the same store and model always give the same."""
    publishers, names, clauses = bodies(store), labels(store), cited(store)
    for catalogue, group in itertools.groupby(gather(store), lambda duty: duty.catalogue):
        duties = tuple(group)
        yield from untaken(duties, names, assigning(clauses, duties), cutter(), encoder)
        yield from unled(duties, publishers.get(catalogue, ""), cutter(), encoder)
