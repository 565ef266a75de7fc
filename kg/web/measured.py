"""How good the search was measured to be: figures of index/quality.json, which `make quality` writes and nobody edits."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

SET = "search-fresh"
_NAMES = {
    "hit@1": "第一项就对",
    "hit@3": "前三项里有",
    "department": "部门对",
    "refused": "近似而不属本目录的，拒答",
    "auroc": "把握能分开对错（AUROC）",
    "coverage@95": "按 95% 准确作答时，答得出的",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with its 95 % interval, and over how many questions it was taken."""

    name: str
    value: float
    low: float
    high: float
    count: int


@cache
def measures() -> tuple[Measure, ...]:
    """The figures of the last independent writer's questions about the bundled catalogue."""
    found = json.loads(files("index").joinpath("quality.json").read_text("utf-8"))[SET]
    return tuple(
        Measure(name, found[key]["value"], found[key]["low"], found[key]["high"], found[key]["n"]) for key, name in _NAMES.items()
    )
