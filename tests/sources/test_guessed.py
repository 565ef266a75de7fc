"""Lists whose labels nobody knows are read by what stands under them, and other tables stay refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest

from kg import pipeline
from kg.errors import SourceError
from kg.records import Catalogue
from kg.sources.files.bounded import Worker

BASIS = ["《某燃气条例》第三条", "《某供热条例》第五条第一款", "《某供水条例》第九条"]
BODIES = ["区住房建设局", "区城市管理局、区公安分局", "区水务局"]
NAMES = ["瓶装燃气站点安全", "锅炉停炉报告", "二次供水水箱清洗"]


def book(path: Path, worker: Worker, title: str, head: Sequence[str], *columns: Sequence[str]) -> Catalogue:
    """A sheet of a title, a header and columns, as it is read."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in ([title], head, *zip(*columns, strict=True)):
        sheet.append(list(row))
    made.save(path / "list.xlsx")
    return pipeline.read(path / "list.xlsx", worker=worker)


@pytest.mark.parametrize(
    ("title", "names", "who", "basis"),
    [
        ("某区行业监管责任清单", "监管内容", "监管责任部门", "监管依据"),
        ("某区部门职责边界清单", "管理事项", "主管部门", "划分依据"),
        ("某区热线派单目录", "三级诉求类型", "承接单位", "派单依据"),
        ("某区行政检查事项清单", "检查内容", "检查机关", "检查依据"),
    ],
)
def test_columns_are_known_by_what_stands_under_them(
    title: str, names: str, who: str, basis: str, tmp_path: Path, worker: Worker
) -> None:
    """Such lists were refused, or read without departments and clauses, because a label was none of those known."""
    read = book(tmp_path, worker, title, ["序号", "领域", names, who, basis], "123", ["城建"] * 3, NAMES, BODIES, BASIS)
    assert [duty.name for duty in read.duties] == NAMES
    assert [[one.name for one in duty.departments] for duty in read.duties] == [
        ["区住房建设局"],
        ["区城市管理局", "区公安分局"],
        ["区水务局"],
    ]
    assert [(duty.legal[0].document, duty.legal[0].article) for duty in read.duties] == [
        ("某燃气条例", "3"),
        ("某供热条例", "5"),
        ("某供水条例", "9"),
    ]
    assert [field.label for field in read.duties[0].item.fields] == ["序号", "领域", names, who, basis]
    assert {finding.code for finding in read.findings} <= {"unknown-label"}


def test_duties_of_members_need_no_basis_where_the_title_speaks_of_them(tmp_path: Path, worker: Worker) -> None:
    """成员单位 and 职责分工, nothing else."""
    read = book(tmp_path, worker, "某区防汛指挥部成员单位职责", ["序号", "成员单位", "职责分工"], "123", BODIES, NAMES)
    assert [(duty.name, duty.departments[0].name) for duty in read.duties] == [
        (name, body.partition("、")[0]) for name, body in zip(NAMES, BODIES, strict=True)
    ]


def test_who_acts_is_guessed_whatever_the_title(tmp_path: Path, worker: Worker) -> None:
    """A list that is read anyway had no departments: 发放机构 is no usual label."""
    head = ["序号", "项目名称", "标准", "发放（征收）机构", "政策依据"]
    read = book(tmp_path, worker, "某区给付事项公示", head, "123", NAMES, "甲乙丙", BODIES, BASIS)
    assert [duty.departments[0].name for duty in read.duties] == [body.partition("、")[0] for body in BODIES]


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("某区巡察反馈问题整改台账", ["序号", "地点", "问题内容", "责任单位", "判定依据"]),
        ("某区行政处罚案件信息公示表", ["序号", "地点", "违法行为", "处罚机关", "处罚依据"]),
        ("某区行政处罚事项清单", ["序号", "当事人", "违法行为", "处罚机关", "处罚依据"]),
        ("某区重点工作责任分工表", ["序号", "完成进度", "工作任务", "责任单位", "来源文件"]),
        ("某区会议纪要", ["序号", "地点", "议定事项", "责任单位", "议题依据"]),
    ],
)
def test_registers_and_accounts_stay_refused(title: str, head: list[str], tmp_path: Path, worker: Worker) -> None:
    """They cite documents and name bodies too, but what they list are cases, faults and tasks."""
    with pytest.raises(SourceError):
        book(tmp_path, worker, title, head, "123", ["甲", "乙", "丙"], NAMES, BODIES, BASIS)


def test_what_was_guessed_is_said_and_holds_to_the_end(tmp_path: Path, worker: Worker) -> None:
    """The triples give such a column its field, as if its label were known."""
    read = book(
        tmp_path,
        worker,
        "某区监管责任清单",
        ["序号", "领域", "监管内容", "监管责任部门", "监管依据"],
        "123",
        "甲乙丙",
        NAMES,
        BODIES,
        BASIS,
    )
    (said,) = read.findings
    assert said.code == "unknown-label"
    assert "“监管责任部门”读作“实施机构”" in said.message
    folder = pipeline.publish([read], tmp_path / "base")
    lines = (folder / "exports" / "all.nq").read_text("utf-8")
    assert lines.count("field-department> <") >= len(NAMES)


def test_offices_and_what_they_are_for(tmp_path: Path, worker: Worker) -> None:
    """内设机构 and 主要职责 of a 三定 were refused: no column of names."""
    sections = ["综合股", "来访接待股", "督查复查股"]
    head = ["序号", "机构名称", "主要职责", "负责人"]
    read = book(tmp_path, worker, "某县信访局职能配置和内设机构", head, "123", sections, NAMES, ["甲某", "乙某", "丙某"])
    assert [(duty.name, duty.departments[0].name) for duty in read.duties] == list(zip(NAMES, sections, strict=True))


def test_each_list_of_a_sheet_is_looked_at(tmp_path: Path, worker: Worker) -> None:
    """The second list, under a title of its own, was refused for its labels, or went on with the first."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in [
        ["某街道履职事项清单"],
        ["一、基本履职事项"],
        ["序号", "履职事项", "责任科室"],
        *zip(
            "123", ["社区工作者选聘", "特困人员申请受理", "业主委员会备案"], ["党建办", "社会事务办", "社会事务办"], strict=True
        ),
        ["二、配合履职事项"],
        ["序号", "配合事项名称", "对应上级部门", "街道配合职责"],
        *zip("123", NAMES, BODIES, ["巡查上报", "通知用户", "组织清洗"], strict=True),
    ]:
        sheet.append(list(row))
    made.save(tmp_path / "list.xlsx")
    read = pipeline.read(tmp_path / "list.xlsx", worker=worker)
    assert [duty.name for duty in read.duties][3:] == NAMES
    assert [duty.departments[0].name for duty in read.duties] == [
        "党建办",
        "社会事务办",
        "社会事务办",
        *(b.partition("、")[0] for b in BODIES),
    ]


def test_a_column_without_chinese_does_not_hide_a_header(tmp_path: Path, worker: Worker) -> None:
    """What a system exports has SYS_ID beside its labels; the whole list was refused."""
    head = ["职权编码", "事项名称", "承办机构", "设定依据", "SYS_ID"]
    read = book(tmp_path, worker, "某市权力事项", head, ["A-1", "A-2", "A-3"], NAMES, BODIES, BASIS, ["x9", "x8", "x7"])
    assert [duty.number for duty in read.duties] == ["A-1", "A-2", "A-3"]


def test_what_departments_do_about_each_duty_is_no_main_responsibility(tmp_path: Path, worker: Worker) -> None:
    """部门职责 beside 街道职责 stood over the duties as if it grouped them."""
    head = ["序号", "配合事项", "牵头部门", "部门职责", "街道职责"]
    does = ["组织鉴定", "采样监测", "建设场所"]
    read = book(tmp_path, worker, "某街道配合履职事项清单", head, "123", NAMES, BODIES, does, ["上报", "通知", "巡查"])
    assert [item.text("部门职责") for item in read.document.items] == does
    assert not read.document.responsibilities


def test_labels_of_cards_are_guessed_too(tmp_path: Path, worker: Worker) -> None:
    """宗旨依据 and 经办单元 of a card each: the departments and clauses were lost."""
    made = openpyxl.Workbook()
    del made["Sheet"]
    for n, (name, body, basis) in enumerate(zip(NAMES, BODIES, BASIS, strict=True), 1):
        sheet = made.create_sheet(f"表{n}")
        rows = [
            ("职责编号", f"Z-{n}"),
            ("职责名称", name),
            ("宗旨依据", basis),
            ("经办单元", body),
            ("办事流程", "收件—复核"),
            ("监督电话", "6903001"),
        ]
        for row in rows:
            sheet.append(row)
    made.save(tmp_path / "cards.xlsx")
    read = pipeline.read(tmp_path / "cards.xlsx", worker=worker)
    assert [duty.legal[0].article for duty in read.duties] == ["3", "5", "9"]
    assert [duty.departments[0].name for duty in read.duties] == [body.partition("、")[0] for body in BODIES]


POSTS = ["网格员", "社保专干、网格员", "调解员"]


def test_posts_act_where_nobody_else_is_named(tmp_path: Path, worker: Worker) -> None:
    """A list of what a village's people do names posts under 责任人: it was refused, and where it was read nobody acted."""
    for head in (["序号", "岗位职责", "责任人", "联系电话"], ["序号", "职责内容", "责任人", "备注"]):
        found = book(
            tmp_path, worker, "某社区岗位职责清单", head, ["一", "二", "三"], NAMES, POSTS, ["5550101", "5550102", "5550103"]
        )
        assert [[one.name for one in duty.departments] for duty in found.duties] == [
            ["网格员"],
            ["社保专干", "网格员"],
            ["调解员"],
        ]
        assert {one.code for one in found.findings} <= {"unknown-label"}


def test_people_and_posts_beside_departments_do_not_act(tmp_path: Path, worker: Worker) -> None:
    """A name of somebody is no department, and where a column of departments stands beside, the post is who to ask there."""
    number = ["1", "2", "3"]
    found = book(
        tmp_path,
        worker,
        "某局职责清单",
        ["序号", "职责内容", "责任科室", "责任人"],
        number,
        NAMES,
        ["燃气科", "供热科", "供水科"],
        POSTS,
    )
    assert [duty.departments[0].name for duty in found.duties] == ["燃气科", "供热科", "供水科"]
    found = book(tmp_path, worker, "某局职责清单", ["序号", "职责内容", "责任人"], number, NAMES, ["张三", "李四", "王小五"])
    assert [duty.departments for duty in found.duties] == [(), (), ()]


def test_a_title_of_duties_makes_plain_names_duties(tmp_path: Path, worker: Worker) -> None:
    """事项 beside 首问负责人（部门）, with columns that nobody knows, was refused whatever its title."""
    head = ["事项", "首问负责人（部门）", "答复时限", "流转去向"]
    rows = (NAMES, ["教务处", "总务处", "党支部"], ["当场", "3日", "7日"], ["校务会", "校医室", ""])
    found = book(tmp_path, worker, "某小学首问负责清单", head, *rows)
    assert [(duty.name, duty.departments[0].name) for duty in found.duties] == list(
        zip(NAMES, ["教务处", "总务处", "党支部"], strict=True)
    )
    with pytest.raises(SourceError):
        book(tmp_path, worker, "某小学活动安排", head, *rows)


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("某县重点工作任务责任清单", ["序号", "工作任务", "责任人", "完成时限"]),
        ("某医院公开招聘岗位职责表", ["岗位代码", "岗位名称", "招聘人数", "专业要求"]),
        ("某县责任清单", ["序号", "事项", "责任单位", "完成情况"]),
    ],
)
def test_posts_and_tasks_make_no_catalogue(title: str, head: list[str], tmp_path: Path, worker: Worker) -> None:
    """Plans of tasks and lists of vacancies have columns of posts and names too."""
    with pytest.raises(SourceError):
        book(tmp_path, worker, title, head, ["01", "02", "03"], NAMES, POSTS, ["2人", "3人", "1人"])


def test_descriptions_of_posts_are_read(tmp_path: Path, worker: Worker) -> None:
    """岗位名称 and 岗位职责, label beside value, were refused below a title that says what they are."""
    made = docx.Document()
    made.add_paragraph("某医院岗位职责汇编")
    for number, post in (("YW-1", "护士长"), ("YW-2", "调剂员")):
        rows = [
            ["岗位编号", number],
            ["岗位名称", post],
            ["所属科室", "药剂科"],
            ["岗位职责", "负责排班。"],
            ["任职条件", "三年以上经验"],
        ]
        table = made.add_table(len(rows), 2)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        made.add_paragraph("")
    made.save(str(tmp_path / "posts.docx"))
    found = pipeline.read(tmp_path / "posts.docx", worker=worker)
    assert [(one.item.number, one.name, one.departments[0].name) for one in found.duties] == [
        ("YW-1", "护士长", "药剂科"),
        ("YW-2", "调剂员", "药剂科"),
    ]


def test_posts_of_a_list_have_their_own_numbers(tmp_path: Path, worker: Worker) -> None:
    """岗位编号 was a column that nobody knows, and the posts were counted 1, 2, 3; in a list of vacancies it still is none."""
    head = ["岗位编号", "所属部门", "岗位名称", "岗位职责"]
    rows = (["Z01", "Z02", "Z03"], ["典藏部", "典藏部", "办公室"], ["古籍岗", "装订岗", "文书岗"], NAMES)
    found = book(tmp_path, worker, "某档案馆岗位职责一览表", head, *rows)
    assert [(one.number, one.name, one.departments[0].name) for one in found.duties] == list(
        zip(rows[0], rows[2], rows[1], strict=True)
    )
    with pytest.raises(SourceError):
        book(tmp_path, worker, "某档案馆招聘岗位职责一览表", head, *rows)


def test_several_labels_a_row_describe_a_post(tmp_path: Path, worker: Worker) -> None:
    """A sheet a post, 岗位编号 beside 岗位名称: refused, for the labels of posts were only known in the first column, and one sheet is called 采购岗. Who made it and when is no value."""
    made = openpyxl.Workbook()
    del made["Sheet"]
    posts = [("YZ-1", "苗木采购岗", "园艺处", "苗圃主任"), ("YZ-2", "灌溉岗", "工程处", "水电班长")]
    for number, post, office, above in posts:
        sheet = made.create_sheet(post)
        for row in (
            ["某植物园岗位职责说明书", "", "", ""],
            ["岗位编号", number, "岗位名称", post],
            ["所属部门", office, "直接上级", above],
            ["岗位职责", f"负责{post}日常工作。", "", ""],
            ["任职条件", "三年经验", "", ""],
            ["办公电话", f"777000{number[-1]}", "", ""],
            ["人事处制　2023年5月", "", "", ""],
        ):
            sheet.append(row)
        for n in (1, 4, 5, 6):
            sheet.merge_cells(start_row=n, end_row=n, start_column=1 if n == 1 else 2, end_column=4)
    made.save(tmp_path / "posts.xlsx")
    found = pipeline.read(tmp_path / "posts.xlsx", worker=worker)
    assert [(one.number, one.name, one.departments[0].name) for one in found.duties] == [one[:3] for one in posts]
    assert [one.item.text("直接上级") for one in found.duties] == [one[3] for one in posts]
    assert [one.item.text("办公电话") for one in found.duties] == ["7770001", "7770002"]


def test_a_limit_of_number_is_no_amount(tmp_path: Path, worker: Worker) -> None:
    """数量限制 of permits has 数量 in it, and a list of plain labels with it was taken for a register."""
    head = ["编码", "名称", "类别", "设定依据", "行使主体", "数量限制"]
    rows = (["Q1", "Q2", "Q3"], NAMES, ["行政许可"] * 3, BASIS, BODIES, ["无"] * 3)
    assert [duty.name for duty in book(tmp_path, worker, "某区权责事项目录", head, *rows).duties] == NAMES


def test_several_bodies_each_with_its_own_duties_act(tmp_path: Path, worker: Worker) -> None:
    """Where a county and its towns share duties, each has a column and one of what it does behind it; only the first of them acted."""
    head = ["序号", "事项名称", "县级部门", "县级部门职责", "镇街", "镇街职责", "服务对象"]
    towns = ["各镇街", "相关镇街、有关部门", "各乡镇（街道）"]
    does = ["立案查处", "划定禁区", "审核确认"], ["发现报告", "督促整改", "入户调查"]
    rows = (["1", "2", "3"], NAMES, BODIES, does[0], towns, does[1], ["全体居民"] * 3)
    found = book(tmp_path, worker, "某县属地管理责任清单", head, *rows)
    assert [[one.name for one in duty.departments] for duty in found.duties] == [
        ["区住房建设局", "各镇街"],
        ["区城市管理局", "区公安分局", "相关镇街", "有关部门"],
        ["区水务局", "各乡镇（街道）"],
    ]
