"""What a base keeps of each catalogue, so that another build can carry it over untouched: its passages, its links, its part of what is shared.

gen-N/catalogues/SLUG/passages.jsonl     what search knows of its duties
gen-N/catalogues/SLUG/matter-links.ttl   which matters lead to which of them
gen-N/catalogues/SLUG/shared.nq          what it says of things that others may speak of too
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from index import Passage
from kg import generation
from kg.errors import BaseError, SourceError, UsageError
from kg.names import catalogue_of, edition, stands_for_title
from kg.store import Store

_PASSAGES, _LINKS, _SHARED = "passages.jsonl", "matter-links.ttl", "shared.nq"


_EDITIONS = "SELECT ?document ?title ?number { ?document a eli:LegalResource ; dct:title ?title ; eli:id_local ?number }"


class How(StrEnum):
    """What a build does with the catalogues that are in the base already."""

    ALL = "all"
    ADD = "add"
    REPLACE = "replace"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Kept:
    """A catalogue of the current generation that the next one carries over."""

    entry: dict[str, Any]
    generation: Path

    @property
    def slug(self) -> str:
        """The catalogue's slug."""
        return str(self.entry["slug"])

    @property
    def folder(self) -> Path:
        """Where its passages and links lie."""
        return self.generation / "catalogues" / self.slug

    def passages(self) -> list[Passage]:
        """Its passages. Raises BaseError when the generation was written before they were kept."""
        try:
            lines = (self.folder / _PASSAGES).read_text("utf-8").splitlines()
        except OSError as problem:
            raise BaseError(
                "这个知识库是旧版本建的，不能增补。", where=str(self.folder), hint="请用 duty-kg build 把全部目录重新导入一次。"
            ) from problem
        return [_passage(json.loads(line)) for line in lines]

    def links(self) -> bytes:
        """Its matter links."""
        return (self.folder / _LINKS).read_bytes()

    def shared(self) -> list[bytes]:
        """The N-Quads of what it says of things that are not its own."""
        return (self.folder / _SHARED).read_bytes().splitlines(keepends=True)


def lines(kept: Sequence[Kept]) -> Iterator[bytes]:
    """The N-Quads of the own named graphs of all `kept` catalogues, as the current generation exported them."""
    slugs = {one.slug for one in kept}
    for folder in {one.generation for one in kept}:
        with (folder / "exports" / "all.nq").open("rb") as stream:
            for line in stream:
                if catalogue_of(line.rpartition(b" <")[2].decode()) in slugs:
                    yield line


def _passage(data: dict[str, Any]) -> Passage:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    return Passage(**values)


def save(draft: Path, slug: str, passages: Iterable[Passage], links: bytes) -> None:
    """Keep what the next build may need of a catalogue."""
    folder = draft / "catalogues" / slug
    folder.mkdir(parents=True)
    keys = [field.name for field in fields(Passage)]
    lines = [json.dumps({key: getattr(one, key) for key in keys}, ensure_ascii=False) + "\n" for one in passages]
    (folder / _PASSAGES).write_text("".join(lines), encoding="utf-8")
    (folder / _LINKS).write_bytes(links)


def save_shared(draft: Path, slug: str, lines: Iterable[bytes]) -> None:
    """Keep what a catalogue says of things that are not its own; `save` has been there."""
    (draft / "catalogues" / slug / _SHARED).write_bytes(b"".join(lines))


def carried(base: Path, how: How, slugs: Sequence[str]) -> list[Kept]:
    """The catalogues that stay when `slugs` are added, replaced or removed.

    Raises SourceError for a catalogue that is there already (add) or is not (replace), UsageError for one that cannot be removed.
    """
    if how is How.ALL or (how is How.ADD and not generation.exists(base)):
        return []
    folder = generation.current(base)
    present = [Kept(entry, folder) for entry in generation.verify(folder)["catalogues"]]
    refuse(base, how, slugs, {kept.slug for kept in present})
    staying = [kept for kept in present if kept.slug not in slugs]
    if how is How.REMOVE and not staying:
        raise UsageError("这样知识库里就没有目录了。", hint="知识库至少要有一份目录；不再需要它时，请删除知识库文件夹。")
    return staying


def editions(kept: Sequence[Kept]) -> dict[str, str]:
    """Title of a legal document -> the edition for which the IRI of the title alone stands in the catalogues that are carried over."""
    said = Store.of(quad for one in kept for quad in ox.parse(b"".join(one.shared()), format=ox.RdfFormat.N_QUADS))
    rows = sorted((row["document"], row["number"], row["title"]) for row in said.select(_EDITIONS))
    return {title: edition(number) for document, number, title in reversed(rows) if stands_for_title(document, title)}


def known(base: Path, how: How) -> dict[str, str]:
    """The slugs and titles of the catalogues in `base` that a build has to heed: none where there is no base, or all is built anew (a broken one is mended so)."""
    if how is How.ALL or not generation.exists(base):
        return {}
    return {str(entry["slug"]): str(entry["title"]) for entry in generation.manifest(generation.current(base))["catalogues"]}


def present(base: Path) -> dict[str, str]:
    """The slugs and titles of the catalogues in `base`; none where there is no base, or none that can be read."""
    try:
        return known(base, How.ADD)
    except BaseError:
        return {}


def refuse_foreign(how: How, slug: str, title: str, told: str, known: Mapping[str, str]) -> None:
    """Refuse to add a catalogue under the slug of another one that is `known`, where the file `told` gives it: replacing would be no way out."""
    if how is How.ADD and told and known.get(slug, title) != title:
        raise SourceError(
            f"slug {slug} 已用于知识库里的另一份目录（{known[slug]}）。",
            where=told,
            hint="请在这个文件里另写一个 slug；确是那一份的新版时，才用 --replace，它会被换掉。",
        )


def refuse(base: Path, how: How, slugs: Sequence[str], known: Collection[str]) -> None:
    """Raise for the first of `slugs` that cannot be added, replaced or removed where those that are `known` are there already."""
    listed = f"已有的目录：{'、'.join(sorted(known))}。"
    for slug in slugs:
        if how is How.ADD and slug in known:
            raise SourceError(f"知识库里已有目录 {slug}。", where=str(base), hint="要换成新的一版，请用 --replace。")
        if how is How.REPLACE and slug not in known:
            raise SourceError(
                f"知识库里没有目录 {slug}，无从替换。",
                where=str(base),
                hint=f"若是其中一份的新版（标题变了），请用 --about 给出它的 slug；要另外增加，请用 --add。{listed}",
            )
        if how is How.REMOVE and slug not in known:
            raise UsageError(f"知识库里没有目录 {slug}。", hint=listed)


def model_of(kept: Sequence[Kept]) -> str:
    """The model that the generation of the kept catalogues was built with; "" for the bundled one, or where nothing is kept."""
    said = str(generation.manifest(kept[0].generation)["model"]) if kept else ""
    return said if said != "bundled" else ""
