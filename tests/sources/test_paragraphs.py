"""Word documents without tables: each duty is a few paragraphs of label and value, as in a text file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx as python_docx
import pytest

from kg.errors import SourceError
from kg.records import Document
from kg.sources import read
from kg.sources.files.bounded import Worker

TITLE = "共青团某县委员会职责目录"


def said(lines: Sequence[str], path: Path, worker: Worker, *tables: Sequence[Sequence[str]]) -> Document:
    """A Word file of these paragraphs, behind tables where there are some, as it is read."""
    file = python_docx.Document()
    for rows in tables:
        table = file.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    for line in lines:
        file.add_paragraph(line)
    file.save(str(path / "said.docx"))
    return read(path / "said.docx", worker)


def duty(n: int) -> list[str]:
    """The paragraphs of one duty, one of them of two lines."""
    return [
        f"序号：{n}",
        f"职责名称：职责之{n}",
        "责任部门：组织部",
        f"职责依据：《某规定》第{'一二三四'[n]}条",
        "工作要求：按月通报。\n按季总结。",
    ]


def test_paragraphs_of_label_and_value_are_duties(tmp_path: Path, worker: Worker) -> None:
    """The same lines in a text file were read; in Word they were no catalogue."""
    lines = [TITLE, "一、思想引领", *duty(1), *duty(2), "二、基层组织建设", *duty(3), "注：本目录自印发之日起施行。"]
    document = said(lines, tmp_path, worker)
    assert document.title.text == TITLE
    assert [(item.number, item.text("职责名称"), item.text("工作要求")) for item in document.items] == [
        (str(n), f"职责之{n}", "按月通报。\n按季总结。") for n in (1, 2, 3)
    ]
    basis = document.items[0].field("职责依据")
    assert basis
    assert basis.printed
    assert basis.printed.place.line == 6


def test_who_has_signed_is_no_value(tmp_path: Path, worker: Worker) -> None:
    """The body and the date below the last duty belong to the document."""
    document = said([TITLE, *duty(1), *duty(2), "共青团某县委员会", "2024年3月1日"], tmp_path, worker)
    assert document.items[-1].text("工作要求") == "按月通报。\n按季总结。"
    assert document.dated == "2024-03-01"


def test_an_explanation_of_the_labels_is_no_duty(tmp_path: Path, worker: Worker) -> None:
    """Notes say of each label of a list what it means; beside a table one duty in paragraphs is none."""
    rows = [["序号", "职责名称", "职责依据", "责任部门"], ["1", "职责之一", "《某规定》第一条", "组织部"]]
    notes = ["职责名称：应与规定一致。", "职责依据：写明条款。", "责任部门：写内设机构。"]
    document = said(notes, tmp_path, worker, rows)
    assert [item.text("职责名称") for item in document.items] == ["职责之一"]


def test_prose_is_refused(tmp_path: Path, worker: Worker) -> None:
    """A word and a colon here and there make no catalogue."""
    with pytest.raises(SourceError, match="没有找到职责事项"):
        said(["通知", "会议名称：工作例会", "时间：周一", "事项：讨论安排", "责任：各自负责"], tmp_path, worker)


@pytest.mark.parametrize(
    "dress",
    [
        ["【{}】{}"] * 5,
        ["一、{}：{}", "二、{}：{}", "三、{}：{}", "四、{}：{}", "五、{}：{}"],
        ["1.{}\n{}", "2.{}\n{}", "3.{}\n{}", "4.{}\n{}", "5.{}：{}"],
    ],
)
def test_labels_in_brackets_and_behind_ordinals(dress: list[str], tmp_path: Path, worker: Worker) -> None:
    """Guides number the labels of each duty, or set them in brackets; steps that are numbered too belong to their value."""
    lines = [TITLE]
    for n in (1, 2):
        rows = [
            ("事项名称", f"职责之{n}"),
            ("办理依据", f"《某规定》第{'一二三'[n]}条"),
            ("承办机构", "组织部"),
            ("办理流程", "1.受理：收件。\n2.审核：审查。"),
            ("服务承诺", "当日办结"),
        ]
        lines += [f"事项{'一二'[n - 1]}", *(form.format(*row) for form, row in zip(dress, rows, strict=True))]
    document = said(lines, tmp_path, worker)
    assert [item.text("事项名称") for item in document.items] == ["职责之1", "职责之2"]
    assert [document.items[1].text(label) for label in ("办理流程", "服务承诺")] == ["1.受理：收件。\n2.审核：审查。", "当日办结"]


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_two_labels_on_a_line(form: str, tmp_path: Path, worker: Worker) -> None:
    """编号：1　类型：… was a number that is none, and the file was refused; what stands behind a telephone belongs to it."""
    lines = [TITLE]
    for n in (1, 2):
        lines += [
            f"编号：{n}　　　职权类型：行政许可",
            f"职责名称：职责之{n}",
            "责任部门：组织部  职责依据：《某规定》第一条",
            "监督方式：电话：6620001　邮箱：a@b.cn",
        ]
    if form == "docx":
        document = said(lines, tmp_path, worker)
    else:
        (tmp_path / "said.txt").write_text("\n".join(lines), "utf-8")
        document = read(tmp_path / "said.txt", worker)
    two = document.items[1]
    assert [two.text(label) for label in ("编号", "职权类型", "责任部门", "职责依据", "监督方式")] == [
        "2",
        "行政许可",
        "组织部",
        "《某规定》第一条",
        "电话：6620001　邮箱：a@b.cn",
    ]
    kind = two.field("职权类型")
    assert kind
    assert kind.printed
    assert kind.printed.place.line == 6


def test_cells_that_say_label_and_value(tmp_path: Path, worker: Worker) -> None:
    """A form whose cells hold 职责名称：… had no label that anybody saw, and a box of lines no rows."""
    cards = [
        [
            [f"序号：{n}", "职责类别：公共服务"],
            [f"职责名称：职责之{n}", f"职责名称：职责之{n}"],
            ["责任部门：组织部", "联系电话：6620001"],
            [f"职责依据：《某规定》第{'一二三'[n]}条", ""],
        ]
        for n in (1, 2)
    ]
    document = said([], tmp_path, worker, *cards)
    assert [(item.number, item.text("职责名称"), item.text("联系电话")) for item in document.items] == [
        ("1", "职责之1", "6620001"),
        ("2", "职责之2", "6620001"),
    ]
    phone = document.items[1].field("联系电话")
    assert phone
    assert phone.printed
    assert (phone.printed.place.table, phone.printed.place.cell) == (2, "B3")
    box = said([], tmp_path, worker, [["\n".join(duty(1))], ["\n".join(duty(2))]])
    assert [(item.number, item.text("工作要求")) for item in box.items] == [(str(n), "按月通报。\n按季总结。") for n in (1, 2)]


def test_labels_with_ordinals_in_a_table(tmp_path: Path, worker: Worker) -> None:
    """1.事项名称 beside its value was no label that is known."""
    cards = [
        [
            ["1.事项名称", f"职责之{n}"],
            ["2.设定依据", f"《某规定》第{'一二三'[n]}条"],
            ["3.受理条件", "年满十八周岁"],
            ["4.承办机构", "组织部"],
            ["5.办理流程", "受理—审核"],
        ]
        for n in (1, 2)
    ]
    document = said([TITLE], tmp_path, worker, *cards)
    assert [[item.text(label) for label in ("事项名称", "受理条件", "承办机构")] for item in document.items] == [
        ["职责之1", "年满十八周岁", "组织部"],
        ["职责之2", "年满十八周岁", "组织部"],
    ]


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_names_may_stand_above_the_labels(form: str, tmp_path: Path, worker: Worker) -> None:
    """1.组织主题团课, then 责任部门, 职责依据 and 工作流程 of it: nothing was read, for no label says a name."""
    lines = [TITLE, "一、思想引领"]
    for n, name in enumerate(("组织主题团课", "选树青年典型", "运行服务台"), 1):
        lines += ["二、权益维护"] if n == 3 else []
        lines += [
            f"{n}.{name}",
            "责任部门：组织部",
            f"职责依据：《某规定》第{'一二三'[n - 1]}条",
            "工作流程：申报—评选",
            "工作要求：及时",
        ]
    if form == "docx":
        document = said(lines, tmp_path, worker)
    else:
        (tmp_path / "said.txt").write_text("\n".join(lines), "utf-8")
        document = read(tmp_path / "said.txt", worker)
    assert [(item.number, item.text("名称"), item.text("工作要求")) for item in document.items] == [
        ("1", "组织主题团课", "及时"),
        ("2", "选树青年典型", "及时"),
        ("3", "运行服务台", "及时"),
    ]
    with pytest.raises(SourceError, match="没有找到职责事项"):
        said(
            ["工作安排", "1.准备会议", "责任部门：办公室", "时间：周一", "2.印发通知", "责任部门：办公室", "时间：周二"],
            tmp_path,
            worker,
        )


@pytest.mark.parametrize("name", ["{}", "事项{n}：{}"])
def test_names_without_a_number_stand_above_the_labels_too(name: str, tmp_path: Path, worker: Worker) -> None:
    """A short line over every group of labels is its name, be it behind 事项一： or alone."""
    lines = [TITLE]
    for n, one in enumerate(("组织主题团课", "选树青年典型")):
        lines += [
            name.format(one, n="一二"[n]),
            "责任部门：组织部",
            f"职责依据：《某规定》第{'一二'[n]}条",
            "工作流程：申报—评选",
        ]
    document = said(lines, tmp_path, worker)
    assert [item.text("名称") for item in document.items] == ["组织主题团课", "选树青年典型"]


def test_labels_behind_ordinals_that_nobody_knows(tmp_path: Path, worker: Worker) -> None:
    """（三）收件岗位 between known labels is one; the third of three steps is none, though it comes again."""
    lines = [TITLE]
    for n in (1, 2):
        lines += [f"{'一二'[n - 1]}、职责之{n}", "（一）事项名称", f"职责之{n}", "（二）设定依据", f"《某规定》第{n}条"]
        lines += [
            "（三）收件岗位",
            f"{n}号岗",
            "（四）办理流程",
            "（一）收件",
            f"（二）审{n}次",
            "（三）办结",
            "（五）承办机构",
            "组织部",
        ]
    document = said(lines, tmp_path, worker)
    assert [[item.text(label) for label in ("收件岗位", "办理流程", "承办机构")] for item in document.items] == [
        [f"{n}号岗", f"（一）收件\n（二）审{n}次\n（三）办结", "组织部"] for n in (1, 2)
    ]
