"""What tells the rows of a document apart: the words that few of them have, and how many of these a text shares with a row."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg import meaning
from kg.labels import PLAIN
from kg.records import Document, Field, Item
from kg.repair.evidence.homes import CONDUCT
from kg.repair.where import standing
from kg.text import pairs_of, squeeze

JUDGED = ("basis", *CONDUCT, "boundary", "name")  # of two columns that tell alike, the first is meant: names seldom go astray
_SPEAKING = frozenset((*JUDGED, "department", "other"))
_FEW, _SHARE, _MANY = 4, 0.2, 30  # rows in which a word may stand that tells them apart
_CHARACTER = 0.6
_STATE = "中华人民共和国"
_IDLE = frozenset("的了和与及或在是第条款项之一二三四五六七八九十1234567890《》（）()“”，。、：；")


@dataclass(frozen=True, slots=True)
class Row:
    """A duty with the fields that speak of it, and the words of each by their labels; `often` is in how many of them a word stands."""

    item: Item
    fields: dict[str, Field]
    words: dict[str, set[str]]
    often: Counter[str]

    def says(self, word: str, label: str) -> bool:
        """Whether another field than that of this label has the word."""
        return self.often[word] > (word in self.words.get(label, ()))


def rows_of(document: Document) -> list[Row]:
    """The tables and rows of a document that say something. All fields speak but numbers, types and contacts."""
    title = set(document.title.text)
    found = []
    for item in document.items:
        fields = {field.label: field for field in standing(item) if field.kind in _SPEAKING} if item.table is not None else {}
        if fields:
            words = {label: _words(field, title) for label, field in fields.items()}
            own = (item.subitem, item.contents.name.text if item.contents else "")
            words[""] = {pair for text in own for pair in _pairs(text)}
            found.append(Row(item, fields, words, Counter(word for said in words.values() for word in said)))
    return found


def telling(rows: Sequence[Row]) -> dict[str, float]:
    """How much each word tells that few rows have: pairs of characters, and single ones of the titles of laws and of what is no basis."""
    stands = Counter(word for row in rows for word in row.often)
    few = max(_FEW, min(len(rows) * _SHARE, _MANY))
    return {
        word: math.log(len(rows) / times) * (_CHARACTER if len(word) == 1 else 1)
        for word, times in stands.items()
        if times <= few and times < len(rows)
    }


def fit(text: Row, row: Row, label: str, tells: dict[str, float]) -> float:
    """How well the text that one row has under this label goes with the other fields of another, or of the same."""
    return sum(tells[word] for word in text.words.get(label, ()) if word in tells and row.says(word, label))


def shared(one: Row, other: Row, label: str, tells: dict[str, float]) -> str:
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


def _words(field: Field, title: set[str]) -> set[str]:
    """The words of a field, and the characters that may be those of a law's matter."""
    text = field.text
    named = "".join(one.document for one in meaning.legal_bases(text)) if field.kind == "basis" else text
    return _pairs(text) | {char for char in named if "\u4e00" <= char <= "\u9fff"} - PLAIN - title - _IDLE


def _pairs(text: str) -> set[str]:
    return {pair for pair in pairs_of(squeeze(text).replace(_STATE, "，")) if _IDLE.isdisjoint(pair)}
