"""How ranking.toml is fitted: questions of held-out kinds in, weights and logistic curves out.

Run as ``python -m index.training.calibrate taught INDEX QUESTIONS FOREIGN ...`` for passages with questions: INDEX is the index
folder of a base built with them. Each kind of author is left out in turn: the map from questions to passages is learned from
the others, so that weights and curve are fitted on what the map has not seen. Foreign questions have no answer in the base;
those of the "elsewhere" bank are left out a fifth at a time.

Run as ``python -m index.training.calibrate plain INDEX ASKED ...`` for passages without, with any number of indexes, each
followed by its questions; the gold of a question that the catalogue does not answer is empty.
"""

import json
import sys
from collections.abc import Sequence
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
Row = tuple[dict[str, Floats], dict[str, float]]


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


def features(index: Index, texts: list[str], said: Floats | None) -> list[Row]:
    """Return for each text the features of all passages, with `said` in place of the map, and the signs that it means none."""
    rows = []
    for n, text in enumerate(texts):
        found, signs = index.features_of(text)
        if said is not None:
            found["taught"], signs["elsewhere"] = said[n, :-1], float(said[n, -1])
        rows.append((found, signs))
    return rows


def weights(rows: list[dict[str, Floats]], owners: NDArray[np.int64]) -> dict[str, float]:
    """Return non-negative weights that put the owners first: softmax over the passages, drawn towards TOWARDS."""
    names = list(rows[0])
    most = max(len(row[names[0]]) for row in rows)
    padded = [[np.pad(row[name], (0, most - len(row[name]))) for name in names] for row in rows]
    values = torch.tensor(np.array(padded, dtype=np.float32))
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


def curve(rows: list[Row], right: list[set[int]]) -> dict[str, float]:
    """Return the logistic regression of "this passage answers" on the evidence of the first passages of each text."""
    from sklearn.linear_model import LogisticRegression

    seen_rows: list[list[float]] = []
    correct: list[int] = []
    weigh: list[float] = []
    inside = sum(bool(one) for one in right)
    share = inside / max(1, len(right) - inside)
    names: list[str] = []
    for (found, signs), answers in zip(rows, right, strict=True):
        evidence = rank.evidence(found, signs)
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


def taught_rows(folder: Path, questions: Path, foreign: Sequence[Path]) -> tuple[list[Row], list[set[int]]]:
    """Return what the index says of its own questions, each by a map that knows none of its kind, and of foreign ones."""
    index, fold = Index(folder), taught_texts(folder, questions)
    others = [str(line["question"]) for path in foreign for line in lines(path)]
    rows = features(index, fold.texts, left_out(folder, index, fold)) + features(index, others, None)
    return rows, [{int(owner)} if owner >= 0 else set() for owner in [*fold.owners, *[-1] * len(others)]]


def plain_rows(folder: Path, asked: Path) -> tuple[list[Row], list[set[int]]]:
    """Return what an index without questions says of those in a file with their gold."""
    index = Index(folder)
    number = {key.rpartition("/")[2]: n for n, key in enumerate(index.keys())}
    rows = features(index, [str(line["question"]) for line in lines(asked)], None)
    return rows, [{number[gold] for gold in line["gold"]} for line in lines(asked)]  # type: ignore[attr-defined]


def main() -> None:
    """Fit and print; the curve uses the weights that stand in ranking.toml, so fit twice after the weights changed."""
    path, *given = sys.argv[1:]
    torch.set_num_threads(1)
    folders = list(map(Path, given))
    if path == "taught":
        rows, right = taught_rows(folders[0], folders[1], folders[2:])
    else:
        found = [plain_rows(*pair) for pair in zip(folders[::2], folders[1::2], strict=True)]
        rows, right = [row for some, _ in found for row in some], [one for _, some in found for one in some]
    inside = [n for n, one in enumerate(right) if one]
    told(f"{path}.weights", weights([rows[n][0] for n in inside], np.array([min(right[n]) for n in inside])))
    told(f"{path}.calibration", curve(rows, right))


if __name__ == "__main__":
    main()
