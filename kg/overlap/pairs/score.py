"""Features of two duties -> how likely they overlap, and how much they deserve attention (weights.toml).

Likelihood: the logistic of the weighted features, fitted to labelled pairs (tests/overlap). It estimates how likely two people who
read both names would call the pair 重复 or 交叉. The score, by which findings are ranked, is the chance that it is one or worth a
look for something else, whatever the words say: a duty alone among those of another department, an audit beside what it audits,
and the same work in one field where no clause shows it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Features = dict[str, float]


@cache
def _fit() -> dict[str, Any]:
    return tomllib.loads(files("kg.overlap.pairs").joinpath("weights.toml").read_text("utf-8"))


@cache
def weights(*kinds: str) -> dict[str, float]:
    """Feature -> weight of the log-odds: "fitted" to labelled pairs, "given" by hand; for "attention" the chance of being worth a look."""
    return {name: weight for kind in kinds for name, weight in _fit()[kind].items()}


def threshold() -> float:
    """The likelihood from which a pair is taken for 重复 or 交叉."""
    return float(_fit()["threshold"])


def measured() -> dict[str, list[float]]:
    """What the rules are worth on labelled pairs: "kappa" of the judges over four labels and over two; "held-out", "shipped" and
    each label with the number of pairs, then precision and recall, each followed by the ends of its interval.
    """
    return dict(_fit()["measured"])


def parts(features: Features) -> dict[str, float]:
    """What each feature adds to the log-odds of the score; features that add nothing are left out.

    What draws attention is a chance that the pair is worth a look: the strongest of it leaves only its share of what the
    likelihood leaves, and is put as log-odds, so that all parts add up.
    """
    every = weights("fitted", "given").items()
    added = {name: part for name, weight in every if (seen := features[name]) and (part := round(weight * seen, 3))}
    worth, name = max([(weight, name) for name, weight in weights("attention").items() if features[name]], default=(0.0, ""))
    if not worth:
        return added
    chance = likelihood(added)
    return added | {name: round(_log_odds(1 - (1 - chance) * (1 - worth)) - _log_odds(chance), 3)}


def score(parts: Mapping[str, float]) -> float:
    """How much a pair deserves attention, in [0, 1]: the likelihood, and more for what is worth a look anyway."""
    return _logistic(sum(parts.values()))


def likelihood(parts: Mapping[str, float]) -> float:
    """How likely the pair is 重复 or 交叉 by what the words say, in [0, 1]."""
    attention = weights("attention")
    return _logistic(sum([added for name, added in parts.items() if name not in attention]))


def _log_odds(chance: float) -> float:
    near = min(chance, 1 - 1e-9)
    return math.log(near / (1 - near))


def _logistic(log_odds: float) -> float:
    return 1 / (1 + math.exp(-_fit()["intercept"] - log_odds))
