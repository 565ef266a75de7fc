"""A column of a list that slipped over some rows: the words of each text are those of the row beside, and one end is blank."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.records import Document, Finding, Status
from kg.repair import repair
from kg.sources import read
from tests.catalogues.written import of_csv, of_xlsx

HEAD = ["序号", "权力编码", "权力名称", "实施依据", "承办机构", "责任事项", "追责情形", "监督电话"]
NAME, BASIS, TEXT = 2, 3, 5
MATTERS = [
    ("营业性演出审批", "《营业性演出管理条例》第十三条：“举办营业性演出，应当提交演出名称、演员名单。”", "文艺科", "核对演员名单，抽看演出录像", "放行含有禁止内容的演出的"),
    ("文物保护单位修缮审批", "《中华人民共和国文物保护法》第二十一条：“对文物保护单位进行修缮，应当报文物行政部门批准。”", "文物科", "勘察文物本体病害，评审修缮方案", "因审批失误损毁文物本体的"),
    ("旅行社设立许可", "《旅行社条例》第七条：“申请经营国内旅游业务的，应当提出旅行社申请。”", "旅游科", "核验旅行社营业场所和质量保证金", "违规退还质量保证金的"),
    ("娱乐场所设立审批", "《娱乐场所管理条例》第九条：“设立歌舞娱乐场所，应当考虑噪声。”", "市场科", "实地检查歌舞厅消防通道，测量噪声", "歌舞厅消防通道堵塞、噪声扰民长期不查的"),
    ("广播电视节目传送业务审批", "《广播电视管理条例》第二十二条：“传送广播电视节目，应当使用规定频率。”", "广电科", "测试发射频率和信号覆盖", "放任擅自变更发射频率、信号覆盖不足的"),
    ("艺术考级机构备案", "《社会艺术水平考级管理办法》第八条：“考级机构应当报送考官名单。”", "文艺科", "登记考级专业和考官名单，随堂巡查考场", "泄露考级试题的"),
    ("古籍修复技术人员认定", "《古籍保护条例》第十九条：“修复珍贵古籍的人员，应当具有相应技能。”", "公共科", "考核古籍纸张配制和装帧技能", "古籍装帧技能不合格仍认定的"),
    ("体育场馆免费开放补助发放", "《公共文化体育设施条例》第二十五条：“体育场馆应当免费或者优惠开放。”", "体育科", "统计体育场馆开放时长，按人次核拨补助", "虚报开放人次套取补助的"),
    ("导游证核发", "《导游人员管理条例》第四条：“导游资格证书的取得者，可以申领导游证。”", "旅游科", "比对导游资格证书和劳动合同", "向无资格者发放导游证的"),
    ("民宿等级评定", "《乡村民宿促进条例》第十六条：“民宿经营者可以申请等级。”", "乡旅科", "暗访民宿客房布草和早餐，公示等级", "民宿客房布草脏污不查的"),
]  # fmt: skip


def sound() -> list[list[str]]:
    """A list in which each text goes with its row."""
    return [[str(n), f"WG-{n:03}", *matter, "0793-7770101"] for n, matter in enumerate(MATTERS, 1)]


def slipped(column: int, first: int, last: int, *, down: bool) -> list[list[str]]:
    """The list with the texts of rows first … last of a column one row too low or too high."""
    rows = sound()
    texts = [row[column] for row in rows[first : last + 1]]
    for row, text in zip(rows[first : last + 1], ["", *texts[:-1]] if down else [*texts[1:], ""], strict=True):
        row[column] = text
    return rows


def found(rows: list[list[str]], folder: Path, make: Any = of_xlsx, head: list[str] = HEAD) -> tuple[Document, list[Finding]]:
    """A list with these rows as it is after repair, and what is told of it."""
    path = folder / f"泊宁县文化旅游局权责清单.{make.__name__.removeprefix('of_')}"
    path.write_bytes(make(head, *rows))
    document, findings = repair(read(path))
    return document, list(findings)


@pytest.mark.parametrize("make", [of_csv, of_xlsx])
@pytest.mark.parametrize("down", [True, False])
@pytest.mark.parametrize(("column", "first", "last"), [(BASIS, 1, 4), (TEXT, 3, 7), (BASIS, 6, 9), (NAME, 2, 5), (6, 0, 3)])
def test_a_column_that_slipped_is_put_back(column: int, first: int, last: int, down: bool, make: Any, tmp_path: Path) -> None:
    """Four bases stood a row too low: told were a missing value and two texts exchanged that were not, and the bases stayed with the wrong duties.

    Now one row-shift names the column and the rows, the texts stand with their duties, and what the last one overwrote is missing.
    """
    document, findings = found(slipped(column, first, last, down=down), tmp_path, make)
    lost = last if down else first
    texts = [item.text(HEAD[column]) for item in document.items]
    assert texts == ["" if n == lost else row[column] for n, row in enumerate(sound())]
    shift, missing = sorted(findings, key=lambda one: one.code, reverse=True)
    assert (shift.code, shift.field, shift.repair is not None) == ("row-shift", HEAD[column], True)
    assert shift.duties == tuple(row[1] for row in sound()[first : last + 1])
    assert (missing.code, missing.duties, missing.field) == ("missing-value", (sound()[lost][1],), HEAD[column])


def test_the_printed_cells_are_kept(tmp_path: Path) -> None:
    """Nothing printed is lost: each field knows its own cell and the one whose text it has."""
    document, _ = found(slipped(BASIS, 1, 4, down=True), tmp_path)
    field = document.items[2].field("实施依据")
    assert field is not None
    assert field.status is Status.MOVED
    assert field.printed is not None
    assert field.value is not None
    assert (field.printed.text, field.value.text) == (MATTERS[1][1], MATTERS[2][1])


def test_other_slips_in_these_rows_are_told_as_well(tmp_path: Path) -> None:
    """A telephone that lacks a digit stood in one of the rows: what was moved within its column makes no other cell doubtful."""
    rows = slipped(BASIS, 1, 4, down=True)
    rows[3][7] = "0793-777010"
    _, findings = found(rows, tmp_path)
    assert [(one.code, one.duties) for one in findings if one.field == "监督电话"] == [("bad-contact", ("WG-004",))]


@pytest.mark.parametrize("blank", range(10))
def test_a_blank_cell_alone_is_no_slip(blank: int, tmp_path: Path) -> None:
    """A basis that is not there is missing, and no more."""
    rows = sound()
    rows[blank][BASIS] = ""
    _, findings = found(rows, tmp_path)
    assert [(one.code, one.duties) for one in findings] == [("missing-value", (rows[blank][1],))]


def test_where_its_end_is_in_doubt_nothing_moves(tmp_path: Path) -> None:
    """The first row that may not have slipped says nothing of its own matter: the shift is told once, and every text stays."""
    rows = slipped(BASIS, 1, 4, down=True)
    rows[5][BASIS] = "《行政许可法》第三十八条"
    document, findings = found(rows, tmp_path)
    (only,) = findings
    assert (only.code, only.field, only.repair) == ("row-shift", "实施依据", None)
    assert [item.text("实施依据") for item in document.items] == [row[BASIS] for row in rows]


def test_remarks_may_be_blank_where_they_like(tmp_path: Path) -> None:
    """Of a column that few rows fill no blank cell tells anything."""
    rows = [[*row, ""] for row in sound()]
    rows[2][8], rows[4][8] = "娱乐场所的噪声由生态环境部门监测", "考级考官名单见网站"
    assert found(rows, tmp_path, head=[*HEAD, "备注"])[1] == []


@pytest.mark.parametrize("make", [of_csv, of_xlsx])
@pytest.mark.parametrize("column", [BASIS, TEXT])
def test_a_cell_put_in_pushes_the_last_text_out_of_the_list(column: int, make: Any, tmp_path: Path) -> None:
    """Each text went one row down, the last one below the list, where it was read with the one above it: none is lost, so none is told to be, and none moves."""
    rows = [*slipped(column, 4, 9, down=True), [MATTERS[9][column - 2] if n == column else "" for n in range(len(HEAD))]]
    document, findings = found(rows, tmp_path, make)
    assert sorted(one.code for one in findings) == ["broken-row", "row-shift"]
    assert all(one.repair is None for one in findings if one.code == "row-shift")
    assert document.items[5].text(HEAD[column]) == MATTERS[4][column - 2]


def test_two_columns_that_slipped_in_the_same_rows_are_both_put_back(tmp_path: Path) -> None:
    """The second one that was found undid the first."""
    rows = slipped(BASIS, 1, 4, down=True)
    for row, other in zip(rows, slipped(6, 1, 4, down=True), strict=True):
        row[6] = other[6]
    document, findings = found(rows, tmp_path)
    for shift in (one for one in findings if one.code == "row-shift" and one.repair):
        column = HEAD.index(shift.field)
        assert [item.text(shift.field) for item in document.items[1:4]] == [row[column] for row in sound()[1:4]]
    assert {one.field for one in findings if one.code == "row-shift"} == {"实施依据", "追责情形"}
