"""The whole way once: documents -> records -> quads -> store, index and exports -> a published generation."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Any

import ontology
from index import ModelError, Passage, SearchError
from index.encoder import is_there, open_encoder
from kg import about as abouts
from kg import generation, meaning, repair, slugs, sources, thesaurus
from kg.carried import How, Kept, carried, known, model_of, refuse, refuse_foreign, save, save_shared
from kg.carried import lines as lines_of
from kg.errors import BaseError, SourceError
from kg.minted import apart, with_iris
from kg.names import SHARED, Names
from kg.nquads import Lines
from kg.overlap import reviews, statements
from kg.overlap.facts import Material
from kg.overlap.gaps.reading import find_gaps
from kg.overlap.graph import GraphFacts
from kg.overlap.pairs.overlaps import find_overlaps
from kg.progress import Progress, quiet
from kg.records import About, Catalogue
from kg.sources.files.bounded import Worker
from kg.store import Store, turtle_lines
from kg.succession import Succession, formers, succession
from kg.text import normal
from kg.triples import lines
from kg.triples.body import body_names
from kg.triples.duty import numbered

_SHARED_END = f" <{SHARED}> .\n".encode()
_MODEL = "请给出 sentence-transformers 模型的文件夹，或本机缓存里已有的模型名称；程序不联网下载。"


def read(
    path: Path, about: About | None = None, worker: Worker | None = None, labels: Mapping[str, str] | None = None
) -> Catalogue:
    """One document, read, repaired and understood. Raises SourceError.

    `worker` opens Office files, `labels` are the user's own with their kinds; the date on the cover holds where `about` gives none.
    """
    read = sources.read(path, worker, labels)
    document, findings = repair.repair(read)
    understood = (meaning.duty(item, document.ticked) for item in document.items)
    duties = meaning.beside(tuple(meaning.bounded(understood, document.source.path)))
    told = about or About()
    return Catalogue(document, replace(told, issued=told.issued or document.dated), duties, findings)


def bundled(labels: Mapping[str, str] | None = None) -> Catalogue:
    """The catalogue that ships with duty-kg."""
    folder = abouts.bundled()
    return read(folder / "source.txt", abouts.read(folder / "catalogue.toml"), labels=labels)


def publish(
    catalogues: Sequence[Catalogue], base: Path, *, how: How = How.ALL, model: str = "", progress: Progress = quiet
) -> Path:
    """Build a generation of `base` from `catalogues` and make it the current one; returns its folder.

    Other catalogues of the base go (`how` ALL) or are carried over, graph for graph (ADD, REPLACE).
    Either everything succeeds, or `base` stays as it was. Raises SourceError, BaseError.
    """
    if how is How.REPLACE:
        catalogues = [one.catalogue for one in successions(catalogues, base)]
    return _publish(catalogues, base, how, (), _Settings(model, progress))


def successions(catalogues: Sequence[Catalogue], base: Path) -> list[Succession]:
    """Which catalogue of `base` each of these takes the place of; its slug then says so. Raises SourceError for doubts, BaseError."""
    known, minted = formers(base), slugs.read(base).get(slugs.CATALOGUES, {})
    return [succession(catalogue, known, minted) for catalogue in catalogues]


def together(catalogues: Sequence[Catalogue], base: Path, how: How) -> tuple[list[Catalogue], list[SourceError]]:
    """Those catalogues that one build of `base` takes, and what stands against the others.

    One is given twice, is there already (ADD), or is not (REPLACE).
    """
    minted, present = slugs.read(base), known(base, how)
    taken: list[tuple[Catalogue, Names]] = []
    refused: list[SourceError] = []
    for catalogue in catalogues:
        one = with_iris(catalogue, minted)
        try:
            _refuse_twins([*taken, one])
            _refuse_foreign([one], how, present)
            refuse(base, how, [one[1].catalogue_slug], present)
        except SourceError as problem:
            told = problem.where if problem.where == catalogue.about.path else ""
            refused.append(SourceError(problem.message, where=told or catalogue.document.source.path, hint=problem.hint))
        else:
            taken.append(one)
    return [catalogue for catalogue, _ in taken], refused


def remove(gone: Sequence[str], base: Path, *, model: str = "", progress: Progress = quiet) -> Path:
    """A generation of `base` without the catalogues of the slugs `gone`. Raises UsageError for one that is not there, or for all."""
    return _publish((), base, How.REMOVE, tuple(gone), _Settings(model, progress))


def refuse_model(model: str) -> None:
    """Raise BaseError, at once, for a model that is not on this machine; "" is the bundled one."""
    if model and not is_there(model):
        said = "没有这个模型。"
        if Path(model).exists():
            said = "这里没有模型（modules.json）。" if Path(model).is_dir() else "这是文件，不是模型的文件夹。"
        raise BaseError(said, where=model, hint=_MODEL)


@dataclass(frozen=True, slots=True)
class _Settings:
    """What a build goes by."""

    model: str
    progress: Progress


def _publish(catalogues: Sequence[Catalogue], base: Path, how: How, removed: tuple[str, ...], by: _Settings) -> Path:
    started = time.time()
    refuse_model(by.model)
    if how in (How.REPLACE, How.REMOVE):
        generation.current(base)  # where there is none, nothing is to be left behind
    with generation.publishing(base) as draft:
        _name_decided(base)
        minted = slugs.read(base)
        published = set(minted)
        those = [with_iris(catalogue, minted) for catalogue in catalogues]
        _refuse_twins(those)
        _refuse_foreign(those, how, known(base, how))
        kept = carried(base, how, removed or [iris.catalogue_slug for _, iris in those])
        those = apart(those, kept, published, minted)
        by = replace(by, model=by.model or model_of(kept))
        lacking = _index(_search_parts(those, kept, draft), draft / "index", by)
        quads = _export(those, kept, draft, base, by)
        by.progress("装入图库")
        _load(draft / "exports" / "all.nq", draft / "store")
        facts = _manifest(those, kept, quads, by.model, started) | {"lacking": lacking}
        by.progress("校验与发布")
        generation.seal(draft, facts)
        slugs.write(base, minted)
    return generation.current(base)


def _refuse_twins(named: Iterable[tuple[Catalogue, Names]]) -> None:
    seen: dict[str, str] = {}
    for catalogue, iris in named:
        path = catalogue.document.source.path
        if iris.catalogue in seen:
            raise SourceError(
                f"与 {seen[iris.catalogue]} 是同一份目录（{iris.catalogue_slug}）。",
                where=path,
                hint="同一份目录只能导入一次；确为两份目录时，请用 --about 给出不同的 slug。",
            )
        seen[iris.catalogue] = path


def _refuse_foreign(named: Iterable[tuple[Catalogue, Names]], how: How, present: Mapping[str, str]) -> None:
    for catalogue, iris in named:
        about = catalogue.about
        refuse_foreign(how, iris.catalogue_slug, normal(catalogue.document.title.text), about.path if about.slug else "", present)


def _export(named: Sequence[tuple[Catalogue, Names]], kept: Sequence[Kept], draft: Path, base: Path, by: _Settings) -> int:
    """Write all N-Quads of the new generation, sorted; returns how many there are. Overlaps are found from the lines themselves."""
    by.progress("图数据")
    written, said, meanings = Lines(draft), GraphFacts(), [*_meanings()]
    written.add(meanings)
    written.add(said.passing(_catalogue_lines(named, kept, {_triple(line) for line in meanings}, draft)))
    by.progress("职责重叠")
    written.add(_overlaps(Material.of(said), base, by))
    by.progress("导出")
    (draft / "exports").mkdir()
    return written.write(draft / "exports" / "all.nq")


def _meanings() -> Iterator[bytes]:
    """The N-Quads of what the words mean: ontology, schemes and thesaurus, and which graphs there are."""
    for part in ("duty", "schemes", "graphs"):
        yield from turtle_lines(ontology.turtle(part), ontology.IRI)
    yield from turtle_lines(ontology.turtle("matters"), ontology.IRI.replace("/ontology", "/id/matter"))


def _catalogue_lines(
    named: Sequence[tuple[Catalogue, Names]], kept: Sequence[Kept], meant: Set[bytes], draft: Path
) -> Iterator[bytes]:
    """The N-Quads of the catalogues of the new generation, one after the other; of what is shared nothing that is `meant` anyway.

    No triple stands in two graphs: the engine would give it twice. What each catalogue says of shared things is kept, for the build that drops another.
    """
    yield from lines_of(kept)
    shared = {one.slug: one.shared() for one in kept}
    for catalogue, iris in named:
        own = shared.setdefault(iris.catalogue_slug, [])
        for line in chain(lines(catalogue, iris), _link_lines(catalogue, iris)):
            if line.endswith(_SHARED_END):
                own.append(line)
            else:
                yield line
    for slug, own in shared.items():
        save_shared(draft, slug, own)
        yield from (line for line in own if _triple(line) not in meant)


def _link_lines(catalogue: Catalogue, iris: Names) -> Iterator[bytes]:
    """The links of matters to duties; what the file says beside them, such as names of matters, other catalogues may say as well."""
    own = iris.catalogue.encode()
    for line in turtle_lines(catalogue.about.links, iris.graph("data")):
        yield line if own in _triple(line) else _triple(line) + _SHARED_END


def _triple(line: bytes) -> bytes:
    """A line of N-Quads without its graph."""
    return line.rpartition(b" <")[0]


def _load(quads: Path, store: Path) -> None:
    """Make a store of N-Quads."""
    made = Store.create(store)
    made.load(quads)
    made.flush()


def _search_parts(
    named: Sequence[tuple[Catalogue, Names]], kept: Sequence[Kept], draft: Path
) -> list[tuple[str, list[Passage], bytes]]:
    """(slug, passages, links) of every catalogue of the new generation, kept for the builds after it."""
    parts = [(one.slug, one.passages(), one.links()) for one in kept]
    for catalogue, iris in named:
        parts.append((iris.catalogue_slug, list(_passages(catalogue, iris)), catalogue.about.links))
    for slug, passages, links in parts:
        save(draft, slug, passages, links)
    return parts


def _index(parts: Sequence[tuple[str, list[Passage], bytes]], folder: Path, by: _Settings) -> str:
    """Build the index; what was left out of it, "" for nothing."""
    from index import building

    linked = thesaurus.links(b"\n".join(links for _, _, links in parts))
    try:
        built = building.build(
            [p for _, passages, _ in parts for p in passages], thesaurus.matters(linked), folder, by.model, by.progress
        )
    except ModelError as problem:
        raise BaseError("无法载入这个模型。", where=by.model or "自带的模型", hint=_MODEL) from problem
    except SearchError as problem:
        raise BaseError(f"无法建立索引：{problem}", hint="请检查 --model 给出的模型文件夹。") from problem
    return str(built.about["lacking"])


def _overlaps(material: Material, base: Path, by: _Settings) -> Iterator[bytes]:
    """The N-Quads of the overlaps between departments, with what people have decided about earlier ones, and of the gaps."""
    encoder = open_encoder(by.model)
    found = reviews.applied(find_overlaps(material, encoder, by.progress), reviews.read(base))
    yield from statements.lines(found)
    yield from statements.gap_lines(find_gaps(material, encoder))


def _name_decided(base: Path) -> None:
    """Name the duties of earlier decisions that say numbers alone, while these still have them."""
    if generation.exists(base) and any(not one.duties for one in reviews.read(base)):
        with suppress(BaseError):  # a base that is broken is built anew
            reviews.complete(base, statements.read(Store.open(generation.current(base) / "store")))


def _passages(catalogue: Catalogue, iris: Names) -> Iterable[Passage]:
    labels: dict[str, list[str]] = {}
    for number, question in catalogue.about.questions:
        labels.setdefault(number, []).append(question)
    for one in numbered(catalogue.duties, iris):
        text = meaning.by_kind(one.duty.item)
        yield Passage(
            key=one.iri,
            name=one.duty.title,
            department="、".join(d.name for d in one.duty.departments),
            accountability=normal(text.get("accountability", "")),
            clause=" ".join(b.quote for b in one.duty.legal if b.quote) or normal(text.get("basis", "")),
            labels=tuple(labels.get(one.duty.number, ())),
            body=body_names(catalogue),
        )


def _manifest(
    named: Sequence[tuple[Catalogue, Names]], kept: Sequence[Kept], quads: int, model: str, started: float
) -> dict[str, Any]:
    return {
        "duty-kg": version("duty-kg"),
        "built": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "seconds": round(time.time() - started, 3),
        "model": model or "bundled",
        "quads": quads,
        "catalogues": [one.entry for one in kept]
        + [
            {
                "slug": iris.catalogue_slug,
                "title": normal(catalogue.document.title.text),
                "source": catalogue.document.source.name,
                "sha256": catalogue.document.source.sha256,
                "duties": len(catalogue.duties),
                "findings": len(catalogue.findings),
                "examples": catalogue.about.examples,
            }
            for catalogue, iris in named
        ],
    }
