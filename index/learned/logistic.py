"""Lessons -> a map from texts to what they mean: multinomial logistic regression by nonlinear conjugate gradients.

The map is held in terms of the texts it is learned from, so a step is one product with their likeness, which is never written
down: memory and time grow with the number of tokens, never with the square of the number of texts.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from index.learned.lessons import Floats, Lessons

RIDGE = 0.05
STEPS = 50  # far enough: what changes later are the weights of tokens that hardly any text has
_TRIED, _FLAT, _DONE = 8, 0.1, 1e-10
_SPAN = 10.0
_LEAST = np.float32(np.exp(-_SPAN))


def solved(known: Lessons, wanted: Floats) -> tuple[Floats, Floats]:
    """The map, shape (tokens, targets) and (dimensions, targets); `wanted` is how likely each text means each target."""
    held = _duals(known, wanted)
    return known.sparse.T @ held, known.dense.T @ held


def belief(said: Floats) -> Floats:
    """What the map says of texts, row by row, as 0 to 1: the logarithm of each target's probability, 0 from e^-10 down."""
    surely: Floats = np.log(np.maximum(_likely(said), _LEAST))
    surely /= _SPAN
    surely += 1
    return surely


def _likely(said: Floats) -> Floats:
    """The probability of each target, row by row."""
    likely: Floats = np.exp(said - said.max(axis=-1, keepdims=True))
    likely /= likely.sum(axis=-1, keepdims=True)
    return likely


def _duals(known: Lessons, wanted: Floats) -> Floats:
    """The solution in terms of the texts, by the method of Polak and Ribiere in the metric of their likeness."""
    alike = _likeness(known)
    held, said, way, moved, last = (np.zeros_like(wanted) for _ in range(5))
    before, first = 1.0, 0.0
    for _ in range(STEPS):
        slope = _likely(said) - wanted + RIDGE * held
        pushed = alike(slope)
        steep = float(np.vdot(slope, pushed))
        first = first or steep
        if steep <= _DONE * first:
            break
        turn = max(0.0, (steep - float(np.vdot(slope, last))) / before)
        before, last = steep, pushed
        way, moved = turn * way - slope, turn * moved - pushed
        step = _step(said, moved, wanted, RIDGE * float(np.vdot(way, said)), RIDGE * float(np.vdot(way, moved)))
        held += step * way
        said += step * moved
    return held


def _step(said: Floats, moved: Floats, wanted: Floats, pull: float, bend: float) -> float:
    """How far to go from `said` along `moved`: Newton's method, kept between what is too short and what is too far.

    `pull` and `bend` are the slopes of the ridge. 0 where the way leads up, so that the next one is straight down.
    """
    step, low, high, start = 0.0, 0.0, np.inf, 0.0
    gained = float(np.vdot(wanted, moved))
    for _ in range(_TRIED):
        some = _likely(said + step * moved) * moved
        mean = some.sum(axis=1)
        slope = float(mean.sum()) - gained + pull + step * bend
        start = start or slope
        if abs(slope) <= _FLAT * abs(start):
            break
        low, high = (step, high) if slope < 0 else (low, step)
        step -= slope / (float(np.vdot(some, moved)) - float(np.vdot(mean, mean)) + bend)
        if not low < step < high:
            step = (low + high) / 2
    return step


def _likeness(known: Lessons) -> Callable[[Floats], Floats]:
    """The product with the likeness of every two texts. A token of one text is like nothing but itself: it adds to the diagonal."""
    often = np.bincount(known.sparse.indices, minlength=len(known.tokens)) > 1
    alone, shared = known.sparse[:, ~often], known.sparse[:, often]
    back = shared.T.tocsr()
    diagonal = alone.multiply(alone).sum(axis=1).astype(np.float32)[:, None]

    def product(rows: Floats) -> Floats:
        alike: Floats = shared @ (back @ rows) + known.dense @ (known.dense.T @ rows) + diagonal * rows
        return alike

    return product
