"""Slips inside the texts of cells, as a clerk sees them who reads the document alone; what is certain is read right, and a sound document has no finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.records import Document, Finding, Repair, Source, Status
from kg.repair import repair
from kg.sources import read
from kg.sources.document.txt import parse
from tests.catalogues import render
from tests.catalogues.written import of_csv

HEAD = ["序号", "权力编码", "权力名称", "权力类型", "设定依据", "责任科室", "责任事项", "追责情形", "申请材料", "投诉电话"]
NUMBER, CODE, NAME, TYPE, BASIS, SECTION, CONDUCT, BLAME, PAPERS, PHONE = range(len(HEAD))
STEPS = "1.受理责任：核对{0}。2.审查责任：到场查验{1}。3.决定责任：{2}个工作日内答复。4.送达责任：当面交付{3}。"
DUTIES = [
    ("散装水泥使用登记", "行政许可", "建材与散装水泥管理科", "登记簿", "筒仓", "五", "登记证"),
    ("墙体材料认定", "行政许可", "建材与散装水泥管理科", "检验报告", "样品", "十", "认定书"),
    ("燃气设施改动审批", "行政许可", "燃气科", "改动方案", "管线", "八", "批复"),
    ("夜间施工核准", "行政许可", "施工现场科", "施工合同", "围挡", "三", "核准书"),
    ("对违规搅拌砂浆的处罚", "行政处罚", "执法大队", "线索", "搅拌机", "二十", "决定书"),
    ("对擅自停供燃气的处罚", "行政处罚", "执法大队", "投诉", "阀门", "二十", "决定书"),
    ("对未设围挡的处罚", "行政处罚", "执法大队", "照片", "工地", "二十", "决定书"),
    ("对渣土车遗撒的处罚", "行政处罚", "执法大队", "视频", "路面", "二十", "决定书"),
    ("燃气安全检查", "行政检查", "燃气科", "计划", "用户表具", "七", "告知单"),
    ("墙体材料抽查", "行政检查", "建材与散装水泥管理科", "名单", "仓库", "七", "抽样单"),
]  # fmt: skip


def sound() -> list[list[str]]:
    """The rows of a list without a slip."""
    return [
        [str(n), f"ZJ-{n:03}", name, kind, f"《云桥区建设管理条例》第{n}条：“{name}由建设主管部门负责，具体办法另行规定。”", section,
         STEPS.format(*words), f"对{words[1]}不查验的；超过{words[2]}个工作日的。", f"申请表、{words[0]}", f"0571-8890{n % 3}10{n % 2}"]
        for n, (name, kind, section, *words) in enumerate(DUTIES, 1)
    ]  # fmt: skip


def found(row: int, column: int, text: str, folder: Path) -> tuple[Document, tuple[Finding, ...]]:
    """The list with another text in a cell, read and repaired."""
    rows = sound()
    rows[row][column] = text
    path = folder / "云桥区住房和城乡建设局权责清单.csv"
    path.write_bytes(of_csv(HEAD, *rows))
    return repair(read(path))


def of_tables(number: str, fields: dict[str, str], body: str) -> tuple[Document, tuple[Finding, ...]]:
    """An invented body's information tables with other texts in one of them, read and repaired."""
    data: Any = render.load_body(body)
    next(one for one in data["duties"] if one["number"] == number)["fields"].update(fields)
    return repair(parse(render.render(data).text, Source("x.txt", "0" * 64, "utf-8")))


def test_the_list_is_sound(tmp_path: Path) -> None:
    """What follows is told of the slips alone."""
    assert found(0, NUMBER, "1", tmp_path)[1] == ()


FULL, BLAMED, BASED = sound()[1][CONDUCT], sound()[2][BLAME], sound()[3][BASIS]
FOOT = FULL.replace("到场", "— 第5页 共12页 —到场")
PUT_RIGHT = {
    "twice": (1, CONDUCT, FULL + FULL, FULL),
    "twice on two lines": (1, CONDUCT, FULL + "\n" + FULL, FULL),
    "twice, parted by a mark": (1, BLAME, "对样品不查验的；对样品不查验的", "对样品不查验的"),
    "the last sentence twice": (2, BLAME, BLAMED + "超过规定期限八个工作日的。" * 2, BLAMED + "超过规定期限八个工作日的。"),
    "a step twice": (1, CONDUCT, FULL.replace("3.", "2.审查责任：到场查验样品。3."), FULL),
    "a clause twice": (3, BASIS, BASED + BASED, BASED),
    "the foot of a page": (1, CONDUCT, FOOT, FULL),
    "the foot of a page, the other way round": (1, CONDUCT, FULL.replace("到场", "共12页 第5页到场"), FULL),
    "the foot of a page on a line": (1, CONDUCT, FULL.replace("到场", "\n- 5 -\n到场"), FULL),
    "the number of a page": (1, CONDUCT, FULL.replace("3.", "\n第 5 页\n3."), FULL.replace("3.", "\n3.")),
    "the head of a page": (1, CONDUCT, FULL.replace("3.", "\n云桥区住房和城乡建设局权责清单\n3."), FULL.replace("3.", "\n3.")),
    "the label of the next column": (1, BLAME, sound()[1][BLAME] + "\n申请材料", sound()[1][BLAME]),
    "the label with a colon": (1, CONDUCT, FULL + "追责情形：", FULL),
    "the label behind a blank": (1, PAPERS, "申请表、检验报告 投诉电话", "申请表、检验报告"),
    "another label": (1, CONDUCT, FULL + "\n申请材料", FULL),
    "a character lost": (1, SECTION, "建材与散装水?管理科", "建材与散装水泥管理科"),
    "a character of two bytes lost": (9, SECTION, "建材与散装水??管理科", "建材与散装水泥管理科"),
    "two characters lost": (0, SECTION, "建材与散?水?管理科", "建材与散装水泥管理科"),
    "a character lost that has no place in Unicode": (0, SECTION, "建材与散装水\ufffd管理科", "建材与散装水泥管理科"),
    "a character lost at the end": (0, SECTION, "建材与散装水泥管理?", "建材与散装水泥管理科"),
    "a letter in a telephone": (1, PHONE, "0571-88902l00", "0571-88902100"),
    "a capital letter": (1, PHONE, "O571-88902100", "0571-88902100"),
    "letters": (1, PHONE, "0571-8890210O、0571-889O0101", "0571-88902100、0571-88900101"),
    "a telephone that became a number": (1, PHONE, "57188902100", "0571-88902100"),
    "a telephone with a decimal place": (1, PHONE, "57188902100.0", "0571-88902100"),
    "one of two telephones": (1, PHONE, "12345；57188902100", "12345；0571-88902100"),
}  # fmt: skip
CODES = {CONDUCT: "stray-text", BLAME: "stray-text", BASIS: "stray-text", PAPERS: "stray-text", SECTION: "lost-character", PHONE: "bad-contact"}  # fmt: skip


@pytest.mark.parametrize("slip", PUT_RIGHT)
def test_what_is_certain_is_read_right(slip: str, tmp_path: Path) -> None:
    """Readers saw these in two lists by reading them once; a text pasted twice, a page's foot and 标?科 were searched for as they stood."""
    row, column, printed, meant = PUT_RIGHT[slip]
    document, findings = found(row, column, printed, tmp_path)
    field = document.items[row].fields[column]
    assert field.text == meant
    assert field.printed
    assert (field.printed.text, field.status) == (printed, Status.MOVED)
    told = [(one.code, one.duties, one.field, one.place.row) for one in findings if one.code != "stray-mark"]
    assert set(told) == {(CODES[column], (f"ZJ-{row + 1:03}",), HEAD[column], row + 2)}
    assert all(isinstance(one.repair, Repair) for one in findings if one.code != "stray-mark")


ONLY_TOLD = {
    "broken off in a word": (1, BLAME, "对样品不查验的；超过十个工作日不答", "missing-value", "“的”"),
    "broken off in a step": (1, CONDUCT, FULL.partition("作日")[0], "missing-value", "没有写完"),
    "broken off in a quotation": (3, BASIS, BASED[:-6], "missing-value", "“”"),
    "broken off in a bracket": (3, CONDUCT, FULL[:-1] + "（含副", "missing-value", "“（”"),
    "broken off in a number": (3, BASIS, BASED + "《建设办法》（云建发〔2019", "missing-value", "“（”"),
    "a name of a template": (4, PAPERS, "XX区申请表、线索", "missing-value", "XX区"),
    "broken off in a title": (3, BASIS, BASED + "《中华人民共和国建", "missing-value", "“《”"),
    "a step gone": (1, CONDUCT, FULL.replace("3.决定责任：十个工作日内答复。", ""), "missing-value", "缺第 3 步"),
    "two steps gone": (1, CONDUCT, (FULL + "5.监管责任：定期回访。").replace("3.决定责任：十个工作日内答复。4.送达责任：当面交付认定书。", ""), "missing-value", "缺第 3、4 步"),
    "a step without content": (1, CONDUCT, FULL.partition("当面")[0], "missing-value", "第 4 步没有内容"),
    "a step without content in the middle": (1, CONDUCT, FULL.replace("到场查验样品。", ""), "missing-value", "第 2 步没有内容"),
    "a number alone": (1, CONDUCT, FULL.replace("送达责任：当面交付认定书。", ""), "missing-value", "第 4 步没有内容"),
    "a remark": (4, NAME, "对违规搅拌砂浆的处罚（此项拟下放街道，请王科确认）", "stray-text", "（此项拟下放街道，请王科确认）"),
    "a remark in square brackets": (4, BLAME, "对搅拌机不查验的；超过二十个工作日的。[此处核实条款]", "stray-text", "[此处核实条款]"),
    "a question of the editor's": (4, BASIS, BASED + "（条款待核实）", "stray-text", "（条款待核实）"),
    "to be completed": (4, PAPERS, "申请表、线索（待补）", "stray-text", "（待补）"),
    "a note to a colleague": (4, SECTION, "执法大队（请法规科核对）", "stray-text", "（请法规科核对）"),
    "a blank telephone": (4, PHONE, "0571-××××××××（待补）", "missing-value", "0571-××××××××（待补）"),
    "a blank of letters": (4, PHONE, "0571-88XXXXXX", "missing-value", "XXXXXX"),
    "a line to write on": (4, CONDUCT, FULL.replace("十个", "____个"), "missing-value", "____"),
    "a telephone to come": (4, PHONE, "电话：待定", "missing-value", "待定"),
    "asterisks": (4, PHONE, "0571-8890****", "missing-value", "8890****"),
    "a number in scientific notation": (4, PHONE, "5.71889E+10", "bad-contact", "5.71889E+10"),
    "a lost character of a name that stands nowhere else": (8, NAME, "燃?安全检查", "lost-character", "燃?安全检查"),
}  # fmt: skip


@pytest.mark.parametrize("slip", ONLY_TOLD)
def test_what_nobody_can_know_is_told_and_left(slip: str, tmp_path: Path) -> None:
    """Texts that break off, steps that are gone and remarks of a draft were values like any other."""
    row, column, printed, code, words = ONLY_TOLD[slip]
    document, findings = found(row, column, printed, tmp_path)
    assert document.items[row].fields[column].text == printed
    assert [(one.code, one.duties, one.field) for one in findings] == [(code, (f"ZJ-{row + 1:03}",), HEAD[column])]
    assert words in findings[0].message
    assert findings[0].repair is None


SOUND = {
    "a sentence without a full stop": (1, CONDUCT, FULL[:-1]),
    "steps of another number": (1, CONDUCT, "1.受理责任：核对检验报告。2.决定责任：十个工作日内答复。"),
    "a quotation of two paragraphs": (3, BASIS, "《云桥区建设管理条例》第四条：“夜间施工须经核准。\n“核准的条件另行规定。”"),
    "a form with pages": (4, PAPERS, "登记表（第1页 共2页）、线索"),
    "who asks": (4, CONDUCT, FULL.replace("当面", "（申请人确认后）当面")),
    "what is asked for": (4, CONDUCT, FULL.replace("当面", "（报请主任会议核定）当面")),
    "words twice, not in a row": (1, BLAME, "对样品不查验的；不答复的；对样品不查验的。"),
    "a label amid a text": (1, CONDUCT, FULL + "另见追责情形。"),
    "another telephone": (4, PHONE, "13588902100"),
    "a mailbox": (4, PHONE, "0571-88900101、lOl5718890@yunqiao.gov.cn"),
    "brackets of two kinds": (3, CONDUCT, FULL[:-1] + "（含副本)和附图。"),
    "a set phrase": (1, CONDUCT, FULL[:-8] + "随到随办"),
    "a remark that is none": (4, CONDUCT, FULL.replace("当面", "（接待安排由科长核定）当面")),
    "a range of years": (4, CONDUCT, FULL.replace("4.", "（2021—2025）4.")),
}  # fmt: skip


@pytest.mark.parametrize("text", SOUND)
def test_what_only_looks_like_a_slip_is_none(text: str, tmp_path: Path) -> None:
    """Nothing is said of what a careful writer may write."""
    row, column, printed = SOUND[text]
    document, findings = found(row, column, printed, tmp_path)
    assert findings == ()
    assert document.items[row].fields[column].text == printed


TABLES = [
    ("songling-disabled", "2.1", "运行要件", "救助申请审核表、康复协议、结算票据\n责任事项", "stray-text", "救助申请审核表、康复协议、结算票据"),
    ("songling-disabled", "2.1", "责任事项", "每季度检查定点机构不少于一次。每季度检查定点机构不少于一次。", "stray-text", "每季度检查定点机构不少于一次。"),
    ("songling-disabled", "2.1", "监督方式", "监督电话：0871-5550O238", "bad-contact", "监督电话：0871-55500238"),
    ("liuwan-subdistrict", "2.1", "责任事项", "选举依法公正，— 第9页 共30页 —居务公开每季一次。", "stray-text", "选举依法公正，居务公开每季一次。"),
    ("liuwan-subdistrict", "2.1", "运行要件", "选举方案、选举结果报告单（待补充）", "stray-text", "选举方案、选举结果报告单（待补充）"),
    ("liuwan-subdistrict", "2.1", "实施机构", "社区建?科", "lost-character", "社区建设科"),
    ("wangjiang-library", "1.4", "监督方式", "古籍部预约电话：×××××××", "missing-value", "古籍部预约电话：×××××××"),
    ("songling-disabled", "2.1", "责任事项", "审核不超过规定期限；每季度检查定点机构不少于一次。\n\n发现套取资金的，立即终止协议并移", "missing-value", "审核不超过规定期限；每季度检查定点机构不少于一次。\n\n发现套取资金的，立即终止协议并移"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "number", "label", "printed", "code", "meant"), TABLES)
def test_so_in_information_tables(body: str, number: str, label: str, printed: str, code: str, meant: str) -> None:
    """Where each duty has a table of its own, a row's value may end with the label of the row below."""
    document, findings = of_tables(number, {label: printed}, body)
    assert next(item for item in document.items if item.number == number).text(label) == meant
    assert [(one.code, one.duties, one.field) for one in findings] == [(code, (number,), label)]


def test_what_all_duties_have_is_one_finding(tmp_path: Path) -> None:
    """A draft whose telephones are still blank has one finding, that names all."""
    rows = sound()
    for n, row in enumerate(rows):
        row[PHONE] = f"0571-8890×××× 转{n}"
    path = tmp_path / "云桥区住房和城乡建设局权责清单.csv"
    path.write_bytes(of_csv(HEAD, *rows))
    told = [one for one in repair(read(path))[1] if one.code == "missing-value"]
    assert [one.duties for one in told] == [tuple(row[CODE] for row in rows)]
