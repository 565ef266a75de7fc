"""The web door keeps the contract of the command line, escapes everything, and asks nothing of any other host."""

from __future__ import annotations

import html
import json
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote_plus

import pytest
from fastapi.testclient import TestClient
from hypothesis import example, given, settings
from hypothesis import strategies as st

import kg
from kg.errors import BaseError, KgError, QueryError, SourceError, UsageError
from kg.overlap import reviews
from kg.overlap.finding import Review
from kg.web import application, problems
from kg.web.english import told
from kg.web.guard import HEADERS
from kg.web.reach import reach
from kg.web.serve import Settings, run

QUESTIONS = [
    "老板拖欠工资该找哪个部门？",
    "8.6 依据哪一条",
    "9.1",
    "发明专利",
    "办身份证去哪里",
    "",
    "\x00",
    "<script>alert(1)</script>",
]
LOADING = {"src", "href", "action", "srcset", "data", "poster", "formaction"}


@pytest.fixture(scope="module")
def web(base_folder: Path) -> Iterator[TestClient]:
    with TestClient(application(base_folder), raise_server_exceptions=False) as client:
        yield client


class Page(HTMLParser):
    """What a browser would see: elements, addresses it would open, text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def addresses(self) -> list[str]:
        return [value for name, value in self.attributes if name in LOADING]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_api_answers_like_the_python_api(web: TestClient, base: kg.KnowledgeBase, question: str) -> None:
    got = web.get("/api/ask", params={"q": question, "top": 4, "catalogue": "binhai-ftu"})
    want = base.ask(question, top=4, catalogue="binhai-ftu").json()
    assert got.status_code == 200
    assert list(got.json()) == list(want)
    assert {**got.json(), "elapsed_ms": 0} == {**json.loads(json.dumps(want)), "elapsed_ms": 0}


def test_search_is_the_list_of_the_command_line(web: TestClient, base: kg.KnowledgeBase) -> None:
    got = web.get("/api/search", params={"q": "困难职工帮扶", "top": 3}).json()
    assert got == base.rows(base.search("困难职工帮扶", top=3))
    assert len(got) == 3


def test_the_page_says_department_clause_complaints_and_place(web: TestClient, base: kg.KnowledgeBase) -> None:
    answer = base.ask("8.6")
    duty = answer.duties[0]
    page = Page(web.get("/", params={"q": "8.6"}).text).text
    places = [f"第 {one.line} 行" for one in duty.evidence if one.kind in ("name", "department", "basis")]
    shown = [answer.departments[0]["name"], duty.name, duty.clauses[0].label, duty.clauses[0].quote, duty.phones[0], "SELECT"]
    shown += ["监督举报", "本目录未公布办事电话", *places, duty.evidence[0].source]
    assert [text for text in shown if text not in page] == []
    assert page.index(answer.departments[0]["name"]) < page.index(duty.name)


def test_what_a_query_lists_bears_no_certainty(web: TestClient) -> None:
    """Each duty of a list that is exact stood with 100%, as if it had been guessed well."""
    page = web.get("/", params={"q": "权益保障部负责哪些事项"}).text
    assert "由查询得出" in page
    assert "7.2" in page
    assert "100%" not in page


def test_a_moved_value_says_where_it_is_printed(web: TestClient) -> None:
    """The table of 9.1 slipped by a row: its department stands printed under 职责边界."""
    assert "原印在“职责边界”处，已归位" in web.get("/", params={"q": "9.1"}).text


def test_what_people_have_decided_about_an_overlap_is_shown_at_once(base_folder: Path, tmp_path: Path) -> None:
    """The command line said 不成立, the pages still 待认定: they read the states of the day of the build."""
    shutil.copytree(base_folder, tmp_path / "base")
    one = kg.load(tmp_path / "base").overlaps()[0]
    with TestClient(application(tmp_path / "base")) as client:
        pages = ["/page/" + iri.partition("/id/")[2] for iri in (one.iri, one.duties[0].iri)] + ["/analysis"]
        for review in (Review.REJECTED, Review.CONFIRMED):
            reviews.record(tmp_path / "base", one, review, f"经办人认定为{review.label}")
            assert review.label in Page(client.get(pages[0]).text).text
            assert Review.OPEN.label not in Page(client.get(pages[0]).text).text
            assert all(review.label in Page(client.get(page).text).text for page in pages)


def test_a_refusal_refers_to_whoever_is_in_charge(web: TestClient) -> None:
    text = Page(web.get("/", params={"q": "办身份证去哪里"}).text).text
    assert "本目录答不了这个问题" in text
    assert "公安派出所" in text


def test_candidates_link_to_their_duties(web: TestClient, base: kg.KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    undecided = replace(base.ask("困难职工帮扶"), status="candidates")
    with monkeypatch.context() as patched:
        patched.setattr(kg.KnowledgeBase, "ask", lambda *_, **__: undecided)
        page = Page(web.get("/", params={"q": "困难"}).text)
    links = [link for link in page.addresses() if link.startswith("/page/") and "/duty/" in link]
    assert links == [f"/page/cat/binhai-ftu/duty/{duty.number}" for duty in undecided.duties[:3]]
    assert undecided.duties[0].name in web.get(links[0]).text


def test_the_start_page_offers_the_examples_it_is_given(web: TestClient, base_folder: Path) -> None:
    assert "老板拖欠工资该找哪个部门？" in web.get("/").text
    own = TestClient(application(base_folder, examples=["甲 & 乙？"])).get("/").text
    assert "甲 &amp; 乙？" in own
    assert "老板拖欠工资" not in own


def test_the_start_page_offers_what_a_catalogue_gives(tmp_path: Path) -> None:
    """Examples stood in kg.web by the slug of the bundled catalogue; whoever built another had none and nowhere to write them."""
    (tmp_path / "list.csv").write_text("序号,名称,实施机构,法定依据\n1,河道采砂许可,水政科,《某条例》第三条\n", "utf-8")
    (tmp_path / "about.toml").write_text('[catalogue]\nslug = "shui"\nexamples = ["挖沙子要谁批？"]\n', "utf-8")
    kg.build(tmp_path / "list.csv", about=tmp_path / "about.toml", into=tmp_path / "base")
    assert "挖沙子要谁批？" in TestClient(application(tmp_path / "base")).get("/").text


@pytest.mark.parametrize("path", ["/", "/?q={0}", "/?q=8.6%20{0}", "/?q=8.6&catalogue={0}", "/{0}"])
def test_markup_in_a_question_stays_text(web: TestClient, path: str) -> None:
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    page = Page(web.get(path.format(quote(hostile, safe=""))).text)
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("path", ["/", "/?q=9.1", "/?q=发明专利", "/?q=办身份证", "/docs", "/nowhere", "/?q=1&catalogue=none"])
def test_pages_load_nothing_from_elsewhere(web: TestClient, path: str) -> None:
    page = Page(web.get(path).text)
    assert page.addresses()
    assert [address for address in page.addresses() if not re.match(r"/(?!/)|#|tel:\d|mailto:", address)] == []
    assert {"script", "style", "iframe"}.isdisjoint(page.tags)
    assert ("lang", "zh-Hans-CN") in page.attributes


@pytest.mark.parametrize(
    "path", ["/", "/?q=9.1", "/api/ask?q=1", "/health", "/docs", "/openapi.json", "/static/style.css", "/x", "/api/ask"]
)
def test_every_response_carries_the_headers(web: TestClient, path: str) -> None:
    response = web.get(path)
    assert {name: response.headers[name] for name in HEADERS} == HEADERS
    assert "default-src 'self'" in HEADERS["Content-Security-Policy"]
    assert "set-cookie" not in response.headers


def test_a_defect_is_said_without_details_but_with_the_headers(base_folder: Path) -> None:
    app = application(base_folder)

    @app.get("/api/broken")
    def broken() -> None:
        raise RuntimeError("/secret/path")

    response = TestClient(app, raise_server_exceptions=False).get("/api/broken")
    assert response.status_code == 500
    assert set(response.json()) == {"error", "hint"}
    assert "secret" not in response.text
    assert {name: response.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("problem", "status"),
    [(UsageError("x"), 422), (QueryError("x"), 422), (SourceError("x"), 422), (BaseError("x"), 503), (KgError("x"), 500)],
)
def test_each_error_has_its_status(problem: KgError, status: int) -> None:
    assert problems.status_of(problem) == status


@pytest.mark.parametrize(
    "query",
    [f"q={'长' * 2001}", "q=%ED%A0%80", "q=%B9%A4%BB%E1", "q=8.6&catalogue=nowhere"],
    ids=["long", "surrogate", "gbk", "catalogue"],
)
def test_what_cannot_be_asked_is_422_in_chinese(web: TestClient, query: str) -> None:
    data = web.get(f"/api/ask?{query}")
    page = web.get(f"/?{query}")
    assert (data.status_code, page.status_code) == (422, 422)
    assert re.search("[一-鿿]", data.json()["error"])
    assert data.json()["error"] in Page(page.text).text
    assert web.get(f"/api/search?{query}").status_code == 422


@pytest.mark.parametrize(
    ("query", "word"), [("", "缺少参数 q"), ("q=1&top=0", "top"), ("q=1&top=x", "top"), ("q=1&top=" + "9" * 5000, "top")]
)
def test_wrong_parameters_are_422_in_chinese(web: TestClient, query: str, word: str) -> None:
    response = web.get(f"/api/ask?{query}")
    assert response.status_code == 422
    assert word in response.json()["error"]


def test_who_speaks_english_is_told_in_english(web: TestClient) -> None:
    """The English pages never said that questions are asked in Chinese, and the errors of the API were Chinese whatever was accepted."""
    english = {"Accept-Language": "en"}
    for path in ("/", "/?q=Who+handles+wages"):
        assert "Questions are asked in Chinese" in web.get(path, headers=english).text
        assert "Questions are asked" not in web.get(path).text
    assert web.get("/api/ask", headers=english).json()["error"].startswith("The parameter q")
    assert web.get("/sparql?update=CLEAR+ALL", headers=english).text.startswith("Updates are taken")
    assert told("查询用了 2.5 秒运算时间，已停止。请缩小范围或加 LIMIT。", "en").startswith("The query used 2.5 seconds")
    assert told("第 3 行{}", "en") == "第 3 行{}"


def test_places_of_a_page_are_told_apart_by_ear(web: TestClient) -> None:
    """Two regions of one name stood on the quality page and round the results of a query; the vocabulary's way back was in none."""
    query = "/sparql?query=SELECT * { ?duty a duty:DutyItem } LIMIT 2"
    for path in ("/quality", query):
        page = web.get(path, headers={"Accept": "text/html"}).text
        named = re.findall(r'<(?:div|section)[^>]* (?:role="region"|id="result")[^>]* aria-label="([^"]*)"', page)
        assert len(named) == len(set(named)) > 1, path
    assert '<nav class="home" aria-label' in web.get("/ontology", headers={"Accept": "text/html"}).text


def test_what_went_wrong_is_read_before_the_next_question(web: TestClient) -> None:
    """The box below an error took the focus as the page came, behind what had gone wrong."""
    assert [" autofocus" in web.get(path).text for path in ("/", "/nowhere")] == [True, False]


def test_contacts_can_be_tapped(web: TestClient) -> None:
    """On a phone the number had to be copied by hand: of 65309957 and the mailbox beside it none was a link."""
    for path in (
        "/?q=7.1归谁管",
        "/?q=怎么投诉办公室",
        "/page/cat/binhai-ftu/duty/7.1",
        "/page/cat/binhai-ftu/dept/ban-gong-shi",
    ):
        page = web.get(path).text
        assert ('href="tel:65309957"' in page, re.search('href="mailto:[^"]+@', page) is not None) == (True, True), path
    shown = reach("<b>（0599）7310001 转 2；a.b@c.gov.cn，12345，13800138000，〔2017〕50号，20240101")
    assert re.findall('href="([^"]+)"', shown) == ["tel:05997310001", "mailto:a.b@c.gov.cn", "tel:12345", "tel:13800138000"]
    assert shown.startswith("&lt;b&gt;")


def test_a_duty_s_page_is_headed_by_the_duty_and_a_department_s_does_not_repeat_it(web: TestClient) -> None:
    """All fourteen duties of a department had its name for a heading, and its own page a column that said it fourteen times."""
    duty = web.get("/page/cat/binhai-ftu/duty/9.1").text
    (head,) = re.findall("(?s)<h1.*?</h1>", duty)
    assert ("9.1" in head, "权益保障部" in head, "权益保障部" in duty) == (True, False, True)
    assert '<th scope="col">部门</th>' not in web.get("/page/cat/binhai-ftu/dept/quan-yi-bao-zhang-bu").text


def test_an_example_that_takes_a_value_says_so(web: TestClient) -> None:
    """39 examples had UNDEF and nothing said what for; the one about any resource sorted the whole base and timed out."""
    page = html.unescape(unquote_plus(web.get("/sparql", headers={"Accept": "text/html"}).text))
    assert "把 UNDEF 换成实施机构" in page
    assert "VALUES ?resource { <https://w3id.org/duty-kg/id/cat/binhai-ftu> }" in page


def test_the_api_describes_what_it_does(web: TestClient) -> None:
    """No 405 was named, /health had a 422 that it never gives, an unknown department was an empty list, and a line was a text."""
    paths = web.get("/openapi.json").json()["paths"]
    assert all("405" in one["get"]["responses"] for one in paths.values())
    assert "422" not in paths["/health"]["get"]["responses"]
    assert web.get("/api/duties", params={"department": "无此部"}).status_code == 422
    (duty,) = web.get("/api/duties/9.1").json()
    assert {type(cell["line"]) for cell in duty["cells"] if "line" in cell} == {int}


def test_a_question_too_long_comes_back_to_be_shortened(web: TestClient) -> None:
    """The box came back empty: what had been typed was lost."""
    asked = "老板拖欠工资" * 400
    assert f'value="{asked}"' in web.get("/", params={"q": asked}).text
    assert "\ufffd" not in web.get("/?q=%B9%A4%BB%E1").text


def test_pages_of_other_sites_may_read_the_api(web: TestClient) -> None:
    """/id, /data and /sparql could be read from anywhere, the JSON API could not."""
    for path in ("/api/ask?q=8.6", "/api/duties", "/api/ask", "/api/duties/99", "/openapi.json"):
        assert web.get(path).headers.get_list("access-control-allow-origin") == ["*"], path
    assert "access-control-allow-origin" not in web.get("/").headers


def test_the_api_says_what_is_not_there(web: TestClient) -> None:
    """An unknown catalogue was an empty list where /api/ask told the slugs, an unknown number 这里没有这个页面."""
    for path in ("/api/duties?catalogue=xx", "/api/duties/8.6?catalogue=xx", "/api/ask?q=8.6&catalogue=xx"):
        unknown = web.get(path)
        assert (unknown.status_code, unknown.json()["hint"]) == (422, "已有的目录：binhai-ftu。"), path
    missing = web.get("/api/duties/99")
    assert (missing.status_code, missing.json()["error"]) == (404, "没有序号为 99 的职责。全部职责见 /api/duties。")
    assert len(web.get("/api/duties?catalogue=binhai-ftu").json()) == 57


def test_two_thousand_characters_are_answered(web: TestClient) -> None:
    assert web.get("/", params={"q": "工" * 2000}).status_code == 200


@settings(max_examples=80, deadline=None)
@given(raw=st.one_of(st.text().map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary()), place=st.integers(0, 4))
@example(raw=b"\x00", place=0)
@example(raw="8.6 ٨.٦ ８．６".encode(), place=0)
@example(raw=b"' } DROP ALL #", place=1)
@example(raw=b"../../etc/passwd", place=4)
def test_no_text_makes_the_server_fail(web: TestClient, raw: bytes, place: int) -> None:
    path = ("/?q={}", "/?q=8.6&catalogue={}", "/api/ask?q={}", "/api/search?q=1&top={}", "/static/{}")[place]
    response = web.get(path.format(quote(raw, safe="")))
    assert response.status_code < 500
    if path.startswith("/api/"):
        assert isinstance(response.json(), dict | list)


def test_unescaped_utf8_in_an_address_is_understood(web: TestClient) -> None:
    """`curl 'http://…/api/ask?q=调解'` sends bytes as they are; they used to be read as Latin-1."""
    app = web.app
    seen: list[bytes] = []

    async def call(query: bytes) -> None:
        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, bytes]) -> None:
            seen.append(message.get("body", b""))

        scope = {
            "type": "http",
            "method": "GET",
            "path": "/api/ask",
            "raw_path": b"/api/ask",
            "query_string": query,
            "headers": [],
        }
        await app({**scope, "http_version": "1.1", "scheme": "http", "root_path": ""}, receive, send)  # type: ignore[operator]

    import anyio

    anyio.run(call, "q=调解".encode())
    assert json.loads(b"".join(seen))["question"] == "调解"


def test_health_runs_a_query(web: TestClient, base_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert web.get("/health").json() == {**web.get("/health").json(), "status": "ok", "duties": 57}
    monkeypatch.setattr("kg.store.Store.select", lambda *_: iter(()))
    broken = TestClient(application(base_folder), raise_server_exceptions=False).get("/health")
    assert broken.status_code == 503
    assert str(base_folder) not in broken.text


def test_the_docs_list_every_route_of_the_description(web: TestClient) -> None:
    described = web.get("/openapi.json").json()["paths"]
    text = Page(web.get("/docs").text).text
    assert set(described) == {"/api/ask", "/api/search", "/api/duties", "/api/duties/{number}", "/health"}
    assert [path for path in described if path not in text] == []
    assert web.get("/redoc").status_code == 404


def test_pages_are_read_only(web: TestClient) -> None:
    assert web.post("/").status_code == 405


def test_head_is_get_without_the_body(web: TestClient) -> None:
    head, got = web.head("/docs"), web.get("/docs")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_missing_base_is_refused_before_anything_listens(tmp_path: Path, workers: int) -> None:
    """With two processes each of them failed by itself, with a traceback, and was started again for ever."""
    with pytest.raises(BaseError):
        run(tmp_path, "127.0.0.1", 0, Settings(workers=workers))


def test_a_taken_port_is_an_error_for_people(base_folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(BaseError, match="--port"):
        run(base_folder, "127.0.0.1", taken.getsockname()[1])
    with pytest.raises(UsageError):
        run(base_folder, "127.0.0.1", 65536)


def test_a_column_that_may_be_blank_lacks_nothing(tmp_path: Path) -> None:
    """备注 and 子项名称 that are blank, as in most rows, stood as a warning on every page of a duty; what the check reports still does."""
    rows = "".join(f"{n},第{n}项审批,,{'' if n == 3 else '审批科'},\n" for n in range(1, 7))
    (tmp_path / "list.csv").write_text(f"柳坪县水利局权责清单\n序号,职权名称,子项名称,承办科室,备注\n{rows}", "utf-8")
    base = kg.build([tmp_path / "list.csv"], into=tmp_path / "base")
    slug = base.manifest["catalogues"][0]["slug"]
    with TestClient(application(tmp_path / "base")) as client:
        pages = [client.get(f"/page/cat/{slug}/duty/{n}").text for n in (1, 3)]
    assert ["原文件缺" in page for page in pages] == [False, True]
    assert "原文件缺：承办科室<" in pages[1].replace("：</", "：").replace("\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_the_server_says_where_it_listens_and_stops_at_ctrl_c(base_folder: Path) -> None:
    from urllib.request import urlopen

    code = "import sys, pathlib\nfrom kg.web.serve import run\ntry: run(pathlib.Path(sys.argv[1]), '127.0.0.1', 0)\nexcept KeyboardInterrupt: sys.exit(130)"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(base_folder)], stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as server:
        assert server.stderr is not None
        try:
            said = server.stderr.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert address, said
            with urlopen(address[0] + "health", timeout=30) as response:
                assert response.status == 200
            server.send_signal(signal.SIGINT)
            assert server.wait(20) == 130
            assert server.stderr.read() == ""
        finally:
            server.kill()
