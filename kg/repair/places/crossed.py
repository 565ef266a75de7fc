"""Two duties with each other's text in one column: the words of each are those of the other row, and hardly any of its own."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from kg.records import Document, Finding, Severity
from kg.repair.evidence.telling import JUDGED, Row, beside, fit, rows_of, shared
from kg.repair.evidence.wording import says_something
from kg.repair.where import of_field
from kg.text import bare, squeeze

_FEWEST, _MOST, _ENOUGH = 5, 3, 0.8  # rows; pairs in a document; of `_better`: over 500 sound documents no two rows have 0.6
_RATHER, _SLIPPED, _WORST, _BOTH = 2, 3, 0.6, 0.2
_Pair = tuple[float, str, Row, Row]


def exchanged(document: Document) -> Iterator[Finding]:
    """Two texts of a column that have changed places: each has telling words of the other's row and none or few of its own.

    Telling are pairs of characters, and single ones of the titles of laws, that few rows have. All fields of a row speak but numbers, types and
    contacts. Nothing where there are more than three such pairs: then the column goes by another order.
    """
    rows, tells = rows_of(document)
    if len(rows) < _FEWEST:
        return
    labels = dict.fromkeys(label for row in rows for label, field in row.fields.items() if field.kind in JUDGED)
    pairs = sorted((pair for label in labels for pair in _of_column(label, rows, tells)), key=_rank)
    met: set[str] = set()
    found = []
    for _, label, one, other in pairs:
        if met.isdisjoint(numbers := {one.item.number, other.item.number}):
            met |= numbers
            found.append(_finding(label, one, other, tells))
    yield from found if len(found) <= _MOST else ()


def _rank(pair: _Pair) -> tuple[float, int]:
    score, label, row, _ = pair
    return -round(score, 1), JUDGED.index(row.fields[label].kind)


def _of_column(label: str, rows: Sequence[Row], tells: dict[str, float]) -> Iterator[_Pair]:
    """The pairs of rows whose texts of one column fit each other's row so much better; none where some fit the next row, for then the column has slipped."""
    column = [row for row in rows if label in row.fields]
    if len(column) < _FEWEST:
        return
    size = math.log(len(rows))
    own = [fit(row, row, label, tells) for row in column]
    fits = _fits(label, column, own, size, tells)
    next_fits = ([n for n in fits if fits[n].get(n + step, 0.0) - own[n] > _ENOUGH * size] for step in (1, -1))
    if any(len(rows) >= _SLIPPED for rows in next_fits):
        return
    for n, there in fits.items():
        for m, its in there.items():
            if m not in fits and its - own[n] > _ENOUGH * size:
                back = fit(column[m], column[n], label, tells)
            else:
                back = fits[m].get(n, 0.0) if n < m and m in fits else 0.0
            score = _better(its, back, own[n], own[m]) / size
            if score >= _ENOUGH and _differ(column[n], column[m], label) and _said(column[n], column[m], label, rows):
                yield score, label, column[min(n, m)], column[max(n, m)]


def _fits(
    label: str, column: Sequence[Row], own: Sequence[float], size: float, tells: dict[str, float]
) -> dict[int, dict[int, float]]:
    """How well the texts that hardly fit their own rows fit others that may be like them: by the telling words that they have in common with one's other fields."""
    saying: dict[str, list[int]] = defaultdict(list)
    for n, row in enumerate(column):
        for word in beside(row.telling, label) if own[n] <= _RATHER * size else ():
            saying[word].append(n)
    fits: dict[int, dict[int, float]] = {n: defaultdict(float) for n in range(len(column)) if own[n] <= size}
    for n, others in fits.items():
        for word in column[n].telling[label]:
            for other in saying.get(word, ()):
                others[other] += tells[word]
    return fits


def _better(fit: float, its: float, own: float, other: float) -> float:
    """How much better two texts fit in each other's place than in their own: above all the one that does so less."""
    worst, both = min(fit - own, its - other), fit + its - 2 * (own + other)
    return _WORST * (worst - own - other) + _BOTH * both if worst > 0 else 0.0


def _said(one: Row, other: Row, label: str, rows: Sequence[Row]) -> bool:
    """Whether each text has a word of the other's row; of bases, whose titles are short, a character is enough.

    One word each proves nothing of texts that go as those of their own type of power do.
    """
    if one.fields[label].kind == "basis":
        return True
    both = ((one, other), (other, one))
    words = [[word for word in here.telling[label] & beside(there.telling, label) if len(word) > 1] for here, there in both]
    said = all(
        any(says_something(word, squeeze(here.fields[label].text)) for word in there)
        for there, (here, _) in zip(words, both, strict=True)
    )
    return said and (sum(map(len, words)) > len(both) or not all(_is_at_home(here, there, label, rows) for here, there in both))


def _is_at_home(here: Row, there: Row, label: str, rows: Sequence[Row]) -> bool:
    """Whether a text has more of the words usual in its own type of power than of those usual in the other row's type."""
    own, other = (_usual(row, here, label, rows) for row in (here, there))
    said = here.words[label]
    return len(said & (own - other)) > len(said & (other - own))


def _usual(like: Row, judged: Row, label: str, rows: Sequence[Row]) -> frozenset[str]:
    """The words that most texts of a row's type have in a column, but for the one that is judged."""
    kind = _type(like)
    texts = [row.words[label] for row in rows if kind and row is not judged and _type(row) == kind and label in row.words]
    counted = Counter(chain.from_iterable(texts))
    return frozenset(word for word, n in counted.items() if 2 * n > len(texts))


def _type(row: Row) -> str:
    return next((squeeze(field.text) for field in row.item.fields if field.kind == "type"), "")


def _differ(one: Row, other: Row, label: str) -> bool:
    texts = (bare(row.fields[label].text) for row in (one, other))
    return one.item.number != other.item.number and len(set(texts)) == 2


def _finding(label: str, one: Row, other: Row, tells: dict[str, float]) -> Finding:
    here, there = shared(one, other, label, tells), shared(other, one, label, tells)
    message = f"“{label}”疑与 {other.item.number} 的对调：此处的“{here}”合于该项而不合于本项，该项的“{there}”合于本项。"
    duties = (one.item.number, other.item.number)
    return Finding("misplaced-value", Severity.WARNING, duties, label, of_field(one.item, one.fields[label]), message)
