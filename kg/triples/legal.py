"""Legal documents, and their articles, paragraphs and items as far as they are cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.meaning import clause_label
from kg.names import Names
from kg.records import Body, Duty, LegalBasis
from kg.triples.body import outside
from kg.triples.terms import Statement, node, plain, term, zh

_ENDINGS = {"办法": "rule", "规定": "rule", "细则": "rule", "条例": "regulation", "章程": "charter", "法": "law"}
_LEVELS = (("article", "article"), ("paragraph", "paragraph"), ("item", "item"), ("point", "point"))


def documents(duties: tuple[Duty, ...], names: Names) -> Iterator[Statement]:
    """Each document and the chain down to each cited clause."""
    for basis in dict.fromkeys(basis for duty in duties for basis in duty.legal):
        yield from _document(basis, names)
        yield from clauses(basis, names)


def _document(basis: LegalBasis, names: Names) -> Iterator[Statement]:
    iri = names.legal(basis)
    yield iri, "rdf:type", term("eli:LegalResource")
    if basis.document:
        yield iri, "dct:title", zh(basis.document)
    if basis.document_number:
        yield iri, "eli:id_local", plain(basis.document_number)
    if basis.document or basis.document_number:
        yield iri, "eli:type_document", term(f"scheme:document-{_kind(basis)}")
    if basis.issuer:
        yield iri, "duty:issuer", zh(basis.issuer)
        yield iri, "eli:passed_by", node(names.body(basis.issuer))
        yield from outside(Body(basis.issuer), names)


def _kind(basis: LegalBasis) -> str:
    """What sort of document it is, as far as its title and number say: a key of the scheme of legal documents."""
    if re.search("党|委办|委发|纪发", basis.document_number) or re.search("中共|共产党|党组|党章", basis.document):
        return "party"
    for ending, kind in _ENDINGS.items():
        if basis.document.rstrip("）)").endswith(ending):
            return kind
    return "official"


def clauses(basis: LegalBasis, names: Names) -> Iterator[Statement]:
    """The chain document -> article -> paragraph -> item -> point down to the cited clause."""
    whole = replace(basis, article="", paragraph="", item="", point="")
    above = names.legal(basis)
    for level, kind in _LEVELS:
        value = getattr(basis, level)
        if not value:
            continue
        whole = replace(whole, **{level: value})
        iri = names.clause(whole)
        yield iri, "rdf:type", term("eli:LegalResourceSubdivision")
        yield iri, "eli:number", plain(value)
        yield iri, "eli:type_subdivision", term(f"scheme:subdivision-{kind}")
        yield iri, "skos:prefLabel", zh(clause_label(whole.article, whole.paragraph, whole.item, whole.point))
        yield iri, "eli:is_part_of", node(above)
        yield above, "eli:has_part", node(iri)
        above = iri
