"""How ranking.toml is fitted: questions of held-out kinds in, weights and logistic curves out.

Run as ``python -m index.training.calibrate INDEX --questions questions.jsonl --foreign oos.jsonl --plain DEV OOS INDEX2``.
INDEX is the index folder of a base built with the questions. Each kind of author is left out in turn: the map from
questions to passages is learned from the others, so that weights and curve are fitted on what the map has not seen.
Foreign questions have no answer in the base; those of the "elsewhere" bank are left out a fifth at a time.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from index import matters, rank, taught, words
from index.encoder import open_encoder
from index.lessons import lessons
from index.logistic import belief, solved
from index.search import Index, seen

LOOKED_AT = 3
SHARES = 5  # parts in which the questions of nobody are left out
SCALE, PULL, TOWARDS, STEPS = 8.0, 0.005, 0.7, 400
Floats = NDArray[np.float32]


class Fold(NamedTuple):
    """Texts with their passages (-1: none) and the name of the group they are left out with."""

    texts: list[str]
    owners: NDArray[np.int64]
    groups: NDArray[np.str_]


def taught_texts(folder: Path, questions: Path) -> Fold:
    """Return the texts of a built map with their groups: the kind of author, or a numbered share of the foreign ones."""
    known = taught.Taught(folder / "taught").texts()
    lines = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    kinds = {line["question"]: f"{line.get('author', '')} {line['kind']}" for line in lines}
    groups = [kinds.get(text, "") if owner >= 0 else f"share {n % SHARES}" for n, (text, owner) in enumerate(known)]
    return Fold([text for text, _ in known], np.array([owner for _, owner in known]), np.array(groups))


def left_out(folder: Path, index: Index, fold: Fold) -> Floats:
    """Return what the map learned without a text's own group says of it, shape (texts, passages + 1)."""
    vocabulary = words.Words(folder)
    looked = seen(fold.texts, vocabulary, matters.Matters(folder / "matters"), open_encoder(index.about["model"]))
    known = lessons(looked)
    said = np.zeros((len(looked), len(index) + 1), dtype=np.float32)
    for group in sorted(set(fold.groups)):
        out = fold.groups == group
        sparse, dense = solved(known.of(~out), fold.owners[~out].tolist(), len(index))
        said[out] = belief(known.sparse[out] @ sparse + known.dense[out] @ dense)
    return said


def features(index: Index, texts: list[str], said: Floats | None) -> list[tuple[dict[str, Floats], float, float]]:
    """Return for each text the features of all passages, with `said` in place of the map, and the signs of elsewhere."""
    rows = []
    for n, text in enumerate(texts):
        found, away, elsewhere = index.features_of(text)
        if said is not None:
            found["taught"], elsewhere = said[n, :-1], float(said[n, -1])
        rows.append((found, away, elsewhere))
    return rows


def weights(rows: list[dict[str, Floats]], owners: NDArray[np.int64]) -> dict[str, float]:
    """Return non-negative weights that put the owners first: softmax over the passages, drawn towards TOWARDS."""
    names = list(rows[0])
    values = torch.tensor(np.array([[row[name] for name in names] for row in rows], dtype=np.float32))
    right = torch.tensor(owners)
    free = torch.zeros(len(names), requires_grad=True)
    optimizer = torch.optim.Adam([free], lr=0.05)
    for _ in range(STEPS):
        optimizer.zero_grad()
        positive = torch.nn.functional.softplus(free)
        scores = SCALE * torch.einsum("nfp,f->np", values, positive)
        loss = torch.nn.functional.cross_entropy(scores, right) + PULL * (positive - TOWARDS).square().sum()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return dict(zip(names, map(float, torch.nn.functional.softplus(free).detach()), strict=True))


def curve(rows: list[tuple[dict[str, Floats], float, float]], right: list[set[int]]) -> dict[str, float]:
    """Return the logistic regression of "this passage answers" on the evidence of the first passages of each text."""
    from sklearn.linear_model import LogisticRegression

    seen_rows: list[list[float]] = []
    correct: list[int] = []
    weigh: list[float] = []
    inside = sum(bool(one) for one in right)
    share = inside / max(1, len(right) - inside)
    names: list[str] = []
    for (found, away, elsewhere), answers in zip(rows, right, strict=True):
        evidence = rank.evidence(found, away, elsewhere)
        names = list(evidence)
        for passage in np.argsort(-evidence["strength"])[:LOOKED_AT]:
            seen_rows.append([float(evidence[name][passage]) for name in names])
            correct.append(int(passage in answers))
            weigh.append(1.0 if answers else share)
    model = LogisticRegression(C=10.0, max_iter=2000).fit(np.array(seen_rows), np.array(correct), sample_weight=np.array(weigh))
    return {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def lines(path: Path) -> list[dict[str, object]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def told(title: str, numbers: dict[str, float]) -> None:
    """Print a table of ranking.toml."""
    sys.stdout.write(f"[{title}]\n" + "".join(f"{name} = {value:.3f}\n" for name, value in numbers.items()) + "\n")


def main() -> None:
    """Fit and print; the curve uses the weights that stand in ranking.toml, so fit twice after the weights changed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("index", type=Path)
    parser.add_argument("--questions", type=Path, help="the catalogue's questions.jsonl; without it, the plain path is fitted")
    parser.add_argument("--asked", type=Path, help="questions with gold duty numbers, for the plain path")
    parser.add_argument("--foreign", type=Path, action="append", default=[])
    given = parser.parse_args()
    torch.set_num_threads(1)
    index = Index(given.index)
    foreign = [str(line["question"]) for path in given.foreign for line in lines(path)]
    if given.questions:
        fold = taught_texts(given.index, given.questions)
        rows = features(index, fold.texts, left_out(given.index, index, fold))
        right = [{int(owner)} if owner >= 0 else set() for owner in fold.owners]
    else:
        number = {key.rpartition("/")[2]: n for n, key in enumerate(index.keys())}
        asked = lines(given.asked)
        rows = features(index, [str(line["question"]) for line in asked], None)
        right = [{number[gold] for gold in line["gold"] if gold in number} for line in asked]  # type: ignore[attr-defined]
    inside = [n for n, one in enumerate(right) if one]
    path = "taught" if given.questions else "plain"
    told(f"{path}.weights", weights([rows[n][0] for n in inside], np.array([min(right[n]) for n in inside])))
    rows += features(index, foreign, None)
    told(f"{path}.calibration", curve(rows, right + [set()] * len(foreign)))


if __name__ == "__main__":
    main()
