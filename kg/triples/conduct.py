"""How a duty is carried out: boundary, workflow with its steps and approving meetings, required documents, accountability."""

from __future__ import annotations

from collections.abc import Iterator

from kg import meaning
from kg.names import Names
from kg.records import Catalogue, Duty
from kg.text import normal
from kg.triples.body import publisher
from kg.triples.terms import Statement, count, node, plain, term, zh


def statements(iri: str, duty: Duty, catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    """What the cells of boundary, workflow, required documents and accountability say of the duty with this IRI."""
    texts = {kind: normal(text) for kind, text in meaning.by_kind(duty.item).items()}
    if texts.get("boundary"):
        yield iri, "duty:boundary", term(f"scheme:boundary-{duty.boundary}")
        yield iri, "duty:boundaryText", zh(texts["boundary"])
    for n, side in enumerate(duty.sides, 1):
        here = f"{iri}/boundary-side/{n}"
        yield iri, "duty:boundarySide", node(here)
        yield here, "rdf:type", term("duty:BoundarySide")
        yield here, "duty:position", count(n)
        yield here, "duty:sideBody", zh(side.body)
        yield here, "dct:description", zh(side.words)
    if texts.get("workflow"):
        yield iri, "duty:workflow", zh(texts["workflow"])
        yield from _procedure(iri, duty, texts["workflow"], names)
    for meeting in duty.approvers:
        yield iri, "duty:approvedBy", zh(meeting)
        yield from _approval(iri, meeting, catalogue, names)
    for text in duty.documents:
        kind = names.document_type(text)
        yield iri, "duty:requiredDocument", zh(text)
        yield iri, "cv:hasInputType", node(kind)
        yield kind, "rdf:type", term("cv:EvidenceType")
        yield kind, "dct:identifier", plain(kind.rpartition("/")[2])
        yield kind, "skos:prefLabel", zh(text)
    if texts.get("accountability"):
        yield iri, "duty:accountability", zh(texts["accountability"])


def _procedure(iri: str, duty: Duty, text: str, names: Names) -> Iterator[Statement]:
    rule = f"{iri}/procedure"
    yield iri, "cpsv:follows", node(rule)
    yield rule, "rdf:type", term("cpsv:Rule")
    yield rule, "rdf:type", term("pplan:Plan")
    yield rule, "dct:identifier", plain(f"{duty.number}-procedure")
    yield rule, "dct:title", zh(f"{duty.number} 运行流程")
    yield rule, "dct:description", zh(text)
    for basis in duty.legal:
        yield rule, "cpsv:implements", node(names.clause(basis))
    for n, step in enumerate(duty.steps, 1):
        here = f"{iri}/step/{n}"
        yield iri, "duty:step", node(here)
        yield here, "rdf:type", term("pplan:Step")
        yield here, "pplan:isStepOfPlan", node(rule)
        yield here, "duty:position", count(n)
        yield here, "rdfs:label", zh(step)
        if n > 1:
            yield here, "pplan:isPrecededBy", node(f"{iri}/step/{n - 1}")


def _approval(iri: str, printed: str, catalogue: Catalogue, names: Names) -> Iterator[Statement]:
    label = _meeting_name(printed, (publisher(catalogue), *catalogue.about.aliases))
    meeting = names.meeting(label)
    yield iri, "duty:approvingBody", node(meeting)
    yield meeting, "rdf:type", term("duty:ApprovingBody")
    yield meeting, "skos:prefLabel", zh(label)
    yield meeting, "org:subOrganizationOf", node(names.organisation)


def _meeting_name(printed: str, body: tuple[str, ...]) -> str:
    """One name for a meeting however it is printed; `body` holds the body's full name, then its short forms.

    区总工会党组会议 and 党组会 are the 党组会议; a plain 会议 of the body keeps the body's full name.
    """
    own = max((name for name in body if name and printed.startswith(name)), key=len, default="")
    rest = printed.removeprefix(own)
    name = f"{body[0]}会议" if rest in ("", "会议") else rest
    return f"{name}议" if name.endswith(("党组会", "常委会", "党委会")) else name
