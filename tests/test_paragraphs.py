"""Word documents without tables: each duty is a few paragraphs of label and value, as in a text file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import docx as python_docx
import pytest

from kg.errors import SourceError
from kg.records import Document
from kg.sources import read
from kg.sources.bounded import Worker

TITLE = "共青团某县委员会职责目录"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One worker for the Word files of this module."""
    with Worker() as one:
        yield one


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
