"""duty-kg eval: how well a base answers a file of questions."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.options import Base, OneCatalogue, Output, Quiet, emit, opened_or_built

_SHOWN = 15


class EvalFormat(StrEnum):
    """How an evaluation is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def evaluate(
    questions: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            readable=False,
            help="JSON Lines with question and gold: numbers, or slug/number where there are several catalogues; [] for a question out of scope.",
        ),
    ],
    form: Annotated[EvalFormat, typer.Option("--format", help="How to print.")] = EvalFormat.TEXT,
    output: Output = None,
    catalogue: OneCatalogue = "",
    base: Base = None,
    quiet: Quiet = False,
) -> None:
    """Measure the answers to questions whose answers are known: figures with intervals, every miss listed."""
    from kg import evaluate as evaluation
    from kg.cli import tables

    asked = evaluation.read(questions)
    kb = opened_or_built(base, quiet)
    told = evaluation.report(evaluation.run(kb, asked, catalogue))
    printed = {EvalFormat.JSON: tables.dump, EvalFormat.MARKDOWN: markdown, EvalFormat.TEXT: text}[form](told)
    emit(printed.encode() + b"\n", output)


def text(told: dict[str, Any]) -> str:
    """The report for a terminal: measures, styles, the most frequent confusions, every miss."""
    from kg.cli.tables import columns

    parts = [columns(_measured(told), ("measure", "value", "interval", "n"))]
    if told["styles"]:
        parts.append(columns([{"style": name, **row} for name, row in told["styles"].items()], ("style", "n", "hit@1", "hit@3")))
    if told["confusions"]:
        lines = (f"{one['gold']} → {one['found']}  {one['times']}" for one in told["confusions"][:_SHOWN])
        parts.append("\n".join(["混淆（正确 → 给出）：", *lines]))
    for title, key in (("未排第一：", "misses"), ("目录外却作答：", "accepted")):
        if told[key]:
            parts.append("\n".join([title, *(f"  {_line(one)}" for one in told[key])]))
    return "\n\n".join(parts)


def markdown(told: dict[str, Any]) -> str:
    """The report as Markdown tables: measures, styles, duties, confusions, misses."""
    parts = [_table(("measure", "value", "interval", "n"), _measured(told))]
    for title, key in (("style", "styles"), ("duty", "duties")):
        if told[key]:
            rows = [{title: name, **row} for name, row in told[key].items()]
            parts.append(_table((title, "n", "hit@1", "hit@3"), rows))
    if told["confusions"]:
        parts.append(_table(("gold", "found", "times"), told["confusions"][:_SHOWN]))
    for title, key in (("Not found first", "misses"), ("Answered although out of scope", "accepted")):
        if told[key]:
            parts.append("\n".join([f"{title}:", "", *(f"- {_line(one)}" for one in told[key])]))
    return "\n\n".join(parts)


def _measured(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"measure": name, "value": f"{m['value']:.3f}", "interval": f"[{m['low']:.3f}, {m['high']:.3f}]", "n": m["n"]}
        for name, m in told["measures"].items()
    ]


def _table(names: tuple[str, ...], rows: list[dict[str, Any]]) -> str:
    lines = ["| " + " | ".join(str(row[name]) for name in names) + " |" for row in rows]
    return "\n".join(["| " + " | ".join(names) + " |", "|" + "---|" * len(names), *lines])


def _line(one: dict[str, Any]) -> str:
    wanted = "、".join(one["gold"]) or "目录外"
    return f"{one['question']}（{wanted} → {'、'.join(one['found'])}；{one['score']:.2f}）"
