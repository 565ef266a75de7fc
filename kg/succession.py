"""Which catalogue of a base a new version takes the place of, and what it takes over from that one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import generation, query
from kg.about import FACTS
from kg.carried import Kept
from kg.errors import SourceError
from kg.names import Names, safe
from kg.records import About, Body, Catalogue
from kg.store import Store
from kg.text import normal
from kg.triples.body import publisher

_TAKEN_OVER = {"publisher": "发布机构", "aliases": "简称", "kind": "机构类别", "superiors": "上级机构", **FACTS}
_SORT = "SELECT ?kind {{ GRAPH <{graph}> {{ ?body a cv:PublicOrganisation ; org:classification/skos:prefLabel ?kind }} }}"
_FORMS = """SELECT ?form {{ GRAPH <{graph}> {{
  ?catalogue a duty:Catalogue ; dct:publisher ?body {{ ?body skos:altLabel ?form BIND(0 AS ?order) }} UNION {{ ?body skos:hiddenLabel ?form BIND(1 AS ?order) }}
}} }} ORDER BY ?order ?form"""
_SUPERIORS = """SELECT ?name ?form {{
  GRAPH <{graph}> {{ ?catalogue a duty:Catalogue ; dct:publisher/org:reportsTo ?body }}
  ?body skos:prefLabel ?name OPTIONAL {{ ?body skos:altLabel|skos:hiddenLabel ?form }}
}} ORDER BY ?name ?form"""
_UNITS = "SELECT ?name {{ GRAPH <{graph}> {{ ?unit a org:OrganizationalUnit ; skos:prefLabel ?name }} }}"


@dataclass(frozen=True, slots=True)
class Former:
    """A catalogue that a base has, with what is said about it and the names of its departments; `taught` where questions or links came with it."""

    slug: str
    title: str
    source: str
    duties: int
    about: About
    departments: frozenset[str]
    taught: bool

    def __str__(self) -> str:
        return f"{self.slug}（{self.about.publisher}，{self.source}，{self.duties} 项）"


@dataclass(frozen=True, slots=True)
class Succession:
    """A new version under the slug of the `former` one (None: the base has none), and what it takes over: what it is called -> value."""

    catalogue: Catalogue
    former: Former | None
    taken_over: Mapping[str, str]


def formers(base: Path) -> list[Former]:
    """The catalogues of the current generation. Raises BaseError where there is none."""
    folder = generation.current(base)
    store = Store.open(folder / "store")
    told = {row["catalogue"]: row for row in store.select(query.whole("about"))}
    kept = (Kept(entry, folder) for entry in generation.manifest(folder)["catalogues"])
    return [_former(one, store, told.get(one.slug, {})) for one in kept]


def succession(catalogue: Catalogue, known: Sequence[Former], minted: Mapping[str, str]) -> Succession:
    """The catalogue in the place of the one of `known` that it is a new version of; `minted` are the slugs of titles.

    Raises SourceError where it may be the new version of several, or is one of none, but of another body's with the same title.
    """
    former = _chosen(catalogue, known, minted)
    if former is None:
        return Succession(catalogue, None, {})
    told = replace(catalogue.about, slug=former.slug)
    taken = _lacking(catalogue, former.about) if replace(catalogue.about, issued="") == About() else About()
    values = {key: value for key in _TAKEN_OVER if (value := getattr(taken, key))}
    said = {_TAKEN_OVER[key]: _written(value) for key, value in values.items()}
    return Succession(replace(catalogue, about=replace(told, **values)), former, said)


def _former(kept: Kept, store: Store, row: Mapping[str, str]) -> Former:
    """A catalogue of the base; `row` is its row of about.rq."""
    entry, graph = kept.entry, Names(kept.slug, {}).graph("data")
    above: dict[str, list[str]] = {}
    for one in store.select(_SUPERIORS.format(graph=graph)):
        above.setdefault(one["name"], []).extend([one["form"]] if "form" in one else [])
    about = About(
        publisher=row.get("publisher", ""),
        kind=next((one["kind"] for one in store.select(_SORT.format(graph=graph))), ""),
        area=row.get("area", ""),
        issued=row.get("issued", ""),
        licence=row.get("licence", ""),
        origin=row.get("origin", ""),
        aliases=tuple(one["form"] for one in store.select(_FORMS.format(graph=graph))),
        superiors=tuple(Body(name, tuple(forms)) for name, forms in above.items()),
    )
    units = frozenset(one["name"] for one in store.select(_UNITS.format(graph=graph)))
    taught = bool(kept.links() or any(one.labels for one in kept.passages()))
    return Former(kept.slug, str(entry["title"]), str(entry["source"]), int(entry["duties"]), about, units, taught)


def _chosen(catalogue: Catalogue, known: Sequence[Former], minted: Mapping[str, str]) -> Former | None:
    """The one that is told by its slug, else the one of its title, of its publisher where that is told, and of its file name where several are left."""
    title, about, name = normal(catalogue.document.title.text), catalogue.about, catalogue.document.source.name
    if about.slug:
        return next((one for one in known if one.slug == safe(about.slug)), None)
    titled = [one for one in known if one.title == title] or [one for one in known if one.slug == minted.get(title)]
    fits = [one for one in titled if about.publisher in ("", one.about.publisher, *one.about.aliases)]
    fits = [one for one in fits if one.source == name] or fits
    if len(fits) > 1:
        raise _refused(catalogue, f"标题“{title}”的目录知识库里有几份，看不出替换哪一份", fits)
    if titled and (not fits or _strange(catalogue, fits[0])):
        raise _refused(catalogue, f"知识库里标题为“{title}”的目录看来是另一个机构的", titled)
    return fits[0] if fits else None


def _strange(catalogue: Catalogue, former: Former) -> bool:
    """Whether nothing but the title is the same: neither publisher nor file is told to be, and no department is."""
    named = {one.name for duty in catalogue.duties for one in duty.departments}
    told = catalogue.about.publisher or catalogue.document.source.name == former.source
    return not told and bool(named) and bool(former.departments) and not named & former.departments


def _refused(catalogue: Catalogue, why: str, those: Sequence[Former]) -> SourceError:
    return SourceError(
        f"{why}：{'；'.join(map(str, those))}。",
        where=catalogue.document.source.path,
        hint="请用 --about 给出要替换的那一份的 slug；要另外增加，请用 --add，并在 --about 里另写一个 slug。",
    )


def _lacking(catalogue: Catalogue, before: About) -> About:
    """What was said about the former version, as far as the new one does not say it itself."""
    body = before.publisher if before.publisher != publisher(catalogue) else ""
    return replace(before, publisher=body, issued="" if catalogue.about.issued else before.issued)


def _written(value: object) -> str:
    return value if isinstance(value, str) else "、".join(getattr(one, "name", one) for one in value)  # type: ignore[attr-defined]
