"""Who acts beside whom, and who does not: columns of departments with a part, levels, codes of main items, and headers of two lines that say so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

import kg
from kg import diff, meaning, minted, pipeline
from kg.cli import records
from kg.errors import SourceError
from kg.records import Catalogue, Duty
from kg.sources import read
from kg.sources.files.bounded import Worker


def book(path: Path, *rows: Sequence[str], merged: Sequence[str] = (), title: str = "") -> Path:
    """A workbook of one sheet with these rows."""
    made = openpyxl.Workbook()
    for row in [[title], *rows] if title else rows:
        made.active.append(row)
    for area in merged:
        made.active.merge_cells(area)
    made.save(path / "某县清单.xlsx")
    return path / "某县清单.xlsx"


def duties(path: Path, worker: Worker) -> list[Duty]:
    """The duties of a workbook as they are understood."""
    return [meaning.duty(item) for item in read(path, worker).items]


def who(duty: Duty) -> list[tuple[str, str | None]]:
    """The departments of a duty with their roles."""
    return [(one.name, one.role) for one in duty.departments]


@pytest.mark.parametrize(
    ("leads", "helps", "role"),
    [
        ("牵头负责单位", "参与单位", "参与"),
        ("牵头责任部门", "协作单位", "协作"),
        ("牵头部门", "协同部门", "协同"),
        ("牵头单位", "联合部门", "联合"),
        ("牵头科室", "协同配合科室", "协同"),
    ],
)
def test_a_column_says_in_which_part_its_departments_act(
    leads: str, helps: str, role: str, tmp_path: Path, worker: Worker
) -> None:
    """参与单位 and 协作单位 were columns like 备注, and 牵头负责单位 a label that nobody knew: those who take part in a duty were not found by it."""
    rows = [
        ["1", "防汛演练", "《某条例》第三条", "县应急局", "县水利局、县气象局"],
        ["2", "抗旱浇灌", "《某条例》第四条", "县水利局", ""],
    ]
    first, second = duties(book(tmp_path, ["序号", "事项名称", "实施依据", leads, helps], *rows), worker)
    assert who(first) == [("县应急局", "牵头"), ("县水利局", role), ("县气象局", role)]
    assert who(second) == [("县水利局", "牵头")]


def test_those_who_take_part_are_asked_for(tmp_path: Path, worker: Worker) -> None:
    """参与单位有哪些 gave everybody who acts: 单位 behind a word for a part means nothing alone."""
    rows = [["1", "防汛演练", "《某条例》第三条", "县应急局", "县水利局"], ["2", "抗旱浇灌", "《某条例》第四条", "县水利局", ""]]
    path = book(tmp_path, ["序号", "事项名称", "实施依据", "牵头负责单位", "参与单位"], *rows)
    pipeline.publish([pipeline.read(path, worker=worker)], tmp_path / "base")
    base = kg.load(tmp_path / "base")
    for question, value in {
        "防汛演练的参与单位有哪些": ["县水利局"],
        "防汛演练的牵头负责单位是谁": ["县应急局"],
        "哪些事项有参与单位": ["1"],
    }.items():
        answer = base.ask(question).answer
        assert answer is not None, question
        assert answer["value"] == value


def test_those_who_help_do_not_hide_the_body_that_acts(tmp_path: Path, worker: Worker) -> None:
    """Once 联合检查部门 was one of departments, the body under 检查主体 was none that acts: it counted only where no column was of departments."""
    rows = [["县消防大队", "商场检查", "《某消防条例》第三条", "县住建局"], ["县环境局", "排污检查", "《某环境条例》第四条", ""]]
    first, second = duties(book(tmp_path, ["检查主体", "检查事项", "检查依据", "联合检查部门"], *rows), worker)
    assert who(first) == [("县消防大队", None), ("县住建局", "联合检查")]
    assert who(second) == [("县环境局", None)]


def test_who_takes_part_makes_no_catalogue(tmp_path: Path, worker: Worker) -> None:
    """参与单位 stands in plans of events as well."""
    rows = [["1", "春季运动会", "各中学", "四月", "三万元"], ["2", "读书节", "图书馆", "五月", "一万元"]]
    with pytest.raises(SourceError):
        read(book(tmp_path, ["序号", "项目名称", "参与单位", "举办时间", "经费"], *rows), worker)


def test_who_is_over_a_department_does_not_act(tmp_path: Path, worker: Worker) -> None:
    """主管部门 stands left of 办理部门 and was taken for the body that acts; 业务指导部门 was where nothing else reads like bodies."""
    head = ["序号", "备案事项名称", "备案依据", "主管部门", "办理部门"]
    rows = [
        ["1", "物业备案", "《某办法》第三条", "市住建局", "物业科"],
        ["2", "租赁备案", "《某办法》第四条", "市住建局", "租赁科"],
    ]
    assert [who(one) for one in duties(book(tmp_path, head, *rows), worker)] == [[("物业科", None)], [("租赁科", None)]]
    head[3:] = ["业务指导部门", "备注"]
    assert [who(one) for one in duties(book(tmp_path, head, *(row[:4] for row in rows)), worker)] == [[], []]


UPPER = ["序号", "权力事项", "", "执法依据", "", "监管主体", "", "办理时限", "", "监督方式"]
LOWER = ["", "项目", "子项", "法律", "行政法规", "监管部门", "监管层级", "法定", "承诺", ""]
MERGED = ["A1:A2", "B1:C1", "D1:E1", "F1:G1", "H1:I1", "J1:J2"]
BELOW = [
    ["1", "采矿许可", "", "《某矿产法》第三条", "《某矿产条例》第四条", "矿产科", "市级或县级", "20日", "10日", "85550001"],
    ["2", "测绘许可", "", "《某测绘法》第五条", "", "测绘科", "县级", "15日", "5日", "85550001"],
]


@pytest.fixture
def two_lines(tmp_path: Path, worker: Worker) -> Catalogue:
    """A list under a header of two lines."""
    return pipeline.read(book(tmp_path, UPPER, LOWER, *BELOW, merged=MERGED), worker=worker)


def test_a_lower_label_stands_alone(two_lines: Catalogue) -> None:
    """法律 was called 执法依据（法律）, and 法定 办理时限（法定）: nobody finds them so who looks at the table. What 法定 is in full is kept beside it."""
    assert two_lines.document.labels == (
        *("序号", "项目", "子项", "法律", "行政法规", "监管部门", "监管层级"),
        *("法定", "承诺", "监督方式"),
    )
    assert two_lines.document.wholes == (("法定", "办理时限（法定）"), ("承诺", "办理时限（承诺）"))
    first = two_lines.duties[0]
    assert first.name == "采矿许可"
    assert [(one.document, one.article) for one in first.legal] == [("某矿产法", "3"), ("某矿产条例", "4")]


def test_a_level_is_no_body(two_lines: Catalogue) -> None:
    """市级或县级 under 监管层级, below 监管主体, was a department, and so was 县级."""
    assert [who(one) for one in two_lines.duties] == [[("矿产科", None)], [("测绘科", None)]]
    assert meaning.departments("市级或县级、县级") == ()


def test_columns_below_others_are_still_asked_for_by_the_upper_label(two_lines: Catalogue, tmp_path: Path) -> None:
    """The upper label is in no label any more, but the kind that both tell together answers to it."""
    pipeline.publish([two_lines], tmp_path / "base")
    base = kg.load(tmp_path / "base")
    for question, value in {
        "采矿许可的执法依据是什么": ["第三条", "第四条"],
        "采矿许可的监管主体是谁": ["矿产科"],
        "采矿许可的监管层级是什么": "市级或县级",
        "采矿许可的法定时限是多少": "20日",
        "采矿许可的办理时限（承诺）是多少": "10日",
        "采矿许可的办理时限是多少": ["10日", "20日"],
        "采矿许可的法定是多少": "20日",
        "办理时限（法定）是15日的事项有哪些": ["2"],
    }.items():
        answer = base.ask(question).answer
        assert answer is not None, question
        assert answer["value"] == value, question
    named = 'SELECT ?label ?name WHERE { ?cell duty:label ?label ; duty:field/skos:prefLabel ?name FILTER(STR(?label) = "法定") } LIMIT 1'
    assert [(row["label"], row["name"]) for row in base.store.select(named)] == [("法定", "办理时限（法定）")]


def test_a_label_known_for_something_else_keeps_the_upper_one(tmp_path: Path, worker: Worker) -> None:
    """依据 under 责任事项 alone would be the basis of the duty itself; under 实施依据 it is."""
    head = [["序号", "职权名称", "责任事项", "", "承办机构"], ["", "", "内容", "依据", ""]]
    document = read(
        book(
            tmp_path,
            *head,
            ["1", "发证", "依法受理。", "《某条例》第三条", "办证科"],
            merged=["C1:D1", "A1:A2", "B1:B2", "E1:E2"],
        ),
        worker,
    )
    assert document.labels == ("序号", "职权名称", "内容", "责任事项（依据）", "承办机构")
    assert document.kinds["内容"] == "accountability"
    assert {field.kind for item in document.items for field in item.fields if field.label == "内容"} == {"accountability"}


def test_a_change_under_a_label_that_the_header_explains_is_one_of_what_it_means(tmp_path: Path) -> None:
    """The meaning held only while the document was read and its graph written: no change set could be made of 内容 under 责任事项."""
    head = [["序号", "职权名称", "责任事项", "", "承办机构"], ["", "", "内容", "依据", ""]]
    read_so = []
    for n, said in enumerate(("依法受理。", "按期办结。")):
        (tmp_path / str(n)).mkdir()
        row = ["1", "发证", said, "《某条例》第三条", "办证科"]
        read_so.append(pipeline.read(book(tmp_path / str(n), *head, row, merged=["C1:D1", "A1:A2", "B1:B2", "E1:E2"])))
    old, new = read_so
    printed = diff.rdf(*minted.versions(old, new, tmp_path)).decode()
    assert [(change.kind, change.field) for change in diff.changes(old, new)] == [("content", "内容")]
    assert printed.count("rdf:predicate duty:accountability") == 2


def test_titles_and_clauses_in_columns_of_their_own_go_together_line_by_line(tmp_path: Path, worker: Worker) -> None:
    """All clauses went to the last of several documents, which stand line by line beside them."""
    head = [["序号", "职权名称", "实施依据", "", "承办机构"], ["", "", "依据名称", "条款内容", ""]]
    row = ["1", "演出审批", "《某演出条例》\n《某演出细则》", "第三条第一款\n第六条", "文化科"]
    (duty,) = duties(book(tmp_path, *head, row, merged=["C1:D1", "A1:A2", "B1:B2", "E1:E2"]), worker)
    assert [(one.document, one.article, one.paragraph) for one in duty.legal] == [
        ("某演出条例", "3", "1"),
        ("某演出细则", "6", ""),
    ]


def test_the_number_is_the_code_that_differs_from_item_to_item(tmp_path: Path, worker: Worker) -> None:
    """主项编码 stands first, so several items had one number; and where they share name and sub-item too, the second was lost as more of the first."""
    head = ["主项编码", "主项名称", "子项名称", "办理项名称", "实施清单编码", "实施主体", "设定依据"]
    rows = [
        ["0119", "燃气许可", "燃气许可", "管道燃气", "1137-0119-1", "某县审批局", "《某燃气条例》第五条"],
        ["", "", "", "瓶装燃气", "1137-0119-2", "某县审批局", ""],
        ["0120", "食品许可", "食品许可", "食品许可", "1137-0120-1", "某县审批局", "《某食品法》第五条"],
        ["0121", "广告许可", "广告许可", "广告许可", "", "某县审批局", "《某广告法》第五条"],
    ]
    merged = ["A2:A3", "B2:B3", "C2:C3", "G2:G3"]
    catalogue = pipeline.read(book(tmp_path, head, *rows, merged=merged), worker=worker)
    found = list(records.as_json(catalogue))
    assert [one["number"] for one in found] == ["1137-0119-1", "1137-0119-2", "1137-0120-1", "0121"]
    assert [one["fields"]["主项编码"] for one in found] == ["0119", "0119", "0120", "0121"]
    assert found[1]["fields"]["办理项名称"] == "瓶装燃气"
    assert found[1]["legal"]
