"""A file that can be read in two ways is read in neither without a word: it is refused with the line, or a finding names the place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kg import meaning, pipeline
from kg.errors import SourceError
from kg.repair import repair
from kg.sources import read
from kg.sources.files.bounded import Worker
from tests.catalogues import office

HEAD = "职权编码,职权名称,实施依据,承办机构,责任事项,监督电话\n"
TEXT = "某局职责目录\n1.1（甲）信息表\n\n\t序号\n\t1.1\n\n\t名称\n\t负责供水。\n"
SOUND = "A-{n},第{n}类许可,《某条例》第{n}条,审批科,受理、审查、决定。,85550001\n"


def listed(*rows: str) -> str:
    """A list of sound rows with `rows` after the third."""
    sound = [SOUND.format(n=n) for n in range(1, 10)]
    return HEAD + "".join([*sound[:3], *rows, *sound[3:]])


REFUSED = {
    "open": ('B-1,"发证,《某条例》第一条,审批科,受理。,85550002\n', 5),
    "stray at both ends": (
        'B-1,"发证,《某条例》第一条,审批科,受理。,85550002\nB-2,发证",《某条例》第二条,审批科,受理。,85550003\n',
        5,
    ),
    "closed in another column": (
        'B-1,"发证,《某条例》第一条,审批科,受理。,85550002\nB-2,发证,《某条例》第二条,审批科,受理。",85550003\n',
        5,
    ),
    "open below a cell of two lines": ('B-1,发证,《某条例》第一条,审批科,"受理。\n决定。","85550002\n', 6),
    "half a cell quoted": ('B-1,"三证合一"登记,《某条例》第一条,审批科,受理。,85550002\n', 5),
    "comma in a cell": ("B-1,发证,《某条例》第一条,审批科,受理,审查,决定。,85550002\n", 5),
    "comma in a cell and empty cells behind": ("B-1,发证,《某条例》第一条,审批科,受理,审查,,\n", 5),
    "one cell more": ("B-1,发证,《某条例》第一条,审批科,受理。,85550002,备注\n", 5),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_row_that_could_have_moved_is_refused(name: str, tmp_path: Path) -> None:
    """One open quotation mark made one item of 403 and a comma moved three cells to the right: both were read without a word."""
    rows, line = REFUSED[name]
    path = tmp_path / "list.csv"
    path.write_text(listed(rows), "utf-8")
    with pytest.raises(SourceError) as caught:
        read(path)
    assert caught.value.where == f"{path}:{line}"
    assert caught.value.hint


def test_rows_that_are_plain_are_read(tmp_path: Path) -> None:
    """Quoted cells of several lines with commas and doubled marks, cells that are not there, and a comma behind every row."""
    path = tmp_path / "list.csv"
    quoted = 'B-1,发证,"《某条例》第一条：""甲,乙,丙""\n丁,戊",审批科,"受理,\n审查,\n决定。",85550002\n'
    path.write_text(listed(quoted, "B-2,换证,《某条例》第二条,审批科\n").replace("85550001\n", "85550001,\n"), "utf-8")
    document, findings = repair(read(path))
    assert document.items[3].text("实施依据") == '《某条例》第一条："甲,乙,丙"\n丁,戊'
    assert document.items[3].text("责任事项") == "受理,\n审查,\n决定。"
    assert [(f.code, f.duties) for f in findings] == [("missing-value", ("B-2",))] * 2


def test_the_delimiter_is_what_parts_the_labels(tmp_path: Path) -> None:
    """Full-width commas of the cells outnumber the ASCII commas between them."""
    path = tmp_path / "list.csv"
    path.write_text("职权名称,责任事项\n发证,受理，审查，决定，送达，归档，公示，监管。\n", "utf-8")
    assert [field.text for field in read(path).items[0].fields] == ["发证", "受理，审查，决定，送达，归档，公示，监管。"]


MERGED = [
    ["职权类型", "职权编码", "职权名称", "实施依据", "行使主体", "承办机构", "监督电话"],
    ["行政许可", "A-1", "发证", "《某条例》第一条", "某局", "审批科", "85550001"],
    ["", "A-2", "换证", "《某条例》第二条", "", "", ""],
    ["", "A-3", "补证", "", "", "管理科", ""],
    ["二、处罚", "", "", "", "", "", ""],
    ["行政处罚", "B-1", "对无证的处罚", "《某条例》第三条", "某局", "执法队", "85550002"],
    ["", "B-2", "对倒卖的处罚", "《某条例》第四条", "", "", ""],
]


def test_merged_cells_saved_as_csv_are_one_cell_again(tmp_path: Path) -> None:
    """Excel leaves all but the first row of a merged cell blank: each was a missing value, and rows seemed to have slipped.

    A basis is never taken from above.
    """
    document, findings = repair(read(_table(MERGED, tmp_path / "merged.csv")))
    shared = [[item.text(label) for label in ("职权类型", "行使主体", "承办机构", "监督电话")] for item in document.items]
    first = [["行政许可", "某局", place, "85550001"] for place in ("审批科", "审批科", "管理科")]
    assert shared == [*first, *[["行政处罚", "某局", "执法队", "85550002"]] * 2]
    assert [(f.code, f.duties, f.field) for f in findings] == [
        ("merged-cells", (), "职权类型"),
        ("missing-value", ("A-3",), "实施依据"),
    ]
    printed = document.items[1].field("承办机构")
    assert printed
    assert printed.value
    assert printed.value.place.line == 2


def test_what_slipped_is_not_read_into_the_blank_cells_below(tmp_path: Path) -> None:
    """A row lacked its 承办机构, so that a law came to stand under 行使主体: it was put back, but the blank cells below, once merged, had the law already."""
    names = ("取水", "采砂", "凿井", "排水", "养殖", "绿化", "航运", "发电")
    rows = [
        ["", f"A-{n}", f"{name}许可", f"{('审批科', '监管科')[n % 2]}", "", f"《某某条例》第{n}条", f"依法审查{name}申请，按期办结。", "0731-6880120"]
        for n, name in enumerate(names, 1)
    ]  # fmt: skip
    rows[0][0], rows[0][4], rows[5][4] = "行政许可", "某县水利局", "某县林业局"
    rows[2] = [*rows[2][:3], "某县水利局", *rows[2][5:], ""]
    head = ["职权类型", "职权编码", "职权名称", "承办机构", "行使主体", "实施依据", "责任事项", "监督电话"]
    document, findings = repair(read(_table([head, *rows], tmp_path / "merged.csv")))
    assert [item.text("行使主体") for item in document.items] == ["某县水利局"] * 5 + ["某县林业局"] * 3
    assert [(f.code, f.duties, f.repair is not None) for f in findings if f.code != "merged-cells"] == [
        ("missing-value", ("A-3",), False),
        ("row-shift", ("A-3",), True),
    ]


def test_a_blank_is_a_blank_where_every_row_is_filled(tmp_path: Path) -> None:
    """Values that are repeated from row to row were not merged: what is missing among them stays missing."""
    rows = [
        ["职权类型", "职权编码", "职权名称", "承办机构"],
        *(["行政许可", f"A-{n}", f"第{n}类许可", "审批科"] for n in range(6)),
    ]
    rows[3][3] = rows[5][3] = ""
    document, findings = repair(read(_table(rows, tmp_path / "whole.csv")))
    assert [item.text("承办机构") for item in document.items] == ["审批科", "审批科", "", "审批科", "", "审批科"]
    assert [(f.code, f.duties) for f in findings] == [("missing-value", ("A-2",)), ("missing-value", ("A-4",))]


@pytest.mark.parametrize(
    ("rows", "sound"),
    [
        ('"甲,审批科\n乙",审批科\n', False),
        ('甲,"审批科,\n管理科"\n', True),
        ('"甲、\n乙",审批科\n', True),
        ('甲,"审批科\n乙,管理科"\n', True),
    ],
)
def test_rows_swallowed_by_a_list_of_two_columns(rows: str, sound: bool, tmp_path: Path) -> None:
    """Of two columns a line has one comma, and so may have a quoted cell: only the comma before the line's end tells."""
    path = tmp_path / "list.csv"
    path.write_text(f"职权名称,承办机构\n{rows}丙,执法队\n", "utf-8")
    if sound:
        assert len(read(path).items) == 2
    else:
        with pytest.raises(SourceError, match="引号"):
            read(path)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_two_columns_make_a_list(form: str, tmp_path: Path, worker: Worker) -> None:
    """职权名称 and 承办机构 alone are a list of items; it was read as one duty of the name 承办机构."""
    rows = [["职权名称", "承办机构"], ["对占道经营的处罚", "执法队"], ["对违章搭建的处罚", "规划科"]]
    document = read(_table(rows, tmp_path / f"list.{form}"), worker)
    assert [(i.number, i.text("职权名称"), i.text("承办机构")) for i in document.items] == [
        ("1", "对占道经营的处罚", "执法队"),
        ("2", "对违章搭建的处罚", "规划科"),
    ]


@pytest.mark.parametrize(
    "columns",
    [
        ("序号", "名称", "数量", "单价"),
        ("名称", "部门"),
        ("名称", "电话"),
        ("序号", "项目名称", "金额"),
        ("编号", "事项", "日期"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_of_other_things_is_no_catalogue(columns: tuple[str, ...], form: str, tmp_path: Path, worker: Worker) -> None:
    """A shopping list replaced a base: a number and a name make no catalogue."""
    rows = [list(columns), *([f"{word}{n}" for word in "甲乙丙丁"][: len(columns)] for n in range(3))]
    with pytest.raises(SourceError, match="没有找到职责事项"):
        read(_table(rows, tmp_path / f"list.{form}"), worker)


def test_a_value_under_no_label_is_named(tmp_path: Path, worker: Worker) -> None:
    """In a workbook nothing can have moved: the row is read, and what stands under no label is a finding a column."""
    rows = [["序号", "职权名称", "承办机构"], ["1", "发证", "审批科", "见附件"], ["2", "换证", "审批科", "同上", "另议"]]
    document, findings = repair(read(_table(rows, tmp_path / "list.xlsx"), worker))
    assert [item.text("承办机构") for item in document.items] == ["审批科", "审批科"]
    assert [(f.code, f.duties, f.place.cell) for f in findings] == [
        ("extra-cell", ("1", "2"), "D2"),
        ("extra-cell", ("2",), "E3"),
    ]
    assert "见附件" in findings[0].message


def test_hidden_sheets_and_a_sheet_of_contents(tmp_path: Path, worker: Worker) -> None:
    """A contents sheet alone gives items without tables, each named; a hidden sheet is left out, and that is said."""
    book = openpyxl.Workbook()
    for row in (
        ["序号", "主要职责", "序号", "事项名称", "页码"],
        ["1", "负责水务。", "1.1", "负责供水。", "3"],
        ["", "", "1.2", "负责排水。", "4"],
    ):
        book.active.append(row)
    book.create_sheet("旧表").append(["序号", "职权名称", "承办机构"])
    book.create_sheet("空表").sheet_state = "hidden"
    book["旧表"].sheet_state = "hidden"
    path = tmp_path / "contents.xlsx"
    book.save(path)
    document, findings = repair(read(path, worker))
    assert [(item.number, meaning.duty(item).name) for item in document.items] == [("1.1", "负责供水。"), ("1.2", "负责排水。")]
    assert [(f.code, f.duties, f.place.table) for f in findings] == [
        ("item-without-table", ("1.1",), 1),
        ("item-without-table", ("1.2",), 1),
        ("hidden-sheet", (), 2),
    ]


@pytest.mark.parametrize("form", ["txt", "docx"])
@pytest.mark.parametrize(("again", "kept"), [("工程股", "管理股\n工程股"), ("", "管理股"), ("管理股", "管理股")])
def test_a_label_printed_twice_keeps_both_values(form: str, again: str, kept: str, tmp_path: Path, worker: Worker) -> None:
    """The first of two values of one label was lost without a word."""
    path = tmp_path / f"twice.{form}"
    head = "1.1（职责事项名称）信息表"
    rows = [("序号", "1.1"), ("名称", "负责供水。"), ("实施机构", "管理股"), ("责任事项", "落实到位。"), ("实施机构", again)]
    if form == "txt":
        path.write_text(f"某局职责目录\n\n{head}\n" + "".join(f"\n\t{name}\n\t{value}\n" for name, value in rows), "utf-8")
    else:
        import docx

        word = docx.Document()
        word.add_paragraph(head)
        table = word.add_table(rows=0, cols=2)
        for row in rows:
            for box, text in zip(table.add_row().cells, row, strict=True):
                box.text = text
        word.save(path)
    document, findings = repair(read(path, worker))
    assert document.items[0].text("实施机构") == kept
    named = [(f.duties, f.field, f.place.line or f.place.row) for f in findings if f.code == "repeated-row"]
    assert named == [(("1.1",), "实施机构", 18 if form == "txt" else 5)]


@pytest.mark.parametrize("form", ["txt", "docx"])
@pytest.mark.parametrize("wrong", ["实施机构", "责任事项"])
def test_a_label_printed_for_another_is_read_as_that_one(wrong: str, form: str, tmp_path: Path, worker: Worker) -> None:
    """运行要件 bore the label of the row above: its value went on with that one's, and it was missing. All other tables have the same labels in one order.

    Where two labels are lacking, or both rows say the same, a row is printed twice.
    """
    labels = ["序号", "名称", "实施机构", "运行要件", "责任事项", "监督方式"]
    tables = [
        [f"1.{n}", f"负责{what}。", f"{what}股", f"{what}登记表", f"{what}及时。", "8555000"]
        for n, what in enumerate(("供水", "排水", "节水", "治水"), 1)
    ]
    path = tmp_path / f"labels.{form}"

    def read_with(changed: list[str], said: list[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
        printed = [
            list(zip(changed if n == 2 else labels, said if n == 2 else values, strict=True)) for n, values in enumerate(tables)
        ]
        heads = [f"{values[0]}（职责事项名称）信息表" for values in tables]
        if form == "txt":
            parts = (
                head + "\n" + "".join(f"\n\t{name}\n\t{value}\n" for name, value in rows)
                for head, rows in zip(heads, printed, strict=True)
            )
            path.write_text("某局职责目录\n\n" + "\n".join(parts), "utf-8")
        else:
            import docx

            word = docx.Document()
            for head, rows in zip(heads, printed, strict=True):
                word.add_paragraph(head)
                table = word.add_table(rows=0, cols=2)
                for row in rows:
                    for box, text in zip(table.add_row().cells, row, strict=True):
                        box.text = text
            word.save(path)
        document, findings = repair(read(path, worker))
        told = [(one.code, one.field) for one in findings if one.code in ("missing-row", "repeated-row")]
        return {field.label: field.text for field in document.items[2].fields}, told

    values = tables[2]
    changed = [wrong if label == "运行要件" else label for label in labels]
    assert read_with(changed, values) == (dict(zip(labels, values, strict=True)), [("missing-row", "运行要件")])
    twice = [value if label != "运行要件" else values[labels.index(wrong)] for label, value in zip(labels, values, strict=True)]
    assert read_with(changed, twice)[1] == [("missing-row", "运行要件"), ("repeated-row", wrong)]
    assert ("repeated-row", wrong) in read_with([*changed[:5], "备注"], values)[1]


@pytest.mark.parametrize(
    ("text", "document", "label"),
    [
        (
            "《关于推开农业“三项补贴”改革的通知》（财农〔2016〕26号）第二条：“各地要“抓好”落实”",
            "关于推开农业“三项补贴”改革的通知",
            "第二条",
        ),
        ("依据《“十四五”规划》第三章、第五条", "“十四五”规划", "第五条"),
        ("《甲条例》第一条：“依照《乙条例》第二条办理”", "甲条例", "第一条"),
        ("《关于“放管服的通知》第四条", "关于“放管服的通知", "第四条"),
    ],
)
def test_a_quoted_word_stays_in_a_title(text: str, document: str, label: str) -> None:
    """The mask over what a citation quotes leaked into the graph: 农业＃＃＃＃＃＃改革."""
    assert [(basis.document, basis.label) for basis in meaning.legal_bases(text)] == [(document, label)]
    assert meaning.is_citation(text)


def _package(data: bytes, name: str, change: Callable[[bytes], bytes] | None) -> bytes:
    """An Office file with one part changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
            elif change:
                new.writestr(entry, change(old.read(entry)))
    return out.getvalue()


def _merged(*areas: str) -> Callable[[bytes], bytes]:
    listed = "".join(f'<mergeCell ref="{area}"/>' for area in areas).encode()
    return lambda sheet: sheet.replace(b"</sheetData>", b"</sheetData><mergeCells>" + listed + b"</mergeCells>")


def _strict(part: bytes) -> bytes:
    return part.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )


DAMAGED: dict[str, tuple[str, str, Callable[[bytes], bytes] | None]] = {
    "合并单元格 B2:C3 与别的": ("xlsx", "xl/worksheets/sheet1.xml", _merged("A1:B2", "B2:C3")),
    "合并单元格 A3:A1 首尾颠倒": ("xlsx", "xl/worksheets/sheet1.xml", _merged("A3:A1")),
    "工作表在文件里找不到": ("xlsx", "xl/worksheets/sheet1.xml", None),
    "没有 Word 正文": ("docx", "word/document.xml", None),
    "Strict Open XML": ("docx", "word/document.xml", _strict),
    "XML 不完整": ("docx", "word/document.xml", lambda part: part[:-20]),
    "少了它引用的部分": ("docx", "word/styles.xml", None),
}


@pytest.mark.parametrize("words", DAMAGED)
def test_a_damaged_package_is_told_by_what_it_lacks(words: str, tmp_path: Path, worker: Worker) -> None:
    """文件内容已损坏（AttributeError） helped nobody to mend the file."""
    form, part, change = DAMAGED[words]
    path = tmp_path / f"list.{form}"
    whole = office.power_list("某局权责清单", ("序号", "职权名称", "承办机构"), [["1", "发证", "审批科"]], form)
    path.write_bytes(_package(whole, part, change))
    with pytest.raises(SourceError, match=words) as caught:
        read(path, worker)
    assert "Error" not in caught.value.message


@pytest.mark.parametrize(
    ("data", "words", "line"),
    [
        (b"\xef\xbb\xbf", "空的", ""),
        (b"\xff\xfe\n\x00", "空的", ""),
        (TEXT.replace("甲", "\0").encode(), "控制字符（U\\+0000）", ":2"),
        (TEXT.replace("甲", "甲\x1b\x1b\x1b\x1b\x1b").encode(), "控制字符（U\\+001B）", ":2"),
        (TEXT.encode("gb18030").replace("甲".encode("gb18030"), b"\xff\xff"), "不成文字", ":2"),
    ],
)
def test_a_broken_text_is_named_by_its_line(data: bytes, words: str, line: str, tmp_path: Path) -> None:
    """A byte order mark alone is an empty file; a few bytes that are no text are a line to mend."""
    path = tmp_path / "list.txt"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=words) as caught:
        read(path)
    assert caught.value.where == f"{path}{line}"


def _table(rows: list[list[str]], path: Path) -> Path:
    if path.suffix == ".csv":
        path.write_text("".join(",".join(row) + "\n" for row in rows), "utf-8")
        return path
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_no_number_is_not_one_that_two_share(tmp_path: Path) -> None:
    """Two items without a number were said to share it: 序号  有 2 行使用."""
    path = tmp_path / "list.csv"
    path.write_text(
        "序号,职权名称,实施依据,承办机构\n1,采伐许可,《森林法》第五十六条,林政股\n,运输检查,《森林法》第六条,林政股\n"
        ",火源管理,《防火条例》第六条,防火办\n4,义务植树,《森林法》第十条,造林股\n",
        "utf-8",
    )
    codes = [one.code for one in pipeline.read(path).findings]
    assert "duplicate-number" not in codes
    assert codes.count("missing-value") == 2
