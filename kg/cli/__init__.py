"""duty-kg on the command line. stdout carries data only; progress, notices and errors go to stderr.

commands.py    the commands, with those that are a few lines: ask, search, show, sparql, check, stats, doctor

A command each:

building.py    build                     exporting.py   export                     overlaps.py    overlaps
gaps.py        overlaps --gaps           impact.py      impact                     diff.py        diff
serving.py     serve                     assistants.py  mcp                        evaluating.py  eval

What they print, and what they share:

asking.py      questions of a file, answers as JSON           explaining.py  why these duties (ask --explain)
findings.py    what `check` prints                            records.py     what `build --records` writes
built.py       what a build says when it is done              decisions.py   what it says of decisions on overlaps
usage.py       what is wrong with a command line              health.py      what `doctor` looks at
tables.py      columns, JSON, results of SPARQL               waiting.py     work that Ctrl-C ends
counts.py      what `stats` prints                            options.py     options, and how a command finds its base
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kg.errors import FULL, KgError, is_full, reason

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit with its code (design: 0 ok, 1 findings or abstained, 2 usage, 3 input, 4 backend)."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices: starting threads costs more than they save
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        from kg.cli.commands import app

        app(arguments, standalone_mode=True)
        sys.stdout.flush()
    except SystemExit as done:
        if isinstance(done.__context__, BrokenPipeError):
            return _no_reader()
        return _flushed(done.code if isinstance(done.code, int) else 1)
    except KgError as problem:
        print(f"错误：{problem}", file=sys.stderr)
        return problem.exit_code
    except BrokenPipeError:
        return _no_reader()
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return INTERRUPTED
    except OSError as problem:
        hint = f"\n  → {FULL}" if is_full(problem) else ""
        print(f"错误：{f'{problem.filename}: ' if problem.filename else ''}{reason(problem)}。{hint}", file=sys.stderr)
        return KgError.exit_code
    except Exception as problem:
        if os.environ.get("DUTY_KG_DEBUG"):
            raise
        print(f"内部错误：{type(problem).__name__}: {problem}", file=sys.stderr)
        print("  → 这是程序的缺陷。设 DUTY_KG_DEBUG=1 可看到详情，请附在报告里。", file=sys.stderr)
        return KgError.exit_code
    return 0


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _no_reader()
    return code


def _open_closed_streams() -> None:
    """A stream that was closed before the start swallows what is written to it."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115


def _no_reader() -> int:
    """Whoever read our output has gone: that is not an error, and nothing more is to be said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
