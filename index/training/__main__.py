"""The whole way once: statutes and glosses -> words -> two spaces joined -> tuned on pairs -> model folder."""

import argparse
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.training import check, cooccur, corpus, export, gloss, join, pairs, tokens, tune, weights, words
from index.training.card import card, neighbour_table
from index.training.report import Report, versions

SEED = 0
DIMENSIONS = 160  # of the model
LAW_DIMENSIONS = 256  # of the factorised neighbourhoods
RAREST = 5  # occurrences in the law below which a word gets no vector from it
UNLISTED = 3  # count of a glossed word that jieba does not list
WORDS = 36_000  # the most probable words that stay, besides those of the pairs
SAMPLES = 1000  # paragraphs on which the two ways of reading are compared


class Space(NamedTuple):
    """Words, most probable first, with rows (words, dimensions) whose length says how much a word counts."""

    words: list[str]
    rows: NDArray[np.float64]


def arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="index.training", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="statutes, JSON Lines in xz")
    parser.add_argument("--gloss", type=Path, required=True, help="gloss_minilm.npz: words and the vectors of their glosses")
    parser.add_argument("--bodies", type=Path, action="append", required=True, help="bureau, duty, question; tab-separated")
    parser.add_argument("--terms", type=Path, action="append", required=True, help="official, colloquial; tab-separated")
    parser.add_argument("--matters", type=Path, required=True, help="the SKOS thesaurus in Turtle")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    return parser.parse_args()


def learn(texts: list[str], counts: dict[str, int], glosses: Path, report: Report) -> Space:
    """Return the joined space of all words that the law uses often enough or that have a gloss."""
    every = list(counts)
    law = tokens.cut(texts, words.tokenizer(every, words.scores(counts)))
    in_law = law.counts(len(every))
    report.done("cut", corpus_tokens=len(law), corpus_words=int(np.count_nonzero(in_law)))
    p = weights.probability(np.array(list(counts.values())), in_law)
    likely = dict(zip(every, p, strict=True))

    order = sorted(np.flatnonzero(in_law >= RAREST), key=lambda i: (-p[i], every[i]))
    number = np.full(len(every), -1, dtype=np.int32)
    number[order] = np.arange(len(order))
    thinned = cooccur.thin(law.renumbered(number), len(order), SEED)
    near = cooccur.neighbours(thinned, len(order))
    report.done("neighbours", thinned_tokens=len(thinned), pairs=near.nnz)
    ppmi = cooccur.shifted_ppmi(near)
    vectors = cooccur.factorise(ppmi, LAW_DIMENSIONS, SEED)
    by_law = {every[order[i]]: vectors[i] for i in np.flatnonzero(np.diff(ppmi.indptr))}
    report.done("factorise", positive_pairs=ppmi.nnz)

    glossed, meanings = gloss.read(glosses)
    reduced = gloss.reduce(meanings, np.array([likely[word] for word in glossed]))
    by_gloss = dict(zip(glossed, reduced, strict=True))
    kept = sorted({*by_law, *by_gloss}, key=lambda word: (-likely[word], word))
    joined = join.join(by_law, by_gloss, kept)
    rows = joined * weights.sif(kept, np.array([likely[word] for word in kept]))[:, np.newaxis]
    report.done("join", law_words=len(by_law), gloss_words=len(by_gloss), joined_words=len(kept))
    return Space(kept, rows / np.linalg.norm(rows, axis=1).mean())


def material(asked: argparse.Namespace, report: Report) -> list[tune.Source]:
    """Return the pairs to tune on, in the batches they come in."""
    bodies = [pair for path in asked.bodies for pair in pairs.of_bodies(path)]
    terms = [pair for path in asked.terms for pair in pairs.of_terms(path)] + pairs.of_matters(asked.matters)
    headings = pairs.of_headings(asked.corpus, SEED)
    report.done("pairs", body_pairs=len(bodies), term_pairs=len(terms), heading_pairs=len(headings))
    return [tune.Source(bodies, 128, 1.0), tune.Source(terms, 128, 0.7), tune.Source(headings, 64, 0.5)]


def shrink(space: Space, counts: dict[str, int], sources: list[tune.Source]) -> Space:
    """Return the space with WORDS words and those of the pairs, on its DIMENSIONS strongest directions."""
    cutter = words.tokenizer(space.words, words.scores(counts))
    texts = [text for source in sources[:2] for pair in source.pairs for text in (pair.left, pair.right)]
    used = {token for encoding in cutter.encode_batch(texts, add_special_tokens=False) for token in encoding.tokens}
    kept = [n for n, word in enumerate(space.words) if n < WORDS or word in used or len(word) == 1]
    _, directions = np.linalg.eigh(space.rows.T @ space.rows)
    return Space([space.words[n] for n in kept], space.rows[kept] @ directions[:, ::-1][:, :DIMENSIONS])


def facts(out: Path, space: Space, report: Report, losses: list[float]) -> dict[str, object]:
    """Return what the card tells: all counts, the sizes on disk, the losses, the neighbours."""
    counts = {name: f"{count:,}" for name, count in report.counts.items()}
    return counts | {
        "dimensions": DIMENSIONS,
        "model_mb": f"{(out / 'model.safetensors').stat().st_size / 1e6:.1f}",
        "tokenizer_mb": f"{(out / 'tokenizer.json').stat().st_size / 1e6:.1f}",
        "losses": " → ".join(f"{loss:.2f}" for loss in losses),
        "steps": tune.STEPS,
        "kept": tune.KEPT,
        "before": round(1 - tune.KEPT, 2),
        "neighbours": neighbour_table(space.words, gloss.unit(space.rows)),
    }


def record(asked: argparse.Namespace, report: Report, losses: list[float], apart: tuple[float, float]) -> dict[str, object]:
    """Return what report.json keeps; ``apart`` is how far the two ways of reading differ, and for a long text."""
    made = [asked.out / "model.safetensors", asked.out / "tokenizer.json"]
    return {
        "seed": SEED,
        "dimensions": DIMENSIONS,
        "counts": report.counts,
        "seconds": report.seconds,
        "losses": losses,
        "largest_difference": apart[0],
        "largest_difference_long": apart[1],
        "versions": versions(),
        "sha256": pairs.sources([asked.corpus, asked.gloss, *asked.bodies, *asked.terms, asked.matters, *made]),
    }


def main() -> None:
    """Make the model folder."""
    asked, report = arguments(), Report()
    texts = corpus.paragraphs(asked.corpus)
    report.done("read", paragraphs=len(texts), characters=sum(map(len, texts)))
    counts = words.word_counts(words.dictionary(), texts)
    known = words.dictionary()
    for word in gloss.read(asked.gloss)[0]:
        counts.setdefault(word, known.get(word, UNLISTED) or UNLISTED)
    report.done("list", listed_words=len(counts))
    space = learn(texts, counts, asked.gloss, report)
    sources = material(asked, report)
    tokenizer = words.tokenizer(space.words, words.scores(counts))
    padded = np.concatenate([np.zeros((1, space.rows.shape[1])), space.rows])
    tuned = tune.tune(padded, tokenizer, sources, SEED)
    report.done("tune", steps=tune.STEPS)
    final = shrink(Space(space.words, tuned.rows[1:]), counts, sources)
    export.write(asked.out, words.tokenizer(final.words, words.scores(counts)), export.table(final.rows))
    report.done("export", words=len(final.words))
    apart, long_apart = check.differences(asked.out, texts[:: len(texts) // SAMPLES])
    if apart > check.TOLERANCE or long_apart > check.LONG_TOLERANCE:
        raise SystemExit(f"the two ways of reading the model differ by {apart:.1e}, for a long text by {long_apart:.1e}")
    report.done("check")
    (asked.out / "README.md").write_text(card(facts(asked.out, final, report, tuned.losses)), encoding="utf-8")
    export.write_json(asked.out / "report.json", record(asked, report, tuned.losses, (apart, long_apart)))


if __name__ == "__main__":
    main()
