"""The options that several commands share, and how a command finds its base."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.models import TyperPath

from kg.base import KnowledgeBase
from kg.errors import FULL, BaseError, SourceError, UsageError, is_full, reason
from kg.generation import default_place, place_is_named
from kg.progress import READING, STEPS, Progress, quiet


class _Folder(TyperPath):
    """A path that says something: an unset variable between quotation marks would be the current directory."""

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        if value == "":
            raise UsageError(
                "--base 是空的。", hint="请写出知识库的文件夹；用变量时请检查它有没有值，不写 --base 则用默认的位置。"
            )
        return super().convert(value, param, ctx)


_STRAY = re.compile("[\udc80-\udcff]")


class Named(TyperPath):
    """A file that has a name: an unset variable between quotation marks would be the current directory."""

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        """The path. Raises SourceError for none."""
        if value == "":
            raise SourceError("文件名是空的。", hint="请写出目录文件的路径；用变量时请检查它有没有值。")
        return super().convert(value, param, ctx)


def typed(text: str | None) -> str | None:
    """Words from the command line, read as UTF-8, also where the locale says ASCII (LC_ALL=C) and they come as lone surrogates."""
    try:
        return os.fsencode(text).decode("utf-8") if text and _STRAY.search(text) else text
    except UnicodeError:
        return text


Base = Annotated[
    Path | None,
    typer.Option(
        "--base",
        click_type=_Folder(readable=False, path_type=Path),
        help="Folder of the base. Default: $DUTY_KG_BASE, else the user's data directory.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notices on stderr.")]
Top = Annotated[int, typer.Option("--top", min=1, max=1000, help="How many duties to list at most.")]
OneCatalogue = Annotated[str, typer.Option("--catalogue", help="Only this catalogue, by its slug.")]
About = Annotated[
    list[Path] | None,
    typer.Option("--about", readable=False, help="A catalogue.toml for each document, in the same order."),
]
Mapping = Annotated[
    Path | None, typer.Option("--mapping", readable=False, help="A YAML file of column labels: 名称: [other wording, …].")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", readable=False, help="Write to this file instead of stdout.")]
Model = Annotated[
    str, typer.Option("--model", help="A sentence-transformers model, by folder or name. Default: the bundled one.")
]


class TextOrJson(StrEnum):
    """Formats of commands that print one result."""

    TEXT = "text"
    JSON = "json"


def place_of(base: Path | None) -> Path:
    """The folder named with --base, else the default place."""
    return base if base is not None else default_place()


def opened(base: Path | None) -> KnowledgeBase:
    """The base to read. Raises BaseError when there is none."""
    return KnowledgeBase(place_of(base))


def opened_or_built(base: Path | None, silent: bool) -> KnowledgeBase:
    """The base to read; where none has been built yet, the bundled catalogue is built first.

    A folder named with --base must exist, so that a mistyped path is an error and not a new base; and nothing is built into a folder that somebody
    named and that holds something: it may be another one, or that of a build of theirs that was killed.
    """
    from kg import generation

    place = place_of(base)
    if base is not None and not base.is_dir():
        raise BaseError("这个知识库文件夹不存在。", where=str(base), hint="请检查 --base，或先运行 duty-kg build --base DIR。")
    holds = (base is not None or place_is_named()) and place.is_dir() and any(place.iterdir())
    if not generation.exists(place) and not any(place.glob("gen-*")) and not holds:
        from kg import pipeline

        notice(f"还没有知识库，先用自带的目录建立一个（{place}）。", silent)
        with progress(silent) as step:
            pipeline.publish([pipeline.bundled()], place, progress=step)
    return KnowledgeBase(place)


def notice(text: str, silent: bool) -> None:
    """One line for people, on stderr."""
    if not silent:
        print(text, file=sys.stderr)


def emit(data: bytes, output: Path | None) -> None:
    """Write data to a file in one step, or to stdout."""
    if output is None or str(output) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    beside = output.with_name(output.name + ".new")
    try:
        beside.write_bytes(data)
        beside.replace(output)
    except OSError as problem:
        with suppress(OSError):
            beside.unlink()
        hint = FULL if is_full(problem) else "请检查文件夹是否存在、是否可写。"
        why = "文件夹不存在" if isinstance(problem, FileNotFoundError) else reason(problem)
        raise SourceError(f"无法写入文件（{why}）。", where=str(output), hint=hint) from problem


@contextmanager
def progress(silent: bool) -> Iterator[Progress]:
    """A progress bar on stderr: a bar on a terminal, a line a step elsewhere, nothing when `silent`."""
    if silent:
        yield quiet
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda step: print(f"… {step}", file=sys.stderr)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(READING, total=len(STEPS))

        def shown(step: str) -> None:
            if step in STEPS or step.startswith(READING):
                bar.update(task, description=step, advance=int(step in STEPS))
            else:
                console.print(f"… {step}")

        yield shown
