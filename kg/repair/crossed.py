"""Two duties with each other's text in one column: the words of each are those of the other row, and hardly any of its own."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import meaning
from kg.labels import PLAIN
from kg.records import Document, Field, Finding, Item, Severity
from kg.repair.homes import CONDUCT
from kg.repair.where import of_field, standing
from kg.text import bare, pairs_of, squeeze

_JUDGED = ("basis", *CONDUCT, "boundary", "name")  # of two columns that tell alike, the first is meant: names seldom go astray
_SPEAKING = frozenset((*_JUDGED, "department", "other"))
_FEWEST, _MOST, _ENOUGH = 5, 3, 0.8  # rows; pairs in a document; of `_better`: over 500 sound documents no two rows have 0.6
_FEW, _SHARE, _MANY = 4, 0.2, 30  # rows in which a word may stand that tells them apart
_SLIPPED, _CHARACTER, _WORST, _BOTH = 3, 0.6, 0.6, 0.2
_STATE = "中华人民共和国"
_IDLE = frozenset("的了和与及或在是第条款项之一二三四五六七八九十1234567890《》（）()“”，。、：；")


@dataclass(frozen=True, slots=True)
class _Row:
    """A duty with the fields that speak of it, and the words of each by their labels; `often` is in how many of them a word stands."""

    item: Item
    fields: dict[str, Field]
    words: dict[str, set[str]]
    often: Counter[str]

    def says(self, word: str, label: str) -> bool:
        """Whether another field than that of this label has the word."""
        return self.often[word] > (word in self.words[label])


_Pair = tuple[float, str, _Row, _Row]


def exchanged(document: Document) -> Iterator[Finding]:
    """Two texts of a column that have changed places: each has telling words of the other's row and none or few of its own.

    Telling are pairs of characters, and single ones of the titles of laws, that few rows have. All fields of a row speak but numbers, types and
    contacts. Nothing where there are more than three such pairs: then the column goes by another order.
    """
    rows = _rows(document)
    if len(rows) < _FEWEST:
        return
    stands = Counter(word for row in rows for word in row.often)
    few = max(_FEW, min(len(rows) * _SHARE, _MANY))
    tells = {
        word: math.log(len(rows) / times) * (_CHARACTER if len(word) == 1 else 1)
        for word, times in stands.items()
        if times <= few and times < len(rows)
    }
    labels = dict.fromkeys(label for row in rows for label, field in row.fields.items() if field.kind in _JUDGED)
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
    return -round(score, 1), _JUDGED.index(row.fields[label].kind)


def _rows(document: Document) -> list[_Row]:
    title = set(document.title.text)
    found = []
    for item in document.items:
        fields = {field.label: field for field in standing(item) if field.kind in _SPEAKING} if item.table is not None else {}
        if fields:
            words = {label: _words(field, title) for label, field in fields.items()}
            own = (item.subitem, item.contents.name.text if item.contents else "")
            words[""] = {pair for text in own for pair in _pairs(text)}
            found.append(_Row(item, fields, words, Counter(word for said in words.values() for word in said)))
    return found


def _words(field: Field, title: set[str]) -> set[str]:
    """The words of a field, and the characters that may be those of a law's matter."""
    text = field.text
    named = "".join(one.document for one in meaning.legal_bases(text)) if field.kind == "basis" else text
    return _pairs(text) | {char for char in named if "\u4e00" <= char <= "\u9fff"} - PLAIN - title - _IDLE


def _pairs(text: str) -> set[str]:
    return {pair for pair in pairs_of(squeeze(text).replace(_STATE, "，")) if _IDLE.isdisjoint(pair)}


def _of_column(label: str, rows: Sequence[_Row], tells: dict[str, float]) -> Iterator[_Pair]:
    """The pairs of rows whose texts of one column fit each other's row so much better; none where some fit the next row, for then the column has slipped."""
    column = [row for row in rows if label in row.fields]
    if len(column) < _FEWEST:
        return
    size = math.log(len(rows))
    own = [sum(tells[word] for word in row.words[label] if word in tells and row.says(word, label)) for row in column]
    fits = _fits(label, {n: row for n, row in enumerate(column) if own[n] <= size}, tells)
    beside = ([n for n in fits if fits[n].get(n + step, 0.0) - own[n] > _ENOUGH * size] for step in (1, -1))
    if any(len(rows) >= _SLIPPED for rows in beside):
        return
    for n, there in fits.items():
        for m, fit in there.items():
            score = _better(fit, fits[m].get(n, 0.0), own[n], own[m]) / size if n < m else 0.0
            if score >= _ENOUGH and _differ(column[n], column[m], label):
                yield score, label, column[n], column[m]


def _fits(label: str, rows: dict[int, _Row], tells: dict[str, float]) -> dict[int, dict[int, float]]:
    """How well the text of each of these rows fits the others: by the telling words that it has in common with one's other fields."""
    saying: dict[str, list[int]] = defaultdict(list)
    for n, row in rows.items():
        for word in row.often:
            if word in tells and row.says(word, label):
                saying[word].append(n)
    fits: dict[int, dict[int, float]] = {n: defaultdict(float) for n in rows}
    for n, row in rows.items():
        for word in row.words[label]:
            for other in saying.get(word, ()):
                fits[n][other] += tells[word]
    return fits


def _better(fit: float, its: float, own: float, other: float) -> float:
    """How much better two texts fit in each other's place than in their own: above all the one that does so less."""
    worst, both = min(fit - own, its - other), fit + its - 2 * (own + other)
    return _WORST * (worst - own - other) + _BOTH * both if worst > 0 else 0.0


def _differ(one: _Row, other: _Row, label: str) -> bool:
    texts = (bare(row.fields[label].text) for row in (one, other))
    return one.item.number != other.item.number and len(set(texts)) == 2


def _finding(label: str, one: _Row, other: _Row, tells: dict[str, float]) -> Finding:
    here, there = _shared(label, one, other, tells), _shared(label, other, one, tells)
    message = f"“{label}”疑与 {other.item.number} 的对调：此处的“{here}”合于该项而不合于本项，该项的“{there}”合于本项。"
    duties = (one.item.number, other.item.number)
    return Finding("misplaced-value", Severity.WARNING, duties, label, of_field(one.item, one.fields[label]), message)


def _shared(label: str, one: _Row, other: _Row, tells: dict[str, float]) -> str:
    """The two most telling words that a text has in common with another row, as they stand in it; else the characters."""
    text = squeeze(one.fields[label].text)
    words: dict[str, float] = {}
    start = 0
    for n in range(len(text)):
        if not other.says(text[n : n + 2], label):
            pairs = [text[at : at + 2] for at in range(start, n)]
            words[text[start : n + 1]] = sum(tells.get(pair, 0.0) for pair in pairs)
            start = n + 1
    chars = {word: tells[word] for word in sorted(one.words[label] & tells.keys()) if len(word) == 1 and other.says(word, label)}
    told = {word: telling for word, telling in words.items() if telling} or chars
    best = sorted(told, key=lambda word: -told[word])
    return "、".join([*best[:1], *(word for word in best if word not in best[0] and best[0] not in word)][:2])
