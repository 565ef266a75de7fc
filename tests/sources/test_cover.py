"""The date on the cover of a document: when it was issued, where --about does not say so."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from kg import pipeline
from kg.records import About
from kg.sources.headings import cover
from tests.catalogues import render


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("二〇二三年六月", "2023-06"),
        ("二○二三年十二月二十一日", "2023-12-21"),
        ("二零二三年十月", "2023-10"),
        ("２０２３年6月", "2023-06"),
        ("2023 年 06 月 05 日", "2023-06-05"),
        ("（2023年6月12日印发）", "2023-06-12"),
        ("发布日期：2023年6月1日", "2023-06-01"),
        ("（2023年版）", ""),
        ("2023年13月", ""),
        ("二〇二三年三十月", ""),
        ("清江区水务局二〇二三年六月", ""),
        ("受理时间：2023年6月1日", ""),
    ],
)
def test_dates(line: str, date: str) -> None:
    """Only a line that is nothing but a date counts, in Chinese and Arabic figures; an edition or an impossible date does not."""
    assert cover.date(line) == date


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("发布机构：某市档案馆    发布日期：2025年3月18日", "2025-03-18"),
        ("索引号：D-7　公布时间：2024-03-18 10:22　浏览次数：12", "2024-03-18"),
        ("填报单位: 某市档案馆 印发日期 : 2024年 3月 8日 共印50份", "2024-03-08"),
        ("更新日期：2024年5月1日；发布日期：2024年3月1日", "2024-03-01"),
        ("更新日期：2024年5月", "2024-05"),
        ("制表人：张三　制表日期：2024年3月1日", ""),
        ("《档案法》公布日期：2020年6月20日 施行日期：2021年1月1日", ""),
        ("有效期至：2024年3月1日", ""),
    ],
)
def test_lines_of_several_labels(line: str, date: str) -> None:
    """A date of issue beside 发布机构 in one paragraph was not read, and every answer said that none was stated; dates of other things are none."""
    assert cover.stated(line) == date


def test_the_cover_of_a_text(tmp_path: Path) -> None:
    """What the cover prints is the date of issue, unless --about says otherwise; else the one below the last table, as in Word; one that no blank line parts from a value is of the value."""
    body = render.load_body("shiqiao-water")
    first, _, rest = render.render(body).text.partition("\n")
    path = tmp_path / "water.txt"
    path.write_text(f"{first}\n（2023年版）\n石桥镇水利站编制\n二〇二三年六月\n{rest}", "utf-8")
    assert pipeline.read(path).about.issued == "2023-06"
    assert pipeline.read(path, About(issued="2024-01-02")).about.issued == "2024-01-02"
    path.write_text(f"{first}\n{rest}\n二〇二三年六月\n", "utf-8")
    assert pipeline.read(path).about.issued == "2023-06"
    path.write_text(f"{first}\n{rest.rstrip()}\n二〇二三年六月\n", "utf-8")
    assert pipeline.read(path).about.issued == ""


def test_the_cover_of_a_sheet(tmp_path: Path) -> None:
    """A row of its own above the list counts as well, before the title or behind it."""
    book = openpyxl.Workbook()
    for row in (["2023年6月"], ["云岭县交通运输局权责清单"], ["序号", "职权名称", "承办机构"], ["1", "公路养护", "养护股"]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "list.xlsx")
    found = pipeline.read(tmp_path / "list.xlsx")
    assert (found.document.title.text, found.about.issued) == ("云岭县交通运输局权责清单", "2023-06")


@pytest.mark.parametrize("apart", ["职责目录", "职　责　目　录", "权责清单"])
def test_a_title_in_two_lines(apart: str, tmp_path: Path) -> None:
    """A cover prints the body and below it what the document is; the first sentence of the explanations was taken for the title."""
    made = docx.Document()
    lines = ["临河县水务局", apart, "二〇二四年五月", "填表说明", "一、本目录依据“三定”规定编制，所列职责由责任科室具体承担。"]
    for line in lines:
        made.add_paragraph(line)
    rows = [["序号", "职权名称", "实施依据", "承办机构"], ["1", "取水许可", "《某水法》第七条", "水资源科"]]
    table = made.add_table(len(rows), len(rows[0]))
    for n, row in enumerate(rows):
        for k, text in enumerate(row):
            table.cell(n, k).text = text
    made.save(str(tmp_path / "list.docx"))
    read = pipeline.read(tmp_path / "list.docx")
    assert read.document.title.text == "临河县水务局" + apart.replace("\u3000", "")
    assert read.about.issued == "2024-05"
