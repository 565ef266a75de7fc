"""Everyday words -> official ones: which pieces of text people use when they mean a piece of a duty's name.

Run as ``python -m index.training.parlance --bodies FILE ... --terms FILE ... --matters FILE --out FOLDER``. The translation model of
Brown et al. (1993, model 1), fitted by expectation-maximisation on questions with their duties and on words with their official
terms, over characters and pairs of characters. Of what is learned only the likely translations stay.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index import words
from index.learned import parlance
from index.training import export, pairs
from index.training.report import versions

STEPS = 2
SAID, MEANT = 5, 3  # texts in which a piece occurs at least: of people, of offices
DOUBT = 20.0  # texts that speak for the usual share of a piece beside those seen with a piece of a name
RAREST = 1e-5  # share of all pieces below which none is taken to be
LEAST_SEEN, LEAST_TOLD = 0.07, 2.0  # of a translation that stays: texts it explains, times its usual share
Floats = NDArray[np.float64]


class Sides(NamedTuple):
    """The pieces of one side of all pairs: `listed` ones, those of each text as sorted numbers."""

    listed: list[str]
    texts: list[NDArray[np.int64]]


class Translations(NamedTuple):
    """A piece of a name (number in `meant`), one that people say (in `said`), and how many times its usual share that has then."""

    meant: list[str]
    said: list[str]
    of: NDArray[np.int64]
    to: NDArray[np.int64]
    times: Floats


def pieces_of(text: str) -> set[str]:
    """The characters and pairs of characters of a text in normal form."""
    return set(words.ngrams(unicodedata.normalize("NFKC", text).lower()))


def sides(texts: Sequence[str], least: int) -> Sides:
    """The pieces that occur in at least `least` different texts."""
    different = {text: pieces_of(text) for text in dict.fromkeys(texts)}
    listed, counts = np.unique([piece for pieces in different.values() for piece in sorted(pieces)], return_counts=True)
    place = {piece: n for n, piece in enumerate(listed[counts >= least].tolist())}
    numbers = {
        text: np.array(sorted(place[p] for p in pieces if p in place), dtype=np.int64) for text, pieces in different.items()
    }
    return Sides(list(place), [numbers[text] for text in texts])


def learn(given: Iterable[tuple[str, str]]) -> Translations:
    """What the pairs of what people say and what offices write teach."""
    left, right = zip(*given, strict=True)
    said, meant = sides(left, SAID), sides(right, MEANT)
    nothing = len(meant.listed)  # explains what no piece of the name does
    froms = [np.append(text, nothing) for text in meant.texts]
    sizes = np.array([len(text) for text in said.texts])
    each = np.concatenate(said.texts)  # what people say, text by text
    many = np.repeat([len(text) for text in froms], sizes)  # what may explain each of it
    of = np.concatenate([np.tile(text, size) for text, size in zip(froms, sizes, strict=True)])
    to = np.repeat(each, many)
    explained = np.repeat(np.arange(len(each)), many)
    keys, pair = np.unique(of * len(said.listed) + to, return_inverse=True)
    of, to = keys // len(said.listed), keys % len(said.listed)
    likely: Floats = np.ones(len(keys))
    seen, whole = likely, likely
    for _ in range(STEPS):
        weight = likely[pair]
        weight /= _sums(explained, weight)[explained]
        seen = _sums(pair, weight)
        whole = _sums(of, seen)
        likely = seen / whole[of]
    usual = np.maximum(np.bincount(each) / len(each), RAREST)
    times = seen / (whole[of] + DOUBT) / usual[to]
    kept = np.flatnonzero((of < nothing) & (seen >= LEAST_SEEN) & (times >= LEAST_TOLD))
    return Translations(meant.listed, said.listed, of[kept], to[kept], times[kept])


def _sums(places: NDArray[np.int64], values: Floats) -> Floats:
    return np.bincount(places, weights=values).astype(np.float64)


def main() -> None:
    """Make the folder of translations."""
    parser = argparse.ArgumentParser(prog="index.training.parlance", description=__doc__)
    parser.add_argument("--bodies", type=Path, action="append", required=True, help="bureau, duty, question; tab-separated")
    parser.add_argument("--terms", type=Path, action="append", required=True, help="official, colloquial; tab-separated")
    parser.add_argument("--matters", type=Path, required=True, help="the SKOS thesaurus in Turtle")
    parser.add_argument("--out", type=Path, required=True, help="folder of the translations")
    asked = parser.parse_args()
    questions = [pair for path in asked.bodies for pair in pairs.of_bodies(path) if pair.questions == 1]
    terms = [pair for path in asked.terms for pair in pairs.of_terms(path)] + pairs.of_matters(asked.matters)
    told = [(words.strip_scaffold(pair.left), pair.right) for pair in questions]
    learned = learn([*told, *((pair.left, pair.right) for pair in terms)])
    parlance.write(learned.meant, learned.said, (learned.of, learned.to, learned.times), asked.out)
    counts = {"questions": len(questions), "terms": len(terms), "said": len(learned.said), "meant": len(learned.meant)}
    made = sorted(asked.out.glob("*.npy"))
    report = {
        "counts": counts | {"translations": len(learned.times)},
        "versions": versions(),
        "sha256": pairs.sources([*asked.bodies, *asked.terms, asked.matters, *made]),
    }
    export.write_json(asked.out / "report.json", report)


if __name__ == "__main__":
    main()
