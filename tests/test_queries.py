"""Named queries: each says what it answers, parses, finds something, and finds the same in another engine."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import pyoxigraph as ox
import pytest
import rdflib

import kg
import ontology
from kg import query

pytestmark = pytest.mark.filterwarnings("ignore:Dataset\\.:DeprecationWarning")  # rdflib speaks of its own code
NAMES = sorted(file.name.removesuffix(".rq") for file in files("ontology").joinpath("queries").iterdir())
SLOW_IN_RDFLIB = ("describe", "who-handles")
DUTY = "https://w3id.org/duty-kg/id/cat/binhai-ftu/duty/"


@cache
def header(name: str) -> dict[str, str]:
    """The header comments of a query: key -> text."""
    return dict(re.findall(r"(?m)^# (\w+): (.+)$", ontology.query(name)))


@pytest.fixture(scope="module")
def dataset(base: kg.KnowledgeBase) -> rdflib.Dataset:
    """The whole base in rdflib."""
    return base.dataset()


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
    assert declared == re.findall(r"VALUES \?(\w+) \{ UNDEF \}", ontology.query(name))
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
    """Without parameters a named query returns rows on the bundled base, with the comments or without."""
    rows = list(base.store.select(ontology.query(name)))
    assert rows
    assert rows == list(base.store.select(query.whole(name)))


@pytest.mark.parametrize("name", [name for name in NAMES if name not in SLOW_IN_RDFLIB])
def test_rdflib_finds_as_many(base: kg.KnowledgeBase, dataset: rdflib.Dataset, name: str) -> None:
    """Another engine returns the same number of rows, so the queries are SPARQL and nobody's dialect."""
    assert len(list(dataset.query(ontology.query(name)))) == len(list(base.store.select(ontology.query(name))))


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
