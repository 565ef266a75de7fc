"""The pages over catalogues of several bodies and of other columns than the bundled one has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import kg
from kg import pipeline
from kg.web import application, matrices
from kg.web.views import Row
from tests.web.test_pages import Page

FORESTRY = """青岭县林业局权责清单
序号,职权类型,职权编码,职权名称,子项名称,实施依据,承办机构,责任事项,追责情形,办理时限,监督电话,备注
1,行政许可,LY-XK-001,林木采伐许可,商品林,《中华人民共和国森林法》第五十六条：采伐林地上的林木应当申请采伐许可证。,资源管理股,现场查验伐区后发证。,对超限额采伐发证的。,15个工作日,0599-7310001,
2,行政许可,LY-XK-001,林木采伐许可,公益林,《中华人民共和国森林法》第五十六条：采伐林地上的林木应当申请采伐许可证。,生态修复股,核对抚育方案。,对禁伐区发证的。,20个工作日,0599-7310001,须附作业设计
3,行政处罚,LY-CF-002,对盗伐林木的处罚,,《中华人民共和国森林法》第七十六条：盗伐林木的，责令限期补种。,办公室,查清株数后立案。,私放当事人的。,90日,0599-7310002,
4,其他权力,LY-QT-003,档案管理和利用,,《中华人民共和国档案法》第十条：机关应当管理本单位档案。,办公室,按年度归档。,丢失档案的。,,0599-7310002,
"""
WATER = """白河县水利局职责目录
序号,主要职责,职责事项,法定依据,责任科室,监督方式
1.1,1.负责全县河道管理和防汛,河道采砂管理,《中华人民共和国水法》第三十九条：国家实行河道采砂许可制度。,河湖股,来信寄白河县城关镇建设路8号
1.2,1.负责全县河道管理和防汛,防汛值班,《中华人民共和国防洪法》第四十三条：防汛期实行值班。,办公室,监督电话：0599-7420001
2.1,2.负责机关综合事务,档案管理和利用,《中华人民共和国档案法》第十条：机关应当管理本单位档案。,办公室,监督电话：0599-7420001
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of two bodies; each has an office."""
    place = tmp_path_factory.mktemp("bodies")
    for name, text in (("林业局.csv", FORESTRY), ("水利局.csv", WATER)):
        (place / name).write_text(text, "utf-8")
    pipeline.publish([pipeline.read(place / name) for name in ("林业局.csv", "水利局.csv")], place / "base")
    return place / "base"


@pytest.fixture(scope="module")
def web(folder: Path) -> Iterator[TestClient]:
    with TestClient(application(folder), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def duties(folder: Path) -> dict[str, str]:
    """The page of each duty, by its number (with the sub-item)."""
    rows = kg.load(folder).store.select(
        "SELECT ?d ?n ?s { ?d a duty:DutyItem ; dct:identifier ?n . OPTIONAL { ?d duty:subItem ?s } }"
    )
    return {row["n"] + row.get("s", ""): "/page/" + row["d"].partition("/id/")[2] for row in rows}


def page_of(folder: Path, said: str) -> str:
    """The page of the first thing of which something is said."""
    row = next(iter(kg.load(folder).store.select(f"SELECT ?s {{ ?s {said} }} ORDER BY ?s LIMIT 1")))
    return "/page/" + row["s"].partition("/id/")[2]


def text_of(web: TestClient, path: str) -> str:
    return Page(web.get(path).text).text


def test_every_column_that_is_printed_is_shown_under_its_own_label(web: TestClient, duties: dict[str, str]) -> None:
    """The time limit stood nowhere on the page of a duty, and what officials are held to account for read 责任 like their tasks."""
    for path in (duties["LY-CF-002"], "/?q=LY-CF-002"):
        text = text_of(web, path)
        printed = ["职权类型行政处罚", "责任事项查清株数后立案。", "追责情形私放当事人的。", "办理时限90日"]
        assert [one for one in printed if one not in "".join(text.split())] == []
    assert "须附作业设计" in text_of(web, duties["LY-XK-001公益林"])


def test_where_to_complain_is_shown_as_printed_where_it_is_no_phone(web: TestClient, duties: dict[str, str]) -> None:
    """An address to write to was passed over, and the page said that the catalogue lists no way to complain."""
    text = text_of(web, duties["1.1"])
    assert "来信寄白河县城关镇建设路8号" in text
    assert "目录未列监督方式" not in text


def test_lists_name_the_sub_item_of_a_power(web: TestClient, folder: Path) -> None:
    """Two powers of one number and name could not be told apart in /browse, in results and among overlaps, there nor at the terminal."""
    found = kg.load(folder).overlaps()[0]
    assert {side.title for side in found.duties} == {"林木采伐许可（商品林）", "林木采伐许可（公益林）"}
    for path in ("/browse", "/?q=LY-XK-001", "/analysis", "/page/" + found.iri.partition("/id/")[2]):
        text = text_of(web, path)
        assert "林木采伐许可（商品林）" in text, path
        assert "林木采伐许可（公益林）" in text, path
    assert {row["subitem"] for row in web.get("/api/duties").json()} == {None, "商品林", "公益林"}


def test_every_place_says_of_which_body_a_department_is(web: TestClient, duties: dict[str, str], folder: Path) -> None:
    """In a base of several bodies 办公室 and 1.2 stood alone: on cards, in lists, among facets, overlaps and findings."""
    office = page_of(folder, "skos:prefLabel '办公室'@zh")
    finding = page_of(folder, "a dqv:QualityAnnotation")
    overlap = page_of(folder, "duty:firstDuty/dct:identifier '1.1'")
    told = {
        duties["1.2"]: "职责事项白河县水利局1.2防汛值班负责部门办公室",
        "/?q=1.2": "白河县水利局办公室",
        "/?q=防汛值班的事": "白河县水利局办公室",
        "/browse": "白河县水利局办公室",
        office: "部门白河县水利局办公室",
        overlap: "白河县水利局办公室1.2",
        "/analysis": "1.2白河县水利局办公室",
        "/quality": "青岭县林业局LY-QT-003",
    }
    pages = {path: "".join(text_of(web, path).split()) for path in told}
    assert [path for path, words in told.items() if words not in pages[path]] == []
    assert f'href="{duties["LY-QT-003"]}"' in web.get("/quality").text
    assert f'href="{duties["LY-QT-003"]}"' in web.get(finding).text


def test_facets_name_catalogues_by_their_titles_and_responsibilities_by_their_texts(web: TestClient, folder: Path) -> None:
    """People read bai-he-xian-shui-li-ju-zhi-ze-mu-lu and the bare numbers 1 and 2."""
    facets = web.get("/browse").text.partition("<aside")[2].partition("</aside>")[0]
    text = Page(facets).text
    assert "白河县水利局职责目录" in text
    assert "1 负责全县河道管理和防汛" in text
    assert "bai-he-xian" not in text
    page = web.get(page_of(folder, "dct:description '负责全县河道管理和防汛'@zh")).text
    assert '<h1 class="thing">1 负责全县河道管理和防汛</h1>' in page
    assert "<title>主要职责 1 负责全县河道管理和防汛" in page


def test_a_base_of_one_catalogue_does_not_repeat_its_body(base_folder: Path) -> None:
    with TestClient(application(base_folder)) as client:
        assert 'class="of"' not in client.get("/browse").text + client.get("/?q=9.1").text


def test_clauses_are_named_with_their_laws_where_there_are_several(web: TestClient, duties: dict[str, str]) -> None:
    """第十条 stood alone, of whichever law: in lists, facets, pictures, on the page of the clause and above the columns of the analysis."""
    clause = next(link for link in Page(web.get("/browse").text).addresses() if link.endswith("/art10"))
    assert '<h1 class="thing">《档案法》第十条</h1>' in web.get(clause).text
    for path in ("/browse", "/analysis"):
        text = text_of(web, path)
        assert "《档案法》第十条" in text, path
        assert "第十条" not in text.replace("《档案法》第十条", ""), path
    assert "第十条《档案法》" in text_of(web, duties["2.1"])


def test_the_analysis_tells_bodies_apart(web: TestClient) -> None:
    """The matrix of five bodies had 350 columns, named by articles alone, and 1 to 13 of several bodies side by side."""
    tables = web.get("/analysis").text.split('<details class="group"')[1:]
    assert [table.partition("<b>")[2].partition("</b>")[0] for table in tables] == ["白河县水利局", "青岭县林业局"]
    texts = [Page(f"<details {table}").text for table in tables]
    assert "1 负责全县河道管理和防汛" in texts[0]
    assert "资源管理股" not in texts[0]
    assert "主要职责与部门" not in texts[1]


def test_of_many_clauses_those_that_departments_share_are_listed() -> None:
    rows = [row(str(n), {"a" if n % 2 else "b": "甲科"}, {f"law/art{n}": f"第{n}条"}) for n in range(1, 42)]
    rows += [row("42", {"a": "甲科", "b": "乙科"}, {"law/art42": "第42条", "law/art5": "第5条"})]
    table = matrices.bodies(rows)[0].clauses
    assert (list(table.things), table.more) == (["law/art5", "law/art42"], 40)
    assert table.counts["law/art5", "a"] == 2
    assert matrices.bodies(rows[:40])[0].clauses.more == 0


def row(number: str, departments: dict[str, str], clauses: dict[str, str]) -> Row:
    return Row(f"duty/{number}", number, "", "x", departments, clauses, "", "", "", False, "", "")


def test_the_analysis_page_shows_gaps_and_reasons_and_can_be_narrowed(web: TestClient) -> None:
    """79 findings stood in one list without their reasons, and of gaps the page knew nothing."""
    text = text_of(web, "/analysis")
    assert "可能合理" in text
    assert "空白" in text
    assert "只承担一项职责的部门" in text
    listed = [web.get(f"/analysis{by}").text.count("/overlap/") for by in ("", "?type=fragmentation", "?reason=none")]
    assert listed[0] > listed[2]
    assert "May be legitimate" in web.get("/analysis?lang=en").text
