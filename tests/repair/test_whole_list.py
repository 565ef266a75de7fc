"""What a whole list tells of one of its rows: which column lost its cell, whose telephone stands there, what duties of a type share."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.records import Document, Finding
from kg.repair import repair
from kg.sources import read
from tests.catalogues.written import of_csv

HEAD = [
    "序号",
    "职权类型",
    "职权编码",
    "职权名称",
    "子项",
    "设定依据",
    "行使主体",
    "承办股室",
    "责任事项",
    "追责情形",
    "监督电话",
]
NUMBER, TYPE, CODE, NAME, PART, BASIS, BODY, PLACE, CONDUCT, BLAME, PHONE = range(len(HEAD))
PUBLISHER = "溪头县林业和乡村局"
PLACES = {"森林资源股": "0571-8800101", "野生动物股": "0571-8800102", "苗木花卉股": "0571-8800103", "草原湿地股": "0571-8800104"}
MATTERS = {
    "行政许可": "林木采伐许可 猎捕证核发 种苗经营许可 湿地占用审批 木材运输许可 标本出口许可 引种试验许可",
    "行政处罚": "对盗伐林木的处罚 对偷猎的处罚 对售卖假苗的处罚 对填埋泥炭的处罚 对毁林开垦的处罚 对查封后转移标本的处罚 对伪造标签的处罚",
    "行政检查": "采伐迹地检查 驯养场所检查 苗圃检查 湿地巡护 木材市场检查 展演动物检查 花卉市场检查",
}
BLAMES = {
    "行政许可": "对符合条件的申请不予受理或者超期作出决定的；索取、收受财物的。",
    "行政处罚": "没有依据实施处罚的；违法查封场所、毁损当事人财物的。",
    "行政检查": "未按计划开展检查、走过场的；发现问题不处理的。",
}


def sound() -> list[list[str]]:
    """The rows of a list without a slip: three types, seven duties each; every section has its telephone, every type its 追责情形."""
    places = list(PLACES)
    named = [(kind, name) for kind, names in MATTERS.items() for name in names.split()]
    return [
        [str(n), kind, f"3302{n:05}", name, "", f"《溪头省林业条例》第{n + 10}条第一款：“{name}由县级以上主管部门负责。”", PUBLISHER, (place := places[n % 4]),
         f"受理责任：核对{name}的材料。决定责任：{n + 3}日内办结并归档。", BLAMES[kind], PLACES[place]]
        for n, (kind, name) in enumerate(named, 1)
    ]  # fmt: skip


def found(rows: list[list[str]], folder: Path) -> tuple[Document, tuple[Finding, ...]]:
    """The list as a csv file, read and repaired."""
    path = folder / "list.csv"
    path.write_bytes(of_csv([f"{PUBLISHER}权责清单"], HEAD, *rows))
    return repair(read(path))


def told(rows: list[list[str]], folder: Path) -> list[tuple[str, tuple[str, ...], str]]:
    """Code, duties and field of what is found."""
    return [(one.code, one.duties, one.field) for one in found(rows, folder)[1]]


def test_what_all_duties_of_a_type_are_blamed_for_is_no_copy(tmp_path: Path) -> None:
    """追责情形 of three seizures was printed in each of them; 查封 in one's name made the others' copies. A text of another type is one."""
    rows = sound()
    for row in rows[7:14]:  # three duties of the type are left, as many as may share a copied text
        row[BLAME] = (
            BLAMES["行政处罚"] if "林" not in row[NAME] and "苗" not in row[NAME] else "没有依据实施处罚的，依法给予处分。"
        )
    assert told(rows, tmp_path) == []
    rows = sound()
    rows[9][BLAME] = BLAMES["行政检查"]
    assert told(rows, tmp_path) == [("copied-text", (rows[9][CODE],), "追责情形")]


@pytest.mark.parametrize("n", range(2, 20, 3))
def test_the_cell_that_was_lost_is_the_one_that_may_be_blank(n: int, tmp_path: Path) -> None:
    """A row without its blank 子项 stood one column to the left: 职权名称 might have slipped as well, nothing was put back, and the last column was missing too."""
    rows = sound()
    for row in rows[::6]:
        row[PART] = f"{row[NAME]}（初次）"
    whole = list(rows[n])
    whole[NAME], whole[PART] = "古树名木养护", ""
    rows[n] = [*whole[:PART], *whole[PART + 1 :], ""]
    document, findings = found(rows, tmp_path)
    assert [(one.code, one.duties, one.field) for one in findings] == [("row-shift", (whole[CODE],), "子项")]
    assert [field.text for field in document.items[n].fields] == whole


@pytest.mark.parametrize("written", ["溪头县林业和乡忖局", "溪头县林业和多村局", "溪头县林业合乡村局"])
def test_the_name_of_the_body_has_a_slip_where_it_tells_bodies_apart(written: str, tmp_path: Path) -> None:
    """村 tells two bodies apart, so 忖 for it was no slip; two such characters (村, 镇) are two bodies still."""
    rows = sound()
    rows[4][BODY] = written
    assert told(rows, tmp_path) == [("inconsistent-name", (rows[4][CODE],), "行使主体")]
    rows[4][BODY] = PUBLISHER.replace("村", "镇")
    assert told(rows, tmp_path) == []


def test_a_section_with_the_telephone_of_another(tmp_path: Path) -> None:
    """A section of another body stood once, with the telephone that is another section's in every other row; its business is a word that any list has (登记).

    A section that acts once and has a telephone of its own, or one that two sections share, is none.
    """
    rows = sound()
    rows[5][PLACE], rows[6][CONDUCT] = "房产登记股", "受理责任：登记申请材料，房产证明齐全的予以登记。"
    assert told(rows, tmp_path) == [("implausible-department", (rows[5][CODE],), "承办股室")]
    rows[5][PHONE] = "0571-8800109"
    assert told(rows, tmp_path) == []
    rows[5][PHONE] = rows[9][PHONE]
    rows[9][PLACE] = "湿地科普股"
    assert told(rows, tmp_path) == []


def test_a_section_is_not_known_by_what_is_done_with_any_matter(tmp_path: Path) -> None:
    """婚姻登记股 was thought known to a list that speaks of 登记."""
    rows = [[*row[:PHONE], "0571-8800100"] for row in sound()]
    rows[6][CONDUCT] = "受理责任：登记申请材料，齐全的予以登记。"
    assert told(rows, tmp_path) == []
    rows[5][PLACE] = "婚姻登记股"
    assert told(rows, tmp_path) == [("implausible-department", (rows[5][CODE],), "承办股室")]


def test_one_sub_item_with_a_code_of_its_own_goes_on_with_the_item_above(tmp_path: Path) -> None:
    """Only one such row stood in the list, beside several without a code; what was merged over it was missing in it."""
    rows = sound()
    for row in (rows[1], rows[8], rows[15]):
        row[PART] = f"{row[NAME]}（初次）"
    for n, code in ((16, ""), (9, "330200999"), (2, "")):
        above = rows[n - 1]
        rows.insert(
            n,
            [
                "",
                "",
                code,
                "",
                f"{above[NAME]}（变更）",
                above[BASIS].replace("第一款", "第二款"),
                "",
                "",
                "按变更程序核对材料并换发文书。",
                "",
                "",
            ],
        )
    document, findings = found(rows, tmp_path)
    assert [one.code for one in findings] == ["merged-cells"]
    for n, item in enumerate(document.items):
        if item.subitem.endswith("（变更）"):
            assert [item.text(HEAD[at]) for at in (NAME, TYPE, BODY, PLACE, BLAME, PHONE)] == [
                document.items[n - 1].text(HEAD[at]) for at in (NAME, TYPE, BODY, PLACE, BLAME, PHONE)
            ]
    assert sum(item.number == "330200999" for item in document.items) == 1


def test_a_name_with_two_parts_in_the_other_order(tmp_path: Path) -> None:
    """森林综合执法大队 stood once as 森林执法综合大队: more than a slip of the pen, and no other body. Of two that both act again and again, both are meant."""
    rows = sound()
    for row in rows[::4]:
        row[PLACE] = "森林综合执法大队"
    rows[8][PLACE] = "森林执法综合大队"
    assert told(rows, tmp_path) == [("inconsistent-name", (rows[8][CODE],), "承办股室")]
    for row in (rows[8], *rows[1::4]):
        row[PLACE], row[PHONE] = "森林执法综合大队", "0571-8800105"
    assert told(rows, tmp_path) == []


@pytest.mark.parametrize("usual", ["0571-8800101", "0571-88001011"])
def test_one_area_code_has_numbers_of_one_length(usual: str, tmp_path: Path) -> None:
    """0571-88001018 amid numbers of seven digits was none too long, for elsewhere there are such; the length is that of the place."""
    rows = sound()
    for row in rows:
        row[PHONE] = f"{usual[:-1]}{row[NUMBER][-1]}"
    rows[3][PHONE] = "0599-7283358"
    rows[5][PHONE] = "0571-8800107" if len(usual) > 12 else "0571-88001018"
    assert told(rows, tmp_path) == [("bad-contact", (rows[5][CODE],), "监督电话")]
    rows[5][PHONE] = f"{usual}转8018、13805710101、0571-12345"
    assert told(rows, tmp_path) == []


@pytest.mark.parametrize("places", ["苗木花卉股", "森林资源股、草原湿地股"])
def test_body_and_sections_in_each_other_s_place(places: str, tmp_path: Path) -> None:
    """行使主体 held two sections and 承办股室 the bureau: all read as bodies, so nothing was told. A bureau that acts itself in one row, or a section that exercises a power in two, is where it should be."""
    rows = sound()
    rows[4][PLACE] = places
    whole = list(rows[4])
    rows[4][BODY], rows[4][PLACE] = places, PUBLISHER
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field, bool(only.repair)) == ("misplaced-value", (whole[CODE],), "行使主体", True)
    assert [field.text for field in document.items[4].fields] == whole
    rows[4][BODY] = PUBLISHER
    assert not any(one.repair for one in found(rows, tmp_path)[1])
    rows[4][BODY] = rows[9][BODY] = places
    assert not any(one.repair for one in found(rows, tmp_path)[1])


@pytest.mark.parametrize("usual", ["0571-8800100", "0571-8800102"])
def test_a_section_of_many_duties_with_the_telephone_of_another(usual: str, tmp_path: Path) -> None:
    """A section stood once beside the telephone of another one, and elsewhere beside the bureau's, which several have: it acts in many duties, so it was no stranger.

    Another row of the owner has its area code with a slip. Where a third section has that telephone, or the section a third one, it tells nothing.
    """
    rows = sound()
    for row in rows:
        if row[PLACE] != "草原湿地股":
            row[PHONE] = usual if row[PLACE] == "野生动物股" else "0571-8800100"
    astray, other = rows[0], rows[1]
    assert (astray[PLACE], other[PLACE], rows[2][PLACE]) == ("野生动物股", "苗木花卉股", "草原湿地股")
    astray[PHONE] = PLACES["草原湿地股"]
    rows[2][PHONE] = rows[2][PHONE].replace("0571", "O571")
    slip = ("bad-contact", (rows[2][CODE],), "监督电话")
    assert told(rows, tmp_path) == [("implausible-department", (astray[CODE],), "承办股室"), slip]
    other[PHONE] = PLACES["草原湿地股"]
    assert told(rows, tmp_path) == [slip]
