"""Cards and forms: several labels a row, labels that only the document knows, groups and sections, as governments print them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx as python_docx
import pytest

from kg.records import Document
from kg.sources import read
from kg.sources.files.bounded import Worker
from tests.catalogues.written import book, of_docx

NAMES = ["林木采伐许可", "草原使用许可", "湿地占用许可"]
OFFICES = ["资源科", "草原科", "湿地科"]


def card(n: int) -> list[list[str]]:
    """A card of two labels a row; 事项属性 and 责任领导 are no known labels."""
    return [
        ["职责编号", f"LY-{n}", "事项属性", ["依申请", "依职权", "依申请"][n]],
        ["职责名称", NAMES[n], "", ""],
        ["承办科室", OFFICES[n], "责任领导", ["王某", "李某", "王某"][n]],
        ["实施依据", f"《某森林条例》第{'一二三'[n]}条", "", ""],
        ["办理时限", "20个工作日", "备注", ["", "可网上办理", ""][n]],
    ]


def forms(cards: Sequence[tuple[str, list[list[str]]]], path: Path, worker: Worker) -> Document:
    """A Word file of cards, each below a line; the last cell of a short row reaches over the rest."""
    file = python_docx.Document()
    file.add_paragraph("某县林业局办事指南")
    for line, rows in cards:
        if line:
            file.add_paragraph(line)
        width = max(map(len, rows))
        table = file.add_table(len(rows), width)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
            if len(texts) < width:
                row.cells[len(texts) - 1].merge(row.cells[width - 1])
        file.add_paragraph("")
    file.save(str(path / "forms.docx"))
    return read(path / "forms.docx", worker)


def fields(document: Document, *labels: str) -> list[list[str]]:
    """The values of these labels, an item each."""
    return [[item.text(one) for one in labels] for item in document.items]


def test_labels_that_nobody_knows_stand_always_at_their_place(tmp_path: Path, worker: Worker) -> None:
    """责任领导 behind the department was read as two more departments, and the remark as a second term."""
    document = of_docx([card(n) for n in range(3)], tmp_path, worker)
    assert fields(document, "职责编号", "事项属性", "承办科室", "责任领导", "办理时限", "备注") == [
        ["LY-0", "依申请", "资源科", "王某", "20个工作日", ""],
        ["LY-1", "依职权", "草原科", "李某", "20个工作日", "可网上办理"],
        ["LY-2", "依申请", "湿地科", "王某", "20个工作日", ""],
    ]


def test_a_label_in_a_column_of_labels_needs_no_second_card(tmp_path: Path, worker: Worker) -> None:
    """One card alone cannot show what always stands there; 备注 and 电话 do, in the same column."""
    document = of_docx([card(0)], tmp_path, worker)
    assert fields(document, "职责编号", "事项属性", "备注") == [["LY-0", "依申请", ""]]


def test_departments_and_steps_in_cells_of_their_own_are_values(tmp_path: Path, worker: Worker) -> None:
    """The same department, or step, as the second of three in every card is no label."""
    cards = [
        [
            ["序号", str(n), "职权类型", "行政许可"],
            ["职责名称", NAMES[n], "", ""],
            ["实施机构", OFFICES[n], "办公室", ["法规科", "财务科", "人事科"][n]],
            ["实施依据", f"《某森林条例》第{'一二三'[n]}条", "", ""],
            ["运行流程", "申请", "受理", ["公示", "审核", "办结"][n]],
        ]
        for n in range(3)
    ]
    document = of_docx(cards, tmp_path, worker)
    assert fields(document, "实施机构", "运行流程")[1] == ["草原科\n办公室\n财务科", "申请\n受理\n审核"]


def test_sections_of_a_card_are_no_labels_and_no_caption(tmp_path: Path, worker: Worker) -> None:
    """基本信息 over the rows of every card hid the line that names the duty."""
    cards = [
        (
            f"{n + 1:02}　{NAMES[n]}",
            [
                ["基本信息"],
                ["事项编码", f"LY-{n}", "事项类型", "行政许可"],
                ["实施机构", OFFICES[n], "办理地点", "一号窗口"],
                ["设定依据", f"《某森林条例》第{'一二三'[n]}条"],
                ["办理要求"],
                ["申请材料", "申请书"],
            ],
        )
        for n in range(3)
    ]
    document = forms(cards, tmp_path, worker)
    assert fields(document, "名称", "事项编码", "办理地点") == [[name, f"LY-{n}", "一号窗口"] for n, name in enumerate(NAMES)]


def test_groups_at_the_side_are_no_labels(tmp_path: Path, worker: Worker) -> None:
    """A cell merged over the rows of a group, as 办理信息 is, was the label of whatever stood beside it."""
    rows = [
        ["基本信息", "序号", "1", "事项类型", "行政许可"],
        ["", "职责名称", NAMES[0], "", ""],
        ["", "实施依据", "《某森林条例》第一条", "", ""],
        ["办理信息", "承办科室", "资源科", "联系电话", "85550001"],
        ["", "办理范围", "全市", "", ""],
    ]
    document = book(tmp_path, worker, ["A1:A3", "A4:A5", "C2:E2", "C3:E3", "C5:E5"], 卡=rows)
    assert [field.label for field in document.items[0].fields] == [
        "序号",
        "事项类型",
        "职责名称",
        "实施依据",
        "承办科室",
        "联系电话",
        "办理范围",
    ]


def test_a_label_merged_over_rows_beside_other_labels(tmp_path: Path, worker: Worker) -> None:
    """The second row of 职责名称, merged over two rows beside 编号 and 类型, began another duty of the same name."""
    rows = [
        ["职责名称", NAMES[0], "编号", "1"],
        ["", "", "职权类型", "行政许可"],
        ["承办科室", "资源科", "联系人", "王某"],
        ["", "法规科", "联系电话", "85550001"],
        ["实施依据", "《某森林条例》第一条", "", ""],
    ]
    document = book(tmp_path, worker, ["A1:A2", "B1:B2", "A3:A4", "B5:D5"], 卡=rows)
    assert fields(document, "编号", "职责名称", "职权类型", "承办科室", "联系人", "联系电话") == [
        ["1", NAMES[0], "行政许可", "资源科\n法规科", "王某", "85550001"]
    ]


def test_sub_items_on_cards_are_told_from_the_overview(tmp_path: Path, worker: Worker) -> None:
    """Two cards of one name, each with a sub-item, stood beside two rows of the contents that were taken for other duties."""
    overview = [["序号", "职权编码", "职权名称", "子项名称", "页码"]]
    overview += [["1", "LY-1", NAMES[0], sub, str(n)] for n, sub in enumerate(("首次申请", "延续"), 1)]
    cards = [
        [
            ["职权编码", "LY-1"],
            ["职权名称", NAMES[0]],
            ["子项名称", sub],
            ["实施机构", "资源科"],
            ["实施依据", "《某森林条例》第一条"],
        ]
        for sub in ("首次申请", "延续")
    ]
    document = of_docx([overview, *cards], tmp_path, worker)
    assert [(item.subitem, item.text("实施机构")) for item in document.items] == [("首次申请", "资源科"), ("延续", "资源科")]


@pytest.mark.parametrize("section", [[], [["基本信息"]]])
def test_rows_of_labels_that_recur_are_labels(section: list[list[str]], tmp_path: Path, worker: Worker) -> None:
    """序号 | 职责事项 over their values was the header of a list, and 经办岗位, which nobody knows, a duty of its own."""
    cards = [
        (
            "",
            [
                *section,
                ["序号", "职责事项"],
                [str(n), NAMES[n]],
                ["经办岗位", "实施依据"],
                ["一号岗", f"《某森林条例》第{'一二三'[n]}条"],
                ["廉政要求"],
                ["不得收受礼品"],
            ],
        )
        for n in range(3)
    ]
    document = forms(cards, tmp_path, worker)
    assert fields(document, "序号", "职责事项", "经办岗位", "实施依据", "廉政要求")[2] == [
        "2",
        NAMES[2],
        "一号岗",
        "《某森林条例》第三条",
        "不得收受礼品",
    ]
    assert len(document.items) == 3


def test_cards_begin_where_the_first_label_comes_again(tmp_path: Path, worker: Worker) -> None:
    """A card whose first row is its type gave that to the card above, and cards without number and name were one duty."""
    cards = [
        [
            ["职权类型", ["行政许可", "行政处罚", "行政检查"][n]],
            ["职权编码", f"LY-{n}"],
            ["职权名称", NAMES[n]],
            ["实施机构", OFFICES[n]],
            ["实施依据", f"《某森林条例》第{'一二三'[n]}条"],
        ]
        for n in range(3)
    ]
    document = forms([("", one) for one in cards], tmp_path, worker)
    assert fields(document, "职权编码", "职权类型") == [["LY-0", "行政许可"], ["LY-1", "行政处罚"], ["LY-2", "行政检查"]]
    rows = [["某县林业局职责清单", ""]]
    for n in range(3):
        rows += [[f"{n + 1}.{NAMES[n]}", ""], *cards[n][3:], ["责任事项", "及时办理"], ["", ""]]
    document = book(tmp_path, worker, 清单=rows)
    assert fields(document, "名称", "实施机构") == [[name, office] for name, office in zip(NAMES, OFFICES, strict=True)]


def test_a_window_behind_the_department_is_a_label(tmp_path: Path, worker: Worker) -> None:
    """办理窗口 reads as the name of a department; it stands in a column of labels, always, with no department behind it."""
    cards = [
        [
            ["职责编号", f"LY-{n}", "事项属性", ["依申请", "依职权", "依申请"][n]],
            ["职责名称", NAMES[n]],
            ["责任科室", OFFICES[n], "办理窗口", f"大厅{n + 1}号"],
            ["实施依据", f"《某森林条例》第{'一二三'[n]}条"],
        ]
        for n in range(3)
    ]
    document = forms([("", one) for one in cards], tmp_path, worker)
    assert fields(document, "责任科室", "办理窗口")[1] == ["草原科", "大厅2号"]


def test_columns_left_free_part_no_labels_from_their_values(tmp_path: Path, worker: Worker) -> None:
    """An empty column between two pairs made five cells of four, and one for a stamp at the end too."""
    gap = [
        ["职责编号", "{}", "", "事项属性", "依申请"],
        ["职责名称", "{}"],
        ["责任科室", "{}", "", "经办人", "王某"],
        ["职责依据", "{}"],
    ]
    values = [[f"LY-{n}", NAMES[n], OFFICES[n], f"《某森林条例》第{'一二三'[n]}条"] for n in range(3)]
    rows = [[text.format(one[k]) for text in row] for one in values for k, row in enumerate(gap)]
    document = book(tmp_path, worker, 卡=rows)
    assert fields(document, "职责编号", "事项属性", "责任科室", "经办人") == [
        [one[0], "依申请", one[2], "王某"] for one in values
    ]
    document = book(tmp_path, worker, 卡=[[one for one in row if one] + [""] for row in rows])
    assert fields(document, "职责编号", "事项属性", "责任科室", "经办人") == [
        [one[0], "依申请", one[2], "王某"] for one in values
    ]


def test_a_label_over_labels_is_none(tmp_path: Path, worker: Worker) -> None:
    """办理时限 beside 法定时限 and 承诺时限 took both with their terms for its value; 电话 is but a word of 监督方式."""
    rows = [
        ["事项编码", "LY-1", "", "", ""],
        ["事项名称", NAMES[0], "", "", ""],
        ["设定依据", "《某森林条例》第一条", "", "", ""],
        ["责任科室", "牵头科室", "资源科", "", ""],
        ["", "配合科室", "法规科", "", ""],
        ["办理时限", "法定时限", "20日", "承诺时限", "5日"],
        ["监督方式", "电话", "85550001", "", ""],
        ["", "信箱", "a@b.cn", "", ""],
    ]
    spans = ["B1:E1", "B2:E2", "B3:E3", "A4:A5", "C4:E4", "C5:E5", "A7:A8", "C7:E7", "C8:E8"]
    document = book(tmp_path, worker, spans, 卡=rows)
    assert fields(document, "牵头科室", "配合科室", "法定时限", "承诺时限", "监督方式") == [
        ["资源科", "法规科", "20日", "5日", "电话\n85550001\n信箱\na@b.cn"]
    ]
    assert {"责任科室", "办理时限"}.isdisjoint(field.label for field in document.items[0].fields)


def test_a_list_turned_on_its_side(tmp_path: Path, worker: Worker) -> None:
    """Labels in the first column and a duty in each of the others made one duty of all."""
    rows = [
        ["序号", "1", "2", "3"],
        ["职责名称", *NAMES],
        ["责任科室", *OFFICES],
        ["职责依据", *(f"《某森林条例》第{n}条" for n in "一二三")],
    ]
    document = book(tmp_path, worker, 对照=[["某县林业局职责清单", "", "", ""], *rows])
    assert fields(document, "序号", "职责名称", "责任科室") == [
        [str(n), name, office] for n, name, office in zip((1, 2, 3), NAMES, OFFICES, strict=True)
    ]


def test_labels_above_their_values_and_the_name_beside_its(tmp_path: Path, worker: Worker) -> None:
    """The first row of a form had its labels above, all others beside; its labels were the values of the first."""
    cards = [
        [
            ["权力编码", "权力类型", "事项属性"],
            [f"LY-{n}", "行政许可", "依申请"],
            ["权力名称", NAMES[n]],
            ["实施依据", f"《某森林条例》第{'一二三'[n]}条"],
            ["承办科室", OFFICES[n]],
        ]
        for n in range(3)
    ]
    document = forms([("", one) for one in cards], tmp_path, worker)
    assert fields(document, "权力编码", "事项属性", "权力名称", "承办科室")[1] == ["LY-1", "依申请", NAMES[1], "草原科"]


def test_cards_in_a_text_with_tabs(tmp_path: Path) -> None:
    """Two labels with their values on a line, tabs between: the file was refused, for its number was 1职责类别行政许可."""
    lines = ["某县林业局职责登记表"]
    for n in range(3):
        lines += [
            f"职责编号\tLY-{n}\t职责类别\t行政许可",
            f"职责名称\t{NAMES[n]}",
            f"承办科室\t{OFFICES[n]}\t联系电话\t85550001",
            "设定依据\t《某森林条例》第一条",
            "",
        ]
    (tmp_path / "cards.txt").write_text("\n".join(lines), "utf-8")
    document = read(tmp_path / "cards.txt")
    assert fields(document, "职责编号", "职责类别", "承办科室", "联系电话")[2] == ["LY-2", "行政许可", "湿地科", "85550001"]


def test_a_column_left_free_at_the_side(tmp_path: Path, worker: Worker) -> None:
    """A sheet whose column A is a margin had blank labels, and unknown ones were values."""
    rows = [
        row
        for n in range(3)
        for row in (
            ["", "职责编号", f"LY-{n}", "事项属性", "依申请"],
            ["", "职责名称", NAMES[n]],
            ["", "责任科室", OFFICES[n], "经办岗位", f"{n}号岗"],
            ["", "职责依据", f"《某森林条例》第{'一二三'[n]}条"],
        )
    ]
    document = book(tmp_path, worker, 卡=rows)
    assert fields(document, "职责编号", "事项属性", "经办岗位")[2] == ["LY-2", "依申请", "2号岗"]


FEW = ("所属主要职责", "序号", "职责名称", "法定依据", "责任科室", "监督方式")
MAINS = ["一、参保登记", "一、参保登记", "二、待遇审核"]


def below_captions(caption: str) -> list[list[str]]:
    """Cards one below another, each below a caption that counts it."""
    found: list[list[str]] = []
    for n, main in enumerate(MAINS):
        values = (main, str(n + 1), f"{NAMES[n]}的办理", f"《某条例》第{'一二三'[n]}条", OFFICES[n], "0551-3524400")
        found += [["", ""], [caption.format(n + 1), ""], *(list(pair) for pair in zip(FEW, values, strict=True))]
    return found


def test_captions_between_cards_in_one_table_belong_to_no_value(tmp_path: Path) -> None:
    """In a csv file the caption of each card ran into the last value of the one above, and its first row with it."""
    rows = [["某中心职责目录", ""], ["", ""], ["主要职责", ""], ["一、参保登记", ""], ["二、待遇审核", ""]]
    lines = [",".join(row) for row in [*rows, *below_captions("职责事项{}信息表")]]
    (tmp_path / "cards.csv").write_text("\n".join(lines), encoding="utf-8")
    document = read(tmp_path / "cards.csv")
    assert fields(document, "所属主要职责", "序号", "监督方式") == [
        [one, str(n), "0551-3524400"] for n, one in enumerate(MAINS, 1)
    ]
    assert [item.responsibility for item in document.items] == ["一", "一", "二"]


def test_cards_below_the_contents_on_one_sheet(tmp_path: Path, worker: Worker) -> None:
    """The rows of the cards were taken for more of the contents table above them on their sheet: 48 duties for 6, and all labels lost."""
    contents = [["某会职责目录"], ["序号", "主要职责", "职责事项"]]
    contents += [[str(n + 1), main, f"{NAMES[n]}的办理"] for n, main in enumerate(MAINS)]
    document = book(tmp_path, worker, 职责目录=[*contents, *below_captions("职责事项信息表（{}）")])
    assert [(item.number, item.text("职责名称")) for item in document.items] == [
        (str(n), f"{name}的办理") for n, name in enumerate(NAMES, 1)
    ]
    assert all(item.contents and item.text("法定依据") for item in document.items)


def test_main_responsibilities_on_a_sheet_of_their_own(tmp_path: Path, worker: Worker) -> None:
    """The contents only number them, 1 beside 1.1 and 1.2; what they say was not joined to any duty."""
    cards = {
        number: [
            ["名称", f"{name}的办理"],
            ["法定依据", "《某条例》第一条"],
            ["实施机构", "会员部"],
            ["监督方式", "0551-3524400"],
        ]
        for number, name in zip(("1.1", "1.2", "2.1"), NAMES, strict=True)
    }
    sheets: dict[str, list[list[str]]] = {
        "主要职责": [["序号", "主要职责"], ["1", "参与政治协商。"], ["2", "反映企业诉求。"]],
        "目录": [
            ["主要职责序号", "职责事项序号", "名称", "页码"],
            *([number[0], number, rows[0][1], "4"] for number, rows in cards.items()),
        ],
    } | {number: [[f"{number} 职责事项信息表"], ["序号", number], *rows] for number, rows in cards.items()}
    document = book(tmp_path, worker, **sheets)
    assert [(one.number, one.text.text) for one in document.responsibilities] == [
        ("1", "参与政治协商。"),
        ("2", "反映企业诉求。"),
    ]
    assert [(item.number, item.responsibility) for item in document.items] == [("1.1", "1"), ("1.2", "1"), ("2.1", "2")]


def test_a_label_that_is_mostly_blank_is_no_section(tmp_path: Path, worker: Worker) -> None:
    """风险点 stood alone in several cards of a sheet, so that it was a section there, and a part of the value above where it had a value."""
    told = ["", "材料不实", "", "时限超期"]
    lines: list[list[str]] = []
    for n, text in enumerate(told, 1):
        name, basis = ["职权名称", f"{'甲乙丙丁'[n - 1]}类许可"], ["实施依据", f"《某条例》第{n}条"]
        lines += [
            [f"表{n}  职权信息表"],
            ["序号", str(n)],
            name,
            basis,
            ["承办科室", "审批科"],
            ["办理程序", "受理、审查"],
            ["风险点", text],
            [""],
        ]
    document = book(tmp_path, worker, 信息表=lines)
    assert fields(document, "办理程序", "风险点") == [["受理、审查", text] for text in told]


@pytest.mark.parametrize("headed", [False, True])
def test_cards_side_by_side_are_a_duty_each(headed: bool, tmp_path: Path, worker: Worker) -> None:
    """To save paper two cards stand beside one another in one table, the last one alone: both were one duty with two of every label."""
    labels = ["序号", "职责名称", "设定依据", "承办科室"]
    duties = [[str(n + 1), NAMES[n], f"《某森林条例》第{n + 1}条", OFFICES[n]] for n in range(3)]
    file = python_docx.Document()
    file.add_paragraph("某县林业局职责信息表")
    table = file.add_table(0, 4)
    for pair in ([duties[0], duties[1]], [duties[2], [""] * 4]):
        if headed:
            cells = table.add_row().cells
            for n, duty in enumerate(pair):
                cells[2 * n].merge(cells[2 * n + 1]).text = f"1.{duty[0]}（{duty[1]}）信息表" if duty[0] else ""
        for name, *values in zip(labels, *pair, strict=True):
            for cell, text in zip(table.add_row().cells, (name, values[0], name, values[1]), strict=True):
                cell.text = text
    file.save(str(tmp_path / "cards.docx"))
    read_ = read(tmp_path / "cards.docx", worker)
    assert [item.number for item in read_.items] == [f"1.{n}" if headed else str(n) for n in (1, 2, 3)]
    assert [[field.text for field in item.fields] for item in read_.items] == duties
