"""What goes into the index and what comes out: plain records without any RDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Passage:
    """A duty as search sees it.

    `key` comes back in the hits, `labels` are questions it is known to answer, `body` are the names of the body that publishes it.
    """

    key: str
    name: str
    department: str = ""
    accountability: str = ""
    clause: str = ""
    labels: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """A concept of the thesaurus.

    `words` are all its labels as people write them, `terms` the official wordings to look for in a catalogue with
    their weights, `authority` who usually handles it where that is somebody else, `passages` the keys of passages that
    the catalogue itself names for it, best first.
    """

    key: str
    label: str
    words: tuple[str, ...]
    terms: tuple[tuple[str, float], ...]
    authority: str = ""
    passages: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A passage found: its calibrated probability in [0, 1] and the features it was computed from."""

    key: str
    score: float
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of the question that the thesaurus knows, and the matter it stands for.

    `otherwise` is what it stands for elsewhere, where it also names a matter of another authority.
    """

    word: str
    matter: str
    authority: str = ""
    otherwise: Mention | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of the index: hits, best first, and the matters it recognised in the question."""

    hits: tuple[Hit, ...]
    mentions: tuple[Mention, ...] = field(default=())
