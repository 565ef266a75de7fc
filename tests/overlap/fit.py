"""How well overlaps are told on the labelled pairs, and the weights fitted to them: `python -m tests.overlap.fit [--write] [--note]`.

Every body is judged by weights and a threshold that were fitted to the others. `--write` puts the weights fitted to all
into kg/overlap/pairs/weights.toml; what stands there under [given] is left as it is. `--note`, run after it, writes down the figures.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoder import open_encoder
from kg import names, pipeline
from kg.minted import with_iris
from kg.overlap.facts import Material
from kg.overlap.graph import GraphFacts
from kg.overlap.pairs import score
from kg.overlap.pairs.overlaps import Analysis
from kg.records import About
from kg.store import turtle_lines
from kg.triples import lines
from tests.catalogues.render import render

HERE = Path(__file__).parent
WEIGHTS = Path(score.__file__).with_name("weights.toml")
RIDGE = 5.0
NEAR = ("重复", "交叉")
AGAINST = ("objects-apart", "scopes-apart")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair: its catalogue, what each judge said and what was settled, and what the program measures and says."""

    catalogue: str
    judges: tuple[str, str]
    label: str
    features: dict[str, float]
    said: str


def pairs() -> list[Pair]:
    """The labelled pairs, measured."""
    judged = [json.loads(line) for line in (HERE / "judged.jsonl").read_text("utf-8").splitlines()]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for slug in sorted({line["catalogue"] for line in judged}):
            analysis = Analysis(_material(slug, Path(folder)), open_encoder())
            places = {one.number: n for n, one in enumerate(analysis.duties)}
            for line in (line for line in judged if line["catalogue"] == slug):
                left, right = sorted((places[line["first"]], places[line["second"]]))
                finding = analysis.judge(left, right)
                said = finding.kind.label if finding else "无关"
                found.append(Pair(slug, (line["a"], line["b"]), line["label"], analysis.features(left, right), said))
    return found


def _material(slug: str, folder: Path) -> Material:
    """What the graph of one catalogue says."""
    if slug == "binhai-ftu":
        catalogue = pipeline.bundled()
    else:
        body = next(path for path in HERE.parent.glob(f"*/bodies/{slug}.json"))
        source = folder / f"{slug}.txt"
        source.write_bytes(render(json.loads(body.read_text("utf-8"))).data)
        catalogue = pipeline.read(source, About(slug=slug))
    said = GraphFacts()
    links = turtle_lines(catalogue.about.links, names.BASE)
    list(said.passing([*lines(*with_iris(catalogue, {})), *links]))
    return Material.of(said)


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa of two judges."""
    labels = sorted({*first, *second})
    counts = np.array([[sum(a == x and b == y for a, b in zip(first, second, strict=True)) for y in labels] for x in labels])
    shares = counts / counts.sum()
    chance = float(shares.sum(axis=0) @ shares.sum(axis=1))
    return (float(shares.trace()) - chance) / (1 - chance)


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the fitted features, intercept and threshold."""

    weights: dict[str, float]
    intercept: float
    threshold: float

    def scores(self, found: Sequence[Pair]) -> Floats:
        """The probability of 重复 or 交叉 for each pair."""
        weights = self.weights | score.weights("given")
        sums = [self.intercept + sum(weights[name] * one.features[name] for name in weights) for one in found]
        return 1 / (1 + np.exp(-np.array(sums)))


def fitted(found: Sequence[Pair]) -> Model:
    """The weights that `found` give, and half of the best F1 to expect of the scores that each body gets from the others: where
    scores are chances, no other threshold promises more (Lipton, Elkan and Naryanaswamy 2014), and the F1 of few labels jumps.
    """
    scores = np.zeros(len(found))
    for here, others in _by_body(found):
        scores[here] = weighed([one for one in found if one.catalogue in others]).scores([found[n] for n in np.flatnonzero(here)])
    best = max(expected(scores, limit) for limit in np.unique(scores))
    return replace(weighed(found), threshold=round(best / 2, 3))


def _by_body(found: Sequence[Pair]) -> Iterator[tuple[NDArray[np.bool_], set[str]]]:
    """For each body which pairs are of it, and which the other bodies are."""
    bodies = {one.catalogue for one in found}
    for slug in sorted(bodies):
        yield np.array([one.catalogue == slug for one in found]), bodies - {slug}


def weighed(found: Sequence[Pair]) -> Model:
    """Ridge logistic regression, the given weights held; what speaks for an overlap has no weight below zero, what speaks against none above."""
    features = list(score.weights("fitted"))
    near = np.array([one.label in NEAR for one in found])
    given = np.array([sum(weight * one.features[name] for name, weight in score.weights("given").items()) for one in found])
    while True:
        intercept, weights = _logistic(np.array([[one.features[name] for name in features] for one in found]), near, given)
        expected = np.array([-1 if name in AGAINST else 1 for name in features]) * weights
        if (expected >= 0).all():
            return Model(dict(zip(features, weights.round(2).tolist(), strict=True)), round(float(intercept), 2), 0.5)
        features.pop(int(expected.argmin()))


def _logistic(values: Floats, near: NDArray[np.bool_], given: Floats) -> tuple[float, Floats]:
    """Newton's method on standardised values; the intercept is not shrunk."""
    mean, spread = values.mean(axis=0), np.maximum(values.std(axis=0), 1e-6)
    data = np.column_stack([np.ones(len(values)), (values - mean) / spread])
    ridge = np.diag([0.0, *[RIDGE] * values.shape[1]])
    weights = np.zeros(data.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-(data @ weights + given)))
        curvature = (data.T * (chance * (1 - chance))) @ data + ridge
        weights += np.linalg.solve(curvature, data.T @ (near - chance) - ridge @ weights)
    own = weights[1:] / spread
    return float(weights[0] - own @ mean), own


def agreed(true: NDArray[np.bool_], said: NDArray[np.bool_]) -> tuple[float, float]:
    """(precision, recall)."""
    both = float((true & said).sum())
    return both / max(1, int(said.sum())), both / max(1, int(true.sum()))


def expected(scores: Floats, limit: float) -> float:
    """The F1 to expect where scores from `limit` on are taken for an overlap and each score is right about its own chance."""
    said = scores >= limit
    return 2 * float(scores[said].sum()) / float(scores.sum() + said.sum())


def held_out(found: Sequence[Pair]) -> tuple[Floats, NDArray[np.bool_]]:
    """(scores, whether 重复 or 交叉) of each pair by a model that has not seen its body."""
    scores, said = np.zeros(len(found)), np.zeros(len(found), bool)
    for here, others in _by_body(found):
        model = fitted([one for one in found if one.catalogue in others])
        scores[here] = model.scores([found[n] for n in np.flatnonzero(here)])
        said[here] = scores[here] >= model.threshold
    return scores, said


def figures(found: Sequence[Pair]) -> dict[str, list[float]]:
    """What is reported: kappas, and of each way of telling the count, then precision and recall with their intervals."""
    first, second = zip(*(one.judges for one in found), strict=True)
    near = np.array([one.label in NEAR for one in found])
    shipped = np.array([one.said in NEAR for one in found])
    rows = {
        "kappa": [kappa(first, second), kappa([str(label in NEAR) for label in first], [str(label in NEAR) for label in second])],
        "held-out": _row(near, held_out(found)[1]),
        "shipped": _row(near, shipped),
    }
    for label in ("重复", "交叉", "分散", "无关"):
        rows[label] = _row(np.array([one.label == label for one in found]), np.array([one.said == label for one in found]))
    return {name: [round(float(value), 2) for value in row] for name, row in rows.items()}


def _row(true: NDArray[np.bool_], said: NDArray[np.bool_]) -> list[float]:
    """How many are true; precision with its 95 % bootstrap interval; recall with its."""
    chance = np.random.default_rng(7)
    draws = [chance.integers(0, len(true), len(true)) for _ in range(2000)]
    low, high = np.quantile([agreed(true[draw], said[draw]) for draw in draws], (0.025, 0.975), axis=0)
    precision, recall = agreed(true, said)
    return [float(true.sum()), precision, low[0], high[0], recall, low[1], high[1]]


def table(measured: dict[str, list[float]]) -> Iterator[str]:
    """The figures for people, line by line."""
    yield "kappa of the judges: {:.2f} over four labels, {:.2f} for 重复 or 交叉\n".format(*measured["kappa"])
    yield "| | pairs | precision | recall |\n|---|---|---|---|"
    titles = {"held-out": "重复 or 交叉, each body by the others", "shipped": "重复 or 交叉, as shipped"}
    for name, row in measured.items():
        if name != "kappa":
            title = titles.get(name, f"{name}, as shipped")
            yield "| {} | {:.0f} | {:.2f} ({:.2f}–{:.2f}) | {:.2f} ({:.2f}–{:.2f}) |".format(title, *row)


def write(model: Model) -> None:
    """Put the fitted part into weights.toml."""
    text = WEIGHTS.read_text("utf-8")
    rows = "".join(f"{name} = {weight}\n" for name, weight in model.weights.items())
    text = re.sub(r"(?m)^intercept = .*$", f"intercept = {model.intercept}", text)
    text = re.sub(r"(?m)^threshold = .*$", f"threshold = {model.threshold}", text)
    WEIGHTS.write_text(re.sub(r"(?s)\[fitted\]\n.*?\n\n", f"[fitted]\n{rows}\n", text), encoding="utf-8")


def note(measured: dict[str, list[float]]) -> None:
    """Put the figures into weights.toml: the report gives them."""
    text = WEIGHTS.read_text("utf-8").partition("\n[measured]")[0]
    rows = "".join(f'"{name}" = {row}\n' for name, row in measured.items())
    WEIGHTS.write_text(f"{text}\n[measured]\n{rows}", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Print the figures and the weights that these pairs give; `--write` keeps the weights, and `--note` the figures of what is shipped."""
    found = pairs()
    print("\n".join(table(figures(found))))
    model = fitted(found)
    print(model)
    if "--write" in arguments:
        write(model)
    if "--note" in arguments:
        note(figures(found))


if __name__ == "__main__":
    main(sys.argv[1:])
