"""How good the search was measured to be: the first table of index/QUALITY.md, which is the output of `duty-kg eval` and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ROW = re.compile(r"\| (?P<name>[^|]+?) \| (?P<value>[\d.]+) \| \[(?P<low>[\d.]+), (?P<high>[\d.]+)\] \| (?P<count>\d+) \|")
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
    """The figures of an independent writer's questions about the bundled catalogue."""
    table = files("index").joinpath("QUALITY.md").read_text("utf-8").partition("| measure | value |")[2].partition("\n\n")[0]
    return tuple(
        Measure(_NAMES[row["name"]], float(row["value"]), float(row["low"]), float(row["high"]), int(row["count"]))
        for row in _ROW.finditer(table)
        if row["name"] in _NAMES
    )
