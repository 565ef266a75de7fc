"""duty-kg diff: two versions of a catalogue document, as text, JSON or an RDF change set."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Base, Output, Quiet, emit, place_of

if TYPE_CHECKING:
    from kg.diff import Change


class DiffFormat(StrEnum):
    """Formats of `diff`."""

    TEXT = "text"
    JSON = "json"
    TURTLE = "turtle"


def diff(
    old: Annotated[Path, typer.Argument(readable=False, help="The earlier document.")],
    new: Annotated[Path, typer.Argument(readable=False, help="The later document.")],
    form: Annotated[DiffFormat, typer.Option("--format", help="How to print; turtle is a change set.")] = DiffFormat.TEXT,
    output: Output = None,
    base: Base = None,
    quiet: Quiet = False,  # noqa: ARG001
) -> None:
    """Compare two versions of a catalogue: duties added, removed, renumbered, renamed, moved to another department, on another basis.

    The change set names things as the base does that holds the earlier version.
    """
    from kg import diff as differences
    from kg import pipeline

    earlier, later = pipeline.read(old), pipeline.read(new)
    found = differences.changes(earlier, later)
    if form is DiffFormat.JSON:
        text = json.dumps([asdict(change) for change in found], ensure_ascii=False, indent=2) + "\n"
    elif form is DiffFormat.TURTLE:
        emit(differences.rdf(earlier, later, pipeline.names_of(earlier, [later], place_of(base))), output)
        return
    else:
        text = "".join(f"{_line(change)}\n" for change in found) or "没有变动。\n"
    emit(text.encode(), output)


def _line(change: Change) -> str:
    from kg.diff import WORDS

    values = f"：{change.old} → {change.new}" if change.old and change.new else f"：{change.old or change.new}"
    return f"{WORDS[change.kind]} {change.number}{values}"
