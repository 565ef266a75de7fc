"""How fast the path is: `python -m tests.bench`. CPU seconds of whole processes beside a yardstick of the same run.

The yardstick is a Python process that imports numpy, so that the ratios hold on other machines. Nothing is asserted.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 10
QUESTION = "老板拖欠工资该找哪个部门？"
FORBIDDEN = ("torch", "sentence_transformers", "jieba", "bm25s", "rdflib", "tokenizers", "faiss", "scipy", "pydantic")
WARM = Path(__file__).parents[1] / "questions" / "search-others.jsonl"


def child_cpu(command: list[str], **environment: str) -> float:
    """CPU seconds (user + system) of one process, which may end with any code; it keeps bytecode, as pip makes it when it installs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, capture_output=True, check=False, env={**own, **environment})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def median_of(measure: Callable[[], float]) -> float:
    """The median of several runs after one that warms the disk cache."""
    measure()
    return statistics.median(measure() for _ in range(RUNS))


def modules_of_ask(base: Path) -> list[str]:
    """Which of the heavy modules a cold `ask` has imported when it ends."""
    code = (
        "import sys, json\nfrom kg.cli import _run\n"
        f"_run(['ask', {QUESTION!r}, '--base', {str(base)!r}, '--format', 'json'])\n"
        f"print(json.dumps([m for m in {FORBIDDEN!r} if m in sys.modules]), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return list(json.loads(done.stderr.splitlines()[-1]))


def warm_ms(base: Path) -> float:
    """Median CPU milliseconds of 200 different questions in a process that has answered them once; the best of three rounds each."""
    import kg

    opened = kg.load(base)
    asked = [json.loads(line)["question"] for line in WARM.read_text("utf-8").splitlines()[:200]]
    rounds = []
    for _ in range(4):
        spent = []
        for question in asked:
            started = time.process_time()
            opened.ask(question)
            spent.append((time.process_time() - started) * 1000)
        rounds.append(spent)
    return statistics.median(min(times) for times in zip(*rounds[1:], strict=True))


def main() -> None:
    """Measure everything and print one table."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "base"
        duty_kg = [sys.executable, "-m", "kg"]
        built = child_cpu([*duty_kg, "build", "--base", str(base), "--quiet"])
        yardstick = median_of(lambda: child_cpu([sys.executable, "-c", "import numpy"]))
        rows = {
            "yardstick: python -c 'import numpy'": yardstick,
            "duty-kg --help": median_of(lambda: child_cpu([*duty_kg, "--help"])),
            "duty-kg ask (cold, 57 duties)": median_of(lambda: child_cpu([*duty_kg, "ask", QUESTION, "--base", str(base)])),
            "duty-kg build (bundled catalogue)": built,
        }
        print("| what | CPU s | × yardstick |\n|---|---|---|")
        for what, seconds in rows.items():
            print(f"| {what} | {seconds:.2f} | {seconds / yardstick:.1f} |")
        print(f"| one question in a warm process | {warm_ms(base) / 1000:.4f} | {warm_ms(base) / 1000 / yardstick:.3f} |")
        print(f"\nheavy modules imported by a cold ask: {modules_of_ask(base) or 'none'}")


main()
