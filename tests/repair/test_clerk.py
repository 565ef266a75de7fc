"""Catalogues as a careful clerk reads them: nothing is moved, doubted, refused or added that a second look would leave alone."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from kg import meaning, pipeline
from kg.cli.records import as_json
from kg.errors import SourceError
from kg.records import Catalogue

LAW = "《云岫县城市管理条例》第十二条"


def of_csv(folder: Path, *rows: Sequence[str], mark: str = ",") -> Catalogue:
    """The catalogue in a csv file of these rows."""
    with (folder / "list.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=mark).writerows(rows)
    return pipeline.read(folder / "list.csv")


def of_xlsx(folder: Path, *rows: Sequence[str], merged: Sequence[str] = ()) -> Catalogue:
    """The catalogue in a workbook of one sheet with these rows and merged cells."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(folder / "list.xlsx")
    return pipeline.read(folder / "list.xlsx")


def of_txt(folder: Path, text: str) -> Catalogue:
    """The catalogue in a text."""
    (folder / "list.txt").write_text(text, encoding="utf-8")
    return pipeline.read(folder / "list.txt")


def who(catalogue: Catalogue) -> list[list[tuple[str, str | None]]]:
    """The departments of each duty with their parts."""
    return [[(one.name, one.role) for one in duty.departments] for duty in catalogue.duties]


def codes(catalogue: Catalogue) -> list[str]:
    """What is found, beside that labels are unknown."""
    return [found.code for found in catalogue.findings if found.code != "unknown-label"]


@pytest.mark.parametrize("helper", ["参与部门", "配合单位"])
def test_who_is_inspected_does_not_slip_under_who_helps(tmp_path: Path, helper: str) -> None:
    """Nobody takes part in one inspection; 放飞单位 in the next column reads like a body, and was once moved there by a `row-shift`."""
    read = of_csv(
        tmp_path,
        ["序号", "抽查事项", "检查单位", helper, "检查对象", "抽查比例"],
        ["1", "防雷装置检测检查", "县气象局", "县应急管理局", "检测机构", "20%"],
        ["2", "放飞气球活动检查", "县气象局", "", "放飞单位", "100%"],
        ["3", "网吧经营检查", "县文化局", "县公安局", "网吧", "10%"],
        ["4", "娱乐场所检查", "县文化局", "县公安局", "歌舞厅", "5%"],
    )
    assert codes(read) == []
    assert who(read)[1] == [("县气象局", None)]
    assert read.duties[1].item.text("检查对象") == "放飞单位"


def test_who_is_served_does_not_slip_under_who_acts(tmp_path: Path) -> None:
    """Where it is lost who acts, 用人单位 among those served is no department; the loss is reported, and nothing moves."""
    read = of_csv(
        tmp_path,
        ["序号", "职权名称", "实施依据", "承办机构", "服务对象", "办理时限"],
        *(
            [str(n), f"{what}登记", f"《登记条例》第{n}条", "就业股", "毕业生", "5个工作日"]
            for n, what in enumerate("甲乙丙丁", 1)
        ),
        ["5", "戊登记", "《登记条例》第九条", "", "用人单位", "5个工作日"],
    )
    assert codes(read) == ["missing-value"]
    assert read.duties[4].item.text("服务对象") == "用人单位"


BODIES = [
    "各水厂",
    "区残联",
    "街道妇联",
    "县红十字会",
    "各县(市、区)市场监管局",
    "立案庭",
    "机关党总支",
    "北港海关",
    "执法督查处",
    "“扫黄打非”工作科",
    "村（居）委会",
    "配电抢修班",
]


@pytest.mark.parametrize("name", BODIES)
def test_short_names_of_bodies_are_not_doubted(tmp_path: Path, name: str) -> None:
    """Mass organisations by their short names, several bodies alike (各水厂), courts and teams of companies once did not read as bodies."""
    rows = [[str(n), f"{what}管理", LAW, "业务科"] for n, what in enumerate("甲乙丙", 1)]
    read = of_csv(tmp_path, ["序号", "职权名称", "实施依据", "承办机构"], *rows, ["4", "丁管理", LAW, name])
    assert codes(read) == []


@pytest.mark.parametrize("name", ["挖掘机", "困难家庭", "各类人员", "依法查处"])
def test_what_is_no_body_is_doubted_still(tmp_path: Path, name: str) -> None:
    """Things, those served and deeds stand in no column of departments."""
    rows = [[str(n), f"{what}管理", LAW, "业务科"] for n, what in enumerate("甲乙丙", 1)]
    read = of_csv(tmp_path, ["序号", "职权名称", "实施依据", "承办机构"], *rows, ["4", "丁管理", LAW, name])
    assert codes(read) == ["implausible-department"]


def test_what_a_body_does_in_brackets_is_its_part() -> None:
    """（落实） behind a name was once part of the name, and the part of the next one went over to it."""
    found = meaning.departments("县住建局（牵头）、各乡镇人民政府（落实）、县消防救援大队（指导）")
    assert [(one.name, one.role) for one in found] == [
        ("县住建局", "牵头"),
        ("各乡镇人民政府", "落实"),
        ("县消防救援大队", "指导"),
    ]


def test_a_body_above_how_it_works_acts_alone(tmp_path: Path) -> None:
    """承接部门及工作方式, as in national lists of duties taken back from towns: who takes them over stands above how, and nobody once acted."""
    cells = [f"承接部门：{who}\n工作方式：由县级队伍直接检查、立案。" for who in ("县市场监督管理局", "县住建局、县水利局")]
    rows = [[str(n), f"对{n}类摊点的处罚", cell] for n, cell in enumerate(cells, 1)]
    read = of_xlsx(tmp_path, ["某镇履职事项清单"], ["序号", "事项名称", "承接部门及工作方式"], *rows)
    assert who(read) == [[("县市场监督管理局", None)], [("县住建局", None), ("县水利局", None)]]
    assert codes(read) == []


def test_a_list_of_services_needs_no_title(tmp_path: Path) -> None:
    """Names of services beside who provides them are a catalogue's; without a title such a csv file was refused."""
    head = ["事项编号", "服务事项名称", "服务内容", "提供单位", "服务渠道", "咨询电话"]
    rows = [
        [f"TS-{n}", f"{what}服务", "现场办理，外地读者可办", "市图书馆读者部", "现场", f"511700{n}"]
        for n, what in enumerate("甲乙", 1)
    ]
    read = of_csv(tmp_path, head, *rows, mark=";")
    assert [one.item.number for one in read.duties] == ["TS-1", "TS-2"]
    assert who(read) == [[("市图书馆读者部", None)]] * 2


def test_windows_number_what_is_done_there(tmp_path: Path) -> None:
    """窗口号 counts the rows of a list of windows where nothing else does."""
    head = ["区域", "窗口号", "进驻部门", "可办事项", "窗口人员"]
    rows = [
        ["企业专区", "11", "市审批局", "企业设立登记", "甲某"],
        ["企业专区", "12", "市税务局", "发票领用", "乙某"],
        ["社保专区", "21", "市残联", "残疾人证办理", "丙某"],
    ]
    read = of_xlsx(tmp_path, ["某市政务中心窗口事项一览表"], head, *rows, merged=["A3:A4"])
    assert [one.item.number for one in read.duties] == ["11", "12", "21"]
    assert who(read)[2] == [("市残联", None)]


def test_a_window_numbers_nothing_where_duties_have_numbers(tmp_path: Path) -> None:
    """A running number goes before the window where a matter is handled."""
    head = ["序号", "服务事项", "办理依据", "承办科室", "窗口号"]
    read = of_csv(tmp_path, head, ["1", "甲登记", LAW, "业务科", "11"], ["2", "乙登记", LAW, "业务科", "12"])
    assert [one.item.number for one in read.duties] == ["1", "2"]


@pytest.mark.parametrize("numbers", [("1-1", "1-2", "2-1"), ("A01", "A02", "B01")])
def test_a_number_of_its_own_label_counts(tmp_path: Path, numbers: tuple[str, ...]) -> None:
    """责任编号 numbers the duties of posts, which were once counted from 1."""
    rows = [
        [post, number, f"负责{n}号楼安全工作"]
        for n, (post, number) in enumerate(zip(("校长", "校长", "总务主任"), numbers, strict=True))
    ]
    read = of_xlsx(tmp_path, ["某小学安全岗位责任清单"], ["岗位", "责任编号", "安全职责"], *rows)
    assert tuple(one.item.number for one in read.duties) == numbers


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        (["部门", "岗位名称", "岗位职责", "A角", "B角", "联系电话"], ["甲某", "乙某", "2207116"]),
        (["科室（单位）", "岗位", "岗位职责", "A岗姓名", "B岗姓名", "首问责任人"], ["甲某", "乙某", "甲某"]),
    ],
)
def test_who_stands_in_for_whom_is_a_list_of_duties(tmp_path: Path, head: list[str], rest: list[str]) -> None:
    """Duties with who does them and who stands in (AB岗) were refused, as lists of people are, which they are not."""
    rows = [[office, f"{n}号窗口岗", f"受理{n}类申请，核验材料", *rest] for n, office in enumerate(("收费科", "门诊部"), 1)]
    read = of_csv(tmp_path, head, *rows)
    assert who(read) == [[("收费科", None)], [("门诊部", None)]]


def test_who_takes_on_acts_before_who_hands_over(tmp_path: Path) -> None:
    """Of 区级部门 and 街道承接科室 the latter acts; 经费保障 once made such a list one of accounts, which is refused."""
    head = ["编号", "准入事项", "区级部门", "街道承接科室", "准入方式", "经费保障"]
    rows = [[f"ZR-{n}", f"{what}管理", "区住建局", "城市管理办公室", "协助", "列入预算"] for n, what in enumerate("甲乙丙", 1)]
    read = of_xlsx(tmp_path, ["某街道职责准入事项清单"], head, *rows)
    assert who(read) == [[("城市管理办公室", None)]] * 3


def test_a_sum_below_says_nothing_of_a_column(tmp_path: Path) -> None:
    """A short list of sections and their duties was refused: with 合计 below, one of its few duties seemed to be lacking."""
    rows = [[str(n), f"{what}股", f"负责{what}工作", "3"] for n, what in enumerate(("办公", "价格", "能源"), 1)]
    read = of_xlsx(
        tmp_path, ["某县发改局内设机构及职责表"], ["序号", "机构名称", "主要职责", "编制（名）"], *rows, ["合计", "", "", "9"]
    )
    assert who(read) == [[("办公股", None)], [("价格股", None)], [("能源股", None)]]


def test_discretion_is_a_catalogue_of_its_offences(tmp_path: Path) -> None:
    """裁量基准 lists offences with their bases and who punishes; the steps of one, merged under its number, are one duty's."""
    head = ["序号", "违法行为", "处罚依据", "裁量阶次", "裁量标准", "实施机构"]
    rows = [
        ["1", "带泥上路", LAW, "一般", "处1000元罚款", "市城管支队"],
        ["", "", "", "从重", "处3000元罚款", ""],
        ["2", "刻划树木", LAW, "一般", "处50元罚款", "市城管支队"],
        ["", "", "", "从重", "处200元罚款", ""],
    ]
    merged = [f"{column}{row}:{column}{row + 1}" for column in "ABCF" for row in (3, 5)]
    read = of_xlsx(tmp_path, ["某市行政处罚裁量基准"], head, *rows, merged=merged)
    assert [(one.item.number, one.item.text("裁量阶次")) for one in read.duties] == [("1", "一般\n从重"), ("2", "一般\n从重")]


def test_records_have_the_labels_of_the_source(tmp_path: Path) -> None:
    """What a heading says of the rows below it is known of them, but no label that the source prints: `fields` once had a 职权类型 that no table has."""
    head = ["序号", "职权名称", "实施依据", "承办机构"]
    read = of_xlsx(
        tmp_path,
        ["某县林业局权力清单"],
        head,
        ["一、行政许可"],
        ["1", "甲许可", LAW, "资源股"],
        ["二、行政处罚"],
        ["2", "乙处罚", LAW, "执法队"],
    )
    assert [one.item.text("职权类型") for one in read.duties] == ["行政许可", "行政处罚"]
    assert [list(record["fields"]) for record in as_json(read)] == [head, head]


def test_a_department_over_its_rows_is_theirs_and_no_label(tmp_path: Path) -> None:
    """Sections named by lines over their tables act, and the records say so under `departments` alone."""
    text = "某院科室责任清单\n一、医务科\n序号\t责任事项\t工作依据\n1\t质量管理\t《办法》第四条\n2\t纠纷处理\t《办法》第五条\n"
    text += "二、护理部\n序号\t责任事项\t工作依据\n1\t护理质控\t《条例》第三条\n2\t人力调配\t《条例》第六条\n"
    read = of_txt(tmp_path, text)
    assert [one[0][0] for one in who(read)] == ["医务科", "医务科", "护理部", "护理部"]
    assert all(list(record["fields"]) == ["序号", "责任事项", "工作依据"] for record in as_json(read))


def test_a_card_s_heading_numbers_it(tmp_path: Path) -> None:
    """Guides counted 一、二 by the lines above them, which repeat their names, have these numbers, as others have （一） and 1.1."""
    cards = [
        f"{count}、{name}\n【事项名称】{name}\n【承办科室】归集科\n【办理依据】《条例》第五条\n【申请材料】身份证\n【办结时限】即时\n"
        for count, name in zip("一二三", ("职工缴存", "租房提取", "异地转移"), strict=True)
    ]
    read = of_txt(tmp_path, "某市公积金中心\n办事指南\n\n" + "\n".join(cards))
    assert [one.item.number for one in read.duties] == ["一", "二", "三"]


TASKS = """{title}

一、汛前准备
1.1 任务名称：开展管网清淤
牵头单位：县住建局
配合单位：县城投集团
完成时限：每年5月底前

1.2 任务名称：更新易涝点台账
牵头单位：县住建局
配合单位：县应急局、县气象局
完成时限：每年4月底前

二、汛中处置
2.1 任务名称：发布暴雨预警
牵头单位：县气象局
配合单位：县教育局
完成时限：即时
"""


def test_duties_counted_before_their_first_label(tmp_path: Path) -> None:
    """1.1 before the first label of a card, 任务名称, is its number; below a title of responsibilities such a text was refused."""
    read = of_txt(tmp_path, TASKS.format(title="云岫县城市内涝防治责任清单"))
    assert [one.item.number for one in read.duties] == ["1.1", "1.2", "2.1"]
    assert who(read)[1] == [("县住建局", "牵头"), ("县应急局", "配合"), ("县气象局", "配合")]
    assert [record["fields"]["任务名称"] for record in as_json(read)] == ["开展管网清淤", "更新易涝点台账", "发布暴雨预警"]


@pytest.mark.parametrize("title", ["云岫县2026年防汛重点任务分解", "云岫县排水专项行动方案", "工作台账"])
def test_tasks_that_are_done_once_are_no_duties(tmp_path: Path, title: str) -> None:
    """The same labels below the title of a plan are tasks."""
    with pytest.raises(SourceError):
        of_txt(tmp_path, TASKS.format(title=title))


def test_blanks_that_set_names_and_issuers_apart_are_layout(tmp_path: Path) -> None:
    """副院长  甲某 and 乙 某 are so printed to stand in line, 《甲局 乙部关于…》 has two issuers, 第1部分 in the title of a standard stands apart; a blank inside of a word is odd still."""
    head = ["序号", "职权名称", "实施依据", "承办机构", "分管领导"]
    law = "《国家医保局 财政部关于做好结算工作的通知》第三条"
    rows = [["1", "甲管理", law, "医保科", "副院长  苗长林"], ["2", "乙管理", law, "医保科", "党委副书记  沙 岚"]]
    assert codes(of_csv(tmp_path, head, *rows)) == []
    part = ["3", "丙管理", "《医疗保障信息系统 第1部分》（GB/T 30428.1）", "医保科", "苗长林"]
    assert codes(of_csv(tmp_path, head, *rows, part)) == []
    odd = of_csv(tmp_path, head, *rows, ["3", "丙管理", "《医疗保障 管理条例》第三条", "医保科", "苗长林"])
    assert codes(odd) == ["odd-space"]


def test_no_case_need_be_told(tmp_path: Path) -> None:
    """案例 beside a boundary explains it as a remark does; where none is told, nothing is lacking."""
    head = ["序号", "管理事项", "相关部门", "职责分工", "相关依据", "案例"]
    rows = [
        [str(n), f"{what}管理", "市城管局", "负责审批。", LAW, f"擅自{what}的，由市城管局查处。"]
        for n, what in enumerate("甲乙丙", 1)
    ]
    assert codes(of_xlsx(tmp_path, ["某市职责边界清单"], head, *rows, ["4", "丁管理", "市城管局", "负责审批。", LAW, ""])) == []
