"""The web door: the same answers as everywhere, safe to show, whatever is asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.web import application


@pytest.fixture(scope="module")
def client(base_folder: Path) -> TestClient:
    """A client of the application over the bundled catalogue."""
    return TestClient(application(base_folder))


@pytest.mark.parametrize("question", ["老板拖欠工资该找哪个部门？", "护照过期了怎么办", "9.1是谁负责", ""])
def test_api_gives_what_python_gives(client: TestClient, base: kg.KnowledgeBase, question: str) -> None:
    """/api/ask is the answer's JSON but for the time it took."""
    theirs = client.get("/api/ask", params={"q": question}).json()
    ours = base.ask(question).json()
    assert {**theirs, "elapsed_ms": 0} == {**ours, "elapsed_ms": 0}


def test_page_names_the_department_and_the_place(client: TestClient) -> None:
    """The ask page shows department, duty, clause, where to complain and the source lines."""
    page = client.get("/", params={"q": "9.1是谁负责"}).text
    assert all(
        part in page for part in ("权益保障部", "第二条第九款", "监督举报", "未公布办事电话", "第 1376 行", "原印在“实施机构”处")
    )


def test_page_refuses_and_refers(client: TestClient) -> None:
    """A question of another authority is refused with that authority's name."""
    assert "公安机关出入境" in client.get("/", params={"q": "护照过期了怎么办"}).text


@settings(max_examples=60, deadline=None)
@given(question=st.text(max_size=80))
def test_no_question_breaks_the_page(client: TestClient, question: str) -> None:
    """Any text gets a page, and never a server error."""
    assert client.get("/", params={"q": question.encode("utf-8", "ignore").decode()}).status_code in (200, 422)


def test_what_is_asked_is_escaped(client: TestClient) -> None:
    """Markup in a question is text on the page."""
    page = client.get("/", params={"q": "<script>alert(1)</script>工资"}).text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("path", ["/", "/?q=工资", "/docs", "/static/style.css", "/health", "/api/ask?q=工资"])
def test_every_answer_is_locked_down(client: TestClient, path: str) -> None:
    """Each response carries the policy, and no page loads anything from another host or runs a script."""
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    assert response.headers["x-content-type-options"] == "nosniff"
    if "html" in response.headers["content-type"]:
        assert not re.search(r"(?:src|href)=\"?https?:|<script|style=", response.text)


@pytest.mark.parametrize("query", ["q=" + "长" * 2001, "q=工资&catalogue=nope", "q=工资&top=0"])
def test_senseless_requests_are_422(client: TestClient, query: str) -> None:
    """A question too long, an unknown catalogue and a senseless number are refused in words."""
    response = client.get(f"/api/ask?{query}")
    assert response.status_code == 422
    assert response.json()


def test_health_asks(client: TestClient) -> None:
    """/health counts the duties of the base."""
    assert client.get("/health").json()["duties"] == 57
