"""What stands above rows: main responsibilities, bodies and departments as headings, counts that begin again below each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from kg import meaning
from kg.records import Document
from kg.repair import repair
from kg.sources import read
from kg.sources.files.bounded import Worker
from tests.catalogues.written import book, of_docx

HEAD = ["序号", "职责事项", "实施依据"]
MINE, WILD = "负责矿产资源的监督管理", "保护野生动植物，推进自然保护地建设"
Rows = Sequence[Sequence[str]]


def rows(*numbers: str) -> list[list[str]]:
    """Rows of a list, each with a name and a basis of its own."""
    return [[number, f"办理第{number}号采伐申请", f"《某森林条例》第{n}条"] for n, number in enumerate(numbers, 11)]


def mains(document: Document) -> list[tuple[str, str, str]]:
    """Each item's number, and the number and text of its main responsibility."""
    texts = {one.number: one.text.text for one in document.responsibilities}
    return [(item.number, item.responsibility, texts.get(item.responsibility, "")) for item in document.items]


def in_charge(document: Document) -> list[str]:
    """Who is in charge of each item."""
    return ["、".join(one.name for one in meaning.duty(item).departments) for item in document.items]


def card(number: int, name: str) -> list[str]:
    """Lines of label and value."""
    return [f"序号：{number}", f"名称：{name}", "责任科室：资源科", f"依据：《某森林条例》第{number}条"]


@pytest.mark.parametrize("numbers", [(["1.1", "1.2"], ["2.1"]), (["1", "2"], ["1"]), (["（1）", "（2）"], ["（1）"])])
@pytest.mark.parametrize("how", ["paragraphs", "rows"])
def test_a_task_over_rows_is_their_main_responsibility(
    how: str, numbers: tuple[list[str], list[str]], tmp_path: Path, worker: Worker
) -> None:
    """一、负责矿产资源的监督管理 over a table was dropped; rows that count from 1 again below the next one were reported as doubled."""
    first, second = (rows(*part) for part in numbers)
    if how == "paragraphs":
        document = of_docx([(f"一、{MINE}", [HEAD, *first]), (f"二、{WILD}", [HEAD, *second])], tmp_path, worker)
    else:
        document = book(tmp_path, worker, 清单=[HEAD, [f"一、{MINE}"], *first, [f"二、{WILD}"], *second])
    assert [one[1:] for one in mains(document)] == [("一", MINE), ("一", MINE), ("二", WILD)]
    assert repair(document)[1] == ()


def test_what_is_no_task_is_no_main_responsibility(tmp_path: Path, worker: Worker) -> None:
    """Titles of lists, classes with a count, rules for writing, and the departments between are read as what they are."""
    lines = ["一、编制原则", "二、基本履职事项清单", "三、防火类（2项）", "四、负责的工作", "五、行政检查"]
    document = of_docx([(line, [HEAD, *rows(str(n))]) for n, line in enumerate(lines, 1)], tmp_path, worker)
    assert document.responsibilities == ()
    assert [item.text("职权类型") for item in document.items] == [""] * 4 + ["行政检查"]


def test_notes_above_a_list_are_no_main_responsibilities(tmp_path: Path, worker: Worker) -> None:
    """They begin with verbs and ordinals too, but only the last of them stands over rows."""
    title, head, *more = "某县林业局职责清单", HEAD, *rows("1", "2")
    notes = ["1.办理采伐申请，以县级以上为准", "2.实施依据只列条款号", "3.监督电话另行公布"]
    document = book(tmp_path, worker, 清单=[[title], *([note] for note in notes), head, *more])
    assert document.responsibilities == ()


def test_phrases_are_main_responsibilities_where_all_headings_are(tmp_path: Path, worker: Worker) -> None:
    """一、资源保护、二、防火巡护 say what each part is about; beside a heading of another sort they are parts of the document."""
    tables = [("一、资源保护", [HEAD, *rows("1", "2")]), ("二、防火巡护", [HEAD, *rows("3")])]
    document = of_docx(tables, tmp_path, worker)
    assert [one[1:] for one in mains(document)] == [("一", "资源保护"), ("一", "资源保护"), ("二", "防火巡护")]
    document = of_docx([*tables, ("三、其他类", [HEAD, *rows("4")])], tmp_path, worker)
    assert document.responsibilities == ()


def test_a_plain_text_may_have_main_responsibilities_as_headings(tmp_path: Path) -> None:
    """They stood between the blocks of label and value and were dropped; the titles of the duties themselves are none."""
    said = ["\n".join(card(n, name)) for n, name in enumerate(["采矿巡查", "采砂巡查", "候鸟救护", "标桩立界"], 1)]
    parts = ["某县林业局职责清单", f"一、{MINE}", *said[:2], f"二、{WILD}", *said[2:]]
    path = tmp_path / "list.txt"
    path.write_text("\n\n".join(parts), encoding="utf-8")
    assert mains(read(path)) == [("1", "一", MINE), ("2", "一", MINE), ("3", "二", WILD), ("4", "二", WILD)]
    path.write_text("\n\n".join([parts[0], "一、负责采矿巡查", parts[2], "二、开展采砂巡查", parts[3]]), encoding="utf-8")
    assert [one[1] for one in mains(read(path))] == ["", ""]


@pytest.mark.parametrize("how", ["paragraphs", "sheets", "rows"])
def test_bodies_over_their_rows_are_in_charge(how: str, tmp_path: Path, worker: Worker) -> None:
    """市商务局 over a table without such a column said who is in charge, and was dropped."""
    bodies = {"市商务局": rows("1", "2"), "市图书馆": rows("1"), "市红十字会": rows("1", "2")}
    if how == "paragraphs":
        document = of_docx([(name, [HEAD, *part]) for name, part in bodies.items()], tmp_path, worker)
    elif how == "sheets":
        document = book(tmp_path, worker, **{name: [HEAD, *part] for name, part in bodies.items()})
    else:
        document = book(tmp_path, worker, 清单=[HEAD, *(row for name, part in bodies.items() for row in ([name], *part))])
    assert in_charge(document) == ["市商务局", "市商务局", "市图书馆", "市红十字会", "市红十字会"]
    assert [one.code for one in repair(document)[1]] == []


def test_the_publisher_and_who_has_signed_are_not_in_charge(tmp_path: Path, worker: Worker) -> None:
    """One body over the only table is the publisher's; a body over a date has signed what stands above."""
    assert in_charge(of_docx([("某市商务局", [HEAD, *rows("1")])], tmp_path, worker, "某市职责清单")) == [""]
    signed = [
        [HEAD, *rows("1")],
        ("某市财政局", [["二〇二四年五月"]]),
        [HEAD, *rows("1")],
        ("某市商务局", [["2024年6月"]]),
        [HEAD, *rows("1")],
    ]
    assert in_charge(of_docx(signed, tmp_path, worker)) == ["", "", ""]


def test_a_department_ends_with_the_next_heading_of_its_rank(tmp_path: Path, worker: Worker) -> None:
    """资源科 held for all rows down to the next department, those of 三、其他 included."""
    tables = [("一、资源科", [HEAD, *rows("1")]), ("二、防火科", [HEAD, *rows("2")]), ("三、其他", [HEAD, *rows("3")])]
    assert in_charge(of_docx(tables, tmp_path, worker)) == ["资源科", "防火科", ""]


@pytest.mark.parametrize("between", [["目录二　下放的行政权力事项（1项）"], [], ["（二）收回事项清单"]])
def test_a_title_or_a_blank_row_ends_a_list(between: list[str], tmp_path: Path, worker: Worker) -> None:
    """Rows of another table, and signatures, were duties of the list above with 项次 and 填表人：某某 for numbers; groups of one list go on."""
    other = [["项次", "材料", "份数"], ["甲", "申请表", "一份"]]
    signed = [["填表人：李某", "审核人：王某", "2024年5月"]]
    document = book(tmp_path, worker, 清单=[["某县林业局职责清单"], HEAD, *rows("1", "2"), between, *other, [], *signed])
    assert [item.number for item in document.items] == ["1", "2"]
    assert [one.message[:20] for one in document.noted] == ["这张表（“项次、材料、份数”）不是职责清"]
    document = book(tmp_path, worker, 清单=[["某县林业局职责清单"], HEAD, *rows("1"), between, *rows("2", "3"), [], *signed])
    assert [item.number for item in document.items] == ["1", "2", "3"]
    assert document.noted == ()


def test_duties_may_be_paragraphs_of_a_word_file(tmp_path: Path, worker: Worker) -> None:
    """Lines of label and value under the main responsibilities, and no table: the file was refused, where the same text was read."""
    lines = [f"一、{MINE}", *card(1, "采矿巡查"), *card(2, "采砂巡查"), f"二、{WILD}", *card(3, "候鸟救护")]
    file = docx.Document()
    for line in ["某县林业局职责目录", *lines]:
        file.add_paragraph(line)
    file.save(str(tmp_path / "list.docx"))
    document = read(tmp_path / "list.docx", worker)
    assert mains(document) == [("1", "一", MINE), ("2", "一", MINE), ("3", "二", WILD)]
    assert document.items[2].text("依据") == "《某森林条例》第3条"
    assert [str(field.printed and field.printed.place) for field in document.items[2].fields[:2]] == [
        "第 12 行",
        "第 13 行",
    ]


@pytest.mark.parametrize("form", ["titles", "sheets", "statements", "ordinals", "counts"])
def test_who_is_in_charge_is_said_in_many_ways(form: str, tmp_path: Path, worker: Worker) -> None:
    """Titles of a collection, numbered sheets, 填报单位, an ordinal or a count in a cell of its own: nobody was in charge, or 一 was a duty."""
    first, second, bodies = rows("1", "2"), rows("1"), ["市商务局", "市民政局"]
    title = ["部门职责清单"]
    if form == "titles":
        parts = [
            row for name, part in zip(bodies, (first, second), strict=True) for row in ([], [f"{name}职责清单"], HEAD, *part)
        ]
        document = book(tmp_path, worker, 清单=[title, *parts])
    elif form == "sheets":
        document = book(tmp_path, worker, **{"1-市商务局": [title, HEAD, *first], "2.市民政局": [title, HEAD, *second]})
    elif form == "statements":
        lines = [["填报单位：市商务局"], ["填报单位：市民政局（盖章）", "", "日期：2024年5月"]]
        sheets = {f"表{n}": [title, lines[n], HEAD, *part] for n, part in enumerate((first, second))}
        document = book(tmp_path, worker, **sheets)
    else:
        lines = (
            [["一", bodies[0], ""], ["二", bodies[1], ""]]
            if form == "ordinals"
            else [[bodies[0], "", "2项"], [bodies[1], "", "共1项"]]
        )
        document = book(tmp_path, worker, 清单=[title, HEAD, lines[0], *first, lines[1], *second])
    assert [(item.number, who) for item, who in zip(document.items, in_charge(document), strict=True)] == [
        ("1", "市商务局"),
        ("2", "市商务局"),
        ("1", "市民政局"),
    ]
    assert repair(document)[1] == ()


def test_a_list_counted_in_chinese_has_no_headings(tmp_path: Path, worker: Worker) -> None:
    """一 | 办理采伐申请 with nothing beside it is a duty where the next one is 二."""
    document = book(tmp_path, worker, 清单=[["某县林业局职责清单"], HEAD, ["一", "办理采伐申请", ""], ["二", "组织防火巡护", ""]])
    assert [item.number for item in document.items] == ["一", "二"]


def test_tasks_that_word_has_numbered_by_itself(tmp_path: Path, worker: Worker) -> None:
    """Their ordinals are no text of the file; two of them right above tables are main responsibilities, one alone may say anything."""
    tables = [(MINE, [HEAD, *rows("1", "2")]), (WILD, [HEAD, *rows("3")])]
    document = of_docx(tables, tmp_path, worker)
    assert [one[1:] for one in mains(document)] == [("1", MINE), ("1", MINE), ("2", WILD)]
    assert of_docx(tables[:1], tmp_path, worker).responsibilities == ()


def test_a_heading_and_the_contents_may_name_one_main_responsibility(tmp_path: Path, worker: Worker) -> None:
    """It was there twice, once without any duty."""
    contents = [
        ["序号", "主要职责", "编号", "名称", "页码"],
        ["1", f"{MINE}。", "1.1", "采矿巡查", "1"],
        ["2", "防火", "2.1", "瞭望", "2"],
    ]
    cards = [[["序号", "1.1"], ["名称", "采矿巡查"]], [["序号", "2.1"], ["名称", "瞭望"]]]
    whole = [[*one, ["法定依据", "《某条例》第一条"], ["实施机构", "资源科"]] for one in cards]
    parts = [
        (f"一、{MINE}", []),
        ("1.1（职责事项名称）信息表", whole[0]),
        ("二、组织防火", []),
        ("2.1（职责事项名称）信息表", whole[1]),
    ]
    document = of_docx([contents, *((line, table or [[""]]) for line, table in parts)], tmp_path, worker)
    assert mains(document) == [("1.1", "1", f"{MINE}。"), ("2.1", "2", "防火")]
    assert len(document.responsibilities) == 2


def test_lines_over_the_tables_of_a_plain_text(tmp_path: Path) -> None:
    """二、… between two information tables became a second department of the one above; a line like it within a value stays there."""
    tables = {
        number: "\n\n".join([f"{number}（职责事项名称）信息表", *(f"\t{text}\n\t{said}" for text, said in fields.items())])
        for number, fields in {
            "1.1": {
                "序号": "1.1",
                "名称": "采矿巡查",
                "法定依据": "《某条例》第一条",
                "责任事项": "一、受理。\n\n二、审查。",
                "实施机构": "资源科",
            },
            "2.1": {
                "序号": "2.1",
                "名称": "候鸟救护",
                "法定依据": "《某条例》第二条",
                "责任事项": "一、受理。",
                "实施机构": "湿地中心",
            },
        }.items()
    }
    path = tmp_path / "list.txt"
    path.write_text("\n\n".join(["某局职责目录", f"一、{MINE}", tables["1.1"], f"二、{WILD}", tables["2.1"]]), encoding="utf-8")
    document = read(path)
    assert mains(document) == [("1.1", "一", MINE), ("2.1", "二", WILD)]
    assert [item.text("实施机构") for item in document.items] == ["资源科", "湿地中心"]
    assert document.items[0].text("责任事项") == "一、受理。\n\n二、审查。"


def test_blocks_of_a_plain_text_below_the_body_in_charge(tmp_path: Path) -> None:
    """市民政局 between two blocks was the end of the one above; both bodies count from 1."""
    parts = (
        [line for line in card(1, "采矿巡查") if not line.startswith("责任科室")],
        [*card(2, "采砂巡查")[:2], "依据：《某条例》第二条"],
    )
    again = ["序号：1", "名称：候鸟救护", "依据：《某条例》第三条"]
    text = "\n\n".join(["某市职责清单", "市商务局", *("\n".join(part) for part in parts), "市民政局", "\n".join(again)])
    (tmp_path / "list.txt").write_text(text, encoding="utf-8")
    document = read(tmp_path / "list.txt")
    assert in_charge(document) == ["市商务局", "市商务局", "市民政局"]
    assert document.items[1].text("依据") == "《某条例》第二条"
    assert repair(document)[1] == ()


def test_an_information_table_states_its_main_responsibility(tmp_path: Path, worker: Worker) -> None:
    """主要职责 in a row of its own was a field like any other, and the duty had no main responsibility."""
    told = {"采矿巡查": MINE, "采砂巡查": MINE, "候鸟救护": WILD}
    cards = [
        [["编码", f"LY-{n}"], ["职责名称", name], ["主要职责", main], ["法定依据", "《某条例》第一条"], ["责任部门", "资源科"]]
        for n, (name, main) in enumerate(told.items(), 1)
    ]
    document = of_docx(cards, tmp_path, worker, "某县林业局职责目录")
    assert mains(document) == [("LY-1", "1", MINE), ("LY-2", "1", MINE), ("LY-3", "2", WILD)]


def test_a_heading_says_nothing_that_the_row_says_itself(tmp_path: Path, worker: Worker) -> None:
    """行政检查 over rows that print it under a label of their own was there twice."""
    head = ["序号", "职责事项", "执法种类", "实施依据"]
    made = [[*row[:2], "行政检查", row[2]] for row in rows("1", "2")]
    document = book(tmp_path, worker, 清单=[["某县林业局职责清单"], head, ["一、行政检查"], *made])
    assert [field.label for field in document.items[0].fields] == head


def test_a_note_right_below_a_list_is_none_of_its_values(tmp_path: Path, worker: Worker) -> None:
    """填表说明：… went on with the value of the last row where the first column has no known label."""
    head = ["领域", *HEAD]
    made = [["矿产", *rows("1")[0]], ["森林", *rows("2")[0]], ["填表说明：领域按国民经济行业分类填写。"]]
    document = book(tmp_path, worker, 清单=[head, *made])
    assert [item.text("领域") for item in document.items] == ["矿产", "森林"]


@pytest.mark.parametrize(
    "dress", ["■{}", "{}：", "{} 共2项", "（一）{}主要职责", "{}安全生产职责清单", "一、{}（某工委）", "【{}】（3项）"]
)
def test_headings_in_all_dresses(dress: str, tmp_path: Path, worker: Worker) -> None:
    """Marks, colons, counts, ordinals and what the list is of hid the body."""
    tables = [(dress.format(name), [HEAD, *rows("1", "2")]) for name in ("市商务局", "市民政局")]
    told = in_charge(of_docx(tables, tmp_path, worker, "某市职责清单"))
    more = "（某工委）" if "某工委" in dress else ""
    assert told == [f"市商务局{more}"] * 2 + [f"市民政局{more}"] * 2


def test_sheets_with_the_short_names_of_bodies(tmp_path: Path, worker: Worker) -> None:
    """团委 and 残联 are whole names, and as plausible as any."""
    document = book(tmp_path, worker, 三江镇=[HEAD, *rows("1", "2")], 团委=[HEAD, *rows("1")], 残联=[HEAD, *rows("1")])
    assert in_charge(document) == ["三江镇", "三江镇", "团委", "残联"]
    assert repair(document)[1] == ()


def test_main_responsibilities_of_rows_without_numbers(tmp_path: Path, worker: Worker) -> None:
    """Said once for several rows, they were reported as missing below, and no row without a number belonged to one."""
    head = ["主要职责", "职责事项", "责任科室", "实施依据"]
    made = [
        [MINE, "采矿巡查", "资源科", "《某条例》第一条"],
        ["", "采砂巡查", "资源科", "《某条例》第二条"],
        [WILD, "候鸟救护", "湿地科", "《某条例》第三条"],
    ]
    document = book(tmp_path, worker, 清单=[head, *made])
    assert mains(document) == [("1", "1", MINE), ("2", "1", MINE), ("3", "2", WILD)]
    assert repair(document)[1] == ()


def test_a_task_in_the_column_of_names_heads_the_rows_below(tmp_path: Path, worker: Worker) -> None:
    """The number stands in another column, and the count of its items behind it is no part of its text."""
    made = [["", f"（一） {MINE}（2项）", ""], *rows("1", "2"), ["", f"（二）{WILD}（1项）", ""], *rows("3")]
    document = book(tmp_path, worker, 清单=[HEAD, *made])
    assert mains(document) == [("1", "一", MINE), ("2", "一", MINE), ("3", "二", WILD)]


def test_prose_above_a_list_heads_nothing(tmp_path: Path, worker: Worker) -> None:
    """A notice and its numbered tasks, chapters of rules, and a list of all main responsibilities stand above lists, too."""
    notice = ["一、加强组织领导。各科室要高度重视。", "二、严格落实责任，推进工作落地。", "三、强化监督检查，确保任务完成。"]
    table = [HEAD, *rows("1", "2")]
    lines = [(line, [[""]]) for line in [*notice, "第一章 总则", "第二章 职责目录"]]
    assert of_docx([*lines, table], tmp_path, worker).responsibilities == ()
    listed = [(f"（一）{MINE}", [[""]]), (f"（二）{WILD}", [[""]]), ("某局职责清单", table)]
    assert of_docx(listed, tmp_path, worker).responsibilities == ()


@pytest.mark.parametrize("numbers", [["1.1", "1.2"], ["1", "2"], ["（1）", "（2）"]])
def test_main_responsibilities_with_ordinals_in_the_sheets_of_several_bodies(
    numbers: list[str], tmp_path: Path, worker: Worker
) -> None:
    """一、 of the second sheet was taken for that of the first, and the ordinal for a part of the text."""
    head = ["主要职责", *HEAD]
    sheets = {
        name: [head, *([f"一、{main}", *row] for row in rows(*numbers))]
        for name, main in {"资源科": "负责矿产资源的监督管理", "湿地科": "组织候鸟救护"}.items()
    }
    document = book(tmp_path, worker, **sheets)
    assert [one[2] for one in mains(document)] == ["负责矿产资源的监督管理"] * 2 + ["组织候鸟救护"] * 2
    assert len(document.responsibilities) == 2
    assert document.items[0].text("主要职责") == "一、负责矿产资源的监督管理"
    assert repair(document)[1] == ()


def test_classes_among_which_some_begin_as_tasks_do_are_none(tmp_path: Path, worker: Worker) -> None:
    """服务企业 over rows was a main responsibility, and 科普阵地 beside it was none: half of the list had one."""
    bands = [["一、服务企业"], *rows("1", "2"), ["二、科普阵地"], *rows("3"), ["三、服务决策"], *rows("4")]
    assert book(tmp_path, worker, 清单=[HEAD, *bands]).responsibilities == ()
