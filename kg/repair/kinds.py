"""What kind of value a text is: legal citation, department, contact, workflow … learned from the document's own tables.

Typed evidence (a clause, a department name, a telephone number) comes from `kg.meaning`; the rest is a naive Bayes
comparison of character bigrams (Manning, Raghavan & Schütze 2008, ch. 13) between the labels of the same document,
each table judged without its own words, over a prior of usual words (labels.toml).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from kg import meaning
from kg.labels import CUES, kind_of
from kg.records import Document, Item
from kg.text import is_mark_only, squeeze

FITS, CONTRADICTS, NEARLY = 3.0, -2.0, 2.0
_STATISTICAL = 1.5
_CUE_WEIGHT = 3
_SMOOTHING = 0.3


@dataclass(frozen=True, slots=True)
class Kinds:
    """Bigram counts by label over all tables, and the department names that occur more than once."""

    counts: dict[str, Counter[str]]
    departments: Counter[str]

    @classmethod
    def of(cls, document: Document) -> Kinds:
        """Learn from every table of `document`."""
        counts = {label: Counter({gram: _CUE_WEIGHT for cue in CUES.get(kind_of(label), ()) for gram in bigrams(cue)}) for label in document.labels}
        departments: Counter[str] = Counter()
        for item in document.items:
            for field in item.fields:
                counts.setdefault(field.label, Counter()).update(bigrams(field.text))
                if kind_of(field.label) == "department" and meaning.is_department(field.text):
                    departments.update({squeeze(field.text): 1})
        return cls(counts, departments)

    def without(self, item: Item) -> Kinds:
        """The same, as if `item`'s table were not part of the document."""
        counts = dict(self.counts)
        departments = self.departments.copy()
        for field in item.fields:
            counts[field.label] = counts[field.label] - Counter(bigrams(field.text))
            if kind_of(field.label) == "department":
                departments.subtract([squeeze(field.text)])
        return Kinds(counts, departments)

    def fit(self, label: str, text: str) -> float:
        """How well `text` stands beside `label`: positive fits, negative contradicts, 0 cannot be said (or is blank)."""
        if not text.strip():
            return 0.0
        if is_mark_only(text):
            return CONTRADICTS / 2
        wanted, typed = kind_of(label), self.typed(text)
        if wanted in _ACCEPTS.get(typed, {}):
            return _ACCEPTS[typed][wanted]
        if typed:
            return CONTRADICTS
        if wanted in ("number", "supervision", "department"):
            return CONTRADICTS if wanted != "department" or len(text) > 30 else CONTRADICTS / 2
        return self._likeness(label, text) - (1.0 if wanted == "basis" else 0.0)

    def typed(self, text: str) -> str:
        """The kind that the form alone gives away, or ""."""
        if text.strip().replace(".", "").isdecimal() and "." in text:
            return "number"
        if self.departments[squeeze(text)] > 0 or (meaning.is_department(text) and len(squeeze(text)) <= 30):
            return "department"
        if meaning.is_citation(text):
            return "basis"
        found = meaning.contacts(text)
        if found.mailboxes or found.phones:
            return "supervision"
        return "boundary" if "独立实施" in text else ""

    def _likeness(self, label: str, text: str) -> float:
        """Mean log-odds per bigram of `label` against the best other untyped label, squashed into ±1.5."""
        grams = bigrams(text)
        rivals = [other for other in self.counts if kind_of(other) in _UNTYPED and other != label]
        if not grams or not rivals or label not in self.counts:
            return 0.0
        own = self._log_likelihood(label, grams)
        best = max(self._log_likelihood(other, grams) for other in rivals)
        return _STATISTICAL * math.tanh((own - best) / len(grams))

    def _log_likelihood(self, label: str, grams: list[str]) -> float:
        counts = self.counts[label]
        total = sum(counts.values()) + _SMOOTHING * 5000
        return sum(math.log((counts[gram] + _SMOOTHING) / total) for gram in grams)


_UNTYPED = ("name", "workflow", "documents", "accountability", "boundary", "other")
_ACCEPTS: dict[str, dict[str, float]] = {
    "number": {"number": FITS, "other": 0.0},
    "department": {"department": FITS, "boundary": NEARLY, "other": 0.0},
    "basis": {"basis": FITS, "documents": 0.0, "name": 0.0, "accountability": -0.5, "workflow": -0.5, "other": 0.0},
    "supervision": {"supervision": FITS, "workflow": -0.5, "boundary": -0.5, "other": 0.0},
    "boundary": {"boundary": FITS, "department": -1.0, "other": 0.0},
}


def bigrams(text: str) -> list[str]:
    """The overlapping character pairs of `text` without white space."""
    body = squeeze(text)
    return [body[i : i + 2] for i in range(len(body) - 1)]
