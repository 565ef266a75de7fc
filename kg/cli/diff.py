"""duty-kg diff: two versions of a catalogue document, as text, JSON or an RDF change set."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import About, Base, Mapping, Output, Quiet, emit, place_of

if TYPE_CHECKING:
    from kg.diff import Change


_AROUND, _LONGEST, _NONE = 8, 80, "（无）"


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
    about: About = None,
    mapping: Mapping = None,
    base: Base = None,
    quiet: Quiet = False,  # noqa: ARG001
) -> None:
    """Compare two versions of a catalogue: duties added, removed, renamed, renumbered, moved or changed.

    Moved is to another department, changed on another basis or in any other field.
    The change set names things as the base does that holds the earlier version.
    """
    from kg import diff as differences
    from kg import given, minted
    from kg import mapping as mappings

    (earlier, later), _ = given.read_all([old, new], about or [], mappings.read(mapping))
    found = differences.changes(earlier, later)
    if form is DiffFormat.JSON:
        text = json.dumps([asdict(change) for change in found], ensure_ascii=False, indent=2) + "\n"
    elif form is DiffFormat.TURTLE:
        emit(differences.rdf(*minted.versions(earlier, later, place_of(base))), output)
        return
    else:
        remarks = [f"另外，{remark}。" for remark in differences.remarks(earlier, later)]
        said = [*(list(_lines(found)) or ["职责没有变动。" if remarks else "没有变动。"]), *remarks]
        text = "".join(f"{line}\n" for line in said)
    emit(text.encode(), output)


def _lines(found: Sequence[Change]) -> Iterator[str]:
    """A line a change; what several duties rest on and has changed is told once, at the first of them."""
    numbers: dict[tuple[str, str], list[str]] = {}
    for change in found:
        if change.document:
            numbers.setdefault(change.document, []).append(change.number)
    told: set[tuple[str, str]] = set()
    for change in found:
        document = change.document
        if document is None or len(numbers[document]) == 1:
            yield _line(change)
        elif document not in told:
            told.add(document)
            those = numbers[document]
            yield f"{change.what} {len(those)} 项（{'、'.join(those)}）：{document[0]} → {document[1]}"


def _line(change: Change) -> str:
    kind, colon, field = change.what.partition("：")
    old, new = _apart(change.old, change.new) if colon else (change.old, change.new)
    values = old or new if change.kind in ("added", "removed") else f"{old or _NONE} → {new or _NONE}"
    hint = f"（{change.hint}）" if change.hint else ""
    return f"{kind} {change.number}{f' {field}' if colon else ''}：{values}{hint}".replace("\n", " ")


def _apart(old: str, new: str) -> tuple[str, str]:
    """Two long texts as far as they differ, with a few characters before and after; （无） for one that is empty."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    return _cut(old, head, len(old) - tail), _cut(new, head, len(new) - tail)


def _cut(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND, start + _LONGEST)
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}" or _NONE
