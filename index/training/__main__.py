"""The whole way once: statutes -> words -> neighbours -> vectors -> model folder."""

import argparse
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.training import check, cooccur, corpus, export, tokens, weights, words
from index.training.card import card, neighbour_table
from index.training.report import Report, versions

SEED = 0
DIMENSIONS = 256
RAREST = 5  # occurrences in the law below which a word gets no vector
SAMPLES = 1000  # paragraphs on which the two ways of reading are compared


class Space(NamedTuple):
    """Words, most probable first, with unit vectors (words, dimensions) and weights (words,)."""

    words: list[str]
    vectors: NDArray[np.float64]
    weights: NDArray[np.float64]


def arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="index.training", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="statutes, JSON Lines in xz")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    return parser.parse_args()


def learn(texts: list[str], counts: dict[str, int], report: Report) -> Space:
    """Return the space of all words frequent enough in ``texts``."""
    every = list(counts)
    law = tokens.cut(texts, words.tokenizer(every, words.scores(counts)))
    in_law = law.counts(len(every))
    report.done("cut", corpus_tokens=len(law), corpus_words=int(np.count_nonzero(in_law)))

    p = weights.probability(np.array(list(counts.values())), in_law)
    order = sorted(np.flatnonzero(in_law >= RAREST), key=lambda i: (-p[i], every[i]))
    number = np.full(len(every), -1, dtype=np.int32)
    number[order] = np.arange(len(order))
    thinned = cooccur.thin(law.renumbered(number), len(order), SEED)
    pairs = cooccur.neighbours(thinned, len(order))
    report.done("neighbours", thinned_tokens=len(thinned), pairs=pairs.nnz)

    ppmi = cooccur.shifted_ppmi(pairs)
    vectors = cooccur.factorise(ppmi, DIMENSIONS, SEED)
    report.done("factorise", positive_pairs=ppmi.nnz)

    found = np.flatnonzero(np.diff(ppmi.indptr))
    kept = [every[order[i]] for i in found]
    return Space(kept, vectors[found], weights.sif(kept, p[order][found]))


def facts(out: Path, space: Space, report: Report) -> dict[str, object]:
    """Return what the card tells: all counts, the sizes on disk, the neighbours."""
    counts = {name: f"{count:,}" for name, count in report.counts.items()}
    return counts | {
        "dimensions": DIMENSIONS,
        "model_mb": f"{(out / 'model.safetensors').stat().st_size / 1e6:.1f}",
        "tokenizer_mb": f"{(out / 'tokenizer.json').stat().st_size / 1e6:.1f}",
        "neighbours": neighbour_table(space.words, space.vectors),
    }


def record(asked: argparse.Namespace, report: Report, difference: float) -> dict[str, object]:
    """Return what report.json keeps; ``difference`` is that of the two ways of reading."""
    return {
        "seed": SEED,
        "dimensions": DIMENSIONS,
        "counts": report.counts,
        "seconds": report.seconds,
        "largest_difference": difference,
        "versions": versions(),
        "sha256": {
            "corpus": corpus.sha256(asked.corpus),
            "model.safetensors": corpus.sha256(asked.out / "model.safetensors"),
            "tokenizer.json": corpus.sha256(asked.out / "tokenizer.json"),
        },
    }


def main() -> None:
    """Make the model folder."""
    asked, report = arguments(), Report()
    texts = corpus.paragraphs(asked.corpus)
    report.done("read", paragraphs=len(texts), characters=sum(map(len, texts)))
    counts = words.word_counts(words.dictionary(), texts)
    report.done("list", listed_words=len(counts))
    space = learn(texts, counts, report)
    tokenizer = words.tokenizer(space.words, words.scores(counts))
    export.write(asked.out, tokenizer, export.table(space.vectors, space.weights))
    report.done("export", words=len(space.words))
    difference = check.difference(asked.out, texts[:: len(texts) // SAMPLES])
    if difference > check.TOLERANCE:
        raise SystemExit(f"the two ways of reading the model differ by {difference:.1e}")
    report.done("check")
    (asked.out / "README.md").write_text(card(facts(asked.out, space, report)), encoding="utf-8")
    export.write_json(asked.out / "report.json", record(asked, report, difference))


if __name__ == "__main__":
    main()
