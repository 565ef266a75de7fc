"""What `doctor` looks at: the installation, the base, the index."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import packages_distributions, version
from pathlib import Path
from typing import Any

from kg.base import KnowledgeBase
from kg.cli.options import place_of
from kg.errors import KgError

_PACKAGES = ("pyoxigraph", "faiss-cpu", "tokenizers", "jieba", "rdflib", "sentence-transformers", "bm25s")


def examine(base: Path | None) -> list[dict[str, Any]]:
    """Each check with its result: {"check", "ok", "detail"}."""
    place = place_of(base)
    checks: list[tuple[str, Callable[[], str]]] = [
        ("安装", _installation),
        ("包名", _names),
        ("文件校验", lambda: _files(place)),
        ("网址与认定", lambda: _beside(place)),
        ("图数据", lambda: _graph(place)),
        ("索引", lambda: _index(place)),
    ]
    return [_run(name, check) for name, check in checks]


def text(report: list[dict[str, Any]]) -> str:
    """The report as lines for people."""
    return "\n".join(f"{'✓' if one['ok'] else '✗'} {one['check']}：{one['detail']}" for one in report)


def _run(name: str, check: Callable[[], str]) -> dict[str, Any]:
    try:
        return {"check": name, "ok": True, "detail": check()}
    except KgError as problem:
        return {"check": name, "ok": False, "detail": str(problem)}


def _installation() -> str:
    return f"duty-kg {version('duty-kg')}，Python {platform.python_version()}，" + "，".join(
        f"{p} {version(p)}" for p in _PACKAGES
    )


def _names() -> str:
    """Another distribution that installs a package called index or ontology would silently replace ours."""
    owners = packages_distributions()
    for package in ("kg", "ontology", "index"):
        others = sorted(set(owners.get(package, [])) - {"duty-kg"})
        if others:
            raise KgError(
                f"包 {package} 同时属于 {'、'.join(others)}。", hint=f"请在单独的虚拟环境中安装 duty-kg（卸载 {others[0]}）。"
            )
    return "kg、ontology、index 只属于 duty-kg"


def _files(place: Path) -> str:
    from kg import generation

    folder = generation.current(place)
    manifest = generation.verify(folder, thorough=True)
    return f"{folder}：{len(manifest['files'])} 个文件与清单一致"


def _beside(place: Path) -> str:
    """What stands beside the generations: a build refuses it when it is damaged, and that should not be the first to say so."""
    from kg import generation, slugs
    from kg.overlap import reviews

    catalogues = [str(entry["slug"]) for entry in generation.manifest(generation.current(place))["catalogues"]]
    lost = slugs.missing(place, catalogues)
    if lost:
        raise KgError(f"slugs.json 里没有目录 {'、'.join(lost)}。", where=str(place), hint=slugs.HINT)
    return f"{len(catalogues)} 份目录的网址有存，{len(reviews.read(place))} 条认定可读"


def _graph(place: Path) -> str:
    kb = KnowledgeBase(place)
    expected, found = kb.manifest["quads"], len(kb.store)
    if expected != found:
        raise KgError(f"应有 {expected} 条，实有 {found} 条。", hint="请重新运行 duty-kg build。")
    return f"{found} 条四元组，{len(kb.store.graphs())} 个命名图"


def _index(place: Path) -> str:
    kb = KnowledgeBase(place)
    expected = sum(entry["duties"] for entry in kb.manifest["catalogues"])
    if expected != len(kb.index):
        raise KgError(f"应有 {expected} 项职责，索引中有 {len(kb.index)} 项。", hint="请重新运行 duty-kg build。")
    return f"{len(kb.index)} 项职责，模型 {kb.manifest['model']}"
