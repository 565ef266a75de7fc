"""Every form of an export says the same: RDF syntaxes to every parser, tables and the rebuilt document to people, profiles to their standards."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from openpyxl.utils import get_column_letter
from pyld import jsonld

import kg
import ontology
from kg import about, export, meaning, pipeline, sources
from kg.cli.records import as_json
from kg.errors import UsageError
from kg.export import tables
from kg.minted import with_iris
from kg.records import Catalogue, Cell, Document
from kg.store import Store
from kg.triples import lines
from tests.catalogues import office, render

pytestmark = pytest.mark.filterwarnings(
    "ignore:(Dataset\\.|ConjunctiveGraph ):DeprecationWarning"
)  # rdflib speaks of its own code
DUTY = "https://w3id.org/duty-kg/id/cat/binhai-ftu/duty/9.1"
Triples = frozenset[ox.Triple]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def union(base: kg.KnowledgeBase) -> Triples:
    """Every triple of the base."""
    return frozenset(quad.triple for quad in base.store.quads())


@pytest.fixture(scope="module")
def folder(base: kg.KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the base in every RDF syntax, one file each."""
    folder = tmp_path_factory.mktemp("forms")
    for form in export.rdf.SYNTAXES:
        (folder / form).write_bytes(base.export(form))
    return folder


def triples(data: bytes) -> Triples:
    """The triples of N-Triples or N-Quads."""
    return frozenset(quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize(
    ("form", "syntax"), [("trig", ox.RdfFormat.TRIG), ("rdfxml", ox.RdfFormat.RDF_XML), ("jsonld", ox.RdfFormat.JSON_LD)]
)
def test_pyoxigraph_reads_the_same(folder: Path, union: Triples, form: str, syntax: ox.RdfFormat) -> None:
    """There are no blank nodes, so isomorphic means equal."""
    found = set(ox.parse(path=str(folder / form), format=syntax))
    assert {quad.triple for quad in found} == union
    assert (len({quad.graph_name for quad in found}) > 1) == (form != "rdfxml")


@pytest.mark.parametrize(("form", "syntax"), [("rdfxml", "xml"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_same(folder: Path, union: Triples, form: str, syntax: str) -> None:
    """rdflib's parsers find the same triples."""
    dataset = rdflib.Dataset(default_union=True).parse(folder / form, format=syntax)
    assert triples(dataset.serialize(format="nt", encoding="utf-8")) == union


@pytest.mark.parametrize("form", ["turtle", "ntriples", "nquads", "trig", "rdfxml"])
def test_rapper_reads_the_same(folder: Path, union: Triples, form: str) -> None:
    """Raptor's parsers find the same triples."""
    if shutil.which("rapper") is None:
        pytest.skip("rapper is not installed (Debian package raptor2-utils)")
    done = subprocess.run(["rapper", "-q", "-i", form, "-o", "ntriples", folder / form], capture_output=True, check=True)
    assert triples(done.stdout) == union


@pytest.mark.parametrize("form", ["turtle", "ntriples", "nquads", "trig"])
def test_serdi_reads_the_same(folder: Path, union: Triples, form: str) -> None:
    """Serd's strict parsers find the same triples."""
    if shutil.which("serdi") is None:
        pytest.skip("serdi is not installed (Debian package serdi)")
    done = subprocess.run(["serdi", "-i", form, "-o", "nquads", folder / form], capture_output=True, check=True)
    assert triples(done.stdout) == union


@pytest.mark.parametrize("form", ["trig", "rdfxml", "jsonld", "csv", "xlsx", "source"])
def test_forms_are_the_same_every_time(base: kg.KnowledgeBase, form: str) -> None:
    """Written twice, each form has the same bytes."""
    assert base.export(form) == base.export(form)


def test_jsonld_expands_offline(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The context stands in the file, with a term for every predicate of the data, and nothing is fetched to expand it."""

    def refuse(url: str, _: object) -> None:
        raise AssertionError(f"{url} was asked for")

    monkeypatch.setattr(jsonld, "_default_document_loader", refuse)
    data = json.loads((folder / "jsonld").read_text("utf-8"))
    assert data["@context"] == json.loads(ontology.context())["@context"]
    assert jsonld.expand(data)
    keys = {key for graph in data["@graph"] for node in graph["@graph"] for key in node}
    assert {key for key in keys if ":" in key} == set()


def test_the_context_speaks_of_the_data(union: Triples) -> None:
    """Each property in the context is used by the data or declared, and its type is that of the values."""
    used = {triple.predicate.value for triple in union} | {ontology.expand("rdf:type")}
    used |= {t.subject.value for t in union if t.subject.value.startswith(ontology.expand("duty:"))}
    context = json.loads(ontology.context())["@context"]
    for name, term in context.items():
        iri = term["@id"] if isinstance(term, dict) else term
        if name not in (*ontology.prefixes(), "@version", "id", "type"):
            assert ontology.expand(iri) in used, name


def test_one_duty_is_readable(base: kg.KnowledgeBase) -> None:
    """A duty as JSON-LD is one object: its texts, its departments, its fields nested in it, each with its status."""
    duty = json.loads(base.export("jsonld", resource="9.1"))
    assert duty["id"].endswith("/duty/9.1")
    assert duty["identifier"] == "9.1"
    assert duty["implementedBy"]["prefLabel"] == {"@language": "zh", "@value": "权益保障部"}
    statuses = {field["label"]: field["valueStatus"]["id"] for field in duty["fieldValue"]}
    assert statuses["实施机构"] == "scheme:value-moved"
    assert statuses["责任事项"] == "scheme:value-missing"


@pytest.mark.parametrize("form", ["turtle", "ntriples", "nquads", "trig", "rdfxml"])
def test_one_resource_in_every_syntax(base: kg.KnowledgeBase, union: Triples, form: str) -> None:
    """A resource brings its own parts and the names of what it points to, all of it said by the base."""
    syntax = {"rdfxml": "RDF_XML", "ntriples": "N_TRIPLES", "nquads": "N_QUADS"}.get(form, form.upper())
    found = {quad.triple for quad in ox.parse(base.export(form, resource=DUTY), format=getattr(ox.RdfFormat, syntax))}
    assert found < union
    assert {ox.NamedNode(DUTY), ox.NamedNode(f"{DUTY}/field/department")} <= {triple.subject for triple in found}


def test_one_catalogue(base: kg.KnowledgeBase) -> None:
    """A catalogue is its own graphs and what is said of the laws it cites: no ontology, no thesaurus."""
    found = list(ox.parse(base.export("nquads", catalogue="binhai-ftu"), format=ox.RdfFormat.N_QUADS))
    assert {quad.graph_name.value.rpartition("/")[2] for quad in found} >= {"data", "source", "findings"}
    shared = [quad for quad in found if "/id/cat/binhai-ftu/graph/" not in quad.graph_name.value]
    assert {quad.graph_name.value for quad in shared} == {"https://w3id.org/duty-kg/id/graph/shared"}
    assert set(shared) == set(base.store.quads("https://w3id.org/duty-kg/id/graph/shared"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"resource": "99.9"},
        {"resource": "https://w3id.org/duty-kg/id/nothing"},
        {"resource": "https:// no iri"},
        {"catalogue": "nobody"},
        {"profile": "dcat-us"},
        {"profile": "void", "catalogue": "binhai-ftu"},
    ],
)
def test_what_cannot_be_exported(base: kg.KnowledgeBase, wrong: dict[str, str]) -> None:
    """An unknown resource, catalogue or profile is the caller's mistake."""
    with pytest.raises(UsageError):
        base.export("turtle", **wrong)
    with pytest.raises(UsageError):
        base.export("csv", resource="9.1")
    with pytest.raises(UsageError):
        base.export("html")


@pytest.mark.parametrize("profile", ["cpsv-ap", "void", "ontology"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "source"])
def test_a_profile_is_no_table(base: kg.KnowledgeBase, profile: str, form: str) -> None:
    """The vocabulary as CSV ended in 内部错误：KeyError: 'csv' while the other profiles said what there is."""
    with pytest.raises(UsageError, match=f"{profile} 不能导出为 {form}"):
        base.export(form, profile=profile)


@pytest.mark.parametrize("standard", ["cpsv-ap-3.2.0", "cpov-2.1.2"])
def test_the_profile_satisfies_the_official_shapes(base: kg.KnowledgeBase, shared: Path, standard: str) -> None:
    """The CPSV-AP profile of the duties that face the public conforms to the official shapes, and without titles and with a second short name it does not."""
    official = rdflib.Graph().parse(shared / "conformance" / "cpsv-ap" / f"{standard}-SHACL.ttl")
    graph = rdflib.Graph().parse(data=base.export("turtle", profile="cpsv-ap"), format="turtle")
    services = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(ontology.expand("cpsv:PublicService"))))
    public = {row["d"] for row in base.store.select("SELECT ?d { ?d a duty:PublicFacingDuty }")}
    assert {str(service) for service in services} == public
    assert 0 < len(services) < 57, "离退休人员管理 and party building were published as public services"
    assert not list(graph.subject_objects(rdflib.URIRef(ontology.expand("cv:contactPoint")))), "the complaints channel is none"
    conforms, _, report = pyshacl.validate(graph, shacl_graph=official, inference="none")
    assert conforms, report
    organisation = rdflib.URIRef("https://w3id.org/duty-kg/id/cat/binhai-ftu/org")
    graph.remove((None, rdflib.DCTERMS.title, None))
    graph.add((organisation, rdflib.SKOS.altLabel, rdflib.Literal("又一个简称", lang="zh")))
    assert not pyshacl.validate(graph, shacl_graph=official, inference="none")[0]


def test_who_wants_a_service_is_told_where_to_ask(tmp_path: Path, inside: Run) -> None:
    """The complaints channel stood as the contact point of each service, the 咨询电话 that is one was left out; and that nothing tells the area, which
    the standard demands of a body, was not said."""
    path = tmp_path / "list.csv"
    path.write_text(
        "柳坪县民政局服务清单\n序号,事项名称,承办机构,咨询电话,监督电话\n1,老年人补贴发放,养老科,0351-8216021,0351-12345\n2,机关党建,党办,0351-8216022,0351-12345\n",
        "utf-8",
    )
    base = kg.build([path], into=tmp_path / "base")
    graph = rdflib.Graph().parse(data=base.export("turtle", profile="cpsv-ap"), format="turtle")
    (point,) = graph.objects(None, rdflib.URIRef(ontology.expand("cv:contactPoint")))
    assert [str(phone) for phone in graph.objects(point, rdflib.URIRef(ontology.expand("cv:telephone")))] == ["0351-8216021"]
    assert "未注明适用区域" in inside("export", "--profile", "cpsv-ap", "--base", tmp_path / "base").stderr


def test_what_is_told_of_a_catalogue_has_its_type(tmp_path: Path) -> None:
    """A month was a string that no date compares with, a licence's address a text, and the words of both stood where the standard has a resource."""
    (tmp_path / "list.csv").write_text("柳坪县民政局服务清单\n序号,事项名称,承办机构\n1,老年人补贴发放,养老科\n", "utf-8")
    said = {"2024-05-06": "date", "2024年5月": "gYearMonth", "2024": "gYear"}
    licence, origin = "https://creativecommons.org/licenses/by/4.0/", "县政府网站，按申请公开"
    for written, kind in said.items():
        (told := tmp_path / "catalogue.toml").write_text(
            f'[catalogue]\nissued = "{written}"\nlicence = "{licence}"\norigin = "{origin}"\n', "utf-8"
        )
        pipeline.publish([pipeline.read(tmp_path / "list.csv", about.read(told))], tmp_path / "base")
        base = kg.load(tmp_path / "base")
        (row,) = base.about()
        assert (row["licence"], row["origin"]) == (licence, origin)
        graph = rdflib.Graph().parse(data=base.export("turtle", profile="void"), format="turtle")
        (issued,) = graph.objects(None, rdflib.DCTERMS.issued)
        assert isinstance(issued, rdflib.Literal)
        assert issued.datatype == rdflib.XSD[kind]
        assert next(graph.objects(None, rdflib.DCTERMS.license)) == rdflib.URIRef(licence)
        (statement,) = graph.objects(None, rdflib.DCTERMS.provenance)
        assert graph.value(statement, rdflib.RDFS.label) == rdflib.Literal(origin, lang="zh")


def test_the_profile_uses_standard_terms_only(base: kg.KnowledgeBase) -> None:
    """Nothing in the CPSV-AP profile needs the project's own vocabulary."""
    own = ontology.expand("duty:")
    for quad in ox.parse(base.export("ntriples", profile="cpsv-ap"), format=ox.RdfFormat.N_TRIPLES):
        assert not quad.predicate.value.startswith(own)
        assert not (isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(own))


def test_the_description_counts_rightly(base: kg.KnowledgeBase, union: Triples) -> None:
    """VoID's counts are those of the base, and the catalogue's are smaller."""
    graph = rdflib.Graph().parse(data=base.export("turtle", profile="void"), format="turtle")
    counts = {str(s): int(str(o)) for s, o in graph.subject_objects(rdflib.VOID.triples)}
    assert counts["https://w3id.org/duty-kg/id/base"] == len(union)
    assert not list(graph.subjects(rdflib.RDF.type, rdflib.DCAT.Distribution)), "a file does not know where it will lie"
    catalogue = triples(base.export("ntriples", catalogue="binhai-ftu"))
    assert counts["https://w3id.org/duty-kg/id/cat/binhai-ftu"] == len(catalogue) < len(union)
    inside = graph.value(rdflib.URIRef("https://w3id.org/duty-kg/id/base"), rdflib.VOID.entities)
    assert int(str(inside)) == len({t.subject for t in union if str(t.subject).startswith("<https://w3id.org/duty-kg/id/")})
    entities = graph.value(rdflib.URIRef("https://w3id.org/duty-kg/id/base"), rdflib.VOID.distinctSubjects)
    assert int(str(entities)) == len({triple.subject for triple in union})


def printed(document: Document) -> object:
    """Every cell of a document as printed, the places left out."""
    items = [
        (
            item.number,
            item.heading.text if item.heading else "",
            (item.contents.name.text, item.contents.page, item.contents.responsibility) if item.contents else None,
            [(field.label, field.printed.text if field.printed else None) for field in item.fields],
        )
        for item in document.items
    ]
    return document.title.text, [(r.number, r.text.text) for r in document.responsibilities], items


def test_the_document_comes_back_from_the_graph(base: kg.KnowledgeBase, bundled_source: Path, tmp_path: Path) -> None:
    """The rebuilt document has every cell of the original as printed; its lines differ in white space only."""
    rebuilt = tmp_path / "rebuilt.txt"
    rebuilt.write_bytes(base.export("source"))
    assert printed(sources.read(rebuilt)) == printed(sources.read(bundled_source))
    lines = [[" ".join(line.split()) for line in path.read_text("utf-8").splitlines()] for path in (rebuilt, bundled_source)]
    assert [line for line in lines[0] if line] == [line for line in lines[1] if line]


LISTED = ("序号", "职权类型", "职权编码", "职权名称", "子项名称", "实施依据", "承办科室", "责任事项", "监督电话", "备注")
_BASIS = "1.《柳坪县渡口管理办法》（柳政发〔2019〕7号）第{}条：渡口应当配备救生设备。\n2.《乡镇船舶管理规定》第九条"
POWERS = [
    ("1", "行政许可", "XK-001", "渡口设置许可", "", _BASIS.format("五"), "港航股（牵头）", "1.受理\n2.审查", "0571-5550101", ""),
    ("2", "行政许可", "XK-002", "水上活动许可", "龙舟竞渡", _BASIS.format("七"), "港航股", "当场核对", "0571-5550101", ""),
    ("2", "行政许可", "XK-002", "水上活动许可", "漂流", _BASIS.format("八"), "港航股", "当场核对", "0571-5550101", "试行"),
    ("3", "行政处罚", "CF-001", "对渡船超载的处罚", "", _BASIS.format("十"), "执法队", "立案", "0571-5550102", ""),
]


def test_a_list_comes_back_from_the_graph(tmp_path: Path) -> None:
    """Items that shared a table came out as that table once an item: 48 duties were 81,604 lines, and read back as 120. They are a list again,
    whether the cells of several items were merged, or a heading over them says the type."""
    headed = [LISTED[:1] + LISTED[2:], *(row[:1] + row[2:] for row in POWERS)]
    book = openpyxl.Workbook()
    book.active.append(["柳坪县交通运输局权责清单"])
    for row in (headed[0], ("行政许可",), *headed[1:4], ("行政处罚",), headed[4]):
        book.active.append(row)
    book.save(tmp_path / "headed.xlsx")
    for form in ("docx", "xlsx"):
        (tmp_path / f"merged.{form}").write_bytes(office.power_list("柳坪县交通运输局权责清单", LISTED, POWERS, form))
    for name in ("merged.docx", "merged.xlsx", "headed.xlsx"):
        catalogue = pipeline.read(tmp_path / name)
        store = Store.of(ox.parse(b"".join(lines(catalogue, with_iris(catalogue, {})[1])), ox.RdfFormat.N_QUADS))
        rebuilt = tmp_path / "rebuilt.txt"
        rebuilt.write_bytes(export.export(store, "source"))
        assert list(as_json(pipeline.read(rebuilt))) == list(as_json(catalogue))
        assert len(catalogue.duties) == len(POWERS)
        assert rebuilt.read_text("utf-8").count("0571-5550101") == 3


def test_tables_list_every_duty(base: kg.KnowledgeBase) -> None:
    """CSV and workbook have one row a duty with its number as text, its department and its clause."""
    rows = list(csv.DictReader(io.StringIO(base.export("csv").decode("utf-8-sig"))))
    assert len(rows) == 57
    assert {row["序号"]: (row["实施机构"], row["依据条款"], row["职责边界类型"]) for row in rows}["9.1"] == (
        "权益保障部",
        "《天津市滨海新区总工会机关机构改革方案》第二条第九款",
        "未明确",
    )
    book = openpyxl.load_workbook(io.BytesIO(base.export("xlsx")))
    assert book.sheetnames == ["职责事项", "实施机构", "质量问题"]
    numbers = [row[1] for row in book["职责事项"].iter_rows(min_row=2, values_only=True)]
    assert numbers == [row["序号"] for row in rows]
    assert numbers.count("11.1") == numbers.count("11.10") == 1


def test_catalogues_stand_in_the_same_columns(tmp_path: Path) -> None:
    """Of three bodies in one table two left 法定依据 empty and had their bases further right under 实施依据, which is the same field; 依据条款 as a
    label of a column was left out, and so was what the table says otherwise: the text of a main responsibility, the number beside a code."""
    lists = {
        "甲县水利局权责清单": "序号,职权编码,职权名称,依据条款,承办机构,责任事项,追责情形\n1,SL-01,河道采砂许可,《采砂办法》第三条,河湖股（牵头）、法规股（配合）,受理,不受理的\n2,SL-02,取水许可,《取水办法》第四条,水政股等,,不审查的\n",
        "乙县林业局职责目录": "序号,主要职责,职责事项,法定依据,责任科室\n1.1,1.负责造林绿化,义务植树,《义务植树办法》第二条,造林股\n",
    }
    for title, rows in lists.items():
        (tmp_path / f"{title}.csv").write_text(f"{title}\n{rows}", "utf-8")
    base = kg.build([tmp_path / f"{title}.csv" for title in lists], into=tmp_path / "base")
    rows = {row["名称"]: row for row in csv.DictReader(io.StringIO(base.export("csv").decode("utf-8-sig")))}
    sand, water, trees = (rows[name] for name in ("河道采砂许可", "取水许可", "义务植树"))
    assert [row["法定依据"] for row in (sand, trees)] == ["《采砂办法》第三条", "《义务植树办法》第二条"]
    assert not {"实施依据", "职权名称", "承办机构", "责任科室", "名称（所印）"} & set(sand)
    assert (sand["责任事项"], sand["追责情形"], water["责任事项"], water["追责情形"]) == ("受理", "不受理的", "", "不审查的")
    assert (sand["实施机构"], sand["序号"], sand["序号（所印）"]) == ("河湖股（牵头）、法规股（配合）", "SL-01", "1")
    assert water["实施机构（所印）"] == "水政股等"
    assert "负责造林绿化" in trees["主要职责（所印）"]
    assert set(sand["所印栏目名"].split("；")) == {"名称：职权名称", "法定依据：依据条款", "实施机构：承办机构"}


def test_a_workbook_can_be_read_and_sorted(base: kg.KnowledgeBase) -> None:
    """Pages, lines and scores were texts, the severity English, whole sentences stood in narrow columns and zeros in wide ones, and nothing could be filtered."""
    book = openpyxl.load_workbook(io.BytesIO(base.export("xlsx")))
    heads = {sheet.title: [cell.value for cell in sheet[1]] for sheet in book}
    duties, findings = book["职责事项"], book["质量问题"]
    assert {type(row[heads["职责事项"].index("页码")]) for row in duties.iter_rows(min_row=2, values_only=True)} == {int}
    assert {row[heads["质量问题"].index("程度")] for row in findings.iter_rows(min_row=2, values_only=True)} <= {
        "错误",
        "警告",
        "提示",
    }
    assert {row[0] for row in findings.iter_rows(min_row=2, values_only=True)} == {"binhai-ftu"}
    assert {type(row[heads["质量问题"].index("行")]) for row in findings.iter_rows(min_row=2, values_only=True)} == {int}
    assert (
        findings.max_row - 1
        == sum(base.stats()["findings"].values())
        == sum(one["findings"] for one in base.stats()["catalogues"])
    )
    said = get_column_letter(heads["质量问题"].index("说明") + 1)
    assert findings.column_dimensions[said].width > 40
    assert all(sheet.auto_filter.ref == sheet.dimensions for sheet in book)
    matrix = openpyxl.load_workbook(io.BytesIO(tables.workbook({"m": (["部门×部门", "权益保障部"], [["权益保障部", 0]])})))["m"]
    assert (matrix.column_dimensions["A"].width, matrix.column_dimensions["B"].width) == (12, 12)


@pytest.mark.parametrize("evil", ["=1+1", "+A1", "-2", "@SUM(A1)", "=cmd|'/c calc'!A0", "\t=1"])
def test_no_cell_is_a_formula(evil: str) -> None:
    """A printed text that looks like a formula stays a text in the workbook, and is quoted in the CSV."""
    catalogue = pipeline.bundled()
    item = catalogue.document.items[0]
    fields = tuple(
        replace(f, value=Cell(evil, f.value.place), printed=Cell(evil, f.value.place)) if f.label == "运行流程" and f.value else f
        for f in item.fields
    )
    duty = meaning.duty(replace(item, fields=fields))
    store = Store.of(_quads(replace(catalogue, duties=(duty,))))
    sheet = openpyxl.load_workbook(io.BytesIO(tables.xlsx(store)))["职责事项"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value and str(cell.value).endswith(evil.strip()[1:])]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [
        cell
        for row in csv.reader(io.StringIO(tables.csv(store).decode("utf-8-sig")))
        for cell in row
        if cell.startswith(("=", "+", "-", "@"))
    ]


def _quads(catalogue: Catalogue) -> list[ox.Quad]:
    return list(ox.parse(b"".join(lines(*with_iris(catalogue, {}))), ox.RdfFormat.N_QUADS))


def test_the_page_of_the_vocabulary(base: kg.KnowledgeBase) -> None:
    """The page names every class, property and concept in both languages, links inside itself and asks for nothing."""
    page = base.export("html", profile="ontology").decode()
    graph = (
        rdflib.Graph()
        .parse(data=ontology.turtle("duty"), format="turtle")
        .parse(data=ontology.turtle("schemes"), format="turtle")
    )
    labels = {str(label) for term in (rdflib.RDFS.label, rdflib.SKOS.prefLabel) for label in graph.objects(None, term)}
    assert [label for label in labels if label not in page] == []
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors
    assert not re.search(r'(src|href)="https?:', page)


def test_a_main_responsibility_without_duties_is_kept(tmp_path: Path) -> None:
    """The row “9｜负责…｜｜” of the contents, under which nothing is listed, was in no graph and not in the document as printed; asked for it,
    the program said that there is none."""
    document = docx.Document(io.BytesIO(office.docx(render.build(render.load_body("shiqiao-water")))))
    row, text = document.tables[0].add_row().cells, "负责水文资料的收集整理。"
    row[0].text, row[1].text = "9", text
    document.save(str(tmp_path / "water.docx"))
    base = kg.build([tmp_path / "water.docx"], into=tmp_path / "base")
    assert f"\n\t9\n\t{text}\n" in base.export("source").decode()
    answer = base.ask("主要职责9是什么")
    assert (answer.status, answer.answer) == ("answered", {"type": "text", "value": text})
    assert "没有职责事项" in answer.reading
    assert base.ask("主要职责9有几项职责").answer == {"type": "count", "value": 0}


def test_what_stands_around_the_tables_of_a_text_is_kept(tmp_path: Path) -> None:
    """Read as text, that row was lost, be it the last or one between others; and the sentence that lists the departments was lost in every form.
    The document rebuilt from the graph has both, and reads as the one that it was made from."""
    document = docx.Document(io.BytesIO(office.docx(render.build(render.load_body("shiqiao-water")))))
    last = document.tables[0].add_row().cells
    last[0].text, last[1].text = "9", "负责水文资料的收集整理。"
    listed = "内设机构：办公室、供水股、老干部股。"
    document.tables[0]._element.addprevious(document.add_paragraph(listed)._element)
    document.save(str(tmp_path / "water.docx"))
    read = pipeline.read(tmp_path / "water.docx")
    printed = kg.build([tmp_path / "water.docx"], into=tmp_path / "base").export("source").decode()
    between = printed.replace("\n\n\t2\n", "\n\n\t8\n\t负责防汛物资。\n\t\n\t\n\t\n\n\t2\n", 1)
    (tmp_path / "water.txt").write_text(printed, "utf-8")
    (tmp_path / "between.txt").write_text(between, "utf-8")
    again, more = pipeline.read(tmp_path / "water.txt"), pipeline.read(tmp_path / "between.txt")
    assert list(as_json(again)) == list(as_json(more)) == list(as_json(read))
    told = [(one.number, one.text.text) for one in read.document.responsibilities]
    assert told[-1] == ("9", "负责水文资料的收集整理。")
    assert [(one.number, one.text.text) for one in again.document.responsibilities] == told
    assert [(one.number, one.text.text) for one in more.document.responsibilities] == [
        told[0],
        ("8", "负责防汛物资。"),
        *told[1:],
    ]
    assert [one.text for one in again.document.offices] == [listed]
    assert again.document.title.text == read.document.title.text
