"""Named queries: each says what it answers, finds something, and the same in another engine; `sparql` prints in every format."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib

import kg
import ontology
from kg import query
from kg.errors import UsageError
from kg.query.named import narrowed as given
from kg.query.named import parameters

pytestmark = pytest.mark.filterwarnings("ignore:Dataset\\.:DeprecationWarning")  # rdflib speaks of its own code
NAMES = sorted(file.name.removesuffix(".rq") for file in files("ontology").joinpath("queries").iterdir())
NOTHING_HERE = {  # gaps that the bundled catalogue has not; test_gaps.py has catalogues with each
    *("gap-uncited-clauses", "gap-empty-responsibilities", "gap-no-department", "gap-idle-departments"),
    *("gap-unknown-bodies", "gap-no-counterpart"),
}
SLOW_IN_RDFLIB = ("describe", "who-handles", "overlap-same-matter")
SELECT = "SELECT ?n ?missing { ?d a duty:DutyItem ; dct:identifier ?n } ORDER BY ?n LIMIT 2"
CONSTRUCT = "CONSTRUCT { ?d dct:identifier ?n } WHERE { ?d a duty:DutyItem ; dct:identifier ?n }"
Run = Callable[..., "subprocess.CompletedProcess[str]"]
Sparql = Callable[..., tuple[int, str, str]]
DUTY = "https://w3id.org/duty-kg/id/cat/binhai-ftu/duty/"


@cache
def header(name: str) -> dict[str, str]:
    """The header comments of a query: key -> text."""
    return dict(re.findall(r"(?m)^# (\w+): (.+)$", ontology.query(name)))


@pytest.fixture(scope="module")
def dataset(base: kg.KnowledgeBase) -> rdflib.Dataset:
    """The whole base in rdflib."""
    return base.dataset()


@pytest.fixture
def sparql(inside: Run, base_folder: Path) -> Sparql:
    """Run `duty-kg sparql` on the shared base inside this process: (exit code, stdout, stderr)."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        done = inside("sparql", *arguments, "--base", base_folder)
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.mark.parametrize("name", NAMES)
def test_header_says_what_is_answered(name: str) -> None:
    """A named query begins with the question it answers and other wordings of it, in Chinese."""
    lines = ontology.query(name).splitlines()
    assert lines[0].startswith("# question: ")
    assert lines[1].startswith("# wording: ")
    assert all(re.search(r"[\u4e00-\u9fff]", line) for line in lines[:2])


@pytest.mark.parametrize("name", NAMES)
def test_parameters_are_declared(name: str) -> None:
    """Each parameter in the header can be given, and nothing else can."""
    declared = [line.split()[2] for line in ontology.query(name).splitlines() if line.startswith("# parameter: ")]
    assert declared == list(dict.fromkeys(re.findall(r"VALUES \?(\w+) \{ UNDEF \}", ontology.query(name))))
    assert len(declared) == ("parameter" in header(name))
    with pytest.raises(ValueError, match="no parameter"):
        query.narrowed(name, "nonsense", [ox.Literal("1")])


@pytest.mark.parametrize("name", NAMES)
def test_prefixes_are_those_of_the_project(name: str) -> None:
    """A query declares every prefix itself, so that it runs anywhere, and as the project declares it."""
    declared = dict(re.findall(r"(?m)^PREFIX (\w+): <(.+)>$", ontology.query(name)))
    assert declared.items() <= ontology.prefixes().items()
    list(ox.Store().query(ontology.query(name)))  # raises for an undeclared prefix


@pytest.mark.parametrize("name", NAMES)
def test_query_finds_something(base: kg.KnowledgeBase, name: str) -> None:
    """Without parameters a named query returns rows on the bundled base, where there are any, with the comments or without."""
    rows = list(base.store.select(ontology.query(name)))
    assert bool(rows) == (name not in NOTHING_HERE)
    assert rows == list(base.store.select(query.whole(name)))


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith(("overlap-", "gap-")) and name != "describe"])
def test_query_finds_what_the_document_says(base: kg.KnowledgeBase, name: str) -> None:
    """Each named query finds as many rows in the bundled catalogue as it should, and among them the one known from the document."""
    expected = tomllib.loads((Path(__file__).parent / "queries.toml").read_text("utf-8"))[name]
    rows = list(base.store.select(ontology.query(name)))
    assert len(rows) == expected["rows"]
    assert any(expected["has"].items() <= row.items() for row in rows)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in SLOW_IN_RDFLIB])
def test_rdflib_finds_the_same(base: kg.KnowledgeBase, dataset: rdflib.Dataset, name: str) -> None:
    """Another engine returns the same rows, so the queries are SPARQL and nobody's dialect."""
    theirs = sorted(
        sorted((str(key), str(value)) for key, value in row.asdict().items()) for row in dataset.query(ontology.query(name))
    )
    assert theirs == sorted(sorted(row.items()) for row in base.store.select(ontology.query(name)))


@pytest.mark.parametrize("number", ["7.1", "9.1", "11.10"])
@pytest.mark.parametrize(("name", "variable"), [("who-handles", "duty"), ("describe", "resource"), ("evidence", "duty")])
def test_rdflib_agrees_on_one_duty(
    base: kg.KnowledgeBase, dataset: rdflib.Dataset, name: str, variable: str, number: str
) -> None:
    """Narrowed to one duty, the slow queries too give the same rows in another engine."""
    text = query.narrowed(name, variable, [ox.NamedNode(DUTY + number)])
    theirs = sorted(sorted((str(key), str(value)) for key, value in row.asdict().items()) for row in dataset.query(text))
    assert theirs == sorted(sorted(row.items()) for row in base.store.select(text))
    assert theirs


def test_rdflib_agrees_on_one_matter(base: kg.KnowledgeBase, dataset: rdflib.Dataset) -> None:
    """Narrowed to one matter, the query for duties of one matter gives the same rows in another engine, which takes half a minute for all."""
    matter = next(base.store.select(ontology.query("overlap-same-matter")))["matter"]
    text = query.narrowed("overlap-same-matter", "matter", [ox.NamedNode(matter)])
    theirs = sorted(sorted((str(key), str(value)) for key, value in row.asdict().items()) for row in dataset.query(text))
    assert theirs == sorted(sorted(row.items()) for row in base.store.select(text))
    assert theirs


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("clause-duties", "第二条第七款", 6),
        ("clause-duties", "《天津市滨海新区总工会机关机构改革方案》第二条第七款", 6),
        ("department-duties", "办公室", 14),
        ("approving-bodies", "党组会议", 5),
        ("approving-bodies", "滨海新区总工会党组会议", 5),
        ("overlap-same-document", "工作部署安排", 97),
        ("overlap-same-approver", "党组会议", 4),
        ("evidence", "9.1", 8),
        ("describe", DUTY + "8.6", 38),
    ],
)
def test_a_parameter_is_given_as_people_name_it(base: kg.KnowledgeBase, name: str, value: str, found: int) -> None:
    """Names and texts given to --for were bound as bare strings, which no value tagged @zh equals: an empty table, and nobody said why."""
    assert len(list(base.store.select(given(base.store, name, [value])))) == found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("clause-duties", "第九百条"),
        ("department-duties", "党组会议"),
        ("evidence", "99.9"),
        ("overlap-findings", "第一条"),
        ("clause-duties", DUTY + "9.1"),
        ("describe", "https://w3id.org/nothing"),
        ("departments", "办公室"),
    ],
)
def test_what_is_not_there_is_said(sparql: Sparql, name: str, value: str) -> None:
    """A value that the base does not know as such a thing is a mistake with a word, not a table without rows."""
    code, out, err = sparql(name, "--for", value)
    assert (code, out) == (2, "")
    assert value in err or name in err


def test_every_parameter_can_be_given(base: kg.KnowledgeBase) -> None:
    """Whatever a query may be narrowed to, an unknown value of it is refused in the same way."""
    for name, variable in parameters().items():
        if variable:
            with pytest.raises(UsageError, match="知识库里没有这样的"):
                given(base.store, name, ["没有的东西"])


def test_pairs_of_departments_come_once(base: kg.KnowledgeBase) -> None:
    """财务资产管理部 with 办公室 and 办公室 with 财务资产管理部 were two rows, each with a part of the count."""
    rows = [(row["type"], row["firstName"], row["secondName"]) for row in base.store.select(query.whole("overlap-departments"))]
    assert len({(kind, frozenset(names)) for kind, *names in rows}) == len(rows)


def test_duties_come_in_the_order_of_the_document(base: kg.KnowledgeBase) -> None:
    """duty-by-number lists the 57 duties as the document does: 11.2 before 11.10."""
    numbers = [row["number"] for row in base.store.select(query.whole("duty-by-number"))]
    assert len(numbers) == 57
    assert numbers == sorted(numbers, key=lambda number: [int(part) for part in number.split(".")])


def test_numbers_are_words_not_quantities(base: kg.KnowledgeBase) -> None:
    """11.1 and 11.10 are two duties with two IRIs, and 11.100 is none."""
    one, ten = (list(base.store.select(query.by_number([number]))) for number in ("11.1", "11.10"))
    assert [row["number"] for row in one + ten] == ["11.1", "11.10"]
    assert one[0]["duty"] != ten[0]["duty"]
    assert not list(base.store.select(query.by_number(["11.100"])))


@pytest.mark.parametrize("value", ['1" } ?s ?p ?o { "', "x\\", "a\nb", "} UNION {", "é\u2028"])
def test_values_enter_as_terms(base: kg.KnowledgeBase, value: str) -> None:
    """A value that looks like SPARQL stays a value and finds nothing."""
    assert not list(base.store.select(query.by_number([value])))


def test_no_duty_given_finds_no_duty(base: kg.KnowledgeBase) -> None:
    """An empty list of duties is narrower than all, not as wide."""
    assert not list(base.store.select(query.of_duties("who-handles", [])))


def test_departments_are_counted(base: kg.KnowledgeBase) -> None:
    """The departments and how many duties each has are those of the document."""
    rows = base.store.select(query.whole("departments"))
    assert {row["departmentName"]: int(row["duties"]) for row in rows} == {
        "办公室": 14,
        "权益保障部": 14,
        "基层工作部": 13,
        "宣传网络部": 6,
        "统筹发展部": 5,
        "财务资产管理部": 4,
        "机关党委": 1,
    }


def test_only_one_value_is_missing(base: kg.KnowledgeBase) -> None:
    """9.1 has lost its 责任事项, and nothing else is missing."""
    rows = base.store.select(query.whole("missing-values"))
    assert [(row["number"], row["label"]) for row in rows] == [("9.1", "责任事项")]


def test_sparql_select_in_every_format(sparql: Sparql) -> None:
    """The two rows come as text, JSON, CSV, TSV and XML, in the standard formats, unbound cells included."""
    out = {form: sparql(SELECT, "--format", form)[1] for form in ("text", "json", "csv", "tsv", "xml")}
    found = json.loads(out["json"])
    assert found["head"]["vars"] == ["n", "missing"]
    assert [row["n"]["value"] for row in found["results"]["bindings"]] == ["1.1", "10.1"]
    assert list(csv.reader(io.StringIO(out["csv"]))) == [["n", "missing"], ["1.1", ""], ["10.1", ""]]
    assert out["tsv"].splitlines() == ["?n\t?missing", '"1.1"\t', '"10.1"\t']
    namespace = {"s": "http://www.w3.org/2005/sparql-results#"}
    assert [node.text for node in ElementTree.fromstring(out["xml"]).findall(".//s:literal", namespace)] == ["1.1", "10.1"]
    assert [line.split() for line in out["text"].splitlines()] == [["?n", "?missing"], ["1.1"], ["10.1"]]


def test_sparql_ask_in_every_format(sparql: Sparql) -> None:
    """Yes or no comes in each format, with code 0 either way."""
    for pattern, answer in (("?d a duty:DutyItem", "true"), ("?d a duty:NoSuchThing", "false")):
        for form in ("text", "json", "csv", "tsv", "xml"):
            code, out, err = sparql(f"ASK {{ {pattern} }}", "--format", form)
            assert (code, err) == (0, "")
            assert answer in out


@pytest.mark.parametrize(
    ("form", "syntax"), [("text", ox.RdfFormat.TURTLE), ("turtle", ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES)]
)
def test_sparql_construct(sparql: Sparql, form: str, syntax: ox.RdfFormat) -> None:
    """A constructed graph comes as Turtle or N-Triples with all its triples."""
    assert len(set(ox.parse(sparql(CONSTRUCT, "--format", form)[1], format=syntax))) == 57


def test_sparql_describe_without_braces(sparql: Sparql) -> None:
    """DESCRIBE of an IRI is a query though it has no braces."""
    code, out, err = sparql(f"DESCRIBE <{DUTY}8.6>", "--format", "ntriples")
    assert (code, err) == (0, "")
    assert f"<{DUTY}8.6>" in out


def test_sparql_from_file_and_stdin(base_folder: Path, duty_kg: Run, sparql: Sparql, tmp_path: Path) -> None:
    """A query in a file, on stdin or as argument is the same query; -o writes the result to a file."""
    file, output = tmp_path / "query.rq", tmp_path / "rows.csv"
    file.write_text(SELECT, "utf-8")
    given = sparql(SELECT, "--format", "csv")[1]
    assert sparql(file, "--format", "csv")[1] == given
    assert (
        duty_kg("sparql", "-", "--format", "csv", "--base", base_folder, stdin=SELECT).stdout.splitlines() == given.splitlines()
    )
    assert sparql(file, "--format", "csv", "-o", output) == (0, "", "")
    assert output.read_bytes().decode() == given
    assert sparql(tmp_path / "none.rq")[0] == 3


def test_sparql_syntax_error_names_its_place(sparql: Sparql) -> None:
    """A syntax error ends with 2 and says the line and the column."""
    code, out, err = sparql("SELECT *\n{ ?s ?p ?o } LIMI 2")
    assert (code, out) == (2, "")
    assert re.search(r"第 2 行第 \d+ 列", err)


def test_sparql_endless_nesting_is_refused(base_folder: Path, duty_kg: Run) -> None:
    """20,000 braces are refused with 2; the process does not crash."""
    done = duty_kg("sparql", "-", "--base", base_folder, stdin="SELECT * " + "{" * 20_000 + "}" * 20_000)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("错误：")
