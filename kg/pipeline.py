"""The whole way once: documents -> records -> quads -> store, index and exports -> a published generation."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import ontology
from index import Passage, SearchError
from index.encoder import open_encoder
from kg import about as abouts
from kg import export, generation, meaning, names, repair, sources, thesaurus
from kg.errors import BaseError, SourceError
from kg.labels import kind_of
from kg.names import Names
from kg.overlap import reviews, statements
from kg.overlap.find import find
from kg.progress import Progress, quiet
from kg.records import About, Catalogue
from kg.sources.bounded import Worker
from kg.store import Store
from kg.text import normal
from kg.triples import quads
from kg.triples.duty import numbered


def read(path: Path, about: About | None = None, worker: Worker | None = None) -> Catalogue:
    """One document, read, repaired and understood; `worker` opens Office files. Raises SourceError."""
    document, findings = repair.repair(sources.read(path, worker))
    return Catalogue(document, about or About(), tuple(meaning.duty(item) for item in document.items), findings)


def bundled() -> Catalogue:
    """The catalogue that ships with duty-kg."""
    folder = abouts.bundled()
    return read(folder / "source.txt", abouts.read(folder / "catalogue.toml"))


def publish(
    catalogues: Sequence[Catalogue],
    base: Path,
    *,
    model: str = "",
    iri_base: str = names.DEFAULT_BASE,
    progress: Progress = quiet,
) -> Path:
    """Build a generation of `base` from `catalogues` and make it the current one; returns its folder.

    Either everything succeeds, or `base` stays as it was. Raises SourceError, BaseError.
    """
    started = time.time()
    with generation.publishing(base) as draft:
        slugs = _read_slugs(base)
        named = [_named(catalogue, slugs, iri_base) for catalogue in catalogues]
        _refuse_twins(named)
        progress("图数据")
        store = _store(named, draft / "store")
        _index(named, draft / "index", model, progress)
        progress("职责重叠")
        _overlaps(store, base, model, iri_base)
        progress("导出")
        (draft / "exports").mkdir()
        (draft / "exports" / "all.nq").write_bytes(export.nquads(store))
        facts = _facts(named, store, model, started)
        store.flush()
        del store
        progress("校验与发布")
        generation.seal(draft, facts)
        generation.write_text(base / "slugs.json", json.dumps(slugs, ensure_ascii=False, indent=1, sort_keys=True))
    return generation.current(base)


def _named(catalogue: Catalogue, slugs: dict[str, dict[str, str]], iri_base: str) -> tuple[Catalogue, Names]:
    """The catalogue with its IRIs; slugs met for the first time are added to `slugs`."""
    title = normal(catalogue.document.title.text)
    own = slugs.setdefault("catalogues", {})
    slug = catalogue.about.slug or names.mint([title], own)[title]
    own[title] = names.safe(slug)
    known = slugs.setdefault(own[title], {})
    others = tuple(label for label in catalogue.document.labels if kind_of(label) == "other")
    superiors = tuple(body.name for body in catalogue.about.superiors)
    minted = names.mint(names.needed(catalogue.duties, (*others, *superiors)), known)
    known.update(minted)
    return catalogue, Names(iri_base.rstrip("/"), own[title], minted)


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


def _store(named: Iterable[tuple[Catalogue, Names]], path: Path) -> Store:
    store = Store.create(path)
    for part in ("duty", "schemes"):
        store.load_turtle(ontology.turtle(part), ontology.IRI)
    store.load_turtle(ontology.turtle("matters"), ontology.IRI.replace("/ontology", "/id/matter"))
    for catalogue, iris in named:
        store.load(quads(catalogue, iris))
        if catalogue.about.links:
            store.load_turtle(catalogue.about.links, iris.graph("data"))
    return store


def _index(named: Sequence[tuple[Catalogue, Names]], folder: Path, model: str, progress: Progress) -> None:
    from index import search

    linked = thesaurus.links(b"\n".join(catalogue.about.links for catalogue, _ in named))
    try:
        search.build([p for one in named for p in _passages(*one)], thesaurus.matters(linked), folder, model, progress)
    except SearchError as problem:
        raise BaseError(f"无法建立索引：{problem}", hint="请检查 --model 给出的模型文件夹。") from problem


def _overlaps(store: Store, base: Path, model: str, iri_base: str) -> None:
    """Put the overlaps between departments, with what people have decided about earlier ones, into their graph."""
    found = find(store, open_encoder(model))
    store.load(statements.quads(reviews.applied(found, reviews.read(base)), statements.graph(iri_base)))


def _passages(catalogue: Catalogue, iris: Names) -> Iterable[Passage]:
    for one in numbered(catalogue.duties, iris):
        text = meaning.by_kind(one.duty.item)
        yield Passage(
            key=one.iri,
            name=one.duty.name,
            department="、".join(d.name for d in one.duty.departments),
            accountability=normal(text.get("accountability", "")),
            clause=" ".join(b.quote for b in one.duty.legal if b.quote) or normal(text.get("basis", "")),
        )


def _facts(named: Sequence[tuple[Catalogue, Names]], store: Store, model: str, started: float) -> dict[str, Any]:
    return {
        "duty-kg": version("duty-kg"),
        "built": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "seconds": round(time.time() - started, 3),
        "model": model or "bundled",
        "quads": len(store),
        "catalogues": [
            {
                "slug": iris.catalogue_slug,
                "title": normal(catalogue.document.title.text),
                "source": catalogue.document.source.name,
                "sha256": catalogue.document.source.sha256,
                "duties": len(catalogue.duties),
                "findings": len(catalogue.findings),
            }
            for catalogue, iris in named
        ],
    }


def _read_slugs(base: Path) -> dict[str, dict[str, str]]:
    path = base / "slugs.json"
    if not path.is_file():
        return {}
    try:
        slugs = json.loads(path.read_text("utf-8"))
        if not isinstance(slugs, dict) or not all(isinstance(table, dict) for table in slugs.values()):
            raise ValueError("不是两层的表")
        return slugs
    except ValueError as problem:
        raise BaseError(
            f"slugs.json 已损坏：{problem}", where=str(path), hint="请从备份恢复；删除它会改变已发布的 IRI。"
        ) from problem
