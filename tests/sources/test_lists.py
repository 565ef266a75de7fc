"""Lists and tables as clerks leave them: lists as plain text, rows that leave the item blank, labels of some tables, cells too many."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx as python_docx
import openpyxl
import pyoxigraph as ox
import pytest

from kg import pipeline
from kg.labels import usual_kind
from kg.minted import with_iris
from kg.records import Document, Finding, Source
from kg.repair import repair
from kg.sources import read
from kg.sources.document.txt import parse
from kg.triples import lines
from tests.catalogues import office, render
from tests.catalogues.written import of_csv, of_xlsx
from tests.sources.test_formats import COLUMNS, LAW, ROWS

BLANK = ["", "", "", "", "夜景类", "", "", "", "", "", ""]
BODY = "yunlan-emergency"


def tables(text: str) -> tuple[Document, list[Finding]]:
    """A text as it is after repair, and what was found."""
    document, findings = repair(parse(text, Source("x.txt", "0" * 64, "utf-8")))
    return document, list(findings)


@pytest.mark.parametrize("make", [of_csv, of_xlsx])
def test_a_row_with_nothing_but_a_sub_item_goes_on_with_the_item_above(make: Any, tmp_path: Path) -> None:
    """Merged cells that a program let go leave such rows; they were taken for notes and dropped."""
    path = tmp_path / f"list.{make.__name__.removeprefix('of_')}"
    path.write_bytes(make(COLUMNS, ROWS[0], BLANK, ROWS[2], ["注：本清单由云岚市规划局负责解释。"]))
    document, findings = repair(read(path))
    assert [item.subitem for item in document.items] == ["建筑类", "夜景类", ""]
    expected = [ROWS[0], [*ROWS[0][:4], "夜景类", *ROWS[0][5:]], ROWS[2]]
    assert [[field.text for field in item.fields] for item in document.items] == expected
    assert findings == ()


CODED = ["序号", "基本编码", "权力类型", "主项名称", "子项名称", "设定依据", "责任科室"]
DRIVING = "拖拉机驾驶证核发"
PARTED = [
    ["1", "0001043001", "行政许可", DRIVING, "初次申领", "《某条例》第八条", "农机科"],
    ["", "0001043002", "行政许可", "", "期满换证", "《某条例》第九条", "农机科"],
    ["", "0001043003", "行政许可", "", "增加机型", "《某条例》第十条", "农机科"],
    ["2", "0002044000", "行政检查", "种子市场检查", "", "《某条例》第二十条", "种子科"],
]


@pytest.mark.parametrize("numbers", ["merged", "each its own", "no column"])
def test_sub_items_with_codes_of_their_own_share_merged_number_and_name(numbers: str, tmp_path: Path) -> None:
    """A csv file leaves 序号 and 主项名称 blank below their first row: ten missing values in a clean list of forty rows."""
    own = {"each its own": ["1", "2", "3", "4"]}.get(numbers, [row[0] for row in PARTED])
    first = int(numbers == "no column")
    path = tmp_path / "list.csv"
    path.write_bytes(of_csv(CODED[first:], *([n, *row[1:]][first:] for n, row in zip(own, PARTED, strict=True))))
    document, findings = repair(read(path))
    assert [(item.number, item.subitem) for item in document.items] == [(row[1], row[4]) for row in PARTED]
    assert [item.text("主项名称") for item in document.items] == [DRIVING] * 3 + ["种子市场检查"]
    if numbers == "merged":
        assert [item.text("序号") for item in document.items] == ["1", "1", "1", "2"]
    name = document.items[2].field("主项名称")
    assert name
    assert name.printed
    assert name.printed.place.row == 2
    assert findings == ()


@pytest.mark.parametrize("make", [of_csv, of_xlsx])
def test_what_was_merged_over_sub_items_with_codes_is_said_once(make: Any, tmp_path: Path) -> None:
    """权力类型 and 监督电话 were merged over the sub-items as 序号 and 主项名称 were, and sixteen values of a clean list were missing; a cell that is blank elsewhere still is."""
    counted = [
        ["3", "0003045001", "行政确认", "农机鉴定", "整机", "《某条例》第三十条", "农机科"],
        ["", "0003045002", "", "", "部件", "", "农机科"],
    ]
    plain = [
        [str(n), f"000{n}046000", "行政检查", name, "", f"《某条例》第{n}条", "" if n == 5 else "种子科"]
        for n, name in ((4, "苗木抽查"), (5, "仓库抽查"))
    ]
    rows = [*([*row[:2], row[2] if row[0] else "", *row[3:]] for row in PARTED), *counted, *plain]
    phoned = [[*row, f"666000{row[0]}" if row[0] and row[0] != "4" else ""] for row in rows]
    path = tmp_path / f"list.{make.__name__.removeprefix('of_')}"
    path.write_bytes(make([*CODED, "监督电话"], *phoned))
    document, findings = repair(read(path))
    assert [item.text("权力类型") for item in document.items] == [
        *["行政许可"] * 3,
        "行政检查",
        *["行政确认"] * 2,
        *["行政检查"] * 2,
    ]
    assert [item.text("监督电话") for item in document.items] == [*["6660001"] * 3, "6660002", *["6660003"] * 2, "", "6660005"]
    missing = [("0003045002", "设定依据"), ("0004046000", "监督电话"), ("0005046000", "责任科室")]
    assert [(one.code, one.field) for one in findings if one.code != "missing-value"] == [("merged-cells", "权力类型")]
    assert [(one.duties[0], one.field) for one in findings if one.code == "missing-value"] == missing


def test_a_name_that_is_missing_is_no_sub_item_of_the_row_above(tmp_path: Path) -> None:
    """Where the row has no sub-item, or another code and number, nothing tells what it is called."""
    lost = ["3", "0007051000", "行政检查", "", "夏季抽查", "《某条例》第三十条", "种子科"]
    plain = ["4", "0008052000", "行政检查", "", "", "《某条例》第四十条", "种子科"]
    path = tmp_path / "list.csv"
    path.write_bytes(of_csv(CODED, *PARTED, lost, plain))
    document, findings = repair(read(path))
    assert [item.text("主项名称") for item in document.items][4:] == ["", ""]
    assert [(one.code, one.duties) for one in findings] == [("missing-value", (row[1],)) for row in (lost, plain)]


@pytest.mark.parametrize("form", ["a row a line", "a cell a line"])
def test_a_list_may_be_plain_text(form: str, tmp_path: Path) -> None:
    """As Excel saves it with tabs, or as a table of Word becomes text: the same items, each cell with its line."""
    rows = [COLUMNS, *ROWS]
    if form == "a row a line":
        lines = ["\t".join(row) for row in rows]
    else:
        lines = ["\n".join("\t" + text for text in row) + "\n" for row in rows]
    path = tmp_path / "list.txt"
    path.write_text("\n".join(["云岚市规划局权责清单", "", *lines]), encoding="utf-8")
    document, findings = repair(read(path))
    assert document.title.text == "云岚市规划局权责清单"
    assert [[field.text for field in item.fields] for item in document.items] == ROWS
    assert findings == ()
    basis = document.items[2].field("实施依据")
    assert basis
    assert basis.printed
    assert basis.printed.place.line
    assert LAW in path.read_text("utf-8").splitlines()[basis.printed.place.line - 1]


def test_the_main_responsibility_has_the_number_that_its_items_begin_with(tmp_path: Path) -> None:
    """1.1 and 1.2 belong to 1; it used to be numbered by counting rows. Where items have numbers of their own, it is counted."""
    columns = ("序号", "主要职责", "职责名称", "法定依据", "实施机构")
    path = tmp_path / "list.csv"
    path.write_bytes(
        of_csv(
            columns,
            *(
                [n, main, f"做好第{n}项工作", LAW, "审批科"]
                for n, main in (("1.1", "甲职责"), ("1.2", "甲职责"), ("3.1", "丙职责"))
            ),
        )
    )
    document = read(path)
    assert [(one.number, one.text.text) for one in document.responsibilities] == [("1", "甲职责"), ("3", "丙职责")]
    assert [item.contents.responsibility for item in document.items if item.contents] == ["1", "1", "3"]


def test_a_contents_table_may_name_the_departments(tmp_path: Path) -> None:
    """Where each duty has a table of its own, a list of numbers, names and departments is the contents and no second set of duties."""
    body = render.load_body(BODY)
    file = python_docx.Document(io.BytesIO(office.docx(render.build(body))))
    contents = file.tables[0]
    column = contents.add_column(1_000_000)
    column.cells[0].merge(column.cells[1]).text = "责任科室"
    for cell, duty in zip(column.cells[2:], body["duties"], strict=True):
        cell.text = duty["fields"]["实施机构"]
    path = tmp_path / "catalogue.docx"
    file.save(str(path))
    document, findings = repair(read(path))
    assert [item.number for item in document.items] == [duty["number"] for duty in body["duties"]]
    assert all(item.contents for item in document.items)
    assert findings == ()


def test_a_label_may_stand_in_a_few_tables_only() -> None:
    """备注 in one table is a field there and missing nowhere else; it used to go on with the value above it."""
    body = render.load_body(BODY)
    plain = render.render(body).text
    first, second, rest = plain.partition("1.2（职责事项名称）信息表")
    document, findings = tables(first.rstrip("\n") + "\n\n\t备　注\n\t自2024年起执行\n\n\n" + second + rest)
    note = document.items[0].field("备注")
    assert note
    assert note.text == "自2024年起执行"
    assert document.items[0].field("监督方式") == tables(plain)[0].items[0].field("监督方式")
    assert findings == []


def test_a_label_with_a_slip_is_read_as_what_is_meant(tmp_path: Path) -> None:
    """In a text and in a Word file: the value keeps its place, and the finding quotes both labels."""
    body = render.load_body(BODY)
    wrong = {
        **body["duties"][4],
        "fields": {("实施机枃" if k == "实施机构" else k): v for k, v in body["duties"][4]["fields"].items()},
    }
    changed: Any = {**body, "duties": [wrong if duty["number"] == wrong["number"] else duty for duty in body["duties"]]}
    path = tmp_path / "catalogue.docx"
    path.write_bytes(office.docx(render.build(changed)))
    in_word = repair(read(path))
    for document, findings in (tables(render.render(changed).text), in_word):
        assert document.items[4].field("实施机构").text == body["duties"][4]["fields"]["实施机构"]  # type: ignore[union-attr]
        assert [(one.code, one.duties, one.field) for one in findings] == [("wording-differs", (wrong["number"],), "实施机构")]
        assert "实施机枃" in findings[0].message


def test_a_cell_too_many_is_kept_and_reported() -> None:
    """同上 in a cell beside the workflow of one table stays with it, and is said."""
    text = render.render(render.load_body(BODY)).text
    workflow = render.load_body(BODY)["duties"][2]["fields"]["运行流程"]
    at = text.index(workflow, text.index("1.3（职责事项名称）信息表"))
    document, findings = tables(text[: at + len(workflow)] + "\n\t同上" + text[at + len(workflow) :])
    assert [(one.code, one.duties, one.field) for one in findings] == [("extra-cell", ("1.3",), "运行流程")]
    assert findings[0].place.line == text[:at].count("\n") + 2
    assert document.items[2].field("运行流程").text.endswith("同上")  # type: ignore[union-attr]


def test_hidden_runs_of_a_word_file_are_not_read(tmp_path: Path) -> None:
    """What Word does not show is nobody's text."""
    file = python_docx.Document(io.BytesIO(office.docx(render.build(render.load_body(BODY)))))
    run = file.tables[1].rows[1].cells[1].paragraphs[0].add_run("（待核）")
    run.font.hidden = True
    path = tmp_path / "catalogue.docx"
    file.save(str(path))
    assert "待核" not in read(path).items[0].fields[1].text


def test_characters_that_are_no_text_are_told() -> None:
    """A bell and an escape became U+FFFD in the graph without a word; the cell keeps them, and its line is said."""
    text = render.render(render.load_body(BODY)).text
    workflow = render.load_body(BODY)["duties"][2]["fields"]["运行流程"]
    at = text.index(workflow, text.index("1.3（职责事项名称）信息表"))
    document, findings = tables(f"{text[:at]}受\x07\n理\x1b[31m{text[at:]}")
    assert [(one.code, one.duties, one.field) for one in findings] == [("stray-mark", ("1.3",), "运行流程")]
    assert findings[0].place.line == text[:at].count("\n") + 1
    assert "U+0007、U+001B" in findings[0].message
    assert "\x07" in document.items[2].field("运行流程").text  # type: ignore[union-attr]


@pytest.mark.parametrize("form", ["sections", "sheets"])
def test_sections_and_sheets_name_the_type_of_power(form: str, tmp_path: Path) -> None:
    """A list that counts each type from 1 again has no doubled number, and 职权类型 is what the section, or the sheet, is called."""
    columns = ("序号", "职权名称", "实施依据", "承办机构", "责任事项")
    parts = {"一、行政许可（共2项）": ("取水许可", "采砂许可"), "二、行政处罚": ("对违法取水的处罚",)}
    book = openpyxl.Workbook()
    sheet = book.active
    if form == "sections":
        sheet.append(columns)
    for n, (title, names) in enumerate(parts.items()):
        if form == "sheets":
            sheet = book.active if n == 0 else book.create_sheet()
            sheet.title = title
            sheet.append(columns)
        else:
            sheet.append([title])
        for number, name in enumerate(names, 1):
            sheet.append([str(number), name, LAW, "审批科", "受理、审查、决定。"])
    path = tmp_path / "list.xlsx"
    book.save(path)
    document, findings = repair(read(path))
    shown = [(item.number, item.field("职权类型").text) for item in document.items]  # type: ignore[union-attr]
    assert shown == [("1", "行政许可"), ("2", "行政许可"), ("1", "行政处罚")]
    assert document.labels == (columns[0], "职权类型", *columns[1:])
    assert findings == ()


def test_a_running_number_used_twice_beside_different_codes(tmp_path: Path) -> None:
    """One slip is found with its cell; where a number stands for a group of rows, nothing is."""
    path = tmp_path / "list.csv"
    rows = [
        [str(n), "行政许可", f"0100{n}", f"第{n}类许可", "", LAW, "规划局", "审批科", "受理。", "不受理的", "22345678"]
        for n in range(1, 7)
    ]
    rows[4][0] = "4"
    path.write_bytes(of_csv(COLUMNS, *rows))
    assert [(f.code, f.duties, f.place.cell) for f in repair(read(path))[1]] == [("duplicate-number", ("01005",), "A6")]
    path.write_bytes(of_csv(COLUMNS, *([str((n + 1) // 3), *row[1:]] for n, row in enumerate(rows))))
    assert repair(read(path))[1] == ()


def test_a_sub_item_below_a_section_keeps_its_columns(tmp_path: Path) -> None:
    """The type that the section gives the item above stands under no column, and moves none of what is taken from there."""
    columns = ("序号", "职权名称", "子项", "实施依据", "承办机构", "责任事项")
    first = ["1", "取水许可", "新办", LAW, "审批科", "受理、审查、决定。"]
    path = tmp_path / "list.csv"
    path.write_bytes(of_csv(columns, ["一、行政许可"], first, ["", "", "延续", "", "", ""]))
    document, findings = repair(read(path))
    shown = [[field.text for field in item.fields] for item in document.items]
    assert shown == [["1", "行政许可", "取水许可", sub, LAW, "审批科", "受理、审查、决定。"] for sub in ("新办", "延续")]
    assert findings == ()


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("处罚依据", "basis"),
        ("执法科室", "department"),
        ("承办部室", "department"),
        ("配合部门", "department"),
        ("随机抽查事项名称", "name"),
        ("监督途径", "supervision"),
        ("协作边界", "boundary"),
        ("办事流程图", "workflow"),
        ("需提交材料", "documents"),
        ("行政审批机关", "body"),
        ("行政审批科", "other"),
        ("收费依据", "other"),
        ("检查频次", "other"),
    ],
)
def test_labels_composed_of_usual_words(label: str, kind: str) -> None:
    """Each government composes labels of its own out of the same few words; a department's name is no label."""
    assert usual_kind(label) == kind


def test_a_sub_item_that_was_a_shifted_basis_is_none(tmp_path: Path) -> None:
    """The row was put right, but the duty was still called after the clause that had slipped under 子项名称."""
    laws, phone = "一二三四五六七八", "0573-8296010"
    rows = [
        [
            str(n),
            f"000{n}000",
            "行政检查",
            f"第{n}类种子市场检查",
            "",
            f"《某条例》第{laws[n]}条",
            "种子科",
            f"{phone}{n}",
            "",
            "",
        ]
        for n in range(8)
    ]
    rows[1][4] = rows[2][4] = "日常抽查"
    slipped = [*rows[3][:4], *rows[3][5:], ""]
    path = tmp_path / "list.csv"
    path.write_bytes(of_csv([*CODED, "监督电话", "备注", "说明"], *rows[:3], slipped, *rows[4:]))
    document, findings = repair(read(path))
    assert [one.code for one in findings] == ["row-shift"]
    assert [item.subitem for item in document.items] == ["", "日常抽查", "日常抽查", *[""] * 5]


def test_a_cell_merged_within_each_type_of_power_is_filled(tmp_path: Path) -> None:
    """行使主体 was merged over each type of power; one type had a single row, so the value stood twice, and 39 others were reported as missing."""
    kinds = ["行政许可"] * 4 + ["行政奖励"] + ["行政检查"] * 4
    bodies = ["某局", "", "", "", "某局", "某局", "", "", ""]
    head = ["序号", "职权类型", "职权名称", "实施依据", "行使主体", "承办机构"]
    rows = [
        [str(n), kind, f"{'甲乙丙丁戊己庚辛壬'[n - 1]}类事项的{kind}", f"《某条例》第{n}条", body, "" if n == 3 else "甲科"]
        for n, (kind, body) in enumerate(zip(kinds, bodies, strict=True), 1)
    ]
    (tmp_path / "list.csv").write_bytes(of_csv(head, *rows))
    document, findings = repair(read(tmp_path / "list.csv"))
    assert {item.text("行使主体") for item in document.items} == {"某局"}
    assert [(one.code, one.duties) for one in findings] == [("merged-cells", ()), ("missing-value", ("3",))]


def test_what_was_put_right_in_a_sub_item_is_said_of_that_one(tmp_path: Path) -> None:
    """In the graph the finding was the first sub-item's, and the clause that had been put right in the second one came of no repair."""
    head = ["序号", "职权名称", "子项", "实施依据", "承办机构"]
    rows = [
        ["1", "广告设置许可", part, f"《航道法》第{count}条", "市容科"]
        for part, count in (("建筑类", "三十"), ("夜景类", "三十十四"))
    ]
    (tmp_path / "list.csv").write_bytes(of_csv(head, *rows, ["2", "摊点检查", "", "《航道法》第二条", "执法科"]))
    said = b"".join(lines(*with_iris(pipeline.read(tmp_path / "list.csv"), {})))
    quads = [*ox.parse(said, ox.RdfFormat.N_QUADS)]
    (target,) = (quad.object.value for quad in quads if quad.predicate.value.endswith("#hasTarget"))
    (repaired,) = (quad.subject.value for quad in quads if quad.predicate.value.endswith("#wasGeneratedBy"))
    assert repaired == f"{target}/field/basis"
    assert f'{target}> <https://w3id.org/duty-kg/ontology#subItem> "夜景类"' in said.decode()
