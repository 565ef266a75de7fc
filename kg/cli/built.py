"""What a build says when it is done: what it has read, what gave way to it, and what has become of the decisions on overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.carried import How, present
from kg.cli import decisions
from kg.cli.options import notice

if TYPE_CHECKING:
    from kg.overlap.finding import Overlap
    from kg.overlap.reviews import Decision
    from kg.records import Catalogue
    from kg.succession import Succession


@dataclass(frozen=True, slots=True)
class Former:
    """What stood in a base before a build: its pointer, its catalogues (slug -> title) where all of them give way, and the decisions."""

    pointer: str
    catalogues: dict[str, str]
    decided: dict[str, tuple[Decision, Overlap]]

    @classmethod
    def of(cls, place: Path, how: How) -> Former:
        """What stands in the base now."""
        from kg import generation

        return cls(generation.pointer(place), present(place) if how is How.ALL else {}, decisions.decided(place))

    def tell(self, place: Path, quiet: bool) -> None:
        """What of it is there no longer."""
        _tell_gone(self.catalogues, present(place), quiet)
        if self.catalogues and self.pointer:
            _tell_former(self.pointer, self.catalogues, place, quiet)
        decisions.tell(self.decided, place, quiet)


def tell(read: Sequence[Catalogue], following: Sequence[Succession], folder: Path, quiet: bool) -> None:
    """What the generation in `folder` has been built from, what could not be known, and which catalogues have been replaced."""
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
    _tell_followed(following, quiet)


def tell_unused(mapping: Path, labels: Iterable[str], read: Sequence[Catalogue], quiet: bool) -> None:
    """Which `labels` of the user's file no document has: one that is misspelt explains nothing."""
    from kg.text import label

    there = {label(name) for catalogue in read for name in catalogue.document.kinds}
    unused = [name for name in labels if name not in there]
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


def _tell_followed(following: Sequence[Succession], quiet: bool) -> None:
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
