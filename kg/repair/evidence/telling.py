"""What tells the rows of a document apart: the words that few of them have, and how many of these a text shares with a row."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

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
    """A duty with the fields that speak of it, the words of each by their labels, and those of them that tell it from other rows."""

    item: Item
    fields: dict[str, Field]
    words: dict[str, frozenset[str]]
    telling: dict[str, frozenset[str]]


def rows_of(document: Document) -> tuple[list[Row], dict[str, float]]:
    """The tables and rows of a document that say something, and how much each word tells that few of them have.

    All fields speak but numbers, types and contacts.
    """
    title = set(document.title.text)
    found = []
    for item in document.items:
        fields = {field.label: field for field in standing(item) if field.kind in _SPEAKING} if item.table is not None else {}
        if fields:
            words = {label: _words(field.kind, field.text) - title for label, field in fields.items()}
            own = (item.subitem, item.contents.name.text if item.contents else "")
            words[""] = frozenset().union(*map(_pairs, own))
            found.append((item, fields, words))
    tells = _tells([beside(words) for _, _, words in found])
    telling = ({label: frozenset(said & tells.keys()) for label, said in words.items()} for _, _, words in found)
    return [Row(*one, told) for one, told in zip(found, telling, strict=True)], tells


def _tells(rows: list[frozenset[str]]) -> dict[str, float]:
    """How much each word tells that few rows have: pairs of characters, and single ones of the titles of laws and of what is no basis."""
    stands = Counter(chain.from_iterable(rows))
    few = max(_FEW, min(len(rows) * _SHARE, _MANY))
    return {
        word: math.log(len(rows) / times) * (_CHARACTER if len(word) == 1 else 1)
        for word, times in stands.items()
        if times <= few and times < len(rows)
    }


def beside(words: dict[str, frozenset[str]], label: str | None = None) -> frozenset[str]:
    """The words of the other fields than that of this label, of all without one."""
    return frozenset().union(*(said for other, said in words.items() if other != label))


def fit(text: Row, row: Row, label: str, tells: dict[str, float]) -> float:
    """How well the text that one row has under this label goes with the other fields of another, or of the same."""
    return sum(tells[word] for word in text.telling[label] & beside(row.telling, label))


def shared(one: Row, other: Row, label: str, tells: dict[str, float]) -> str:
    """The two most telling words that a text has in common with another row, as they stand in it; else the characters."""
    text, said = squeeze(one.fields[label].text), beside(other.words, label)
    words: dict[str, float] = {}
    start = 0
    for n in range(len(text)):
        if text[n : n + 2] not in said:
            pairs = [text[at : at + 2] for at in range(start, n)]
            words[text[start : n + 1]] = sum(tells.get(pair, 0.0) for pair in pairs)
            start = n + 1
    chars = {word: tells[word] for word in sorted(one.telling[label] & said) if len(word) == 1}
    told = {word: telling for word, telling in words.items() if telling} or chars
    best = sorted(told, key=lambda word: -told[word])
    return "、".join([*best[:1], *(word for word in best if word not in best[0] and best[0] not in word)][:2])


@lru_cache(maxsize=1024)
def _words(kind: str, text: str) -> frozenset[str]:
    """The words of a text, and the characters that may be those of a law's matter."""
    named = "".join(one.document for one in meaning.legal_bases(text)) if kind == "basis" else text
    return frozenset(_pairs(text) | {char for char in set(named) if "\u4e00" <= char <= "\u9fff"} - PLAIN - _IDLE)


def _pairs(text: str) -> set[str]:
    return {pair for pair in pairs_of(squeeze(text).replace(_STATE, "，")) if _IDLE.isdisjoint(pair)}
