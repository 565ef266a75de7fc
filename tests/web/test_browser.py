"""A person's way through the site in a real browser: ask, follow, look it up, query, download, change language."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import pytest

import kg
from tests.catalogues import payloads

Serving = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (chromium and driver):
        pytest.skip("chromium and chromedriver are not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=zh-CN"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"intl.accept_languages": "zh-CN"})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    opened = webdriver.Chrome(options=options, service=Service(driver))
    opened.implicitly_wait(10)  # a page comes when it comes
    yield opened
    opened.quit()


def axe(folder: Path) -> str:
    """The script of axe-core, "" where npm does not give it."""
    npm = shutil.which("npm")
    if npm is None:
        return ""
    try:
        subprocess.run([npm, "pack", "--silent", "axe-core@4"], cwd=folder, check=True, capture_output=True, timeout=60)
        with tarfile.open(next(folder.glob("axe-core-*.tgz"))) as packed:
            member = packed.extractfile("package/axe.min.js")
            return member.read().decode() if member else ""
    except (subprocess.SubprocessError, OSError, StopIteration, KeyError):
        return ""


def test_a_way_through_the_site(browser: Any, serving: Serving, base_folder: Path, tmp_path: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    script = axe(tmp_path)
    with serving("--base", base_folder) as address:
        browser.get(address)
        browser.find_element("id", "q").send_keys("老板拖欠工资该找哪个部门？", Keys.ENTER)
        assert browser.find_element("css selector", ".card h1").text == "权益保障部"
        worst = serious(browser, script)
        browser.find_element("css selector", ".more a").click()
        assert "/page/cat/binhai-ftu/duty/" in browser.current_url
        worst += serious(browser, script)
        turtle = browser.find_element("link text", "Turtle").get_attribute("href")
        browser.find_element("css selector", "a.source").click()
        assert browser.execute_script("return document.querySelector(':target .cell').textContent")
        browser.get(f"{address}/sparql")
        browser.find_element("css selector", ".gallery a").click()
        browser.find_element("css selector", ".buttons button").click()
        assert browser.find_elements("css selector", ".results tbody tr")
        assert browser.find_elements("css selector", "#paint .keyword")
        worst += serious(browser, script)
        with urlopen(turtle, timeout=20) as response:
            assert b"@prefix" in response.read(500)
        browser.find_element("css selector", "a.language").click()
        assert browser.find_element("css selector", "html").get_attribute("lang") == "en"
        for width in (375, 768, 1280):
            browser.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
            )
            for path in ("/?q=9.1", "/browse", "/analysis", "/quality", "/page/cat/binhai-ftu/duty/9.1"):
                browser.get(address + path)
                worst += serious(browser, script) if width == 768 else []
                assert browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth"), (width, path)
        assert browser.get_log("browser") == []
        assert elsewhere(browser, address) == []
    assert worst == []


def test_an_answer_on_paper_says_what_was_asked_and_where_it_comes_from(
    browser: Any, serving: Serving, base_folder: Path
) -> None:
    """The footer was printed as 答案只出自、、、、 without the catalogues, which are links, and the question stood nowhere."""
    with serving("--base", base_folder) as address:
        browser.get(f"{address}/?{urlencode({'q': '老板拖欠工资该找哪个部门？'})}")
        title = browser.find_element("css selector", "footer a").text
        assert "所问：" not in browser.find_element("css selector", "main").text
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        assert browser.find_element("css selector", "main").text.startswith("所问：老板拖欠工资该找哪个部门？")
        assert f"答案只出自{title}；" in browser.find_element("css selector", "footer").text
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_completion_and_results_of_sparql_are_heard(browser: Any, serving: Serving, base_folder: Path) -> None:
    """The list of terms hung beside the text area unannounced, and after Ctrl+Enter the focus was on nothing."""
    from selenium.webdriver.common.keys import Keys

    with serving("--base", base_folder) as address:
        browser.get(f"{address}/sparql")
        area = browser.find_element("id", "query")
        assert area.get_attribute("aria-controls") == browser.find_element("css selector", "[role=listbox]").get_attribute("id")
        area.clear()
        area.send_keys("SELECT ?d { ?d a duty:DutyI")
        assert browser.find_element("css selector", "#offered").get_attribute("textContent") == "1 个可用的词，用上下键选"
        area.send_keys(Keys.ARROW_DOWN)
        said = browser.find_element("id", area.get_attribute("aria-activedescendant"))
        assert (said.get_attribute("role"), said.get_attribute("aria-selected")) == ("option", "true")
        assert said.text.startswith("duty:DutyItem")
        area.send_keys(Keys.ENTER)
        assert area.get_attribute("value").endswith("duty:DutyItem ")
        assert area.get_attribute("aria-activedescendant") is None
        area.send_keys("}", Keys.CONTROL + Keys.ENTER)
        assert browser.find_elements("css selector", "#result .results tbody tr")
        assert browser.execute_script("return document.activeElement.id") == "result"


CLIPPED = """return [...document.querySelectorAll('svg')].flatMap(picture => {
  const room = picture.getBoundingClientRect();
  return [...picture.querySelectorAll('text')].filter(label => {
    const box = label.getBoundingClientRect();
    return box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - 1 || box.bottom > room.bottom + 1;
  }).map(label => label.textContent);
})"""


def test_labels_of_charts_lie_inside_them(browser: Any, serving: Serving, base_folder: Path) -> None:
    """On a phone 把握能分开对错（AUROC） began left of its picture, in English on every screen; the room was one for all labels."""
    with serving("--base", base_folder) as address:
        for width, lang in ((360, "zh"), (360, "en"), (1280, "en")):
            size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            for path in ("quality", "analysis"):
                browser.get(f"{address}/{path}?lang={lang}")
                assert len(browser.find_elements("css selector", ".chart text")) > 10
                assert browser.execute_script(CLIPPED) == [], (width, lang, path)


def test_tables_on_a_phone_say_what_their_columns_are(browser: Any, serving: Serving, base_folder: Path) -> None:
    """Results of SPARQL stood without variables, repairs as 9.1 实施机构 法定依据, measures as rows of bare numbers.

    The name of a duty ran into department and clause, all of them links.
    """
    with serving("--base", base_folder) as address:
        size = {"width": 375, "height": 900, "deviceScaleFactor": 1, "mobile": True}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.get(f"{address}/sparql?{urlencode({'query': 'SELECT ?duty { ?duty a duty:DutyItem } LIMIT 1'})}")
        assert browser.find_element("css selector", ".results thead").text == "duty"
        browser.get(f"{address}/quality")
        assert [one.text for one in browser.find_elements("css selector", ".list:not(.findings) thead")] == [
            "职责 原印在 归到 内容",
            "指标 数值 95% 区间 题数",
        ]
        browser.get(f"{address}/browse")
        name, department = (browser.find_element("css selector", f".duties tr td:nth-child({n}) a").rect for n in (2, 3))
        assert department["y"] >= name["y"] + name["height"] - 1


def test_names_of_duties_have_the_room_that_no_department_takes(browser: Any, serving: Serving, base_folder: Path) -> None:
    """On the page of a department the names were as narrow as beside a column of departments, and half the page stood empty."""
    with serving("--base", base_folder) as address:
        size = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.get(f"{address}/page/cat/binhai-ftu/dept/quan-yi-bao-zhang-bu")
        name, clause = (browser.find_element("css selector", f".duties tbody td:nth-child({n})").rect["width"] for n in (2, 3))
        assert name > 1.5 * clause


def test_the_report_asks_for_nothing_and_clips_no_label(browser: Any, base: kg.KnowledgeBase, tmp_path: Path) -> None:
    """Opened as a file, on a screen and as on paper: only the file itself is asked for, and every label lies inside its picture."""
    page = tmp_path / "report.html"
    page.write_text(base.report(), "utf-8")
    browser.get_log("performance")
    for width, media in ((1280, "screen"), (375, "screen"), (690, "print")):
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media})
        browser.get(page.as_uri())
        assert len(browser.find_elements("css selector", "svg text")) > 40
        assert browser.execute_script(CLIPPED) == []
        assert browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth"), (width, media)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert elsewhere(browser, page.as_uri()) == []


WATCHED = """
window.ran = [];
window.x = (...given) => { ran.push(given); };
for (const name of ["alert", "confirm", "prompt"]) window[name] = window.x;
document.addEventListener("securitypolicyviolation", (event) => ran.push([event.violatedDirective, event.blockedURI]));
"""
MARKUP = """const known = /^(https?:|file:|mailto:|tel:|data:,$)/;
return [...document.querySelectorAll('*')].flatMap((one) => [...one.attributes].filter((at) => at.name.startsWith('on') || at.name === 'srcdoc'
    || ['href', 'src', 'action'].includes(at.name) && !known.test(new URL(at.value, document.baseURI).href)).map((at) => at.name + '=' + at.value))
  .concat([...document.scripts].filter((one) => !one.src && one.type !== 'application/ld+json').map((one) => one.text))"""


def test_a_thousand_hostile_labels_run_no_script(browser: Any, serving: Serving, hostile_folder: Path, tmp_path: Path) -> None:
    """Scripts, handlers, frames, styles and addresses in every name of a catalogue stay text on every kind of page, and in the report.

    Whatever ran, was blocked by the policy, or asked another host for something is noticed; the first two checks show that it would be.
    """
    base = kg.load(hostile_folder)
    kinds: dict[str, list[str]] = {}
    for row in base.store.select("SELECT DISTINCT ?s ?c { ?s a ?c } ORDER BY ?c ?s"):
        kinds.setdefault(row["c"], []).append(row["s"])
    things = dict.fromkeys(iri.partition("/id/")[2] for found in kinds.values() for iri in found[:1] if "/id/" in iri)
    questions = [mark.format(7) for mark in payloads.MARKS]
    literals = "SELECT ?s ?o { ?s ?p ?o FILTER(CONTAINS(STR(?o), 'x(')) } LIMIT 500"
    paths = [
        "/browse",
        "/analysis",
        "/quality",
        "/downloads",
        "/?q=1.7",
        "/?q=1.7&lang=en",
        *(f"/page/{quote(one)}" for one in things),
    ]
    paths += ["/?" + urlencode({"q": one}) for one in questions[::2]]
    paths += ["/sparql?" + urlencode({"query": one}) for one in (literals, f"ASK {{ ?s ?p '{questions[13]}' }}", questions[4])]
    report = tmp_path / "report.html"
    report.write_text(base.report(), "utf-8")
    watch = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCHED})
    browser.get("data:text/html,<script>x(1)</script>")
    assert browser.execute_script("return ran") == [[1]]
    with serving("--base", hostile_folder) as address:
        browser.get(address)
        browser.execute_script("document.body.insertAdjacentHTML('beforeend', '<img src=q onerror=x(1)>')")
        assert browser.execute_async_script("setTimeout(() => arguments[0](ran.map((one) => one[0])), 200)") == [
            "script-src-attr"
        ]
        browser.get(f"{address}/source/{base.manifest['catalogues'][0]['slug']}")
        text = browser.execute_script("return document.body.textContent")
        assert [label for label in payloads.labels() if label not in text] == []
        browser.get_log("browser"), browser.get_log("performance")
        for place in [*(address + path for path in paths), report.as_uri()]:
            browser.get(place)
            assert (browser.execute_script("return ran"), browser.execute_script(MARKUP)) == ([], []), place
        assert "x(" in browser.execute_script("return document.body.textContent")
        assert elsewhere(browser, address) == [report.as_uri()]
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", watch)


def serious(browser: Any, script: str) -> list[str]:
    """The serious violations that axe-core finds on the page; none can be found without it."""
    if not script:
        return []
    browser.execute_script(script)
    found = browser.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found["violations"] if one["impact"] in ("serious", "critical")
    ]


def elsewhere(browser: Any, address: str) -> list[str]:
    """The addresses of other hosts that any page asked for."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    return [url for url in urls if not url.startswith((address, "data:", "chrome:", "about:"))]
