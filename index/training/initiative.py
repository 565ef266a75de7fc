"""Questions with their duties -> how much each piece of a question speaks for an act of the office, not one that is applied for.

Run as ``python -m index.training.initiative --bodies FILE ... --out FOLDER``. Logistic regression on the characters and pairs of
characters of those questions whose duty says by its name whose act it is; the pieces of a question together have the length 1.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from index import words
from index.learned import initiative
from index.learned.initiative import OF_OFFICE, UNKNOWN, act
from index.training import export, pairs
from index.training.parlance import pieces_of
from index.training.report import versions

RAREST = 8  # questions in which a piece occurs at least
LOOSE = 2.0  # inverse of the strength of the ridge
STEPS = 1000


def learn(questions: Sequence[str], acts: Sequence[int]) -> tuple[list[str], NDArray[np.float64], float]:
    """The pieces of `questions` with their weights, and the weight of none: positive where an act of the office is asked for."""
    texts = list(map(pieces_of, questions))
    counts = Counter(piece for pieces in texts for piece in pieces)
    place = {piece: n for n, piece in enumerate(sorted(piece for piece, count in counts.items() if count >= RAREST))}
    known = [[place[piece] for piece in pieces if piece in place] for pieces in texts]
    values = np.repeat([1 / np.sqrt(max(1, len(pieces))) for pieces in texts], list(map(len, known)))
    columns = [column for row in known for column in row]
    starts = np.cumsum([0, *map(len, known)])
    seen = csr_matrix((values, columns, starts), shape=(len(texts), len(place)))
    fitted = LogisticRegression(C=LOOSE, max_iter=STEPS).fit(seen, np.array(acts) == OF_OFFICE)
    return list(place), fitted.coef_[0], float(fitted.intercept_[0])


def main() -> None:
    """Make the folder of weights."""
    parser = argparse.ArgumentParser(prog="index.training.initiative", description=__doc__)
    parser.add_argument("--bodies", type=Path, action="append", required=True, help="bureau, duty, question; tab-separated")
    parser.add_argument("--out", type=Path, required=True, help="folder of the weights")
    asked = parser.parse_args()
    questions = [pair for path in asked.bodies for pair in pairs.of_bodies(path) if pair.questions == 1]
    told = [(words.strip_scaffold(pair.left), whose) for pair in questions if (whose := act(pair.right)) != UNKNOWN]
    pieces, weights, bias = learn(*zip(*told, strict=True))
    initiative.write(pieces, weights, bias, asked.out)
    counts = {"questions": len(told), "of office": sum(whose == OF_OFFICE for _, whose in told), "pieces": len(pieces)}
    made = sorted(asked.out.glob("*.npy"))
    export.write_json(
        asked.out / "report.json",
        {"counts": counts, "versions": versions(), "sha256": pairs.sources([*asked.bodies, *made])},
    )


if __name__ == "__main__":
    main()
