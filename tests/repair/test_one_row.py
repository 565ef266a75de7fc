"""Slips in one row of a list that its other rows tell: who acts, how to reach them, codes, types and counts; and what looks like one and is none."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path

import openpyxl
import pytest

from kg import meaning
from kg.records import Document, Finding, Source
from kg.repair import repair
from kg.sources import read
from kg.sources.document.txt import parse
from tests.catalogues import render
from tests.catalogues.written import of_csv
from tests.repair.test_whole_list import (
    BODY,
    CODE,
    CONDUCT,
    HEAD,
    NAME,
    NUMBER,
    PART,
    PHONE,
    PLACE,
    PUBLISHER,
    TYPE,
    found,
    sound,
    told,
)


@pytest.mark.parametrize(
    "words",
    [
        "各所电话见局网站公示栏",
        "投诉电话以各镇公示的为准",
        "举报电话在政务公开栏公布",
        "服务热线请登录市民政局官网查询",
        "咨询电话详见办事指南",
    ],
)
def test_where_telephones_are_made_known_is_no_bad_one(words: str, tmp_path: Path) -> None:
    """各所电话见局网站公示栏 was told as no valid telephone; so is what is still to come, or nobody's."""
    rows = sound()
    rows[6][PHONE] = words
    assert told(rows, tmp_path) == []
    for open_ in ("监督电话待补", "无此人电话", "监督电话：见局网站（待补）"):
        rows[6][PHONE] = open_
        assert [place for _, *place in told(rows, tmp_path)] == [[(rows[6][CODE],), HEAD[PHONE]]]


@pytest.mark.parametrize(
    "who",
    [
        "牵头：野生动物股；配合：野生动物股、草原湿地股",
        "野生动物股（牵头）、草原湿地股、野生动物股（配合）",
        "野生动物股主办，草原湿地股、野生动物股协办",
        "野生动物股牵头，（配合）",
        "野生动物股（牵头）、（配合）",
        "牵头：；配合：草原湿地股",
    ],
)
def test_a_role_twice_or_of_nobody(who: str, tmp_path: Path) -> None:
    """One section led and assisted in one cell, and nothing was told; of （配合） alone, that it reads like no department, which it was taken for."""
    rows = sound()
    rows[4][PLACE] = who
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field) == ("implausible-department", (rows[4][CODE],), HEAD[PLACE])
    assert not any("牵头" in one.name or "配合" in one.name for one in meaning.departments(document.items[4].text(HEAD[PLACE])))


@pytest.mark.parametrize(
    "who",
    [
        "野生动物股牵头，草原湿地股配合；草原湿地股牵头，野生动物股配合",
        "牵头：野生动物股；配合：草原湿地股",
        "野生动物股、草原湿地股",
    ],
)
def test_roles_that_may_be(who: str, tmp_path: Path) -> None:
    """Where two sections lead in one cell, each may help the other; a blank （配合） in many rows is how they fill in the form."""
    rows = sound()
    rows[4][PLACE] = who
    assert told(rows, tmp_path) == []
    for row in rows[::3]:
        row[PLACE] = f"{row[PLACE].partition('、')[0]}（牵头）、（配合）"
    rows[4][PLACE] = "野生动物股"
    assert told(rows, tmp_path) == []


def test_a_section_in_the_columns_of_both_roles(tmp_path: Path) -> None:
    """牵头股室 and 配合股室 had the same section in one row."""
    rows = [[*row, "种苗站"] for row in sound()]
    head = [*("牵头股室" if label == HEAD[PLACE] else label for label in HEAD), "配合股室"]
    path = tmp_path / "list.csv"
    for helper in ("种苗站", rows[4][PLACE]):
        rows[4][-1] = helper
        path.write_bytes(of_csv([f"{PUBLISHER}权责清单"], head, *rows))
        assert [(one.code, one.duties) for one in repair(read(path))[1]] == [
            ("implausible-department", (rows[4][CODE],)) for _ in range(helper != "种苗站")
        ]


TYPED = {"行政许可": "0100", "行政处罚": "0200", "行政检查": "0600"}


def typed() -> list[list[str]]:
    """The same list, each type with codes of its own."""
    rows = sound()
    for n, row in enumerate(rows):
        row[CODE] = f"XTLY-{TYPED[row[TYPE]]}-{n % 7 + 1:03}"
    return rows


@pytest.mark.parametrize(
    ("row", "printed"),
    [(1, "XTLY-0100-02"), (9, "XTLY-0020-003"), (9, "XTLY-0200-0003"), (13, "XTLY-2000-007"), (7, "XTLY-0020-001"), (16, "XTLY-060-003"), (9, "XTLY-02O0-003"), (17, "XTLY-0600-O04")],
)  # fmt: skip
def test_a_code_that_cannot_count_on_is_put_right(row: int, printed: str, tmp_path: Path) -> None:
    """NPSJ-0070-002 between 0700-001 and 0800-001, and 0200-02 for 0200-002, were numbers of duties; those beside them say what is meant."""
    rows = typed()
    meant, rows[row][CODE] = rows[row][CODE], printed
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field, only.repair and only.repair.target) == (
        "bad-code",
        (meant,),
        HEAD[CODE],
        (meant,),
    )
    item, field = document.items[row], document.items[row].field(HEAD[CODE])
    assert item.number == meant
    assert field
    assert field.printed
    assert (field.text, field.printed.text) == (meant, printed)


def test_a_repaired_code_is_that_of_its_sub_items(tmp_path: Path) -> None:
    """Rows that share a code share the repair, and one finding."""
    rows = typed()
    rows[3][PART], part = "1.首次", list(rows[3])
    part[PART] = "2.变更"
    rows.insert(4, part)
    for row in rows[3:5]:
        row[CODE] = "XTLY-0010-004"
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties) == ("bad-code", ("XTLY-0100-004",))
    assert [item.number for item in document.items[3:5]] == ["XTLY-0100-004"] * 2


def test_a_code_of_another_type_is_only_told(tmp_path: Path) -> None:
    """QHSW-QR-003 stood in a row of 行政许可 between XK-002 and XK-004: what another office gives out is not written over."""
    rows = typed()
    rows[2][CODE] = "XTLY-0700-003"
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.repair) == ("bad-code", ("XTLY-0700-003",), None)
    assert "XTLY-0100-003" in only.message
    assert document.items[2].number == "XTLY-0700-003"


def test_codes_that_may_be(tmp_path: Path) -> None:
    """A code left out, one of a row of another type among others, codes with gaps and a code each with a beginning of its own are no slips."""
    rows = typed()
    del rows[9]
    for n, row in enumerate(rows, 1):
        row[NUMBER] = str(n)
    assert told(rows, tmp_path) == []
    rows = typed()
    for n, row in enumerate(rows):
        row[CODE] = f"XTLY-{n * 37 % 100:02}-{n:03}"
    assert told(rows, tmp_path) == []
    for n, row in enumerate(rows):
        row[CODE] = f"XTLY-0100-{n * n:03}"
    assert told(rows, tmp_path) == []


def sheeted(rows: list[list[str]], folder: Path) -> tuple[Document, tuple[Finding, ...]]:
    """The rows as a workbook with a sheet for each type, read and repaired."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for kind, named in groupby(rows, key=lambda row: next(kind for kind, code in TYPED.items() if code in row[CODE])):
        sheet = book.create_sheet(kind)
        for row in (HEAD, *named):
            sheet.append(row)
    path = folder / "list.xlsx"
    book.save(path)
    return repair(read(path))


def test_a_type_that_code_and_sheet_contradict(tmp_path: Path) -> None:
    """行政检查 stood on the sheet 行政强制 beside NPSJ-0300-002: it is read as its sheet and its code say. In one list for all types the code alone says so, and it is told."""
    rows = typed()
    rows[9][TYPE] = "行政检查"
    assert told(rows, tmp_path) == [("misplaced-value", (rows[9][CODE],), HEAD[TYPE])]
    document, (only,) = sheeted(rows, tmp_path)
    assert (only.code, only.duties, only.field, bool(only.repair)) == ("misplaced-value", (rows[9][CODE],), HEAD[TYPE], True)
    assert document.items[9].text(HEAD[TYPE]) == "行政处罚"
    rows[9][TYPE] = rows[10][TYPE] = "行政奖励"
    assert not any(one.repair for one in sheeted(rows, tmp_path)[1])


@pytest.mark.parametrize("row", [3, 9, 15])
def test_a_name_for_a_type(row: int, tmp_path: Path) -> None:
    """职权类型 held the name of the duty, and 职权名称 行政奖励: nothing was told. They change places."""
    rows = typed()
    whole = list(rows[row])
    rows[row][TYPE], rows[row][NAME] = whole[NAME], whole[TYPE]
    document, (only,) = found(rows, tmp_path)
    assert (only.code, only.duties, only.field, bool(only.repair)) == ("misplaced-value", (whole[CODE],), HEAD[TYPE], True)
    assert [field.text for field in document.items[row].fields] == whole


@pytest.mark.parametrize(
    ("body", "is_told"),
    [("溪头县农业农村局", True), ("溪头县交通运输局", True), ("溪头县人民政府", False), (f"{PUBLISHER}、溪头县农业农村局", False), ("溪头县林业局", False)],
)  # fmt: skip
def test_another_body_in_one_row(body: str, is_told: bool, tmp_path: Path) -> None:
    """农业农村局 stood once in a list of the 市场监督管理局, beside that one's sections. One of whose business the row speaks may act in it, and a government."""
    rows = typed()
    rows[8][BODY] = body
    assert told(rows, tmp_path) == ([("implausible-department", (rows[8][CODE],), HEAD[BODY])] if is_told else [])
    rows[8][PLACE], rows[8][PHONE] = "种子站", "0571-8800109"
    assert told(rows, tmp_path) == []


@pytest.mark.parametrize(
    ("words", "is_told"),
    [("提请县残联理事会审定", True), ("报区团委常委会审议", True), ("经县农业农村局党组会研究", True), ("提请县残联理事会备案", False), ("提请局党组会审定", False), ("报县林业和乡村局党组会审定", False)],
)  # fmt: skip
def test_an_organ_of_another_body(words: str, is_told: bool, tmp_path: Path) -> None:
    """区残联理事会 was left in a procedure of a 妇联; where the document names that body again, it may be meant."""
    rows = typed()
    rows[8][CONDUCT] = f"受理责任：核对材料，{words}。决定责任：五日内办结并归档。"
    slip = [("implausible-department", (rows[8][CODE],), HEAD[CONDUCT])] if is_told else []
    assert told(rows, tmp_path) == slip
    rows[2][CONDUCT] = f"受理责任：会同县残联、区团委、县农业农村局核对{rows[2][NAME]}的材料。决定责任：五日内办结并归档。"
    assert told(rows, tmp_path) == []


@pytest.mark.parametrize(
    ("short", "whole", "is_told"),
    [("森林防火股", "森林防火管理股", True), ("审批股", "行政审批股", True), ("林长制股", "林长制工作股", True), ("森林股", "森林资源股", False), ("综合股", "综合执法股", False)],
)  # fmt: skip
def test_a_section_with_a_shortened_name(short: str, whole: str, is_told: bool, tmp_path: Path) -> None:
    """水资源科 stood once for 水资源管理科; a section with another business is another one, and one that acts twice."""
    rows = typed()
    for row in rows[::3]:
        row[PLACE] = whole
    for row in rows:
        row[PHONE] = "0571-8800100"
    rows[6][PLACE] = short
    slip = [("inconsistent-name", (rows[6][CODE],), HEAD[PLACE])] if is_told else []
    assert told(rows, tmp_path) == slip
    rows[12][PLACE] = short
    assert told(rows, tmp_path) == []


@pytest.mark.parametrize(
    ("section", "is_told"),
    [
        ("医疗救护股", True),
        ("水产养殖股", True),
        ("财务股", False),
        ("应急管理股", False),
        ("木材股", False),
        ("猎捕管理股", False),
    ],
)
def test_a_section_of_no_business_here(section: str, is_told: bool, tmp_path: Path) -> None:
    """医疗应急科 stood in a 水务局's list of few duties, 女职工部 in a 工商联's: 职工 and 应急 are words of any body, 女 and 医疗 stood nowhere else."""
    rows = typed()
    for row in rows:
        row[PHONE] = "0571-8800100"
    rows[7][PLACE] = section
    assert told(rows, tmp_path) == ([("implausible-department", (rows[7][CODE],), HEAD[PLACE])] if is_told else [])
    rows[7][CONDUCT] = f"受理责任：由{section[:2]}人员核对材料。决定责任：五日内办结并归档。"
    assert told(rows, tmp_path) == []


@pytest.mark.parametrize(
    ("usual", "drawn"), [("12345", ["12346", "12347"]), ("0571-8800100", ["0571-8800101", "0571-8800102", "0571-8800103"])]
)
def test_telephones_counted_up_by_a_spreadsheet(usual: str, drawn: list[str], tmp_path: Path) -> None:
    """12315 was dragged down and became 12316 and 12317: numbers of others. One alone may be meant."""
    rows = typed()
    for row in rows:
        row[PHONE] = usual
    for row, phone in zip(rows[8:], drawn, strict=False):
        row[PHONE] = phone
    document, (only,) = found(rows, tmp_path)
    duties = tuple(row[CODE] for row in rows[8 : 8 + len(drawn)])
    assert (only.code, only.duties, only.field, bool(only.repair)) == ("bad-contact", duties, HEAD[PHONE], True)
    assert {item.text(HEAD[PHONE]) for item in document.items} == {usual}
    for row in rows[9:12]:
        row[PHONE] = usual
    assert told(rows, tmp_path) == []


def test_telephones_that_count_up_by_themselves(tmp_path: Path) -> None:
    """Sections in one corridor have numbers one behind the other, and a section may have two."""
    rows = typed()
    assert told(rows, tmp_path) == []
    for row in rows:
        row[PHONE] = "0571-8800100"
    for n, (row, section) in enumerate(zip(rows[8:], ("种子站", "木材检查站", "林业工作站"), strict=False), 1):
        row[PLACE], row[PHONE] = section, f"0571-880010{n}"
    assert told(rows, tmp_path) == []


@pytest.mark.parametrize("short", ["+86-571-8800101", "86-571-8800101", "0571-8800101", "(0571)8800101"])
def test_a_digit_short_behind_the_code_of_the_country(short: str, tmp_path: Path) -> None:
    """+86-518-8562012 had a digit too few beside +86-518-85620125, and was not held against it."""
    rows = typed()
    for n, row in enumerate(rows):
        row[PHONE] = f"+86-571-880010{n:02}" if n % 2 else f"0571-880010{n:02}"
    assert told(rows, tmp_path) == []
    rows[9][PHONE] = short
    assert told(rows, tmp_path) == [("bad-contact", (rows[9][CODE],), HEAD[PHONE])]


@pytest.mark.parametrize(
    ("words", "is_told"),
    [("标准见第35项", True), ("与第22项合并办理。", True), ("标准见第12项", False), ("标准见附件第35项", False), ("参照第35项规定办理", False), ("见《溪头省林业条例》第35项", False), ("见3.5", False)],
)  # fmt: skip
def test_an_item_that_is_not_there(words: str, is_told: bool, tmp_path: Path) -> None:
    """标准见第35项 stood in a list of 28 items; the 35th of an annex or a decree is another one's."""
    rows = sound()
    rows[8][CONDUCT] = f"核对材料，{words.rstrip('。')}。{rows[8][CONDUCT]}"
    assert told(rows, tmp_path) == ([("dangling-reference", (rows[8][CODE],), HEAD[CONDUCT])] if is_told else [])


@pytest.mark.parametrize("name", ["yunlan-emergency", "wangjiang-library"])
def test_a_duty_and_a_page_that_are_not_there(name: str) -> None:
    """见职责9.9 was told nowhere, nor a page 81 between 17 and 19; pages that go back twice are of another count."""
    body = render.load_body(name)
    text = render.render(body).text

    def of(changed: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(one.code, one.duties) for one in repair(parse(changed, Source("x.txt", "0" * 64, "utf-8")))[1]]

    assert of(text) == []
    duty = body["duties"][3]
    fields = {**duty["fields"], "运行要件": duty["fields"]["运行要件"] + "，见职责99.9"}
    pointing = {**body, "duties": [{**one, "fields": fields} if one is duty else one for one in body["duties"]]}
    assert of(render.render(pointing).text) == [("dangling-reference", (duty["number"],))]
    document = parse(text, Source("x.txt", "0" * 64, "utf-8"))
    pages = [one.contents.page for one in document.items if one.contents]
    odd = [
        replace(one, contents=replace(one.contents, page="999")) if n == 4 and one.contents else one
        for n, one in enumerate(document.items)
    ]
    assert all(page.isdecimal() for page in pages)
    assert [(one.code, one.duties) for one in repair(replace(document, items=tuple(odd)))[1]] == [
        ("odd-page", (document.items[4].number,))
    ]
    odd[7] = replace(odd[7], contents=replace(odd[7].contents, page="1"))  # type: ignore[type-var]
    assert repair(replace(document, items=tuple(odd)))[1] == ()
