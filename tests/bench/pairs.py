"""How fast near pairs of many duties are found: `python -m tests.bench.pairs [DUTIES]`. Seconds beside the product of the same vectors.

The yardstick is the blocked matrix product over the same blocks, without looking at its numbers; rounds are interleaved. Nothing is asserted.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from index.encoder import open_encoder
from kg import thesaurus
from kg.overlap.pairs.candidates import ABROAD, MOST_ABROAD
from kg.overlap.pairs.near import BLOCK, Floats, nearest

DUTIES, ROUNDS, A_DEPARTMENT = 20_000, 5, 8
_ACTS = ("组织实施", "指导监督", "审核报批", "统计分析", "宣传培训", "检查验收", "档案管理", "咨询服务", "规划编制", "投诉处理")


def names(count: int) -> list[str]:
    """Names of duties about two matters of the thesaurus each; the same ones every time."""
    chance, matters = random.Random(count), [matter.label for matter in thesaurus.matters({})]
    return [f"负责{'和'.join(chance.sample(matters, 2))}的{chance.choice(_ACTS)}工作。" for _ in range(count)]


def product(vectors: Floats) -> None:
    """The cosines of every two rows, each once, block by block, forgotten at once."""
    out = np.empty(BLOCK * BLOCK, np.float32)
    for start in range(0, len(vectors), BLOCK):
        rows = vectors[start : start + BLOCK]
        for other in range(start, len(vectors), BLOCK):
            columns = vectors[other : other + BLOCK]
            np.matmul(rows, columns.T, out=out[: len(rows) * len(columns)].reshape(len(rows), len(columns)))


def seconds(work: Callable[[], object]) -> float:
    """How long it takes by the clock."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main(duties: int = DUTIES, rounds: int = ROUNDS) -> None:
    """Measure and print one table."""
    vectors = open_encoder().encode(names(duties))
    departments = np.arange(duties) // A_DEPARTMENT
    found: list[int] = []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = [
        (
            seconds(lambda: product(vectors)),
            seconds(lambda: found.append(len(nearest(vectors, departments, ABROAD, MOST_ABROAD)[0]))),
        )
        for _ in range(rounds)
    ]
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print("| what | measured |\n|---|---|")
    print(f"| duties, pairs found | {duties}, {found[-1]} |")
    print(f"| blocked product, median of {rounds} | {statistics.median(yardstick for yardstick, _ in spent):.2f} s |")
    print(f"| near pairs, median of {rounds} | {statistics.median(ours for _, ours in spent):.2f} s |")
    print(
        f"| near pairs ÷ product, median of {rounds} | {statistics.median(ours / yardstick for yardstick, ours in spent):.2f} |"
    )
    print(f"| memory beside the vectors, at most | {memory:.0f} MB |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
