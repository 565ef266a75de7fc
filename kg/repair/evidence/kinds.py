"""What kind of value a text is: legal citation, department, contact, workflow … learned from the document's own tables.

Typed evidence (a clause, a department name, a telephone number) comes from `kg.meaning`; the rest is a naive Bayes
comparison of character bigrams (Manning, Raghavan & Schütze 2008, ch. 13) between the labels of the same document,
each table judged without its own words, over a prior of usual words (labels.toml).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, repeat
from operator import sub

from kg import meaning
from kg.labels import TYPES
from kg.records import Document, Field, Item
from kg.repair.evidence.forms import closing, figures, form, is_spoilt_contact, make_of, names_several, traits
from kg.repair.evidence.homes import ACCEPTS, AT_HOME, CONDUCT, CONTRADICTS, FITS, FREE, NEARLY, says_itself
from kg.repair.evidence.learned import CELL, MANY_TEXTS, NAMES_ONLY, TEXT, WITH_ROLE, Learned, column, is_told
from kg.text import is_mark_only, is_tick, squeeze

MISFIT, FITS_THERE = -1.4, 1.2  # words that are not those of their own column, and those that are another's
_STATISTICAL = 2.0
_VAGUE, _SHARED = 0.5, 0.5
_SELDOM = 0.15
_SMOOTHING = 0.3
_PRIOR = 100
_UNKNOWN = math.log(_SMOOTHING)
_RATHER, _BY_FAR = 0.0, 1.35
_MAKES = ("/supervision", "/number", "/basis", "/date", "/term", "/department")
_USUALLY, _FEWEST = 0.8, 5
_LONGEST = 30  # of what reads as the name of one department; a longer sentence may well end as such a name does


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the tables of a document have taught, seen from one of them, whose own texts are left out of account.

    `own` and `own_columns` are what was learned from that table; `known` is what was worked out for any table, `fits` and `likely` for this one;
    `seen` is what was taught to those from which the document has been seen, by their texts.
    """

    learned: Learned
    own: dict[str, tuple[str, ...]]
    own_columns: Counter[tuple[str, str]]
    known: dict[tuple[str, str, tuple[str, ...]], float]
    fits: dict[tuple[str, str, str], float]
    likely: dict[tuple[str, str], float]
    seen: dict[tuple[tuple[str, str, str], ...], Kinds]

    @classmethod
    def of(cls, document: Document) -> Kinds:
        """What all tables of `document` have taught."""
        return cls(Learned.of(document), {}, Counter(), {}, {}, {}, {})

    @property
    def unlearned(self) -> frozenset[int]:
        """The tables that look displaced, which nothing was learned from, by their id."""
        return self.learned.unlearned

    def without(self, *items: Item) -> Kinds:
        """The same, as if the tables of `items` were not part of the document."""
        once = {id(item): item for item in items}  # one that is named twice was learned from once
        learned = (item for item in once.values() if id(item) not in self.unlearned)
        texts = tuple((field.kind, field.label, field.text) for item in learned for field in item.fields)
        if texts not in self.seen:
            self.seen[texts] = self._without(texts)
        return self.seen[texts]

    def _without(self, texts: tuple[tuple[str, str, str], ...]) -> Kinds:
        own: dict[str, tuple[str, ...]] = defaultdict(tuple)
        for _, label, text in texts:
            own[label] += (text,)
        columns = Counter(chain.from_iterable(column(*one) for one in texts))
        return replace(self, fits={}, likely={}, own=own, own_columns=columns)

    def fit(self, field: Field, text: str) -> float:
        """How well `text` stands in a field's place: positive fits, negative contradicts, 0 cannot be said (or is blank)."""
        key = (field.label, field.kind, text)
        if key not in self.fits:
            self.fits[key] = self._fit(field, text)
        return self.fits[key]

    def _fit(self, field: Field, text: str) -> float:
        label, wanted = field.label, field.kind
        if not text.strip() or is_mark_only(text) or label in self.learned.ticked:
            return self._marked(field, text)
        own = says_itself(label, wanted, text)
        if own or meaning.is_pointer(text) or (wanted == "supervision" and is_spoilt_contact(text)):
            return FITS if own else 0.0
        typed = "number" if wanted == "number" and self._numbered(label, text) else self.typed(text)
        habit = self._habitual(label, text) if wanted in (*FREE, "other") else 0.0
        if habit or wanted in FREE:
            return habit or (FITS if (wanted, typed) in AT_HOME else FREE.get(wanted, {}).get(typed, 0.0))
        if typed == "department" and wanted in ("department", "boundary"):
            return self._place(wanted, text)
        if wanted in ACCEPTS.get(typed, {}):
            return ACCEPTS[typed][wanted]
        if typed:
            return CONTRADICTS
        if wanted in ("number", "supervision", "department"):
            return CONTRADICTS if wanted != "department" or len(text) > _LONGEST else CONTRADICTS / 2
        return self.likeness(label, text) * (_VAGUE if wanted == "other" else 1.0) - (1.0 if wanted == "basis" else 0.0)

    def _marked(self, field: Field, text: str) -> float:
        """How well a blank or a mark stands anywhere, and any text in a column that is ticked off."""
        if field.label in self.learned.ticked and text.strip() and not is_mark_only(text):
            return FITS if text.strip() in self.learned.ticked[field.label] else CONTRADICTS
        blank = not text.strip() or field.label in self.learned.ticked or self._seen(field.label, squeeze(text)) > 1
        return 0.0 if blank or (is_tick(text) and field.kind == "other") else CONTRADICTS / 2

    def _place(self, wanted: str, text: str) -> float:
        """How well department names stand in the department or the boundary column, by the habit of this document.

        Names with a role in a sentence ("A牵头，B配合") are at home in both; with a role in brackets they are departments.
        """
        told = is_told(text)
        if wanted == "department":
            if self._usual("body", text) and not self._usual("department", text):
                return _SHARED
            shared = told and self._share("department", WITH_ROLE) < self._share("boundary", WITH_ROLE)
            return _SHARED if shared else FITS
        return NEARLY if told or self._share("boundary", NAMES_ONLY) > _SELDOM else _SHARED

    def _habitual(self, label: str, text: str) -> float:
        """How well a text stands in a column that has no words of its own; 0 where the others tell nothing.

        It is by the very text, or by values of one make.
        """
        if self._seen(label, squeeze(text)) > 1:
            return FITS
        make, cells = make_of(text), self._seen(label, CELL)
        common = next((one for one in _MAKES if self._seen(label, one) > _USUALLY * cells), "") if cells >= _FEWEST else ""
        return 0.0 if not common else FITS if make == common else CONTRADICTS / 2

    def _numbered(self, label: str, text: str) -> bool:
        """Whether a number is made like most of its column: 46-06, A12."""
        return bool(made := figures(text)) and 2 * self._seen(label, made) > self._seen(label, CELL)

    def is_learned(self, label: str) -> bool:
        """Whether a column has enough texts to tell what belongs there."""
        return max(self._seen(label, CELL), self._seen(label, TEXT)) >= MANY_TEXTS

    def tells(self, field: Field, text: str) -> bool:
        """Whether the words of a column say that a text belongs there: by far, unless it has enough of them."""
        enough = _RATHER if field.kind in CONDUCT and field.kind != "workflow" else _BY_FAR
        return self.is_learned(field.label) or self.likeness(field.label, text) >= enough

    def is_usual(self, field: Field) -> bool:
        """Whether another table has exactly this text in such a column too."""
        return self._seen(field.label, squeeze(field.text)) > 0

    def is_strange(self, field: Field) -> bool:
        """Whether such a column, with enough cells, has nothing made like this in any other table."""
        make = make_of(field.text)
        return bool(make) and self._seen(field.label, CELL) >= _FEWEST and not self._seen(field.label, make)

    def _seen(self, label: str, what: str) -> int:
        """How often the column of this label has a text, or one of this make, in the other tables."""
        key = (f"={label}", what)
        return self.learned.columns.get(key, 0) - self.own_columns.get(key, 0)

    def typed(self, text: str) -> str:
        """The kind that the form, a name of a type of power, or the same text in a column of departments gives away, or ""."""
        found = "type" if squeeze(text) in TYPES else form(text)
        if found:
            return found
        if (
            self._usual("department", text)
            or (meaning.is_department(text) and len(squeeze(text)) <= _LONGEST)
            or names_several(text)
        ):
            return "department"
        return ""

    def likeness(self, label: str, text: str) -> float:
        """Mean log-odds per bigram of `label` against the best other untyped label, squashed into ±2, and what the text's last character says."""
        key = (label, text)
        if key not in self.likely:
            self.likely[key] = self._likeness(label, text)
        return self.likely[key]

    def _likeness(self, label: str, text: str) -> float:
        rivals = [other for other in self.learned.untyped if other != label]
        if not rivals or label not in self.learned.counts:
            return 0.0
        best = max(self._log_likelihood(other, text) for other in rivals)
        odds = _STATISTICAL * math.tanh((self._log_likelihood(label, text) - best) / len(traits(text)))
        return max(-_STATISTICAL, min(_STATISTICAL, odds + self._closes(label, rivals, text)))

    def _closes(self, label: str, rivals: list[str], text: str) -> float:
        """Whether a text closes as those of its label alone do (…的), or not so, or as those of a rival do; 0 where closing tells nothing."""
        end = closing(text)
        if label in self.learned.closings:
            return _STATISTICAL if end == self.learned.closings[label] else -_STATISTICAL / 2
        return -_STATISTICAL if any(self.learned.closings.get(rival) == end for rival in rivals) else 0.0

    def closes_otherwise(self, field: Field) -> bool:
        """Whether nearly all texts of a column close with one character, and this one with another."""
        return self.learned.closings.get(field.label, closing(field.text)) != closing(field.text)

    def _log_likelihood(self, label: str, text: str) -> float:
        key = (label, text, self.own.get(label, ()))
        if key not in self.known:
            self.known[key] = self._computed(*key)
        return self.known[key]

    def _computed(self, label: str, text: str, left_out: tuple[str, ...]) -> float:
        grams = traits(text)
        seen, own = self.learned.counts[label].get, _counted(left_out).get
        total = self.learned.totals[label] - sum(len(traits(one)) for one in left_out)
        # As if every column had printed as much: or else what none has seen would speak for the shortest.
        level = (self.learned.usual_total + _PRIOR) / (total + _PRIOR)
        left = [count for count in map(sub, map(seen, grams, repeat(0)), map(own, grams, repeat(0))) if count]
        logs = {count: math.log(count * level + _SMOOTHING) for count in set(left)}
        return math.fsum(map(logs.__getitem__, left)) + (len(grams) - len(left)) * _UNKNOWN

    def _usual(self, kind: str, text: str) -> bool:
        """Whether another table has exactly this text in a column of this kind (department, boundary, body)."""
        key = (kind, squeeze(text))
        return self.learned.columns.get(key, 0) > self.own_columns.get(key, 0)

    def names_department(self, text: str, item: Item) -> bool:
        """Whether a text is what stands in the department column of this table or of another."""
        own = (squeeze(field.text) for field in item.fields if field.kind == "department")
        return squeeze(text) in own or self._usual("department", text)

    def _share(self, kind: str, habit: str) -> float:
        """In what part of the other tables the cell of this kind has this habit."""
        found, cells = (self.learned.columns.get((kind, key), 0) - self.own_columns.get((kind, key), 0) for key in (habit, CELL))
        return found / cells if cells else 0.0


@lru_cache(maxsize=1024)
def _counted(texts: tuple[str, ...]) -> Counter[str]:
    """How often the traits of `texts` occur in them; not to be changed."""
    return Counter(trait for text in texts for trait in traits(text))
