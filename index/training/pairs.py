"""Pairs of texts that mean the same business: questions and duties, words and official terms, headings and paragraphs.

Each pair carries a group; texts of one group are never held against each other. Nothing of an evaluation set is read.
"""

import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.training.corpus import sha256

HEADINGS = 8_000
PER_DUTY = 24  # question-question pairs of one duty
_CHAPTER = re.compile("^第[一二三四五六七八九十百零]+[章节编]")
_ARTICLE = re.compile("^第[一二三四五六七八九十百零]+条")
_PLACE = re.compile("中华人民共和国|[（(].*?[）)]|^.{2,8}?(?:省|市|自治区)")


class Pair(NamedTuple):
    """Two texts of one group; a question may be wrapped in the scaffolding of questions."""

    left: str
    right: str
    group: str
    questions: int  # how many of the two are questions, left first


def of_bodies(path: Path) -> list[Pair]:
    """Return the pairs of a table ``bureau, duty, question``: each question with its duty, and the questions of one duty."""
    asked: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        bureau, duty, question = line.split("\t")[:3]
        asked[f"{bureau}\t{duty}"].append(question)
    pairs: list[Pair] = []
    for key, questions in asked.items():
        duty = key.split("\t")[1]
        pairs += [Pair(question, duty, key, 1) for question in questions]
        pairs += _together(key, questions)
    return pairs


def of_terms(path: Path) -> list[Pair]:
    """Return each colloquial word of the table ``official, colloquial`` with the official words of its row."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return [Pair(word, official, f"term {official}", 0) for official, spoken in rows for word in spoken.split()]


def of_matters(path: Path) -> list[Pair]:
    """Return each label of a SKOS concept with its preferred label."""
    import pyoxigraph as ox

    labels: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
        if isinstance(triple.object, ox.Literal) and triple.object.language == "zh":
            labels[triple.subject.value][triple.predicate.value.rpartition("#")[2]].append(triple.object.value)
    return [
        Pair(label, kinds["prefLabel"][0], iri, 0)
        for iri, kinds in sorted(labels.items())
        for label in [*kinds["altLabel"], *kinds["hiddenLabel"]]
        if kinds["prefLabel"]
    ]


def of_headings(path: Path, seed: int) -> list[Pair]:
    """Return HEADINGS pairs of a statute's title and chapter with one of its paragraphs, drawn by ``seed``."""
    found: dict[str, Pair] = {}
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            heading, text = _heading(record), _ARTICLE.sub("", record["text"])
            if 4 <= len(heading) <= 30 and 15 <= len(text) <= 150:
                found.setdefault(text, Pair(heading, text, heading, 0))
    every = list(found.values())
    chosen = np.random.default_rng(seed).choice(len(every), min(HEADINGS, len(every)), replace=False)
    return [every[n] for n in sorted(chosen)]


def sources(paths: Iterable[Path]) -> dict[str, str]:
    """Return the SHA-256 of each file that pairs came from."""
    return {path.name: sha256(path) for path in paths}


def _together(group: str, questions: list[str]) -> list[Pair]:
    every = [Pair(a, b, group, 2) for n, a in enumerate(questions) for b in questions[n + 1 :]]
    return every[:: max(1, len(every) // PER_DUTY)]


def _heading(record: dict[str, str]) -> str:
    chapter = _CHAPTER.sub("", record["chapter"]).strip()
    return chapter if len(chapter) > 3 else f"{_PLACE.sub('', record['title'])}{chapter}"
