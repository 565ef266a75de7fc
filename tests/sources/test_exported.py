"""Traces of other programs: subtotals of Excel, pictures of WPS, names of database fields, marks of web pages, tables in Markdown, text cut from a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kg import meaning
from kg.meaning.bases import legal_bases
from kg.repair import repair
from kg.repair.texts.markup import shown
from kg.sources import read
from kg.sources.files.bounded import Worker

HEADER = ["序号", "职权类型", "职权名称", "设定依据", "承办机构"]
LAW = "《中华人民共和国渔业法》第十六条"
ROWS = [("1", "行政许可", "水产苗种生产许可"), ("2", "行政许可", "捕捞许可"), ("3", "行政处罚", "对使用禁用渔具的处罚")]


@pytest.fixture
def book() -> Any:
    """A workbook with one sheet of three duties."""
    made = openpyxl.Workbook()
    made.active.append(HEADER)
    for row in ROWS:
        made.active.append([*row, LAW, "渔政科"])
    return made


def numbers(book: Any, folder: Path, worker: Worker) -> list[str]:
    """The numbers of the duties that a workbook is read as."""
    book.save(folder / "list.xlsx")
    return [item.number for item in read(folder / "list.xlsx", worker).items]


def test_subtotals_of_excel_are_no_duties(book: Any, tmp_path: Path, worker: Worker) -> None:
    """行政许可 计数 with a figure beside it, as Excel's 分类汇总 writes it, was a duty called 2; 经费汇总 with a basis is one."""
    book.active.insert_rows(4)
    book.active["B4"], book.active["C4"] = "行政许可 计数", 2
    book.active.append(["4", "其他", "经费汇总", LAW, "财务科"])
    book.active.append([None, "总计数", 4])
    assert numbers(book, tmp_path, worker) == ["1", "2", "3", "4"]


def test_names_of_database_fields_below_a_header_are_no_duty(book: Any, tmp_path: Path, worker: Worker) -> None:
    """A system's export names its fields once more below the labels: ITEM_CODE was a duty."""
    book.active.insert_rows(2)
    for n, name in enumerate(("ROW_NO", "ITEM_TYPE", "ITEM_NAME", "LAW_BASIS", "deptName2"), 1):
        book.active.cell(2, n).value = name
    assert numbers(book, tmp_path, worker) == ["1", "2", "3"]


def test_a_picture_in_a_cell_of_wps_is_no_text(book: Any, tmp_path: Path, worker: Worker) -> None:
    """WPS keeps a picture as =DISPIMG("ID_…",1), which stood there as the workflow."""
    for n in range(1, 5):
        book.active.cell(n, 6).value = "办理流程"
    for n in range(2, 5):
        book.active.cell(n, 6).value = '=DISPIMG("ID_7F",1)'
        book.active.cell(n, 6).data_type = "s"
    numbers(book, tmp_path, worker)
    assert [item.text("办理流程") for item in read(tmp_path / "list.xlsx", worker).items] == [""] * 3


@pytest.mark.parametrize(
    ("printed", "seen"),
    [
        ("1.身份证&nbsp;<br/>2.申请表", "1.身份证\n2.申请表"),
        ('<p class="a">1.身份证</p><P>2.申请表</P>', "1.身份证\n2.申请表"),
        ("申请&rarr;受理&#8594;办结", "申请→受理→办结"),
        ("a<b 且 <b> 与 R&D", "a<b 且 <b> 与 R&D"),
        ("<script>x</script>", "<script>x</script>"),
    ],
)
def test_marks_of_web_pages_are_read_as_a_page_shows_them(printed: str, seen: str) -> None:
    """A tag that nothing closes, and one that no text is dressed with, stay."""
    assert shown(printed) == seen


def test_marks_of_web_pages_are_mended_and_said_once(tmp_path: Path, worker: Worker) -> None:
    """&nbsp; and <br> of a system's export stood in names and departments; the code keeps a tab for Excel."""
    path = tmp_path / "list.csv"
    rows = [f'"0{n}\t",{kind},{name}&nbsp;,{LAW},渔政科<br/>法规科' for n, kind, name in ROWS]
    path.write_text("\n".join([",".join(HEADER), *rows]), "utf-8")
    document, findings = repair(read(path, worker))
    assert [(item.number, item.text("职权名称")) for item in document.items] == [(f"0{n}", name) for n, _, name in ROWS]
    assert [one.name for one in meaning.duty(document.items[0]).departments] == ["渔政科", "法规科"]
    name = document.items[0].field("职权名称")
    assert name and name.printed and name.printed.text == "水产苗种生产许可&nbsp;"  # noqa: PT018
    assert [(one.code, one.duties) for one in findings if one.code in ("stray-mark", "odd-space")] == [
        ("stray-mark", ("01", "02", "03"))
    ]


def test_a_table_in_markdown_is_a_list(tmp_path: Path, worker: Worker) -> None:
    """| 序号 | 名称 | with |---| below it was no table."""
    path = tmp_path / "list.txt"
    table = [HEADER, [":--:"] * 5, *([n, kind, f"**{name}**", LAW, "渔政科<br>法规科"] for n, kind, name in ROWS)]
    path.write_text("# 某县渔业局权责清单\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in table), "utf-8")
    document = read(path, worker)
    assert document.title.text == "某县渔业局权责清单"
    assert [(item.number, item.text("职权名称")) for item in document.items] == [(n, name) for n, _, name in ROWS]
    assert document.items[1].text("承办机构") == "渔政科\n法规科"
    cell = document.items[1].field("职权名称")
    assert cell and cell.value and (cell.value.place.line, cell.value.place.row) == (6, 3)  # noqa: PT018


def test_links_below_a_text_copied_from_a_page_are_no_value(tmp_path: Path, worker: Worker) -> None:
    """上一篇、下一篇 and the owner of the page went on with the last field."""
    path = tmp_path / "list.txt"
    lines = [f"{label}：{text}" for row in ROWS for label, text in zip(HEADER, (*row, LAW, "渔政科"), strict=True)]
    path.write_text(
        "\n".join(
            [
                "某县渔业局权责清单",
                "",
                *lines,
                "",
                "分享到：",
                "上一篇：年度决算公开",
                "下一篇：没有了",
                "",
                "版权所有：某县人民政府",
            ]
        ),
        "utf-8",
    )
    assert [item.text("承办机构") for item in read(path, worker).items] == ["渔政科"] * 3


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("《中华人民共和国野\n生动物保护法》第十\n五条第三款", ("中华人民共和国野生动物保护法", "", "15", "3")),
        (
            "《渔业捕捞许可管理规定》（农业农村部\n令2018年第1号）第二十一\n条",
            ("渔业捕捞许可管理规定", "农业农村部令2018年第1号", "21", ""),
        ),
    ],
)
def test_clauses_cut_by_line_breaks_are_whole(text: str, clause: tuple[str, str, str, str]) -> None:
    """A cell that came from a PDF breaks its lines anywhere: 第十|五条 was no article, 令2018年|第1号 half a number."""
    assert [(one.document, one.document_number, one.article, one.paragraph) for one in legal_bases(text)] == [clause]


def test_boxes_ticks_and_pinyin_of_word(tmp_path: Path, worker: Worker) -> None:
    """Boxes put in as characters of Wingdings were lost, so that every type was ticked; the pinyin over a rare character went before it."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    word = docx.Document()
    table = word.add_table(rows=0, cols=len(HEADER))
    for row in (HEADER, *([*one, LAW, "渔政科"] for one in ROWS)):
        for box, text in zip(table.add_row().cells, row, strict=True):
            box.text = text
    kind, name = table.rows[1].cells[1].paragraphs[0], table.rows[1].cells[2].paragraphs[0]
    for code, text in (("F0A3", "行政确认 "), ("F052", "行政许可")):
        kind._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings 2" w:char="{code}"/><w:t>{text}</w:t></w:r>'))
    kind.runs[0].text = ""
    ruby = "<w:ruby><w:rt><w:r><w:t>xiáo</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>崤</w:t></w:r></w:rubyBase></w:ruby>"
    name._p.insert(0, parse_xml(f"<w:r {nsdecls('w')}>{ruby}</w:r>"))
    word.save(tmp_path / "marks.docx")
    first = read(tmp_path / "marks.docx", worker).items[0]
    assert (first.text("职权类型"), first.text("职权名称")) == ("□行政确认 ☑行政许可", "崤水产苗种生产许可")


def test_paragraphs_that_a_tracked_change_joins_are_one(tmp_path: Path, worker: Worker) -> None:
    """Somebody had deleted the mark between two paragraphs of a cell with changes tracked; the name was still broken in two."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    word = docx.Document()
    table = word.add_table(rows=0, cols=len(HEADER))
    for row in (HEADER, *([*one, LAW, "渔政科"] for one in ROWS)):
        for box, text in zip(table.add_row().cells, row, strict=True):
            box.text = text
    cell = table.rows[3].cells[2]
    cell.text = "对使用"
    cell.add_paragraph("禁用渔具的处罚")
    cell.paragraphs[0]._p.insert(0, parse_xml(f'<w:pPr {nsdecls("w")}><w:rPr><w:del w:id="7" w:author="甲"/></w:rPr></w:pPr>'))
    word.save(tmp_path / "joined.docx")
    assert read(tmp_path / "joined.docx", worker).items[2].text("职权名称") == ROWS[2][2]
