"""The same catalogue as text, Word and Excel says the same; lists of one row an item are read with their merged cells."""

from __future__ import annotations

import functools
import importlib
from dataclasses import replace
from pathlib import Path

import docx as python_docx
import openpyxl
import pytest

import kg
from kg import meaning, pipeline
from kg.cli import tables
from kg.errors import SourceError
from kg.minted import with_iris
from kg.records import About, Catalogue, Document, Place
from kg.repair import repair
from kg.sources import read
from kg.sources.files.bounded import Worker
from kg.sources.files.readers import READABLE, READERS, form_of
from kg.triples import lines
from tests.catalogues import office, render

HERE = Path(__file__).parents[1] / "catalogues"


BODIES: list[str] = render.body_names()
COLUMNS = (
    "序号",
    "职权类型",
    "职权编码",
    "职权名称",
    "子项",
    "实施依据",
    "行使主体",
    "承办机构",
    "责任事项",
    "追责情形",
    "监督电话",
)
LAW = "《中华人民共和国城乡规划法》第四十条第一款：“在城市内进行建筑物建设的，应当申请办理许可证。”"
ROWS = [
    [
        "1",
        "行政许可",
        "0100-A-00100",
        "建设工程规划许可",
        "建筑类",
        LAW,
        "云岚市规划局",
        "审批科",
        "受理责任：公示条件。",
        "不予受理的",
        "22345678",
    ],
    [
        "1",
        "行政许可",
        "0100-A-00100",
        "建设工程规划许可",
        "市政类",
        LAW,
        "云岚市规划局",
        "审批科",
        "审查责任：核对材料。",
        "不予受理的",
        "22345678",
    ],
    [
        "2",
        "行政处罚",
        "0200-B-00200",
        "对违法建设的处罚",
        "",
        LAW,
        "云岚市规划局",
        "执法队",
        "立案责任：及时立案。",
        "滥用职权的",
        "22345678",
    ],
]


def triples(document: Document) -> set[str]:
    """What a catalogue says, without where each word stands in its file."""
    repaired, findings = repair(document)
    duties = tuple(meaning.duty(item) for item in repaired.items)
    said = lines(*with_iris(Catalogue(repaired, About(slug="x"), duties, findings), {}))
    return {line.decode() for line in said if b"/id/src/" not in line}


@pytest.mark.parametrize("name", BODIES)
def test_one_catalogue_in_three_formats(name: str, tmp_path: Path, worker: Worker) -> None:
    """Text, Word and Excel give the same triples but for places; numbers in numeric cells (1.10) are read as they are shown."""
    body = render.load_body(name)
    document = render.build(body)
    files = {
        "a.txt": render.render(body).data,
        "b.docx": office.docx(document),
        "c.xlsx": office.xlsx(document),
        "d.xlsx": office.xlsx(document, numbers_as_numbers=True),
    }
    for file, data in files.items():
        (tmp_path / file).write_bytes(data)
    text, *others = (triples(read(tmp_path / file, worker)) for file in files)
    assert len(text) > 500
    for other in others:
        assert other == text


def beside(path: Path, place: Place) -> str:
    """The label in the row of a place, as Word or Excel shows it; of a place without a row, the first number of its table."""
    if path.suffix == ".docx":
        table = python_docx.Document(str(path)).tables[(place.table or 0) - 1]
        return table.cell((place.row or 1) - 1, 0 if place.row else 1).text
    sheet = openpyxl.load_workbook(path).worksheets[(place.table or 0) - 1]
    return str(sheet.cell(place.row or 0, 1).value)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_defect_stands_where_the_file_has_it(form: str, tmp_path: Path, worker: Worker) -> None:
    """Word and Excel files have the defects of the text file; each names the table and row, or the sheet and row, of its cell."""
    body = render.load_body("yunlan-emergency")
    planted = (
        render.shift_down("1.2", "职责边界", "责任事项", ""),
        render.empty_value("1.4", "监督方式"),
        render.drop_row("1.5", "运行要件"),
        render.drop_table("1.6"),
        render.contents_wording("1.7", "负责别的事务。"),
        render.stray_mark("1.8", "责任事项"),
        render.drop_contents_item("1.10"),
    )
    document = functools.reduce(lambda made, injure: injure(made), planted, render.build(body))
    text, path = tmp_path / "a.txt", tmp_path / f"b.{form}"
    text.write_bytes(render.render(body, *planted).data)
    path.write_bytes(getattr(office, form)(document))
    printed, found = (repair(read(file, worker))[1] for file in (text, path))
    assert len(found) == len(planted) + 1
    assert [(f.code, f.duties, f.field) for f in found] == [(f.code, f.duties, f.field) for f in printed]
    for finding in found:
        if finding.code == "item-without-table":
            assert (finding.place.table, finding.place.cell[0]) == (1, "D")
        elif finding.field in ("序号", "运行要件"):
            assert finding.place.row
            table = finding.place if form == "xlsx" else replace(finding.place, row=None)
            assert finding.duties[0] in beside(path, table)
        else:
            assert beside(path, finding.place) == finding.field


@pytest.mark.parametrize("form", ["xlsx", "docx", "csv"])
def test_power_lists(form: str, tmp_path: Path, worker: Worker) -> None:
    """A flat list gives one item a row: its code as number, sub-items apart, merged cells filled, every label of the source."""
    path = tmp_path / f"list.{form}"
    path.write_bytes(office.power_list("云岚市规划局权责清单", COLUMNS, ROWS, form, ["注：本清单由云岚市规划局负责解释。"]))
    document, findings = repair(read(path, worker))
    assert [item.number for item in document.items] == ["0100-A-00100", "0100-A-00100", "0200-B-00200"]
    assert [item.subitem for item in document.items] == ["建筑类", "市政类", ""]
    assert document.labels == COLUMNS
    for item, row in zip(document.items, ROWS, strict=True):
        assert [field.text for field in item.fields] == row
    assert [finding.code for finding in findings] == []
    last = document.items[-1].field("承办机构")
    assert last
    assert last.printed
    assert (last.printed.place.table, last.printed.place.cell[0]) == (1, "H")
    if form != "csv":
        assert document.title.text == "云岚市规划局权责清单"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("长河区城市管理局行政处罚事项清单（2024年版）", "长河区城市管理局"),
        ("青枫县公共资源交易中心岗位职责与廉政风险点清单", "青枫县公共资源交易中心"),
        ("中共滨湖区委组织部内设机构及所属单位职责", "中共滨湖区委组织部"),
        ("柳泉镇履行职责事项清单", "柳泉镇"),
        ("东岭县信访局职能配置、内设机构和人员编制", "东岭县信访局"),
        ("云桥区防汛指挥部成员单位职责", "云桥区防汛指挥部"),
        ("沙河县涉企行政检查事项清单", "沙河县"),
        ("滨海新区总工会职责目录", "滨海新区总工会"),
        ("清单", ""),
    ],
)
def test_the_body_of_a_title(title: str, body: str) -> None:
    """长河区城市管理局行政处罚事项 was the publisher of such lists, and nobody calls a body so."""
    assert meaning.titled(title) == body


def test_a_running_number_beside_a_code_has_not_slipped(tmp_path: Path, worker: Worker) -> None:
    """Number, code, type, name, empty sub-item: every value stands where it belongs, and a footer of two cells is no item.

    "2" under 序号 was taken for no number (there is no full stop in it), so the row seemed to have slipped into the empty column.
    """
    columns = ("序号", "职权编码", "职权类型", "职权名称", "子项", "实施依据", "承办机构", "责任事项", "监督电话")
    rows = [
        [str(n), f"010100{n}000", "行政许可", name, "", LAW, "河道科", "受理、审查、决定。", "85551235"]
        for n, name in enumerate(("取水许可", "河道采砂许可", "占用水域审批"), 1)
    ]
    footer = ["联系人：张某", "联系电话：85550000"]
    path = tmp_path / "codes.csv"
    path.write_bytes(office.power_list("青龙区水务局权责清单（2024年版）", columns, [*rows, footer], "csv"))
    document, findings = repair(read(path, worker))
    assert [[field.text for field in item.fields] for item in document.items] == rows
    assert [item.number for item in document.items] == ["0101001000", "0101002000", "0101003000"]
    assert findings == ()
    assert meaning.titled("青龙区水务局权责清单（2024年版）") == "青龙区水务局"
    assert meaning.titled("青龙区水务局权力和责任清单及公共服务事项清单") == "青龙区水务局"


def test_sub_items_are_duties_of_their_own(tmp_path: Path, worker: Worker) -> None:
    """The sub-items of one power are told apart in the graph, in IRIs, and in answers, as JSON and as text.

    A workbook has no lines: answers and `show` name table and row, where one named nothing and the other 第 None 行.
    """
    path = tmp_path / "list.xlsx"
    path.write_bytes(office.power_list("云岚市规划局权责清单", COLUMNS, ROWS, "xlsx"))
    pipeline.publish([pipeline.read(path, worker=worker)], tmp_path / "base")
    base = kg.load(tmp_path / "base")
    rows = base.store.select("SELECT ?duty ?part { ?duty duty:subItem ?part }")
    assert {row["duty"].rpartition("/")[2]: row["part"] for row in rows} == {
        "0100-A-00100.jian-zhu-lei": "建筑类",
        "0100-A-00100.shi-zheng-lei": "市政类",
    }
    answer = base.ask("市政类的建设工程规划许可找谁办")
    assert answer.json()["duties"][0]["subitem"] == "市政类"
    assert "0100-A-00100 建设工程规划许可（市政类）" in str(answer)
    assert {duty.subitem for duty in answer.duties} == {"建筑类", "市政类", None}
    assert "出处：list.xlsx，职权名称 表 1 第 3 行；实施依据 表 1 第 4 行；承办机构 表 1 第 4 行" in str(answer)
    (shown,) = tables.shown(base, "0200-B-00200")
    assert "承办机构：执法队（表 1 第 5 行）" in tables.text(shown)
    labels = [field["label"] for field in shown["fields"] if field["text"]]
    assert labels == [label for label in COLUMNS if label in labels]  # in the order of the columns; it was any order


def test_headers_of_two_lines_and_merged_groups(tmp_path: Path, worker: Worker) -> None:
    """A header of two lines names its columns by the lower one; hidden sheets are left out."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某局权责清单"])
    sheet.append(["序号", "职权", None, "实施依据", "承办机构"])
    sheet.append([None, "职权名称", "子项", None, None])
    for area in ("A2:A3", "B2:C2", "D2:D3", "E2:E3"):
        sheet.merge_cells(area)
    sheet.append([1, "发证", "甲类", LAW, "办证科"])
    hidden = book.create_sheet("旧表")
    hidden.append(["序号", "职权名称", "承办机构"])
    hidden.append([9, "旧事项", "旧科"])
    hidden.sheet_state = "hidden"
    path = tmp_path / "two.xlsx"
    book.save(path)
    document = read(path, worker)
    assert document.labels == ("序号", "职权名称", "子项", "实施依据", "承办机构")
    assert [(item.number, item.text("职权名称"), item.subitem) for item in document.items] == [("1", "发证", "甲类")]


@pytest.mark.parametrize(
    ("columns", "words"),
    [(("序号", "实施依据", "承办机构"), "名称"), (("序号", "职权名称", "职权名称", "承办机构"), "两栏都叫")],
)
def test_headers_that_cannot_be_read(columns: tuple[str, ...], words: str, tmp_path: Path, worker: Worker) -> None:
    """A header without names or with the same label twice is refused with its place."""
    path = tmp_path / "bad.xlsx"
    path.write_bytes(office.power_list("某局清单", columns, [["1", "甲", "乙", "丙"][: len(columns)]], "xlsx"))
    with pytest.raises(SourceError, match=words) as caught:
        read(path, worker)
    assert "bad.xlsx" in caught.value.where
    assert caught.value.hint


def test_a_format_is_one_line_of_one_table() -> None:
    """A format stood in three modules, and the last one opened whatever it did not know as a workbook and called it damaged."""
    assert READABLE == ".docx、.xlsx、.csv、.txt"
    assert [form_of(suffix) for suffix in (".tsv", ".docx", "", ".odt")] == ["csv", "docx", "txt", ""]
    for name, reader in READERS.items():
        if reader.apart:
            assert callable(importlib.import_module(f"kg.sources.files.{name}").blocks)
    with Worker() as worker, pytest.raises(SourceError, match="不在这里打开"):
        worker.blocks("txt", "序号".encode(), "a.txt")
