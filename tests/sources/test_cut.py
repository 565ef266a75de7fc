"""Lists cut apart: into the steps of one duty, into the tables of pages, into sheets; and tables whose number has another name."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from kg import meaning
from kg.errors import SourceError
from kg.records import Document, Finding, Source
from kg.repair import repair
from kg.sources import read
from kg.sources.document.txt import parse
from kg.sources.files.bounded import Worker
from tests.catalogues.written import of_csv, of_docx, of_xlsx

HEAD = ["序号", "职权类型", "职权名称", "实施依据", "承办机构", "责任事项", "责任事项依据", "监督电话"]
ASKED, LOOKED, DECIDED = "1.受理责任：一次性告知补正材料。", "2.审查责任：组织现场勘验。", "3.决定责任：说明理由。"
UNDER = "《中华人民共和国行政许可法》第{}条"
FELLING = ["1", "行政许可", "林木采伐许可", "《某森林条例》第十条", "资源科", ASKED, UNDER.format("三十"), "85550001"]
LOOKING = ["", "", "", "", "", LOOKED, UNDER.format("三十四"), ""]
DECIDING = ["", "", "", "", "", DECIDED, UNDER.format("三十七"), ""]
GRAZING = ["2", "行政许可", "草原使用许可", "《某草原条例》第二十条", "草原科", ASKED, UNDER.format("三十"), "85550001"]
FIRES = [
    "3",
    "行政检查",
    "森林防火检查",
    "《某森林条例》第三十条",
    "防火科",
    "组织检查，督促整改。",
    "《某森林条例》第三十一条",
    "85550001",
]


def of(
    rows: Sequence[Sequence[str]], form: str, path: Path, worker: Worker, merged: Sequence[str] = ()
) -> tuple[Document, list[Finding]]:
    """A list of these rows in a file of this form, read and repaired."""
    data = of_csv(*rows) if form == "csv" else of_xlsx(*rows)
    if merged:
        book, stream = openpyxl.load_workbook(io.BytesIO(data)), io.BytesIO()
        for area in merged:
            book.active.merge_cells(area)
        book.save(stream)
        data = stream.getvalue()
    file = path / f"list.{form}"
    file.write_bytes(data)
    document, findings = repair(read(file, worker))
    return document, list(findings)


Rows = Sequence[Sequence[str]]


@pytest.mark.parametrize("form", ["xlsx", "merged xlsx", "csv"])
def test_steps_of_one_duty_in_rows_of_their_own_are_one_duty(form: str, tmp_path: Path, worker: Worker) -> None:
    """The usual form of such lists: a row a step beside a merged name. Each step was a duty, or with the merged cells undone was dropped without a word."""
    merged = [f"{letter}2:{letter}4" for letter in "ABCDEH"] if form.startswith("merged") else ()
    document, findings = of(
        [HEAD, FELLING, LOOKING, DECIDING, GRAZING, LOOKING, FIRES], form.rsplit(maxsplit=1)[-1], tmp_path, worker, merged
    )
    assert [item.number for item in document.items] == ["1", "2", "3"]
    assert document.items[0].text("责任事项") == "\n".join([ASKED, LOOKED, DECIDED])
    assert document.items[0].text("责任事项依据") == "\n".join(UNDER.format(n) for n in ("三十", "三十四", "三十七"))
    assert [item.text("承办机构") for item in document.items] == ["资源科", "草原科", "防火科"]
    assert {one.code for one in findings} <= {"broken-row"}


def test_a_cell_broken_over_two_rows_is_whole_again_and_that_is_said(tmp_path: Path, worker: Worker) -> None:
    """Its second half was lost; what stands below a list, a signature and a date, belongs to no duty."""
    rest = ["", "", "", "逾期不补种的，依法责令限期补种；拒不补种的，由主管部门代为补种。", "", "", "", ""]
    signed = [["", "", "", "", "", "", "某县林业局", ""], ["", "", "", "", "", "", "2024年6月28日", ""]]
    document, findings = of([HEAD, FELLING, rest, GRAZING, FIRES, *signed], "xlsx", tmp_path, worker)
    assert document.items[0].text("实施依据") == f"{FELLING[3]}\n{rest[3]}"
    assert document.items[2].text("责任事项依据") == FIRES[6]
    assert document.dated == "2024-06-28"
    assert [(one.code, one.duties, one.field, one.place.cell) for one in findings] == [("broken-row", ("1",), "实施依据", "D3")]


FOREST = [
    HEAD,
    FELLING,
    GRAZING,
    FIRES,
    *[[str(n), FIRES[1], f"{area}防火检查", *FIRES[3:]] for n, area in enumerate(("牧区", "景区", "矿区", "库区", "林场"), 4)],
]


@pytest.mark.parametrize("form", ["csv", "txt"])
@pytest.mark.parametrize("lines", [["组织检查，", "督促整改。"], ["1.组织检查。", "2.督促整改。", "3.归档备查。"]])
def test_a_line_that_breaks_in_a_cell_are_one_row(lines: list[str], form: str, tmp_path: Path) -> None:
    """A line break without quotation marks made an item whose number was a telephone number, and nine findings beside it; then the file was refused."""
    rows = [[*row[:5], "、".join(lines) if n == 3 else row[5], *row[6:]] for n, row in enumerate(FOREST)]
    text = of_csv(*rows).decode() if form == "csv" else "\n".join(map("\t".join, rows))
    path = tmp_path / f"list.{form}"
    path.write_text(text.replace("、".join(lines), "\n".join(lines)), "utf-8")
    document, (only,) = repair(read(path))
    assert [item.number for item in document.items] == [row[0] for row in FOREST[1:]]
    assert [field.text for field in document.items[2].fields] == [*FIRES[:5], "\n".join(lines), *FIRES[6:]]
    assert (only.code, only.duties, only.field, only.place.line) == ("broken-row", ("3",), "责任事项", 4)
    assert only.repair


@pytest.mark.parametrize("rest", ["9,督促整改。", ",督促整改。", "督促整改。"])
def test_a_line_of_csv_broken_otherwise_is_refused_with_its_number(rest: str, tmp_path: Path) -> None:
    """Where the second line may be a row of its own, or a cell is lacking, nobody can tell what belongs where."""
    whole = of_csv(*FOREST).decode()
    path = tmp_path / "list.csv"
    cells = "组织检查，督促整改。,《某森林条例》第三十一条"
    path.write_text(whole.replace(cells, f"组织检查，\n{rest}", 1), "utf-8")
    with pytest.raises(SourceError, match="断成了两行") as refused:
        read(path)
    assert refused.value.where == f"{path}:4"


@pytest.mark.parametrize("heads", ["on the first page", "on every page"])
def test_a_list_that_word_cuts_into_pages_goes_on(heads: str, tmp_path: Path, worker: Worker) -> None:
    """Tables after the first had no header and were dropped, 37 of 46 rows without a word; a merged type did not reach over the page."""
    second = [FIRES, ["4", "", "林区巡护检查", *FIRES[3:]]]
    fresh = [["5", "", "森林病害检查", *FIRES[3:]], ["6", "行政奖励", "护林奖励", *FIRES[3:]]]
    pages = (
        [[HEAD, FELLING, GRAZING], second, fresh]
        if heads.endswith("first page")
        else [[HEAD, FELLING, GRAZING], [HEAD, *second], [HEAD, *fresh]]
    )
    document = of_docx(pages, tmp_path, worker, after="二〇二四年六月")
    assert [item.number for item in document.items] == list("123456")
    assert document.items[4].text("职权类型") == "行政检查"
    assert [item.table for item in document.items] == [1, 1, 2, 2, 3, 3]
    assert document.dated == "2024-06"


def test_a_type_printed_once_for_several_rows_holds_for_them_in_a_workbook_too(tmp_path: Path, worker: Worker) -> None:
    """Read from above in csv files alone, it was missing in 33 of 46 rows of a workbook whose merged cells had been undone."""
    rows = [[str(n), "行政许可" if n == 1 else "行政检查" if n == 4 else "", *FELLING[2:]] for n in range(1, 8)]
    document, findings = of([HEAD, *rows], "xlsx", tmp_path, worker)
    assert [item.text("职权类型") for item in document.items] == ["行政许可"] * 3 + ["行政检查"] * 4
    assert [(one.code, one.place.cell) for one in findings if one.code == "merged-cells"] == [("merged-cells", "B3")]


def test_a_row_that_numbers_the_columns_is_no_duty(tmp_path: Path, worker: Worker) -> None:
    """It was read as the duty 3 of the department 5."""
    document, _ = of([HEAD, [str(n) for n in range(1, 9)], FELLING, GRAZING, FIRES], "xlsx", tmp_path, worker)
    assert [item.number for item in document.items] == ["1", "2", "3"]
    assert document.items[0].text("职权名称") == "林木采伐许可"


@pytest.mark.parametrize("merged", [("A2:A3", "B2:B3"), ()])
def test_items_that_share_the_number_of_their_main_responsibility_are_counted_within_it(
    merged: Sequence[str], tmp_path: Path, worker: Worker
) -> None:
    """序号、主要职责、具体工作事项: three items were all number 1, with six violations; with the cells not merged two had no number."""
    rows = [
        ["1", "负责造林绿化。", "组织义务植树", "绿化科"],
        ["", "", "城市绿线管理", "绿化科"],
        ["2", "负责森林防火。", "火情监测", "防火科"],
    ]
    document, findings = of([["序号", "主要职责", "具体工作事项", "责任科室"], *rows], "xlsx", tmp_path, worker, merged)
    assert [item.number for item in document.items] == ["1.1", "1.2", "2.1"]
    assert [item.contents.responsibility for item in document.items if item.contents] == ["1", "1", "2"]
    assert [item.text("序号") for item in document.items] == ["1", "1", "2"]
    assert findings == []


def test_labels_of_three_lines_are_told_apart_by_what_stands_over_them(tmp_path: Path, worker: Worker) -> None:
    """依据 under 责任 is not the basis of the duty; the header was refused for two columns of one name."""
    head = [
        ["序号", "职权基本信息", "", "", "责任", "", "追责", ""],
        ["", "名称", "依据", "", "事项", "依据", "情形", "依据"],
        ["", "", "法律", "条款", "", "", "", ""],
    ]
    areas = ["A1:A3", "B1:D1", "E1:F1", "G1:H1", "C2:D2", *(f"{letter}2:{letter}3" for letter in "BEFGH")]
    row = ["1", "草原使用许可", "《某草原条例》", "第二十条", ASKED, UNDER.format("三十"), "不予受理的", "《某条例》第五条"]
    document, _ = of([*head, row], "xlsx", tmp_path, worker, areas)
    labels = ["序号", "名称", "法律", "条款", "责任事项", "责任（依据）", "情形", "追责依据"]
    assert [(field.label, field.text) for field in document.items[0].fields] == list(zip(labels, row, strict=True))


def test_a_remark_holds_for_its_sub_item_alone(tmp_path: Path, worker: Worker) -> None:
    """Sub-items that leave the item blank take its basis and department from above; they took its remark as well, which nobody had printed there."""
    head = [*HEAD[:3], "子项", *HEAD[3:], "备注"]
    first = [*FELLING[:3], "商品林", *FELLING[3:], "须双方到场"]
    document, _ = of(
        [head, first, ["", "", "", "公益林", "", "", "", "", "", ""], [*GRAZING[:3], "", *GRAZING[3:], ""]],
        "xlsx",
        tmp_path,
        worker,
    )
    assert [item.text("备注") for item in document.items] == ["须双方到场", "", ""]
    assert [item.text("承办机构") for item in document.items] == ["资源科", "资源科", "草原科"]


def test_the_sheets_of_a_workbook_share_what_their_titles_share(tmp_path: Path, worker: Worker) -> None:
    """A list with a sheet a type was called after the first of them: …权责清单（行政许可）, in answers about penalties too."""
    book = openpyxl.Workbook()
    for kind, row in (("行政许可", FELLING), ("行政检查", FIRES)):
        sheet = book.create_sheet(kind)
        for cells in ([f"某县林业局权责清单（{kind}）"], HEAD, row):
            sheet.append(cells)
    del book["Sheet"]
    book.save(tmp_path / "list.xlsx")
    assert read(tmp_path / "list.xlsx", worker).title.text == "某县林业局权责清单"


@pytest.mark.parametrize("label", ["编码", "职责编码", "事项编码", "职责编号", "事项序号"])
def test_information_tables_may_call_their_number_a_code(label: str, tmp_path: Path, worker: Worker) -> None:
    """With such a label all tables ran together into one record, and the contents' own numbers were those of the main responsibilities."""
    contents = [["序号", "主要职责", label, "名称", "页码"]]
    contents += [["1", "负责林业管理。", f"L-{n}", f"负责第{n}类林业管理工作。", str(n)] for n in range(1, 4)]
    tables = [
        [[label, f"L-{n}"], ["名称", f"负责第{n}类林业管理工作。"], ["实施依据", "《某森林条例》第十条"], ["承办机构", "资源科"]]
        for n in range(1, 4)
    ]
    document, findings = repair(of_docx([contents, *tables], tmp_path, worker, "某县林业局职责目录"))
    assert [(item.number, item.text("承办机构")) for item in document.items] == [(f"L-{n}", "资源科") for n in range(1, 4)]
    assert all(item.contents for item in document.items)
    assert [one.number for one in document.responsibilities] == ["1"]
    assert findings == ()


@pytest.mark.parametrize("before", ["\t\n", "\t"])
def test_a_title_may_stand_after_a_tab(before: str) -> None:
    """A blank cell above the title, or a tab before it, and the catalogue was called after its file."""
    table = "1.1（甲）信息表\n\n\t序号\n\t1.1\n\n\t名称\n\t负责造林。\n"
    document = parse(f"{before}某县林业局职责目录\n\n2024年6月\n\n{table}", Source("x.txt", "0" * 64, "utf-8"))
    assert (document.title.text, document.dated) == ("某县林业局职责目录", "2024-06")


@pytest.mark.parametrize(
    ("form", "shown"),
    [("yyyy/m/d", "2024/3/5"), ("yyyy/mm/dd", "2024/03/05"), ("mm-dd-yy", "2024/3/5"), ("yyyy-mm-dd", "2024-03-05")],
)
def test_a_date_is_read_as_excel_shows_it(form: str, shown: str, tmp_path: Path, worker: Worker) -> None:
    """The same list as Word and as csv had other dates than the workbook."""
    import datetime

    book = openpyxl.Workbook()
    for row in ([*HEAD, "修订日期"], [*FELLING, datetime.date(2024, 3, 5)]):
        book.active.append(row)
    book.active["I2"].number_format = form
    book.save(tmp_path / "list.xlsx")
    assert read(tmp_path / "list.xlsx", worker).items[0].text("修订日期") == shown


NAMED = ["1", "行政奖励", "对森林防火中作出显著成绩的", "《某森林条例》第十条", "资源科", ASKED, "", "85550001"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(("first", "second"), [(NAMED[2], "单位和个人的奖励"), ("对防火有功单位和个", "人的奖励")])
def test_the_second_half_of_a_name_in_a_row_of_its_own(
    form: str, first: str, second: str, tmp_path: Path, worker: Worker
) -> None:
    """A name was broken over two rows, and its second half was lost without a word."""
    rows = [HEAD, [*NAMED[:2], first, *NAMED[3:]], ["", "", second, "", "", "", "", ""], FIRES]
    document, findings = of(rows, form, tmp_path, worker)
    assert [item.text("职权名称") for item in document.items] == [f"{first}\n{second}", "森林防火检查"]
    assert [(one.code, one.duties) for one in findings if one.code == "broken-row"] == [("broken-row", ("1",))]


def test_a_line_in_the_column_of_names_that_goes_on_with_none(tmp_path: Path, worker: Worker) -> None:
    """What stands over the next rows is no second half of a whole name."""
    document, _ = of([HEAD, FELLING, ["", "", "草原管理领域", "", "", "", "", ""], GRAZING], "xlsx", tmp_path, worker)
    assert [item.text("职权名称") for item in document.items] == ["林木采伐许可", "草原使用许可"]


def test_departments_in_rows_of_their_own_below_one_number_and_name(tmp_path: Path, worker: Worker) -> None:
    """A list of who does what gives each department a row beside one merged number and name: each row was a duty called as the department's part."""
    head = ["序号", "管理事项", "涉及部门", "职责分工", "划分依据"]
    rows = [
        ["1", "校外托管监管", "区教育局", "牵头制定管理办法。", "《某条例》第一条"],
        ["", "", "区消防救援局", "检查消防安全。", ""],
        ["2", "电动车充电管理", "区住建局", "督促物业企业巡查。", "《某条例》第二条"],
        ["", "", "区公安局", "负责车辆上牌。", ""],
    ]
    areas = [f"{column}{n}:{column}{n + 1}" for column in "ABE" for n in (3, 5)]
    document, _ = of([["某区部门职责边界清单", "", "", "", ""], head, *rows], "xlsx", tmp_path, worker, ["A1:E1", *areas])
    assert [(item.number, item.text("管理事项"), item.text("涉及部门")) for item in document.items] == [
        ("1", "校外托管监管", "区教育局\n区消防救援局"),
        ("2", "电动车充电管理", "区住建局\n区公安局"),
    ]
    assert [item.text("职责分工") for item in document.items] == [
        "牵头制定管理办法。\n检查消防安全。",
        "督促物业企业巡查。\n负责车辆上牌。",
    ]


def test_departments_that_share_a_matter_row_by_row(tmp_path: Path, worker: Worker) -> None:
    """A register of boundaries has a row a department beside a merged matter: one duty of them all, and who does what was lost. Where the lines do not pair, nothing is told."""
    head = ["序号", "事项名称", "责任部门", "职责分工", "相关依据"]
    law = "《某省养犬管理条例》第{}条"
    rows = [
        ["1", "流浪犬收容", "区公安分局", "捕捉无主犬只，查处弃养行为", law.format("六")],
        ["", "", "区农业农村局", "免疫和无害化处理", ""],
        ["", "", "各街道办事处", "设置临时留置点", ""],
        ["2", "犬只登记", "区公安分局", "核发犬牌", law.format("九")],
        ["", "", "区行政审批局", "窗口收件", ""],
    ]
    document, findings = of(
        [head, *rows], "xlsx", tmp_path, worker, merged=["A2:A4", "B2:B4", "E2:E4", "A5:A6", "B5:B6", "E5:E6"]
    )
    assert findings == []
    first, second = (meaning.duty(item) for item in document.items)
    assert [(side.body, side.words) for side in first.sides] == [(row[2], row[3]) for row in rows[:3]]
    assert [(side.body, side.words) for side in second.sides] == [(row[2], row[3]) for row in rows[3:]]
    rows[1][3] = "免疫\n无害化处理"
    document, _ = of([head, *rows], "xlsx", tmp_path, worker, merged=["A2:A4", "B2:B4", "E2:E4", "A5:A6", "B5:B6", "E5:E6"])
    assert meaning.duty(document.items[0]).sides == ()


def test_sub_items_under_another_name_of_their_column(tmp_path: Path, worker: Worker) -> None:
    """事项子项 was a label that nobody knew, so that two sub-items of one merged number were one duty with both texts."""
    head = ["序号", "事项名称", "事项子项", "办理依据", "申办材料", "承办单位"]
    rows = [
        ["1", "贷款贴息", "个人贷款", "《某办法》第三条", "身份证", "担保中心"],
        ["", "", "小微企业贷款", "", "营业执照、花名册", ""],
        ["2", "职业介绍", "", "《某条例》第五条", "身份证", "人才中心"],
    ]
    document, _ = of([head, *rows], "xlsx", tmp_path, worker, merged=["A2:A3", "B2:B3", "D2:D3", "F2:F3"])
    assert [(item.number, item.subitem, item.text("申办材料")) for item in document.items] == [
        ("1", "个人贷款", "身份证"),
        ("1", "小微企业贷款", "营业执照、花名册"),
        ("2", "", "身份证"),
    ]
