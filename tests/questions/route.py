"""How kg/question/route/route.toml is fitted: questions for queries against questions about matters.

Run as ``python -m tests.questions.route BASE`` from the top of the repository, BASE being a base of the bundled catalogue.
For: the developed wordings of analytic.toml (those held back are left out) and three sets of analytic-others.jsonl, by
independent writers. Against: the question bank, the questions to other bodies, chit-chat.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import kg
from kg.question.route import score as route
from tests.questions import gold

TOP = Path(__file__).parents[2]
WEIGHT, PULL, STEPS, RATE = 3.0, 0.02, 3000, 0.5  # of independent writers' questions; L2; gradient steps and their size
SELDOM = 4
LEARNED = ("a", "b", "c")  # the sets of analytic-others.jsonl that teach; the others judge
Floats = NDArray[np.float64]


def questions() -> tuple[list[str], list[str], list[str]]:
    """Own analytic questions, independent writers' ones, and questions about matters."""
    asked = gold.questions(gold.bundled(TOP / "kg/catalogues/binhai-ftu/source.txt"))
    own = [one.question for one in asked if not one.held]
    lines = _lines("tests/questions/analytic-others.jsonl")
    others = [line["question"] for line in lines if line["set"] in LEARNED and "matter" not in line]
    matters = [line["question"] for line in _lines("kg/catalogues/binhai-ftu/questions.jsonl")]
    matters += [line.rpartition("\t")[2] for line in (TOP / "index/bodies.tsv").read_text("utf-8").splitlines()[1:]]
    return own, others, matters + (TOP / "index/chitchat.txt").read_text("utf-8").split("\n")


def fitted(rows: list[dict[str, float]], wanted: Floats, weights: Floats) -> dict[str, float]:
    """The weights of a logistic regression with an L2 penalty, by plain gradient descent; deterministic."""
    counted: dict[str, int] = {}
    for row in rows:
        for name in row:
            counted[name] = counted.get(name, 0) + 1
    names = sorted(name for name, n in counted.items() if n >= SELDOM)
    x = np.array([[*(row.get(name, 0.0) for name in names), 1.0] for row in rows])
    theta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        error = weights * (1 / (1 + np.exp(-x @ theta)) - wanted)
        theta -= RATE * (x.T @ error / weights.sum() + PULL * np.r_[theta[:-1], 0.0] / len(theta))
    return dict(zip([*names, "bias"], theta.round(3).tolist(), strict=True))


def main(base: str) -> None:
    """Fit, write route.toml, and say how the two kinds part."""
    kb = kg.load(base)
    own, others, matters = questions()
    asked = [*own, *others, *matters]
    rows = [kb.analyse(text).features for text in asked]
    wanted = np.array([1.0] * len(own + others) + [0.0] * len(matters))
    weights = np.array([1.0] * len(own) + [WEIGHT] * len(others) + [1.0] * len(matters))
    found = fitted(rows, wanted, weights)
    head = "# Fitted by tests/questions/route.py: log-odds that a question is one for a query, by what the reader saw in it.\n"
    lines = [f'"{name}" = {value}' for name, value in sorted(found.items())]
    (TOP / "kg/question/route/route.toml").write_text(head + "\n".join(lines) + "\n", "utf-8")
    route._weights.cache_clear()
    said = np.array([route.score(row) > 0 for row in rows])
    n = len(own + others)
    sys.stdout.write(
        f"queries recognised {said[:n].mean():.4f} of {n}, matters taken for queries {said[n:].mean():.4f} of {len(matters)}\n"
    )


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (TOP / name).read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main(sys.argv[1])
