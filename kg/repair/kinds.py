"""What kind of value a text is: legal citation, department, contact, workflow … learned from the document's own tables.

Typed evidence (a clause, a department name, a telephone number) comes from `kg.meaning`; the rest is a naive Bayes
comparison of character bigrams (Manning, Raghavan & Schütze 2008, ch. 13) between the labels of the same document,
each table judged without its own words, over a prior of usual words (labels.toml).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import repeat
from operator import sub

from kg import meaning
from kg.labels import CUES, kind_of
from kg.records import Document, Field, Item
from kg.text import is_mark_only, squeeze

FITS, CONTRADICTS, NEARLY = 3.0, -2.0, 2.0
_STATISTICAL = 2.0
_VAGUE = 0.5
_ENOUGH = 4000
_CUE_WEIGHT = 3
_SMOOTHING = 0.3
_WITH_ROLE = "#role"
_ROLE = re.compile("牵头|配合|会同|协助|共同")
_NUMBER = re.compile(r"\d{1,4}|\d+(?:\.\d+)+")
_CLAUSE_END = re.compile("[、，。；;\n]")


@dataclass(frozen=True, slots=True)
class Kinds:
    """Counts of traits by label over all tables, the labels told apart by them, and whole texts in the department and boundary columns.

    `own` holds the texts of the table being judged (and of others), to be left out of account; `known` what was worked out before.
    """

    counts: dict[str, Counter[str]]
    totals: dict[str, int]
    untyped: tuple[str, ...]
    columns: Counter[tuple[str, str]]
    known: dict[tuple[str, str, tuple[str, ...]], float]
    own: dict[str, tuple[str, ...]]
    own_columns: Counter[tuple[str, str]]

    @classmethod
    def of(cls, document: Document) -> Kinds:
        """Learn from every table of `document`."""
        counts = {label: _cues(label) for label in document.labels}
        columns: Counter[tuple[str, str]] = Counter()
        for item in document.items:
            for field in item.fields:
                counts.setdefault(field.label, Counter()).update(traits(field.text))
                columns.update(_column(field))
        totals = {label: c.total() for label, c in counts.items()}
        untyped = tuple(label for label in counts if kind_of(label) in _UNTYPED)
        return cls(counts, totals, untyped, columns, {}, {}, Counter())

    def without(self, *items: Item) -> Kinds:
        """The same, as if the tables of `items` were not part of the document."""
        own: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for field in (field for item in items for field in item.fields):
            own[field.label] += (field.text,)
        columns = Counter(c for item in items for f in item.fields for c in _column(f))
        return replace(self, own=own, own_columns=columns)

    def fit(self, label: str, text: str) -> float:
        """How well `text` stands beside `label`: positive fits, negative contradicts, 0 cannot be said (or is blank)."""
        if not text.strip():
            return 0.0
        if is_mark_only(text):
            return CONTRADICTS / 2
        wanted, typed = kind_of(label), self.typed(text)
        if wanted in _FREE:
            return FITS if (wanted, typed) in (("code", "number"), ("body", "department")) else 0.0
        if typed == "department" and wanted in ("department", "boundary"):
            return self._place(wanted, text)
        if wanted in _ACCEPTS.get(typed, {}):
            return _ACCEPTS[typed][wanted]
        if typed:
            return CONTRADICTS
        if wanted in ("number", "supervision", "department"):
            return CONTRADICTS if wanted != "department" or len(text) > 30 else CONTRADICTS / 2
        return self.likeness(label, text) * (_VAGUE if wanted == "other" else 1.0) - (1.0 if wanted == "basis" else 0.0)

    def _place(self, wanted: str, text: str) -> float:
        """How well department names stand in the department or the boundary column, by the habit of this document."""
        if wanted == "department":
            return FITS if not _ROLE.search(text) or self._usual("department", _WITH_ROLE) else 0.0
        return NEARLY if _ROLE.search(text) or self._usual("boundary", text) else 0.5

    def typed(self, text: str) -> str:
        """The kind that the form, or the same text in a column of departments, gives away, or ""."""
        found = form(text)
        if found:
            return found
        if self._usual("department", text) or (meaning.is_department(text) and len(squeeze(text)) <= 30):
            return "department"
        return ""

    def likeness(self, label: str, text: str) -> float:
        """Mean log-odds per bigram of `label` against the best other untyped label, squashed into ±2."""
        rivals = [other for other in self.untyped if other != label]
        if not rivals or label not in self.counts:
            return 0.0
        best = max(self._log_likelihood(other, text) for other in rivals)
        return _STATISTICAL * math.tanh((self._log_likelihood(label, text) - best) / len(traits(text)))

    def _log_likelihood(self, label: str, text: str) -> float:
        key = (label, text, self.own.get(label, ()))
        if key not in self.known:
            self.known[key] = self._computed(*key)
        return self.known[key]

    def _computed(self, label: str, text: str, left_out: tuple[str, ...]) -> float:
        grams = traits(text)
        seen, own = self.counts[label].get, _counted(left_out).get
        total = self.totals[label] - sum(len(traits(one)) for one in left_out) + _SMOOTHING * 5000
        left = map(sub, map(seen, grams, repeat(0)), map(own, grams, repeat(0)))
        return sum(map(_log, left)) - len(grams) * math.log(total)

    def _usual(self, kind: str, text: str) -> bool:
        """Whether another table has exactly this text in a column of this kind."""
        key = (kind, squeeze(text))
        return self.columns.get(key, 0) > self.own_columns.get(key, 0)


_FREE = ("code", "type", "subitem", "body", "responsibility", "page")
_UNTYPED = ("name", "workflow", "documents", "accountability", "boundary", "other")
_ACCEPTS: dict[str, dict[str, float]] = {
    "number": {"number": FITS, "other": 0.0},
    "department": {"other": 0.0},
    "basis": {"basis": FITS, "documents": 0.0, "name": 0.0, "accountability": -0.5, "workflow": -0.5, "other": 0.0},
    "supervision": {"supervision": FITS, "workflow": -0.5, "boundary": -0.5, "other": 0.0},
    "boundary": {"boundary": FITS, "department": -1.0, "other": 0.0},
}


@cache
def _log(seen: int) -> float:
    """The logarithm of a smoothed count."""
    return math.log(seen + _SMOOTHING)


@lru_cache(maxsize=16384)
def form(text: str) -> str:
    """The kind that the form of a text alone gives away, or ""; departments have no such form."""
    if _NUMBER.fullmatch(unicodedata.normalize("NFKC", text.strip())):
        return "number"
    if "独立实施" in text:
        return "boundary"
    if meaning.is_citation(text):
        return "basis"
    found = meaning.contacts(text)
    return "supervision" if found.mailboxes or found.phones else ""


@lru_cache(maxsize=1024)
def _counted(texts: tuple[str, ...]) -> Counter[str]:
    """How often the traits of `texts` occur in them; not to be changed."""
    return Counter(trait for text in texts for trait in traits(text))


@lru_cache(maxsize=1024)
def traits(text: str) -> tuple[str, ...]:
    """What a text is recognised by: its character pairs, how its clauses begin and end, and how it closes; the beginning of a long one."""
    body = squeeze(text[:_ENOUGH])
    pairs = [body[i : i + 2] for i in range(len(body) - 1)]
    clauses = [clause for clause in _CLAUSE_END.split(body) if clause]
    edges = [edge for clause in clauses for edge in (f"^{clause[:2]}", f"{clause[-1]}$")]
    return (*pairs, *edges, *edges, f"{body[-1:]}.")


def _cues(label: str) -> Counter[str]:
    """The prior of a label: the traits of the words usual there."""
    return Counter({trait: _CUE_WEIGHT for cue in CUES.get(kind_of(label), ()) for trait in traits(cue)})


def _column(field: Field) -> list[tuple[str, str]]:
    kind = kind_of(field.label)
    whole = kind in ("department", "boundary") and meaning.is_department(field.text)
    roles = [(kind, _WITH_ROLE)] if whole and _ROLE.search(field.text) else []
    return [(kind, squeeze(field.text)), *roles] if whole else []
