"""features -> calibrated score: a weighted sum, then a logistic curve fitted on held-out questions."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Path:
    """Weights of the features and the logistic curve, for catalogues with or without questions of their own."""

    weights: dict[str, float]
    calibration: dict[str, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The numbers of ranking.toml."""

    plain: Path
    taught: Path
    thresholds: dict[str, float]


@cache
def ranking() -> Ranking:
    """The ranking this version ships with."""
    data = tomllib.loads(files("index").joinpath("ranking.toml").read_text("utf-8"))
    return Ranking(Path(**data["plain"]), Path(**data["taught"]), data["thresholds"])


def weights(features: Mapping[str, object]) -> dict[str, float]:
    """The weight of each of `features`."""
    return {name: _path(features).weights[name] for name in features}


def _strengths(features: dict[str, NDArray[np.float32]]) -> Values:
    """The weighted sum of the features of each candidate; shape (candidates,)."""
    weights = _path(features).weights
    return np.array([weights[name] for name in features]) @ np.array(list(features.values()), dtype=np.float64)


def evidence(features: dict[str, NDArray[np.float32]]) -> dict[str, Values]:
    """What the calibration looks at, candidate by candidate: strength, lead over the best rival, features that tell more than that."""
    strength = _strengths(features)
    telling = {name: values.astype(np.float64) for name, values in features.items() if name in _path(features).calibration}
    return {"strength": strength, "lead": _lead(strength)} | telling


def telling(seen: Mapping[str, object], signs: Mapping[str, float]) -> dict[str, float]:
    """Those of the `signs` that no candidate is meant at which the calibration of this evidence looks."""
    return {name: value for name, value in signs.items() if name in _path(seen).calibration}


def probabilities(seen: dict[str, Values], signs: Mapping[str, float]) -> Values:
    """The probability that each candidate answers the question, from its evidence and all signs; shape (candidates,), in (0, 1)."""
    calibration = _path(seen).calibration
    logit = calibration["bias"] + sum(calibration[name] * value for name, value in telling(seen, signs).items())
    logit = logit + np.array([calibration[name] for name in seen]) @ np.array(list(seen.values()))
    return np.asarray(1.0 / (1.0 + np.exp(-logit)))


def _path(seen: Mapping[str, object]) -> Path:
    return ranking().taught if "taught" in seen else ranking().plain


def _lead(strength: Values) -> Values:
    second, best = [0.0, 0.0, *np.sort(strength)[-2:].tolist()][-2:]
    return np.asarray(strength - np.where(strength == best, second, best))
