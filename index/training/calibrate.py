"""How the calibration in ranking.toml is fitted: held-out questions in, logistic regression out.

Run as ``python -m index.training.calibrate INDEX --asked dev_a.jsonl --foreign oos_a.jsonl [--foreign more.jsonl]``,
where INDEX is the index folder of a built base, the asked questions carry ``gold`` duty numbers, and the foreign
ones have no answer in the base. Prints the [calibration] table and what it achieves on the same questions.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import rank
from index.search import Index

NAMES = ("strength", "lead", "away")
LOOKED_AT = 3

Samples = tuple[NDArray[np.float64], NDArray[np.int64]]


def samples(index: Index, file: Path) -> Samples:
    """Return evidence (candidates, len(NAMES)) and whether each candidate is right, for the first candidates of each question."""
    rows: list[list[float]] = []
    right: list[int] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        gold = question.get("gold", [])
        hits = index.evidence(question["question"], LOOKED_AT)
        for key, evidence in hits:
            rows.append([evidence[name] for name in NAMES])
            right.append(int(key.rpartition("/")[2] in gold))
    return np.array(rows).reshape(-1, len(NAMES)), np.array(right, dtype=np.int64)


def fit(asked: Samples, foreign: Samples) -> dict[str, float]:
    """Return the logistic regression's numbers; foreign questions weigh as much as asked ones in all."""
    from sklearn.linear_model import LogisticRegression

    evidence = np.vstack([asked[0], foreign[0]])
    right = np.concatenate([asked[1], foreign[1]])
    share = len(asked[1]) / max(1, len(foreign[1]))
    weight = np.concatenate([np.ones(len(asked[1])), np.full(len(foreign[1]), share)])
    model = LogisticRegression(C=10.0, max_iter=1000).fit(evidence, right, sample_weight=weight)
    return {"bias": float(model.intercept_[0]), **dict(zip(NAMES, map(float, model.coef_[0]), strict=True))}


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("index", type=Path)
    parser.add_argument("--asked", type=Path, required=True)
    parser.add_argument("--foreign", type=Path, action="append", required=True)
    given = parser.parse_args()
    index = Index(given.index)
    asked = samples(index, given.asked)
    foreign = [samples(index, file) for file in given.foreign]
    joined = np.vstack([s[0] for s in foreign]), np.concatenate([s[1] for s in foreign])
    sys.stdout.write("[calibration]\n")
    for name, value in fit(asked, joined).items():
        sys.stdout.write(f"{name} = {value:.3f}\n")
    sys.stdout.write(f"# {len(asked[1])} + {len(joined[1])} candidates; weights {rank.ranking().weights}\n")


if __name__ == "__main__":
    main()
