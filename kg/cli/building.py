"""duty-kg build: documents to a base, one or many, with a summary of what could not be read."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.carried import How
from kg.cli import built
from kg.cli.built import Former
from kg.cli.options import About, Base, Mapping, Model, Named, Quiet, emit, notice, place_of, progress
from kg.errors import SourceError, UsageError

if TYPE_CHECKING:
    from kg.records import Catalogue
    from kg.succession import Succession


def build(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[SOURCE]...",
            click_type=Named(readable=False, path_type=Path),
            help="Catalogue documents (with --remove: slugs). None: the bundled catalogue.",
        ),
    ] = None,
    about: About = None,
    mapping: Mapping = None,
    add: Annotated[bool, typer.Option("--add", help="Add to the catalogues of the base.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Put in place of the same catalogues; the others stay.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take out the catalogues with these slugs.")] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Build from what can be read, and end with code 3 for the rest.")
    ] = False,
    records: Annotated[
        Path | None, typer.Option("--records", readable=False, help="Also write the records, one a table, as JSON.")
    ] = None,
    base: Base = None,
    model: Model = "",
    quiet: Quiet = False,
) -> None:
    """Build a base from catalogue documents: graph, index and exports, published in one step.

    Without --add, --replace or --remove all that was in the base gives way to these documents; its last generation stays on disk until the next build.
    """
    from kg import mapping as mappings
    from kg import pipeline
    from kg.given import read_all

    given, place = list(sources or []), place_of(base)
    how = _how(given, add=add, replace=replace, remove=remove)
    pipeline.refuse_model(model)
    with _stoppable(), progress(quiet) as step:
        if how is How.REMOVE:
            folder = pipeline.remove([str(slug) for slug in given], place, model=model, progress=step)
            notice(f"知识库：{folder}", quiet)
            return
        labels = mappings.read(mapping)
        read, failed = read_all(given, about or [], labels, keep_going=keep_going, progress=step)
        read = read if given else [pipeline.bundled(labels)]
        taken = _taken(read, failed, place, how, keep_going)
        if not taken.read:
            raise _all_failed(taken.failed)
        if records:
            emit(_records(taken.read), records)
        former = Former.of(place, how)
        folder = pipeline.publish(taken.read, place, how=how, model=model, progress=step)
    built.tell(taken.read, taken.following, folder, quiet)
    if mapping:
        built.tell_unused(mapping, labels, taken.read, quiet)
    former.tell(place, quiet)
    if taken.failed:
        raise SourceError(
            f"{len(taken.failed)} 个文件没有导入（其余 {len(taken.read)} 个已导入）：\n" + "\n".join(map(str, taken.failed))
        )


@dataclass(frozen=True, slots=True)
class _Taken:
    """The catalogues that go into a build, what stands against the others, and which these take the place of."""

    read: list[Catalogue]
    failed: list[SourceError]
    following: list[Succession]


def _taken(read: list[Catalogue], failed: list[SourceError], place: Path, how: How, keep_going: bool) -> _Taken:
    """Of the catalogues `read`, those that the base takes. Raises SourceError for the others unless `keep_going`."""
    from kg import pipeline

    following: list[Succession] = []
    if how is How.REPLACE:
        following, unplaced = _following(read, place, keep_going)
        read, failed = [one.catalogue for one in following], failed + unplaced
    if keep_going:
        read, refused = pipeline.together(read, place, how)
        failed = failed + refused
    return _Taken(read, failed, [one for one in following if any(one.catalogue is other for other in read)])


def _following(read: list[Catalogue], place: Path, keep_going: bool) -> tuple[list[Succession], list[SourceError]]:
    """What each catalogue takes the place of, and why the rest cannot. Raises SourceError at the first of these unless `keep_going`."""
    from kg import pipeline

    found: list[Succession] = []
    failed: list[SourceError] = []
    for catalogue in read:
        try:
            found += pipeline.successions([catalogue], place)
        except SourceError as problem:
            failed.append(problem)
            if not keep_going:
                raise
    return found, failed


@contextmanager
def _stoppable() -> Iterator[None]:
    """Within the block TERM and HUP end the command as Ctrl-C does, so that no draft is left; ignored (nohup) they stay so."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _how(given: list[Path], *, add: bool, replace: bool, remove: bool) -> How:
    chosen = [how for how, wanted in ((How.ADD, add), (How.REPLACE, replace), (How.REMOVE, remove)) if wanted]
    if len(chosen) > 1:
        raise UsageError("--add、--replace、--remove 只能用一个。")
    if chosen and not given:
        what = "要移除的目录的 slug" if remove else "目录文件"
        raise UsageError(f"请给出{what}。", hint=f"例如：duty-kg build --{chosen[0]} …")
    return chosen[0] if chosen else How.ALL


def _all_failed(failed: list[SourceError]) -> SourceError:
    return failed[0] if len(failed) == 1 else SourceError("没有一个文件能导入：\n" + "\n".join(str(one) for one in failed))


def _records(catalogues: list[Catalogue]) -> bytes:
    from kg.cli.records import as_json

    listed = [record for catalogue in catalogues for record in as_json(catalogue)]
    return json.dumps(listed, ensure_ascii=False, indent=1).encode() + b"\n"
