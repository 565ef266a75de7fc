"""Lists and tables as governments lay them out: totals, overviews, main rows with sub-items, departments as sections, tables without numbers, tables of other kinds."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kg import meaning
from kg.errors import SourceError
from kg.repair import repair
from kg.sources import read
from kg.sources.files.bounded import Worker
from tests.catalogues.written import book, of_docx

HEAD = ["序号", "职权编码", "职权类型", "职权名称", "实施依据", "承办机构", "监督电话"]
ROWS = [
    [str(n), f"LY-{n:03}", "行政许可", name, f"《某森林条例》第{article}条", "资源科", "85550001"]
    for n, (name, article) in enumerate([("林木采伐许可", "十"), ("草原使用许可", "二十"), ("湿地占用许可", "三十")], 1)
]


@pytest.mark.parametrize(
    "total",
    [
        ["合计", "", "", "3项", "", "", ""],
        ["", "小计（行政许可）", "", "3", "", "", ""],
        ["共3项", "", "", "", "资源科3项", "", ""],
    ],
)
def test_a_row_that_adds_up_is_no_duty(total: list[str], tmp_path: Path, worker: Worker) -> None:
    """合计 was a duty whose number was 合计, and took department and telephone from the row above."""
    document = book(tmp_path, worker, 清单=[HEAD, *ROWS, total])
    assert [item.number for item in document.items] == ["LY-001", "LY-002", "LY-003"]
    assert document.items[-1].text("职权名称") == "湿地占用许可"


@pytest.mark.parametrize(
    "overview",
    [
        [["序号", "职权名称", "页码"], *([row[0], row[3], row[0]] for row in ROWS)],
        [["序号", "职权类型", "职权名称"], *([row[0], row[2], row[3]] for row in ROWS)],
        [["序号", "职权编码", "职权名称"], *([row[0], row[1], row[3]] for row in ROWS)],
    ],
)
def test_an_overview_beside_a_list_doubles_nothing(overview: list[list[str]], tmp_path: Path, worker: Worker) -> None:
    """Every duty was there twice, one of the two empty, and the catalogue was called 目录."""
    listed = [["某县林业局权责清单", "", "", "", "", "", ""], HEAD, *ROWS]
    document = book(tmp_path, worker, 目录=[["目  录", "", ""], *overview], 清单=listed)
    assert document.title.text == "某县林业局权责清单"
    assert [item.number for item in document.items] == ["LY-001", "LY-002", "LY-003"]
    assert [item.text("实施依据") for item in document.items] == [row[4] for row in ROWS]


def test_powers_and_their_duties_in_two_sheets_are_one_record_each(tmp_path: Path, worker: Worker) -> None:
    """权力清单 and 责任清单 share codes and names; each duty was reported as doubled, with half of its columns missing."""
    duties = [["职权编码", "职权名称", "责任事项"], *([row[1], row[3], f"{row[3]}的受理、审查。"] for row in ROWS)]
    document = book(tmp_path, worker, 权力清单=[HEAD, *ROWS], 责任清单=duties)
    repaired, findings = repair(document)
    assert [item.text("责任事项") for item in repaired.items] == [row[2] for row in duties[1:]]
    assert [item.text("承办机构") for item in repaired.items] == ["资源科"] * 3
    assert findings == ()


@pytest.mark.parametrize("numbered", [["1.1", "1.2"], ["（1）", "（2）"]])
def test_a_main_row_gives_its_sub_items_number_and_name(numbered: list[str], tmp_path: Path, worker: Worker) -> None:
    """The main row was an empty duty, and its sub-items were duties called 人工林 and 天然林."""
    head = ["序号", "职权类型", "职权名称", "实施依据", "承办机构"]
    main = ["1", "行政许可", "林木采伐许可", "", "资源科"]
    parts = [[number, "", name, "《某森林条例》第十条", ""] for number, name in zip(numbered, ["人工林", "天然林"], strict=True)]
    document = book(tmp_path, worker, 清单=[head, main, *parts, ["2", "行政检查", "防火检查", "《某条例》第三条", "防火科"]])
    assert [(item.number, item.subitem) for item in document.items] == [("1", "人工林"), ("1", "天然林"), ("2", "")]
    assert [item.text("职权名称") for item in document.items] == ["林木采伐许可", "林木采伐许可", "防火检查"]
    assert [item.text("承办机构") for item in document.items] == ["资源科", "资源科", "防火科"]


def test_a_column_that_one_sheet_has_is_a_column_however_few_its_rows(tmp_path: Path, worker: Worker) -> None:
    """A sheet of one duty with a column of its own: label and value were glued to the name."""
    fine = ["职权编码", "职权名称", "处罚种类", "实施依据", "承办机构"]
    document = book(
        tmp_path, worker, 许可=[HEAD, *ROWS], 处罚=[fine, ["LY-900", "对毁林的处罚", "警告、罚款", "《某条例》第九条", "执法队"]]
    )
    assert document.items[-1].text("职权名称") == "对毁林的处罚"
    assert document.items[-1].text("处罚种类") == "警告、罚款"


def test_a_name_merged_over_the_column_of_sub_items_has_none(tmp_path: Path, worker: Worker) -> None:
    """The name was its own sub-item."""
    head = ["序号", "职权名称", "子项", "实施依据", "承办机构"]
    rows = [
        ["1", "林木采伐许可", "", "《某森林条例》第十条", "资源科"],
        ["2", "防火检查", "日常检查", "《某条例》第三条", "防火科"],
    ]
    document = book(tmp_path, worker, ["B2:C2"], 清单=[head, *rows])
    assert [item.subitem for item in document.items] == ["", "日常检查"]


def test_numbered_rows_that_nobody_filled_in_are_no_duties(tmp_path: Path, worker: Worker) -> None:
    """Forms are numbered ahead; each blank row was a duty with nine findings."""
    document = book(tmp_path, worker, 清单=[HEAD, *ROWS, ["4", "", "", "", "", "", ""], ["5", "", "", "", "", "", ""]])
    assert [item.number for item in document.items] == ["LY-001", "LY-002", "LY-003"]


def test_columns_of_departments_give_the_roles_their_labels_say(tmp_path: Path, worker: Worker) -> None:
    """配合科室 was no department, and nobody was in the lead."""
    rows = [
        ["1", "林木采伐许可", "《某森林条例》第十条", "资源科", "防火科、草原科"],
        ["2", "防火检查", "《某条例》第三条", "防火科", "无"],
    ]
    document = book(tmp_path, worker, 清单=[["序号", "职权名称", "实施依据", "牵头科室", "配合科室"], *rows])
    told = [[(one.name, one.role) for one in meaning.duty(item).departments] for item in document.items]
    assert told == [[("资源科", "牵头"), ("防火科", "配合"), ("草原科", "配合")], [("防火科", "牵头")]]


def test_a_clause_in_a_column_of_its_own_belongs_to_the_document_beside_it(tmp_path: Path, worker: Worker) -> None:
    """法律法规名称 and 条款 in two columns: the clause was lost."""
    head = [["序号", "职权名称", "实施依据", "", "承办机构"], ["", "", "法律法规名称", "条款", ""]]
    document = book(tmp_path, worker, ["C1:D1"], 清单=[*head, ["1", "林木采伐许可", "《某森林条例》", "第十条第二款", "资源科"]])
    cited = meaning.duty(document.items[0]).legal
    assert [(one.document, one.article, one.paragraph) for one in cited] == [("某森林条例", "10", "2")]


@pytest.mark.parametrize("how", ["section rows", "sheets", "paragraphs"])
def test_a_department_may_head_the_rows_it_is_in_charge_of(how: str, tmp_path: Path, worker: Worker) -> None:
    """一、资源科（2项） over its rows: they had no department, and its name was nowhere in the records."""
    head = ["序号", "职权名称", "实施依据"]
    rows = [[row[0], row[3], row[4]] for row in ROWS]
    if how == "section rows":
        document = book(
            tmp_path, worker, 清单=[head, ["一、资源科（2项）", "", ""], *rows[:2], ["二、湿地保护中心", "", ""], rows[2]]
        )
    elif how == "sheets":
        document = book(tmp_path, worker, 资源科=[head, *rows[:2]], 湿地保护中心=[head, rows[2]])
    else:
        document = of_docx([("一、资源科", [head, *rows[:2]]), ("二、湿地保护中心", [head, rows[2]])], tmp_path, worker)
    told = [[one.name for one in meaning.duty(item).departments] for item in document.items]
    assert told == [["资源科"], ["资源科"], ["湿地保护中心"]]


def card(n: int) -> list[list[str]]:
    """An information table that prints no number."""
    return [["名称", ROWS[n][3]], ["法定依据", ROWS[n][4]], ["实施机构", "资源科"], ["监督方式", "投诉电话：85550001"]]


CONTENTS = [
    ["序号", "主要职责", "编号", "名称", "页码"],
    *(["1", "负责林业。", f"1.{n}", ROWS[n - 1][3], str(n)] for n in range(1, 4)),
]


@pytest.mark.parametrize(
    ("tables", "numbers"),
    [
        ([("", CONTENTS), *(("", card(n)) for n in range(3))], ["1.1", "1.2", "1.3"]),
        ([(f"2.{n + 1} {ROWS[n][3]}", card(n)) for n in range(3)], ["2.1", "2.2", "2.3"]),
        ([(f"事项{n + 1}：{ROWS[n][3]}", card(n)) for n in range(3)], ["1", "2", "3"]),
        ([("", [row for n in range(3) for row in card(n)])], ["1", "2", "3"]),
    ],
)
def test_information_tables_without_numbers_are_duties_of_their_own(
    tables: list[tuple[str, list[list[str]]]], numbers: list[str], tmp_path: Path, worker: Worker
) -> None:
    """They melted into one duty with all names, departments and telephones; numbers are those of the contents or the headings, else they are counted."""
    document = of_docx(tables, tmp_path, worker)
    assert [(item.number, item.text("名称")) for item in document.items] == list(
        zip(numbers, [row[3] for row in ROWS], strict=True)
    )
    assert {item.text("监督方式") for item in document.items} == {"投诉电话：85550001"}


def test_a_table_of_another_kind_behind_the_last_duty_is_not_its(tmp_path: Path, worker: Worker) -> None:
    """A list of telephone numbers was appended to the last duty's 监督方式; now it is left out, and that is said. What Word has cut goes on."""
    whole = [[["序号", str(n)], *card(n - 1)] for n in range(1, 4)]
    phones = [["科室", "电话"], ["资源科", "85550002"], ["防火科", "85550003"]]
    document = of_docx([*whole[:2], whole[2][:3], whole[2][3:], phones], tmp_path, worker)
    assert [item.text("监督方式") for item in document.items] == ["投诉电话：85550001"] * 3
    assert [(one.code, one.place.table) for one in document.noted] == [("unread-table", 5)]


@pytest.mark.parametrize("lines", [["（一）{}", "（二）{}"], ["1.1 {}", "1.2 {}"], ["{}", "{}"]])
def test_the_line_above_a_table_that_has_no_name_is_the_name(lines: list[str], tmp_path: Path, worker: Worker) -> None:
    """Tables of basis, department and the rest under numbered lines: the whole document was refused."""
    tables = [(line.format(ROWS[n][3]), card(n)[1:]) for n, line in enumerate(lines)]
    document = of_docx(tables, tmp_path, worker, "某县林业局职责清单")
    assert [item.text("名称") for item in document.items] == [ROWS[0][3], ROWS[1][3]]
    assert [item.text("法定依据") for item in document.items] == [ROWS[0][4], ROWS[1][4]]
    assert [item.number for item in document.items] == (["1.1", "1.2"] if lines[0].startswith("1.1") else ["1", "2"])


def test_names_under_a_title_of_duties_are_a_catalogue(tmp_path: Path, worker: Worker) -> None:
    """某镇基本履职事项清单 has nothing but numbers and names; under another title such a table is anything."""
    rows = [["序号", "事项名称"], ["1", "负责基层党组织建设"], ["2", "开展森林防火巡查"]]
    assert [item.number for item in of_docx([rows], tmp_path, worker, "某镇基本履职事项清单").items] == ["1", "2"]
    with pytest.raises(SourceError, match="像是别的表"):
        of_docx([rows], tmp_path, worker, "某镇会议议程")


def test_a_table_without_names_beside_a_list_is_left_out_and_that_is_said(tmp_path: Path, worker: Worker) -> None:
    """A register of boundaries (序号、管理事项、职责分工、相关依据) made the whole file unreadable."""
    register = [
        ["序号", "管理对象", "职责分工", "相关依据"],
        ["1", "古树", "林业局负责认定，住建局负责养护。", "《某条例》第一条"],
    ]
    document = of_docx([[HEAD, *ROWS], register], tmp_path, worker)
    assert [item.number for item in document.items] == ["LY-001", "LY-002", "LY-003"]
    assert [(one.code, one.severity, one.place.table) for one in document.noted] == [("unread-table", "warning", 2)]
    with pytest.raises(SourceError, match="缺少“名称”"):
        of_docx([register], tmp_path, worker)


def test_four_cells_a_row_are_two_labels_with_their_values(tmp_path: Path, worker: Worker) -> None:
    """A second row 职权名称 | X | 行使主体 | Y was taken for a header, and the rows below for duties called 实施依据 and 责任事项."""
    cards = [
        [
            ["编码", f"LY-{n}", "类别", "行政许可"],
            ["职权名称", ROWS[n][3], "承办机构", "资源科"],
            ["实施依据", ROWS[n][4], "监督方式", "电话：85550001"],
        ]
        for n in range(3)
    ]
    document = of_docx([[*cards[0]], cards[1], cards[2]], tmp_path, worker)
    assert [(item.number, item.text("职权名称"), item.text("承办机构")) for item in document.items] == [
        (f"LY-{n}", ROWS[n][3], "资源科") for n in range(3)
    ]
    assert [item.text("实施依据") for item in document.items] == [row[4] for row in ROWS]


def test_a_line_between_tables_gives_the_type_of_power(tmp_path: Path, worker: Worker) -> None:
    """二、行政处罚 over a table of its own was dropped, where the same as a row or a sheet was taken."""
    head, rows = [*HEAD[:2], *HEAD[3:]], [[*row[:2], *row[3:]] for row in ROWS]
    tables = [("一、行政许可", [head, *rows[:2]]), ("二、行政处罚（共1项）", [head, rows[2]])]
    document = of_docx(tables, tmp_path, worker)
    assert [item.text("职权类型") for item in document.items] == ["行政许可", "行政许可", "行政处罚"]


def test_no_duty_takes_a_thousand_rows(tmp_path: Path, worker: Worker) -> None:
    """Rows without number and name go on with the duty above; a sheet of them is no list, and would take all day."""
    head = ["序号", "职权名称", "实施依据", "承办机构", "责任事项"]
    rows = [["", "", "", "", f"{n}.受理，审查，决定，送达，归档，公开。"] for n in range(1200)]
    with pytest.raises(SourceError, match="太长"):
        book(tmp_path, worker, 清单=[head, ["1", "林木采伐许可", "《某森林条例》第十条", "资源科", "受理。"], *rows])


def test_lists_of_ever_new_columns_are_refused(tmp_path: Path, worker: Worker) -> None:
    """Each item is given every column of the document: fifteen hundred lists with a column of their own took six minutes."""
    lists = [row for n in range(201) for row in ([*HEAD[:6], f"栏{n}甲"], [str(n), f"LY-{n}", *ROWS[0][2:6], "有"])]
    with pytest.raises(SourceError, match="栏名共有 207 个"):
        book(tmp_path, worker, 清单=lists)


def form(number: int, name: str, beside: bool) -> list[list[str]]:
    """A form of three cells a row with labels above their values, its last rows beside theirs."""
    below = [["责任科室", "资源科", ""], ["责任事项", "及时办理", ""]]
    above = [["责任科室", "责任事项", "备注"], ["资源科", "及时办理", ""]]
    return [
        ["序号", "事项名称", "职权类型"],
        [str(number), name, "行政许可"],
        ["实施依据", "", ""],
        [f"《某森林条例》第{'一二'[number - 1]}条。", "", ""],
        *(below if beside else above),
        ["", "", ""],
    ]


@pytest.mark.parametrize("beside", [False, True])
def test_labels_above_their_values(beside: bool, tmp_path: Path, worker: Worker) -> None:
    """A form's rows were read as duties of a list, with labels for numbers, and nothing was said."""
    rows = [["某县林业局职责登记表", "", ""], *form(1, "林木采伐许可", beside), *form(2, "草原使用许可", beside)]
    document = book(tmp_path, worker, ["A4:C4", "A5:C5", "A11:C11", "A12:C12"], 登记表=rows)
    assert document.title.text == "某县林业局职责登记表"
    assert [item.number for item in document.items] == ["1", "2"]
    one = document.items[1]
    assert [one.text(label) for label in ("事项名称", "职权类型", "实施依据", "责任科室", "责任事项")] == [
        "草原使用许可",
        "行政许可",
        "《某森林条例》第二条。",
        "资源科",
        "及时办理",
    ]
    basis = next(field for field in one.fields if field.label == "实施依据")
    assert basis.printed
    assert basis.printed.place.cell == "A12"


def test_two_lists_of_one_row_each_are_no_form(tmp_path: Path, worker: Worker) -> None:
    """Rows of labels and of values take turns there too, but each names a duty."""
    other = [["序号", "处罚事项", "处罚依据", "执法机构"], ["1", "对滥伐林木的处罚", "《某森林条例》第九条", "执法队"]]
    rows = [["序号", "许可事项", "许可依据", "责任科室"], ["1", "林木采伐许可", "《某森林条例》第一条", "资源科"], *other]
    document = book(tmp_path, worker, 清单=rows)
    assert [meaning.printed_name(item) for item in document.items] == ["林木采伐许可", "对滥伐林木的处罚"]


def test_a_subtotal_says_nothing_of_the_rows_around_it(tmp_path: Path, worker: Worker) -> None:
    """★小计（某县农业农村和水务局2项） was a duty; where cells had been unmerged its text ran down into the rows below. 小计量器具检定 is a duty."""
    head = ["序号", "承办机构", "职权名称", "实施依据"]
    rows = [["1", "防火科", "野外用火许可", "《某条例》第一条"], ["2", "", "防火检查", "《某条例》第二条"]]
    more = [["3", "", "小计量器具检定", "《某条例》第三条"], ["4", "", "采种林确定", "《某条例》第四条"]]
    totals = [["★小计（某县农业农村和水务局2项）", "", "2", ""], ["小计", "防火科2项", "", ""], ["防火科小计", "", "", "2项"]]
    for total in totals:
        document = book(tmp_path, worker, 清单=[head, *rows, total, *more])
        assert [item.text("承办机构") for item in document.items] == ["防火科"] * 4
        assert document.items[2].text("职权名称") == "小计量器具检定"


def test_a_lower_label_that_says_enough_stands_for_itself(tmp_path: Path, worker: Worker) -> None:
    """承接主体 under 划转后 was called 划转后（承接主体）, and the names of a list those of its classes; 时限 under 法定 and 承诺 needs both."""
    head = [
        ["序号", "抽查项目", "", "划转前", "划转后", "", "法定", "", "承诺", "", "实施依据"],
        ["", "抽查类别", "抽查事项", "原执法主体", "承接主体", "承接机构", "时限", "份数", "时限", "份数", ""],
    ]
    row = ["1", "林地检查", "占用林地的检查", "某局", "某支队", "一大队", "20天", "3", "5天", "1", "《某条例》第四条"]
    document = book(tmp_path, worker, ["B1:C1", "E1:F1", "G1:H1", "I1:J1"], 清单=[*head, row])
    labels = [
        *("序号", "抽查类别", "抽查事项", "原执法主体"),
        "承接主体",
        "承接机构",
        "法定时限",
        "法定（份数）",
        "承诺时限",
        "承诺（份数）",
    ]
    assert [field.label for field in document.items[0].fields] == [*labels, "实施依据"]
    assert meaning.printed_name(document.items[0]) == "占用林地的检查"


def test_an_index_adds_neither_its_numbers_nor_its_pages(tmp_path: Path, worker: Worker) -> None:
    """序号 and 所在工作表 of a 总目录 stood among the fields of each duty."""
    index = [
        ["序号", "职权编码", "职权名称", "责任科室", "所在工作表"],
        *([row[0], row[1], row[3], row[5], "清单"] for row in ROWS),
    ]
    listed = [row[1:] for row in (HEAD, *ROWS)]
    document = book(tmp_path, worker, 总目录=index, 清单=listed)
    assert [field.label for field in document.items[0].fields] == HEAD[1:]


def test_a_contents_table_may_name_sorts_beside_pages(tmp_path: Path, worker: Worker) -> None:
    """With a column 类别 it was taken for a list, and its columns for fields of every duty."""
    index = [["类别", "序号", "职权名称", "页码"], *(["一", row[0], row[3], row[0]] for row in ROWS)]
    document = book(tmp_path, worker, 目录=index, 清单=[HEAD, *ROWS])
    assert [field.label for field in document.items[0].fields] == HEAD


def test_classes_and_main_names_of_a_csv_file_are_said_once(tmp_path: Path) -> None:
    """领域 was blank on all rows but the first of each, and so were number and name of sub-items that have codes of their own."""
    lines = [
        *("领域,序号,职权编码,职权名称,子项,实施依据,承办机构", "造林,1,A-1,采种林确定,,《某条例》第一条,资源科"),
        *(",2,A-2,林木采伐许可,人工林,《某条例》第二条,资源科", ",,A-3,,天然林,《某条例》第三条,资源科"),
        *("防火,3,A-4,野外用火许可,,《某条例》第四条,防火科", ",4,A-5,防火检查,,《某条例》第五条,防火科"),
    ]
    (tmp_path / "list.csv").write_text("\n".join(lines), encoding="utf-8")
    document = read(tmp_path / "list.csv")
    assert [item.text("领域") for item in document.items] == ["造林", "造林", "造林", "防火", "防火"]
    assert [(item.number, item.text("序号"), item.text("职权名称"), item.subitem) for item in document.items][1:3] == [
        ("A-2", "2", "林木采伐许可", "人工林"),
        ("A-3", "2", "林木采伐许可", "天然林"),
    ]


def test_types_that_are_each_there_once_were_merged(tmp_path: Path) -> None:
    """Less than half of the cells were blank, so each was reported as missing."""
    types = ["行政许可", "", "行政处罚", "", "行政检查", "行政强制", "行政给付", "行政确认"]
    lines = [f"{n},{text},办理第{n}号事项,《某条例》第{n}条,资源科" for n, text in enumerate(types, 1)]
    (tmp_path / "list.csv").write_text("\n".join(["序号,职权类型,职权名称,实施依据,承办机构", *lines]), encoding="utf-8")
    told = [item.text("职权类型") for item in read(tmp_path / "list.csv").items]
    assert told == ["行政许可", "行政许可", "行政处罚", "行政处罚", *types[4:]]


def test_a_second_list_of_a_sheet_that_cannot_be_read_leaves_the_first(tmp_path: Path, worker: Worker) -> None:
    """Below a blank row or a title it is a table of its own; the whole file was refused for it."""
    other = [["序号", "管理对象", "职责分工", "相关依据"], ["1", "古树", "林业局负责认定。", "《某条例》第一条"]]
    document = book(tmp_path, worker, 清单=[HEAD, *ROWS, [], *other])
    assert [item.number for item in document.items] == ["LY-001", "LY-002", "LY-003"]
    assert [one.code for one in document.noted if one.code != "unknown-label"] == ["unread-table"]


def test_hidden_columns_are_left_out_and_said(tmp_path: Path, worker: Worker) -> None:
    """Helper columns that nobody sees stood among the fields, as hidden sheets do not."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in [[*HEAD, "部门代码"], *([*row, "15084001"] for row in ROWS)]:
        sheet.append(row)
    sheet.column_dimensions["H"].hidden = True
    made.save(tmp_path / "list.xlsx")
    document = read(tmp_path / "list.xlsx", worker)
    assert [field.label for field in document.items[0].fields] == HEAD
    assert [(one.code, "H 列" in one.message) for one in document.noted] == [("hidden-sheet", True)]


@pytest.mark.parametrize("last", [["制表：", "", "县林业局办公室"], ["－ 4 －"], ["工作时间：法定工作日9:00—17:00"]])
def test_what_stands_below_a_list_is_no_duty(last: list[str], tmp_path: Path, worker: Worker) -> None:
    """A signature in two cells and the number of a page were duties; opening hours went on with the last one."""
    document = book(tmp_path, worker, 清单=[HEAD, *ROWS, last])
    assert [item.number for item in document.items] == ["LY-001", "LY-002", "LY-003"]
    assert [field.text for field in document.items[-1].fields] == ROWS[-1]


def test_who_is_in_charge_said_once_with_telephone_and_number(tmp_path: Path) -> None:
    """Less than half of the cells before the names were blank: department, its telephone, and the number of the main responsibility were missing."""
    lines = [
        "内设机构,序号,主要职责,编号,职责事项,法律依据,科室负责人,备注",
        *("资源科,1,负责造林,1.1,采种林确定,《某条例》第一条,李某,", ",,,1.2,良种认定,《某条例》第二条,,重点"),
        *("防火科,2,负责防火,2.1,野外用火许可,《某条例》第三条,王某,", ",,,2.2,防火检查,《某条例》第四条,,"),
        *("办公室,3,负责机关政务,3.1,督查,《某条例》第五条,赵某,", "人事科,4,负责人事,4.1,培训,《某条例》第六条,钱某,"),
    ]
    (tmp_path / "list.csv").write_text("\n".join(lines), encoding="utf-8")
    document = read(tmp_path / "list.csv")
    told = [[item.text(label) for label in ("内设机构", "序号", "主要职责", "科室负责人", "备注")] for item in document.items[:4]]
    assert told == [
        ["资源科", "1", "负责造林", "李某", ""],
        ["资源科", "1", "负责造林", "李某", "重点"],
        ["防火科", "2", "负责防火", "王某", ""],
        ["防火科", "2", "负责防火", "王某", ""],
    ]
    assert [item.responsibility for item in document.items] == ["1", "1", "2", "2", "3", "4"]


def test_labels_below_money_are_those_of_money(tmp_path: Path, worker: Worker) -> None:
    """中央补助 below 资金安排 says enough for itself, but the table is a budget all the same."""
    head = [["序号", "项目名称", "责任单位", "资金安排", ""], ["", "", "", "中央补助", "地方配套"]]
    with pytest.raises(SourceError):
        book(
            tmp_path, worker, ["D1:E1"], 清单=[*head, ["1", "道路硬化", "交通局", "30", "20"], ["2", "路灯", "住建局", "3", "2"]]
        )


def test_one_label_below_two(tmp_path: Path, worker: Worker) -> None:
    """责任科室 below 受理环节 and below 审核环节 was a header with two columns of one name, and the list was refused."""
    upper, lower = (
        ["序号", "职权名称", "受理环节", "", "审核环节", "", "实施依据"],
        ["", "", "责任科室", "时限", "责任科室", "时限", ""],
    )
    rows = [[row[0], row[3], "政务服务科", "1日", row[5], "10日", row[4]] for row in ROWS]
    document = book(tmp_path, worker, ["C1:D1", "E1:F1", "A1:A2", "B1:B2", "G1:G2"], 清单=[upper, lower, *rows])
    assert [field.label for field in document.items[0].fields][2:6] == [
        "受理环节（责任科室）",
        "受理环节（时限）",
        "审核环节（责任科室）",
        "审核环节（时限）",
    ]
    assert [one.name for one in meaning.duty(document.items[0]).departments] == ["政务服务科", "资源科"]


def test_a_section_below_a_header_is_none_of_its_lines(tmp_path: Path, worker: Worker) -> None:
    """一、行政许可 stood in the first column of a header with a wide cell, and became the label of the numbers."""
    upper, lower = ["序号", "职权名称", "实施责任", "", "实施依据"], ["", "", "责任科室", "协助单位", ""]
    rows = [[row[0], row[3], row[5], "", row[4]] for row in ROWS]
    document = book(tmp_path, worker, ["C1:D1"], 清单=[upper, lower, ["一、行政许可"], *rows])
    assert [item.number for item in document.items] == ["1", "2", "3"]
    assert document.items[0].text("职权类型") == "行政许可"


def test_a_lower_label_of_the_same_kind_as_both_stands_alone(tmp_path: Path, worker: Worker) -> None:
    """承接科室 under 划转后 was called 划转后承接科室 as soon as labels with such an end were known."""
    head = [["序号", "职权名称", "划转后", "", "实施依据"], ["", "", "责任科室", "执法机构", ""]]
    document = book(tmp_path, worker, ["C1:D1"], 清单=[*head, ["1", "防火检查", "防火科", "执法队", "《某条例》第一条"]])
    assert [field.label for field in document.items[0].fields] == ["序号", "职权名称", "责任科室", "执法机构", "实施依据"]


def test_numbers_below_both_columns_of_a_contents_table(tmp_path: Path, worker: Worker) -> None:
    """序号 below 主要职责 and 序号 below 职责事项 are the numbers of either, no names: the duties had no main responsibility."""
    overview = [["主要职责", "", "职责事项", ""], ["序号", "内容", "序号", "名称"], ["1", "保护森林。", "1.1", "造林"]]
    card = [["序号", "1.1"], ["名称", "造林"], ["法定依据", "《某森林条例》第一条"], ["实施机构", "资源科"]]
    document = book(tmp_path, worker, ["A1:B1", "C1:D1"], 目录=overview, 事项=card)
    assert [one.text.text for one in document.responsibilities] == ["保护森林。"]


def test_a_label_that_begins_like_a_note_is_none(tmp_path: Path, worker: Worker) -> None:
    """注意事项 was taken for 注, so that its row was left out; a note between two cards still is."""
    cards = [[*card(n - 1), ["注意事项", f"第{n}项不得委托"]] for n in (1, 2, 3)]
    document = book(tmp_path, worker, 卡片=[*cards[0], ["注", "以上据实填写"], *cards[1], ["注2：", "同上"], *cards[2]])
    assert [item.text("注意事项") for item in document.items] == ["第1项不得委托", "第2项不得委托", "第3项不得委托"]
    assert not any(field.label.rstrip("2") == "注" for item in document.items for field in item.fields)
