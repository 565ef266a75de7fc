"""The pages and errors in English: nothing of the interface itself stays Chinese there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import kg
from kg.web import application, english, scratch


@pytest.fixture(scope="module")
def web(base_folder: Path) -> Iterator[TestClient]:
    with TestClient(application(base_folder), raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


def test_what_is_wrong_is_told_in_english(web: TestClient) -> None:
    """English pages said that the server says in Chinese what is wrong: every error with a name, a place or a word of the query in it."""
    own = web.get("/?q=8.6&catalogue=质量&lang=en").text
    assert (
        '<h1 class="said">The base has no catalogue <span lang="zh-Hans-CN">质量</span>.</h1>' in own
    )  # 质量 is a word of ours, too
    assert "<p>It has: binhai-ftu.</p>" in own
    wrong = web.get("/sparql?query=SELECT * {&lang=en", headers={"Accept": "text/html"}).text
    assert "Line 1, column 10: “{” is not closed: “}” is missing." in wrong
    english = {"Accept-Language": "en"}
    told = web.get("/api/duties/9.99", headers=english).json()
    assert told == {"error": "No duty has the number 9.99. All duties are at /api/duties.", "hint": ""}
    both = web.get("/api/ask?top=0", headers=english).json()["error"]
    assert both == "The parameter q, the question, is missing. The parameter top is a whole number from 1 to 1000."


def test_errors_say_that_they_depend_on_the_language(web: TestClient) -> None:
    """A cache gave the English page of an error to who asked in Chinese; English sentences of data's errors stood without a blank between."""
    for path, media in (("/nowhere", "text/html"), ("/data/nowhere.ttl", "text/turtle"), ("/data/nowhere.ttl", "text/html")):
        said = [web.get(path, headers={"Accept": media, "Accept-Language": one}) for one in ("en", "zh")]
        assert {one.headers["vary"] for one in said} == {"Accept-Language" if path == "/nowhere" else "Accept, Accept-Language"}
        assert said[0].text != said[1].text
    refused = web.get("/data/nowhere", headers={"Accept": "text/turtle", "Accept-Language": "en"})
    assert refused.text == "There is no such page.\n"


WRONG = [
    *("", "foo", "SELECT", "SELECT * {", "SELECT * { ?s ?p ?o ) }", "SELECT * { ?s ?p 'a }", "SELECT * WHERE ?s ?p ?o"),
    *("INSERT DATA {}", "SELECT ?x { ?x foo:bar 1 }", "SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c }", "SELECT * { ?s <a b> ?o }"),
]


@pytest.mark.parametrize("query", WRONG)
def test_what_is_wrong_with_a_query_is_told_in_english(base: kg.KnowledgeBase, query: str) -> None:
    with pytest.raises(kg.KgError) as problem:
        base.sparql(query)
    assert not re.search("[一-鿿]", english.told(problem.value.message.removeprefix("SPARQL 查询有误："), "en"))


def test_the_endpoint_says_nothing_that_has_no_english() -> None:
    """Every sentence in the code of the endpoint, with a word or a number in its gaps."""
    said = []
    for path in (Path(english.__file__).parent / "sparql").glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                said.append("".join(str(one.value) if isinstance(one, ast.Constant) else "7" for one in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
                said.append(node.value)
    chinese = [one for one in said if re.search("[一-鿿]", one)]
    assert len(chinese) > 20
    assert [one for one in chinese if english.told(one, "en") == one] == []


def test_pages_in_english_say_nothing_of_their_own_in_chinese(web: TestClient) -> None:
    """不到 1%, 未明确, 主要职责 9 and 14 项 in pictures, （57） in headings and 。 behind English sentences stood on English pages."""
    refused = web.get("/?q=办身份证&lang=en").text
    assert ("below 1%" in refused, "不到" in refused) == (True, False)
    assert ">unstated</a>" in web.get("/browse?lang=en").text
    duty = web.get("/page/cat/binhai-ftu/duty/9.1?lang=en").text
    assert "Main responsibility 9 " in duty
    assert "this catalogue publishes no service phone.</p>" in duty
    department = web.get("/page/cat/binhai-ftu/dept/quan-yi-bao-zhang-bu?lang=en").text
    assert re.search(r"14 duties</text>", department)
    assert "Duties (14)</h2>" in department
    for path in ("/docs", "/quality", "/analysis"):
        assert not re.search(r"[A-Za-z)](?:</\w+>)?[。（]", web.get(f"{path}?lang=en").text), path


def test_the_vocabulary_keeps_the_language(web: TestClient) -> None:
    """On /ontology?lang=en the way back was Chinese and led to pages in Chinese; the vocabulary itself is in both languages."""
    pages = [web.get(f"/ontology{lang}", headers={"Accept": "text/html"}) for lang in ("", "?lang=en", "?lang=zh")]
    ways = [re.search('<nav class="home".*?</nav>', page.text, re.S) for page in pages]
    said = [way[0] if way else "" for way in ways]
    assert ['<a href="/browse">职责</a>' in said[0], '<a href="/browse?lang=zh">职责</a>' in said[2]] == [True, True]
    assert '<a href="/browse?lang=en">Duties</a>' in said[1]
    assert '<a class="language" href="/ontology?lang=zh"' in said[1]
    assert re.findall("[一-鿿]+", said[1]) == ["中文"]
    assert {page.headers["vary"] for page in pages} == {"Accept, Accept-Encoding, Accept-Language"}


def test_the_form_over_a_scratch_dataset_is_in_english_too(tmp_path: Path) -> None:
    """It was in Chinese alone, and so were the errors of the queries that it sends."""
    (tmp_path / "a.nt").write_text("<http://e.org/a> <http://e.org/b> <http://e.org/c> .\n", "utf-8")
    with TestClient(scratch.application([f"http://e.org/g={tmp_path / 'a.nt'}"])) as client:
        for path, language in (("/", "en"), ("/?lang=en", "zh"), ("/sparql?lang=en", "zh")):
            page = client.get(path, headers={"Accept": "text/html", "Accept-Language": language}).text
            assert '<html lang="en">' in page
            assert set(re.findall("[一-鿿]+", page)) == {"中文"}
            assert ('<input type="hidden" name="lang" value="en">' in page) == ("lang" in path)
        assert "临时数据集" in client.get("/?lang=zh", headers={"Accept-Language": "en"}).text
        wrong = client.get("/sparql?query=SELECT+*+{&format=json&lang=en", headers={"Accept-Language": "zh"}).text
        assert not re.search("[一-鿿]", wrong)
