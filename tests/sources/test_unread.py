"""What is no catalogue, or one that nobody has filled in, is refused, and the message says what it is and what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml

from kg.errors import SourceError
from kg.records import Document
from kg.sources import read
from kg.sources.files.bounded import Worker

LABELS = ["序号", "名称", "法定依据", "实施机构", "运行流程", "监督方式"]
DUTY = ["1.1", "组织春季植树", "《某市绿化条例》第三条", "绿化科", "选地，栽种，验收", "电话：6655443"]


def book(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A workbook of one sheet."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    path = folder / "book.xlsx"
    made.save(path)
    return path


def changed(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with other words in the list of its parts."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts["xl/_rels/workbook.xml.rels"]
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def card(document: Word, values: Sequence[str]) -> None:
    """An information table."""
    table = document.add_table(0, 2)
    for label, value in zip(LABELS, values, strict=True):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value


def word(folder: Path, *texts: str, cards: Sequence[Sequence[str]] = ()) -> Path:
    """A Word document of paragraphs, and of information tables, each under a heading."""
    made = docx.Document()
    for text in texts:
        made.add_paragraph(text)
    for values in cards:
        made.add_paragraph("（职责事项名称）信息表")
        card(made, values)
    path = folder / "word.docx"
    made.save(str(path))
    return path


def refused(path: Path, worker: Worker) -> str:
    """What is said of a file that is refused."""
    with pytest.raises(SourceError) as caught:
        read(path, worker)
    return str(caught.value)


def test_a_list_of_numbers_alone_is_empty(tmp_path: Path, worker: Worker) -> None:
    """A form whose rows had been numbered and not filled in was built as fifteen duties without names."""
    blank = [[n, "", "", "绿化科", "", ""] for n in range(1, 16)]
    assert "表是空的" in refused(book(tmp_path, [LABELS, *blank]), worker)
    assert [item.number for item in read(book(tmp_path, [LABELS, DUTY, *blank]), worker).items][:1] == ["1.1"]


def test_an_empty_form_is_said_to_be_empty(tmp_path: Path, worker: Worker) -> None:
    """Of a form with nothing but labels it was said that no duty was found, and that --mapping might help."""
    said = refused(word(tmp_path, "某市园林局职责目录", cards=[[""] * 6] * 2), worker)
    assert "只有栏名，没有内容" in said
    assert "--mapping" not in said


def test_instructions_how_to_fill_in_a_form_are_no_duty(tmp_path: Path, worker: Worker) -> None:
    """A form with 填写职责事项的全称 in place of names was built as a duty; a duty of filling in reports is one."""
    told = ["1.1", "填写事项全称", "列明法规名称和条款", "填写科室名称", "按环节填写", "填写电话"]
    assert "填表说明" in refused(word(tmp_path, cards=[told]), worker)
    duty = ["1.1", "填报绿化统计报表", "《某市统计办法》第三条", "绿化科", "各科填报，汇总", "电话：6655443"]
    assert [item.text("名称") for item in read(word(tmp_path, cards=[duty]), worker).items] == ["填报绿化统计报表"]


def test_the_contents_of_a_collection_of_rules_are_no_catalogue(tmp_path: Path, worker: Worker) -> None:
    """Numbers, names and pages made it a contents table of duties, whatever stood beside them; beside information tables it still is one."""
    head = ["序号", "名称", "文号", "制定部门", "施行日期", "页码"]
    rows = [[n, f"某项管理办法{n}", f"某办发〔2023〕{n}号", "办公室", "2023-05-01", n] for n in range(1, 5)]
    assert "像是别的表" in refused(book(tmp_path, [["某局制度汇编目录"], head, *rows]), worker)
    made = docx.Document()
    table = made.add_table(0, 4)
    for row in (["序号", "名称", "页码", "校对"], ["1.1", "组织春季植树", "3", "甲"]):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.add_paragraph("1.1（职责事项名称）信息表")
    card(made, DUTY)
    made.save(str(tmp_path / "both.docx"))
    assert [item.contents.page for item in read(tmp_path / "both.docx", worker).items if item.contents] == ["3"]


def test_a_list_of_what_is_published_is_no_catalogue(tmp_path: Path, worker: Worker) -> None:
    """A list of 政务公开 says what is published and where, not who does what: its 一级事项 were read as duties on the basis of rules of publishing."""
    head = ["序号", "一级事项", "公开内容", "公开依据", "公开时限", "公开渠道"]
    rows = [[n, f"绿化管理{n}", "条件、材料", f"《某公开条例》第{n}条", "20日", "网站"] for n in range(1, 5)]
    assert "没有找到职责事项" in refused(book(tmp_path, [["某局政务公开基本目录"], head, *rows]), worker)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (b"/xl/worksheets/sheet9.xml", "在文件里找不到"),
        (b"/xl/workbook.xml", "在文件里找不到"),
        (b'file:///etc/passwd" TargetMode="External', "指向文件之外"),
    ],
)
def test_a_sheet_that_is_not_in_the_file_is_missed(new: bytes, said: str, tmp_path: Path, worker: Worker) -> None:
    """Such a sheet was left out without a word: what was left had no duties, and --mapping was to help."""
    path = changed(book(tmp_path, [LABELS, DUTY]), b"/xl/worksheets/sheet1.xml", new)
    assert said in refused(path, worker)


def test_columns_are_counted_rightly(tmp_path: Path, worker: Worker) -> None:
    """16,384 columns were said to be 256 and the others cut off; a lone cell far out is no hindrance."""
    assert "有 1000 列有内容" in refused(book(tmp_path, [[*LABELS, *(f"栏{n}" for n in range(994))], DUTY]), worker)
    assert len(read(book(tmp_path, [LABELS, [*DUTY, *[None] * 900, "x"]]), worker).items) == 1


def test_duties_as_paragraphs_are_said_not_to_be_read(tmp_path: Path, worker: Worker) -> None:
    """The rules that say what a body is for were refused like any letter; now the message says that paragraphs are not read, in Word and in plain text."""
    lines = [
        "某市园林局职能配置规定",
        "第二条　主要职责是：",
        "（一）负责全市公园的规划和管理工作。",
        "（二）组织义务植树和绿化评比活动。",
        "（三）监督绿化工程的质量和养护。",
    ]
    assert "按段落写的职责" in refused(word(tmp_path, *lines), worker)
    (tmp_path / "rules.txt").write_text("\n".join(lines), "utf-8")
    assert "按段落写的职责" in refused(tmp_path / "rules.txt", worker)
    assert "按段落" not in refused(word(tmp_path, "会议纪要", *["会议研究了植树的安排。"] * 5), worker)


def test_what_each_department_is_for_as_paragraphs_is_said_not_to_be_read(tmp_path: Path, worker: Worker) -> None:
    """（一）办公室。负责…: 三定 was refused like any letter. A list of 机构名称 and 主要职责, as the message asks for, is read; a sum below it hid what its columns are."""
    offices = {
        "办公室": "负责文电、会务和档案工作。",
        "养护科": "组织公园养护，监督养护质量。",
        "规划科": "拟订绿地规划并监督实施工作。",
    }
    lines = ["某市园林局内设机构", *(f"（{'一二三'[n]}）{name}。{does}" for n, (name, does) in enumerate(offices.items()))]
    assert "按段落写的职责" in refused(word(tmp_path, *lines), worker)
    (tmp_path / "rules.txt").write_text("\n".join(lines), "utf-8")
    assert "按段落写的职责" in refused(tmp_path / "rules.txt", worker)
    listed = [[n, *both] for n, both in enumerate(offices.items(), 1)]
    rows = [
        ["某市园林局内设机构职责"],
        ["序号", "机构名称", "主要职责", "编制"],
        *([*row, 3] for row in listed),
        ["合计", None, None, 9],
    ]
    assert len(read(book(tmp_path, rows), worker).items) == len(offices)


PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)


def test_scanned_pages_are_said_to_be_pictures(tmp_path: Path, worker: Worker) -> None:
    """A document of nothing but scanned pages was said to lack duties; beside a table a picture is no hindrance."""
    made = docx.Document()
    made.add_paragraph("某市园林局职责目录")
    made.add_picture(io.BytesIO(PIXEL))
    made.save(str(tmp_path / "scan.docx"))
    assert "只有图片" in refused(tmp_path / "scan.docx", worker)
    card(made, DUTY)
    made.save(str(tmp_path / "both.docx"))
    assert len(read(tmp_path / "both.docx", worker).items) == 1


def test_text_boxes_alone_are_told(tmp_path: Path, worker: Worker) -> None:
    """A document whose text all stands in text boxes had "no duty"; what to do about it was not said."""
    document = docx.Document()
    run = document.add_paragraph().add_run()
    box = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in DUTY)
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    run._r.append(
        parse_xml(f"<w:pict {names}><v:shape><v:textbox><w:txbxContent>{box}</w:txbxContent></v:textbox></v:shape></w:pict>")
    )
    document.save(str(tmp_path / "a.docx"))
    assert "文字都在文本框里" in refused(tmp_path / "a.docx", worker)


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["序号", "姓名", "性别", "部门", "职责"],
            ["1", "周兰", "女", "办公室", "负责文电"],
            ["2", "罗平", "男", "救助科", "负责救助"],
        ],
        [["姓名", "部门", "工作职责", "月薪"], ["史进", "后勤部", "负责巡检", "5200"], ["柴进", "后勤部", "负责维修", "5100"]],
        [["序号", "部门", "职责", "受理量"], ["1", "审批科", "许可受理", "1288"], ["2", "救助科", "低保审核", "964"]],
        [
            ["序号", "姓名", "部门", "角色", "职责", "联系方式"],
            ["1", "尹航", "信息中心", "项目经理", "进度管理", "8612001"],
            ["2", "乔木", "研发部", "架构师", "系统设计", "8612002"],
        ],
    ],
)
def test_people_and_figures_are_no_duties(tmp_path: Path, worker: Worker, rows: list[list[str]]) -> None:
    """Rosters and statistics with a column 职责 were built without a word, in the place of the base's content; names and pay were published."""
    assert "像是别的表" in refused(book(tmp_path, [["某局情况"], *rows]), worker)


def test_other_kinds_of_documents_are_told_by_what_they_are(tmp_path: Path, worker: Worker) -> None:
    """A roster, a mail export, a cover and a letter were told to explain their labels with --mapping; contents in a text, how a table is laid out."""
    roster = [
        ["夏季值班表"],
        ["日期", "星期", "带班领导", "值班人员"],
        ["7月1日", "二", "甲", "乙"],
        ["7月2日", "三", "丙", "丁"],
    ]
    assert "表头“日期、星期、带班领导、值班人员”像是别的表" in refused(book(tmp_path, roster), worker)
    assert "像是封面" in refused(word(tmp_path, "某县水务局", "权责清单", "二〇二四年五月"), worker)
    letter = ["关于报送职责目录的函", "各有关单位：", "请于本月底前将职责目录报我局。" * 20, "某县水务局"]
    assert "没有表格，像是函件" in refused(word(tmp_path, *letter), worker)
    contents = tmp_path / "contents.txt"
    lines = [f"{n}.1 负责某某工作{'…' * 8}{n}" for n in range(1, 6)]
    contents.write_text("\n".join(["某局职责目录", "", "目  录", *lines]), "utf-8")
    assert "只有目录" in refused(contents, worker)


def test_a_white_page_is_no_bomb(tmp_path: Path, worker: Worker) -> None:
    """A picture of a white page, as a bitmap, packs a thousandfold: a good document was refused for it. XML of that kind still is."""
    path = word(tmp_path, "某局职责目录", cards=[DUTY])
    packed = path.read_bytes()
    for name, read_well in (("word/media/image1.bmp", True), ("word/media/page.xml", False)):
        path.write_bytes(packed)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, b"BM" + b"\xff" * 3_000_000)
        if read_well:
            assert len(read(path, worker).items) == 1
        else:
            assert "压缩比异常" in refused(path, worker)


def test_a_workbook_that_lost_its_sheet_or_is_binary_is_told_so(tmp_path: Path, worker: Worker) -> None:
    """A damaged workbook had "only charts", a binary one no workbook at all."""
    path = book(tmp_path, [LABELS, DUTY])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for gone, more, said in (
        ("xl/worksheets/sheet1.xml", {}, "工作表在文件里找不到"),
        ("xl/workbook.xml", {"xl/workbook.bin": b"\x83\x01\x00"}, "Excel 二进制工作簿（.xlsb）"),
    ):
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in {**parts, **more}.items():
                if name != gone:
                    archive.writestr(name, data)
        assert said in refused(path, worker)


def test_formatted_rows_that_nobody_sees_do_not_count(tmp_path: Path, worker: Worker) -> None:
    """A small list whose frame goes down to row 1,048,576 was refused; one stray value down there still is, and Ctrl+End shows it."""
    path = book(tmp_path, [LABELS, DUTY])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    empty = b"".join(b'<row r="%d"><c r="A%d"/></row>' % (n, n) for n in range(3, 300_000))
    stray = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    for below in (b"", stray):
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", empty + below + b"</sheetData>")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        if below:
            assert "Ctrl+End" in refused(path, worker)
        else:
            assert [item.number for item in read(path, worker).items] == ["1.1"]


def test_text_of_four_bytes_a_character_is_read_without_a_mark(tmp_path: Path) -> None:
    """UTF-16 without a byte order mark was read, UTF-32 was no text."""
    rows = "".join(f"\t{label}\n\t{value}\n\n" for label, value in zip(LABELS, DUTY, strict=True))
    for encoding in ("utf-32-le", "utf-32-be"):
        (tmp_path / "a.txt").write_bytes(f"某局职责目录\n\n1.1（职责事项名称）信息表\n\n{rows}".encode(encoding))
        assert [item.number for item in read(tmp_path / "a.txt").items] == ["1.1"]


@pytest.mark.parametrize("wrong", ["latin-1", "gb18030"])
def test_garbled_characters_are_named(wrong: str, tmp_path: Path) -> None:
    """UTF-8 that was opened in another encoding and saved so held no duties, it was said."""
    text = "某市园林局职责目录\n\n" + "".join(f"\t{label}\n\t{value}\n\n" for label, value in zip(LABELS, DUTY, strict=True)) * 9
    path = tmp_path / "garbled.txt"
    path.write_text(text.encode().decode(wrong, "replace"), "utf-8")
    with pytest.raises(SourceError, match="乱码"):
        read(path)


def test_whoever_fills_in_the_form_is_read(tmp_path: Path, worker: Worker) -> None:
    """The same form with its values is a catalogue."""
    found: Document = read(word(tmp_path, "某市园林局职责目录", cards=[DUTY]), worker)
    assert [item.text("名称") for item in found.items] == ["组织春季植树"]
