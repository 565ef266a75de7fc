"""Traces that people and Word leave in documents: frames round tables, strokes between records, a contents list, numbered headings, names broken over lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import meaning
from kg.meaning.departments import departments
from kg.records import Document
from kg.repair import repair
from kg.sources import read
from kg.sources.files.bounded import Worker

RECORDS = (("1.1", "组织义务植树", "林业科"), ("1.2", "保护古树名木", "资源科"), ("2.1", "巡查林区火情", "防火办"))


def record(number: str, name: str, office: str) -> list[str]:
    return [f"编号：{number}", f"事项名称：{name}", "法定依据：《中华人民共和国森林法》第十条", f"责任科室：{office}", "备注："]


@pytest.mark.parametrize("stroke", ["－－－－－－－－－－", "====", "----------", "***", "＿ ＿ ＿ ＿"])
@pytest.mark.parametrize("form", ["txt", "docx"])
def test_strokes_between_records_are_no_value(stroke: str, form: str, tmp_path: Path, worker: Worker) -> None:
    """A line of dashes between two records became the remark of the one above."""
    path = tmp_path / f"list.{form}"
    lines = [line for one in RECORDS for line in (*record(*one), stroke, "")]
    if form == "txt":
        path.write_text("\n".join(["某局职责清单", "", *lines]), "utf-8")
    else:
        import docx

        word = docx.Document()
        for line in ["某局职责清单", *lines]:
            word.add_paragraph(line)
        word.save(path)
    document = read(path, worker)
    assert [item.number for item in document.items] == ["1.1", "1.2", "2.1"]
    assert {item.text("备注") for item in document.items} == {""}
    assert [item.text("责任科室") for item in document.items] == ["林业科", "资源科", "防火办"]


def test_few_dashes_below_a_label_are_its_value(tmp_path: Path, worker: Worker) -> None:
    """--- below 备注 says that there is none: it is printed as a value."""
    path = tmp_path / "list.txt"
    lines = [line for one in RECORDS for line in (*record(*one), "---", "")]
    path.write_text("\n".join(["某局职责清单", "", *lines]), "utf-8")
    assert [item.text("备注") for item in read(path, worker).items] == ["---"] * 3


def framed(word: object, title: str, rows: list[tuple[str, str]]) -> None:
    """A table within the one cell of another, below a line."""
    cell = word.add_table(rows=1, cols=1).rows[0].cells[0]  # type: ignore[attr-defined]
    cell.text = title
    inner = cell.add_table(rows=0, cols=2)
    for row in rows:
        for box, text in zip(inner.add_row().cells, row, strict=True):
            box.text = text


def test_a_table_in_a_frame_is_a_table(tmp_path: Path, worker: Worker) -> None:
    """Each duty's table stood in the one cell of another table, with a heading; nothing was found."""
    import docx

    word = docx.Document()
    word.add_paragraph("某林场职责清单")
    for number, name, office in RECORDS:
        framed(word, f"{number}　{name}", [("事项编号", number), ("事项名称", name), ("承办科室", office)])
    word.save(tmp_path / "framed.docx")
    document = read(tmp_path / "framed.docx", worker)
    assert [(item.number, item.text("事项名称"), item.text("承办科室")) for item in document.items] == list(RECORDS)


def mains(document: Document) -> list[str]:
    """The text of each item's main responsibility."""
    texts = {one.number: one.text.text for one in document.responsibilities}
    return [texts.get(item.responsibility, "") for item in document.items]


@pytest.mark.parametrize("between", ["\t", "……"])
def test_headings_listed_in_the_contents_are_still_main_responsibilities(between: str, tmp_path: Path, worker: Worker) -> None:
    """Word's own contents list repeats every heading, so that half of them stood over nothing and none was believed."""
    import docx

    word = docx.Document()
    heads = ("一、负责造林绿化", "二、负责森林防火")
    for text in ("目　录", *(f"{one}{between}{n}" for n, one in enumerate(heads, 1))):
        word.add_paragraph(text)
    for n, one in enumerate(RECORDS):
        if n in (0, 2):
            word.add_paragraph(heads[n // 2])
        table = word.add_table(rows=0, cols=2)
        for row in zip(("编号", "名称", "实施机构"), one, strict=True):
            for box, text in zip(table.add_row().cells, row, strict=True):
                box.text = text
    word.save(tmp_path / "listed.docx")
    assert mains(read(tmp_path / "listed.docx", worker)) == ["负责造林绿化", "负责造林绿化", "负责森林防火"]


def test_headings_with_a_bare_number_are_main_responsibilities(tmp_path: Path, worker: Worker) -> None:
    """Word's heading 1 prints "1 " without a full stop before its text."""
    import docx

    word = docx.Document()
    word.add_paragraph("某林场职责目录")
    for n, one in enumerate(RECORDS):
        if n in (0, 2):
            word.add_paragraph(("1 造林绿化和资源保护", "2 森林火灾预防扑救")[n // 2])
        for line in (f"{one[0]} 职责信息", *record(*one)[1:-1]):
            word.add_paragraph(line)
    word.save(tmp_path / "bare.docx")
    document = read(tmp_path / "bare.docx", worker)
    assert [item.number for item in document.items] == ["1.1", "1.2", "2.1"]
    assert mains(document) == ["造林绿化和资源保护", "造林绿化和资源保护", "森林火灾预防扑救"]


def test_the_last_character_of_a_name_below_it_is_no_name() -> None:
    """各二级学|院 over two lines of a narrow cell were two departments."""
    assert [one.name for one in departments("各二级学\n院")] == ["各二级学院"]
    assert [one.name for one in departments("教务处\n各二级学院")] == ["教务处", "各二级学院"]
    assert [one.name for one in departments("各镇街\n县公安局")] == ["各镇街", "县公安局"]


def test_the_number_column_of_main_responsibilities_is_merged_with_them(tmp_path: Path, worker: Worker) -> None:
    """Saved as csv, both are blank below the first row; only the text was filled again."""
    path = tmp_path / "list.csv"
    rows = ["主要职责序号,主要职责,编号,职责事项,法定依据,实施科室"]
    rows += [
        f"{main},{number},{name},《中华人民共和国森林法》第十条,{office}"
        for (number, name, office), main in zip(RECORDS, ("1,造林绿化", ",", "2,森林防火"), strict=True)
    ]
    path.write_text("\n".join(rows), "utf-8")
    document, _ = repair(read(path, worker))
    assert [(item.text("主要职责序号"), item.text("主要职责")) for item in document.items] == [
        ("1", "造林绿化"),
        ("1", "造林绿化"),
        ("2", "森林防火"),
    ]
    assert [meaning.duty(item).name for item in document.items] == [name for _, name, _ in RECORDS]
