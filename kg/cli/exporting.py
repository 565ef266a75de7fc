"""duty-kg export."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.options import Base, OneCatalogue, Output, Quiet, emit, notice, opened


class ExportFormat(StrEnum):
    """Formats of `export`; html only with the profile ontology."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    TRIG = "trig"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
    CSV = "csv"
    XLSX = "xlsx"
    SOURCE = "source"
    HTML = "html"


class Profile(StrEnum):
    """Profiles of `export`: other people's terms, a description with counts, the vocabulary itself."""

    CPSV_AP = "cpsv-ap"
    VOID = "void"
    ONTOLOGY = "ontology"


def export(
    form: Annotated[
        ExportFormat,
        typer.Option(
            "--format",
            help="Turtle, N-Triples and RDF/XML hold the union, N-Quads, TriG and JSON-LD keep the graph names; "
            "source is the document as printed; html goes with --profile ontology.",
        ),
    ] = ExportFormat.TURTLE,
    profile: Annotated[Profile | None, typer.Option("--profile", help="CPSV-AP, VoID and DCAT, or the ontology.")] = None,
    resource: Annotated[str, typer.Option("--resource", metavar="IRI|NUMBER", help="Only this resource and its parts.")] = "",
    catalogue: OneCatalogue = "",
    output: Output = None,
    base: Base = None,
    quiet: Quiet = False,
) -> None:
    """Write the base, a catalogue or a resource in a standard format, the same bytes for the same base."""
    chosen, kb = profile.value if profile else "", opened(base)
    if profile is Profile.CPSV_AP:
        from kg.export.profiles import without_area

        if lacking := "、".join(without_area(kb.store)):
            notice(
                f"提示：{lacking} 未注明适用区域，导出的内容不合 CPSV-AP（机构须有 dct:spatial）；请用 --about 给出 area。", quiet
            )
    emit(kb.export(form.value, catalogue=catalogue, resource=resource, profile=chosen), output)
