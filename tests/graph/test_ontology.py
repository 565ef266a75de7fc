"""The vocabulary and the triples say the same words: everything used is declared and described, everything declared is used."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, URIRef

import ontology
from kg import meaning, thesaurus
from kg.labels import KIND_OF
from kg.minted import with_iris
from kg.overlap import statements
from kg.overlap.finding import Gap, GapKind, Kind, Overlap, Proof, Reason, Review, Side
from kg.records import About, Catalogue
from kg.repair import repair
from kg.sources import read
from kg.triples import lines

DUTY, SCHEME = ontology.prefixes()["duty"], ontology.prefixes()["scheme"]
FILES = ("duty", "schemes")
ELSEWHERE = "https://w3id.org/duty-kg/id/matter/elsewhere"
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@cache
def graph(name: str) -> rdflib.Graph:
    """One of the Turtle files as rdflib reads it."""
    return rdflib.Graph().parse(data=ontology.turtle(name), format="turtle")


@cache
def triples() -> frozenset[ox.Quad]:
    """The bundled catalogue as quads, its first duty made to use what the catalogue itself happens not to."""
    with as_file(files("kg").joinpath("catalogues", "binhai-ftu", "source.txt")) as path:
        document, findings = repair(read(path))
    first, *others = (meaning.duty(item) for item in document.items)
    cited = "《试行办法》（区办公室，区办发〔2020〕1号）第一条第二款第三项第一目：“负责。”《工会法》第二条《工伤条例》《工会章程》《改革方案》（滨党发〔2017〕5号）《通知》"
    legal = meaning.legal_bases(cited)
    roles = meaning.departments("甲部牵头，乙部配合，丙部指导，丁部监督，会同戊部")
    labels = ("职权编码", "职权类型", "子项", "行使主体", "主要职责", "页码")
    listed = tuple(replace(first.item.fields[0], label=label, kind=KIND_OF[label]) for label in labels)
    first = replace(first, item=replace(first.item, fields=(*first.item.fields, *listed)))
    shared = replace(
        first,
        departments=roles,
        boundary=meaning.boundary("甲部牵头，乙部配合"),
        sides=meaning.sides("甲部牵头，乙部配合"),
        legal=legal,
    )
    duties = (shared, *others)
    other = (
        "duplicate-number",
        "misplaced-value",
        "stray-mark",
        "broken-row",
        "missing-row",
        "code-as-date",
        "bad-citation",
        "inconsistent-name",
        "bad-code",
        "stray-text",
        "lost-character",
        "bad-contact",
    )
    doubled = [replace(finding, code=code) for finding in findings if finding.repair for code in other]
    about = About(slug="binhai-ftu", area="滨海新区")
    said = lines(*with_iris(Catalogue(document, about, duties, (*findings, *doubled)), {}))
    gaps = [Gap(kind, "https://e.org/clause", "https://e.org/1", "文字", "没有", "https://e.org/2") for kind in GapKind]
    found = (*statements.lines(overlaps()), *statements.gap_lines(gaps))
    return frozenset(ox.parse(b"".join([*said, *found]), ox.RdfFormat.N_QUADS))


_WITH_REPAIR = 6  # arguments of a finding before its repair


def test_every_repair_goes_by_a_rule_that_is_declared() -> None:
    """Codes that had become dates were read as codes by a rule that no scheme knew: every code of a finding that a module repairs has one."""
    homes = (Path(str(files("kg").joinpath(*room))) for room in (("repair",), ("sources", "tables")))
    modules = [module.read_text("utf-8") for home in homes for module in home.rglob("*.py")]
    calls = [
        one for text in modules if 'Repair("applied"' in text for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Call)
    ]
    told = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Finding"]
    codes = {call.args[0].value for call in told if len(call.args) > _WITH_REPAIR and isinstance(call.args[0], ast.Constant)}
    assert {"row-shift", "code-as-date", "broken-row"} <= codes
    declared = set(re.findall(r"(?m)^scheme:rule-([a-z-]+) a ", ontology.turtle("schemes").decode()))
    assert sorted(code for code in codes if code not in declared) == []


def overlaps() -> list[Overlap]:
    """Overlap findings that use every kind, reason and status there is."""
    sides = (Side("https://e.org/1", "1", "x", "甲", ("甲部",)), Side("https://e.org/2", "2", "x", "乙", ("乙部",)))
    proofs = tuple(Proof(reason, "同一条款", ("https://e.org/clause",), 0.5) for reason in Reason)
    made = [
        Overlap(f"https://e.org/{kind}", kind, 0.5, sides, proofs, "对象不同", "无法判断", "https://e.org/dept") for kind in Kind
    ]
    return made + [replace(made[0], iri=f"https://e.org/{review}", review=review) for review in Review]


def used(namespace: str) -> set[str]:
    """The local names of `namespace` in the quads."""
    nodes = (node for quad in triples() for node in (quad.subject, quad.predicate, quad.object) if isinstance(node, ox.NamedNode))
    return {node.value.removeprefix(namespace) for node in nodes if node.value.startswith(namespace)}


def written() -> set[str]:
    """The duty: terms that stand in the source text of kg.triples and kg.overlap.statements, in the thesaurus of matters and in its links."""
    homes = [*files("kg").joinpath("triples").iterdir(), files("kg").joinpath("overlap", "statements.py")]
    modules = [module.read_text("utf-8") for module in homes if module.name.endswith(".py")]
    links = files("kg").joinpath("catalogues", "binhai-ftu", "matter-links.ttl").read_text("utf-8")
    return set(re.findall(r"\bduty:([A-Za-z]\w*)", "\n".join([*modules, ontology.turtle("matters").decode(), links])))


def terms() -> dict[str, URIRef]:
    """The declared duty: terms by their local names."""
    found = {node for kind in KINDS for node in graph("duty").subjects(RDF.type, kind)}
    return {str(node).removeprefix(DUTY): URIRef(str(node)) for node in found}


def concepts() -> dict[str, URIRef]:
    """The declared scheme: concepts by their local names."""
    return {str(node).removeprefix(SCHEME): URIRef(str(node)) for node in graph("schemes").subjects(RDF.type, SKOS.Concept)}


def bilingual(name: str, node: URIRef, *properties: URIRef) -> None:
    """Each of `properties` has exactly one text in Chinese and one in English."""
    for wanted in properties:
        values = [value for value in graph(name).objects(node, wanted) if isinstance(value, rdflib.Literal)]
        assert sorted(value.language or "" for value in values) == ["en", "zh"], (node, wanted)
        assert all(value.strip() for value in values), (node, wanted)


@pytest.mark.parametrize("name", FILES)
def test_both_parsers_read_the_same(name: str) -> None:
    """rdflib and pyoxigraph find the same number of triples."""
    assert len(graph(name)) == len(set(ox.parse(ontology.turtle(name), format=ox.RdfFormat.TURTLE))) > 0


@pytest.mark.parametrize("name", FILES)
def test_no_blank_nodes(name: str) -> None:
    """Every node has a name, so that a file loaded twice adds nothing."""
    assert not [node for triple in graph(name) for node in triple if isinstance(node, rdflib.BNode)]


def test_vocabulary_is_what_the_triples_use() -> None:
    """The declared duty: terms are those of the code and the thesaurus, and the quads use no other."""
    assert set(terms()) == written() | used(DUTY)


def test_schemes_are_what_the_triples_use() -> None:
    """The declared scheme: concepts are those of the quads."""
    assert set(concepts()) == used(SCHEME)


def test_terms_are_used_as_declared() -> None:
    """Classes stand behind rdf:type, object properties before nodes, datatype properties before literals."""
    for quad in triples():
        if quad.predicate.value.startswith(DUTY):
            kind = OWL.ObjectProperty if isinstance(quad.object, ox.NamedNode) else OWL.DatatypeProperty
            assert (URIRef(quad.predicate.value), RDF.type, kind) in graph("duty"), quad
        if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(DUTY):
            assert (URIRef(quad.object.value), RDF.type, OWL.Class) in graph("duty"), quad


def test_terms_are_described() -> None:
    """Each term has one kind, a label and a comment in Chinese and English, and names the ontology that defines it."""
    for node in terms().values():
        assert len(list(graph("duty").objects(node, RDF.type))) == 1, node
        bilingual("duty", node, RDFS.label, RDFS.comment)
        assert list(graph("duty").objects(node, RDFS.isDefinedBy)) == [URIRef(ontology.IRI)], node


def test_what_is_above_a_property_is_said_too() -> None:
    """No store infers: whoever asked for cv:hasLegalResource found nothing although :legalBasis lies below it, and annotations had no target."""
    said = {quad.triple for quad in triples()}
    for below, above in graph("duty").subject_objects(RDFS.subPropertyOf):
        found = [one for one in said if one.predicate.value == str(below)]
        assert found, below
        assert {ox.Triple(one.subject, ox.NamedNode(str(above)), one.object) for one in found} <= said, below


def test_an_identifier_is_of_one_thing() -> None:
    """29 findings had the identifier odd-space: a code says which kind of defect it is, and identifies none."""
    identifier = ox.NamedNode(ontology.expand("dct:identifier"))
    kinds = {quad.subject: quad.object for quad in triples() if quad.predicate.value == ontology.expand("rdf:type")}
    given = [(kinds[quad.subject], quad.object) for quad in triples() if quad.predicate == identifier]
    assert len(given) == len(set(given))


def test_terms_of_others_are_used_within_their_domains() -> None:
    """csvw:rownum made rows of cells, oa:hasSource selections of findings, prov:hadPlan concepts that were no plans."""
    wanted = {
        "oa:hasSource": {"SourceCell", "SourceTable"},
        "oa:hasTarget": {"OverlapFinding", "GapFinding", "QualityAnnotation"},
    }
    types = [(quad.subject, quad.object) for quad in triples() if quad.predicate.value == ontology.expand("rdf:type")]
    for name, classes in wanted.items():
        subjects = {quad.subject for quad in triples() if quad.predicate.value == ontology.expand(name)}
        found = {str(kind).strip("<>").rpartition("#")[2] for subject, kind in types if subject in subjects}
        assert found == classes, name
    plans = {quad.object for quad in triples() if quad.predicate.value == ontology.expand("prov:hadPlan")}
    assert plans
    assert all((URIRef(str(plan).strip("<>")), RDF.type, rdflib.PROV.Plan) in graph("schemes") for plan in plans)


def test_what_stands_at_the_top_of_a_scheme_is_said() -> None:
    """No concept said so, and a scheme could not be entered from above."""
    for name in ("schemes", "matters"):
        for scheme in graph(name).subjects(RDF.type, SKOS.ConceptScheme):
            tops = set(graph(name).subjects(SKOS.topConceptOf, scheme))
            alone = {one for one in graph(name).subjects(SKOS.inScheme, scheme) if not graph(name).value(one, SKOS.broader)}
            assert tops == (alone if str(scheme) != ELSEWHERE else set())  # a flat list of 506, nothing below any


def test_what_each_class_has_is_told() -> None:
    """That a duty's name is dct:title and a law's number eli:id_local had to be found by looking at data."""
    classes, words = ontology.usage()["classes"], ontology.usage()["terms"]
    kinds: dict[object, set[str]] = {}
    for quad in triples():
        if quad.predicate.value == ontology.expand("rdf:type"):
            kinds.setdefault(quad.subject, set()).add(ontology.short(str(quad.object).strip("<>")))
    for quad in triples():
        name, told = ontology.short(quad.predicate.value), [one for one in kinds.get(quad.subject, ()) if one in classes]
        assert name == "rdf:type" or not told or any(name in classes[one] for one in told), (told, name)
    listed = {*classes, *(one for properties in classes.values() for one in properties)}
    assert {one for one in listed if not one.startswith("duty:")} == set(words)
    assert {one.partition(":")[2] for one in listed if one.startswith("duty:")} == set(terms()) - {"PublicFacingDuty"}
    assert all(len(both) == 2 and all(both) for both in words.values())


def test_nothing_else_is_said_in_the_vocabulary() -> None:
    """Beside the terms only the ontology itself is described: titled in two languages, versioned, importing nothing."""
    assert set(graph("duty").subjects()) == {*terms().values(), URIRef(ontology.IRI)}
    bilingual("duty", URIRef(ontology.IRI), DCTERMS.title)
    assert list(graph("duty").objects(URIRef(ontology.IRI), OWL.versionIRI))
    assert not list(graph("duty").objects(None, OWL.imports))


def test_concepts_are_described() -> None:
    """Each concept stands in one described scheme and has a label and a definition in Chinese and English."""
    schemes = set(graph("schemes").subjects(RDF.type, SKOS.ConceptScheme))
    homes = {node: list(graph("schemes").objects(node, SKOS.inScheme)) for node in concepts().values()}
    assert all(len(home) == 1 for home in homes.values())
    assert {home[0] for home in homes.values()} == schemes
    for node in homes:
        bilingual("schemes", node, SKOS.prefLabel, SKOS.definition)
    for scheme in schemes:
        bilingual("schemes", URIRef(str(scheme)), SKOS.prefLabel)


def test_fields_are_the_labels() -> None:
    """The concept of a field bears the name and the synonyms that labels.toml gives its kind."""
    entries = tomllib.loads(files("kg").joinpath("labels.toml").read_text("utf-8"))["label"]
    assert {f"field-{entry['kind']}" for entry in entries} == {name for name in concepts() if name.startswith("field-")}
    for entry in entries:
        node = concepts()[f"field-{entry['kind']}"]
        assert rdflib.Literal(entry["name"], lang="zh") in set(graph("schemes").objects(node, SKOS.prefLabel))
        assert {str(label) for label in graph("schemes").objects(node, SKOS.altLabel)} == set(entry["synonyms"])


def test_only_the_authority_of_a_matter_is_its_authority(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any Chinese text of a matter that SKOS does not name was taken for the authority that handles it: people would be referred to a description."""
    told = ontology.turtle("matters") + '\nm:labour-pay <http://purl.org/dc/terms/description> "工资怎么发"@zh .\n'.encode()
    monkeypatch.setattr(thesaurus.ontology, "turtle", lambda _: told)
    known = {one.key: one.authority for one in thesaurus._known.__wrapped__()}
    assert "工资怎么发" not in known.values()
    assert sum(map(bool, known.values())) > 400
