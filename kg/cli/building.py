"""duty-kg build: documents to a base, one or many, with a summary of what could not be read."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.carried import How, present
from kg.cli import decisions
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
    from kg import generation, pipeline
    from kg import mapping as mappings
    from kg.given import read_all

    given, place = list(sources or []), place_of(base)
    following: list[Succession] = []
    how = _how(given, add=add, replace=replace, remove=remove)
    pipeline.refuse_model(model)
    with _stoppable(), progress(quiet) as step:
        if how is How.REMOVE:
            folder = pipeline.remove([str(slug) for slug in given], place, model=model, progress=step)
            notice(f"知识库：{folder}", quiet)
            return
        read, failed = read_all(given, about or [], mapping, keep_going=keep_going, progress=step)
        read = read if given else [pipeline.bundled(mappings.read(mapping) if mapping else None)]
        if how is How.REPLACE:
            following, more = _following(read, place, keep_going)
            read, failed = [one.catalogue for one in following], failed + more
        if keep_going:
            read, more = pipeline.together(read, place, how)
            failed += more
        if not read:
            raise _all_failed(failed)
        if records:
            emit(_records(read), records)
        before, marked = present(place) if how is How.ALL else {}, decisions.decided(place)
        was = generation.pointer(place)
        folder = pipeline.publish(read, place, how=how, model=model, progress=step)
    _tell(read, folder, quiet)
    if mapping:
        _tell_unused(mapping, read, quiet)
    _tell_followed([one for one in following if any(one.catalogue is other for other in read)], quiet)
    _tell_gone(before, present(place), quiet)
    if before and was:
        _tell_former(was, before, place, quiet)
    decisions.tell(marked, place, quiet)
    if failed:
        raise SourceError(
            f"{len(failed)} 个文件没有导入（其余 {len(read)} 个已导入）：\n" + "\n".join(str(one) for one in failed)
        )


def _tell(read: list[Catalogue], folder: Path, quiet: bool) -> None:
    """What the base in `folder` has been built from, and what could not be known."""
    from kg import about as abouts
    from kg import generation
    from kg.text import normal

    for catalogue in read:
        found = f"，发现 {len(catalogue.findings)} 处问题（duty-kg check 查看）" if catalogue.findings else ""
        notice(f"{normal(catalogue.document.title.text)}：{len(catalogue.duties)} 项职责{found}", quiet)
        unsaid = abouts.unsaid(catalogue.about)
        if unsaid:
            notice(f"  未注明：{'、'.join(unsaid)}（可用 --about 补充）", quiet)
    lacking = generation.manifest(folder)["lacking"]
    if lacking:
        notice(f"职责问句太多：{lacking}。", quiet)
    notice(f"知识库：{folder}", quiet)


def _tell_unused(mapping: Path, read: list[Catalogue], quiet: bool) -> None:
    """Which labels of the user's file no document has: one that is misspelt explains nothing."""
    from kg import mapping as mappings
    from kg.text import label

    there = {label(name) for catalogue in read for name in catalogue.document.kinds}
    unused = [name for name in mappings.read(mapping) if name not in there]
    if unused:
        notice(f"栏名对照中没有用上的：{'、'.join(unused)}（没有哪张信息表或清单有这样的栏，请核对 {mapping}）", quiet)


def _tell_gone(before: dict[str, str], now: dict[str, str], quiet: bool) -> None:
    """Which catalogues the base had and has no longer: whoever builds the next one may have meant to add it."""
    gone = [f"{title}（{slug}）" for slug, title in before.items() if slug not in now]
    if gone:
        notice(f"不再包含：{'、'.join(gone)}。要在原有的目录之外增加，请用 --add。", quiet)


def _tell_former(was: str, before: dict[str, str], place: Path, quiet: bool) -> None:
    """What stood in the base that has been replaced as a whole, and how it can be had back until the next build."""
    from kg import generation
    from kg.errors import BaseError

    name = was.partition(" ")[0]
    try:
        duties = sum(entry["duties"] for entry in generation.manifest(place / name)["catalogues"])
    except BaseError:
        return  # the one before was broken: nobody wants it back
    back = f"要用回它，请把 {place / 'current'} 的内容改回“{was}”"
    notice(
        f"已替换原有的全部内容（{len(before)} 份目录，{duties} 项职责）。原来的一代还在 {place / name}，下次 build 会删去；{back}。",
        quiet,
    )


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


def _tell_followed(following: list[Succession], quiet: bool) -> None:
    """Which catalogues have been replaced, and what the new ones have taken over from them."""
    for one in following:
        if one.former:
            after = f"{one.catalogue.document.source.name}，{len(one.catalogue.duties)} 项"
            notice(f"替换了 {one.former}：改为 {after}", quiet)
        if one.taken_over:
            said = "，".join(f"{name} {value}" for name, value in one.taken_over.items())
            notice(f"  沿用原目录的说明：{said}（有变时请用 --about 给出）", quiet)
        if one.former and one.former.taught and not (one.catalogue.about.links or one.catalogue.about.questions):
            notice("  原目录另附的问句和事项关联没有沿用（序号可能有变），请放在 --about 的文件旁边重新给出", quiet)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Within the block TERM and HUP end the command as Ctrl-C does, so that no draft is left; where they are ignored (nohup) they stay so."""
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
