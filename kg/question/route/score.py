"""Is this a question for a query, or one about a matter, for search? A logistic regression over what the reader saw.

The weights (route.toml) are fitted by tests/questions/route.py on questions of both kinds; none of them is an evaluation question.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from kg.question.conditions.atom import Atom
from kg.question.mentions.token import Token

_CLASSES = ("noun", "asks", "sign", "unit")
_PARTS = ",，.。;；:：?？!！—"
_LONG, _FEW = 20, 8


def features(tokens: tuple[Token, ...], atoms: Iterable[Atom], *, structured: bool, query: bool) -> dict[str, float]:
    """What decides: which words of asking occur, what is mentioned, and how much is left unexplained, far and near."""
    found: dict[str, float] = {}
    for token in tokens:
        if token.kind in _CLASSES:
            found[f"{token.kind}:{token.value}"] = 1.0
        elif token.kind not in ("rest", "filler", "mark", "mention"):
            found[token.kind] = 1.0
    for atom in atoms:
        found["is:" + atom.dimension.partition(":")[0]] = 1.0
    left = [len(token.text) for token in tokens if token.kind == "rest"]
    near = sum(len(t.text) for part in _parts(tokens) if _tells(part) for t in part if t.kind == "rest")
    return {
        **found,
        "structured": float(structured),
        "query": float(query),
        "rest": min(sum(left), _LONG) / 5,
        "rests": min(len(left), _FEW) / 4,
        "near": min(near, _LONG) / 5,
        "share": sum(left) / (sum(len(token.text) for token in tokens) or 1),
        "none": float(not left),
        "one": float(sum(left) <= 1),
    }


def score(found: Mapping[str, float]) -> float:
    """The log-odds that the question is one for a query."""
    weights = _weights()
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in found.items())


@cache
def _weights() -> dict[str, float]:
    return {
        str(k): float(v)
        for k, v in tomllib.loads(files("kg").joinpath("question", "route", "route.toml").read_text("utf-8")).items()
    }


def _parts(tokens: tuple[Token, ...]) -> list[list[Token]]:
    """The tokens between punctuation marks."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "mark" and token.value in _PARTS:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _tells(part: list[Token]) -> bool:
    return any(token.kind not in ("filler", "rest", "mark") for token in part)
