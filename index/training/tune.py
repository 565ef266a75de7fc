"""Word vectors moved so that texts of one business come together: in-batch negatives on the table of words.

The objective is that of sentence-transformers' MultipleNegativesRankingLoss (scale 20, both directions), on a bag of words:
a text is the normalised sum of e^gain (row + shift) turned by one matrix for all words. Only words that occur in the
pairs move by themselves; the matrix moves them all.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from index.training.pairs import Pair

STEPS = 1600
SCALE = 20.0
RATES = {"shift": 2e-3, "gain": 1e-2, "turn": 5e-4}
HOLD_SHIFT, HOLD_TURN = 0.2, 0.02
KEPT = 0.75  # share of the tuned vectors in the final ones; the rest stays as it was
TEMPLATES = (
    "{}",
    "{}",
    "{}找谁",
    "{}归哪个部门管",
    "请问{}怎么办",
    "{}由谁负责？",
    "{}怎么弄",
    "我想问一下{}",
    "{}该找哪个部门",
    "{}是哪个部门负责",
)


class Source(NamedTuple):
    """Pairs drawn together in batches of ``size``, their loss times ``weight``."""

    pairs: list[Pair]
    size: int
    weight: float


class Tuned(NamedTuple):
    """The final rows, shape (words, dimensions), and the loss every 40 steps."""

    rows: NDArray[np.float64]
    losses: list[float]


def tune(rows: NDArray[np.float64], tokenizer: Tokenizer, sources: Sequence[Source], seed: int) -> Tuned:
    """Return ``rows`` (one a token id) moved by ``STEPS`` steps over ``sources``; always the same for the same input."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    draw = np.random.default_rng(seed)
    table = _Table(rows, tokenizer)
    optimizer = torch.optim.Adam([{"params": [table.moved[name]], "lr": rate} for name, rate in RATES.items()])
    losses: list[float] = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = torch.stack([source.weight * table.loss(_drawn(source, draw), draw) for source in sources]).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        losses.append(float(loss.detach()))
    means = [round(float(np.mean(losses[n : n + 40])), 4) for n in range(0, STEPS, 40)]
    return Tuned((1 - KEPT) * rows + KEPT * table.rows(), means)


class _Table:
    def __init__(self, rows: NDArray[np.float64], tokenizer: Tokenizer) -> None:
        self._start = torch.tensor(rows, dtype=torch.float32)
        self._tokenizer = tokenizer
        words, dimensions = rows.shape
        self.moved = {
            "shift": torch.zeros(words, dimensions, requires_grad=True),
            "gain": torch.zeros(words, requires_grad=True),
            "turn": torch.eye(dimensions, requires_grad=True),
        }

    def rows(self) -> NDArray[np.float64]:
        with torch.no_grad():
            moved = (self._start + self.moved["shift"]) * self.moved["gain"].exp()[:, None] @ self.moved["turn"]
        return moved.numpy().astype(np.float64)

    def loss(self, pairs: list[Pair], draw: np.random.Generator) -> torch.Tensor:
        left = [_wrapped(pair.left, draw) if pair.questions > 0 else pair.left for pair in pairs]
        right = [_wrapped(pair.right, draw) if pair.questions > 1 else pair.right for pair in pairs]
        (one, used), (two, also) = self._texts(left), self._texts(right)
        groups = np.array([pair.group for pair in pairs])
        same = torch.tensor((groups[:, None] == groups[None, :]) & ~np.eye(len(pairs), dtype=bool))
        cosines = (SCALE * one @ two.T).masked_fill(same, -1e4)
        target = torch.arange(len(pairs))
        wrong = (functional.cross_entropy(cosines, target) + functional.cross_entropy(cosines.T, target)) / 2
        shifts = self.moved["shift"][torch.unique(torch.cat([used, also]))]
        held = HOLD_SHIFT * shifts.square().sum(dim=1).mean()
        turned = self.moved["turn"] - torch.eye(len(self.moved["turn"]))
        return wrong + held + HOLD_TURN * turned.square().sum()

    def _texts(self, texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
        cut = [encoding.ids for encoding in self._tokenizer.encode_batch(texts, add_special_tokens=False)]
        ids = torch.tensor([token for row in cut for token in row], dtype=torch.long)
        starts = torch.tensor(np.cumsum([0, *(len(row) for row in cut[:-1])]), dtype=torch.long)
        rows = (self._start[ids] + self.moved["shift"][ids]) * self.moved["gain"][ids].exp()[:, None]
        owner = torch.bucketize(torch.arange(len(ids)), starts, right=True) - 1
        sums = torch.zeros(len(texts), rows.shape[1]).index_add(0, owner, rows)
        return functional.normalize(sums @ self.moved["turn"], dim=1), ids


def _drawn(source: Source, draw: np.random.Generator) -> list[Pair]:
    chosen = draw.choice(len(source.pairs), min(source.size, len(source.pairs)), replace=False)
    return [source.pairs[n] for n in chosen]


def _wrapped(text: str, draw: np.random.Generator) -> str:
    return TEMPLATES[draw.integers(len(TEMPLATES))].format(text)
