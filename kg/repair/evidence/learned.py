"""What the tables of a document teach of its columns: the words of each, the texts and habits that return, and which tables look displaced."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from kg import meaning
from kg.labels import CUES
from kg.parts import PLAIN
from kg.records import Document, Field
from kg.repair.evidence.forms import closing, figures, form, make_of, traits
from kg.repair.evidence.homes import ACCEPTS, CONTRADICTS, FREE, WORDED
from kg.text import is_mark_only, squeeze

WITH_ROLE, NAMES_ONLY, CELL, TEXT = "role", "names", "cell", "text"  # what a column has, beside its texts and their makes
MANY_TEXTS = 8
_CUE_WEIGHT = 3
_CLOSING, _HABIT = "…", 0.9
_ROLE = re.compile("|".join((*PLAIN, "会同", "共同")))
_BRACKETED = re.compile("[（(][^（）()]*[）)]")


@dataclass(frozen=True, slots=True)
class Learned:
    """Counts of traits by label over all tables, the labels told apart by them, and whole texts in the department and boundary columns.

    `closings` are the last character of nearly every text of a label, where it is that of hardly any text of another;
    `ticked` the columns of a matrix with what may stand there; `unlearned` the tables that look displaced, which nothing was learned
    from; `usual_total` the mean of the untyped totals.
    """

    counts: dict[str, Counter[str]]
    totals: dict[str, int]
    usual_total: float
    unlearned: frozenset[int]
    untyped: tuple[str, ...]
    closings: dict[str, str]
    columns: Counter[tuple[str, str]]
    ticked: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, document: Document) -> Learned:
        """Learn from the tables of `document`, but from those that look displaced only where most do."""
        counts = {label: _cues(document.kinds[label]) for label in document.labels}
        unlearned = _displaced(document)
        taught = [field for item in document.items if id(item) not in unlearned for field in item.fields]
        columns = Counter(chain.from_iterable(column(field.kind, field.label, field.text) for field in taught))
        for label in (field.label for item in document.items for field in item.fields):
            counts.setdefault(label, Counter())
        for label, cues in counts.items():
            cues.update(chain.from_iterable(traits(field.text) for field in taught if field.label == label))
        totals = {label: c.total() for label, c in counts.items()}
        untyped = tuple(label for label in counts if document.kinds[label] in WORDED)
        usual = sum(totals[label] for label in untyped) / max(1, len(untyped))
        ticked: dict[str, set[str]] = defaultdict(set)
        for label, text, _ in document.ticked:
            ticked[label].add(text)
        return cls(counts, totals, usual, unlearned, untyped, _closings(columns), columns, ticked)


def _displaced(document: Document) -> frozenset[int]:
    """The tables in which a cell is blank, or has another column's form, that is filled in most tables; none where most tables are so."""
    filled = Counter(f.label for item in document.items for f in item.fields if f.value)
    tables = [item for item in document.items if item.table is not None]
    odd = frozenset(id(item) for item in tables if any(_odd(f) and 2 * filled[f.label] > len(tables) for f in item.fields))
    return odd if 2 * len(odd) <= len(tables) else frozenset()


def _odd(field: Field) -> bool:
    if not field.text.strip() or is_mark_only(field.text):
        return True
    kind, found = field.kind, form(field.text)
    return bool(found) and found != kind and kind in (*ACCEPTS, *WORDED) and ACCEPTS[found].get(kind, CONTRADICTS) <= CONTRADICTS


def _closings(columns: Counter[tuple[str, str]]) -> dict[str, str]:
    """The closing of each label that is told by one, of labels with enough texts."""
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for (label, what), often in columns.items():
        if what.startswith(_CLOSING) and columns[label, TEXT] >= MANY_TEXTS:
            shares[what.removeprefix(_CLOSING)][label.removeprefix("=")] = often / columns[label, TEXT]
    return {
        label: end
        for end, of_label in shares.items()
        for label, share in of_label.items()
        if share >= _HABIT and sum(other > 1 - _HABIT for other in of_label.values()) == 1
    }


def _cues(kind: str) -> Counter[str]:
    """The prior of a label of this kind: the traits of the words usual there."""
    return Counter({trait: _CUE_WEIGHT for cue in CUES.get(kind, ()) for trait in traits(cue)})


@lru_cache(maxsize=16384)
def column(kind: str, label: str, text: str) -> tuple[tuple[str, str], ...]:
    """What a cell of departments, a boundary, or of a column without words of its own teaches: that there is one, its text, and its make or habit."""
    if not text.strip():
        return ()
    if kind in WORDED and kind not in ("boundary", "other"):
        return ((f"={label}", TEXT), (f"={label}", f"{_CLOSING}{closing(text)}"))
    if kind in (*FREE, "other"):
        own = ((f"={label}", CELL), (f"={label}", squeeze(text)), (f"={label}", make_of(text)))
        return (*own, (kind, squeeze(text))) if kind == "body" else own
    if kind == "number":
        return ((f"={label}", CELL), (f"={label}", figures(text)))
    if kind not in ("department", "boundary"):
        return ()
    if form(text) or not meaning.is_department(text):
        return ((kind, CELL),)
    habit = WITH_ROLE if is_told(text) else NAMES_ONLY
    return ((kind, CELL), (kind, squeeze(text)), (kind, habit))


def is_told(text: str) -> bool:
    """Whether a text says in a sentence what part somebody plays; in brackets behind a name does not count."""
    return bool(_ROLE.search(_BRACKETED.sub("", text)))
