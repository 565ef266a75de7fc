"""How ranking.toml is fitted: questions of held-out kinds in, weights and logistic curves out.

Run as ``python -m index.training.calibrate taught INDEX QUESTIONS FOREIGN ...`` for passages with questions: INDEX is the index
folder of a base built with them. Kinds of authors are left out, some at a time: the map from questions to passages is learned
from the others, so that weights and curve are fitted on what the map has not seen. Foreign questions have no answer in the base;
those of the "elsewhere" bank are dealt out over the same parts. The curve is also fitted on words alone, which mean what the
questions with them mean, in proportion.

Run as ``python -m index.training.calibrate plain INDEX ASKED ...`` for passages without, with any number of indexes, each
followed by its questions; the gold of a question that the catalogue does not answer is empty.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from index import matters, rank, words
from index.encoder import open_encoder
from index.learned import taught
from index.learned.lessons import focus, lessons, lone, meant
from index.learned.logistic import belief, solved
from index.search import Index, seen

LOOKED_AT = 3
PARTS = 8  # left out one at a time
SCALE, PULL, TOWARDS, STEPS = 8.0, 0.005, 0.7, 400
Floats = NDArray[np.float32]
Row = tuple[dict[str, Floats], dict[str, float]]
Right = dict[int, float]  # how likely each passage answers


class Fold(NamedTuple):
    """Texts with their passages (-1: none) and the number of the part they are left out with."""

    texts: list[str]
    owners: NDArray[np.int64]
    parts: NDArray[np.int64]


def taught_texts(folder: Path, questions: Path) -> Fold:
    """Return the texts of a built map with their parts: one author's of one kind share one, the foreign ones are dealt out."""
    known = taught.Taught(folder / "taught").texts()
    lines = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    kinds = {line["question"]: f"{line.get('author', '')} {line['kind']}" for line in lines}
    dealt = {kind: n % PARTS for n, kind in enumerate(sorted(set(kinds.values())))}
    parts = [dealt[kinds[text]] if owner >= 0 else n % PARTS for n, (text, owner) in enumerate(known)]
    return Fold([text for text, _ in known], np.array([owner for _, owner in known]), np.array(parts))


def left_out(folder: Path, index: Index, fold: Fold) -> tuple[Floats, Floats, dict[str, Right]]:
    """Return what maps learned without a text's own part say of it, (texts, passages + 1), and how much its best token says.

    Also the words alone, with what they mean.
    """
    vocabulary, known = words.Words(folder), matters.Matters(folder / "matters")
    encoder = open_encoder(index.about["model"])
    looked = seen(fold.texts, vocabulary, known, encoder)
    alone = lone(looked)
    every = lessons([*looked, *seen(alone, vocabulary, known, encoder)])
    said, says = np.zeros((len(looked), len(index) + 1), dtype=np.float32), np.zeros(len(looked), dtype=np.float32)
    wanted = meant(looked, fold.owners.tolist(), len(index), alone)
    for part in range(PARTS):
        out = np.flatnonzero(fold.parts == part)
        kept = np.flatnonzero(fold.parts != part)
        taught_by = every.of(np.concatenate([kept, np.arange(len(looked), len(wanted))]))
        means = meant([looked[n] for n in kept], fold.owners[kept].tolist(), len(index), alone)
        sparse, dense = solved(taught_by, means)
        share = focus(taught_by, means)
        said[out] = belief(every.sparse[out] @ sparse + every.dense[out] @ dense)
        says[out] = [share[every.sparse.indices[slice(*every.sparse.indptr[n : n + 2])]].max(initial=0) for n in out]
    return (
        said,
        says,
        {word: dict(enumerate(map(float, row[:-1]))) for word, row in zip(alone, wanted[len(looked) :], strict=True)},
    )


def features(index: Index, texts: Iterable[str]) -> list[Row]:
    """Return for each text the features of all passages, and the signs that it means none of them."""
    return [index.features_of(text) for text in texts]


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


def curve(rows: list[Row], right: list[Right]) -> dict[str, float]:
    """Return the logistic regression of "this passage answers" on the evidence of the first passages of each text."""
    from sklearn.linear_model import LogisticRegression

    fitted: list[tuple[list[float], bool, float]] = []
    inside = sum(bool(one) for one in right)
    share = inside / max(1, len(right) - inside)
    names: list[str] = []
    for (found, signs), answers in zip(rows, right, strict=True):
        evidence = rank.evidence(found)
        told = rank.telling(found, signs)
        names = [*evidence, *told]
        for passage in np.argsort(-evidence["strength"])[:LOOKED_AT]:
            row, likely = [float(values[passage]) for values in evidence.values()], answers.get(int(passage), 0.0)
            row += told.values()
            fitted += [(row, True, likely), (row, False, 1 - likely if answers else share)]
    values, correct, weigh = zip(*(one for one in fitted if one[2]), strict=True)
    model = LogisticRegression(C=10.0, max_iter=2000).fit(np.array(values), np.array(correct), sample_weight=np.array(weigh))
    return {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def lines(path: Path) -> list[dict[str, object]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def told(title: str, numbers: dict[str, float]) -> None:
    """Print a table of ranking.toml."""
    sys.stdout.write(f"[{title}]\n" + "".join(f"{name} = {value:.3f}\n" for name, value in numbers.items()) + "\n")


def taught_rows(folder: Path, questions: Path, foreign: Sequence[Path]) -> tuple[list[Row], list[Right]]:
    """Return what the index says of its own questions, each by a map that knows none of its kind, of foreign ones and of words."""
    index, fold = Index(folder), taught_texts(folder, questions)
    said, says, alone = left_out(folder, index, fold)
    rows = features(index, fold.texts)
    for (found, signs), row, best in zip(rows, said, says, strict=True):
        found["taught"], signs["elsewhere"], signs["focus"] = row[:-1], float(row[-1]), float(best)
    others = [str(line["question"]) for path in foreign for line in lines(path)]
    right: list[Right] = [{int(owner): 1.0} if owner >= 0 else {} for owner in fold.owners]
    return rows + features(index, [*others, *alone]), [*right, *({} for _ in others), *alone.values()]


def plain_rows(folder: Path, asked: Path) -> tuple[list[Row], list[Right]]:
    """Return what an index without questions says of those in a file with their gold."""
    index = Index(folder)
    number = {key.rpartition("/")[2]: n for n, key in enumerate(index.keys())}
    rows = features(index, [str(line["question"]) for line in lines(asked)])
    return rows, [{number[gold]: 1.0 for gold in line["gold"]} for line in lines(asked)]  # type: ignore[attr-defined]


def main() -> None:
    """Fit and print."""
    path, *given = sys.argv[1:]
    torch.set_num_threads(1)
    folders = list(map(Path, given))
    if path == "taught":
        rows, right = taught_rows(folders[0], folders[1], folders[2:])
    else:
        found = [plain_rows(*pair) for pair in zip(folders[::2], folders[1::2], strict=True)]
        rows, right = [row for some, _ in found for row in some], [one for _, some in found for one in some]
    inside = [(row, min(one)) for (row, _), one in zip(rows, right, strict=True) if 1.0 in one.values()]
    fitted = weights([row for row, _ in inside], np.array([owner for _, owner in inside]))
    told(f"{path}.weights", fitted)
    getattr(rank.ranking(), path).weights.update(fitted)  # for the curve
    told(f"{path}.calibration", curve(rows, right))


if __name__ == "__main__":
    main()
