"""How fast many catalogues build, and in how much memory: `python -m tests.bench.many [CATALOGUES DUTIES]`.

CPU seconds beside a yardstick of the same run; the memory of a station is the most that the process has held until its end.

The yardstick is a loop of plain Python, so that the ratios hold on other machines. Nothing is asserted.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import kg
from kg import generation, pipeline
from tests.catalogues import many

CATALOGUES, DUTIES = 130, 58
Lap = tuple[str, float, int]
_TRIPLES, _LOAD = "图数据", "装入图库"


def yardstick() -> float:
    """CPU seconds of ten million additions."""
    started = time.process_time()
    total = 0
    for n in range(10_000_000):
        total += n
    return time.process_time() - started


def main(catalogues: int = CATALOGUES, duties: int = DUTIES) -> None:
    """Build the catalogues and print how long each station took."""
    with tempfile.TemporaryDirectory() as folder:
        base, sources = Path(folder) / "base", []
        for name, data in many.catalogues(catalogues, duties):
            sources.append(Path(folder) / name)
            sources[-1].write_bytes(data)
        unit, laps = yardstick(), [lap("读取目录")]
        read = [pipeline.read(path) for path in sources]
        pipeline.publish(read, base, progress=lambda step: laps.append(lap(step)))
        laps.append(lap(""))
        asked = [seconds(kg.load(base), question) for question in ("河道采砂要什么许可", "没有监督电话的职责有几项")]
        size = sum(path.stat().st_size for path in sources) / 1e6
        quads = generation.manifest(generation.current(base))["quads"]
        with (generation.current(base) / "exports" / "all.nq").open("rb") as lines:
            found = sum(line.endswith(b"/graph/overlaps> .\n") for line in lines)
    report(laps, catalogues * duties, unit, 1 - found / quads)
    for question, first, again in asked:
        print(f"\n{question}: {first:.2f} s of a base just opened, then {again:.2f} s")
    print(
        f"\n{catalogues} catalogues, {catalogues * duties} duties, {size:.1f} MB, {quads} quads, {found} of them about overlaps and gaps"
    )


def seconds(base: kg.KnowledgeBase, question: str) -> tuple[str, float, float]:
    """A question, and the CPU seconds that it takes of a base just opened and again with other words around it."""
    started = time.process_time()
    base.ask(question)
    first = time.process_time()
    base.ask(f"请问{question}？")
    return question, first - started, time.process_time() - first


def lap(step: str) -> Lap:
    """Where the process stands when `step` begins: CPU seconds, and the most memory so far in MB."""
    return step, time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def report(laps: list[Lap], count: int, unit: float, share: float) -> None:
    """The table: each station, then parse + triples + load, then everything; `share` of what is loaded are the triples of documents."""
    rows = [(step, laps[n + 1][1] - at, laps[n + 1][2]) for n, (step, at, _) in enumerate(laps[:-1])]
    took = {step: seconds for step, seconds, _ in rows}
    first = took[laps[0][0]] + took[_TRIPLES] + share * took[_LOAD]
    rows += [("parse + triples + load", first, laps[-1][2]), ("everything", sum(took.values()), laps[-1][2])]
    print("| station | CPU s | duties/s | duties a yardstick | peak MB |\n|---|---|---|---|---|")
    for what, seconds, peak in rows:
        print(f"| {what} | {seconds:.1f} | {count / seconds:.0f} | {count / seconds * unit:.0f} | {peak} |")
    print(f"\nyardstick: ten million additions, {unit:.2f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
