"""Linked data over HTTP: every thing has an address, every address a form for each reader, and caches are told the truth."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from urllib.request import urlopen

import pyoxigraph as ox
import pytest
import rdflib
from fastapi.testclient import TestClient

import kg
from kg.findings import KINDS
from kg.web import application
from kg.web.log import Questions, masked

DUTY = "/id/cat/binhai-ftu/duty/9.1"
FORMS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}


@pytest.fixture(scope="module")
def web(base_folder: Path) -> Iterator[TestClient]:
    with TestClient(application(base_folder), raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize("suffix", FORMS)
def test_a_thing_leads_to_its_data_in_the_form_asked_for(web: TestClient, suffix: str) -> None:
    media, form = FORMS[suffix]
    found = web.get(DUTY, headers={"Accept": f"text/html;q=0.2, {media};q=0.9"})
    assert (found.status_code, found.headers["location"]) == (303, f"/data/cat/binhai-ftu/duty/9.1.{suffix}")
    assert "Accept" in found.headers["vary"]
    got = web.get(found.headers["location"])
    assert got.headers["content-type"].partition(";")[0] == media
    triples = {quad.triple for quad in ox.parse(got.content, format=form)}
    about = ox.NamedNode(f"https://w3id.org/duty-kg{DUTY}")
    assert sum(triple.subject == about for triple in triples) > 20
    assert "rel=describes" in got.headers["link"]
    assert got.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(("accept", "suffix"), [("application/json", "jsonld"), ("application/xml", "rdf"), ("text/xml", "rdf")])
def test_clients_that_know_no_rdf_get_what_they_can_read(web: TestClient, accept: str, suffix: str) -> None:
    """application/json was 406 although JSON-LD is JSON, and the page said nothing of what there is."""
    assert web.get(DUTY, headers={"Accept": accept}).headers["location"] == f"/data/cat/binhai-ftu/duty/9.1.{suffix}"
    assert web.get("/void", headers={"Accept": accept}).status_code == 200
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert web.get(DUTY, headers={"Accept": browser}).headers["location"] == "/page/cat/binhai-ftu/duty/9.1"
    refused = web.get(DUTY, headers={"Accept": "image/png"}).text
    assert "可用：text/html, text/turtle, " in refused


def test_browsers_get_the_page_and_nobody_gets_what_is_not_there(web: TestClient) -> None:
    assert web.get(DUTY, headers={"Accept": "text/html,*/*;q=0.8"}).headers["location"] == "/page/cat/binhai-ftu/duty/9.1"
    assert web.get(DUTY, headers={"Accept": "image/png"}).status_code == 406
    for path in (
        "/id/cat/binhai-ftu/duty/99",
        "/page/cat/x",
        "/data/cat/x.ttl",
        "/data/cat/binhai-ftu/duty/9.1.exe",
        "/dump/x.ttl",
    ):
        assert web.get(path).status_code == 404
    assert web.head(DUTY, headers={"Accept": "text/turtle"}).status_code == 303


def test_what_is_not_there_is_told_to_programs_of_other_sites(web: TestClient) -> None:
    """404, 405 and 406 of the data were HTML pages that no script of another site may read, and no cache knew that they hang on Accept."""
    nothing, turtle = "/id/cat/binhai-ftu/duty/99.9", {"Accept": "text/turtle"}
    for status, said in (
        (404, web.get(nothing, headers=turtle)),
        (404, web.get("/data/cat/binhai-ftu/duty/99.9.ttl")),
        (406, web.get(DUTY, headers={"Accept": "image/png"})),
        (406, web.get("/void", headers={"Accept": "image/png"})),
        (406, web.get("/sparql", headers={"Accept": "image/png"})),
        (405, web.put(DUTY, headers=turtle)),
    ):
        assert (said.status_code, said.headers.get_list("access-control-allow-origin")) == (status, ["*"])
        assert said.headers["content-type"] == "text/plain; charset=utf-8"
        assert said.request.url.path.startswith("/data/") or status == 405 or "Accept" in said.headers["vary"]
    assert web.put(DUTY).headers["allow"] == "GET, HEAD, OPTIONS"
    assert "text/html" in web.get(nothing, headers={"Accept": "text/html"}).headers["content-type"]


def test_a_browser_asks_before_it_asks(web: TestClient) -> None:
    """OPTIONS was 405, so that a script of another site could not even send If-None-Match."""
    for path in ("/data/cat/binhai-ftu/duty/9.1.ttl", DUTY, "/ontology", "/api/duties"):
        told = web.options(path, headers={"Origin": "http://e.org", "Access-Control-Request-Method": "GET"})
        assert (told.status_code, told.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
        assert told.headers["access-control-allow-headers"] == "*"
    assert "access-control-allow-methods" not in web.options("/browse").headers


def test_the_version_of_the_vocabulary_has_an_address(web: TestClient) -> None:
    """owl:versionIRI led to 404 in every form."""
    found = re.search(rb"versionIRI <https://w3id.org/duty-kg(/ontology/[^>]+)>", web.get("/ontology.ttl").content)
    assert found
    path = found[1].decode()
    assert web.get(path, headers={"Accept": "text/turtle"}).content == web.get("/ontology.ttl").content
    assert "text/html" in web.get(path, headers={"Accept": "text/html"}).headers["content-type"]
    assert web.get("/ontology/9.9.9").status_code == 404


def test_what_a_client_has_is_not_sent_again(web: TestClient) -> None:
    address = "/data/cat/binhai-ftu/duty/9.1.ttl"
    first = web.get(address)
    for given in (first.headers["etag"], "*", f'W/"x", {first.headers["etag"]}'):
        again = web.get(address, headers={"If-None-Match": given})
        assert (again.status_code, again.content) == (304, b"")
    assert web.get(address, headers={"If-Modified-Since": first.headers["last-modified"]}).status_code == 304
    assert web.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    head = web.head(address, headers={"Accept-Encoding": "identity"})
    assert int(head.headers["content-length"]) == len(first.content)
    assert first.headers["content-encoding"] == "gzip"
    assert web.get("/data/cat/binhai-ftu/duty/9.1.nt").headers["etag"] != first.headers["etag"]


def test_the_dataset_describes_itself(web: TestClient) -> None:
    assert web.get("/.well-known/void").headers["location"] == "/void"
    assert b"void#Dataset" in web.get("/void.nt").content
    assert "@context" in web.get("/context.jsonld").json()
    assert "text/html" in web.get("/ontology", headers={"Accept": "text/html"}).headers["content-type"]
    assert b"DutyItem" in web.get("/ontology", headers={"Accept": "text/turtle"}).content
    page = web.get("/ontology", headers={"Accept": "text/html"}).text
    assert "<style" not in page
    assert "/ontology.css" in page
    assert '<a href="/">' in page  # it had no way back
    assert "/static/icon.svg" in page
    services = web.get("/cpsv-ap.ttl")
    assert (services.status_code, "PublicService" in services.text) == (200, True)
    assert "/cpsv-ap.ttl" in web.get("/downloads").text
    assert "h1" in web.get("/ontology.css").text


def test_every_graph_has_an_address_and_a_description(web: TestClient, base: kg.KnowledgeBase) -> None:
    """A client could neither learn which named graphs there are nor follow their names, nor that of the base itself: 404."""
    told = rdflib.Graph().parse(data=web.get("/sparql", headers={"Accept": "text/turtle"}).text, format="turtle")
    service = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert {str(graph) for graph in told.objects(None, service.namedGraph)} == set(base.store.graphs())
    for iri in (*base.store.graphs(), "https://w3id.org/duty-kg/id/base"):
        path = iri.removeprefix("https://w3id.org/duty-kg")
        found = web.get(path, headers={"Accept": "text/turtle"})
        assert found.status_code == (200 if path == "/ontology" else 303), path
        if path != "/ontology":
            assert (
                web.get(found.headers["location"]).status_code == web.get(f"/page{path.removeprefix('/id')}").status_code == 200
            )


def test_the_description_says_where_every_file_is(web: TestClient) -> None:
    """A distribution without accessURL is none for DCAT-AP: there were three, of the base alone, and none said where it is."""
    graph = rdflib.Graph().parse(data=web.get("/void.ttl").content, format="turtle")
    dcat = rdflib.DCAT
    datasets = set(graph.subjects(rdflib.RDF.type, rdflib.VOID.Dataset))
    graphs = {one for one in datasets if "/graph/" in one}
    assert len(graphs) == 3
    assert all(graph.value(one, rdflib.DCTERMS.title) for one in graphs)
    for dataset in datasets - graphs:
        assert graph.value(dataset, rdflib.DCTERMS.title)
        assert graph.value(dataset, rdflib.DCTERMS.description)
        files = set(graph.objects(dataset, dcat.distribution))
        assert len(files) == 8
        for file in files:
            assert graph.value(file, dcat.accessURL) == rdflib.URIRef("http://testserver/downloads")
            place = str(graph.value(file, dcat.downloadURL)).removeprefix("http://testserver")
            media = str(graph.value(file, dcat.mediaType)).partition("media-types/")[2]
            assert web.head(place).headers["content-type"].partition(";")[0] == media
    base = rdflib.URIRef("https://w3id.org/duty-kg/id/base")
    assert graph.value(base, rdflib.VOID.sparqlEndpoint) == rdflib.URIRef("http://testserver/sparql")
    assert web.get("/void.ttl", headers={"Host": "a<b"}).status_code == 200


def test_rapper_reads_what_it_gets(web: TestClient) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper (raptor2-utils) is not installed")
    for suffix, name in (("ttl", "turtle"), ("nt", "ntriples"), ("rdf", "rdfxml")):
        data = web.get(f"/data/cat/binhai-ftu/duty/9.1.{suffix}").content
        command = [rapper, "-q", "-c", "-i", name, "-", "https://w3id.org/duty-kg/"]
        done = subprocess.run(command, input=data, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")


def test_every_kind_of_thing_has_a_page_without_dead_links(web: TestClient, base: kg.KnowledgeBase) -> None:
    kinds = ("duty:DutyItem", "org:OrganizationalUnit", "eli:LegalResourceSubdivision", "duty:MainResponsibility", "duty:Catalogue",
             "dqv:QualityAnnotation", "duty:OverlapFinding", "duty:GapFinding", "skos:Concept", "duty:SourceCell", "eli:LegalResource")  # fmt: skip
    for kind in kinds:
        thing = next(base.store.select(f"SELECT (MIN(?s) AS ?one) {{ ?s a {kind} }}"))["one"]
        path = "/page/" + thing.partition("/id/")[2]
        page = web.get(path)
        assert (kind, page.status_code) == (kind, 200)
        assert 'rel="alternate"' in page.text
        links = {part.partition('"')[0] for part in page.text.split('href="/page/')[1:]}
        for link in sorted(links)[:4]:
            assert web.get(f"/page/{link}").status_code == 200, link


def test_evidence_leads_to_its_line_and_facets_narrow(web: TestClient) -> None:
    page = web.get("/page/cat/binhai-ftu/duty/9.1").text
    anchor = page.partition('href="/source/binhai-ftu#')[2].partition('"')[0]
    assert f'id="{anchor}"' in web.get("/source/binhai-ftu").text
    data = json.loads(page.partition('ld+json">')[2].partition("</script>")[0])
    assert (data["@type"], data["identifier"]) == ("GovernmentService", "9.1")
    everything, few = web.get("/browse").text, web.get("/browse?responsibility=cat/binhai-ftu/responsibility/9").text
    assert 0 < few.count("/duty/") < everything.count("/duty/")


def test_english_where_it_is_asked_for(web: TestClient) -> None:
    page = web.get("/page/cat/binhai-ftu/duty/9.1", headers={"Accept-Language": "en"}).text
    assert '<html lang="en">' in page
    assert "Legal basis" in page
    assert '<html lang="zh-Hans-CN">' in web.get("/?lang=zh", headers={"Accept-Language": "en"}).text
    assert "lang=en" in web.get("/?lang=en").text


def test_a_permalink_names_the_data_and_says_when_it_changed(web: TestClient) -> None:
    page = web.get("/?q=9.1").text
    link = "/?q=9.1&v=" + page.partition("&amp;v=")[2].partition('"')[0]
    assert "较早的数据版本" not in web.get(link).text
    assert "较早的数据版本" in web.get("/?q=9.1&v=0123").text


def test_hostile_names_are_text_everywhere(hostile_folder: Path) -> None:
    """A document may print anything: a thousand payloads in its names reach the pages as text, never as markup."""
    with TestClient(application(hostile_folder), raise_server_exceptions=False) as web:
        rows = web.get("/api/duties").json()
        assert len(rows) == 25
        pages = ["/browse", "/analysis", "/quality", "/downloads", f"/source/{rows[0]['catalogue']}", "/?q=1.7", "/?q=script"]
        pages += ["/page/" + row["iri"].partition("/id/")[2] for row in rows]
        seen = ""
        for path in pages:
            page = web.get(path)
            assert page.status_code == 200, path
            text = page.text.replace('<script type="application/ld+json">', "", 1)
            for mark in (
                "<script>x(",
                "<svg onload",
                "<svg>",
                "<iframe",
                "<style>",
                "<!--",
                '"onmouseover="',
                "<img",
                "<base",
                'href="javascript:',
            ):
                assert mark not in text, (path, mark)
            assert text.count("<script") == 0
            seen += page.text
    assert seen.count("&lt;script&gt;x(") > 50


@pytest.mark.parametrize("question", ["有多少项职责", "每个部门各有几项职责", "权益保障部有哪些职责", "9.1 电话 022-65309957"])
def test_answers_of_queries_are_shown(web: TestClient, base: kg.KnowledgeBase, question: str) -> None:
    """Counts, tables and lists used to be shown as if they were the first duty; one without any duty broke the page."""
    value = (base.ask(question).answer or {}).get("value")
    page = web.get("/", params={"q": question})
    assert page.status_code == 200
    cells = (
        value[0]
        if isinstance(value, list) and value and isinstance(value[0], list)
        else value
        if isinstance(value, list)
        else [value]
    )
    assert [cell for cell in cells if str(cell) not in page.text] == []


def test_two_processes_take_over_a_new_generation_without_a_lost_request(
    tmp_path: Path, base_folder: Path, serving: Callable[..., AbstractContextManager[str]]
) -> None:
    """`serve --workers 2` under load: both processes answer, both change over by themselves, no request fails, and the end is clean."""
    folder = tmp_path / "base"
    shutil.copytree(base_folder, folder)
    seen: set[tuple[str, str]] = set()
    failed: list[str] = []
    over = threading.Event()

    def ask(address: str) -> None:
        while not over.is_set():
            try:
                with urlopen(f"{address}/metrics", timeout=20) as response:
                    text = response.read().decode()
                seen.add(
                    (text.partition("\nduty_kg_process ")[2].split()[0], text.partition('generation="')[2].partition('"')[0])
                )
                urlopen(f"{address}/api/search?top=1&q=9.1", timeout=20).close()
                urlopen(f"{address}/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D", timeout=20).close()
            except OSError as problem:
                failed.append(str(problem))

    with serving("--base", folder, "--workers", "2") as address:
        clients = [threading.Thread(target=ask, args=(address,)) for _ in range(3)]
        for client in clients:
            client.start()
        until = time.monotonic() + 60
        while len(seen) < 2 and time.monotonic() < until:
            time.sleep(0.1)
        shutil.copytree(folder / "gen-1", folder / "gen-2")
        (folder / "next").write_text((folder / "current").read_text("utf-8").replace("gen-1", "gen-2"), "utf-8")
        (folder / "next").replace(folder / "current")
        while len(seen) < 4 and time.monotonic() < until:
            time.sleep(0.1)
        over.set()
        for client in clients:
            client.join()
    assert failed == []
    assert sorted(generation for _, generation in seen) == ["gen-1", "gen-1", "gen-2", "gen-2"]


def test_questions_are_kept_only_when_asked_and_then_masked(tmp_path: Path, base_folder: Path) -> None:
    assert (
        masked("我的电话13812345678，邮箱 a.b@c.com，身份证 110101199003078515，8.6")
        == "我的电话〔电话〕，邮箱 〔邮箱〕，身份证 〔证件号〕，8.6"
    )
    Questions().note(kg.load(base_folder).ask("老板拖欠工资"))
    log = tmp_path / "log.jsonl"
    with TestClient(application(base_folder, question_log=str(log))) as web:
        assert "本站记录提问" in web.get("/?q=老板拖欠工资，回我13812345678").text
        assert "duty_kg_questions_total{status=" in web.get("/metrics").text
    line = json.loads(log.read_text("utf-8"))
    assert line["question"] == "老板拖欠工资，回我〔电话〕"


def test_requests_are_written_down_without_what_was_asked(tmp_path: Path, base_folder: Path) -> None:
    """A line a request: when, which route, what came of it, how long; never the question, the thing looked at or the address."""
    log = tmp_path / "requests.jsonl"
    with TestClient(application(base_folder, request_log=str(log)), raise_server_exceptions=False) as web:
        for path in (
            "/?q=工伤",
            "/page/cat/binhai-ftu/duty/9.1",
            "/nowhere/工伤",
            "/sparql?query=ASK{}",
            "/static/style.css",
            "/api/ask",
        ):
            web.get(path)
        metrics = web.get("/metrics").text
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [(line["route"], line["status"]) for line in lines] == [
        ("/", 200), ("/page/{path:path}", 200), ("none", 404), ("/sparql", 200), ("/static", 200), ("/api/ask", 422), ("/metrics", 200),
    ]  # fmt: skip
    assert {tuple(line) for line in lines} == {("time", "method", "route", "status", "ms", "generation")}
    assert "工伤" not in log.read_text("utf-8")
    assert "duty/" not in log.read_text("utf-8")
    samples = dict(line.rsplit(" ", 1) for line in metrics.splitlines() if not line.startswith("#"))
    assert len(samples) == sum(not line.startswith("#") for line in metrics.splitlines())
    assert samples['duty_kg_http_requests_total{method="GET",route="none",status="404"}'] == "1"
    buckets = [int(value) for name, value in samples.items() if name.startswith('duty_kg_http_request_seconds_bucket{route="/",')]
    assert buckets == sorted(buckets)
    assert buckets[-1] == int(samples['duty_kg_http_request_seconds_count{route="/"}']) == 1


def test_the_quality_page_has_the_figures_of_the_last_measuring_and_every_finding(
    web: TestClient, base: kg.KnowledgeBase
) -> None:
    """The page used to read the first table of a document for people, and showed figures that were no longer true."""
    from kg.web import measured

    page = web.get("/quality").text
    kept = json.loads(resources.files("index").joinpath("quality.json").read_text("utf-8"))[measured.SET]
    assert [one.value for one in measured.measures()] == [row["value"] for name, row in kept.items() if name != "mrr"]
    for one in measured.measures():
        assert f"<td>{one.value:.3f}</td><td>{one.low:.3f} – {one.high:.3f}</td><td>{one.count}</td>" in page
    codes = {row["code"] for row in base.findings()}
    assert codes <= set(KINDS)
    assert [code for code in codes if f"{code} · " not in page] == []
    assert page.index("row-shift") < page.index("odd-space")


def test_an_answer_names_its_catalogue_and_errors_come_in_the_language_asked_for(web: TestClient) -> None:
    page = web.get("/?q=9.1").text
    assert "《滨海新区总工会职责目录》</a>（发布日期未注明）" in page
    english = web.get("/nowhere", headers={"Accept-Language": "en"})
    assert (english.status_code, "There is no such page." in english.text) == (404, True)
    assert "The parameter q" not in web.get("/nowhere").text
    assert '<h1 class="said">知识库里没有目录 nowhere。</h1>' in web.get("/?q=8.6&catalogue=nowhere").text
    said = web.get("/?q=办身份证&lang=en").text
    assert "This does not look like a duty" in said
    assert "line 1379" in web.get("/page/cat/binhai-ftu/duty/9.1?lang=en").text


class Read(HTMLParser):
    """What a screen reader would read out in the wrong language: Chinese texts that no `lang` says to be Chinese."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = [("", "")]
        self.wrong: list[str] = []
        self.chinese = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "input", "br"):
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tag, language = self.open[-1]
        if re.search("[一-鿿]", data) and tag not in ("script", "style"):
            self.chinese += 1
            self.wrong += [] if language.startswith("zh") else [data]


def test_an_english_page_says_what_is_chinese_in_it(web: TestClient) -> None:
    """A screen reader spelled the Chinese of an English page in English: names, quotes and labels were not marked."""
    duty = "/page/cat/binhai-ftu/duty/9.1"
    for path in (
        "/?q=9.1",
        "/?q=办身份证",
        "/?q=合同",
        duty,
        "/browse",
        "/analysis",
        "/quality",
        "/source/binhai-ftu",
        "/docs",
        "/sparql",
    ):
        page = Read(web.get(path, headers={"Accept-Language": "en", "Accept": "text/html"}).text)
        assert page.wrong == [], path
        assert page.chinese or path == "/docs"
        assert page.open == [("", "")]
        assert 'lang="zh-Hans-CN">' not in web.get(path).text.partition("<head>")[2]


def test_marking_what_is_chinese_changes_nothing_else() -> None:
    from kg.web.tongues import marked

    page = """<!DOCTYPE html><html lang="en"><head><title>职责 &amp; x</title><script type="a">{"甲": 1 < 2}</script></head>
    <body><p title="甲">A &lt;b&gt; 第1条，见《法》。 &#39;x&#39;<br>plain</p><svg><text x="1">办公室</text><path d="M0"/></svg>
    <p lang="zh">办公室</p><select><option>全部</option></select></body></html>"""
    said = marked(page)
    assert '<span lang="zh-Hans-CN">第1条，见《法》。</span> &#39;x&#39;' in said
    assert '<text lang="zh-Hans-CN" x="1">办公室</text>' in said
    assert re.sub('<span lang="zh-Hans-CN">([^<]*)</span>', r"\1", said).replace(' lang="zh-Hans-CN"', "") == page


def test_every_word_of_the_interface_has_its_english() -> None:
    """A word left out of words.toml used to stay Chinese on the English pages without anybody noticing."""
    from kg.web.render import folder, words

    used = {
        found[1] or found[2]
        for path in folder("templates").iterdir()
        for found in re.finditer(r"""\bt\((?:"([^"]+)"|'([^']+)')\)""", path.read_text("utf-8"))
    }
    assert used
    assert used - set(words()) == set()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_the_api_keeps_its_own_description(base_folder: Path) -> None:
    """Generated requests: never a 5xx, and every answer as the OpenAPI document says."""
    import hypothesis
    import schemathesis

    app = application(base_folder)
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    checks = [schemathesis.checks.not_a_server_error]
    for operation in schema.get_all_operations():

        @hypothesis.given(case=operation.ok().as_strategy())
        @hypothesis.settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck))
        def run(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=checks)

        run()
    app.state.endpoint.close()
