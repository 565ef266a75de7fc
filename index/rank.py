"""features -> calibrated score: a weighted sum, then a logistic curve fitted on held-out questions."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The numbers of ranking.toml."""

    weights: dict[str, float]
    calibration: dict[str, float]
    thresholds: dict[str, float]


@cache
def ranking() -> Ranking:
    """The ranking this version ships with."""
    data = tomllib.loads(files("index").joinpath("ranking.toml").read_text("utf-8"))
    return Ranking(data["weights"], data["calibration"], data["thresholds"])


def strengths(features: dict[str, NDArray[np.float32]]) -> Values:
    """The weighted sum of the features of each candidate; shape (candidates,)."""
    weights = ranking().weights
    total = np.zeros(len(next(iter(features.values()))), dtype=np.float64)
    for name, values in features.items():
        total += weights[name] * values.astype(np.float64)
    return total


def evidence(strength: Values, away: float) -> dict[str, Values]:
    """What the calibration looks at, candidate by candidate: strength, lead over the best rival, signs of another authority."""
    ordered = np.sort(strength)[::-1]
    best = ordered[0] if len(ordered) else 0.0
    second = ordered[1] if len(ordered) > 1 else 0.0
    lead = strength - np.where(strength == best, second, best)
    return {"strength": strength, "lead": lead, "away": np.full(len(strength), away)}


def probabilities(seen: dict[str, Values]) -> Values:
    """The probability that each candidate answers the question, from its evidence; shape (candidates,), in (0, 1)."""
    calibration = ranking().calibration
    logit = np.full(len(seen["strength"]), calibration["bias"])
    for name, values in seen.items():
        logit = logit + calibration[name] * values
    return np.asarray(1.0 / (1.0 + np.exp(-logit)))
