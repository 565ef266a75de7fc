"""Store -> files others can read, the same bytes for the same base: RDF in six syntaxes, tables, the document as printed, profiles.

parts.py       which quads an export holds
rdf.py         quads -> a syntax of RDF
tables.py      Store -> CSV and a workbook
columns.py     which column a cell stands in
source.py      Store -> the document as printed
profiles.py    Store -> CPSV-AP services
datasets.py    Store -> VoID and DCAT datasets
vocabulary.py  the ontology: its quads, and its page
"""

from __future__ import annotations

from collections.abc import Callable

from kg.errors import UsageError
from kg.export import datasets, profiles, rdf, source, tables, vocabulary
from kg.export.parts import narrowed, of_catalogue, of_resource, whole
from kg.store import Store

PROFILES: dict[str, Callable[[Store], list[rdf.Quad]]] = {"cpsv-ap": profiles.cpsv_ap, "void": datasets.description}
PAGES: dict[str, Callable[[Store], bytes]] = {"csv": tables.csv, "xlsx": tables.xlsx, "source": source.source}
FORMATS = (*rdf.SYNTAXES, *PAGES)


def export(store: Store, form: str, *, catalogue: str = "", resource: str = "", profile: str = "") -> bytes:
    """The base, one catalogue (its slug) or one resource (its IRI) in the format `form`, or a profile of the base.

    Turtle, N-Triples and RDF/XML hold the union of the graphs; N-Quads, TriG and JSON-LD keep their names.
    Raises UsageError for an unknown format, profile, catalogue or resource, and where they do not go together.
    """
    if form == "html" and profile != "ontology":
        raise UsageError("html 只用于词表的页面。", hint="请加 --profile ontology；知识库可导出为：" + "、".join(FORMATS) + "。")
    _refuse(form, [*FORMATS, "html"], "导出格式")
    if profile:
        return _profile(store, form, profile, bool(catalogue or resource))
    if form in PAGES:
        if resource:
            raise UsageError(f"单个资源不能导出为 {form}。", hint=f"可用的格式：{'、'.join(rdf.SYNTAXES)}。")
        return PAGES[form](narrowed(store, catalogue) if catalogue else store)
    if resource and form == "jsonld":
        return rdf.framed(of_resource(store, resource), resource)
    quads = of_resource(store, resource) if resource else of_catalogue(store, catalogue) if catalogue else whole(store)
    return rdf.write(quads, form)


def _profile(store: Store, form: str, profile: str, narrowed: bool) -> bytes:
    _refuse(profile, [*PROFILES, "ontology"], "导出样式")
    if narrowed:
        raise UsageError("--profile 只用于整个知识库。", hint="请去掉 --catalogue 和 --resource。")
    if form == "html":
        return vocabulary.page()
    if form not in rdf.SYNTAXES:
        offers = [*rdf.SYNTAXES, *(["html"] if profile == "ontology" else [])]
        raise UsageError(f"{profile} 不能导出为 {form}。", hint=f"可用的格式：{'、'.join(offers)}。")
    if profile == "ontology":
        return rdf.write(vocabulary.quads(), form)
    return rdf.write(PROFILES[profile](store), form)


def _refuse(given: str, known: list[str] | tuple[str, ...], what: str) -> None:
    if given not in known:
        raise UsageError(f"不支持的{what}：{given}", hint=f"可用的{what}：{'、'.join(known)}。")
