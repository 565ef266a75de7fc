"""Material and model -> the gaps that take reading: parts of clauses that no duty takes up, duties of which nobody is in charge, holes
in what is numbered, and sides of boundaries that nothing answers.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from index.encoder import Encoder
from kg.overlap.facts import Material
from kg.overlap.finding import Gap
from kg.overlap.gaps.holes import empty, uncited
from kg.overlap.gaps.sides import onesided, unknown
from kg.overlap.gaps.unled import unled
from kg.overlap.gaps.untaken import assigning, untaken
from kg.overlap.wording.cut import cutter


def find_gaps(material: Material, encoder: Encoder) -> Iterator[Gap]:
    """Every gap in `material`, catalogue by catalogue in document order; the same input gives the same."""
    for catalogue, group in itertools.groupby(material.duties, lambda duty: duty.catalogue):
        duties = tuple(group)
        assigned, body = assigning(material.cited, duties), material.publishers.get(catalogue, "")
        yield from untaken(duties, material.labels, assigned, cutter(), encoder, body)
        yield from uncited(duties, material.labels, assigned)
        yield from empty(duties, material.labels)
        yield from unled(duties, body, cutter(), encoder)
        yield from unknown(duties, body)
        yield from onesided(duties, cutter())
